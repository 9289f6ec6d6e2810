package constellations.solver.threepoint;

import constellations.solver.numeric.Rows;
import constellations.verify.threepoint.TripleFunction;
import java.util.Arrays;

/** A function of pairs and triples in double precision, with its largest values. */
public final class TripleCandidate {
  private final TripleBasis basis;
  private final double[] y;
  private final double pairs;
  private final double triples;

  /**
   * A candidate.
   *
   * @param basis what the variables mean
   * @param y the variables
   * @param pairs the largest value of h
   * @param triples the largest value of K T, K the size of the basis
   */
  TripleCandidate(TripleBasis basis, double[] y, double pairs, double triples) {
    this.basis = basis;
    this.y = Arrays.copyOf(y, y.length);
    this.pairs = pairs;
    this.triples = triples;
  }

  /** Half the degree of the function of triples. */
  public int halfDegree() {
    return basis.halfDegree;
  }

  /** -h is at least this where pairs can be. */
  public double alpha() {
    return -pairs;
  }

  /** -T is at least this where triples can be. */
  public double beta() {
    return -triples / basis.size;
  }

  /**
   * The number of points that no code exceeds, but for rounding: 1 + K for the root of A = K alpha
   * + K (K-1) beta; infinite if there is none.
   */
  public double value() {
    double size = basis.size;
    double a = size * (Rows.dot(basis.objective(), y) - y[basis.variables - 3]);
    double difference = alpha() - beta();
    double inside = difference * difference + 4 * beta() * a;
    double below = difference + Math.sqrt(inside);
    return inside >= 0 && below > 0 ? 1 + 2 * a / below : Double.POSITIVE_INFINITY;
  }

  /** The function with numbers that are integers over 2^bits. */
  public TripleFunction rounded(int bits) {
    return TripleRounding.function(basis, y, bits);
  }
}
