package constellations.solver.search;

import constellations.solver.search.objective.RetrievalObjective;

/**
 * Documents on the trigonometric moment curve (1, cos t, sin t, ..., cos rt, sin rt), r = (d-1)/2,
 * all of one norm. For a query with relevant documents at t_1, ..., t_q, q at most r, the product f
 * of 1 - cos(t - t_i) is a linear function on the curve that is 0 at these documents and positive
 * at all others; so c - f, for c half of the least value at others, tells them apart. So in 2k + 1
 * dimensions all k-subsets of any number of documents have a positive margin at bias 0, as cyclic
 * polytopes are neighbourly (docs/theory.md S12).
 */
final class MomentCurve {
  private MomentCurve() {}

  /** Sets documents, and the queries that have few enough relevant ones; others stay. */
  static void fill(double[] x, RetrievalObjective objective) {
    int d = objective.dimension();
    int n = objective.documents();
    int degree = (d - 1) / 2;
    int begin = objective.queries() * d;
    double norm = Math.sqrt(degree + 1.0);
    for (int j = 0; j < n; j++) {
      double t = 2 * Math.PI * j / n;
      java.util.Arrays.fill(x, begin + j * d, begin + (j + 1) * d, 0);
      x[begin + j * d] = 1 / norm;
      for (int r = 1; r <= degree; r++) {
        x[begin + j * d + 2 * r - 1] = Math.cos(r * t) / norm;
        x[begin + j * d + 2 * r] = Math.sin(r * t) / norm;
      }
    }
    for (int i = 0; i < objective.queries(); i++) {
      int[] relevant = objective.relevant(i);
      if (relevant.length <= degree && relevant.length < n) {
        query(x, i * d, d, n, relevant);
      }
    }
  }

  private static double value(int n, int[] relevant, double t) {
    double product = 1;
    for (int a : relevant) {
      product *= 1 - Math.cos(t - 2 * Math.PI * a / n);
    }
    return product;
  }

  private static void query(double[] x, int to, int d, int n, int[] relevant) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      boolean other = java.util.Arrays.binarySearch(relevant, j) < 0;
      least = other ? Math.min(least, value(n, relevant, 2 * Math.PI * j / n)) : least;
    }
    int degree = (d - 1) / 2;
    // The Fourier coefficients of a polynomial of this degree, exactly, from 2 degree + 1 places.
    int places = 2 * degree + 1;
    double[] u = new double[d];
    for (int p = 0; p < places; p++) {
      double t = 2 * Math.PI * p / places;
      double f = least / 2 - value(n, relevant, t);
      u[0] += f / places;
      for (int r = 1; r <= degree; r++) {
        u[2 * r - 1] += 2 * f * Math.cos(r * t) / places;
        u[2 * r] += 2 * f * Math.sin(r * t) / places;
      }
    }
    double square = 0;
    for (double each : u) {
      square += each * each;
    }
    for (int k = 0; k < d; k++) {
      x[to + k] = u[k] / Math.sqrt(square);
    }
  }
}
