package constellations.verify.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class SymmetricMatrixTest {
  private static boolean decide(BigInteger[][] matrix) {
    BigInteger[][] copy = new BigInteger[matrix.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return SymmetricMatrix.isPositiveSemidefinite(copy, WorkBudget.of(1e10));
  }

  private static BigInteger[][] of(long[][] rows) {
    BigInteger[][] matrix = new BigInteger[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        matrix[i][j] = BigInteger.valueOf(rows[i][j]);
      }
    }
    return matrix;
  }

  @Test
  void smallMatrices() {
    assertTrue(decide(of(new long[][] {{0}})));
    assertFalse(decide(of(new long[][] {{-1}})));
    assertTrue(decide(of(new long[][] {{1, 2}, {2, 4}})));
    assertFalse(decide(of(new long[][] {{1, 2}, {2, 3}})));
    // A pivot of 0 with something beside it.
    assertFalse(decide(of(new long[][] {{0, 1}, {1, 1_000_000}})));
    assertTrue(decide(of(new long[][] {{0, 0, 0}, {0, 1, -1}, {0, -1, 1}})));
    // The simplex: n I - J has one eigenvalue 0; one unit less, and it is negative.
    int n = 40;
    long[][] simplex = new long[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        simplex[i][j] = i == j ? n - 1 : -1;
      }
    }
    assertTrue(decide(of(simplex)));
    simplex[n - 1][n - 1]--;
    assertFalse(decide(of(simplex)));
  }

  @Test
  void workHasALimit() {
    assertThrows(
        WorkBudget.Exhausted.class,
        () ->
            SymmetricMatrix.isPositiveSemidefinite(
                of(new long[][] {{1, 2}, {2, 4}}), WorkBudget.of(1)));
  }

  /** Against elimination in fractions, near the border: B^T B of any rank, changed by a little. */
  @Property(tries = 400)
  void asEliminationInFractions(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int n) {
    Random random = new Random(seed);
    int rank = 1 + random.nextInt(n);
    int bits = 2 + random.nextInt(80);
    BigInteger[][] b = new BigInteger[rank][n];
    for (BigInteger[] row : b) {
      for (int j = 0; j < n; j++) {
        row[j] = new BigInteger(bits, random).subtract(BigInteger.ONE.shiftLeft(bits - 1));
      }
    }
    BigInteger[][] m = new BigInteger[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m[i][j] = BigInteger.ZERO;
        for (BigInteger[] row : b) {
          m[i][j] = m[i][j].add(row[i].multiply(row[j]));
        }
      }
    }
    int changed = random.nextInt(n);
    BigInteger change = BigInteger.valueOf(random.nextInt(3) - 1);
    m[changed][changed] = m[changed][changed].add(change);
    boolean expected = eliminated(m);
    Statistics.label("semidefinite").collect(expected);
    Statistics.label("semidefinite").coverage(seen -> seen.check(false).percentage(p -> p > 10));
    assertEquals(expected, decide(m));
  }

  private static boolean eliminated(BigInteger[][] m) {
    int n = m.length;
    BigFraction[][] a = new BigFraction[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = BigFraction.of(m[i][j]);
      }
    }
    for (int k = 0; k < n; k++) {
      if (a[k][k].signum() < 0) {
        return false;
      }
      for (int i = k + 1; i < n; i++) {
        if (a[k][k].signum() == 0) {
          if (a[i][k].signum() != 0) {
            return false;
          }
          continue;
        }
        BigFraction factor = a[i][k].divide(a[k][k]);
        for (int j = k; j < n; j++) {
          a[i][j] = a[i][j].subtract(factor.multiply(a[k][j]));
        }
      }
    }
    return true;
  }
}
