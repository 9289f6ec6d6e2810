/**
 * Grids of instances, computed cell by cell on one machine or many, resumable, and the filling of
 * cells that tables lack. The results do not depend on the order in which cells are done. May
 * import {@code results}, {@code table}, {@code dimension}, {@code bound}, {@code code}, {@code
 * code.find}, {@code search}, {@code format}, {@code run}, {@code theory}, {@code modality}. For
 * {@code cli}.
 */
package constellations.solver.sweep;
