package constellations.solver.bound;

import constellations.verify.exact.Rationals;
import constellations.verify.lp.GegenbauerExpansion;
import constellations.verify.lp.IntegerPolynomial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The polynomial behind Levenshtein's bound, exact: with Q_k = (P_k - P_{k+1})/(1-t) and K_s(t) =
 * (Q_k(t) Q_{k-1}(s) - Q_{k-1}(t) Q_k(s)) / (t-s) it is (t-s) K_s(t)^2 for degree 2k-1, and with
 * Q_k = (P_k - P_{k+2})/(1-t^2) it is (t+1)(t-s) K_s(t)^2 for degree 2k. (Levenshtein 1998, section
 * 5.)
 */
final class LevenshteinPolynomial {
  private LevenshteinPolynomial() {}

  /**
   * The polynomial, up to a positive factor.
   *
   * @param degree the degree that {@link Levenshtein} gives for d and s
   */
  static GegenbauerExpansion of(int dimension, BigFraction s, int degree) {
    int k = (degree + 1) / 2;
    boolean even = degree % 2 == 0;
    List<IntegerPolynomial> r = GegenbauerExpansion.scaled(dimension, k + 2);
    IntegerPolynomial high = adjacent(r, dimension, k, even);
    IntegerPolynomial low = adjacent(r, dimension, k - 1, even);
    BigFraction atHigh = high.valueAt(s);
    BigFraction atLow = low.valueAt(s);
    BigInteger common = atHigh.getDenominator().multiply(atLow.getDenominator());
    IntegerPolynomial kernel =
        high.multiply(Rationals.multiple(atLow, common))
            .subtract(low.multiply(Rationals.multiple(atHigh, common)));
    IntegerPolynomial root = IntegerPolynomial.of(s.getNumerator().negate(), s.getDenominator());
    kernel = kernel.quotient(root);
    IntegerPolynomial f = root.multiply(kernel).multiply(kernel);
    if (even) {
      f = f.multiply(IntegerPolynomial.of(BigInteger.ONE, BigInteger.ONE));
    }
    List<BigFraction> powers = new ArrayList<>();
    for (int i = 0; i <= f.degree(); i++) {
      powers.add(BigFraction.of(f.coefficient(i)));
    }
    return whole(GegenbauerExpansion.of(dimension, powers));
  }

  /** The multiple with coprime integer coefficients. */
  private static GegenbauerExpansion whole(GegenbauerExpansion f) {
    BigInteger denominator = Rationals.commonDenominator(f.coefficients());
    BigInteger content = BigInteger.ZERO;
    for (BigFraction x : f.coefficients()) {
      content = content.gcd(Rationals.multiple(x, denominator));
    }
    BigFraction factor = BigFraction.of(denominator, content);
    return new GegenbauerExpansion(
        f.dimension(), f.coefficients().stream().map(x -> x.multiply(factor)).toList());
  }

  /** A multiple of (P_j - P_{j+1})/(1-t), or of (P_j - P_{j+2})/(1-t^2). */
  private static IntegerPolynomial adjacent(
      List<IntegerPolynomial> r, int dimension, int j, boolean even) {
    int step = even ? 2 : 1;
    BigInteger factor = BigInteger.ONE;
    for (int i = j; i < j + step; i++) {
      factor = factor.multiply(BigInteger.valueOf(i + dimension - 2L));
    }
    IntegerPolynomial difference = r.get(j).multiply(factor).subtract(r.get(j + step));
    IntegerPolynomial divisor =
        even
            ? IntegerPolynomial.of(BigInteger.ONE, BigInteger.ZERO, BigInteger.ONE.negate())
            : IntegerPolynomial.of(BigInteger.ONE, BigInteger.ONE.negate());
    return difference.quotient(divisor);
  }
}
