package constellations.solver.loss;

import constellations.solver.numeric.Rows;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * The contrastive loss of N unit vectors with sampled negatives (docs/theory.md S15; arXiv
 * 2605.02116), in nats: the mean over anchors i of log((1/m) sum_j exp(t (&lt;U_i,V_j> -
 * &lt;U_i,V_i>))), j over m of the N items, own ones for each anchor or one pool for all. For one
 * thread.
 */
public final class SampledContrastive {
  /** What is further below the largest has no share that counts. */
  private static final double LEAST_EXPONENT = 40;

  private final int n;
  private final int d;
  private final double t;
  private final int[][] negatives;
  private final double[][] columns;
  private final double[][] columnGradients;
  private final double[] weights;
  private final double[] row;

  /**
   * Prepares.
   *
   * @param n anchors, and items
   * @param d dimension
   * @param t the inverse temperature
   * @param negatives the items of each anchor, as many for all; one list if they are shared
   */
  public SampledContrastive(int n, int d, double t, int[][] negatives) {
    this.n = n;
    this.d = d;
    this.t = t;
    this.negatives = negatives;
    int m = negatives[0].length;
    this.columns = new double[d][m];
    this.columnGradients = new double[d][m];
    this.weights = new double[m];
    this.row = new double[d];
  }

  /**
   * Draws m of n items without repetition, for each anchor or once for all.
   *
   * @return the lists; one if they are shared, or if all items are in it
   */
  public static int[][] draw(UniformRandomProvider random, int n, int m, boolean shared) {
    int[][] drawn = new int[shared || m == n ? 1 : n][];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = new PermutationSampler(random, n, m).sample();
      Arrays.sort(drawn[i]);
    }
    return drawn;
  }

  /**
   * The loss and its slopes by all coordinates.
   *
   * @param x rows of d numbers of norm 1, those of the anchors first
   * @param gradient is filled
   */
  public double differentiate(double[] x, double[] gradient) {
    Arrays.fill(gradient, 0);
    double sum = negatives.length == 1 ? shared(x, gradient) : own(x, gradient);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= t / n;
    }
    return sum / n;
  }

  private double shared(double[] x, double[] gradient) {
    int[] pool = negatives[0];
    for (int k = 0; k < d; k++) {
      for (int j = 0; j < pool.length; j++) {
        columns[k][j] = x[(n + pool[j]) * d + k];
      }
      Arrays.fill(columnGradients[k], 0);
    }
    double loss = 0;
    for (int i = 0; i < n; i++) {
      int from = i * d;
      Rows.rowTimesColumns(x, from, d, columns, weights);
      double largest = largest();
      double sum = exponentials(largest);
      loss += t * (largest - match(x, gradient, i)) + Math.log(sum / pool.length);
      Arrays.fill(row, 0);
      Rows.addDots(weights, columns, row, 0);
      for (int k = 0; k < d; k++) {
        gradient[from + k] += row[k] / sum;
        row[k] = x[from + k] / sum;
      }
      Rows.addToColumns(columnGradients, row, 0, weights);
    }
    for (int k = 0; k < d; k++) {
      for (int j = 0; j < pool.length; j++) {
        gradient[(n + pool[j]) * d + k] += columnGradients[k][j];
      }
    }
    return loss;
  }

  private double own(double[] x, double[] gradient) {
    double loss = 0;
    for (int i = 0; i < n; i++) {
      int[] items = negatives[i];
      int from = i * d;
      for (int j = 0; j < items.length; j++) {
        weights[j] = product(x, from, (n + items[j]) * d);
      }
      double largest = largest();
      double sum = exponentials(largest);
      loss += t * (largest - match(x, gradient, i)) + Math.log(sum / items.length);
      for (int j = 0; j < items.length; j++) {
        int other = (n + items[j]) * d;
        double weight = weights[j] / sum;
        for (int k = 0; k < d; k++) {
          gradient[from + k] += weight * x[other + k];
          gradient[other + k] += weight * x[from + k];
        }
      }
    }
    return loss;
  }

  private double product(double[] x, int u, int v) {
    double sum = 0;
    for (int k = 0; k < d; k++) {
      sum += x[u + k] * x[v + k];
    }
    return sum;
  }

  /** What products are compared with: the largest one, or 1 where that is as good. */
  private double largest() {
    return 2 * t <= LEAST_EXPONENT ? 1 : Rows.largest(weights, 0);
  }

  /** Exp(t (product - largest)) in place of products; returns the sum. */
  private double exponentials(double largest) {
    double least = largest - LEAST_EXPONENT / t;
    for (int j = 0; j < weights.length; j++) {
      weights[j] = Math.max(least, weights[j]);
    }
    Rows.exponentials(weights, weights.length, t, largest);
    return Rows.sum(weights);
  }

  /** The part of the match; returns its product. */
  private double match(double[] x, double[] gradient, int i) {
    int own = (n + i) * d;
    for (int k = 0; k < d; k++) {
      gradient[i * d + k] -= x[own + k];
      gradient[own + k] -= x[i * d + k];
    }
    return product(x, i * d, own);
  }
}
