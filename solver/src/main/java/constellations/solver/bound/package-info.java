/**
 * Bounds on the number of points, on the best cosine and on rates. {@link PointBounds} evaluates
 * theorems, {@link DelsarteBound} returns linear programming bounds that the verifier has accepted.
 * May import {@code numeric}, {@code lp}, {@code run}, {@code code}, {@code code.find}, {@code
 * theory}. For {@code search}, {@code dimension}, {@code train}, {@code results}, {@code table},
 * {@code sweep}, {@code report}, {@code bench}, {@code cli}.
 */
package constellations.solver.bound;
