package constellations.solver.threepoint;

import constellations.solver.conic.SymmetricBlock;
import constellations.verify.threepoint.TripleFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the exact function of a candidate: F_k = B_k^T F'_k B_k and its triangular factor with 50
 * digits, rounded to integers over a power of two. Whatever the factor is, its square is positive
 * semidefinite; what rounding changes is small.
 */
final class TripleRounding {
  private static final MathContext DIGITS = new MathContext(50);

  /** Added to the diagonal of F', relative to its largest entry. */
  private static final double SHIFT = 1e-14;

  private TripleRounding() {}

  static TripleFunction function(TripleBasis basis, double[] y, int bits) {
    List<BigInteger> linear = new ArrayList<>();
    for (double a : basis.linear(y)) {
      linear.add(rounded(new BigDecimal(Math.max(a, 0)), bits));
    }
    List<List<List<BigInteger>>> factors = new ArrayList<>();
    for (int k = 0; k <= basis.halfDegree; k++) {
      double[][] f = SymmetricBlock.unpack(y, basis.blocks[k][0], basis.blocks[k][1]);
      factors.add(factor(f, basis.base(k), bits));
    }
    return new TripleFunction(basis.dimension, bits, linear, factors);
  }

  private static BigInteger rounded(BigDecimal x, int bits) {
    return x.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(bits)))
        .setScale(0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  private static List<List<BigInteger>> factor(double[][] f, double[][] base, int bits) {
    int r = f.length;
    double largest = 0;
    for (int i = 0; i < r; i++) {
      largest = Math.max(largest, f[i][i]);
    }
    BigDecimal[][] middle = new BigDecimal[r][r];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < r; j++) {
        middle[i][j] = new BigDecimal(f[i][j] + (i == j ? SHIFT * largest : 0));
      }
    }
    BigDecimal[][] b = new BigDecimal[r][r];
    BigDecimal[][] transposed = new BigDecimal[r][r];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < r; j++) {
        b[i][j] = new BigDecimal(base[i][j]);
        transposed[j][i] = b[i][j];
      }
    }
    BigDecimal[][] l = cholesky(product(transposed, product(middle, b)));
    List<List<BigInteger>> rows = new ArrayList<>();
    for (int i = 0; i < r; i++) {
      List<BigInteger> row = new ArrayList<>();
      for (int j = 0; j <= i; j++) {
        row.add(rounded(l[i][j], bits));
      }
      rows.add(row);
    }
    return rows;
  }

  private static BigDecimal[][] product(BigDecimal[][] a, BigDecimal[][] b) {
    int r = a.length;
    BigDecimal[][] c = new BigDecimal[r][r];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < r; j++) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < r; k++) {
          sum = sum.add(a[i][k].multiply(b[k][j], DIGITS), DIGITS);
        }
        c[i][j] = sum;
      }
    }
    return c;
  }

  /** The lower triangular factor; a pivot that is not positive counts as 0, with its column. */
  private static BigDecimal[][] cholesky(BigDecimal[][] a) {
    int r = a.length;
    BigDecimal[][] l = new BigDecimal[r][r];
    for (int j = 0; j < r; j++) {
      for (int i = j; i < r; i++) {
        BigDecimal sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum = sum.subtract(l[i][k].multiply(l[j][k], DIGITS), DIGITS);
        }
        if (i == j) {
          l[j][j] = sum.signum() > 0 ? sum.sqrt(DIGITS) : BigDecimal.ZERO;
        } else {
          l[i][j] = l[j][j].signum() == 0 ? BigDecimal.ZERO : sum.divide(l[j][j], DIGITS);
        }
      }
    }
    return l;
  }
}
