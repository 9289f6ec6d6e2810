package constellations.solver.bound;

import constellations.solver.numeric.DoubleDoubles;

/**
 * Values P_1(t), ..., P_n(t) of the Gegenbauer polynomials of R^d with P_k(1) = 1, to about 30
 * digits, by P_(k+1) = A_k t P_k - B_k P_(k-1), A_k = (2k+d-2)/(k+d-2), B_k = k/(k+d-2).
 */
final class GegenbauerValues {
  private final DoubleDoubles first;
  private final DoubleDoubles second;
  private final int n;

  GegenbauerValues(int dimension, int n) {
    this.n = n;
    first = new DoubleDoubles(n);
    second = new DoubleDoubles(n);
    DoubleDoubles numbers = new DoubleDoubles(3);
    for (int k = 1; k < n; k++) {
      numbers.set(0, 2.0 * k + dimension - 2, 0);
      numbers.set(1, k, 0);
      numbers.set(2, (double) k + dimension - 2, 0);
      first.divide(k, numbers, 0, numbers, 2);
      second.divide(k, numbers, 1, numbers, 2);
    }
  }

  /** Writes P_k(t) to entry k - 1. */
  void at(double t, DoubleDoubles values) {
    double ph = t;
    double pl = 0;
    double qh = 1;
    double ql = 0;
    values.high[0] = t;
    values.low[0] = 0;
    for (int k = 1; k < n; k++) {
      // (A t) P_k
      double a = first.high[k] * t;
      double ae = Math.fma(first.high[k], t, -a) + first.low[k] * t;
      double x = a * ph;
      double xe = Math.fma(a, ph, -x);
      xe = Math.fma(a, pl, xe);
      xe = Math.fma(ae, ph, xe);
      // B P_(k-1)
      double b = second.high[k];
      double y = b * qh;
      double ye = Math.fma(b, qh, -y);
      ye = Math.fma(b, ql, ye);
      ye = Math.fma(second.low[k], qh, ye);
      double s = x - y;
      double r = s - x;
      double e = (x - (s - r)) - (y + r) + (xe - ye);
      qh = ph;
      ql = pl;
      ph = s + e;
      pl = e - (ph - s);
      values.high[k] = ph;
      values.low[k] = pl;
    }
  }

  /** Powers of two near the square roots of the dimensions of the spaces of harmonics. */
  static double[] scales(int dimension, int n) {
    double[] scale = new double[n];
    double log = Math.log(dimension);
    for (int k = 1; k <= n; k++) {
      scale[k - 1] = Math.scalb(1.0, (int) Math.round(log / (2 * Math.log(2))));
      double next = 2.0 * k + dimension;
      log += Math.log(next / (next - 2) * (k + dimension - 2.0) / (k + 1));
    }
    return scale;
  }
}
