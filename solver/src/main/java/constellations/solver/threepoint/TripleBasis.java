package constellations.solver.threepoint;

import constellations.solver.conic.SymmetricBlock;
import constellations.solver.numeric.Rows;
import java.util.Arrays;

/**
 * The variables of the program, and the rows of its inequalities at sample points. With K a rough
 * number of points of the code, the variables stand for a_k = w_k a'_k, F_k = B_k^T F'_k B_k and b
 * = (K b_11', b_12'; b_12', b_22'/K), so that all are of a size of about 1: the polynomials B_k
 * (P_i)_i are orthonormal on samples of [-1, s].
 *
 * <p>T is to be at most -b_22 where triples are, and h at most -1 - 2 b_12 - b_22 where pairs are;
 * minimised is A + b_11. (Bachoc and Vallentin, J. Amer. Math. Soc. 21, 2008.)
 */
final class TripleBasis {
  private static final double ROOT = Math.sqrt(2);
  private static final int SCALE_SAMPLES = 200;

  final int dimension;
  final double end;
  final int halfDegree;
  final int linear;
  final double size;
  final int variables;

  /** Offset and order of F_0, ..., F_d and of b. */
  final int[][] blocks;

  private final double[][][] bases;
  private final double[] weights;

  /**
   * The basis for a program.
   *
   * @param dimension n, at least 3
   * @param end s in (-1, 1)
   * @param halfDegree d, at least 2
   * @param size K, a rough number of points
   */
  TripleBasis(int dimension, double end, int halfDegree, double size) {
    this.dimension = dimension;
    this.end = end;
    this.halfDegree = halfDegree;
    this.linear = 2 * halfDegree;
    this.size = size;
    this.blocks = new int[halfDegree + 2][];
    this.bases = new double[halfDegree + 1][][];
    int offset = linear;
    for (int k = 0; k <= halfDegree; k++) {
      int r = halfDegree - k + 1;
      blocks[k] = new int[] {offset, r};
      offset += SymmetricBlock.size(r);
      bases[k] = orthonormal(k);
    }
    blocks[halfDegree + 1] = new int[] {offset, 2};
    this.variables = offset + 3;
    this.weights = linearWeights();
  }

  /** The Gegenbauer polynomials P_0, ..., P_degree of dimension n at u, P_k(1) = 1. */
  static double[] gegenbauer(int n, int degree, double u) {
    double[] p = new double[degree + 1];
    p[0] = 1;
    if (degree > 0) {
      p[1] = u;
    }
    for (int k = 1; k < degree; k++) {
      p[k + 1] = ((2 * k + n - 2) * u * p[k] - k * p[k - 1]) / (k + n - 2);
    }
    return p;
  }

  /** Q_0, ..., Q_d at (u, v, t). */
  private double[] kernels(double u, double v, double t) {
    double[] q = new double[halfDegree + 1];
    q[0] = 1;
    q[1] = t - u * v;
    double w = (1 - u * u) * (1 - v * v);
    for (int k = 2; k <= halfDegree; k++) {
      q[k] =
          ((2 * k + dimension - 5) * q[1] * q[k - 1] - (k - 1) * w * q[k - 2])
              / (k + dimension - 4);
    }
    return q;
  }

  /**
   * Lower triangular B with B (P_i) orthonormal over Chebyshev samples of [-1, s], weighted by
   * (1-u^2)^(k/2) and so that T of size 1/K counts as 1; for k = 0 over the point 1 as well, where
   * a size of K does.
   */
  private double[][] orthonormal(int k) {
    int samples = 4 * halfDegree + 8;
    int r = halfDegree - k + 1;
    int n = dimension + 2 * k;
    double[][] rows = new double[k == 0 ? samples + 1 : samples][];
    for (int i = 0; i < rows.length; i++) {
      double x = Math.cos(Math.PI * (i + 0.5) / samples);
      double u = i < samples ? -1 + (end + 1) * (x + 1) / 2 : 1;
      double weight =
          i < samples ? Math.pow(1 - u * u, k / 2.0) * Math.sqrt(size) : Math.sqrt(samples / size);
      rows[i] = gegenbauer(n, r - 1, u);
      for (int j = 0; j < r; j++) {
        rows[i][j] *= weight;
      }
    }
    // Gram-Schmidt, twice, with the combinations kept: row j of B makes the j-th polynomial.
    double[][] b = new double[r][r];
    double[][] columns = new double[r][rows.length];
    for (int j = 0; j < r; j++) {
      for (int i = 0; i < rows.length; i++) {
        columns[j][i] = rows[i][j];
      }
      b[j][j] = 1;
      for (int round = 0; round < 2; round++) {
        for (int l = 0; l < j; l++) {
          double along = Rows.dot(columns[j], columns[l]) / samples;
          subtract(columns[j], along, columns[l]);
          subtract(b[j], along, b[l]);
        }
      }
      double norm = Math.sqrt(Rows.dot(columns[j], columns[j]) / samples);
      subtract(columns[j], 1 - 1 / norm, columns[j].clone());
      subtract(b[j], 1 - 1 / norm, b[j].clone());
    }
    return b;
  }

