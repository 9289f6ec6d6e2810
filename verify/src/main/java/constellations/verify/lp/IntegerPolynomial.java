package constellations.verify.lp;

import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A polynomial in one variable with integer coefficients, lowest degree first. All operations are
 * exact. Immutable.
 *
 * <p>The argument: docs/theory.md T5.
 */
public final class IntegerPolynomial {
  /** The zero polynomial, of degree -1. */
  public static final IntegerPolynomial ZERO = new IntegerPolynomial(new BigInteger[0]);

  /** The constant 1. */
  public static final IntegerPolynomial ONE = of(BigInteger.ONE);

  private final BigInteger[] coefficients;

  private IntegerPolynomial(BigInteger[] coefficients) {
    this.coefficients = coefficients;
  }

  /**
   * {@return the polynomial with these coefficients, lowest degree first}
   *
   * @param coefficients the coefficients of 1, t, t^2, ...
   */
  public static IntegerPolynomial of(BigInteger... coefficients) {
    int length = coefficients.length;
    while (length > 0 && coefficients[length - 1].signum() == 0) {
      length--;
    }
    return new IntegerPolynomial(Arrays.copyOf(coefficients, length));
  }

  /** {@return the degree, -1 for the zero polynomial} */
  public int degree() {
    return coefficients.length - 1;
  }

  /**
   * {@return the coefficient of t^i, zero above the degree}
   *
   * @param i the exponent, at least 0
   */
  public BigInteger coefficient(int i) {
    return i < coefficients.length ? coefficients[i] : BigInteger.ZERO;
  }

  /** {@return whether all coefficients are zero} */
  public boolean isZero() {
    return coefficients.length == 0;
  }

