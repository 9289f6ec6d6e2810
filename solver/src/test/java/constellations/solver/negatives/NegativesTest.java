package constellations.solver.negatives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NegativesTest {
  @Test
  void slopesOfPowers() {
    Slope slope =
        Slope.of(
            IntStream.rangeClosed(1, 6)
                .mapToObj(i -> new Slope.Point(i, 3 * Math.pow(i, -0.75)))
                .toList());
    assertEquals(-0.75, slope.slope(), 1e-12);
    assertEquals(0, slope.error(), 1e-7);
    // By hand: logarithms (0, 0), (1, 1), (2, 1): slope 1/2, residuals -1/6, 1/3, -1/6 of sum of
    // squares 1/6, so the error is 12.7062 sqrt(1/6 / 1 / 2).
    Slope three =
        Slope.of(
            List.of(
                new Slope.Point(1, 1),
                new Slope.Point(Math.E, Math.E),
                new Slope.Point(Math.E * Math.E, Math.E)));
    assertEquals(0.5, three.slope(), 1e-12);
    assertEquals(12.7062 * Math.sqrt(1.0 / 12), three.error(), 1e-4);
  }

  /** The rates of arXiv 2605.02116, on a population that is smaller than the experiment's. */
  @Test
  void gapsFallAsPublished() {
    GapRates.Setting setting = new GapRates.Setting(256, 8, 0.5, 64, List.of(16, 32, 64, 128, 256));
    GapRates rates = GapRates.of(setting, 3, 2, what -> {}, () -> false);
    assertEquals(-1, Slope.of(rates.own()).slope(), 0.1);
    assertEquals(-0.5, Slope.of(rates.shared()).slope(), 0.1);
    assertEquals(-0.5, Slope.of(rates.anchors()).slope(), 0.1);
    for (int i = 0; i < setting.sizes().size(); i++) {
      assertTrue(rates.own().get(i).y() > 0, "Jensen");
      assertTrue(rates.own().get(i).y() <= rates.ownBound().get(i).y());
    }
    GapRates again = GapRates.of(setting, 3, 1, what -> {}, () -> false);
    assertEquals(rates, again, "the number of threads");
  }

  private static int[][] lists(Random random, int n, int m, boolean shared) {
    return IntStream.range(0, shared ? 1 : n)
        .mapToObj(i -> random.ints(0, n).distinct().limit(m).toArray())
        .toArray(int[][]::new);
  }

  /** Slopes of the sampled loss are those of differences, and the loss is that of plain loops. */
  @Property(tries = 40, seed = "1")
  void lossAndSlopesOfEncoders(
      @ForAll long seed, @ForAll boolean shared, @ForAll @IntRange(min = 1, max = 6) int m) {
    Random random = new Random(seed);
    Mixture mixture = new Mixture(3, 4, 0.5, seed);
    Mixture.Sample sample = mixture.sample(6, seed + 1);
    int[][] lists = lists(random, 6, m, shared);
    LinearEncoders encoders = new LinearEncoders(sample, 3, 0.4, lists);
    double[] maps = random.doubles(24, -1, 1).toArray();
    double[] slopes = new double[24];
    double loss = encoders.evaluate(maps, slopes);
    double plain = 0;
    for (int i = 0; i < 6; i++) {
      double sum = 0;
      for (int j : lists[shared ? 0 : i]) {
        sum += Math.exp((score(maps, sample, i, j) - score(maps, sample, i, i)) / 0.4);
      }
      plain += Math.log(sum / m) / 6;
    }
    assertEquals(plain, loss, 1e-7);
    assertEquals(0.4 * plain, encoders.loss(maps), 1e-7);
    for (int i = 0; i < maps.length; i++) {
      double step = 1e-4;
      double kept = maps[i];
      maps[i] = kept + step;
      double more = encoders.evaluate(maps, new double[24]);
      maps[i] = kept - step;
      double less = encoders.evaluate(maps, new double[24]);
      maps[i] = kept;
      double difference = (more - less) / (2 * step);
      assertEquals(difference, slopes[i], 1e-3 * (1 + Math.abs(difference)));
    }
  }

  private static double score(double[] maps, Mixture.Sample sample, int i, int j) {
    double product = 0;
    double left = 0;
    double right = 0;
    for (int k = 0; k < 3; k++) {
      double u = 0;
      double v = 0;
      for (int f = 0; f < 4; f++) {
        u += maps[4 * k + f] * sample.x()[i][f];
        v += maps[12 + 4 * k + f] * sample.y()[j][f];
      }
      product += u * v;
      left += u * u;
      right += v * v;
    }
    return product / Math.sqrt(left * right);
  }

  /** R has the mean 1 over items, and ranks matches before what is learnt. */
  @Test
  void theBestScoreOfTheMixture() {
    Mixture mixture = new Mixture(5, 6, 0.3, 1);
    double[][] ratios = mixture.ratios(mixture.sample(3000, 2));
    double sum = 0;
    for (double[] row : ratios) {
      for (double ratio : row) {
        sum += ratio / 9e6;
      }
    }
    assertEquals(1, sum, 0.02);
    MixtureExperiment.Setting setting =
        new MixtureExperiment.Setting(5, 6, 0.3, 4, 0.2, List.of(60), List.of(5, 100), 2, 400);
    MixtureExperiment found = MixtureExperiment.of(setting, 1, 2, what -> {}, () -> false);
    assertEquals(3, found.rows().size());
    for (MixtureExperiment.Row row : found.rows()) {
      assertTrue(row.success() < found.bestSuccess() && row.loss() > found.bestLoss());
    }
    MixtureExperiment.Row all = found.rows().get(2);
    assertTrue(all.success() > found.rows().get(1).success(), "all negatives beat few shared ones");
    assertTrue(all.success() > 0.7, "E(s) " + all.success());
    assertEquals(found, MixtureExperiment.of(setting, 1, 1, what -> {}, () -> false), "threads");
  }

  /** As the loss falls to its least, retrieval comes to its best, below all bounds on the way. */
  @Property(tries = 10, seed = "1")
  void lossAtItsLeastMeansRetrievalAtItsBest(@ForAll long seed) {
    List<ConsistencyCurve.Point> points =
        ConsistencyCurve.of(4, 8, 0.3, seed, () -> false).points();
    for (int i = 0; i < points.size(); i++) {
      ConsistencyCurve.Point point = points.get(i);
      assertTrue(i == 0 || point.excess() < points.get(i - 1).excess());
      assertTrue(point.deficit() <= point.envelope() + 1e-9);
      assertTrue(point.envelope() <= point.sharpBound() + 1e-9);
      assertTrue(point.sharpBound() < point.klBound());
    }
    ConsistencyCurve.Point last = points.get(points.size() - 1);
    assertTrue(last.excess() < 1e-5 * points.get(0).excess());
    assertTrue(last.deficit() < 2e-3);
  }
}
