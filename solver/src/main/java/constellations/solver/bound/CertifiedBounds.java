package constellations.solver.bound;

import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.Optional;

/** A method for bounds on spherical codes that come with certificates. */
public interface CertifiedBounds {
  /**
   * The least certified upper bound on the number of points.
   *
   * @param dimension at least 3
   * @param cosine in (-1, 1)
   * @param enough stop early once the bound is below this; the least bound for null
   * @return nothing where the method does not apply, or when interrupted
   */
  Optional<PointBound> bound(int dimension, Quadratic cosine, BigInteger enough);

  /**
   * A certified lower bound on the best cosine of N points.
   *
   * @param dimension at least 3
   * @param points N, more than 2d
   * @return nothing where the method does not apply, or when interrupted
   */
  Optional<PointBounds.CosineBound> cosineBound(int dimension, BigInteger points);
}
