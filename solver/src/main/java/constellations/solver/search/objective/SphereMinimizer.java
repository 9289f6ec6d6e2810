package constellations.solver.search.objective;

import constellations.solver.numeric.LimitedMemory;
import java.util.function.BooleanSupplier;

/**
 * L-BFGS on a product of spheres: the function of unit rows is extended to all non-zero rows by
 * projection to the rows that are allowed, and minimised there. So rounding errors that lead away
 * from these change no value, and do not grow.
 */
public final class SphereMinimizer extends LimitedMemory {
  private final Objective objective;
  private final Objective.Workspace workspace;
  private final int dimension;
  private final double[] unit;
  private Smoothing smoothing;

  public SphereMinimizer(Objective objective) {
    super(objective.rows() * objective.dimension(), objective.rows());
    this.objective = objective;
    this.workspace = objective.workspace();
    this.dimension = objective.dimension();
    this.unit = new double[objective.rows() * dimension];
  }

  /**
   * Makes the smooth maximum of the objective small.
   *
   * @param x rows, changed in place; unit vectors on return
   * @param iterations at most this many steps
   * @param decrease stops when ten steps together gain less than this
   * @return the largest term at x
   */
  public double minimize(
      double[] x, Smoothing smooth, int iterations, double decrease, BooleanSupplier cancelled) {
    smoothing = smooth;
    minimize(x, iterations, decrease, iteration -> {}, cancelled);
    objective.project(x);
    return workspace.largest(x);
  }

  /** The value at the projected rows and the gradient in y of f(Py/|Py|). */
  @Override
  protected double evaluate(double[] y, double[] out) {
    System.arraycopy(y, 0, unit, 0, y.length);
    objective.project(unit);
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
}
