package constellations.solver.bench;

import constellations.solver.analyse.Matches;
import constellations.solver.analyse.PairScan;
import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.NpyWriter;
import constellations.solver.run.Workers;
import constellations.solver.train.Runs;
import constellations.solver.train.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.UnitSphereSampler;
import org.apache.commons.rng.simple.RandomSource;

/** The scan of all pairs beside NumPy's products, an epoch of training beside PyTorch. */
public final class EmbeddingBenchmark {
  private static final int EPOCHS = 5000;
  private static final int PAIRS = 100;
  private static final int DIMENSION = 10;

  private EmbeddingBenchmark() {}

  /** Seconds for all products, here and in NumPy (NaN where it is not there). */
  public record Scan(double seconds, double peer) {}

  /** Seconds for an epoch, here and in PyTorch (NaN where it is not there). */
  public record Epoch(double seconds, double peer) {}

  /** Scans N random rows in R^d with themselves, from a temporary file. */
  public static Scan scan(int n, int d, long seed, int threads, BooleanSupplier interrupted) {
    Path file = null;
    try {
      file = Files.createTempFile("constellation", ".npy");
      UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
      UnitSphereSampler sampler = UnitSphereSampler.of(random, d);
      try (NpyWriter writer = NpyWriter.singles(file, n, d)) {
        for (int i = 0; i < n; i++) {
          writer.row(sampler.sample());
        }
      }
      EmbeddingMatrix matrix = EmbeddingFiles.open(file);
      long begin = System.nanoTime();
      PairScan.run(
          matrix,
          matrix,
          Matches.pairs(n),
          false,
          Workers.threads(threads),
          done -> {},
          interrupted);
      double seconds = (System.nanoTime() - begin) / 1e9;
      return new Scan(seconds, PythonPeer.number("products.py", threads, file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file can be made", e);
    } finally {
      remove(file);
    }
  }

  private static void remove(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Trains 100 pairs in R^10 with Adam, by one thread, with all pairs.
   *
   * @param contrastive whether on the contrastive loss, else on the sigmoid loss
   */
  public static Epoch epoch(boolean contrastive, long seed, BooleanSupplier interrupted) {
    Settings.Builder builder = Settings.of(PAIRS, DIMENSION).epochs(EPOCHS).recordEvery(EPOCHS);
    if (contrastive) {
      builder.negatives(PAIRS, true);
    }
    double epoch = 0;
    for (int pass = 0; pass < 2; pass++) {
      // The first pass warms up.
      Runs runs = Runs.of(builder.build(), 1, seed, 1, gap -> {}, interrupted);
      epoch = runs.best().seconds() / EPOCHS;
    }
    return new Epoch(
        epoch,
        PythonPeer.number(
            "train.py",
            1,
            Integer.toString(PAIRS),
            Integer.toString(DIMENSION),
            Integer.toString(EPOCHS),
            contrastive ? "contrastive" : "sigmoid"));
  }
}
