package constellations.solver.optimize;

import java.util.function.BooleanSupplier;

/**
 * L-BFGS on a product of spheres: the function of unit rows is extended to all non-zero rows by
 * normalisation, and minimised there (Liu and Nocedal 1989; line search for weak Wolfe conditions
 * by bisection, Lewis and Overton 2013). The memory is kept between calls with another smoothing.
 */
final class SphereMinimizer {
  private static final int MEMORY = 8;
  private static final double ARMIJO = 1e-4;
  private static final double WOLFE = 0.9;
  private static final int LINE_SEARCH_STEPS = 25;

  private final Objective objective;
  private final Objective.Workspace workspace;
  private final int dimension;
  private final double[] unit;
  private final double[][] steps;
  private final double[][] changes;
  private final double[] inverseProducts = new double[MEMORY];
  private final double[] coefficients = new double[MEMORY];
  private double[] gradient;
  private double[] trial;
  private double[] trialGradient;
  private final double[] direction;

  SphereMinimizer(Objective objective) {
    this.objective = objective;
    this.workspace = objective.workspace();
    this.dimension = objective.dimension();
    int length = objective.rows() * dimension;
    unit = new double[length];
    steps = new double[MEMORY][length];
    changes = new double[MEMORY][length];
    gradient = new double[length];
    trial = new double[length];
    trialGradient = new double[length];
    direction = new double[length];
  }

  /**
   * Makes the smooth maximum of the objective small.
   *
   * @param x rows, changed in place; unit vectors on return
   * @param iterations at most this many steps
   * @param decrease stops when ten steps together gain less than this
   * @return the largest term at x
   */
  double minimize(
      double[] x, Smoothing smoothing, int iterations, double decrease, BooleanSupplier cancelled) {
    double value = evaluate(x, smoothing, gradient);
    int stored = 0;
    int newest = -1;
    double mark = value;
    for (int iteration = 1; iteration <= iterations && !cancelled.getAsBoolean(); iteration++) {
      chooseDirection(stored, newest);
      double slope = Rows.dot(gradient, direction);
      if (slope >= 0) {
        stored = 0;
        chooseDirection(0, newest);
        slope = Rows.dot(gradient, direction);
      }
      if (slope > -1e-28) {
        break;
      }
      double length = stored == 0 ? Math.min(1, 0.1 * Math.sqrt(objective.rows() / -slope)) : 1;
      length = search(x, smoothing, value, slope, length);
      if (length == 0) {
        if (stored == 0) {
          break;
        }
        stored = 0;
        continue;
      }
      newest = (newest + 1) % MEMORY;
      double[] step = steps[newest];
      double[] change = changes[newest];
      for (int i = 0; i < step.length; i++) {
        step[i] = trial[i] - x[i];
        change[i] = trialGradient[i] - gradient[i];
      }
      double product = Rows.dot(step, change);
      System.arraycopy(trial, 0, x, 0, x.length);
      double[] swap = gradient;
      gradient = trialGradient;
      trialGradient = swap;
      value = trialValue;
      if (product > 0) {
        inverseProducts[newest] = 1 / product;
        stored = Math.min(MEMORY, stored + 1);
      } else {
        stored = 0;
      }
      if (iteration % 10 == 0) {
        if (mark - value < decrease) {
          break;
        }
        mark = value;
      }
    }
    PairObjective.normalise(x, dimension);
    return workspace.largest(x);
  }

  private double trialValue;

  /** Returns the length of a step with weak Wolfe conditions, left in {@link #trial}, or 0. */
  private double search(double[] x, Smoothing smoothing, double value, double slope, double first) {
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double length = first;
    for (int step = 0; step < LINE_SEARCH_STEPS; step++) {
      for (int i = 0; i < x.length; i++) {
        trial[i] = x[i] + length * direction[i];
      }
      trialValue = evaluate(trial, smoothing, trialGradient);
      if (!(trialValue <= value + ARMIJO * length * slope)) {
        high = length;
      } else if (Rows.dot(trialGradient, direction) < WOLFE * slope) {
        low = length;
      } else {
        return length;
      }
      length = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * low;
    }
    return trialValue < value ? length : 0;
  }

  /** The two-loop recursion. */
  private void chooseDirection(int stored, int newest) {
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -gradient[i];
    }
    for (int m = 0; m < stored; m++) {
      int at = Math.floorMod(newest - m, MEMORY);
      coefficients[at] = inverseProducts[at] * Rows.dot(steps[at], direction);
      add(direction, -coefficients[at], changes[at]);
    }
    if (stored > 0) {
      double scale = 1 / (inverseProducts[newest] * Rows.dot(changes[newest], changes[newest]));
      for (int i = 0; i < direction.length; i++) {
        direction[i] *= scale;
      }
    }
    for (int m = stored - 1; m >= 0; m--) {
      int at = Math.floorMod(newest - m, MEMORY);
      double beta = inverseProducts[at] * Rows.dot(changes[at], direction);
      add(direction, coefficients[at] - beta, steps[at]);
    }
  }

  /** The value at the normalised rows and the gradient in y of f(y/|y|). */
  private double evaluate(double[] y, Smoothing smoothing, double[] out) {
    System.arraycopy(y, 0, unit, 0, y.length);
    PairObjective.normalise(unit, dimension);
    double value = workspace.smoothMaximum(unit, smoothing, out);
    for (int from = 0; from < y.length; from += dimension) {
      double norm = 0;
      double radial = 0;
      for (int k = from; k < from + dimension; k++) {
        norm += y[k] * unit[k];
        radial += out[k] * unit[k];
      }
      for (int k = from; k < from + dimension; k++) {
        out[k] = (out[k] - radial * unit[k]) / norm;
      }
    }
    return value;
  }

  private static void add(double[] x, double factor, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += factor * y[i];
    }
  }
}
