package constellations.solver.conic;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * One of the matrices of a semidefinite program with its multiplier: F and X, positive definite, of
 * order r. Symmetric matrices stand in vectors of variables by their upper triangle, entries beside
 * the diagonal times sqrt 2, so that inner products are those of matrices.
 */
public final class SymmetricBlock {
  private static final double ROOT = Math.sqrt(2);

  final int offset;
  final int order;
  double[][] primal;
  double[][] dual;
  double[][] inverse;
  private double[][] primalFactor;
  private double[][] dualFactor;

  /** Multiples of the identity. */
  SymmetricBlock(int offset, int order, double scale) {
    this.offset = offset;
    this.order = order;
    this.primal = identity(order, scale);
    this.dual = identity(order, scale);
  }

  private static double[][] identity(int r, double scale) {
    double[][] a = new double[r][r];
    for (int i = 0; i < r; i++) {
      a[i][i] = scale;
    }
    return a;
  }

  /** How many variables a matrix of order r has. */
  public static int size(int r) {
    return r * (r + 1) / 2;
  }

  /** Adds factor times a symmetric matrix to a vector. */
  public static void pack(double[][] a, double[] vector, int offset, double factor) {
    int at = offset;
    for (int i = 0; i < a.length; i++) {
      vector[at++] += factor * a[i][i];
      for (int j = i + 1; j < a.length; j++) {
        vector[at++] += factor * ROOT * a[i][j];
      }
    }
  }

  /** The symmetric matrix in a vector. */
  public static double[][] unpack(double[] vector, int offset, int r) {
    double[][] a = new double[r][r];
    int at = offset;
    for (int i = 0; i < r; i++) {
      a[i][i] = vector[at++];
      for (int j = i + 1; j < r; j++) {
        double x = vector[at++] / ROOT;
        a[i][j] = x;
        a[j][i] = x;
      }
    }
    return a;
  }

  static double[][] product(double[][] a, double[][] b) {
    int r = a.length;
    double[][] c = new double[r][r];
    for (int i = 0; i < r; i++) {
      for (int k = 0; k < r; k++) {
        double x = a[i][k];
        for (int j = 0; j < r; j++) {
          c[i][j] += x * b[k][j];
        }
      }
    }
    return c;
  }

  /** (a b + (a b)^T) / 2. */
  static double[][] symmetricProduct(double[][] a, double[][] b) {
    double[][] c = product(a, b);
    for (int i = 0; i < c.length; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (c[i][j] + c[j][i]) / 2;
        c[i][j] = mean;
        c[j][i] = mean;
      }
    }
    return c;
  }

  /** The inner product of F and X. */
  double gap() {
    double sum = 0;
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < order; j++) {
        sum += primal[i][j] * dual[i][j];
      }
    }
    return sum;
  }

  /** Factors both matrices and inverts the first; false if one is not positive definite. */
  boolean factor() {
    primalFactor = cholesky(primal);
    dualFactor = cholesky(dual);
    if (primalFactor == null || dualFactor == null) {
      return false;
    }
    double[][] l = inverseOfLower(primalFactor);
    inverse = new double[order][order];
    for (int i = 0; i < order; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = i; k < order; k++) {
          sum += l[k][i] * l[k][j];
        }
        inverse[i][j] = sum;
        inverse[j][i] = sum;
      }
    }
    return true;
  }

  /** The lower triangular factor, or null. */
  private static double[][] cholesky(double[][] a) {
    int r = a.length;
    double[][] l = new double[r][r];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i == j) {
          if (!(sum > 0)) {
            return null;
          }
          l[i][i] = Math.sqrt(sum);
        } else {
          l[i][j] = sum / l[j][j];
        }
      }
    }
    return l;
  }

  private static double[][] inverseOfLower(double[][] l) {
    int r = l.length;
    double[][] x = new double[r][r];
    for (int j = 0; j < r; j++) {
      x[j][j] = 1 / l[j][j];
      for (int i = j + 1; i < r; i++) {
        double sum = 0;
        for (int k = j; k < i; k++) {
          sum -= l[i][k] * x[k][j];
        }
        x[i][j] = sum / l[i][i];
      }
    }
    return x;
  }

  /** The largest multiple of a direction after which F is positive semidefinite. */
  double primalStep(double[][] direction) {
    return step(primalFactor, direction);
  }

  /** The same for X. */
  double dualStep(double[][] direction) {
    return step(dualFactor, direction);
  }

  private static double step(double[][] factor, double[][] direction) {
    double[][] l = inverseOfLower(factor);
    int r = l.length;
    double[][] transposed = new double[r][r];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < r; j++) {
        transposed[i][j] = l[j][i];
      }
    }
    double[][] a = symmetricProduct(product(l, direction), transposed);
    double least = r == 1 ? a[0][0] : least(a);
    return least < 0 ? -1 / least : Double.POSITIVE_INFINITY;
  }

  private static double least(double[][] a) {
    double[] values =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(a, false)).getEigenvalues();
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  /** F + a D and X + b E. */
  void move(double a, double[][] d, double b, double[][] e) {
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < order; j++) {
        primal[i][j] += a * d[i][j];
        dual[i][j] += b * e[i][j];
      }
    }
  }

  /** Adds the linear map D -> sym(X D F^-1) to the lower triangle of a matrix of order n. */
  void addMap(double[] matrix, int n) {
    int row = 0;
    for (int i = 0; i < order; i++) {
      for (int j = i; j < order; j++, row++) {
        double w = i == j ? 1 : ROOT;
        int column = 0;
        for (int k = 0; k < order && column <= row; k++) {
          for (int l = k; l < order && column <= row; l++, column++) {
            double x =
                dual[i][k] * inverse[j][l]
                    + dual[i][l] * inverse[j][k]
                    + dual[j][k] * inverse[i][l]
                    + dual[j][l] * inverse[i][k];
            matrix[(offset + row) * n + offset + column] += x * w * (k == l ? 1 : ROOT) / 4;
          }
        }
      }
    }
  }

  /** Adds sym(X D F^-1) for the D in a vector to another vector. */
  void addMapped(double[] vector, double[] sum) {
    double[][] d = unpack(vector, offset, order);
    pack(symmetricProduct(product(dual, d), inverse), sum, offset, 1);
  }
}
