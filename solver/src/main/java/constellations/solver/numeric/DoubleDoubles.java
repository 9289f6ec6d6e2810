package constellations.solver.numeric;

import java.util.Arrays;

/**
 * A vector of numbers high + low with about 32 significant digits (Dekker, A floating-point
 * technique for extending the available precision, 1971), in two arrays so that loops run in vector
 * registers. For numerical work only: no verdict rests on it.
 */
public final class DoubleDoubles {
  private static final int LANES = 4;

  public final double[] high;
  public final double[] low;

  /** Zeros. */
  public DoubleDoubles(int size) {
    high = new double[size];
    low = new double[size];
  }

  public int size() {
    return high.length;
  }

  public void set(int i, double h, double l) {
    double sum = h + l;
    high[i] = sum;
    low[i] = l - (sum - h);
  }

  public void copy(int i, DoubleDoubles from, int j) {
    high[i] = from.high[j];
    low[i] = from.low[j];
  }

  public void clear() {
    Arrays.fill(high, 0);
    Arrays.fill(low, 0);
  }

  /** Multiplies each entry by its own power of two, exactly. */
  public void scale(double[] powers) {
    for (int k = 0; k < high.length; k++) {
      high[k] *= powers[k];
      low[k] *= powers[k];
    }
  }

  /** this += (ah + al) y. */
  public void addMultiple(double ah, double al, DoubleDoubles y) {
    double[] yh = y.high;
    double[] yl = y.low;
    double[] h = high;
    double[] l = low;
    int n = Math.min(h.length, yh.length);
    for (int k = 0; k < n; k++) {
      double p = ah * yh[k];
      double e = Math.fma(ah, yh[k], -p);
      e = Math.fma(ah, yl[k], e);
      e = Math.fma(al, yh[k], e);
      double x = h[k];
      double s = x + p;
      double b = s - x;
      double r = (x - (s - b)) + (p - b) + (l[k] + e);
      double t = s + r;
      l[k] = r - (t - s);
      h[k] = t;
    }
  }

  /** this[i] -= x[j] y[k]. */
  public void subtractProduct(int i, DoubleDoubles x, int j, DoubleDoubles y, int k) {
    double p = x.high[j] * y.high[k];
    double e = Math.fma(x.high[j], y.high[k], -p);
    e = Math.fma(x.high[j], y.low[k], e);
    e = Math.fma(x.low[j], y.high[k], e);
    add(i, -p, -e);
  }

  /** this[i] += h + l. */
  public void add(int i, double h, double l) {
    double u = high[i];
    double s = u + h;
    double b = s - u;
    double r = (u - (s - b)) + (h - b) + (low[i] + l);
    double t = s + r;
    low[i] = r - (t - s);
    high[i] = t;
  }

  /** this[i] = x[j] / y[k]. */
  public void divide(int i, DoubleDoubles x, int j, DoubleDoubles y, int k) {
    double yh = y.high[k];
    double yl = y.low[k];
    double q1 = x.high[j] / yh;
    double p = q1 * yh;
    double r = (x.high[j] - p) - Math.fma(q1, yh, -p) + x.low[j] - q1 * yl;
    double q2 = r / yh;
    p = q2 * yh;
    r = (r - p) - Math.fma(q2, yh, -p) - q2 * yl;
    double s = q1 + q2;
    set(i, s, (q2 - (s - q1)) + r / yh);
  }

  /** Divides all entries by y[k], which must not be an entry of this vector. */
  public void divideAll(DoubleDoubles y, int k) {
    for (int i = 0; i < high.length; i++) {
      divide(i, this, i, y, k);
    }
  }

  /** this[i] = plus + x . y. */
  public void dot(int i, double plus, DoubleDoubles x, DoubleDoubles y) {
    // Sums side by side hide the latency of the chain.
    double[] h = new double[LANES];
    double[] l = new double[LANES];
    h[0] = plus;
    int n = Math.min(x.size(), y.size());
    for (int k = 0; k < n; k++) {
      int lane = k % LANES;
      double p = x.high[k] * y.high[k];
      double e = Math.fma(x.high[k], y.high[k], -p);
      e = Math.fma(x.high[k], y.low[k], e);
      e = Math.fma(x.low[k], y.high[k], e);
      double u = h[lane];
      double s = u + p;
      double b = s - u;
      double r = (u - (s - b)) + (p - b) + (l[lane] + e);
      double t = s + r;
      l[lane] = r - (t - s);
      h[lane] = t;
    }
    high[i] = 0;
    low[i] = 0;
    for (int lane = 0; lane < LANES; lane++) {
      add(i, h[lane], l[lane]);
    }
  }
}
