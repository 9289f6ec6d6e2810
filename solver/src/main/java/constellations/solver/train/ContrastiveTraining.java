package constellations.solver.train;

import constellations.solver.loss.Ranking;
import constellations.solver.numeric.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Minimises the contrastive loss of N pairs of unit vectors with sampled negatives (docs/theory.md
 * S15; arXiv 2605.02116) by Adam: the mean over anchors i of log((1/m) sum_j exp(t (&lt;U_i,V_j> -
 * &lt;U_i,V_i>))), j over m of the N items, drawn once without repetition, own ones for each anchor
 * or one pool for all. The inverse temperature t stays. For one thread; a run depends on its
 * settings and seed alone.
 */
final class ContrastiveTraining {
  private static final double LEAST_EXPONENT = 40;

  private final Settings settings;
  private final int n;
  private final int d;
  private final double t;
  private final double[] x;
  private final double[] gradient;

  /** The items of each anchor; one list if they are shared. */
  private final int[][] negatives;

  private final double[][] columns;
  private final double[][] columnGradients;
  private final double[] weights;
  private final double[] row;

  private ContrastiveTraining(Settings settings, double[] start, long seed) {
    Settings.Negatives drawn = settings.negatives().orElseThrow();
    this.settings = settings;
    this.n = settings.pairs();
    this.d = settings.dimension();
    this.t = settings.temperature();
    this.x = start;
    this.gradient = new double[x.length];
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    this.negatives = drawn(random, n, drawn.count(), drawn.shared() ? 1 : n);
    this.columns = new double[d][drawn.count()];
    this.columnGradients = new double[d][drawn.count()];
    this.weights = new double[drawn.count()];
    this.row = new double[d];
  }

  /** Lists of m of n items. */
  static int[][] drawn(UniformRandomProvider random, int n, int m, int lists) {
    int[][] drawn = new int[m == n ? 1 : lists][];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = new PermutationSampler(random, n, m).sample();
      Arrays.sort(drawn[i]);
    }
    return drawn;
  }

  /**
   * Trains.
   *
   * @param start unit rows; changed
   * @param seed of the negatives
   * @param cancelled ends the run early with what it has
   */
  static Outcome run(Settings settings, double[] start, long seed, BooleanSupplier cancelled) {
    return new ContrastiveTraining(settings, start, seed).train(cancelled);
  }

  private Outcome train(BooleanSupplier cancelled) {
    long begin = System.nanoTime();
    int fixed = settings.locked() ? n * d : 0;
    Adam adam = Adam.of(settings.rate(), x.length);
    List<Point> history = new ArrayList<>();
    history.add(point(0));
    int epoch = 0;
    while (epoch < settings.epochs() && !cancelled.getAsBoolean()) {
      differentiate();
      epoch++;
      adam.step(epoch, x, gradient, fixed);
      Adam.normalise(x, fixed, d);
      if (epoch % settings.every() == 0 || epoch == settings.epochs()) {
        history.add(point(epoch));
      }
    }
    if (history.get(history.size() - 1).epoch() != epoch) {
      history.add(point(epoch));
    }
    return new Outcome(x, List.copyOf(history), epoch, 1, (System.nanoTime() - begin) / 1e9);
  }

  /** The gradient along the spheres. */
  private void differentiate() {
    Arrays.fill(gradient, 0);
    if (negatives.length == 1) {
      shared();
    } else {
      for (int i = 0; i < n; i++) {
        own(i);
      }
    }
    for (int from = 0; from < x.length; from += d) {
      double radial = 0;
      for (int k = from; k < from + d; k++) {
        radial += gradient[k] * x[k];
      }
      for (int k = from; k < from + d; k++) {
        gradient[k] = (gradient[k] - radial * x[k]) * t / n;
      }
    }
  }

  private void shared() {
    int[] pool = negatives[0];
    for (int k = 0; k < d; k++) {
      for (int j = 0; j < pool.length; j++) {
        columns[k][j] = x[(n + pool[j]) * d + k];
      }
      Arrays.fill(columnGradients[k], 0);
    }
    for (int i = 0; i < n; i++) {
      int from = i * d;
      Rows.rowTimesColumns(x, from, d, columns, weights);
      double share = 1 / exponentials(weights);
      match(i);
      Arrays.fill(row, 0);
      Rows.addDots(weights, columns, row, 0);
      for (int k = 0; k < d; k++) {
        gradient[from + k] += share * row[k];
        row[k] = share * x[from + k];
      }
      Rows.addToColumns(columnGradients, row, 0, weights);
    }
    for (int k = 0; k < d; k++) {
      for (int j = 0; j < pool.length; j++) {
        gradient[(n + pool[j]) * d + k] += columnGradients[k][j];
      }
    }
  }

  private void own(int i) {
    int[] items = negatives[i];
    int from = i * d;
    for (int j = 0; j < items.length; j++) {
      weights[j] = product(i, items[j]);
    }
    double share = 1 / exponentials(weights);
    match(i);
    for (int j = 0; j < items.length; j++) {
      int other = (n + items[j]) * d;
      double weight = share * weights[j];
      for (int k = 0; k < d; k++) {
        gradient[from + k] += weight * x[other + k];
        gradient[other + k] += weight * x[from + k];
      }
    }
  }

  private double product(int i, int j) {
    double sum = 0;
    for (int k = 0; k < d; k++) {
      sum += x[i * d + k] * x[(n + j) * d + k];
    }
    return sum;
  }

  /** What is proportional to exp(t product) in the place of products; returns the sum. */
  private double exponentials(double[] products) {
    double largest = 1;
    if (2 * t > LEAST_EXPONENT) {
      largest = Rows.largest(products, 0);
      // What is further below has no share that counts.
      double least = largest - LEAST_EXPONENT / t;
      for (int j = 0; j < products.length; j++) {
        products[j] = Math.max(least, products[j]);
      }
    }
    Rows.exponentials(products, products.length, t, largest);
    return Rows.sum(products);
  }

  /** The part of the match. */
  private void match(int i) {
    int own = (n + i) * d;
    for (int k = 0; k < d; k++) {
      gradient[i * d + k] -= x[own + k];
      gradient[own + k] -= x[i * d + k];
    }
  }

  private Point point(int epoch) {
    double[][] all = new double[d][n];
    for (int k = 0; k < d; k++) {
      for (int j = 0; j < n; j++) {
        all[k][j] = x[(n + j) * d + k];
      }
    }
    double[] products = new double[n];
    Ranking.Counter ranking = new Ranking.Counter();
    double loss = 0;
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      Rows.rowTimesColumns(x, i * d, d, all, products);
      ranking.add(products, i);
      double own = products[i];
      least = Math.min(least, own);
      double top = Rows.largest(products, 0);
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += Math.exp(t * (products[j] - top));
        largest = j == i ? largest : Math.max(largest, products[j]);
      }
      loss += (top - own + Math.log(sum) / t) / n;
    }
    return new Point(
        epoch,
        loss,
        t,
        (least + largest) / 2,
        (least - largest) / 2,
        SigmoidTraining.xi(x, n, d),
        ranking.ranking());
  }
}
