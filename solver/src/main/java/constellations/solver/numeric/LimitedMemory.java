package constellations.solver.numeric;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * L-BFGS for a smooth function (Liu and Nocedal 1989), with a line search for weak Wolfe conditions
 * by bisection (Lewis and Overton 2013). For one thread.
 */
public abstract class LimitedMemory {
  private static final int MEMORY = 8;
  private static final double ARMIJO = 1e-4;
  private static final double WOLFE = 0.9;
  private static final int LINE_SEARCH_STEPS = 25;
  private static final int PATIENCE = 10;

  private final double scale;
  private final double[][] steps;
  private final double[][] changes;
  private final double[] inverseProducts = new double[MEMORY];
  private final double[] coefficients = new double[MEMORY];
  private double[] gradient;
  private double[] trial;
  private double[] trialGradient;
  private final double[] direction;
  private double trialValue;

  /**
   * Prepares.
   *
   * @param length the number of variables
   * @param scale the square of a first step is at most a hundredth of this
   */
  protected LimitedMemory(int length, double scale) {
    this.scale = scale;
    steps = new double[MEMORY][length];
    changes = new double[MEMORY][length];
    gradient = new double[length];
    trial = new double[length];
    trialGradient = new double[length];
    direction = new double[length];
  }

  /** The value at y; fills the gradient. */
  protected abstract double evaluate(double[] y, double[] gradientOut);

  /**
   * Makes the function small.
   *
   * @param x changed in place
   * @param iterations at most this many steps
   * @param decrease stops when ten steps together gain less than this
   * @param progress is told the number of steps after each
   */
  public final void minimize(
      double[] x,
      int iterations,
      double decrease,
      IntConsumer progress,
      BooleanSupplier cancelled) {
    double value = evaluate(x, gradient);
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
        return;
      }
      double length = stored == 0 ? Math.min(1, 0.1 * Math.sqrt(scale / -slope)) : 1;
      length = search(x, value, slope, length);
      if (length == 0) {
        if (stored == 0) {
          return;
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
      progress.accept(iteration);
      if (product > 0) {
        inverseProducts[newest] = 1 / product;
        stored = Math.min(MEMORY, stored + 1);
      } else {
        stored = 0;
      }
      if (iteration % PATIENCE == 0) {
        if (mark - value < decrease) {
          return;
        }
        mark = value;
      }
    }
  }

  /** Returns the length of a step with weak Wolfe conditions, left in {@link #trial}, or 0. */
  private double search(double[] x, double value, double slope, double first) {
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double length = first;
    for (int step = 0; step < LINE_SEARCH_STEPS; step++) {
      for (int i = 0; i < x.length; i++) {
        trial[i] = x[i] + length * direction[i];
      }
      trialValue = evaluate(trial, trialGradient);
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
      double factor = 1 / (inverseProducts[newest] * Rows.dot(changes[newest], changes[newest]));
      for (int i = 0; i < direction.length; i++) {
        direction[i] *= factor;
      }
    }
    for (int m = stored - 1; m >= 0; m--) {
      int at = Math.floorMod(newest - m, MEMORY);
      double beta = inverseProducts[at] * Rows.dot(changes[at], direction);
      add(direction, coefficients[at] - beta, steps[at]);
    }
  }

  private static void add(double[] x, double factor, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += factor * y[i];
    }
  }
}
