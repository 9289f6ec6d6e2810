package constellations.solver.numeric;

import java.util.Arrays;

/** Loops that the compiler turns into vector instructions. */
public final class Rows {
  /** e^t is computed as (e^(t/2^8))^(2^8). */
  private static final int SQUARINGS = 8;

  private static final int MORE_SQUARINGS = 11;

  /** So many factors of up to 2 do not overflow. */
  private static final int PRODUCT = 512;

  private static final double LEAST_EXPONENT = -700;

  private Rows() {}

  /**
   * The inner products of one vector with others that are held column by column: {@code out[q] =
   * sum_k x[from + k] columns[k][q]}. Four columns at a time, so that a product is loaded and
   * stored once for four multiplications.
   */
  public static void rowTimesColumns(
      double[] x, int from, int dimension, double[][] columns, double[] out) {
    Arrays.fill(out, 0);
    int last = dimension - 1;
    for (int k = 0; k < dimension; k += 4) {
      // Beyond the last column its multiple by 0 is added.
      add(
          out,
          x[from + k],
          k + 1 > last ? 0 : x[from + k + 1],
          k + 2 > last ? 0 : x[from + k + 2],
          k + 3 > last ? 0 : x[from + k + 3],
          columns[k],
          columns[Math.min(k + 1, last)],
          columns[Math.min(k + 2, last)],
          columns[Math.min(k + 3, last)]);
    }
  }

  private static void add(
      double[] out,
      double x0,
      double x1,
      double x2,
      double x3,
      double[] c0,
      double[] c1,
      double[] c2,
      double[] c3) {
    for (int q = 0; q < out.length; q++) {
      out[q] =
          Math.fma(
              x0, c0[q], Math.fma(x1, c1[q], Math.fma(x2, c2[q], Math.fma(x3, c3[q], out[q]))));
    }
  }

  /** Adds a multiple of y to x. */
  public static void add(double[] x, double factor, double[] y) {
    for (int q = 0; q < x.length; q++) {
      x[q] = Math.fma(factor, y[q], x[q]);
    }
  }

  /** Adds the products of the numbers at the same places of y and z to x. */
  public static void addProducts(double[] x, double[] y, double[] z) {
    for (int q = 0; q < x.length; q++) {
      x[q] = Math.fma(y[q], z[q], x[q]);
    }
  }

  /** Adds a multiple of row q of x to row p of y and of row p to row q; they begin at p and q. */
  public static void addEachOther(double[] y, double[] x, int p, int q, int length, double factor) {
    int k = 0;
    for (; k + 3 < length; k += 4) {
      double p0 = Math.fma(factor, x[q + k], y[p + k]);
      double p1 = Math.fma(factor, x[q + k + 1], y[p + k + 1]);
      double p2 = Math.fma(factor, x[q + k + 2], y[p + k + 2]);
      double p3 = Math.fma(factor, x[q + k + 3], y[p + k + 3]);
      double q0 = Math.fma(factor, x[p + k], y[q + k]);
      double q1 = Math.fma(factor, x[p + k + 1], y[q + k + 1]);
      double q2 = Math.fma(factor, x[p + k + 2], y[q + k + 2]);
      double q3 = Math.fma(factor, x[p + k + 3], y[q + k + 3]);
      y[p + k] = p0;
      y[p + k + 1] = p1;
      y[p + k + 2] = p2;
      y[p + k + 3] = p3;
      y[q + k] = q0;
      y[q + k + 1] = q1;
      y[q + k + 2] = q2;
      y[q + k + 3] = q3;
    }
    for (; k < length; k++) {
      y[p + k] = Math.fma(factor, x[q + k], y[p + k]);
      y[q + k] = Math.fma(factor, x[p + k], y[q + k]);
    }
  }

