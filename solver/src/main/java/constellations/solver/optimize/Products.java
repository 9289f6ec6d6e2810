package constellations.solver.optimize;

import java.util.Arrays;

/** Loops that the compiler turns into vector instructions. */
final class Products {
  private Products() {}

  /**
   * The inner products of one vector with others that are held column by column: {@code out[q] =
   * sum_k x[from + k] columns[k][q + shift]}. Four columns at a time, so that a product is loaded
   * and stored once for eight operations.
   */
  static void rowTimesColumns(
      double[] x, int from, int dimension, double[][] columns, int shift, double[] out) {
    Arrays.fill(out, 0);
    int k = 0;
    for (; k + 3 < dimension; k += 4) {
      add(
          out,
          shift,
          x[from + k],
          x[from + k + 1],
          x[from + k + 2],
          x[from + k + 3],
          columns[k],
          columns[k + 1],
          columns[k + 2],
          columns[k + 3]);
    }
    for (; k < dimension; k++) {
      add(out, shift, x[from + k], columns[k]);
    }
  }

  private static void add(
      double[] out,
      int shift,
      double x0,
      double x1,
      double x2,
      double x3,
      double[] c0,
      double[] c1,
      double[] c2,
      double[] c3) {
    for (int q = 0; q < out.length; q++) {
      out[q] += x0 * c0[q + shift] + x1 * c1[q + shift] + (x2 * c2[q + shift] + x3 * c3[q + shift]);
    }
  }

  private static void add(double[] out, int shift, double x, double[] column) {
    for (int q = 0; q < out.length; q++) {
      out[q] += x * column[q + shift];
    }
  }

  /** The largest of some numbers, none of which is NaN; minus infinity for none. */
  static double largest(double[] values) {
    double a = Double.NEGATIVE_INFINITY;
    double b = a;
    double c = a;
    double d = a;
    int q = 0;
    for (; q + 3 < values.length; q += 4) {
      a = values[q] > a ? values[q] : a;
      b = values[q + 1] > b ? values[q + 1] : b;
      c = values[q + 2] > c ? values[q + 2] : c;
      d = values[q + 3] > d ? values[q + 3] : d;
    }
    for (; q < values.length; q++) {
      a = values[q] > a ? values[q] : a;
    }
    return Math.max(Math.max(a, b), Math.max(c, d));
  }
}
