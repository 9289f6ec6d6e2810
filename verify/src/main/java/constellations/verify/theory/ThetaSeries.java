package constellations.verify.theory;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Theta series of even unimodular lattices: modular forms of weight n/2 for the full modular group
 * (Conway and Sloane, chapter 7, section 6). For n = 8 and 16 there is one with constant term 1;
 * for n = 24, 32 and 40 it is determined by the number of vectors of squared norm 2.
 */
public final class ThetaSeries {
  private static final int LARGEST_DIMENSION = 40;

  private ThetaSeries() {}

  /** Whether {@link #vectors} knows lattices of this dimension. */
  public static boolean isKnown(int n) {
    return n % 8 == 0 && n >= 8 && n <= LARGEST_DIMENSION;
  }

  /**
   * The number of vectors of a squared norm in an even unimodular lattice, which for n >= 24 has no
   * vector of squared norm 2: the coefficient of q^(norm/2) in E_4^(n/8), less 30 n Delta
   * E_4^(n/8-3) for n >= 24.
   *
   * @param n 8, 16, 24, 32 or 40
   * @param norm an even number, at least 0
   * @throws IllegalArgumentException for other numbers
   */
  public static BigInteger vectors(int n, int norm) {
    if (!isKnown(n) || norm < 0 || norm % 2 != 0) {
      throw new IllegalArgumentException("theta series for n = " + n + ", norm " + norm);
    }
    int order = norm / 2;
    int power = n / 8;
    BigInteger[] eisenstein = eisenstein(order);
    BigInteger coefficient = power(eisenstein, power)[order];
    if (power < 3) {
      return coefficient;
    }
    BigInteger[] cusp = multiply(discriminant(order), power(eisenstein, power - 3));
    return coefficient.subtract(cusp[order].multiply(BigInteger.valueOf(30L * n)));
  }

  /** E_4 = 1 + 240 sum sigma_3(m) q^m. */
  private static BigInteger[] eisenstein(int order) {
    BigInteger[] series = zero(order);
    series[0] = BigInteger.ONE;
    for (int d = 1; d <= order; d++) {
      BigInteger cube = BigInteger.valueOf(d).pow(3).multiply(BigInteger.valueOf(240));
      for (int m = d; m <= order; m += d) {
        series[m] = series[m].add(cube);
      }
    }
    return series;
  }

  /** Delta = q prod (1 - q^m)^24. */
  private static BigInteger[] discriminant(int order) {
    BigInteger[] euler = zero(order);
    euler[0] = BigInteger.ONE;
    for (int m = 1; m <= order; m++) {
      for (int i = order; i >= m; i--) {
        euler[i] = euler[i].subtract(euler[i - m]);
      }
    }
    BigInteger[] product = power(euler, 24);
    BigInteger[] series = zero(order);
    System.arraycopy(product, 0, series, 1 > order ? order : 1, order);
    return series;
  }

  private static BigInteger[] power(BigInteger[] series, int exponent) {
    BigInteger[] result = zero(series.length - 1);
    result[0] = BigInteger.ONE;
    for (int i = 0; i < exponent; i++) {
      result = multiply(result, series);
    }
    return result;
  }

  private static BigInteger[] multiply(BigInteger[] a, BigInteger[] b) {
    BigInteger[] product = zero(a.length - 1);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; i + j < a.length; j++) {
        product[i + j] = product[i + j].add(a[i].multiply(b[j]));
      }
    }
    return product;
  }

  private static BigInteger[] zero(int order) {
    BigInteger[] series = new BigInteger[order + 1];
    Arrays.fill(series, BigInteger.ZERO);
    return series;
  }
}
