package constellations.solver.threepoint;

/**
 * A function of pairs and triples in double precision, with its largest values.
 *
 * @param basis what the variables mean
 * @param y the variables
 * @param pairs the largest value of h
 * @param triples the largest value of K T, K the size of the basis
 */
public record TripleCandidate(TripleBasis basis, double[] y, double pairs, double triples) {
  /**
   * The number of points that it excludes no code of: 1 + the root of A = K alpha + K(K-1) beta.
   */
  public double value() {
    double[] objective = basis.objective();
    double size = basis.size;
    double a = size * (ConicProgram.dot(objective, y) - y[basis.variables - 3]);
    double beta = -triples / size;
    double alpha = -pairs - beta;
    double inside = alpha * alpha + 4 * beta * a;
    double below = alpha + Math.sqrt(inside);
    return inside >= 0 && below > 0 ? 1 + 2 * a / below : Double.POSITIVE_INFINITY;
  }
}
