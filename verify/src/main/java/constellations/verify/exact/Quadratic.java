package constellations.verify.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An exact real number a + b sqrt(D) with rational a, b and an integer D &gt;= 1.
 *
 * <p>A number with b = 0 has D = 1, and a perfect square D is absorbed into a, so D &gt; 1 means an
 * irrational number. Two numbers may be combined if they lie in one field: D and D' give the same
 * field when D D' is a perfect square. The order is the order of the reals and is decided by signs
 * and squares. Immutable.
 *
 * <p>The argument: docs/theory.md T1, T24.
 */
public final class Quadratic implements Comparable<Quadratic> {
  private static final int SHORT_BITS = 256;
  private static final int DECIMALS = 60;

  /** 0. */
  public static final Quadratic ZERO = of(0);

  /** 1. */
  public static final Quadratic ONE = of(1);

  private static final int MAX_RADICAND_DIGITS = 200;
  private static final Pattern SURD =
      Pattern.compile("(?:([^s*]*[0-9])(?=[+-]))?([+-])?(?:([^s*]+)\\*)?sqrt\\((\\d{1,200}+)\\)");

  private final BigFraction rational;
  private final BigFraction coefficient;
  private final BigInteger radicand;

  private Quadratic(BigFraction rational, BigFraction coefficient, BigInteger radicand) {
    this.rational = positiveDenominator(rational);
    this.coefficient = positiveDenominator(coefficient);
    this.radicand = radicand;
  }

  /** BigFraction leaves the sign where it was; everything here relies on positive denominators. */
  private static BigFraction positiveDenominator(BigFraction x) {
    return x.getDenominator().signum() > 0
        ? x
        : BigFraction.of(x.getNumerator().negate(), x.getDenominator().negate());
  }

  /**
   * {@return the rational number x}
   *
   * @param x the number
   */
  public static Quadratic of(BigFraction x) {
    return new Quadratic(x, BigFraction.ZERO, BigInteger.ONE);
  }

  /**
   * {@return the integer n}
   *
   * @param n the number
   */
  public static Quadratic of(long n) {
    return of(BigInteger.valueOf(n));
  }

  /**
   * {@return the integer n}
   *
   * @param n the number
   */
  public static Quadratic of(BigInteger n) {
    return of(BigFraction.of(n));
  }

  /**
   * {@return the number a + b sqrt(D)}
   *
   * @param a the rational part
   * @param b the coefficient of the root
   * @param radicand D, at least 0; square factors are taken out
   * @throws IllegalArgumentException if D is negative
   */
  public static Quadratic of(BigFraction a, BigFraction b, BigInteger radicand) {
    if (radicand.signum() < 0) {
      throw new IllegalArgumentException("negative radicand " + radicand);
    }
    if (b.signum() == 0) {
      return of(a);
    }
    BigInteger root = radicand.sqrt();
    if (root.multiply(root).equals(radicand)) {
      return of(a.add(b.multiply(root)));
    }
    return new Quadratic(a, b, radicand);
  }

  /**
   * {@return the square root of a rational number}
   *
   * @param x the number, not negative
   * @throws IllegalArgumentException if x is negative
   */
  public static Quadratic sqrt(BigFraction x) {
    // sqrt(p/q) = sqrt(p q) / q
    BigFraction y = positiveDenominator(x);
    BigInteger product = y.getNumerator().multiply(y.getDenominator());
    return of(BigFraction.ZERO, BigFraction.of(BigInteger.ONE, y.getDenominator()), product);
  }

