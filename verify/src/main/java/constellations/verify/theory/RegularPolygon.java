package constellations.verify.theory;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The circle: N points have a pair of cosine at least cos(2 pi / N), with equality for a regular
 * polygon. Exact.
 */
public final class RegularPolygon {
  private static final int DIGITS = 40;
  private static final int MAX_DIGITS = 640;
  private static final int DECIMALS = 18;
  private static final BigInteger SIX = BigInteger.valueOf(6);

  private RegularPolygon() {}

  /**
   * The largest number of points on the circle with cosines at most alpha.
   *
   * @param cosine alpha in (0, 1), so that there are at least 4
   */
  public static BigInteger points(BigFraction cosine) {
    BigInteger low = BigInteger.valueOf(4);
    BigInteger high = BigInteger.valueOf(8);
    while (fits(high, cosine).orElse(false)) {
      low = high;
      high = high.shiftLeft(1);
    }
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      if (fits(middle, cosine).orElse(false)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** cos(2 pi / N), rounded down at the 18th decimal. */
  public static BigFraction cosineFloor(BigInteger points) {
    return points.equals(SIX)
        ? BigFraction.of(1, 2)
        : Rationals.of(angle(points, DIGITS).cos().lower().setScale(DECIMALS, RoundingMode.FLOOR));
  }

  /**
   * Whether cos(2 pi / N) <= alpha, so that N points of the circle have cosines of at most alpha.
   * The cosine is rational only for N = 6 among N >= 5 (Niven), so that few digits decide.
   *
   * @param n at least 5
   * @return nothing if 640 digits do not decide
   */
  public static Optional<Boolean> fits(BigInteger n, BigFraction cosine) {
    if (n.equals(SIX)) {
      return Optional.of(cosine.compareTo(BigFraction.of(1, 2)) >= 0);
    }
    for (int digits = DIGITS; digits <= MAX_DIGITS; digits *= 2) {
      Interval value = angle(n, digits).cos();
      if (Rationals.of(value.upper()).compareTo(cosine) <= 0) {
        return Optional.of(true);
      }
      if (Rationals.of(value.lower()).compareTo(cosine) > 0) {
        return Optional.of(false);
      }
    }
    return Optional.empty();
  }

  private static Interval angle(BigInteger n, int digits) {
    return Interval.pi(digits).multiply(Interval.of(BigFraction.of(BigInteger.TWO, n), digits));
  }
}
