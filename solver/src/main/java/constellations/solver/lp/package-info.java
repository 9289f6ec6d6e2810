/**
 * The native solvers of OR-Tools, loaded once. A status of theirs is never trusted alone. May
 * import no package of the solver. For {@code bound}, {@code analyse}, {@code lock}, {@code
 * select}, {@code modality}, {@code bench}, {@code retrieval}, {@code cli}.
 */
package constellations.solver.lp;