  private static void subtract(double[] a, double factor, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] -= factor * b[i];
    }
  }

  /** w_k: one over the size of P_k on [-1, s], at most K. */
  private double[] linearWeights() {
    double[] squares = new double[linear];
    double first = Math.acos(end);
    for (int i = 0; i < SCALE_SAMPLES; i++) {
      double[] p =
          gegenbauer(
              dimension, linear, Math.cos(first + (Math.PI - first) * i / (SCALE_SAMPLES - 1)));
      for (int k = 0; k < linear; k++) {
        squares[k] += p[k + 1] * p[k + 1] / SCALE_SAMPLES;
      }
    }
    for (int k = 0; k < linear; k++) {
      squares[k] = Math.min(size, 1 / Math.sqrt(squares[k]));
    }
    return squares;
  }

  /** B_k. */
  double[][] base(int k) {
    return bases[k];
  }

  /** a_1, a_2, ... */
  double[] linear(double[] y) {
    double[] a = Arrays.copyOf(y, linear);
    for (int k = 0; k < linear; k++) {
      a[k] *= weights[k];
    }
    return a;
  }

  private double[][] polynomials(double u) {
    double[][] p = new double[halfDegree + 1][];
    for (int k = 0; k <= halfDegree; k++) {
      int r = halfDegree - k + 1;
      double[] plain = gegenbauer(dimension + 2 * k, r - 1, u);
      p[k] = new double[r];
      for (int i = 0; i < r; i++) {
        double sum = 0;
        for (int j = 0; j <= i; j++) {
          sum += bases[k][i][j] * plain[j];
        }
        p[k][i] = sum;
      }
    }
    return p;
  }

  /** Adds factor times T(u, v, t) as a function of the variables. */
  private void addTriple(double u, double v, double t, double factor, double[] row) {
    double[][] pu = polynomials(u);
    double[][] pv = polynomials(v);
    double[][] pt = polynomials(t);
    double[] quv = kernels(u, v, t);
    double[] qut = kernels(u, t, v);
    double[] qvt = kernels(v, t, u);
    for (int k = 0; k <= halfDegree; k++) {
      double[] a = pu[k];
      double[] b = pv[k];
      double[] c = pt[k];
      int r = a.length;
      int at = blocks[k][0];
      double f = factor / 3;
      for (int i = 0; i < r; i++) {
        for (int j = i; j < r; j++) {
          double x =
              quv[k] * (a[i] * b[j] + a[j] * b[i])
                  + qut[k] * (a[i] * c[j] + a[j] * c[i])
                  + qvt[k] * (b[i] * c[j] + b[j] * c[i]);
          row[at++] += f * (i == j ? x / 2 : x / ROOT);
        }
      }
    }
  }

  /** K T(u,v,t) as a function of the variables. */
  double[] triple(double u, double v, double t) {
    double[] row = new double[variables];
    addTriple(u, v, t, size, row);
    return row;
  }

  /** K T + b_22', which is to be at most 0. */
  double[] tripleRow(double u, double v, double t) {
    double[] row = triple(u, v, t);
    row[variables - 1] = 1;
    return row;
  }

  /** h(u) as a function of the variables. */
  double[] pair(double u) {
    double[] row = new double[variables];
    addTriple(u, u, 1, 3, row);
    double[] p = gegenbauer(dimension, linear, u);
    for (int k = 0; k < linear; k++) {
      row[k] = weights[k] * p[k + 1];
    }
    return row;
  }

  /** h + 2 b_12 + b_22, which is to be at most -1. */
  double[] pairRow(double u) {
    double[] row = pair(u);
    row[variables - 2] = ROOT;
    row[variables - 1] = 1 / size;
    return row;
  }

  /** -a'_k, which is to be at most 0. */
  double[] signRow(int k) {
    double[] row = new double[variables];
    row[k] = -1;
    return row;
  }

  /** (A + b_11) / K. */
  double[] objective() {
    double[] row = new double[variables];
    addTriple(1, 1, 1, 1 / size, row);
    for (int k = 0; k < linear; k++) {
      row[k] = weights[k] / size;
    }
    row[variables - 3] = 1;
    return row;
  }

  /** The traces of all F'_k. */
  double[] trace() {
    double[] row = new double[variables];
    for (int k = 0; k <= halfDegree; k++) {
      int at = blocks[k][0];
      for (int i = 0; i <= halfDegree - k; i++) {
        row[at] = 1;
        at += halfDegree - k + 1 - i;
      }
    }
    return row;
  }

  /** -1 - 2 b_12 - b_22, which h is to stay below. */
  double pairLevel(double[] y) {
    return -1 - ROOT * y[variables - 2] - y[variables - 1] / size;
  }

  /** -b_22', which K T is to stay below. */
  double tripleLevel(double[] y) {
    return -y[variables - 1];
  }
}
