package constellations.verify.lattice;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Theta series of even lattices of level 1, 2 and 3. In even dimension n = 2k the theta series of
 * an even lattice of level l is a modular form of weight k for Gamma_0(l) and the character of its
 * discriminant (Schoeneberg 1939; docs/theory.md T12 has the proof). The forms below are a basis
 * f_0, f_1, ... with f_j = q^j + ..., so that the first coefficients determine all others:
 *
 * <ul>
 *   <li>level 1: E_4^(k/4 - 3j) Delta^j, j up to k/12 (k a multiple of 4);
 *   <li>level 2: A^(k/2 - 2j) B^j, j up to k/4, for A = 2 E_2(2z) - E_2(z), B = eta(2z)^16 /
 *       eta(z)^8;
 *   <li>level 3: a^(k - 3j) c^j, j up to k/3, for a = 1 + 6 sum_{d | m} (d/3) q^m, the theta series
 *       of the hexagonal lattice, and c = eta(3z)^9 / eta(z)^3.
 * </ul>
 *
 * <p>The argument: docs/theory.md T9, T12.
 */
public final class ThetaSeries {
  private final int weight;
  private final int level;

  private ThetaSeries(int weight, int level) {
    this.weight = weight;
    this.level = level;
  }

  /**
   * The space of the theta series of a lattice.
   *
   * @param lattice the lattice
   * @return nothing unless the lattice is even, of even dimension and of level 1, 2 or 3
   */
  public static Optional<ThetaSeries> of(Lattice lattice) {
    int n = lattice.dimension();
    if (n % 2 != 0 || lattice.normDivisor() % 2 != 0) {
      return Optional.empty();
    }
    int weight = n / 2;
    for (int level = 1; level <= 3; level++) {
      if (isLevel(lattice, level)) {
        // The discriminant (-1)^k det is a square, or -3 times a square for level 3 and odd k.
        BigInteger rest =
            level == 3 && weight % 2 == 1
                ? lattice.determinant().multiply(BigInteger.valueOf(3))
                : lattice.determinant();
        boolean character = rest.sqrt().pow(2).equals(rest);
        boolean period = level == 3 || weight % (level == 1 ? 4 : 2) == 0;
        return character && period ? Optional.of(new ThetaSeries(weight, level)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether l times the dual form is even. */
  private static boolean isLevel(Lattice lattice, int level) {
    Optional<BigInteger[][]> dual = lattice.scaledDual(BigInteger.valueOf(level));
    if (dual.isEmpty()) {
      return false;
    }
    for (int i = 0; i < lattice.dimension(); i++) {
      if (dual.get()[i][i].testBit(0)) {
        return false;
      }
    }
    return true;
  }

  /** {@return the level} */
  public int level() {
    return level;
  }

  /**
   * {@return the numbers of vectors of squared norm 0, 2, ..., up to this one determine all others}
   */
  public int determiningNorm() {
    return 2 * (weight / period());
  }

  private int period() {
    return switch (level) {
      case 1 -> 12;
      case 2 -> 4;
      default -> 3;
    };
  }

  /**
   * {@return the number of vectors of a squared norm}
   *
   * @param first the numbers of vectors of squared norm 0, 2, ..., {@link #determiningNorm}
   * @param norm an even number, at least 0
   */
  public BigInteger vectors(List<BigInteger> first, int norm) {
    if (norm < 0 || norm % 2 != 0 || first.size() != determiningNorm() / 2 + 1) {
      throw new IllegalArgumentException("norm " + norm + " from " + first);
    }
    int order = Math.max(norm, determiningNorm()) / 2;
    BigInteger[] rest = zero(order);
    BigInteger number = BigInteger.ZERO;
    for (int j = 0; j < first.size(); j++) {
      BigInteger[] form = form(j, order);
      BigInteger factor = first.get(j).subtract(rest[j]);
      for (int i = 0; i <= order; i++) {
        rest[i] = rest[i].add(factor.multiply(form[i]));
      }
      number = rest[norm / 2];
    }
    return number;
  }

  /** f_j. */
  private BigInteger[] form(int j, int order) {
    return switch (level) {
      case 1 ->
          multiply(power(eisenstein4(order), weight / 4 - 3 * j), power(eta(order, 24, 1, 0), j));
      case 2 ->
          multiply(power(eisenstein2(order), weight / 2 - 2 * j), power(eta(order, -8, 2, 16), j));
      default -> multiply(power(hexagonal(order), weight - 3 * j), power(eta(order, -3, 3, 9), j));
    };
  }

  /** E_4 = 1 + 240 sum sigma_3(m) q^m. */
  private static BigInteger[] eisenstein4(int order) {
    return divisors(order, 240, d -> BigInteger.valueOf(d).pow(3));
  }

  /** A = 2 E_2(2z) - E_2(z) = 1 + 24 sum q^m sum of the odd divisors of m. */
  private static BigInteger[] eisenstein2(int order) {
    return divisors(order, 24, d -> d % 2 == 0 ? BigInteger.ZERO : BigInteger.valueOf(d));
  }

  /** 1 + 6 sum q^m (divisors of m of the form 3t + 1, less those of the form 3t + 2). */
  private static BigInteger[] hexagonal(int order) {
    return divisors(order, 6, d -> BigInteger.valueOf(d % 3 == 2 ? -1 : d % 3));
  }

  /** 1 + factor sum q^m sum_{d | m} f(d). */
  private static BigInteger[] divisors(
      int order, int factor, java.util.function.IntFunction<BigInteger> f) {
    BigInteger[] series = zero(order);
    series[0] = BigInteger.ONE;
    for (int d = 1; d <= order; d++) {
      BigInteger value = f.apply(d).multiply(BigInteger.valueOf(factor));
      for (int m = d; m <= order; m += d) {
        series[m] = series[m].add(value);
      }
    }
    return series;
  }

  /** q prod (1 - q^m)^power (1 - q^(step m))^stepPower. */
  private static BigInteger[] eta(int order, int power, int step, int stepPower) {
    BigInteger[] series = zero(order);
    if (order >= 1) {
      series[1] = BigInteger.ONE;
    }
    for (int m = 1; m <= order; m++) {
      factor(series, m, power);
      factor(series, m * step, stepPower);
    }
    return series;
  }

  /** Multiplies with (1 - q^m)^power, in place. */
  private static void factor(BigInteger[] series, int m, int power) {
    for (int i = 0; i < Math.abs(power); i++) {
      if (power > 0) {
        for (int at = series.length - 1; at >= m; at--) {
          series[at] = series[at].subtract(series[at - m]);
        }
      } else {
        for (int at = m; at < series.length; at++) {
          series[at] = series[at].add(series[at - m]);
        }
      }
    }
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
      if (a[i].signum() != 0) {
        for (int j = 0; i + j < a.length; j++) {
          product[i + j] = product[i + j].add(a[i].multiply(b[j]));
        }
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
