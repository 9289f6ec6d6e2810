package constellations.solver.optimize;

import java.util.function.BooleanSupplier;

/**
 * The best second modality V for a first one U that is fixed: the largest margin over all b, or at
 * a given b. With |V_i| <= 1 in place of |V_i| = 1 the problem is convex, and its dual bounds the
 * margin of every V from above.
 *
 * <p>Over all b the gap is 2m = min &lt;U_i,V_i&gt; - max &lt;U_j,V_i&gt;; for weights p_i, q_ij >=
 * 0 with sum p = sum q = 1 it is at most sum_i |p_i U_i - sum_j q_ij U_j|. At a given b the margin
 * is at most sum_i |p_i U_i - sum_j q_ij U_j| + b (sum q - sum p) for sum p + sum q = 1. The
 * weights of the terms in the smooth maximum are nearly the best ones.
 *
 * <p>The adapter of Observation 1 (arXiv 2509.18552) adds a coordinate; then vectors with |V_i| < 1
 * become unit vectors, so that the relaxed value is reached.
 */
public final class LockedModality {
  private static final double FIRST = 10;
  private static final double LAST = 1e10;
  private static final double FACTOR = 3;
  private static final int ITERATIONS = 1000;

  private final double[] u;
  private final int items;
  private final int dimension;
  private final boolean adapter;
  private final Double bias;

  private LockedModality(double[] u, int dimension, boolean adapter, Double bias) {
    this.u = u;
    this.items = u.length / dimension;
    this.dimension = dimension;
    this.adapter = adapter;
    this.bias = bias;
  }

  /**
   * A second modality.
   *
   * @param v unit rows, with a coordinate more if there is an adapter
   * @param margin m, at the bias that is best or that was given; numeric
   * @param bias b
   * @param marginUpper no second modality has a larger margin: rounded up with a proved error bound
   */
  public record Outcome(double[] v, double margin, double bias, double marginUpper) {}

  /**
   * Finds the best V.
   *
   * @param u unit rows of length d, row by row
   * @param adapter whether V has a coordinate more, in which the U_i are 0
   * @param bias b, or null for the best
   * @param cancelled ends the work with what there is; the upper bound holds all the same
   */
  public static Outcome best(
      double[] u, int dimension, boolean adapter, Double bias, BooleanSupplier cancelled) {
    return new LockedModality(u, dimension, adapter, bias).best(cancelled);
  }

  private Outcome best(BooleanSupplier cancelled) {
    int width = dimension + (adapter ? 1 : 0);
    double[] v = new double[items * width];
    for (int i = 0; i < items; i++) {
      System.arraycopy(u, i * dimension, v, i * width, dimension);
      if (adapter) {
        v[i * width + dimension] = 0.1;
      }
    }
    PairObjective.normalise(v, width);
    Terms terms = new Terms(width);
    SphereMinimizer minimizer = new SphereMinimizer(terms);
    Bounded workspace = terms.workspace();
    double[] best = v.clone();
    double least = workspace.largest(v);
    double upper = Double.POSITIVE_INFINITY;
    double[] gradient = new double[v.length];
    for (double s = FIRST; s <= LAST && !cancelled.getAsBoolean(); s *= FACTOR) {
      Smoothing smoothing = Smoothing.exponential(s);
      double value = minimizer.minimize(v, smoothing, ITERATIONS, 1e-3 / s, cancelled);
      workspace.smoothMaximum(v, smoothing, gradient);
      upper = Math.min(upper, workspace.upper());
      if (value < least) {
        least = value;
        best = v.clone();
      }
    }
    if (upper == Double.POSITIVE_INFINITY) {
      workspace.smoothMaximum(best, Smoothing.exponential(FIRST), gradient);
      upper = workspace.upper();
    }
    workspace.largest(best);
    return bias == null
        ? new Outcome(best, -least / 2, workspace.middle(), upper / 2)
        : new Outcome(best, -least, bias, upper);
  }

  private interface Bounded extends Objective.Workspace {
    /** The bound of the weights of the last smooth maximum, rounded up. */
    double upper();

    /** Half way between the extremes of the last evaluation. */
    double middle();
  }

  private final class Terms implements Objective {
    private final int width;

    Terms(int width) {
      this.width = width;
    }

    @Override
    public int rows() {
      return items;
    }

    @Override
    public int dimension() {
      return width;
    }

    @Override
    public long terms() {
      return (long) items * items;
    }

    @Override
    public Bounded workspace() {
      return new Room();
    }

    private final class Room implements Bounded {
      private final double[][] columns = new double[dimension][items];
      private final double[][] values = new double[items][items];
      private final double[] direction = new double[dimension];
      private double least;
      private double largest;
      private double upper;

      Room() {
        for (int j = 0; j < items; j++) {
          for (int k = 0; k < dimension; k++) {
            columns[k][j] = u[j * dimension + k];
          }
        }
      }

      @Override
      public double largest(double[] v) {
        least = Double.POSITIVE_INFINITY;
        largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < items; i++) {
          Rows.rowTimesColumns(v, i * width, dimension, columns, values[i]);
          least = Math.min(least, values[i][i]);
          double own = values[i][i];
          values[i][i] = Double.NEGATIVE_INFINITY;
          largest = Math.max(largest, Rows.largest(values[i], 0));
          values[i][i] = own;
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
        for (int i = 0; i < items; i++) {
          double[] row = values[i];
          double own = Math.exp(-s * (row[i] - fromPositive));
          for (int j = 0; j < items; j++) {
            row[j] = s * (row[j] - fromNegative);
          }
          row[i] = Double.NEGATIVE_INFINITY;
          Rows.exponentials(row, items);
          row[i] = 0;
          q += Rows.sum(row);
          p += own;
          row[i] = -own;
        }
        double positiveScale = bias == null ? p : p + q;
        double negativeScale = bias == null ? q : p + q;
        double bound = 0;
        for (int i = 0; i < items; i++) {
          double[] row = values[i];
          for (int j = 0; j < items; j++) {
            row[j] /= j == i ? positiveScale : negativeScale;
          }
          double square = 0;
          for (int k = 0; k < dimension; k++) {
            direction[k] = Rows.dot(row, columns[k]);
            gradient[i * width + k] = direction[k];
            square += direction[k] * direction[k];
          }
          for (int k = dimension; k < width; k++) {
            gradient[i * width + k] = 0;
          }
          bound += Math.sqrt(square);
        }
        if (bias == null) {
          upper = bound + slack();
          return (Math.log(q) + Math.log(p)) / s + largest - least;
        }
        upper = bound + bias * (q - p) / (p + q) + slack();
        return Math.log(p + q) / s + value;
      }

      /**
       * What rounding may hide, generously: the weights sum to 1 (or 2) within N^2 2^-53 relative,
       * the rows of U are unit vectors within d 2^-53, and each sum of N or d products errs by its
       * length times 2^-53 of sizes that sum to at most 2. A change of the sums of the weights by e
       * changes the bound by at most e.
       */
      private double slack() {
        return 16 * ((double) items * items + items + 4.0 * dimension + 20) * 0x1p-53;
      }

      @Override
      public double upper() {
        return upper;
      }

      @Override
      public double middle() {
        return (least + largest) / 2;
      }
    }
  }
}
