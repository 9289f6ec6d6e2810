package constellations.solver.cli.code;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bench.EnergyBenchmark;
import constellations.solver.bench.SearchBenchmark;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.results.PublishedCodes;
import constellations.solver.run.Interruption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench search} and {@code bench energy}. */
final class SearchBenchmarks {
  private SearchBenchmarks() {}

  /** {@code bench search}. */
  @Command(
      name = "search",
      description =
          "Searches cells (d, N) under a time budget each, with everything and with parts of it: the"
              + " excess of the best cosine over the reference, how many starts in a thousand led to the"
              + " reference (within 1e-6), starts a second. The first line of a cell is a plain multi-start"
              + " of the same engine. The time limit (default 10s) is that of each line.")
  static final class Search implements Callable<Integer> {
    @Option(
        names = "--cells",
        split = ",",
        paramLabel = "d:N|FILE",
        description = "Cells, or one CSV file with dimension, points, cosine (default: a dozen).")
    private List<String> cells = SearchBenchmark.DOZEN;

    @Option(
        names = "--strategies",
        split = ",",
        paramLabel = "S",
        description = "Of plain, symmetry, hops, all (default: each in turn).")
    private List<String> strategies = List.of();

    @Option(
        names = "--reference",
        paramLabel = "FILE",
        description = "CSV with dimension, points, cosine (default instances/spherical-codes.csv).")
    private Path reference;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      Path known =
          reference == null ? common.console().home().resolve(PublishedCodes.FILE) : reference;
      List<SearchBenchmark.Cell> chosen = SearchBenchmark.cells(known, cells);
      double seconds = common.seconds() == Double.POSITIVE_INFINITY ? 10 : common.seconds();
      ObjectNode json = CommonOptions.object();
      ArrayNode rows = json.putArray("results");
      Interruption.watch();
      if (!common.json()) {
        common.say(SearchBenchmark.Row.head());
      }
      SearchBenchmark benchmark =
          new SearchBenchmark(common.seed(), common.threads(), seconds, Interruption::requested);
      for (SearchBenchmark.Row row : benchmark.rows(chosen, strategies)) {
        common.row(rows, row.json(), row.line());
      }
      if (common.json()) {
        common.print(json);
      }
      return ExitCode.DONE;
    }
  }

  /** {@code bench energy}. */
  @Command(
      name = "energy",
      description =
          "Evaluations a second of the smooth maximum and its gradient, by one thread and by all, and"
              + " of a NumPy script that does the same, with as many threads for its products; python3 with"
              + " NumPy must be there for the latter. The time limit (default 3s) is that of each measurement.")
  static final class Energy implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      double seconds = common.seconds() == Double.POSITIVE_INFINITY ? 3 : common.seconds();
      Interruption.watch();
      int threads = common.threads();
      ObjectNode json = CommonOptions.object();
      ArrayNode rows = json.putArray("results");
      if (!common.json()) {
        common.say(
            "   d     N    one thread  "
                + threads
                + " threads  NumPy, 1 thread  ratio  NumPy, "
                + threads
                + " threads  ratio");
      }
      for (EnergyBenchmark.Row row : EnergyBenchmark.rows(seconds, threads)) {
        if (Interruption.requested()) {
          break;
        }
        common.row(rows, row.json(), row.line());
      }
      if (common.json()) {
        common.print(json);
      }
      return ExitCode.DONE;
    }
  }
}
