/**
 * Benchmarks, each beside its peer in the same run, so that the result is a ratio: the search
 * without its parts, NumPy, PyTorch, plain GLOP, CSDP. May import {@code search}, {@code
 * search.objective}, {@code analyse}, {@code train}, {@code bound}, {@code format}, {@code run},
 * {@code lp}, {@code threepoint}. For {@code cli}.
 */
package constellations.solver.bench;
