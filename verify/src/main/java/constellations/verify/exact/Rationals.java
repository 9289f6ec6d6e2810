package constellations.verify.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/** Reading and directed rounding of rational numbers. Every method is exact unless it rounds. */
public final class Rationals {
  /** The longest number read, in characters; longer ones are refused rather than computed with. */
  public static final int MAX_LENGTH = 2000;

  /** The largest absolute value of a decimal exponent that is read. */
  public static final int MAX_EXPONENT = 2000;

  private static final Pattern DECIMAL =
      Pattern.compile("([+-]?)(\\d*+)(?:\\.(\\d*+))?(?:[eE]([+-]?\\d{1,9}+))?");
  private static final Pattern FRACTION = Pattern.compile("([+-]?\\d++)/(\\d++)");

  private Rationals() {}

  /**
   * Reads a decimal, a decimal with an exponent or a fraction as the rational number it denotes.
   *
   * @param text such as {@code -0.25}, {@code 1e10} or {@code 1/3}; ASCII digits only
   * @param where names the argument or field in the message of an error
   * @return the number, exactly
   * @throws BadInputException if the text is not a number of this form, or is too long
   */
  public static BigFraction parse(String text, String where) {
    String expected = "a decimal, a fraction or a number with an exponent";
    if (text.length() > MAX_LENGTH) {
      throw BadInputException.argument(where, text, "at most " + MAX_LENGTH + " characters");
    }
    Matcher fraction = FRACTION.matcher(text);
    if (fraction.matches()) {
      BigInteger denominator = new BigInteger(fraction.group(2));
      if (denominator.signum() == 0) {
        throw BadInputException.argument(where, text, "a denominator other than zero");
      }
      return BigFraction.of(new BigInteger(stripPlus(fraction.group(1))), denominator);
    }
    Matcher decimal = DECIMAL.matcher(text);
    if (!decimal.matches()) {
      throw BadInputException.argument(where, text, expected);
    }
    String whole = decimal.group(2);
    String part = decimal.group(3) == null ? "" : decimal.group(3);
    if (whole.isEmpty() && part.isEmpty()) {
      throw BadInputException.argument(where, text, expected);
    }
    int exponent = decimal.group(4) == null ? 0 : Integer.parseInt(stripPlus(decimal.group(4)));
    if (Math.abs(exponent) > MAX_EXPONENT) {
      throw BadInputException.argument(
          where, text, "an exponent between -" + MAX_EXPONENT + " and " + MAX_EXPONENT);
    }
    BigInteger digits = new BigInteger(whole + part);
    if (decimal.group(1).equals("-")) {
      digits = digits.negate();
    }
    return of(new BigDecimal(digits, part.length() - exponent));
  }

  private static String stripPlus(String integer) {
    return integer.startsWith("+") ? integer.substring(1) : integer;
  }

  /**
   * {@return the exact value of a decimal}
   *
   * @param value the decimal
   */
  public static BigFraction of(BigDecimal value) {
    return value.scale() <= 0
        ? BigFraction.of(value.toBigIntegerExact())
        : BigFraction.of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
  }

  /**
   * {@return the largest integer that is at most x}
   *
   * @param x the number
   */
  public static BigInteger floor(BigFraction x) {
    BigInteger[] parts = x.getNumerator().divideAndRemainder(x.getDenominator());
    return x.signum() < 0 && parts[1].signum() != 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /**
   * {@return the least integer that is at least x}
   *
   * @param x the number
   */
  public static BigInteger ceiling(BigFraction x) {
    return floor(x.negate()).negate();
  }

  /**
   * {@return x rounded down to the given number of decimals}
   *
   * @param x the number
   * @param decimals how many decimals to keep, at least 0
   */
  public static BigDecimal floor(BigFraction x, int decimals) {
    return x.bigDecimalValue(decimals, RoundingMode.FLOOR);
  }

  /**
   * {@return x rounded up to the given number of decimals}
   *
   * @param x the number
   * @param decimals how many decimals to keep, at least 0
   */
  public static BigDecimal ceiling(BigFraction x, int decimals) {
    return x.bigDecimalValue(decimals, RoundingMode.CEILING);
  }

  /**
   * {@return the smaller of two numbers}
   *
   * @param x the number
   * @param y the other number
   */
  public static BigFraction min(BigFraction x, BigFraction y) {
    return x.compareTo(y) <= 0 ? x : y;
  }

  /**
   * {@return the larger of two numbers}
   *
   * @param x the number
   * @param y the other number
   */
  public static BigFraction max(BigFraction x, BigFraction y) {
    return x.compareTo(y) >= 0 ? x : y;
  }

  /**
   * {@return the least positive integer whose products with all these numbers are integers}
   *
   * @param numbers the numbers; 1 if there are none
   */
  public static BigInteger commonDenominator(Iterable<BigFraction> numbers) {
    BigInteger common = BigInteger.ONE;
    for (BigFraction x : numbers) {
      BigInteger q = x.getDenominator().abs();
      common = common.divide(common.gcd(q)).multiply(q);
    }
    return common;
  }

  /**
   * {@return the integer x n; for an n that the denominator of x divides}
   *
   * @param x the number
   * @param n a multiple of the denominator
   */
  public static BigInteger multiple(BigFraction x, BigInteger n) {
    return n.divide(x.getDenominator()).multiply(x.getNumerator());
  }

  /**
   * {@return the number as an integer, a terminating decimal of moderate length or a fraction}
   *
   * @param x the number
   */
  public static String toString(BigFraction x) {
    BigInteger denominator = x.getDenominator();
    if (denominator.equals(BigInteger.ONE)) {
      return x.getNumerator().toString();
    }
    for (int decimals = 1; decimals <= 40; decimals++) {
      if (BigInteger.TEN.pow(decimals).mod(denominator).signum() == 0) {
        return x.bigDecimalValue(decimals, RoundingMode.UNNECESSARY).toPlainString();
      }
    }
    return x.getNumerator() + "/" + denominator;
  }
}
