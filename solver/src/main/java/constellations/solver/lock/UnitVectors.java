package constellations.solver.lock;

import constellations.solver.numeric.Rows;
import constellations.solver.search.objective.Objective;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;
import java.util.function.BooleanSupplier;

/**
 * Unit vectors v_i for some rows of a first modality that is fixed, where the best vectors of norm
 * 1 at most are shorter: no convex problem. At a bias the largest of b - &lt;u_i,v_i&gt; and
 * &lt;u_j,v_i&gt; - b is made small, without one the largest of the &lt;u_j,v_i&gt; less the
 * smallest &lt;u_i,v_i&gt;: smooth maxima on the spheres, sharper and sharper.
 */
final class UnitVectors implements Objective {
  private static final double FIRST = 10;
  private static final double LAST = 1e10;
  private static final double FACTOR = 5;
  private static final int ITERATIONS = 300;

  private final double[] u;
  private final double[][] columns;
  private final int from;
  private final int count;
  private final Double bias;

  /**
   * Prepares.
   *
   * @param u unit rows of the fixed modality
   * @param columns the same by columns
   * @param from the first row that has a v
   * @param count how many have
   * @param bias b, or null for the best
   */
  UnitVectors(double[] u, double[][] columns, int from, int count, Double bias) {
    this.u = u;
    this.columns = columns;
    this.from = from;
    this.count = count;
    this.bias = bias;
  }

  /** The smallest product of a v with its own row and the largest with another one. */
  record Extremes(double least, double largest) {
    double gap() {
      return least - largest;
    }

    double middle() {
      return (least + largest) / 2;
    }
  }

  /** The best unit vectors found from a start. */
  double[] best(double[] start, BooleanSupplier cancelled) {
    SphereMinimizer minimizer = new SphereMinimizer(this);
    double[] v = start.clone();
    double[] best = start.clone();
    double least = workspace().largest(start);
    for (double s = FIRST; s <= LAST && !cancelled.getAsBoolean(); s *= FACTOR) {
      double value =
          minimizer.minimize(v, Smoothing.exponential(s), ITERATIONS, 1e-3 / s, cancelled);
      if (value < least) {
        least = value;
        best = v.clone();
      }
    }
    return best;
  }

  /** The extremes of unit vectors. */
  Extremes extremes(double[] v) {
    Room room = new Room();
    room.largest(v);
    return new Extremes(room.least, room.largest);
  }

  @Override
  public int rows() {
    return count;
  }

  @Override
  public int dimension() {
    return columns.length;
  }

  @Override
  public long terms() {
    return (long) count * columns[0].length;
  }

  @Override
  public Objective.Workspace workspace() {
    return new Room();
  }

  private final class Room implements Objective.Workspace {
    private final int items = columns[0].length;
    private final double[][] values = new double[count][items];
    private double least;
    private double largest;

    @Override
    public double largest(double[] v) {
      least = Double.POSITIVE_INFINITY;
      largest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        double[] row = values[i];
        Rows.rowTimesColumns(v, i * columns.length, columns.length, columns, row);
        double own = row[from + i];
        least = Math.min(least, own);
        row[from + i] = Double.NEGATIVE_INFINITY;
        largest = Math.max(largest, Rows.largest(row, 0));
        row[from + i] = own;
      }
      return bias == null ? largest - least : Math.max(largest - bias, bias - least);
    }

    @Override
    public double smoothMaximum(double[] v, Smoothing smoothing, double[] gradient) {
      double value = largest(v);
      double s = smoothing.sharpness();
      // Exponents relative to the largest term of each kind, or of both at a given bias.
      double fromPositive = bias == null ? least : bias - value;
      double fromNegative = bias == null ? largest : bias + value;
      double p = 0;
      double q = 0;
      for (int i = 0; i < count; i++) {
        double[] row = values[i];
        double own = Math.exp(-s * (row[from + i] - fromPositive));
        for (int j = 0; j < items; j++) {
          row[j] = s * (row[j] - fromNegative);
        }
        row[from + i] = Double.NEGATIVE_INFINITY;
        Rows.exponentials(row, items);
        row[from + i] = 0;
        q += Rows.sum(row);
        p += own;
        row[from + i] = -own;
      }
      double positiveScale = bias == null ? p : p + q;
      double negativeScale = bias == null ? q : p + q;
      for (int i = 0; i < count; i++) {
        double[] row = values[i];
        double own = row[from + i] / positiveScale;
        row[from + i] = 0;
        for (int k = 0; k < columns.length; k++) {
          double sum = Rows.dot(row, columns[k]) / negativeScale;
          gradient[i * columns.length + k] = sum + own * u[(from + i) * columns.length + k];
        }
      }
      return bias == null
          ? (Math.log(q) + Math.log(p)) / s + largest - least
          : Math.log(p + q) / s + value;
    }
  }
}
