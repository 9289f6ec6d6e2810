package constellations.solver.train;

import constellations.solver.loss.Ranking;
import constellations.solver.loss.SampledContrastive;
import constellations.solver.numeric.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Minimises the contrastive loss of N pairs of unit vectors with sampled negatives by Adam; the
 * negatives are drawn once, and the inverse temperature stays. For one thread; a run depends on its
 * settings and seed alone.
 */
final class ContrastiveTraining {
  private final Settings settings;
  private final int n;
  private final int d;
  private final double t;
  private final double[] x;
  private final double[] gradient;

  private final SampledContrastive loss;

  private ContrastiveTraining(Settings settings, double[] start, long seed) {
    Settings.Negatives drawn = settings.negatives().orElseThrow();
    this.settings = settings;
    this.n = settings.pairs();
    this.d = settings.dimension();
    this.t = settings.temperature();
    this.x = start;
    this.gradient = new double[x.length];
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    this.loss =
        new SampledContrastive(
            n, d, t, SampledContrastive.draw(random, n, drawn.count(), drawn.shared()));
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
    loss.differentiate(x, gradient);
    for (int from = 0; from < x.length; from += d) {
      double radial = 0;
      for (int k = from; k < from + d; k++) {
        radial += gradient[k] * x[k];
      }
      for (int k = from; k < from + d; k++) {
        gradient[k] -= radial * x[k];
      }
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
    double excess = 0;
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
      excess += (top - own + Math.log(sum) / t) / n;
    }
    return new Point(
        epoch,
        excess,
        t,
        (least + largest) / 2,
        (least - largest) / 2,
        SigmoidTraining.xi(x, n, d),
        ranking.ranking());
  }
}
