package constellations.solver.cli.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bench.EmbeddingBenchmark;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.format.Exact;
import constellations.solver.run.Interruption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench analyse} and {@code bench train}. */
final class EmbeddingBenchmarks {
  private EmbeddingBenchmarks() {}

  /** {@code bench analyse}. */
  @Command(
      name = "analyse",
      description =
          "Time of the scan of all pairs of random rows in float32 with themselves, certified extremes,"
              + " retrieval and histogram, and of the bare products with minimum and maximum in NumPy, on as"
              + " many threads, one after the other.")
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
      EmbeddingBenchmark.Scan scan =
          EmbeddingBenchmark.scan(n, d, common.seed(), common.threads(), Interruption::requested);
      ObjectNode json = CommonOptions.object();
      json.put("pairs", n).put("dimension", d).put("threads", common.threads());
      json.put("seconds", scan.seconds()).put("numpySeconds", scan.peer());
      json.put("ratio", scan.peer() / scan.seconds());
      String line =
          String.format(
              Locale.ROOT,
              "%d x %d, %d threads: %.2f s, NumPy's products and extremes %.2f s, ratio %.2f",
              n,
              d,
              common.threads(),
              scan.seconds(),
              scan.peer(),
              scan.peer() / scan.seconds());
      return common.answer(json, List.of(line));
    }
  }

  /** {@code bench train}. */
  @Command(
      name = "train",
      description =
          "Time of an epoch of the sigmoid loss, and of the contrastive loss with all negatives, with Adam, N"
              + " = 100 pairs in R^10, here and in PyTorch,"
              + " by one thread each.")
  static final class Train implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      ObjectNode json = CommonOptions.object();
      List<String> lines = new ArrayList<>();
      put(json, lines, "sigmoid", false);
      ObjectNode contrastive = CommonOptions.object();
      put(contrastive, lines, "contrastive", true);
      json.set("contrastive", contrastive);
      return common.answer(json, lines);
    }

    private void put(ObjectNode json, List<String> lines, String loss, boolean contrastive) {
      EmbeddingBenchmark.Epoch measured =
          EmbeddingBenchmark.epoch(contrastive, common.seed(), Interruption::requested);
      double epoch = measured.seconds();
      double peer = measured.peer();
      json.put("secondsPerEpoch", epoch);
      json.put("torchSecondsPerEpoch", peer).put("ratio", peer / epoch);
      lines.add(
          String.format(
              Locale.ROOT,
              "an epoch of 100 pairs in 10 dimensions, %s loss: %.4f ms, PyTorch %.4f ms, ratio %.1f",
              loss,
              1e3 * epoch,
              1e3 * peer,
              peer / epoch));
    }
  }
}