  /**
   * Reads a rational number or {@code a+b*sqrt(D)}, where a and b are rational numbers as in {@link
   * Rationals#parse}, a may be absent and b may be absent or a sign.
   *
   * @param text the number in ASCII, of limited length
   * @param where names the argument or field in the message of an error
   * @return the number, exactly
   * @throws BadInputException if the text has another form
   */
  public static Quadratic parse(String text, String where) {
    if (text.indexOf('s') < 0) {
      return of(Rationals.parse(text, where));
    }
    Matcher surd = SURD.matcher(text);
    if (text.length() > Rationals.MAX_LENGTH || !surd.matches()) {
      throw BadInputException.argument(
          where,
          text,
          "a number or a+b*sqrt(D) with D of at most " + MAX_RADICAND_DIGITS + " digits");
    }
    String first = surd.group(1);
    String sign = surd.group(2);
    String factor = surd.group(3);
    BigFraction a = first == null ? BigFraction.ZERO : Rationals.parse(first, where);
    BigFraction b = factor == null ? BigFraction.ONE : Rationals.parse(factor, where);
    return of(a, "-".equals(sign) ? b.negate() : b, new BigInteger(surd.group(4)));
  }

  /** {@return the rational part a} */
  public BigFraction rational() {
    return rational;
  }

  /** {@return the coefficient b of sqrt(D)} */
  public BigFraction coefficient() {
    return coefficient;
  }

  /** {@return D, or 1 for a rational number} */
  public BigInteger radicand() {
    return radicand;
  }

  /** {@return whether the number is rational} */
  public boolean isRational() {
    return coefficient.signum() == 0;
  }

  /**
   * {@return this number written with sqrt(D) for another D of the same field}
   *
   * @param other the D to write it with
   * @throws BadInputException if the number does not lie in that field
   */
  public Quadratic inField(BigInteger other) {
    if (isRational() || radicand.equals(other)) {
      return this;
    }
    BigInteger product = radicand.multiply(other);
    BigInteger root = product.sqrt();
    if (!root.multiply(root).equals(product)) {
      throw BadInputException.argument(
          "numbers of two fields",
          "sqrt(" + radicand + ") and sqrt(" + other + ")",
          "one quadratic field");
    }
    return new Quadratic(rational, coefficient.multiply(BigFraction.of(root, other)), other);
  }

  private BigInteger commonField(Quadratic other) {
    return isRational() ? other.radicand : radicand;
  }

  /**
   * {@return the sum}
   *
   * @param other the other number; of the same field, or one of the two is rational
   */
  public Quadratic add(Quadratic other) {
    BigInteger field = commonField(other);
    Quadratic o = other.inField(field);
    return of(rational.add(o.rational), coefficient.add(o.coefficient), field);
  }

  /**
   * {@return the difference}
   *
   * @param other the other number; of the same field, or one of the two is rational
   */
  public Quadratic subtract(Quadratic other) {
    return add(other.negate());
  }

  /** {@return the negative} */
  public Quadratic negate() {
    return new Quadratic(rational.negate(), coefficient.negate(), radicand);
  }

  /**
   * {@return the product}
   *
   * @param other the other number; of the same field, or one of the two is rational
   */
  public Quadratic multiply(Quadratic other) {
    if (isRational() && other.isRational()) {
      return of(rational.multiply(other.rational));
    }
    BigInteger field = commonField(other);
    Quadratic o = other.inField(field);
    BigFraction a =
        rational.multiply(o.rational).add(coefficient.multiply(o.coefficient).multiply(field));
    BigFraction b = rational.multiply(o.coefficient).add(coefficient.multiply(o.rational));
    return of(a, b, field);
  }

  /**
   * {@return the product with a rational number}
   *
   * @param factor the factor
   */
  public Quadratic multiply(BigFraction factor) {
    return of(rational.multiply(factor), coefficient.multiply(factor), radicand);
  }

  /** {@return the square} */
  public Quadratic square() {
    return multiply(this);
  }

  /**
   * {@return the quotient}
   *
   * @param divisor a number of the same field that is not zero
   * @throws ArithmeticException if the divisor is zero
   */
  public Quadratic divide(Quadratic divisor) {
    BigFraction norm =
        divisor
            .rational
            .multiply(divisor.rational)
            .subtract(divisor.coefficient.multiply(divisor.coefficient).multiply(divisor.radicand));
    Quadratic conjugate =
        new Quadratic(divisor.rational, divisor.coefficient.negate(), divisor.radicand);
    return multiply(conjugate).multiply(norm.reciprocal());
  }

