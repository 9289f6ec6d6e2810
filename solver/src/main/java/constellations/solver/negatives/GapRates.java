package constellations.solver.negatives;

import constellations.solver.numeric.Rows;
import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.UnitSphereSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The gap between the contrastive loss L and sampled ones, for a population of anchors and items
 * and a class of scores that are finite, so that L and suprema over the class are exact
 * (docs/theory.md S15). Anchors and items are random unit vectors x, y of R^d; the scores are &lt;O
 * x, y>, O a matrix of random unit rows; the match of an anchor is the item of its number.
 * Deterministic for any number of threads.
 *
 * @param own L - E L_m with m own negatives for each anchor, mean over the class
 * @param ownBound tau Var X / (2 m lo^2), likewise
 * @param shared sup over the class of |L_m - L| with one pool of m for all anchors, mean over pools
 * @param anchors sup over the class of |L_n - L| with n sampled anchors and all negatives
 */
public record GapRates(
    List<Slope.Point> own,
    List<Slope.Point> ownBound,
    List<Slope.Point> shared,
    List<Slope.Point> anchors) {
  private static final int DIMENSION = 8;
  private static final long SEEDS_APART = 1_000_003L;

  /**
   * What is measured.
   *
   * @param population how many anchors, and how many items
   * @param scores the size of the class
   * @param temperature tau
   * @param repeats samples for each size
   * @param sizes m, and n
   */
  public record Setting(
      int population, int scores, double temperature, int repeats, List<Integer> sizes) {}

  /** X_aj = exp(s(x_a,y_j)/tau) of one score, its mean for each anchor, and s(x_a,y_a). */
  private record Population(double[][] x, double[] means, double[] own) {
    /** Tau log mean X less s(x_a, y_a): the part of L of an anchor. */
    double loss(int a, double tau) {
      return tau * Math.log(means[a]) - own[a];
    }
  }

  /**
   * Measures.
   *
   * @param progress is told what is done
   */
  public static GapRates of(
      Setting setting,
      long seed,
      int threads,
      Consumer<String> progress,
      BooleanSupplier cancelled) {
    List<Population> scores =
        Parallel.map(setting.scores(), threads, w -> population(setting, seed, w));
    List<Slope.Point> own = new ArrayList<>();
    List<Slope.Point> bound = new ArrayList<>();
    List<Slope.Point> shared = new ArrayList<>();
    List<Slope.Point> anchors = new ArrayList<>();
    for (int size : setting.sizes()) {
      if (cancelled.getAsBoolean()) {
        break;
      }
      progress.accept("size " + size);
      double tau = setting.temperature();
      own.add(
          new Slope.Point(
              size,
              mean(
                  Parallel.map(
                      scores.size(), threads, w -> own(scores.get(w), setting, size, seed + w)))));
      bound.add(
          new Slope.Point(size, mean(scores.stream().map(s -> bound(s, tau) / size).toList())));
      shared.add(
          new Slope.Point(
              size,
              mean(
                  Parallel.map(
                      setting.repeats(),
                      threads,
                      r -> shared(scores, tau, size, stream(seed, 2 * r, size))))));
      anchors.add(
          new Slope.Point(
              size,
              mean(
                  Parallel.map(
                      setting.repeats(),
                      threads,
                      r -> anchors(scores, tau, size, stream(seed, 2 * r + 1, size))))));
    }
    return new GapRates(own, bound, shared, anchors);
  }

  /** A seed for each sample: those of different sizes have nothing in common. */
  private static long stream(long seed, int sample, int size) {
    return (seed * SEEDS_APART + sample) * SEEDS_APART + size;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(x -> x).average().orElseThrow();
  }

  private static Population population(Setting setting, long seed, int w) {
    int n = setting.population();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    UnitSphereSampler sphere = UnitSphereSampler.of(random, DIMENSION);
    double[][] anchors = new double[n][];
    double[][] items = new double[n][];
    for (int i = 0; i < n; i++) {
      anchors[i] = sphere.sample();
      items[i] = sphere.sample();
    }
    // Rows on the sphere: the map of each score of the class.
    UnitSphereSampler maps =
        UnitSphereSampler.of(RandomSource.XO_SHI_RO_256_PP.create(~(seed + w)), DIMENSION);
    double[][] map = new double[DIMENSION][];
    for (int k = 0; k < DIMENSION; k++) {
      map[k] = maps.sample();
    }
    double[][] x = new double[n][n];
    double[] means = new double[n];
    double[] own = new double[n];
    double[] moved = new double[DIMENSION];
    for (int a = 0; a < n; a++) {
      for (int k = 0; k < DIMENSION; k++) {
        moved[k] = Rows.dot(map[k], anchors[a]);
      }
      for (int j = 0; j < n; j++) {
        double score = Rows.dot(moved, items[j]);
        own[a] = j == a ? score : own[a];
        x[a][j] = Math.exp(score / setting.temperature());
        means[a] += x[a][j] / n;
      }
    }
    return new Population(x, means, own);
  }

  /**
   * The mean of L - L_m, less the part of it that is linear in the sampled mean, whose expectation
   * is 0: the same expectation with less noise.
   */
  private static double own(Population score, Setting setting, int m, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed * SEEDS_APART + m);
    int n = score.means().length;
    double sum = 0;
    for (int r = 0; r < setting.repeats(); r++) {
      for (int a = 0; a < n; a++) {
        double sampled = 0;
        for (int j = 0; j < m; j++) {
          sampled += score.x()[a][random.nextInt(n)];
        }
        double relative = sampled / m / score.means()[a] - 1;
        sum += setting.temperature() * (relative - Math.log1p(relative));
      }
    }
    return sum / n / setting.repeats();
  }

  /** Tau Var X / (2 lo^2), the mean over anchors. */
  private static double bound(Population score, double tau) {
    double sum = 0;
    for (int a = 0; a < score.means().length; a++) {
      double variance = 0;
      double least = Double.POSITIVE_INFINITY;
      for (double x : score.x()[a]) {
        double off = x - score.means()[a];
        variance += off * off / score.x()[a].length;
        least = Math.min(least, x);
      }
      sum += tau * variance / (2 * least * least);
    }
    return sum / score.means().length;
  }

  private static double shared(List<Population> scores, double tau, int m, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    int n = scores.get(0).means().length;
    int[] pool = random.ints(m, 0, n).toArray();
    double largest = 0;
    for (Population score : scores) {
      double gap = 0;
      for (int a = 0; a < n; a++) {
        double sampled = 0;
        for (int j : pool) {
          sampled += score.x()[a][j];
        }
        gap += tau * Math.log(sampled / m / score.means()[a]);
      }
      largest = Math.max(largest, Math.abs(gap / n));
    }
    return largest;
  }

  private static double anchors(List<Population> scores, double tau, int n, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    int all = scores.get(0).means().length;
    int[] sample = random.ints(n, 0, all).toArray();
    double largest = 0;
    for (Population score : scores) {
      double exact = 0;
      for (int a = 0; a < all; a++) {
        exact += score.loss(a, tau) / all;
      }
      double sampled = 0;
      for (int a : sample) {
        sampled += score.loss(a, tau) / n;
      }
      largest = Math.max(largest, Math.abs(sampled - exact));
    }
    return largest;
  }
}
