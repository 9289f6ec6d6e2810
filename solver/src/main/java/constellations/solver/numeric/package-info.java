/**
 * Floating-point work that many need: double-double vectors, L-BFGS, loops over rows, products of
 * blocks by OpenBLAS with a bound on their error. No verdict rests on it but by such a bound. May
 * import no package of the solver. For {@code deployment}, {@code relevance}, {@code format},
 * {@code search.objective}, {@code search.polish}, {@code search}, {@code bound}, {@code analyse},
 * {@code train}, {@code lock}, {@code recognise}, {@code pmi}, {@code loss}, {@code negatives},
 * {@code describe}, {@code cli}, {@code threepoint}, {@code conic}.
 */
package constellations.solver.numeric;
