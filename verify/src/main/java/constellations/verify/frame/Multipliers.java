package constellations.verify.frame;

import java.util.List;

/**
 * Multipliers l &gt;= 0 that make the least of c - sum_j l_j values_j large: those for which the
 * sum changes across a box as c does, by least squares, then steps along subgradients. Any do, as
 * far as the proof goes.
 *
 * <p>The argument: docs/theory.md T30.
 *
 * @param c coefficients of a polynomial on a box
 * @param values those of other functions
 * @param degrees of the variables
 * @param strides of the variables in the coefficients
 * @param scale the size of coefficients that are not small
 */
record Multipliers(double[] c, List<double[]> values, int[] degrees, int[] strides, double scale) {
  /** Relatively, what is left over when the steps end, and what each step aims at; both choices. */
  private static final double ENOUGH = 1e-9;

  private static final double AIM = 1e-6;
  private static final int STEPS = 20;
  private static final int SWEEPS = 30;

  /** The multipliers, one for each function. */
  static double[] of(
      double[] c, List<double[]> values, int[] degrees, int[] strides, double scale) {
    return new Multipliers(c, values, degrees, strides, scale).best();
  }

  private double[] best() {
    int count = values.size();
    double[] current = matching();
    double[] best = new double[count];
    double highest = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < STEPS; step++) {
      double least = Double.POSITIVE_INFINITY;
      int at = 0;
      for (int i = 0; i < c.length; i++) {
        double rest = c[i];
        for (int j = 0; j < count; j++) {
          rest -= current[j] * values.get(j)[i];
        }
        if (rest < least) {
          least = rest;
          at = i;
        }
      }
      if (least > highest) {
        highest = least;
        best = current.clone();
      }
      double square = 0;
      for (int j = 0; j < count; j++) {
        double slope = -values.get(j)[at];
        square += current[j] <= 0 && slope < 0 ? 0 : slope * slope;
      }
      if (least >= ENOUGH * scale || square <= 0) {
        break;
      }
      if (!(1 / square < 0x1p200)) {
        break;
      }
      for (int j = 0; j < count; j++) {
        current[j] = Math.max(0, current[j] - (AIM * scale - least) / square * values.get(j)[at]);
      }
    }
    return best;
  }

  /** Least squares with l &gt;= 0, one at a time, of the changes from end to end of the axes. */
  private double[] matching() {
    int count = values.size();
    double[] rest = changes(c);
    double[][] changes = new double[count][];
    for (int j = 0; j < count; j++) {
      changes[j] = changes(values.get(j));
    }
    double[] multipliers = new double[count];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int j = 0; j < count; j++) {
        double square = 0;
        double product = 0;
        for (int i = 0; i < degrees.length; i++) {
          square += changes[j][i] * changes[j][i];
          product += changes[j][i] * rest[i];
        }
        double next = square > 0 ? Math.max(0, multipliers[j] + product / square) : 0;
        for (int i = 0; i < degrees.length; i++) {
          rest[i] -= (next - multipliers[j]) * changes[j][i];
        }
        multipliers[j] = next;
      }
    }
    return multipliers;
  }

  /** How much coefficients rise from the first to the last along each axis, on average. */
  private double[] changes(double[] c) {
    double[] changes = new double[degrees.length];
    for (int axis = 0; axis < degrees.length; axis++) {
      int n = degrees[axis];
      for (int i = 0; i < c.length; i++) {
        int k = i / strides[axis] % (n + 1);
        changes[axis] += k == n ? c[i] : k == 0 ? -c[i] : 0;
      }
      changes[axis] *= (n + 1.0) / c.length;
    }
    return changes;
  }
}
