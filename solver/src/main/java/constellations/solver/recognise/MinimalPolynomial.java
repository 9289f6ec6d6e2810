package constellations.solver.recognise;

import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An integer polynomial of which a number is a root, of least degree.
 *
 * @param coefficients of x^0, x^1, ...; the last is positive and they have no common factor
 */
public record MinimalPolynomial(List<BigInteger> coefficients) {
  /** The largest degree that is looked for. */
  private static final int MOST_DEGREE = 24;

  /** Digits by which a polynomial has to be shorter than what any number has. */
  private static final int SPARE = 12;

  public MinimalPolynomial {
    coefficients = List.copyOf(coefficients);
  }

  /** That of a number a + b sqrt(D), exactly. */
  public static MinimalPolynomial of(Quadratic x) {
    if (x.isRational()) {
      BigFraction a = x.rational();
      return new MinimalPolynomial(List.of(a.getNumerator().negate(), a.getDenominator()));
    }
    BigFraction norm = x.rational().pow(2).subtract(square(x));
    BigFraction trace = x.rational().multiply(-2);
    BigInteger q = Rationals.commonDenominator(() -> List.of(norm, trace).iterator());
    return new MinimalPolynomial(
        List.of(norm.multiply(q).getNumerator(), trace.multiply(q).getNumerator(), q));
  }

  private static BigFraction square(Quadratic x) {
    return x.coefficient().pow(2).multiply(BigFraction.of(x.radicand()));
  }

  /**
   * That of a number of which digits are known: for each degree the shortest relation between the
   * powers of the number, to so many digits; it counts when it is so short that hardly any number
   * has one, which is no proof.
   *
   * @param digits decimals of the value that are right
   */
  public static Optional<MinimalPolynomial> recognised(BigDecimal value, int digits) {
    for (int degree = 1; degree <= MOST_DEGREE; degree++) {
      Optional<MinimalPolynomial> found = ofDegree(value, digits, degree);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<MinimalPolynomial> ofDegree(BigDecimal value, int digits, int degree) {
    BigInteger[][] basis = new BigInteger[degree + 1][degree + 2];
    MathContext context = new MathContext(digits + 20);
    BigDecimal power = BigDecimal.ONE;
    for (int i = 0; i <= degree; i++) {
      for (int j = 0; j <= degree; j++) {
        basis[i][j] = i == j ? BigInteger.ONE : BigInteger.ZERO;
      }
      basis[i][degree + 1] =
          power.movePointRight(digits).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
      power = power.multiply(value, context);
    }
    BigInteger[] shortest = IntegerRelation.reduced(basis)[0];
    BigInteger height = BigInteger.ONE;
    for (BigInteger x : shortest) {
      height = height.max(x.abs());
    }
    int length = height.toString().length();
    boolean chance = (degree + 1.0) * length > digits - SPARE;
    if (chance || shortest[degree].signum() == 0) {
      return Optional.empty();
    }
    List<BigInteger> coefficients = new ArrayList<>();
    BigInteger common = BigInteger.ZERO;
    for (int i = 0; i <= degree; i++) {
      common = common.gcd(shortest[i]);
    }
    BigInteger divisor = shortest[degree].signum() < 0 ? common.negate() : common;
    for (int i = 0; i <= degree; i++) {
      coefficients.add(shortest[i].divide(divisor));
    }
    return Optional.of(new MinimalPolynomial(coefficients));
  }

  /** The degree. */
  public int degree() {
    return coefficients.size() - 1;
  }

  /** Such as 5x^2 - 1. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = degree(); i >= 0; i--) {
      BigInteger c = coefficients.get(i);
      if (c.signum() == 0) {
        continue;
      }
      if (text.length() > 0) {
        text.append(c.signum() < 0 ? " - " : " + ");
      } else if (c.signum() < 0) {
        text.append('-');
      }
      String size = c.abs().equals(BigInteger.ONE) && i > 0 ? "" : c.abs().toString();
      text.append(size).append(i == 0 ? "" : i == 1 ? "x" : "x^" + i);
    }
    return text.toString();
  }
}
