package constellations.solver.lock;

import constellations.solver.numeric.LeastDistance;
import constellations.solver.numeric.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The best vector v for one row u_i of a first modality that is fixed: the largest m with
 * &lt;u_i,v&gt; >= b + m, &lt;u_j,v&gt; <= b - m for all other j, and |v| <= 1. The problem is
 * convex; for weights p, q_j >= 0 of sum 1 no v has a margin above |p u_i - sum_j q_j u_j| + b (sum
 * q - p), at any bias b.
 *
 * <p>For a margin m the v of least norm is a problem of least distance, whose weights give such a
 * bound; to take that for the next m is Newton's method for the margin at which the norm is 1. For
 * one thread.
 */
final class SecondVector implements LeastDistance.HalfSpaces {
  private static final int MOST_STEPS = 100;
  private static final double CLOSE = 1e-14;

  private final double[] u;
  private final double[][] columns;
  private final int dimension;
  private final int row;
  private final LeastDistance solver;
  private final double[] products;

  /**
   * What is known of a row after a solution.
   *
   * @param v of norm 1 at most
   * @param own &lt;u_i,v&gt;
   * @param largest of the other products
   * @param height of the bound at b = 0, rounded up
   * @param slope of the bound by b
   */
  record Solution(double[] v, double own, double largest, double height, double slope) {
    /** The margin of v at a bias; numeric. */
    double margin(double bias) {
      return Math.min(own - bias, bias - largest);
    }

    /** No vector has a larger margin at this bias, but for the rounding of one product and sum. */
    double upper(double bias) {
      return height + slope * bias;
    }

    /** Whether v is as good as a unit vector. */
    boolean isUnit() {
      return Rows.dot(v, v) > 1 - 1e-9;
    }
  }

  /**
   * Prepares.
   *
   * @param u unit rows of length d
   * @param columns the same by columns
   */
  SecondVector(double[] u, double[][] columns, int row) {
    this.u = u;
    this.columns = columns;
    this.dimension = columns.length;
    this.row = row;
    this.products = new double[columns[0].length];
    this.solver = new LeastDistance(this);
  }

  @Override
  public int count() {
    return products.length;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void normal(int k, double[] out) {
    System.arraycopy(u, k * dimension, out, 0, dimension);
    if (k != row) {
      for (int i = 0; i < dimension; i++) {
        out[i] = -out[i];
      }
    }
  }

  @Override
  public void products(double[] v, double[] out) {
    Rows.rowTimesColumns(v, 0, dimension, columns, out);
    double own = out[row];
    for (int k = 0; k < out.length; k++) {
      out[k] = -out[k];
    }
    out[row] = own;
  }

  /** What is known without work: v = u_i, and that no product is above 1. */
  Solution trivial() {
    double[] v = Arrays.copyOfRange(u, row * dimension, (row + 1) * dimension);
    return new Solution(v, 1, 1, 1 + slack(dimension), -1);
  }

  /** The best v at a bias; what it has when it is stopped. */
  Solution solve(double bias, BooleanSupplier stop) {
    Solution best = trivial();
    double[] levels = new double[products.length];
    boolean longer = false;
    for (int step = 0; step < MOST_STEPS && !stop.getAsBoolean(); step++) {
      double upper = best.upper(bias);
      double lower = best.margin(bias);
      if (upper - lower < CLOSE + 2 * slack(dimension)) {
        break;
      }
      // Newton's step where it is one; where there was no v of this margin, or a shorter one,
      // halve.
      double m = longer ? upper : (lower + upper) / 2;
      Arrays.fill(levels, m - bias);
      levels[row] = m + bias;
      solver.solve(levels);
      double[] v = solver.vector().orElse(null);
      double norm = v == null ? 0 : Math.sqrt(Rows.dot(v, v));
      longer = norm > 1;
      for (int k = 0; k < dimension && longer; k++) {
        v[k] /= norm;
      }
      best = better(best, v, bias);
      Solution bounded = bounded(best);
      longer &= bounded.upper(bias) < upper;
      best = bounded.upper(bias) < upper ? bounded : best;
    }
    return best;
  }

  private Solution better(Solution best, double[] v, double bias) {
    if (v == null) {
      return best;
    }
    Solution found = solution(v, best.height(), best.slope());
    return found.margin(bias) > best.margin(bias) ? found : best;
  }

  private Solution solution(double[] v, double height, double slope) {
    Rows.rowTimesColumns(v, 0, dimension, columns, products);
    double own = products[row];
    products[row] = Double.NEGATIVE_INFINITY;
    return new Solution(v, own, Rows.largest(products, 0), height, slope);
  }

  /** The same v with the bound of the weights of the last solution. */
  private Solution bounded(Solution best) {
    List<Integer> used = solver.used();
    double[] weights = solver.weights();
    double total = Rows.sum(weights);
    if (!(total > 0)) {
      return best;
    }
    double[] sum = new double[dimension];
    double[] normal = new double[dimension];
    double p = 0;
    for (int k = 0; k < weights.length; k++) {
      normal(used.get(k), normal);
      Rows.add(sum, weights[k] / total, normal);
      p += used.get(k) == row ? weights[k] / total : 0;
    }
    double height = Math.sqrt(Rows.dot(sum, sum)) + slack(dimension);
    return new Solution(best.v(), best.own(), best.largest(), height, 1 - 2 * p);
  }

  /**
   * What rounding may hide, generously: at most d + 1 weights that sum to 1 within (d + 2) 2^-53,
   * rows of U that are unit vectors within d 2^-53, and sums of d products or d + 1 multiples that
   * err by their lengths times 2^-53 of sizes that sum to 1.
   */
  static double slack(int dimension) {
    return 16 * (5.0 * dimension + 20) * 0x1p-53;
  }
}
