package constellations.verify.theorem;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The circle: N points have a pair of cosine at least cos(2 pi / N), with equality for a regular
 * polygon. Exact.
 *
 * <p>The argument: docs/theory.md T6.
 */
public final class RegularPolygon {
  private static final int DIGITS = 40;
  private static final int MAX_DIGITS = 640;
  private static final int DECIMALS = 18;
  private static final BigInteger SIX = BigInteger.valueOf(6);

  /**
   * The cosines of 2 pi / N, N &gt;= 5, that are rational or lie in a quadratic field: their degree
   * is phi(N)/2 (Niven, Irrational Numbers, theorem 3.9).
   */
  private static final Map<BigInteger, Quadratic> EXACT =
      Map.of(
          BigInteger.valueOf(5),
          Quadratic.parse("-1/4+1/4*sqrt(5)", "cosine"),
          SIX,
          Quadratic.parse("1/2", "cosine"),
          BigInteger.valueOf(8),
          Quadratic.parse("1/2*sqrt(2)", "cosine"),
          BigInteger.valueOf(10),
          Quadratic.parse("1/4+1/4*sqrt(5)", "cosine"),
          BigInteger.valueOf(12),
          Quadratic.parse("1/2*sqrt(3)", "cosine"));

  private RegularPolygon() {}

  /**
   * {@return the largest number of points on the circle with cosines at most alpha}
   *
   * @param cosine alpha in (0, 1), so that there are at least 4
   */
  public static BigInteger points(Quadratic cosine) {
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

  /**
   * {@return cos(2 pi / N), rounded down at the 18th decimal}
   *
   * @param points the number N of points, at least 3
   */
  public static BigFraction cosineFloor(BigInteger points) {
    return points.equals(SIX)
        ? BigFraction.of(1, 2)
        : Rationals.of(angle(points, DIGITS).cos().lower().setScale(DECIMALS, RoundingMode.FLOOR));
  }

  /**
   * Whether cos(2 pi / N) &lt;= alpha, so that N points of the circle have cosines of at most
   * alpha. Where both can be equal they are compared exactly, so that few digits decide elsewhere.
   *
   * @param n at least 5
   * @param cosine alpha, in (0, 1)
   * @return nothing if 640 digits do not decide
   */
  public static Optional<Boolean> fits(BigInteger n, Quadratic cosine) {
    Quadratic exact = EXACT.get(n);
    if (exact != null) {
      return Optional.of(cosine.compareTo(exact) >= 0);
    }
    for (int digits = DIGITS; digits <= MAX_DIGITS; digits *= 2) {
      Interval value = angle(n, digits).cos();
      Interval given = cosine.enclosure(digits);
      if (value.upper().compareTo(given.lower()) <= 0) {
        return Optional.of(true);
      }
      if (value.lower().compareTo(given.upper()) > 0) {
        return Optional.of(false);
      }
    }
    return Optional.empty();
  }

  private static Interval angle(BigInteger n, int digits) {
    return Interval.pi(digits).multiply(Interval.of(BigFraction.of(BigInteger.TWO, n), digits));
  }
}
