package constellations.verify.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A closed interval [lower, upper] of reals with decimal ends; every operation rounds outward, so
 * the result encloses all values for operands in the intervals.
 *
 * <p>Each interval carries the number of significant digits of its ends; an operation uses that of
 * its left operand. Exponents are those of {@link BigDecimal}, so values as small as 1e-300000 are
 * no special case. Immutable.
 *
 * <p>The argument: docs/theory.md Conventions.
 */
public final class Interval {
  private final BigDecimal lower;
  private final BigDecimal upper;
  private final MathContext down;
  private final MathContext up;

  private Interval(BigDecimal lower, BigDecimal upper, MathContext down, MathContext up) {
    this.lower = lower;
    this.upper = upper;
    this.down = down;
    this.up = up;
  }

  private Interval with(BigDecimal newLower, BigDecimal newUpper) {
    return new Interval(newLower, newUpper, down, up);
  }

  /**
   * {@return the interval between two decimals, kept exactly; {@code digits} is for what follows}
   *
   * @param lower the lower end
   * @param upper the upper end, at least the lower one
   * @param digits the decimal digits of what follows; ends are rounded outward to them
   */
  public static Interval of(BigDecimal lower, BigDecimal upper, int digits) {
    if (lower.compareTo(upper) > 0) {
      throw new IllegalArgumentException("empty interval [" + lower + ", " + upper + "]");
    }
    return new Interval(
        lower,
        upper,
        new MathContext(digits, RoundingMode.FLOOR),
        new MathContext(digits, RoundingMode.CEILING));
  }

  /**
   * {@return an enclosure of a rational number}
   *
   * @param x the number
   * @param digits the decimal digits of what follows; ends are rounded outward to them
   */
  public static Interval of(BigFraction x, int digits) {
    BigDecimal numerator = new BigDecimal(x.getNumerator());
    BigDecimal denominator = new BigDecimal(x.getDenominator());
    return of(
        numerator.divide(denominator, new MathContext(digits, RoundingMode.FLOOR)),
        numerator.divide(denominator, new MathContext(digits, RoundingMode.CEILING)),
        digits);
  }

  /**
   * {@return the integer n}
   *
   * @param n the number
   * @param digits the decimal digits of what follows; ends are rounded outward to them
   */
  public static Interval of(long n, int digits) {
    return of(BigDecimal.valueOf(n), BigDecimal.valueOf(n), digits);
  }

  /**
   * {@return an enclosure of pi, by Machin's formula}
   *
   * @param digits the decimal digits of what follows; ends are rounded outward to them
   */
  public static Interval pi(int digits) {
    int work = digits + 10;
    Interval a = arctanOfReciprocal(5, work).multiply(of(16, work));
    Interval b = arctanOfReciprocal(239, work).multiply(of(4, work));
    Interval pi = a.subtract(b);
    return of(pi.lower, pi.upper, digits);
  }

  /** arctan(1/n) by its alternating series; the tail is at most the first term left out. */
  private static Interval arctanOfReciprocal(long n, int digits) {
    Interval power = of(1, digits).divide(of(n, digits));
    Interval square = of(n * n, digits);
    Interval sum = power;
    BigDecimal small = BigDecimal.ONE.movePointLeft(digits);
    for (long k = 3; ; k += 2) {
      power = power.divide(square);
      Interval term = power.divide(of(k, digits));
      if (term.upper.compareTo(small) < 0) {
        return sum.with(
            sum.lower.subtract(term.upper, sum.down), sum.upper.add(term.upper, sum.up));
      }
      sum = k % 4 == 3 ? sum.subtract(term) : sum.add(term);
    }
  }

  /** Square roots taken before the series of the logarithm: they bring its argument near 1. */
  private static final int LOG_ROOTS = 8;

