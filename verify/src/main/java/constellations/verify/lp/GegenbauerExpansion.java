package constellations.verify.lp;

import constellations.verify.exact.Rationals;
import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A polynomial f = sum_k f_k P_k, where P_k is the Gegenbauer polynomial of R^d with P_k(1) = 1.
 * Exact and immutable.
 *
 * <pre>P_0 = 1, P_1 = t, (k+d-2) P_(k+1) = (2k+d-2) t P_k - k P_(k-1).</pre>
 *
 * <p>The argument: docs/theory.md T4.
 *
 * @param dimension d, at least 3
 * @param coefficients f_0, f_1, ..., at least one
 */
public record GegenbauerExpansion(int dimension, List<BigFraction> coefficients) {
  /**
   * Copies the list.
   *
   * @param dimension the dimension d, at least 2
   * @param coefficients f_0, f_1, ..., f_n of the normalised polynomials P_k(1) = 1
   */
  public GegenbauerExpansion {
    coefficients = List.copyOf(coefficients);
    if (dimension < 3 || coefficients.isEmpty()) {
      throw new IllegalArgumentException(
          coefficients.size() + " coefficients in dimension " + dimension);
    }
  }

  /** {@return f(1), the sum of the coefficients} */
  public BigFraction atOne() {
    return coefficients.stream().reduce(BigFraction.ZERO, BigFraction::add);
  }

  /** {@return a positive multiple of f with integer coefficients in powers of t} */
  public IntegerPolynomial polynomial() {
    return polynomial(WorkBudget.of(Double.POSITIVE_INFINITY));
  }

  /**
   * The same within a limit of work.
   *
   * @throws WorkBudget.Exhausted if the budget does not suffice
   */
  IntegerPolynomial polynomial(WorkBudget budget) {
    int n = coefficients.size() - 1;
    BigInteger denominator = Rationals.commonDenominator(coefficients);
    List<IntegerPolynomial> scaled = scaled(dimension, n);
    // The products with the coefficients, then the greatest common divisor of the sums.
    double words = scaled.get(n).words();
    double length = 1 + (denominator.bitLength() + largestBits()) / 64.0;
    budget.charge(n * (double) n / 2 * words * (length + words));
    budget.charge(n * (2 * words + length) * (2 * words + length));
    // P_k = R_k / ((d-2)(d-1)...(d-3+k)): all are brought to the denominator of P_n.
    IntegerPolynomial sum = IntegerPolynomial.ZERO;
    BigInteger missing = BigInteger.ONE;
    for (int k = n; k >= 0; k--) {
      BigInteger whole = Rationals.multiple(coefficients.get(k), denominator);
      sum = sum.add(scaled.get(k).multiply(whole.multiply(missing)));
      missing = missing.multiply(BigInteger.valueOf(dimension - 3L + k));
    }
    return sum.primitive();
  }

  private int largestBits() {
    return coefficients.stream().mapToInt(f -> f.getNumerator().bitLength()).max().orElse(0);
  }

  /**
   * {@return the integer polynomials R_k = (d-2)(d-1)...(d-3+k) P_k for k = 0, ..., n}
   *
   * @param dimension the dimension d, at least 2
   * @param n the largest degree
   */
  public static List<IntegerPolynomial> scaled(int dimension, int n) {
    IntegerPolynomial t = IntegerPolynomial.of(BigInteger.ZERO, BigInteger.ONE);
    List<IntegerPolynomial> r = new ArrayList<>(List.of(IntegerPolynomial.ONE));
    for (int k = 0; k < n; k++) {
      IntegerPolynomial next =
          t.multiply(r.get(k)).multiply(BigInteger.valueOf(2L * k + dimension - 2));
      if (k > 0) {
        BigInteger factor =
            BigInteger.valueOf(k).multiply(BigInteger.valueOf((long) k + dimension - 3));
        next = next.subtract(r.get(k - 1).multiply(factor));
      }
      r.add(next);
    }
    return r;
  }

  /**
   * {@return the expansion of a polynomial given by its coefficients in powers of t, lowest first}
   *
   * @param dimension the dimension d, at least 2
   * @param powers the coefficients of 1, t, t^2, ...
   */
  public static GegenbauerExpansion of(int dimension, List<BigFraction> powers) {
    int n = powers.size() - 1;
    List<IntegerPolynomial> r = scaled(dimension, n);
    BigFraction[] rest = powers.toArray(BigFraction[]::new);
    BigFraction[] f = new BigFraction[n + 1];
    BigInteger scale = BigInteger.ONE;
    List<BigInteger> scales = new ArrayList<>();
    for (int k = 0; k <= n; k++) {
      scales.add(scale);
      scale = scale.multiply(BigInteger.valueOf(dimension - 2L + k));
    }
    for (int k = n; k >= 0; k--) {
      BigFraction multiple = rest[k].divide(r.get(k).coefficient(k));
      for (int i = 0; i <= k; i++) {
        rest[i] = rest[i].subtract(multiple.multiply(r.get(k).coefficient(i)));
      }
      f[k] = multiple.multiply(scales.get(k));
    }
    return new GegenbauerExpansion(dimension, List.of(f));
  }
}
