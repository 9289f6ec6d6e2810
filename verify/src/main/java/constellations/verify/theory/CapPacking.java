package constellations.verify.theory;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The volume bound: caps of half the least angle around the points of a (d, alpha)-code do not
 * overlap, so N Gamma_d(sqrt((1 + alpha)/2)) <= 1.
 */
public final class CapPacking {
  private static final int DIGITS = 40;

  private CapPacking() {}

  /**
   * An upper bound on the number of points of a code of cosine at most alpha.
   *
   * @param d at least 2
   * @param cosine alpha in [-1, 1)
   */
  public static BigInteger bound(long d, BigFraction cosine) {
    Interval measure = CapMeasure.ofSquare(d, cosine.add(1).divide(2));
    Interval low = Interval.of(measure.lower(), measure.lower(), DIGITS);
    return Rationals.floor(Rationals.of(Interval.of(1, DIGITS).divide(low).upper()));
  }
}
