package constellations.verify.theorem;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The cap measure Gamma_d(x) = Pr[first coordinate of a uniform point of S^(d-1) &gt; x], as a
 * rigorous enclosure.
 *
 * <p>With a = (d-1)/2, z = 1 - x^2 and C = Gamma(d/2) / (sqrt(pi) Gamma((d-1)/2)), for x &gt;= 0:
 *
 * <pre>
 *   Gamma_d(x) = C x z^a / (2a) * sum_n (a+1/2)_n / (a+1)_n z^n          (far from 0)
 *   Gamma_d(x) = 1/2 - C x z^a * sum_n (d/2)_n / (3/2)_n x^(2n)          (near 0)
 * </pre>
 *
 * Both are forms of the incomplete beta function (DLMF 8.17.8) with positive terms; a tail is
 * enclosed by a geometric series. The second is used while d x^2 &lt;= {@value #CENTRAL}, where its
 * difference keeps 25 digits. Time grows with d for d up to {@value #PRODUCT_DIMENSION}; above that
 * C is enclosed by sqrt(a - 1/4) &lt; Gamma(a+1/2)/Gamma(a) &lt; sqrt(a) (Watson 1959;
 * log-convexity), which costs a relative width of 1/(8a).
 *
 * <p>The argument: docs/theory.md T7.
 */
public final class CapMeasure {
  private static final int DIGITS = 50;
  private static final int PRODUCT_DIMENSION = 200_000;

  /** Factors of C that are multiplied exactly before rounding. */
  private static final int EXACT_FACTORS = 16;

  private static final int CENTRAL = 60;
  private static final int MAX_TERMS = 1_000_000;

  /** The tail of a series is looked at every so many terms. */
  private static final int TAIL_CHECK = 16;

  /** A series is cut when its tail is 2^-120 of the sum. */
  private static final int NEGLIGIBLE_BITS = 120;

  private static final int FIXED_BITS = 200;

  private static final Interval PI = Interval.pi(DIGITS);

  private CapMeasure() {}

  /**
   * Encloses Gamma_d(x).
   *
   * @param d the dimension, at least 2
   * @param x any rational number
   * @return an interval that contains it
   */
  public static Interval of(long d, BigFraction x) {
    Interval half = ofSquare(d, x.multiply(x));
    return x.signum() >= 0 ? half : Interval.of(1, DIGITS).subtract(half);
  }

  /**
   * Encloses the decimal logarithm of Gamma_d(x), for tails that no floating-point number holds.
   *
   * @param d the dimension, at least 2
   * @param x any rational number
   * @return an interval that contains it
   * @throws ArithmeticException if the cap is empty, or not told from empty
   */
  public static Interval log10(long d, BigFraction x) {
    return of(d, x).log().divide(Interval.of(10, DIGITS).log());
  }

  /**
   * Encloses Gamma_d(x) for x &gt;= 0 given by its square.
   *
   * @param d the dimension, at least 2
   * @param square x^2, not negative
   * @return an interval that contains it
   */
  public static Interval ofSquare(long d, BigFraction square) {
    if (d < 2 || square.signum() < 0) {
      throw new IllegalArgumentException("cap measure for d = " + d + ", x^2 = " + square);
    }
    if (square.compareTo(BigFraction.ONE) >= 0) {
      return Interval.of(0, DIGITS);
    }
    Interval x2 = Interval.of(square, DIGITS);
    BigFraction rest = BigFraction.ONE.subtract(square);
    Interval z = Interval.of(rest, DIGITS);
    // C x z^a with a = (d-1)/2
    Interval power = z.pow((d - 1) / 2);
    if (d % 2 == 0) {
      power = power.multiply(z.sqrt());
    }
    Interval front = constant(d).multiply(x2.sqrt()).multiply(power);
    boolean farFromZero =
        square.multiply(2).compareTo(BigFraction.ONE) >= 0
            || square.multiply(BigFraction.of(d)).compareTo(BigFraction.of(CENTRAL)) > 0;
    if (farFromZero) {
      // Term ratio (a + 1/2 + n) / (a + 1 + n) z < z.
      Interval sum = series(d, d + 1, rest);
      return front.multiply(sum).divide(Interval.of(d - 1, DIGITS));
    }
    // Term ratio (d/2 + n) / (3/2 + n) x^2, decreasing in n to x^2 < 1/2.
    Interval sum = series(d, 3, square);
    Interval measure = Interval.of(BigFraction.of(1, 2), DIGITS).subtract(front.multiply(sum));
    return Interval.of(measure.lower().max(BigDecimal.ZERO), measure.upper(), DIGITS);
  }

  /**
   * Sum of (p/2)_n / (q/2)_n y^n in fixed point, rounded down and up. Ratios lie below max(1,
   * (p/2+n)/(q/2+n)) y from term n on, so the tail after a term t is at most t r / (1 - r) with
   * that r, when r &lt; 1.
   */
  private static Interval series(long p, long q, BigFraction y) {
    BigInteger one = BigInteger.ONE.shiftLeft(FIXED_BITS);
    BigInteger yLow = Rationals.floor(y.multiply(one));
    BigInteger yHigh = Rationals.ceiling(y.multiply(one));
    BigInteger low = one;
    BigInteger high = one;
    BigInteger sumLow = one;
    BigInteger sumHigh = one;
    for (long n = 0; ; n++) {
      long top = p + 2 * n;
      long bottom = q + 2 * n;
      if (n % TAIL_CHECK == 0) {
        // All later ratios are at most r, in fixed point rounded up: the tail is t r / (1 - r).
        BigInteger ratio =
            top <= bottom
                ? yHigh
                : yHigh
                    .multiply(BigInteger.valueOf(top))
                    .divide(BigInteger.valueOf(bottom))
                    .add(BigInteger.ONE);
        if (ratio.compareTo(one) < 0) {
          BigInteger rest = high.multiply(ratio).divide(one.subtract(ratio)).add(BigInteger.ONE);
          if (n >= MAX_TERMS || rest.shiftLeft(NEGLIGIBLE_BITS).compareTo(sumLow) <= 0) {
            return Interval.of(
                Interval.of(BigFraction.of(sumLow, one), DIGITS).lower(),
                Interval.of(BigFraction.of(sumHigh.add(rest), one), DIGITS).upper(),
                DIGITS);
          }
        }
      }
      low =
          low.multiply(yLow)
              .shiftRight(FIXED_BITS)
              .multiply(BigInteger.valueOf(top))
              .divide(BigInteger.valueOf(bottom));
      high =
          high.multiply(yHigh)
              .shiftRight(FIXED_BITS)
              .add(BigInteger.ONE)
              .multiply(BigInteger.valueOf(top))
              .divide(BigInteger.valueOf(bottom))
              .add(BigInteger.ONE);
      sumLow = sumLow.add(low);
      sumHigh = sumHigh.add(high);
    }
  }

  /**
   * C = Gamma(d/2) / (sqrt(pi) Gamma((d-1)/2)): 1/pi for d = 2, 1/2 for d = 3, C(d+2) = C(d)
   * d/(d-1).
   */
  private static Interval constant(long d) {
    if (d > PRODUCT_DIMENSION) {
      Interval low = Interval.of(BigFraction.of(2 * d - 3, 4), DIGITS).divide(PI).sqrt();
      Interval high = Interval.of(BigFraction.of(d - 1, 2), DIGITS).divide(PI).sqrt();
      return Interval.of(low.lower(), high.upper(), DIGITS);
    }
    Interval c =
        d % 2 == 0 ? Interval.of(1, DIGITS).divide(PI) : Interval.of(BigFraction.of(1, 2), DIGITS);
    BigInteger top = BigInteger.ONE;
    BigInteger bottom = BigInteger.ONE;
    int factors = 0;
    for (long e = d % 2 == 0 ? 2 : 3; e < d; e += 2) {
      top = top.multiply(BigInteger.valueOf(e));
      bottom = bottom.multiply(BigInteger.valueOf(e - 1));
      if (++factors % EXACT_FACTORS == 0) {
        c = c.multiply(Interval.of(BigFraction.of(top, bottom), DIGITS));
        top = BigInteger.ONE;
        bottom = BigInteger.ONE;
      }
    }
    return c.multiply(Interval.of(BigFraction.of(top, bottom), DIGITS));
  }
}
