package constellations.solver.negatives;

import constellations.solver.loss.Ranking;
import constellations.solver.loss.SampledContrastive;
import constellations.solver.numeric.LimitedMemory;
import constellations.solver.numeric.Rows;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Two linear maps into R^d, u = A x/|A x| and v = B y/|B y|, trained by L-BFGS on the contrastive
 * loss of a sample with given negatives at a fixed temperature.
 */
final class LinearEncoders extends LimitedMemory {
  private static final int STEPS = 60;
  private static final double DECREASE = 1e-5;

  private final double[][] x;
  private final double[][] y;
  private final int dimension;
  private final double tau;
  private final SampledContrastive loss;
  private final double[] units;
  private final double[] slopes;
  private final double[] norms;

  LinearEncoders(Mixture.Sample sample, int dimension, double tau, int[][] negatives) {
    super(2 * dimension * sample.x()[0].length, 2 * dimension);
    this.x = sample.x();
    this.y = sample.y();
    this.dimension = dimension;
    this.tau = tau;
    this.loss = new SampledContrastive(x.length, dimension, 1 / tau, negatives);
    this.units = new double[2 * x.length * dimension];
    this.slopes = new double[units.length];
    this.norms = new double[2 * x.length];
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

  /**
   * The directions of mapped rows.
   *
   * @param from where the map begins among both
   * @param first the first of the rows that are filled
   */
  private static void encode(
      double[] maps, int from, double[][] rows, int d, double[] units, double[] norms, int first) {
    int features = rows[0].length;
    for (int i = 0; i < rows.length; i++) {
      int at = (first + i) * d;
      double square = 0;
      for (int k = 0; k < d; k++) {
        double sum = 0;
        for (int f = 0; f < features; f++) {
          sum += maps[from + k * features + f] * rows[i][f];
        }
        units[at + k] = sum;
        square += sum * sum;
      }
      norms[first + i] = Math.sqrt(square);
      for (int k = 0; k < d; k++) {
        units[at + k] /= norms[first + i];
      }
    }
  }

  @Override
  protected double evaluate(double[] maps, double[] out) {
    encode(maps, 0, x, dimension, units, norms, 0);
    encode(maps, maps.length / 2, y, dimension, units, norms, x.length);
    double value = loss.differentiate(units, slopes);
    Arrays.fill(out, 0);
    decode(x, out, 0, 0);
    decode(y, out, maps.length / 2, x.length);
    return value;
  }

  /** From slopes by unit vectors to slopes by the map that begins at a place. */
  private void decode(double[][] rows, double[] out, int from, int first) {
    int features = rows[0].length;
    for (int i = 0; i < rows.length; i++) {
      int at = (first + i) * dimension;
      double radial = 0;
      for (int k = at; k < at + dimension; k++) {
        radial += slopes[k] * units[k];
      }
      for (int k = 0; k < dimension; k++) {
        double slope = (slopes[at + k] - radial * units[at + k]) / norms[first + i];
        for (int f = 0; f < features; f++) {
          out[from + k * features + f] += slope * rows[i][f];
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
  static Quality quality(double[] maps, Mixture.Sample sample, int d, double tau) {
    int n = sample.x().length;
    double[] units = new double[2 * n * d];
    double[] norms = new double[2 * n];
    encode(maps, 0, sample.x(), d, units, norms, 0);
    encode(maps, maps.length / 2, sample.y(), d, units, norms, n);
    double[][] columns = new double[d][n];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < d; k++) {
        columns[k][j] = units[(n + j) * d + k];
      }
    }
    double[][] scores = new double[n][n];
    for (int i = 0; i < n; i++) {
      Rows.rowTimesColumns(units, i * d, d, columns, scores[i]);
    }
    return Quality.of(scores, tau);
  }
}
