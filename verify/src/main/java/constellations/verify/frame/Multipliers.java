package constellations.verify.frame;

import java.util.List;

/**
 * Multipliers l &gt;= 0 that make the least of c - sum_j l_j f_j large, for linear functions f_j:
 * those for which the sum changes across a box as c does, by least squares, then steps along
 * subgradients. Any that are not negative do, as far as the proof goes.
 *
 * <p>The argument: docs/theory.md T30.
 */
final class Multipliers {
  /** Relatively, what is left over when the steps end, and what each step aims at. */
  private static final double ENOUGH = 1e-9;

  private static final double AIM = 1e-6;
  private static final int STEPS = 20;
  private static final int SWEEPS = 30;

  private final double[] c;
  private final Grid grid;
  private final double scale;
  private final double[] changes;

  /**
   * Prepares for a box.
   *
   * @param c coefficients of a polynomial on the box
   * @param grid where these are
   * @param scale the size of coefficients that are not small
   */
  Multipliers(double[] c, Grid grid, double scale) {
    this.c = c;
    this.grid = grid;
    this.scale = scale;
    this.changes = grid.changes(c);
  }

  /**
   * What was found, rounded: the least of what is left of c, and at which coefficient that is.
   *
   * @param multipliers one for each function
   */
  record Found(double[] multipliers, double least, int at) {}

  /** {@return the best multipliers of some steps} */
  Found of(List<Linear> functions) {
    int count = functions.size();
    double[] current = matching(functions);
    Found best = new Found(new double[count], Double.NEGATIVE_INFINITY, 0);
    for (int step = 0; step < STEPS; step++) {
      Linear sum = Linear.sum(functions, current);
      int at = grid.leastOf(c, sum);
      double[] x = grid.vertex(at);
      double least = c[at] - sum.at(x);
      if (least > best.least()) {
        best = new Found(current.clone(), least, at);
      }
      double square = 0;
      double[] slopes = new double[count];
      for (int j = 0; j < count; j++) {
        slopes[j] = -functions.get(j).at(x);
        square += current[j] <= 0 && slopes[j] < 0 ? 0 : slopes[j] * slopes[j];
      }
      if (least >= ENOUGH * scale || square <= 0 || !(1 / square < 0x1p200)) {
        break;
      }
      for (int j = 0; j < count; j++) {
        current[j] = Math.max(0, current[j] + (AIM * scale - least) / square * slopes[j]);
      }
    }
    return best;
  }

  /** Least squares with l &gt;= 0, one at a time, of the changes from end to end of the axes. */
  private double[] matching(List<Linear> functions) {
    int count = functions.size();
    double[] rest = changes.clone();
    double[] multipliers = new double[count];
    double[][] rises = new double[count][];
    for (int j = 0; j < count; j++) {
      rises[j] = functions.get(j).slopes().clone();
      for (int i = 0; i < rest.length; i++) {
        rises[j][i] *= grid.width(i);
      }
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int j = 0; j < count; j++) {
        double square = 0;
        double product = 0;
        for (int i = 0; i < rest.length; i++) {
          square += rises[j][i] * rises[j][i];
          product += rises[j][i] * rest[i];
        }
        double next = square > 0 ? Math.max(0, multipliers[j] + product / square) : 0;
        for (int i = 0; i < rest.length; i++) {
          rest[i] -= (next - multipliers[j]) * rises[j][i];
        }
        multipliers[j] = next;
      }
    }
    return multipliers;
  }
}
