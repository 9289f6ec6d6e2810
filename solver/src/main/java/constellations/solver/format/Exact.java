package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A number on the command line, read exactly.
 *
 * @param text as it was given
 */
public record Exact(String text) {
  private static final int DECIMALS = 18;
  private static final int DEGREES = 10;
  private static final int ANGLE_DECIMALS = 15;

  /** Longer counts are shown by their first digits. */
  private static final int SHOWN_DIGITS = 21;

  private static final int FIRST_DIGITS = 4;

  /** 120 decimal digits: more than any question needs, and few enough for quick exact answers. */
  private static final int MAX_BITS = 400;

  private static final int MAX_SURD_LENGTH = 120;

  private static final Pattern GROUPED =
      Pattern.compile("[+-]?\\d{1,3}(?:[_, ']\\d{3})+(?:\\.\\d*)?");
  private static final Pattern COMMA = Pattern.compile("[+-]?\\d*,\\d+");
  private static final Pattern PERCENT = Pattern.compile("[+-]?\\d*\\.?\\d+\\s*%");

  /** Angles whose cosine is in a quadratic field, in degrees. */
  private static final Map<String, String> ANGLES =
      Map.of(
          "36", "1/4+1/4*sqrt(5)",
          "45", "1/2*sqrt(2)",
          "60", "1/2",
          "72", "-1/4+1/4*sqrt(5)",
          "90", "0",
          "108", "1/4-1/4*sqrt(5)",
          "120", "-1/2",
          "135", "-1/2*sqrt(2)",
          "144", "-1/4-1/4*sqrt(5)",
          "180", "-1");

  /** How the number may have been meant, if it is one in another notation. */
  private Optional<String> meant() {
    if (text.contains("_") && text.matches("[+-]?[\\d_]+(?:\\.[\\d_]+)?")) {
      return Optional.of(text.replace("_", ""));
    }
    if (GROUPED.matcher(text).matches()) {
      return Optional.of(text.replaceAll("[_, ']", ""));
    }
    if (PERCENT.matcher(text).matches()) {
      String number = text.replace("%", "").strip();
      return Optional.of(new BigDecimal(number).movePointLeft(2).toPlainString());
    }
    return COMMA.matcher(text).matches()
        ? Optional.of(text.replace(',', '.').replaceFirst("^\\.", "0."))
        : Optional.empty();
  }

  /** The error of a number that was not read, with a hint where it is one in another notation. */
  public BadInputException hinted(BadInputException error) {
    return meant().map(other -> error.withAdvice("Maybe write " + other)).orElse(error);
  }

  private BigFraction parsed(String name) {
    try {
      return Rationals.parse(text, name);
    } catch (BadInputException e) {
      throw hinted(e);
    }
  }

  /**
   * The cosine of an angle of 0 to 180 degrees, not 0 itself: exact where it is in a quadratic
   * field and among the usual ones, else rounded up at the 15th decimal.
   */
  public static Quadratic cosineOfDegrees(Exact degrees) {
    BigFraction angle = degrees.rational("degrees");
    if (angle.signum() <= 0 || angle.compareTo(BigFraction.of(180)) > 0) {
      throw BadInputException.argument("degrees", degrees.text, "more than 0, at most 180");
    }
    String known = ANGLES.get(Rationals.toString(angle));
    if (known != null) {
      return Quadratic.parse(known, "degrees");
    }
    // Angle, its product with pi/180 and that constant are rounded: up to 3 x 1.12e-16 x pi, which
    // the cosine does not enlarge, and that is rounded to one ulp, 1.2e-16: below 1.2e-15 in all.
    double cosine = Math.cos(Math.toRadians(angle.doubleValue())) + 2e-15;
    return Quadratic.of(
        Rationals.of(new BigDecimal(cosine).setScale(ANGLE_DECIMALS, RoundingMode.CEILING)));
  }

  /** The rational number. */
  public BigFraction rational(String name) {
    BigFraction value = parsed(name);
    int bits = Math.max(value.getNumerator().bitLength(), value.getDenominator().bitLength());
    if (bits > MAX_BITS) {
      throw BadInputException.argument(name, text, "a number of at most 120 digits");
    }
    return value;
  }

  /** A number a + b sqrt(D). */
  public static Quadratic quadratic(String name, String text) {
    Quadratic value;
    try {
      value = Quadratic.parse(text, name);
    } catch (BadInputException e) {
      throw new Exact(text).hinted(e);
    }
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

  /** The angle of a cosine in degrees, to ten decimals. */
  public static String degrees(Quadratic cosine) {
    double c = Math.max(-1, Math.min(1, cosine.enclosure(30).upper().doubleValue()));
    BigDecimal degrees = new BigDecimal(Math.toDegrees(Math.acos(c)));
    return plain(degrees.setScale(DEGREES, RoundingMode.HALF_EVEN));
  }

  /** A count for people: long ones by their first digits and an exponent. */
  public static String shown(BigInteger count, RoundingMode rounding) {
    String digits = count.toString();
    return digits.length() <= SHOWN_DIGITS
        ? digits
        : new BigDecimal(count)
            .round(new MathContext(FIRST_DIGITS, rounding))
            .toString()
            .replace("E+", "e");
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
