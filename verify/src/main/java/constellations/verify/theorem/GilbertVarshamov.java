package constellations.verify.theorem;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Existence of spherical codes (Gilbert-Varshamov, Shannon): N_SC(d, alpha) &gt;= 1/Gamma_d(alpha),
 * since the caps around the points of a maximal code cover the sphere.
 *
 * <p>The argument: docs/theory.md T7.
 */
public final class GilbertVarshamov {
  private static final int DIGITS = 40;

  /** Larger numbers would take long to write and mean nothing more. */
  public static final int MAX_DIGITS = 1000;

  private GilbertVarshamov() {}

  /**
   * {@return a number of points that a (d, alpha)-code has for certain, the ceiling of
   * 1/Gamma_d(alpha) with the measure rounded up; no more than 10^{@value #MAX_DIGITS} is said}
   *
   * @param d at least 2
   * @param cosine alpha in (-1, 1)
   */
  public static BigInteger points(long d, BigFraction cosine) {
    BigDecimal measure = CapMeasure.of(d, cosine).upper();
    if (measure.compareTo(BigDecimal.ONE.movePointLeft(MAX_DIGITS)) <= 0) {
      return BigInteger.TEN.pow(MAX_DIGITS);
    }
    Interval count = Interval.of(1, DIGITS).divide(Interval.of(measure, measure, DIGITS));
    return Rationals.ceiling(Rationals.of(count.lower()));
  }

  /**
   * {@return whether {@link #points} is at least the given number, without writing that number out}
   *
   * @param d the dimension, at least 2
   * @param cosine alpha, in [-1, 1)
   * @param points the number of points that is asked for
   */
  public static boolean reaches(long d, BigFraction cosine, BigInteger points) {
    // ceil(1/g) >= N exactly when 1/g > N - 1.
    BigDecimal measure = CapMeasure.of(d, cosine).upper();
    BigDecimal product = measure.multiply(new BigDecimal(points.subtract(BigInteger.ONE)));
    return product.compareTo(BigDecimal.ONE) < 0;
  }
}