  /** {@return the exact sign: -1, 0 or 1} */
  public int signum() {
    int a = rational.signum();
    int b = coefficient.signum();
    if (a == 0 || b == 0 || a == b) {
      return a == 0 ? b : a;
    }
    BigFraction left = rational.multiply(rational);
    BigFraction right = coefficient.multiply(coefficient).multiply(radicand);
    return left.compareTo(right) > 0 ? a : b;
  }

  /** The order of the real numbers, exact; also between numbers of different fields. */
  @Override
  public int compareTo(Quadratic other) {
    if (isRational() && other.isRational()) {
      return rational.compareTo(other.rational);
    }
    if (isRational() || other.isRational() || sharesField(other)) {
      return subtract(other).signum();
    }
    // Irrational numbers of different fields differ, so that close enough enclosures do too.
    for (int digits = DECIMALS; ; digits *= 2) {
      Interval difference = enclosure(digits).subtract(other.enclosure(digits));
      if (difference.lower().signum() * difference.upper().signum() > 0) {
        return difference.lower().signum();
      }
    }
  }

  private boolean sharesField(Quadratic other) {
    BigInteger product = radicand.multiply(other.radicand);
    BigInteger root = product.sqrt();
    return root.multiply(root).equals(product);
  }

  /**
   * {@return a rational number of moderate size on one side: the number itself if its denominator
   * has at most 256 bits, else a decimal with 60 places}
   *
   * @param rounding {@code FLOOR} or {@code CEILING}
   */
  public BigFraction rational(RoundingMode rounding) {
    if (isRational() && rational().getDenominator().bitLength() <= SHORT_BITS) {
      return rational();
    }
    Interval enclosure = enclosure(DECIMALS + 30);
    BigDecimal side = rounding == RoundingMode.FLOOR ? enclosure.lower() : enclosure.upper();
    return Rationals.of(side.setScale(DECIMALS, rounding));
  }

  /**
   * {@return an enclosure whose relative width is about 10^(2 - digits); zero is enclosed exactly}
   *
   * @param digits significant digits to work with, at least 1
   */
  public Interval enclosure(int digits) {
    Interval a = Interval.of(rational, digits);
    if (isRational()) {
      return a;
    }
    Interval root = Interval.of(BigFraction.of(radicand), digits).sqrt();
    Interval surd = Interval.of(coefficient, digits).multiply(root);
    if (rational.signum() * coefficient.signum() >= 0) {
      return a.add(surd);
    }
    // Opposite signs would cancel: a + c = (a^2 - c^2) / (a - c), with an exact numerator.
    BigFraction norm =
        rational.multiply(rational).subtract(coefficient.multiply(coefficient).multiply(radicand));
    return Interval.of(norm, digits).divide(a.subtract(surd));
  }

  /** Equal as real numbers of one field; numbers of different fields are not equal. */
  @Override
  public boolean equals(Object object) {
    if (!(object instanceof Quadratic other) || isRational() != other.isRational()) {
      return false;
    }
    // a + b sqrt(D) = a' + b' sqrt(D') exactly when a = a' and b^2 D = b'^2 D' with b b' > 0.
    return rational.equals(other.rational)
        && coefficient.signum() == other.coefficient.signum()
        && coefficient
            .multiply(coefficient)
            .multiply(radicand)
            .equals(other.coefficient.multiply(other.coefficient).multiply(other.radicand));
  }

  @Override
  public int hashCode() {
    return Objects.hash(rational, coefficient.multiply(coefficient).multiply(radicand));
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    if (isRational()) {
      return Rationals.toString(rational);
    }
    String root = "sqrt(" + radicand + ")";
    BigFraction size = coefficient.abs();
    String term = size.equals(BigFraction.ONE) ? root : Rationals.toString(size) + "*" + root;
    boolean negative = coefficient.signum() < 0;
    if (rational.signum() == 0) {
      return negative ? "-" + term : term;
    }
    return Rationals.toString(rational) + (negative ? "-" : "+") + term;
  }
}