  /**
   * {@return the natural logarithm of an interval of positive numbers}
   *
   * @throws ArithmeticException if the interval contains zero or negative numbers
   */
  public Interval log() {
    if (lower.signum() <= 0) {
      throw new ArithmeticException("logarithm of an interval that is not positive");
    }
    int digits = down.getPrecision();
    Interval low = log(lower, digits + 10);
    Interval high = lower.compareTo(upper) == 0 ? low : log(upper, digits + 10);
    return with(low.lower.round(down), high.upper.round(up));
  }

  /** x = m 10^e with 1 &lt;= m &lt; 10, so log x = log m + e log 10. */
  private static Interval log(BigDecimal x, int digits) {
    long exponent = (long) x.precision() - x.scale() - 1;
    BigDecimal mantissa = x.scaleByPowerOfTen(Math.toIntExact(-exponent));
    Interval result = logNearOne(of(mantissa, mantissa, digits));
    return exponent == 0
        ? result
        : result.add(logNearOne(of(10, digits)).multiply(of(exponent, digits)));
  }

  /**
   * For 1 &lt;= x &lt;= 10: with y = x^(1/2^r) and z = (y-1)/(y+1), log x = 2^(r+1) (z + z^3/3 +
   * ...); the tail after a term is less than the term, as z &lt; 1/100.
   */
  private static Interval logNearOne(Interval x) {
    int digits = x.down.getPrecision();
    Interval y = x;
    for (int root = 0; root < LOG_ROOTS; root++) {
      y = y.sqrt();
    }
    Interval z = y.subtract(of(1, digits)).divide(y.add(of(1, digits)));
    // y >= 1 up to rounding: cut what rounding put below 0.
    z = of(z.lower.max(BigDecimal.ZERO), z.upper.max(BigDecimal.ZERO), digits);
    Interval square = z.multiply(z);
    Interval power = z;
    Interval sum = z;
    BigDecimal small = BigDecimal.ONE.movePointLeft(digits + 2);
    for (long k = 3; ; k += 2) {
      power = power.multiply(square);
      Interval term = power.divide(of(k, digits));
      if (term.upper.compareTo(small) < 0) {
        Interval tail = of(BigDecimal.ZERO, term.upper.multiply(BigDecimal.valueOf(2)), digits);
        return sum.add(tail).multiply(of(1L << (LOG_ROOTS + 1), digits));
      }
      sum = sum.add(term);
    }
  }

  /** {@return the lower end} */
  public BigDecimal lower() {
    return lower;
  }

  /** {@return the upper end} */
  public BigDecimal upper() {
    return upper;
  }

  /**
   * {@return the sum}
   *
   * @param other the other interval
   */
  public Interval add(Interval other) {
    return with(lower.add(other.lower, down), upper.add(other.upper, up));
  }

  /**
   * {@return the difference}
   *
   * @param other the other interval
   */
  public Interval subtract(Interval other) {
    return with(lower.subtract(other.upper, down), upper.subtract(other.lower, up));
  }

  /** {@return the negative, exact} */
  public Interval negate() {
    return with(upper.negate(), lower.negate());
  }

  /**
   * {@return the product}
   *
   * @param other the other interval
   */
  public Interval multiply(Interval other) {
    if (lower.signum() >= 0 && other.lower.signum() >= 0) {
      return with(lower.multiply(other.lower, down), upper.multiply(other.upper, up));
    }
    BigDecimal[] products = {
      lower.multiply(other.lower),
      lower.multiply(other.upper),
      upper.multiply(other.lower),
      upper.multiply(other.upper)
    };
    BigDecimal least = products[0];
    BigDecimal greatest = products[0];
    for (BigDecimal product : products) {
      least = least.min(product);
      greatest = greatest.max(product);
    }
    return with(least.round(down), greatest.round(up));
  }

