/**
 * Bounds on the number of points, on the best cosine and on rates. {@link PointBounds} evaluates
 * theorems, {@link DelsarteBound} and {@link ThreePointBound} return bounds by linear and
 * semidefinite programs that the verifier has accepted, {@link Programs} the better of the two. May
 * import {@code numeric}, {@code lp}, {@code run}, {@code code}, {@code code.find}, {@code theory},
 * {@code threepoint}, {@code frame}. For {@code deployment}, {@code search}, {@code dimension},
 * {@code train}, {@code results}, {@code table}, {@code sweep}, {@code report}, {@code bench},
 * {@code retrieval}, {@code describe}, {@code cli}.
 */
package constellations.solver.bound;
