package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A number on the command line, read exactly.
 *
 * @param text as it was given
 */
public record Exact(String text) {
  private static final int DECIMALS = 18;
  private static final int DEGREES = 10;

  /** 120 decimal digits: more than any question needs, and few enough for quick exact answers. */
  private static final int MAX_BITS = 400;

  private static final int MAX_SURD_LENGTH = 120;

  /** The rational number. */
  public BigFraction rational(String name) {
    BigFraction value = Rationals.parse(text, name);
    int bits = Math.max(value.getNumerator().bitLength(), value.getDenominator().bitLength());
    if (bits > MAX_BITS) {
      throw BadInputException.argument(name, text, "a number of at most 120 digits");
    }
    return value;
  }

  /** A number a + b sqrt(D). */
  public static Quadratic quadratic(String name, String text) {
    Quadratic value = Quadratic.parse(text, name);
    if (text.length() > MAX_SURD_LENGTH) {
      throw BadInputException.argument(name, text, "a number of at most 120 digits");
    }
    return value.isRational() ? Quadratic.of(new Exact(text).rational(name)) : value;
  }

  /** The whole number, which may be written as 1e10. */
  public BigInteger whole(String name) {
    BigFraction value = rational(name);
    if (!value.getDenominator().equals(BigInteger.ONE)) {
      throw BadInputException.argument(name, text, "a whole number");
    }
    return value.getNumerator();
  }

  /** A whole number in a range. */
  public int whole(String name, int least, int most) {
    BigInteger value = whole(name);
    if (value.compareTo(BigInteger.valueOf(least)) < 0
        || value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw BadInputException.argument(name, text, "a whole number from " + least + " to " + most);
    }
    return value.intValue();
  }

  /** A number rounded up, as a decimal string. */
  public static String up(BigFraction x) {
    return plain(Rationals.ceiling(x, decimals(x)));
  }

  /** A number rounded down, as a decimal string. */
  public static String down(BigFraction x) {
    return plain(Rationals.floor(x, decimals(x)));
  }

  /** Enough decimals for as many significant digits of small numbers as of others. */
  private static int decimals(BigFraction x) {
    int bits = x.getDenominator().bitLength() - x.getNumerator().bitLength();
    return DECIMALS + (x.signum() == 0 ? 0 : Math.max(0, bits * 3 / 10));
  }

  /** A number of a quadratic field rounded up, as a decimal string. */
  public static String up(Quadratic x) {
    return plain(x.enclosure(DECIMALS + 20).upper().setScale(DECIMALS, RoundingMode.CEILING));
  }

  /** A number of a quadratic field rounded down, as a decimal string. */
  public static String down(Quadratic x) {
    return plain(x.enclosure(DECIMALS + 20).lower().setScale(DECIMALS, RoundingMode.FLOOR));
  }

  /** The angle of a cosine in degrees, rounded down. */
  public static String degrees(Quadratic cosine) {
    double radians = Math.acos(Math.min(1, cosine.enclosure(30).upper().doubleValue()));
    BigDecimal degrees = new BigDecimal(Math.toDegrees(radians) - 1e-12);
    return plain(degrees.setScale(DEGREES, RoundingMode.FLOOR));
  }

  /** A number in double precision with 15 digits. */
  public static String plain(double x) {
    return plain(new BigDecimal(x).round(new MathContext(15)));
  }

  /** Without trailing zeros or an exponent. */
  public static String plain(BigDecimal x) {
    return x.signum() == 0 ? "0" : x.stripTrailingZeros().toPlainString();
  }
}
