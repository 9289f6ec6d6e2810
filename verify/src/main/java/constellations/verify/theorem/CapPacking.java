package constellations.verify.theorem;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The volume bound: caps of half the least angle around the points of a (d, alpha)-code do not
 * overlap, so N Gamma_d(sqrt((1 + alpha)/2)) &lt;= 1.
 *
 * <p>The argument: docs/theory.md T7.
 */
public final class CapPacking {
  private static final int DIGITS = 40;

  private CapPacking() {}

  /**
   * {@return an upper bound on the number of points of a code of cosine at most alpha; nothing
   * above 10^1000}
   *
   * @param d at least 2
   * @param cosine alpha in [-1, 1)
   */
  public static Optional<BigInteger> bound(long d, BigFraction cosine) {
    Interval measure = CapMeasure.ofSquare(d, cosine.add(1).divide(2));
    if (measure.lower().compareTo(BigDecimal.ONE.movePointLeft(GilbertVarshamov.MAX_DIGITS)) < 0) {
      return Optional.empty();
    }
    Interval low = Interval.of(measure.lower(), measure.lower(), DIGITS);
    return Optional.of(Rationals.floor(Rationals.of(Interval.of(1, DIGITS).divide(low).upper())));
  }
}
