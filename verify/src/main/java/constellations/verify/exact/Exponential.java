package constellations.verify.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The exponential function of intervals, rounded outwards.
 *
 * <p>The argument: docs/theory.md T40.
 */
public final class Exponential {
  /** Below this the value is between 0 and 10^-800. */
  private static final BigDecimal LEAST = BigDecimal.valueOf(-2000);

  private static final BigDecimal TINY = new BigDecimal("1e-800");

  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** Halved until at most 1/2 in size, and then this often more. */
  private static final int MORE_HALVINGS = 5;

  private Exponential() {}

  /**
   * {@return an enclosure of e^x for all x of an interval}
   *
   * @param x none above 0, so that nothing overflows
   * @param digits of the result, some ten more than are wanted
   */
  public static Interval of(Interval x, int digits) {
    if (x.upper().signum() > 0) {
      throw new IllegalArgumentException("e^x for x up to " + x.upper());
    }
    Interval least = of(x.lower(), digits);
    BigDecimal width = x.width();
    if (width.compareTo(HALF) > 0) {
      return Interval.of(least.lower(), of(x.upper(), digits).upper(), digits);
    }
    // e^w is at most 1 + 2w.
    BigDecimal factor = BigDecimal.ONE.add(width.add(width));
    return least.multiply(Interval.of(BigDecimal.ONE, factor, digits));
  }

  private static Interval of(BigDecimal x, int digits) {
    if (x.compareTo(LEAST) < 0) {
      return Interval.of(BigDecimal.ZERO, TINY, digits);
    }
    int halvings = MORE_HALVINGS + x.abs().toBigInteger().bitLength() + 1;
    Interval power =
        Interval.of(x, x, digits)
            .divide(Interval.of(BigFraction.of(BigInteger.ONE.shiftLeft(halvings)), digits));
    // The terms alternate and decrease, so what is left out lies between 0 and the next term.
    Interval sum = Interval.of(1, digits);
    Interval term = Interval.of(1, digits);
    BigDecimal small = BigDecimal.ONE.movePointLeft(digits + 2);
    int n = 0;
    while (term.upper().abs().max(term.lower().abs()).compareTo(small) > 0) {
      n++;
      term = term.multiply(power).divide(Interval.of(n, digits));
      sum = sum.add(term);
    }
    BigDecimal rest = term.upper().abs().max(term.lower().abs());
    sum = sum.add(Interval.of(rest.negate(), rest, digits));
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum);
    }
    return sum;
  }
}
