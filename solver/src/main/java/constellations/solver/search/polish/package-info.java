/**
 * From near a local optimum to double precision and beyond: Gauss-Newton steps, sequential linear
 * programs, decimals, and the deepest holes. May import {@code numeric}, {@code lp}, {@code
 * search.objective}. For {@code search}, {@code cli}.
 */
package constellations.solver.search.polish;
