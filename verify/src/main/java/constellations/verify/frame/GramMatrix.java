package constellations.verify.frame;

/**
 * The Gram matrix of x, m, x', m' in floating point, to choose linear functions by; no proof
 * depends on it.
 */
final class GramMatrix {
  private static final int ORDER = 4;
  private static final int SQUARINGS = 12;

  private final double[][] matrix;

  /**
   * At a point.
   *
   * @param x t, nu, xi, eta, u, v
   */
  GramMatrix(double[] x) {
    this.matrix =
        new double[][] {
          {1, 0, x[0], x[2]}, {0, x[4], x[3], x[1]}, {x[0], x[3], 1, 0}, {x[2], x[1], 0, x[5]}
        };
  }

  /** Whether it is positive definite, by elimination. */
  boolean isPositive() {
    double[][] rest = new double[ORDER][];
    for (int i = 0; i < ORDER; i++) {
      rest[i] = matrix[i].clone();
      for (int k = 0; k < i; k++) {
        double factor = rest[i][k] / rest[k][k];
        for (int j = k; j < ORDER; j++) {
          rest[i][j] -= factor * rest[k][j];
        }
      }
      if (!(rest[i][i] > 0)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Unit vectors for which the form is small, orthogonal to one another: a high power of the
   * difference to a multiple of 1 has hardly anything else in its columns.
   */
  double[][] smallest() {
    double shift = 2 + matrix[1][1] + matrix[3][3];
    double[][] power = new double[ORDER][ORDER];
    for (int i = 0; i < ORDER; i++) {
      for (int j = 0; j < ORDER; j++) {
        power[i][j] = ((i == j ? shift : 0) - matrix[i][j]) / shift;
      }
    }
    for (int k = 0; k < SQUARINGS; k++) {
      power = squared(power);
    }
    double[] first = column(power, new double[ORDER]);
    return new double[][] {first, column(power, first)};
  }

  /** The square of a symmetric matrix, over its largest entry. */
  private static double[][] squared(double[][] a) {
    double[][] square = new double[ORDER][ORDER];
    double largest = 0;
    for (int i = 0; i < ORDER; i++) {
      for (int j = 0; j < ORDER; j++) {
        for (int k = 0; k < ORDER; k++) {
          square[i][j] += a[i][k] * a[k][j];
        }
        largest = Math.max(largest, Math.abs(square[i][j]));
      }
    }
    for (double[] row : square) {
      for (int j = 0; j < ORDER; j++) {
        row[j] /= largest;
      }
    }
    return square;
  }

  /** The longest row, made orthogonal to a unit vector and of length 1. */
  private static double[] column(double[][] a, double[] other) {
    double[] longest = new double[ORDER];
    double most = 0;
    for (double[] row : a) {
      double along = product(row, other);
      double[] rest = row.clone();
      for (int i = 0; i < ORDER; i++) {
        rest[i] -= along * other[i];
      }
      double square = product(rest, rest);
      if (square > most) {
        most = square;
        longest = rest;
      }
    }
    double norm = most > 0 ? Math.sqrt(most) : 1;
    for (int i = 0; i < ORDER; i++) {
      longest[i] /= norm;
    }
    return longest;
  }

  private static double product(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < ORDER; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** The form at a vector. */
  double form(double[] z) {
    double sum = 0;
    for (int i = 0; i < ORDER; i++) {
      sum += z[i] * product(matrix[i], z);
    }
    return sum;
  }
}