  /** The inner product, by four sums: the loop is then not bound by the latency of an addition. */
  public static double dot(double[] x, double[] y) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int q = 0;
    for (; q + 3 < x.length; q += 4) {
      a += x[q] * y[q];
      b += x[q + 1] * y[q + 1];
      c += x[q + 2] * y[q + 2];
      d += x[q + 3] * y[q + 3];
    }
    for (; q < x.length; q++) {
      a += x[q] * y[q];
    }
    return (a + b) + (c + d);
  }

  /**
   * Adds the inner products of one vector with others, held column by column, to an array from a
   * place on: four columns at a time, by two sums each.
   */
  public static void addDots(double[] x, double[][] columns, double[] out, int from) {
    int k = 0;
    for (; k + 3 < columns.length; k += 4) {
      addDots(x, columns[k], columns[k + 1], columns[k + 2], columns[k + 3], out, from + k);
    }
    for (; k < columns.length; k++) {
      out[from + k] += dot(x, columns[k]);
    }
  }

  private static void addDots(
      double[] x, double[] c0, double[] c1, double[] c2, double[] c3, double[] out, int from) {
    double a0 = 0;
    double a1 = 0;
    double a2 = 0;
    double a3 = 0;
    double b0 = 0;
    double b1 = 0;
    double b2 = 0;
    double b3 = 0;
    int q = 0;
    for (; q + 1 < x.length; q += 2) {
      double x0 = x[q];
      double x1 = x[q + 1];
      a0 = Math.fma(x0, c0[q], a0);
      a1 = Math.fma(x0, c1[q], a1);
      a2 = Math.fma(x0, c2[q], a2);
      a3 = Math.fma(x0, c3[q], a3);
      b0 = Math.fma(x1, c0[q + 1], b0);
      b1 = Math.fma(x1, c1[q + 1], b1);
      b2 = Math.fma(x1, c2[q + 1], b2);
      b3 = Math.fma(x1, c3[q + 1], b3);
    }
    if (q < x.length) {
      a0 += x[q] * c0[q];
      a1 += x[q] * c1[q];
      a2 += x[q] * c2[q];
      a3 += x[q] * c3[q];
    }
    out[from] += a0 + b0;
    out[from + 1] += a1 + b1;
    out[from + 2] += a2 + b2;
    out[from + 3] += a3 + b3;
  }

  /** Adds to column k the multiple x[from + k] of a vector, four columns at a time. */
  public static void addToColumns(double[][] columns, double[] x, int from, double[] vector) {
    int k = 0;
    for (; k + 3 < columns.length; k += 4) {
      addToColumns(
          columns[k],
          columns[k + 1],
          columns[k + 2],
          columns[k + 3],
          x[from + k],
          x[from + k + 1],
          x[from + k + 2],
          x[from + k + 3],
          vector);
    }
    for (; k < columns.length; k++) {
      add(columns[k], x[from + k], vector);
    }
  }

  private static void addToColumns(
      double[] c0,
      double[] c1,
      double[] c2,
      double[] c3,
      double x0,
      double x1,
      double x2,
      double x3,
      double[] vector) {
    for (int q = 0; q < vector.length; q++) {
      double y = vector[q];
      c0[q] = Math.fma(x0, y, c0[q]);
      c1[q] = Math.fma(x1, y, c1[q]);
      c2[q] = Math.fma(x2, y, c2[q]);
      c3[q] = Math.fma(x3, y, c3[q]);
    }
  }

  /** The sum, by four sums. */
  public static double sum(double[] x) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int q = 0;
    for (; q + 3 < x.length; q += 4) {
      a += x[q];
      b += x[q + 1];
      c += x[q + 2];
      d += x[q + 3];
    }
    for (; q < x.length; q++) {
      a += x[q];
    }
    return (a + b) + (c + d);
  }

  /** The largest of the numbers from a place on, none of which is NaN; minus infinity for none. */
  public static double largest(double[] values, int from) {
    double a = Double.NEGATIVE_INFINITY;
    double b = a;
    double c = a;
    double d = a;
    int q = from;
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

  /**
   * Collects the numbers above a cutoff and their places, in order, from a place on.
   *
   * @param found where the numbers go, from {@code count} on; long enough for all and one more
   * @param places where the places go, likewise
   * @return the new count
   */
  public static int above(
      double[] values, int from, double cutoff, int count, double[] found, int[] places) {
    int next = count;
    int q = from;
    for (; q + 3 < values.length; q += 4) {
      double a = values[q];
      double b = values[q + 1];
      double c = values[q + 2];
      double d = values[q + 3];
      // Few are above, and which of four that are cannot be predicted.
      if (a > cutoff || b > cutoff || c > cutoff || d > cutoff) {
        places[next] = q;
        found[next] = a;
        next += a > cutoff ? 1 : 0;
        places[next] = q + 1;
        found[next] = b;
        next += b > cutoff ? 1 : 0;
        places[next] = q + 2;
        found[next] = c;
        next += c > cutoff ? 1 : 0;
        places[next] = q + 3;
        found[next] = d;
        next += d > cutoff ? 1 : 0;
      }
    }
    for (; q < values.length; q++) {
      places[next] = q;
      found[next] = values[q];
      next += values[q] > cutoff ? 1 : 0;
    }
    return next;
  }

  /**
   * Replaces numbers v by exp(sharpness (v - largest)), for exponents between -40 and 0: with a
   * relative error below 1e-10, and below 1e-15 for v near the largest.
   */
  public static void exponentials(double[] values, int count, double sharpness, double largest) {
    exponentials(values, count, Math.scalb(sharpness, -SQUARINGS), largest, SQUARINGS);
  }

  /** Replaces numbers of at most 0 by their exponentials, with a relative error below 1e-8. */
  public static void exponentials(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Math.max(LEAST_EXPONENT, values[i]);
    }
    exponentials(values, count, Math.scalb(1.0, -MORE_SQUARINGS), 0, MORE_SQUARINGS);
  }

  /**
   * The sum of log(1 + e^z) = max(0, z) + log(1 + e^-|z|), small ones accurate; then what {@link
   * #sigmoids} does.
   *
   * @param room of the same length, overwritten
   */
  public static double softplusSumThenSigmoids(double[] z, double[] room) {
    negativeExponentials(z, room);
    double sum = 0;
    for (int from = 0; from < z.length; from += PRODUCT) {
      // The product of 1 + e^-|z|, less 1.
      double excess = 0;
      for (int j = from; j < Math.min(z.length, from + PRODUCT); j++) {
        sum += Math.max(0, z[j]);
        excess += room[j] * (1 + excess);
      }
      sum += Math.log1p(excess);
    }
    slopes(z, room);
    return sum;
  }

  /**
   * 1 / (1 + e^-z) in place of z, small ones accurate.
   *
   * @param room of the same length, overwritten
   */
  public static void sigmoids(double[] z, double[] room) {
    negativeExponentials(z, room);
    slopes(z, room);
  }

  private static void slopes(double[] z, double[] room) {
    // Two loops: the second one, with the divisions, becomes vector instructions.
    for (int j = 0; j < z.length; j++) {
      z[j] = z[j] > 0 ? 1 : room[j];
    }
    for (int j = 0; j < z.length; j++) {
      z[j] = z[j] / (1 + room[j]);
    }
  }

  /** e^-|z|. */
  private static void negativeExponentials(double[] z, double[] out) {
    for (int j = 0; j < z.length; j++) {
      out[j] = -Math.abs(z[j]);
    }
    exponentials(out, z.length);
  }

  /** Taylor's polynomial of degree 8 and repeated squaring, many at a time. */
  private static void exponentials(
      double[] values, int count, double scale, double largest, int squarings) {
    for (int i = 0; i < count; i++) {
      double t = scale * (values[i] - largest);
      double high =
          Math.fma(Math.fma(Math.fma(t, 1 / 40320.0, 1 / 5040.0), t, 1 / 720.0), t, 1 / 120.0);
      values[i] =
          Math.fma(
              Math.fma(Math.fma(Math.fma(Math.fma(high, t, 1 / 24.0), t, 1 / 6.0), t, 0.5), t, 1),
              t,
              1);
    }
    for (int s = 0; s < squarings; s++) {
      for (int i = 0; i < count; i++) {
        values[i] *= values[i];
      }
    }
  }
}
