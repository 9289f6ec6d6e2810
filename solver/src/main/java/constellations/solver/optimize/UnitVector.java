package constellations.solver.optimize;

import java.util.function.BooleanSupplier;

/**
 * A unit vector v with a large margin beside one row of a modality that is fixed, at a bias: where
 * the best vector of norm 1 at most is shorter, no convex problem. The smooth maximum of b -
 * &lt;u_i,v&gt; and &lt;u_j,v&gt; - b is made small on the sphere, sharper and sharper.
 */
final class UnitVector implements Objective {
  private static final double FIRST = 10;
  private static final double LAST = 1e10;
  private static final double FACTOR = 5;
  private static final int ITERATIONS = 300;

  private final double[][] columns;
  private final int row;
  private final double bias;

  /**
   * Prepares.
   *
   * @param columns of the fixed modality
   */
  UnitVector(double[][] columns, int row, double bias) {
    this.columns = columns;
    this.row = row;
    this.bias = bias;
  }

  /** The best unit vector found from a start. */
  double[] best(double[] start, BooleanSupplier cancelled) {
    SphereMinimizer minimizer = new SphereMinimizer(this);
    double[] v = start.clone();
    double[] best = start.clone();
    double least = workspace().largest(start);
    for (double s = FIRST; s <= LAST; s *= FACTOR) {
      double value =
          minimizer.minimize(v, Smoothing.exponential(s), ITERATIONS, 1e-3 / s, cancelled);
      if (value < least) {
        least = value;
        best = v.clone();
      }
    }
    return best;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public int dimension() {
    return columns.length;
  }

  @Override
  public long terms() {
    return columns[0].length;
  }

  @Override
  public Workspace workspace() {
    double[] values = new double[columns[0].length];
    return new Workspace() {
      @Override
      public double largest(double[] v) {
        Rows.rowTimesColumns(v, 0, columns.length, columns, values);
        double own = values[row];
        for (int j = 0; j < values.length; j++) {
          values[j] -= bias;
        }
        values[row] = bias - own;
        return Rows.largest(values, 0);
      }

      @Override
      public double smoothMaximum(double[] v, Smoothing smoothing, double[] gradient) {
        double largest = largest(v);
        double s = smoothing.sharpness();
        for (int j = 0; j < values.length; j++) {
          values[j] = s * (values[j] - largest);
        }
        Rows.exponentials(values, values.length);
        double sum = Rows.sum(values);
        values[row] = -values[row];
        for (int k = 0; k < columns.length; k++) {
          gradient[k] = Rows.dot(values, columns[k]) / sum;
        }
        return Math.log(sum) / s + largest;
      }
    };
  }
}
