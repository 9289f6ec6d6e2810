package constellations.verify.theorem;

import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Rankin's bounds for spherical codes (1955), exact: for alpha &lt; 0 at most floor(1 - 1/alpha)
 * points, and at most d + 1; for alpha = 0 at most 2d. The simplex and the cross-polytope attain
 * them.
 *
 * <p>The argument: docs/theory.md T6.
 */
public final class Rankin {
  private Rankin() {}

  /**
   * {@return the bound on the number of points, or nothing for alpha &gt; 0}
   *
   * @param d the dimension, at least 1
   * @param cosine alpha, in [-1, 1)
   */
  public static Optional<BigInteger> points(long d, BigFraction cosine) {
    if (cosine.signum() > 0) {
      return Optional.empty();
    }
    if (cosine.signum() == 0) {
      return Optional.of(BigInteger.valueOf(d).shiftLeft(1));
    }
    return Optional.of(anyDimension(cosine).min(BigInteger.valueOf(d).add(BigInteger.ONE)));
  }

  /**
   * {@return for alpha &lt; 0: floor(1 - 1/alpha), which no dimension exceeds}
   *
   * @param cosine alpha, in [-1, 0)
   */
  public static BigInteger anyDimension(BigFraction cosine) {
    return Rationals.floor(BigFraction.ONE.subtract(cosine.reciprocal()));
  }

  /**
   * {@return a cosine that N points in R^d do not get below, when the bounds above give one:
   * -1/(N-1) always, 0 for N &gt; d + 1}
   *
   * @param d the dimension, at least 1
   * @param points the number N of points, at least 2
   */
  public static Optional<BigFraction> cosine(long d, BigInteger points) {
    BigInteger n = points.subtract(BigInteger.ONE);
    if (n.compareTo(BigInteger.valueOf(d)) <= 0) {
      return Optional.of(BigFraction.of(BigInteger.ONE.negate(), n));
    }
    return points.compareTo(BigInteger.valueOf(d).shiftLeft(1)) <= 0
        ? Optional.of(BigFraction.ZERO)
        : Optional.empty();
  }
}
