package constellations.solver.negatives;

import constellations.solver.loss.Ranking;
import constellations.solver.numeric.LimitedMemory;
import constellations.solver.numeric.Rows;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Two linear maps into R^d, u = A x/|A x| and v = B y/|B y|, trained by L-BFGS on the contrastive
 * loss of a sample with given negatives at a fixed temperature: the mean over anchors i of
 * log((1/m) sum_j exp((&lt;u_i,v_j> - &lt;u_i,v_i>)/tau)).
 */
final class LinearEncoders extends LimitedMemory {
  private static final int STEPS = 60;
  private static final double DECREASE = 1e-5;

  private final double[][] x;
  private final double[][] y;
  private final int dimension;
  private final double tau;

  /** The items of each anchor; one list if they are shared. */
  private final int[][] negatives;

  private final double[][] u;
  private final double[][] v;
  private final double[] uNorms;
  private final double[] vNorms;
  private final double[][] columns;
  private final double[][] columnGradients;
  private final double[] weights;

  LinearEncoders(Mixture.Sample sample, int dimension, double tau, int[][] negatives) {
    super(2 * dimension * sample.x()[0].length, 2 * dimension);
    this.x = sample.x();
    this.y = sample.y();
    this.dimension = dimension;
    this.tau = tau;
    this.negatives = negatives;
    this.u = new double[x.length][dimension];
    this.v = new double[x.length][dimension];
    this.uNorms = new double[x.length];
    this.vNorms = new double[x.length];
    this.columns = new double[dimension][negatives[0].length];
    this.columnGradients = new double[dimension][negatives[0].length];
    this.weights = new double[negatives[0].length];
  }

  /** Trains from random maps. */
  double[] train(long seed, BooleanSupplier cancelled) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    double[] maps = new double[2 * dimension * x[0].length];
    for (int i = 0; i < maps.length; i++) {
      maps[i] = random.nextDouble() - 0.5;
    }
    minimize(maps, STEPS, DECREASE, step -> {}, cancelled);
    return maps;
  }

  /** The sampled loss, L_m, n at some maps. */
  double loss(double[] maps) {
    return evaluate(maps, new double[maps.length]) * tau;
  }

  private static void encode(
      double[] maps, int from, double[][] rows, double[][] out, double[] norms) {
    int features = rows[0].length;
    for (int i = 0; i < rows.length; i++) {
      double square = 0;
      for (int k = 0; k < out[i].length; k++) {
        double sum = 0;
        for (int f = 0; f < features; f++) {
          sum += maps[from + k * features + f] * rows[i][f];
        }
        out[i][k] = sum;
        square += sum * sum;
      }
      norms[i] = Math.sqrt(square);
      for (int k = 0; k < out[i].length; k++) {
        out[i][k] /= norms[i];
      }
    }
  }

  @Override
  protected double evaluate(double[] maps, double[] out) {
    encode(maps, 0, x, u, uNorms);
    encode(maps, maps.length / 2, y, v, vNorms);
    double[][] byU = new double[x.length][dimension];
    double[][] byV = new double[x.length][dimension];
    double sum = negatives.length == 1 ? shared(byU, byV) : own(byU, byV);
    Arrays.fill(out, 0);
    decode(byU, u, uNorms, x, out, 0);
    decode(byV, v, vNorms, y, out, maps.length / 2);
    return sum / x.length;
  }

  private double shared(double[][] byU, double[][] byV) {
    int[] pool = negatives[0];
    for (int k = 0; k < dimension; k++) {
      for (int j = 0; j < pool.length; j++) {
        columns[k][j] = v[pool[j]][k];
      }
      Arrays.fill(columnGradients[k], 0);
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      Rows.rowTimesColumns(u[i], 0, dimension, columns, weights);
      sum += shares(weights, match(i, byU, byV));
      Rows.addDots(weights, columns, byU[i], 0);
      Rows.addToColumns(columnGradients, u[i], 0, weights);
    }
    for (int k = 0; k < dimension; k++) {
      for (int j = 0; j < pool.length; j++) {
        byV[pool[j]][k] += columnGradients[k][j];
      }
    }
    return sum;
  }

  private double own(double[][] byU, double[][] byV) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      int[] items = negatives[i];
      for (int j = 0; j < items.length; j++) {
        weights[j] = product(u[i], v[items[j]]);
      }
      sum += shares(weights, match(i, byU, byV));
      for (int j = 0; j < items.length; j++) {
        double[] other = v[items[j]];
        double[] slope = byV[items[j]];
        for (int k = 0; k < dimension; k++) {
          byU[i][k] += weights[j] * other[k];
          slope[k] += weights[j] * u[i][k];
        }
      }
    }
    return sum;
  }

  /** The part of the match; returns its product. */
  private double match(int i, double[][] byU, double[][] byV) {
    double product = 0;
    for (int k = 0; k < dimension; k++) {
      byU[i][k] -= v[i][k];
      byV[i][k] -= u[i][k];
      product += u[i][k] * v[i][k];
    }
    return product;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** The softmax in the place of products; returns log mean exp((product - own)/tau). */
  private double shares(double[] products, double own) {
    double largest = Rows.largest(products, 0);
    for (int j = 0; j < products.length; j++) {
      products[j] = (products[j] - largest) / tau;
    }
    Rows.exponentials(products, products.length);
    double sum = Rows.sum(products);
    for (int j = 0; j < products.length; j++) {
      products[j] /= sum;
    }
    return (largest - own) / tau + Math.log(sum / products.length);
  }

  /** From slopes by unit vectors to slopes by the maps. */
  private void decode(
      double[][] slopes,
      double[][] units,
      double[] norms,
      double[][] rows,
      double[] out,
      int from) {
    int features = rows[0].length;
    double scale = 1 / tau / rows.length;
    for (int i = 0; i < rows.length; i++) {
      double radial = product(slopes[i], units[i]);
      for (int k = 0; k < dimension; k++) {
        double slope = scale * (slopes[i][k] - radial * units[i][k]) / norms[i];
        int at = from + k * features;
        for (int f = 0; f < features; f++) {
          out[at + f] += slope * rows[i][f];
        }
      }
    }
  }

  /**
   * What maps do on a sample with all its items as negatives.
   *
   * @param loss L(s), with this sample for the population
   */
  record Quality(double loss, Ranking ranking) {
    /** Of scores, a row for each anchor, and what they are divided by in exponents. */
    static Quality of(double[][] scores, double tau) {
      Ranking.Counter ranking = new Ranking.Counter();
      double loss = 0;
      for (int i = 0; i < scores.length; i++) {
        ranking.add(scores[i], i);
        double top = Rows.largest(scores[i], 0);
        double sum = 0;
        for (double score : scores[i]) {
          sum += Math.exp((score - top) / tau);
        }
        loss += (top - scores[i][i] + tau * Math.log(sum / scores.length)) / scores.length;
      }
      return new Quality(loss, ranking.ranking());
    }
  }

  /** The quality of maps on another sample. */
  static Quality quality(double[] maps, Mixture.Sample sample, int dimension, double tau) {
    double[][] u = new double[sample.x().length][dimension];
    double[][] v = new double[sample.y().length][dimension];
    encode(maps, 0, sample.x(), u, new double[u.length]);
    encode(maps, maps.length / 2, sample.y(), v, new double[v.length]);
    double[][] scores = new double[u.length][v.length];
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < v.length; j++) {
        scores[i][j] = product(u[i], v[j]);
      }
    }
    return Quality.of(scores, tau);
  }
}
