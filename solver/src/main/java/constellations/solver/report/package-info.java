/**
 * The static site of all results, pages of single analyses, and figures. It draws what other
 * packages found. May import {@code results}, {@code table}, {@code dimension}, {@code analyse},
 * {@code deployment}, {@code train}, {@code loss}, {@code bound}, {@code search}, {@code format},
 * {@code run}, {@code theory}. For {@code cli}.
 */
package constellations.solver.report;
