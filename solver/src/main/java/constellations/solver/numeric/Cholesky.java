package constellations.solver.numeric;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Cholesky factors of dense symmetric matrices, of which the lower triangle is given row by row: by
 * OpenBLAS on native memory, or in Java where it cannot be loaded. For use by one thread.
 */
public abstract class Cholesky implements AutoCloseable {
  private static final boolean NATIVE = loadNative();

  private static boolean loadNative() {
    if (!BlockProducts.isNative()) {
      return false;
    }
    try {
      // One thread of it for each of ours; and no search for NaN, which sums of terms never are.
      openblas.blas_set_num_threads(1);
      openblas.LAPACKE_set_nancheck(0);
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Whether native code was found. */
  static boolean isNative() {
    return NATIVE;
  }

  /** Room for matrices of order n. */
  public static Cholesky of(int n) {
    return NATIVE ? new Native(n) : new Plain(n);
  }

  /** Room for matrices of order n, without native code. */
  static Cholesky plain(int n) {
    return new Plain(n);
  }

  /**
   * Factors a matrix plus a multiple of the identity.
   *
   * @param matrix n times n, row by row; what is above the diagonal is not read
   * @return false if the sum is not positive definite; then there is nothing to solve with
   */
  public abstract boolean factor(double[] matrix, double shift);

  /** Solves with the last sum that was factored, in place. */
  public abstract void solve(double[] right);

  @Override
  public abstract void close();

  private static final class Native extends Cholesky {
    private final int n;
    private final DoublePointer factor;
    private final DoublePointer right;

    Native(int n) {
      this.n = n;
      this.factor = new DoublePointer((long) n * n);
      this.right = new DoublePointer(n);
    }

    @Override
    public boolean factor(double[] matrix, double shift) {
      factor.put(matrix, 0, n * n);
      for (long i = 0; i < n; i++) {
        long at = i * n + i;
        factor.put(at, factor.get(at) + shift);
      }
      // The lower triangle by rows is the upper one by columns: no transposition.
      return openblas.LAPACKE_dpotrf(openblas.LAPACK_COL_MAJOR, (byte) 'U', n, factor, n) == 0;
    }

    @Override
    public void solve(double[] x) {
      right.put(x, 0, n);
      openblas.LAPACKE_dpotrs(openblas.LAPACK_COL_MAJOR, (byte) 'U', n, 1, factor, n, right, n);
      right.get(x, 0, n);
    }

    @Override
    public void close() {
      factor.close();
      right.close();
    }
  }

  private static final class Plain extends Cholesky {
    private final int n;
    private final double[][] rows;

    Plain(int n) {
      this.n = n;
      this.rows = new double[n][];
      for (int i = 0; i < n; i++) {
        rows[i] = new double[i + 1];
      }
    }

    @Override
    public boolean factor(double[] matrix, double shift) {
      for (int i = 0; i < n; i++) {
        double[] row = rows[i];
        System.arraycopy(matrix, i * n, row, 0, i + 1);
        row[i] += shift;
        for (int j = 0; j < i; j++) {
          row[j] = (row[j] - dot(row, rows[j], j)) / rows[j][j];
        }
        double pivot = row[i] - dot(row, row, i);
        if (!(pivot > 0)) {
          return false;
        }
        row[i] = Math.sqrt(pivot);
      }
      return true;
    }

    private static double dot(double[] x, double[] y, int length) {
      double even = 0;
      double odd = 0;
      int k = 0;
      for (; k + 1 < length; k += 2) {
        even += x[k] * y[k];
        odd += x[k + 1] * y[k + 1];
      }
      return (k < length ? x[k] * y[k] : 0) + even + odd;
    }

    @Override
    public void solve(double[] x) {
      for (int i = 0; i < n; i++) {
        x[i] = (x[i] - dot(rows[i], x, i)) / rows[i][i];
      }
      for (int i = n - 1; i >= 0; i--) {
        x[i] /= rows[i][i];
        for (int j = 0; j < i; j++) {
          x[j] -= rows[i][j] * x[i];
        }
      }
    }

    @Override
    public void close() {}
  }
}
