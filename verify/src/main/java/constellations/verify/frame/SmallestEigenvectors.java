package constellations.verify.frame;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Eigenvectors of the Gram matrix of x, m, x', m' in floating point, to choose linear functions by;
 * no proof depends on them.
 */
final class SmallestEigenvectors {
  private static final int ORDER = 4;
  private static final int SWEEPS = 8;

  private final double[][] matrix;
  private final double[][] vectors = new double[ORDER][ORDER];
  private final Integer[] order = {0, 1, 2, 3};

  private SmallestEigenvectors(double[][] matrix) {
    this.matrix = matrix;
    for (int i = 0; i < ORDER; i++) {
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int p = 0; p < ORDER; p++) {
        for (int q = p + 1; q < ORDER; q++) {
          rotate(p, q);
        }
      }
    }
    Arrays.sort(order, Comparator.comparingDouble(i -> matrix[i][i]));
  }

  /**
   * The eigenvectors at a point.
   *
   * @param x t, nu, xi, eta, u, v
   */
  static SmallestEigenvectors of(double[] x) {
    return new SmallestEigenvectors(
        new double[][] {
          {1, 0, x[0], x[2]}, {0, x[4], x[3], x[1]}, {x[0], x[3], 1, 0}, {x[2], x[1], 0, x[5]}
        });
  }

  /** Jacobi's rotation that makes an entry 0. */
  private void rotate(int p, int q) {
    if (Math.abs(matrix[p][q]) < 1e-15) {
      return;
    }
    double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
    double tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    for (double[] row : matrix) {
      turn(row, p, q, cosine, sine);
    }
    for (int k = 0; k < ORDER; k++) {
      double a = matrix[p][k];
      double b = matrix[q][k];
      matrix[p][k] = cosine * a - sine * b;
      matrix[q][k] = sine * a + cosine * b;
    }
    for (double[] row : vectors) {
      turn(row, p, q, cosine, sine);
    }
  }

  private static void turn(double[] row, int p, int q, double cosine, double sine) {
    double a = row[p];
    double b = row[q];
    row[p] = cosine * a - sine * b;
    row[q] = sine * a + cosine * b;
  }

  /** The smallest eigenvalue. */
  double least() {
    return matrix[order[0]][order[0]];
  }

  /**
   * An eigenvector.
   *
   * @param index 0 for that of the smallest eigenvalue
   */
  double[] vector(int index) {
    double[] vector = new double[ORDER];
    for (int i = 0; i < ORDER; i++) {
      vector[i] = vectors[i][order[index]];
    }
    return vector;
  }
}
