package constellations.verify.exact;

import java.math.BigInteger;

/**
 * Whether a symmetric matrix of integers is positive semidefinite, exactly. A factor is computed in
 * double precision and rounded to integers; what is left of the matrix without it is looked at for
 * diagonal dominance. Where that decides nothing the matrix is eliminated without fractions.
 *
 * <p>The argument: docs/theory.md T33.
 */
public final class SymmetricMatrix {
  /** Bits of the integers of the factor. */
  private static final int FACTOR_BITS = 50;

  /** So much of the largest diagonal entry, for each row, is kept for rounding. */
  private static final int SLACK_BITS = 44;

  private SymmetricMatrix() {}

  /**
   * {@return whether all eigenvalues are at least 0}
   *
   * @param matrix symmetric; its lower triangle is read, and changed
   * @param budget what the decision may take
   */
  public static boolean isPositiveSemidefinite(BigInteger[][] matrix, WorkBudget budget) {
    int n = matrix.length;
    int bits = 0;
    for (int i = 0; i < n; i++) {
      if (matrix[i][i].signum() < 0) {
        return false;
      }
      for (int j = 0; j <= i; j++) {
        bits = Math.max(bits, matrix[i][j].bitLength());
      }
    }
    budget.charge((double) n * n * (n + bits));
    return hasFactor(matrix, bits) || eliminates(matrix, bits, budget);
  }

  /** Whether M = L L^T + R with a diagonally dominant R, for an L that rounding gives. */
  private static boolean hasFactor(BigInteger[][] matrix, int bits) {
    int n = matrix.length;
    double[][] factor = new double[n][];
    double slack = n * Math.scalb(1.0, -SLACK_BITS);
    for (int i = 0; i < n; i++) {
      factor[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double sum = scaled(matrix[i][j], bits) - (i == j ? slack : 0);
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        if (i == j && !(sum > 0)) {
          return false;
        }
        factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
      }
    }
    long[][] integers = new long[n][];
    for (int i = 0; i < n; i++) {
      integers[i] = new long[i + 1];
      for (int j = 0; j <= i; j++) {
        double entry = Math.scalb(factor[i][j], FACTOR_BITS);
        // With |entry| < 2^52 products of n of them fit 127 bits.
        if (!(Math.abs(entry) < Math.scalb(1.0, FACTOR_BITS + 2))) {
          return false;
        }
        integers[i][j] = Math.round(entry);
      }
    }
    return isDominant(matrix, integers, 2 * FACTOR_BITS - bits);
  }

  /** M / 2^bits, rounded; at most 1 in size. */
  private static double scaled(BigInteger entry, int bits) {
    int drop = Math.max(0, entry.bitLength() - 62);
    return Math.scalb((double) entry.shiftRight(drop).longValue(), drop - bits);
  }

  /** Whether 2^shift M - L L^T has no row whose diagonal is less than all else in it. */
  private static boolean isDominant(BigInteger[][] matrix, long[][] factor, int shift) {
    int n = matrix.length;
    BigInteger[] room = new BigInteger[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        BigInteger product = product(factor[i], factor[j], j + 1);
        BigInteger rest =
            shift >= 0
                ? matrix[i][j].shiftLeft(shift).subtract(product)
                : matrix[i][j].subtract(product.shiftLeft(-shift));
        if (i == j) {
          room[i] = room[i] == null ? rest : room[i].add(rest);
        } else {
          BigInteger size = rest.abs();
          room[i] = room[i] == null ? size.negate() : room[i].subtract(size);
          room[j] = room[j].subtract(size);
        }
      }
    }
    for (BigInteger left : room) {
      if (left.signum() < 0) {
        return false;
      }
    }
    return true;
  }

  /** The inner product of the first entries, in 128 bits. */
  private static BigInteger product(long[] x, long[] y, int count) {
    long low = 0;
    long high = 0;
    for (int k = 0; k < count; k++) {
      long part = x[k] * y[k];
      low += part;
      high += Math.multiplyHigh(x[k], y[k]) + (Long.compareUnsigned(low, part) < 0 ? 1 : 0);
    }
    BigInteger unsigned =
        BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
    return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned);
  }

  /** Symmetric elimination without fractions: pivots are positive, or their rows are zero. */
  private static boolean eliminates(BigInteger[][] m, int bits, WorkBudget budget) {
    int n = m.length;
    BigInteger previous = BigInteger.ONE;
    int rank = 0;
    for (int k = 0; k < n; k++) {
      BigInteger pivot = m[k][k];
      if (pivot.signum() < 0) {
        return false;
      }
      if (pivot.signum() == 0) {
        for (int i = k + 1; i < n; i++) {
          if (m[i][k].signum() != 0) {
            return false;
          }
        }
        continue;
      }
      rank++;
      double words = rank * (bits + 8.0) / Long.SIZE + 1;
      budget.charge((double) (n - k) * (n - k) / 2 * (3 * words * words + 40));
      for (int i = k + 1; i < n; i++) {
        for (int j = k + 1; j <= i; j++) {
          m[i][j] = m[i][j].multiply(pivot).subtract(m[i][k].multiply(m[j][k])).divide(previous);
        }
      }
      previous = pivot;
    }
    return true;
  }
}
