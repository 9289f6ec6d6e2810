package constellations.solver.threepoint;

import constellations.solver.numeric.Rows;

/**
 * A polynomial of degree d in each of u, v, t in [-1, s], by its Chebyshev coefficients, quick to
 * evaluate.
 */
final class TriplePolynomial {
  private final int n;
  private final double end;
  private final double[] coefficients;

  private TriplePolynomial(int n, double end, double[] coefficients) {
    this.n = n;
    this.end = end;
    this.coefficients = coefficients;
  }

  /** The d + 1 Chebyshev points of [-1, s]. */
  static double[] nodes(int degree, double end) {
    double[] nodes = new double[degree + 1];
    for (int i = 0; i <= degree; i++) {
      nodes[i] = -1 + (end + 1) * (Math.cos(Math.PI * (i + 0.5) / (degree + 1)) + 1) / 2;
    }
    return nodes;
  }

  /**
   * The polynomial with given values at all triples of nodes.
   *
   * @param values (d + 1)^3 numbers
   */
  static TriplePolynomial through(int degree, double end, double[] values) {
    int n = degree + 1;
    double[][] transform = new double[n][n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        transform[k][i] = (k == 0 ? 1.0 : 2.0) / n * Math.cos(Math.PI * k * (i + 0.5) / n);
      }
    }
    double[] a = values;
    // Each pass transforms the last axis and makes it the first.
    for (int axis = 0; axis < 3; axis++) {
      double[] b = new double[a.length];
      for (int o = 0; o < n * n; o++) {
        for (int k = 0; k < n; k++) {
          double sum = 0;
          for (int i = 0; i < n; i++) {
            sum += transform[k][i] * a[o * n + i];
          }
          b[k * n * n + o] = sum;
        }
      }
      a = b;
    }
    return new TriplePolynomial(n, end, a);
  }

  /** The Chebyshev polynomials at u. */
  double[] basis(double u) {
    double x = 2 * (u + 1) / (end + 1) - 1;
    double[] t = new double[n];
    t[0] = 1;
    if (n > 1) {
      t[1] = x;
    }
    for (int k = 2; k < n; k++) {
      t[k] = 2 * x * t[k - 1] - t[k - 2];
    }
    return t;
  }

  /** The coefficients of what remains when the first variable is given. */
  double[] first(double[] basis) {
    double[] rest = new double[n * n];
    for (int i = 0; i < n; i++) {
      double b = basis[i];
      int at = i * n * n;
      for (int j = 0; j < rest.length; j++) {
        rest[j] += b * coefficients[at + j];
      }
    }
    return rest;
  }

  /** The same for the second. */
  double[] second(double[] rest, double[] basis) {
    double[] line = new double[n];
    for (int i = 0; i < n; i++) {
      double b = basis[i];
      for (int j = 0; j < n; j++) {
        line[j] += b * rest[i * n + j];
      }
    }
    return line;
  }

  /** The value. */
  double at(double u, double v, double t) {
    return Rows.dot(second(first(basis(u)), basis(v)), basis(t));
  }

  /** Adds gradient and Hessian in u, v, t. */
  void differentiate(double u, double v, double t, double[] gradient, double[][] hessian) {
    double[][] bu = derivatives(u);
    double[][] bv = derivatives(v);
    double[][] bt = derivatives(t);
    for (int i = 0; i < 3; i++) {
      double[] rest = first(bu[i]);
      for (int j = 0; i + j < 3; j++) {
        double[] line = second(rest, bv[j]);
        for (int l = 0; i + j + l < 3; l++) {
          double x = Rows.dot(line, bt[l]);
          int order = i + j + l;
          if (order == 1) {
            gradient[i == 1 ? 0 : j == 1 ? 1 : 2] += x;
          } else if (order == 2) {
            int one = i > 0 ? 0 : j > 0 ? 1 : 2;
            int other = l > 0 ? 2 : j > 0 ? 1 : 0;
            hessian[one][other] += x;
            if (one != other) {
              hessian[other][one] += x;
            }
          }
        }
      }
    }
  }

  /** The Chebyshev polynomials at u with their first and second derivatives. */
  private double[][] derivatives(double u) {
    double factor = 2 / (end + 1);
    double x = factor * (u + 1) - 1;
    double[][] t = new double[3][n];
    t[0][0] = 1;
    if (n > 1) {
      t[0][1] = x;
      t[1][1] = factor;
    }
    for (int k = 2; k < n; k++) {
      t[0][k] = 2 * x * t[0][k - 1] - t[0][k - 2];
      t[1][k] = 2 * factor * t[0][k - 1] + 2 * x * t[1][k - 1] - t[1][k - 2];
      t[2][k] = 4 * factor * t[1][k - 1] + 2 * x * t[2][k - 1] - t[2][k - 2];
    }
    return t;
  }
}
