package constellations.solver.negatives;

import constellations.solver.loss.SampledContrastive;
import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Linear encoders of a mixture with labels, trained on n pairs with m negatives each, own or
 * shared: retrieval on fresh pairs, and the gap between the losses there and in training.
 * Deterministic for any number of threads.
 *
 * @param rows for each n, share and way
 * @param bestSuccess E* on the fresh pairs, of the known best score
 * @param bestLoss L* there, likewise
 */
public record MixtureExperiment(List<Row> rows, double bestSuccess, double bestLoss) {
  private static final long SEEDS_APART = 1_000_003L;

  /**
   * What is done.
   *
   * @param pairs n
   * @param percent m/n in hundredths
   * @param repeats runs for each
   * @param fresh pairs that retrieval is measured on
   */
  public record Setting(
      int labels,
      int features,
      double noise,
      int dimension,
      double temperature,
      List<Integer> pairs,
      List<Integer> percent,
      int repeats,
      int fresh) {}

  /**
   * The means over runs.
   *
   * @param success E(s) on fresh pairs
   * @param deviation of the runs, with one degree of freedom less
   * @param loss L there
   * @param gap |L - L_m,n|, the loss there less that in training
   */
  public record Row(
      int pairs,
      int negatives,
      int percent,
      boolean shared,
      double success,
      double deviation,
      double reciprocalRank,
      double loss,
      double gap) {}

  private record Run(LinearEncoders.Quality quality, double gap) {}

  /**
   * Runs the experiment.
   *
   * @param progress is told what is done
   * @return all rows, or fewer if it was cancelled
   */
  public static MixtureExperiment of(
      Setting setting,
      long seed,
      int threads,
      Consumer<String> progress,
      BooleanSupplier cancelled) {
    Mixture mixture =
        new Mixture(setting.labels(), setting.features(), setting.noise(), stream(seed, 0, 0));
    Mixture.Sample fresh = mixture.sample(setting.fresh(), stream(seed, 0, 1));
    double[][] best = mixture.ratios(fresh);
    for (double[] row : best) {
      for (int j = 0; j < row.length; j++) {
        row[j] = setting.temperature() * Math.log(row[j]);
      }
    }
    LinearEncoders.Quality optimum = LinearEncoders.Quality.of(best, setting.temperature());
    List<Row> rows = new ArrayList<>();
    for (int n : setting.pairs()) {
      for (int percent : setting.percent()) {
        int m = Math.max(1, (int) Math.round(n * percent / 100.0));
        for (boolean shared : m == n ? new boolean[] {true} : new boolean[] {false, true}) {
          List<Run> runs =
              Parallel.map(
                  setting.repeats(),
                  threads,
                  r -> run(setting, mixture, fresh, n, m, shared, seed, r, cancelled));
          if (cancelled.getAsBoolean()) {
            return new MixtureExperiment(rows, optimum.ranking().success(), optimum.loss());
          }
          Row row = row(runs, n, m, percent, shared);
          progress.accept("n = " + n + ", m = " + m);
          rows.add(row);
        }
      }
    }
    return new MixtureExperiment(rows, optimum.ranking().success(), optimum.loss());
  }

  /**
   * E(s) between those of the fewest negatives of this way and of all; NaN where these are nearer
   * to each other than runs are.
   */
  public double share(Row row) {
    List<Row> same =
        rows.stream()
            .filter(r -> r.pairs() == row.pairs())
            .filter(r -> r.shared() == row.shared() || r.negatives() == r.pairs())
            .toList();
    double least = same.get(0).success();
    double gain = same.get(same.size() - 1).success() - least;
    return gain <= row.deviation() ? Double.NaN : (row.success() - least) / gain;
  }

  /** Seeds that differ for the mixture, the samples of each run and its negatives. */
  private static long stream(long seed, int run, int use) {
    return (seed * SEEDS_APART + run) * SEEDS_APART + use;
  }

  private static Run run(
      Setting setting,
      Mixture mixture,
      Mixture.Sample fresh,
      int n,
      int m,
      boolean shared,
      long seed,
      int repeat,
      BooleanSupplier cancelled) {
    // The same pairs and first maps for all m, so that rows differ by their negatives alone.
    Mixture.Sample sample = mixture.sample(n, stream(seed, repeat + 1, 0));
    UniformRandomProvider random =
        RandomSource.XO_SHI_RO_256_PP.create(stream(seed, repeat + 1, 1 + m));
    int[][] negatives = SampledContrastive.draw(random, n, m, shared);
    LinearEncoders encoders =
        new LinearEncoders(sample, setting.dimension(), setting.temperature(), negatives);
    double[] maps = encoders.train(~stream(seed, repeat + 1, 0), cancelled);
    LinearEncoders.Quality quality =
        LinearEncoders.quality(maps, fresh, setting.dimension(), setting.temperature());
    return new Run(quality, Math.abs(quality.loss() - encoders.loss(maps)));
  }

  private static Row row(List<Run> runs, int n, int m, int percent, boolean shared) {
    double success = mean(runs, r -> r.quality().ranking().success());
    double squares =
        runs.stream()
            .mapToDouble(r -> Math.pow(r.quality().ranking().success() - success, 2))
            .sum();
    return new Row(
        n,
        m,
        percent,
        shared,
        success,
        runs.size() == 1 ? 0 : Math.sqrt(squares / (runs.size() - 1)),
        mean(runs, r -> r.quality().ranking().reciprocalRank()),
        mean(runs, r -> r.quality().loss()),
        mean(runs, Run::gap));
  }

  private static double mean(List<Run> runs, ToDoubleFunction<Run> of) {
    return runs.stream().mapToDouble(of).average().orElseThrow();
  }
}