  /**
   * {@return the quotient}
   *
   * @param divisor an interval without zero
   * @throws ArithmeticException if the divisor contains zero
   */
  public Interval divide(Interval divisor) {
    if (divisor.lower.signum() <= 0 && divisor.upper.signum() >= 0) {
      throw new ArithmeticException("division by an interval that contains zero");
    }
    if (divisor.upper.signum() < 0) {
      return negate().divide(divisor.negate());
    }
    // The quotient grows with the dividend, and towards 0 with the divisor.
    return with(
        lower.divide(lower.signum() < 0 ? divisor.lower : divisor.upper, down),
        upper.divide(upper.signum() < 0 ? divisor.upper : divisor.lower, up));
  }

  /**
   * {@return the square root of the part of the interval that is not negative}
   *
   * @throws ArithmeticException if the whole interval is negative
   */
  public Interval sqrt() {
    if (upper.signum() < 0) {
      throw new ArithmeticException("square root of a negative interval");
    }
    BigDecimal low = lower.signum() <= 0 ? BigDecimal.ZERO : root(lower, false);
    return with(low, root(upper, true));
  }

  /** The square root rounded to the precision in the given direction, by an integer root. */
  private BigDecimal root(BigDecimal x, boolean ceiling) {
    if (x.signum() == 0) {
      return BigDecimal.ZERO;
    }
    // x = n 10^(-2 s) with n of at least 2 digits + 2 decimal digits, so floor(sqrt n) has enough.
    int scale = down.getPrecision() + 2 + (x.scale() - x.precision() + 1) / 2;
    BigDecimal shifted = x.movePointRight(2 * scale);
    BigInteger n = shifted.toBigInteger();
    BigInteger floor = n.sqrt();
    boolean exact = floor.multiply(floor).equals(n) && shifted.compareTo(new BigDecimal(n)) == 0;
    BigInteger value = ceiling && !exact ? floor.add(BigInteger.ONE) : floor;
    return new BigDecimal(value, scale).round(ceiling ? up : down);
  }

  /**
   * {@return the power with a non-negative exponent of an interval of non-negative numbers}
   *
   * @param exponent the exponent, at least 0
   * @throws ArithmeticException if the interval contains negative numbers
   */
  public Interval pow(long exponent) {
    if (lower.signum() < 0 || exponent < 0) {
      throw new ArithmeticException("power of a negative interval or negative exponent");
    }
    Interval result = with(BigDecimal.ONE, BigDecimal.ONE);
    Interval square = this;
    for (long e = exponent; e > 0; e >>= 1) {
      if ((e & 1) == 1) {
        result = result.multiply(square);
      }
      if (e > 1) {
        square = square.multiply(square);
      }
    }
    return result;
  }

  /**
   * {@return the cosine of an interval inside [0, 4]: Taylor's polynomial at the origin, whose
   * remainder is at most the first term left out once the terms decrease}
   *
   * @throws ArithmeticException if the interval is not inside [0, 4]
   */
  public Interval cos() {
    if (lower.signum() < 0 || upper.compareTo(BigDecimal.valueOf(4)) > 0) {
      throw new ArithmeticException("cosine outside [0, 4]");
    }
    Interval square = multiply(this);
    Interval term = with(BigDecimal.ONE, BigDecimal.ONE);
    Interval sum = term;
    BigDecimal small = BigDecimal.ONE.movePointLeft(down.getPrecision());
    for (long k = 1; ; k++) {
      term =
          term.multiply(square)
              .divide(with(number(2 * k * (2 * k - 1)), number(2 * k * (2 * k - 1))));
      // x^2 <= 16 < (2k+1)(2k+2) for k >= 2: from there on the terms decrease and alternate.
      if (k >= 2 && term.upper.compareTo(small) < 0) {
        return sum.with(sum.lower.subtract(term.upper, down), sum.upper.add(term.upper, up));
      }
      sum = k % 2 == 1 ? sum.subtract(term) : sum.add(term);
    }
  }

  private static BigDecimal number(long n) {
    return BigDecimal.valueOf(n);
  }

  /** {@return the difference of the ends, rounded up} */
  public BigDecimal width() {
    return upper.subtract(lower, up);
  }

  @Override
  public String toString() {
    return "[" + lower + ", " + upper + "]";
  }
}
