package constellations.solver.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.analyse.Matches;
import constellations.solver.analyse.PairScan;
import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.NpyWriter;
import constellations.solver.run.Interruption;
import constellations.solver.run.Workers;
import constellations.solver.train.SigmoidTraining;
import constellations.solver.train.SigmoidTraining.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.UnitSphereSampler;
import org.apache.commons.rng.simple.RandomSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench analyse} and {@code bench train}. */
final class EmbeddingBenchmarks {
  private EmbeddingBenchmarks() {}

  /** {@code bench analyse}. */
  @Command(
      name = "analyse",
      description = {
        "Time of the scan of all pairs of random rows in float32 with themselves, certified extremes,",
        "retrieval and histogram, and of the bare products with minimum and maximum in NumPy, on as",
        "many threads, one after the other."
      })
  static final class Analyse implements Callable<Integer> {
    @Option(names = "--pairs", paramLabel = "N", description = "Rows (default 50000).")
    private Exact pairs = new Exact("50000");

    @Option(names = "--dimension", paramLabel = "d", description = "Columns (default 768).")
    private Exact dimension = new Exact("768");

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      int n = pairs.whole("pairs", 2, 10_000_000);
      int d = dimension.whole("dimension", 1, 100_000);
      Path file = null;
      try {
        file = Files.createTempFile("constellation", ".npy");
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(common.seed());
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
            Workers.threads(common.threads()),
            done -> {},
            Interruption::requested);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double peer = PythonPeer.number("products.py", common.threads(), file.toString());
        ObjectNode json = CommonOptions.object();
        json.put("pairs", n).put("dimension", d).put("threads", common.threads());
        json.put("seconds", seconds).put("numpySeconds", peer).put("ratio", peer / seconds);
        if (common.json()) {
          common.print(json);
        } else {
          common.say(
              "%d x %d, %d threads: %.2f s, NumPy's products with minimum and maximum %.2f s,"
                  + " ratio %.2f",
              n, d, common.threads(), seconds, peer, peer / seconds);
        }
        return Main.DONE;
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
  }

  /** {@code bench train}. */
  @Command(
      name = "train",
      description = {
        "Time of an epoch of the sigmoid loss with Adam, N = 100 pairs in R^10, here and in PyTorch,",
        "by one thread each."
      })
  static final class Train implements Callable<Integer> {
    private static final int EPOCHS = 5000;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      Settings settings =
          new Settings(
              100,
              10,
              2,
              Settings.complete(2),
              EPOCHS,
              0.01,
              10,
              false,
              SigmoidTraining.Bias.RELATIVE,
              0.6,
              false,
              false,
              false,
              false,
              SigmoidTraining.Optimiser.ADAM,
              EPOCHS);
      double epoch = 0;
      for (int pass = 0; pass < 2; pass++) {
        // The first pass warms up.
        double[] start = SigmoidTraining.randomStart(settings, common.seed());
        epoch = SigmoidTraining.run(settings, start, Interruption::requested).seconds() / EPOCHS;
      }
      double peer = PythonPeer.number("train.py", 1, "100", "10", Integer.toString(EPOCHS));
      if (common.json()) {
        common.print(
            CommonOptions.object()
                .put("secondsPerEpoch", epoch)
                .put("torchSecondsPerEpoch", peer)
                .put("ratio", peer / epoch));
      } else {
        common.say(
            "an epoch of 100 pairs in 10 dimensions: %.4f ms, PyTorch %.4f ms, ratio %.1f",
            1e3 * epoch, 1e3 * peer, peer / epoch);
      }
      return Main.DONE;
    }
  }
}
