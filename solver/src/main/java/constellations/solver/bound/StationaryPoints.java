package constellations.solver.bound;

import constellations.solver.numeric.DoubleDoubles;

/** Maxima of an expansion in Gegenbauer polynomials, to the last digits. */
final class StationaryPoints {
  private static final int NEWTON_STEPS = 60;

  private final int n;
  private final GegenbauerValues slopes;
  private final GegenbauerValues curvatures;
  private final double[] slopeFactors;
  private final double[] curvatureFactors;
  private final DoubleDoubles factorWork = new DoubleDoubles(1);

  /**
   * Prepares.
   *
   * @param dimension d, at least 3
   * @param degree n, at least 1
   */
  StationaryPoints(int dimension, int degree) {
    this.n = degree;
    // P_k' = k (k+d-2) / (d-1) times the polynomial of degree k - 1 of R^(d+2).
    slopes = new GegenbauerValues(dimension + 2, n);
    curvatures = new GegenbauerValues(dimension + 4, n);
    slopeFactors = new double[n + 1];
    curvatureFactors = new double[n + 1];
    for (int k = 1; k <= n; k++) {
      slopeFactors[k] = (double) k * (k + dimension - 2) / (dimension - 1);
      curvatureFactors[k] =
          slopeFactors[k] * (k - 1) * ((double) k + dimension - 1) / (dimension + 1);
    }
  }

  /** Newton's method for f'(t) = 0 near a maximum, inside a bracket that bisection narrows. */
  double near(DoubleDoubles unscaled, double from, double start, double to) {
    double t = start;
    double low = from;
    double high = to;
    DoubleDoubles slope = new DoubleDoubles(n);
    DoubleDoubles curvature = new DoubleDoubles(n);
    DoubleDoubles sum = new DoubleDoubles(1);
    for (int step = 0; step < NEWTON_STEPS; step++) {
      slopes.at(t, slope);
      curvatures.at(t, curvature);
      sum.clear();
      double second = 0;
      for (int k = 1; k <= n; k++) {
        double factor = slopeFactors[k] * unscaled.high[k - 1];
        if (k == 1) {
          sum.add(0, factor, slopeFactors[1] * unscaled.low[0]);
          continue;
        }
        // The rounding of the factor moves t by less than its last digits.
        sum.subtractProduct(0, slope, k - 2, product(slopeFactors[k], unscaled, k - 1), 0);
        second += curvatureFactors[k] * unscaled.high[k - 1] * (k == 2 ? 1 : curvature.high[k - 3]);
      }
      // f is at least as large at the start as at both ends: a maximum lies where f' points to.
      if (sum.high[0] > 0) {
        low = t;
      } else {
        high = t;
      }
      double next = t - sum.high[0] / second;
      if (!(second < 0 && next >= low && next <= high)) {
        next = low + (high - low) / 2;
      }
      if (Math.abs(next - t) <= 4e-16) {
        return next;
      }
      t = next;
    }
    return t;
  }

  /** -a x[k]. */
  private DoubleDoubles product(double a, DoubleDoubles x, int k) {
    double p = -a * x.high[k];
    factorWork.set(0, p, Math.fma(-a, x.high[k], -p) - a * x.low[k]);
    return factorWork;
  }
}