  /**
   * {@return the sum}
   *
   * @param other the other polynomial
   */
  public IntegerPolynomial add(IntegerPolynomial other) {
    BigInteger[] sum = new BigInteger[Math.max(coefficients.length, other.coefficients.length)];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = coefficient(i).add(other.coefficient(i));
    }
    return of(sum);
  }

  /**
   * {@return the difference}
   *
   * @param other the other polynomial
   */
  public IntegerPolynomial subtract(IntegerPolynomial other) {
    return add(other.multiply(BigInteger.ONE.negate()));
  }

  /**
   * {@return the product with an integer}
   *
   * @param factor the factor
   */
  public IntegerPolynomial multiply(BigInteger factor) {
    BigInteger[] product = new BigInteger[coefficients.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = coefficients[i].multiply(factor);
    }
    return of(product);
  }

  /**
   * {@return the product}
   *
   * @param other the other polynomial
   */
  public IntegerPolynomial multiply(IntegerPolynomial other) {
    if (isZero() || other.isZero()) {
      return ZERO;
    }
    BigInteger[] product = new BigInteger[coefficients.length + other.coefficients.length - 1];
    Arrays.fill(product, BigInteger.ZERO);
    for (int i = 0; i < coefficients.length; i++) {
      for (int j = 0; j < other.coefficients.length; j++) {
        product[i + j] = product[i + j].add(coefficients[i].multiply(other.coefficients[j]));
      }
    }
    return of(product);
  }

  /** {@return the derivative} */
  public IntegerPolynomial derivative() {
    BigInteger[] slope = new BigInteger[Math.max(0, coefficients.length - 1)];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = coefficients[i + 1].multiply(BigInteger.valueOf(i + 1L));
    }
    return of(slope);
  }

  /**
   * {@return the exact value at a rational number}
   *
   * @param t the argument
   */
  public BigFraction valueAt(BigFraction t) {
    // q^n f(p/q) by Horner's rule.
    BigInteger value = BigInteger.ZERO;
    BigInteger power = BigInteger.ONE;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value.multiply(t.getNumerator()).add(coefficients[i].multiply(power));
      power = power.multiply(t.getDenominator());
    }
    return isZero() ? BigFraction.ZERO : BigFraction.of(value, t.getDenominator().pow(degree()));
  }

  /**
   * {@return a positive multiple of f(a + (b - a) x) as a polynomial in x, so that [0, 1] stands
   * for [a, b]}
   *
   * @param a an integer
   * @param b a rational number above a
   */
  public IntegerPolynomial onUnitInterval(long a, BigFraction b) {
    BigFraction width = b.subtract(BigFraction.of(a));
    IntegerPolynomial shifted = shift(BigInteger.valueOf(a));
    BigInteger[] scaled = shifted.coefficients.clone();
    BigInteger power = BigInteger.ONE;
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = scaled[i].multiply(power);
      power = power.multiply(width.getNumerator());
    }
    power = BigInteger.ONE;
    for (int i = scaled.length - 1; i >= 0; i--) {
      scaled[i] = scaled[i].multiply(power);
      power = power.multiply(width.getDenominator());
    }
    return of(scaled);
  }

  /** f(t + a). */
  private IntegerPolynomial shift(BigInteger a) {
    BigInteger[] c = coefficients.clone();
    for (int i = 0; i < c.length; i++) {
      for (int j = c.length - 2; j >= i; j--) {
        c[j] = c[j].add(c[j + 1].multiply(a));
      }
    }
    return of(c);
  }

  /** {@return this polynomial divided by the greatest common divisor of its coefficients} */
  public IntegerPolynomial primitive() {
    BigInteger content = BigInteger.ZERO;
    for (BigInteger c : coefficients) {
      content = content.gcd(c);
      if (content.equals(BigInteger.ONE)) {
        return this;
      }
    }
    return isZero() ? this : divide(content);
  }

  private IntegerPolynomial divide(BigInteger factor) {
    BigInteger[] quotient = new BigInteger[coefficients.length];
    for (int i = 0; i < quotient.length; i++) {
      quotient[i] = coefficients[i].divide(factor);
    }
    return of(quotient);
  }

  private BigInteger leading() {
    return coefficients[coefficients.length - 1];
  }

  /** The length of the longest coefficient, in words of 64 bits. */
  double words() {
    int bits = 0;
    for (BigInteger c : coefficients) {
      bits = Math.max(bits, c.bitLength());
    }
    return 1 + bits / 64.0;
  }

  /**
   * A greatest common divisor with coprime coefficients, by the primitive remainder sequence.
   *
   * @throws WorkBudget.Exhausted if the budget does not suffice
   */
  IntegerPolynomial gcd(IntegerPolynomial other, WorkBudget budget) {
    // Each greatest common divisor of two coefficients costs about the product of their lengths.
    budget.charge((degree() + 1) * words() * words());
    budget.charge((other.degree() + 1) * other.words() * other.words());
    IntegerPolynomial a = primitive();
    IntegerPolynomial b = other.primitive();
    while (!b.isZero()) {
      // The remainder is as long as both together for each degree between them; so are its gcds.
      double length = a.words() + (a.degree() - b.degree() + 1) * b.words();
      budget.charge(4 * a.degree() * length * length);
      IntegerPolynomial rest = a.divideAndRemainder(b)[1].primitive();
      a = b;
      b = rest;
    }
    return a;
  }

  /**
   * {@return a multiple of the quotient by a divisor, with coprime coefficients and the sign of the
   * quotient}
   *
   * @param divisor a polynomial that divides a multiple of this one
   * @throws ArithmeticException if the division leaves a remainder
   */
  public IntegerPolynomial quotient(IntegerPolynomial divisor) {
    IntegerPolynomial[] parts = divideAndRemainder(divisor);
    if (!parts[1].isZero()) {
      throw new ArithmeticException("the division leaves a remainder");
    }
    return parts[0].primitive();
  }

  /** Quotient and remainder of a positive multiple of this polynomial. */
  private IntegerPolynomial[] divideAndRemainder(IntegerPolynomial divisor) {
    BigInteger lead = divisor.leading();
    int n = divisor.degree();
    BigInteger[] rest = coefficients.clone();
    BigInteger[] quotient = new BigInteger[Math.max(0, degree() - n + 1)];
    Arrays.fill(quotient, BigInteger.ZERO);
    for (int i = degree(); i >= n; i--) {
      // Multiply all by |lead| and subtract what cancels the coefficient of t^i.
      BigInteger factor = lead.signum() > 0 ? rest[i] : rest[i].negate();
      BigInteger size = lead.abs();
      for (int j = 0; j < quotient.length; j++) {
        quotient[j] = quotient[j].multiply(size);
      }
      quotient[i - n] = factor;
      for (int j = 0; j <= i; j++) {
        rest[j] = rest[j].multiply(size);
      }
      for (int j = 0; j <= n; j++) {
        rest[i - n + j] = rest[i - n + j].subtract(divisor.coefficients[j].multiply(factor));
      }
    }
    return new IntegerPolynomial[] {
      of(quotient), of(Arrays.copyOf(rest, Math.min(n, rest.length)))
    };
  }

  /**
   * The squarefree polynomial whose roots are the roots of odd multiplicity: where this polynomial
   * changes its sign.
   *
   * @throws WorkBudget.Exhausted if the budget does not suffice
   */
  IntegerPolynomial signChanges(WorkBudget budget) {
    IntegerPolynomial repeated = gcd(derivative(), budget);
    IntegerPolynomial radical = quotient(repeated);
    List<IntegerPolynomial> odd = new ArrayList<>();
    // Musser: the radical of the roots of multiplicity at least i, divided by that of i + 1.
    for (int multiplicity = 1; radical.degree() > 0; multiplicity++) {
      IntegerPolynomial higher = radical.gcd(repeated, budget);
      if (multiplicity % 2 == 1) {
        odd.add(radical.quotient(higher));
      }
      radical = higher;
      repeated = repeated.quotient(higher);
    }
    return odd.stream().reduce(ONE, IntegerPolynomial::multiply);
  }
}
