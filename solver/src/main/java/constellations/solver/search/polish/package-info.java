/**
 * From near a local optimum to double precision and beyond: an interior point method with second
 * derivatives, Gauss-Newton steps, decimals, and the deepest holes. May import {@code numeric},
 * {@code search.objective}. For {@code search}, {@code describe}, {@code cli}.
 */
package constellations.solver.search.polish;
