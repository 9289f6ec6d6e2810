package constellations.verify.points;

import constellations.verify.exact.ExtremePairs;
import constellations.verify.exact.PointSet;

/**
 * Points X_1, ..., X_N of the sphere S^(d-1), given by vectors in their directions.
 *
 * @param points N x d, a row per point; N &gt;= 1
 */
public record SphericalCode(PointSet points) {
  /** {@return the dimension d of the space} */
  public int dimension() {
    return points.dimension();
  }

  /** {@return the number N of points} */
  public int size() {
    return points.size();
  }

  /**
   * {@return the largest cosine over all pairs of points, exact, and a pair that has it}
   *
   * @param threads how many threads to use; the result does not depend on it
   * @throws IllegalStateException if there is one point only
   */
  public ExtremePairs.Pair largestCosine(int threads) {
    return ExtremePairs.largest(points, points, threads)
        .orElseThrow(() -> new IllegalStateException("one point has no pairs"));
  }
}
