package constellations.solver.cli.code;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bench.BoundsBenchmark;
import constellations.solver.bench.ThreePointBenchmark;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.run.ProgressLine;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench}: measurements against a peer in the same run. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures parts of the program against a peer in the same run.",
    synopsisSubcommandLabel = "PART",
    subcommands = {
      BenchCommand.Bounds.class,
      SearchBenchmarks.Search.class,
      SearchBenchmarks.Energy.class,
      EmbeddingBenchmarks.Analyse.class,
      EmbeddingBenchmarks.Train.class
    })
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a part is missing: bounds, search, energy, analyse or train");
  }

  /** {@code bench bounds}. */
  @Command(
      name = "bounds",
      description =
          "Time and value of the certified linear programming bound, of one plain GLOP solve of the"
              + " same degree with 2000 sample points (no bound, and wrong or nothing for large codes), and"
              + " of Levenshtein's bound, for a dozen dimensions and cosines; then of three-point programs, and"
              + " of CSDP on them where it is installed (double precision, no bound).")
  static final class Bounds implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      ObjectNode json = CommonOptions.object();
      ArrayNode rows = json.putArray("results");
      if (!common.json()) {
        common.say(BoundsBenchmark.HEAD);
      }
      BooleanSupplier stop = common.stop();
      try (ProgressLine progress = common.progress("bench", 1)) {
        for (BoundsBenchmark.Row row : BoundsBenchmark.rows(() -> common.delsarte(progress))) {
          common.row(rows, row.json(), row.line());
          if (stop.getAsBoolean()) {
            break;
          }
        }
      }
      ArrayNode threePoint = json.putArray("threePoint");
      ThreePointBenchmark.rows(common.threads(), stop)
          .forEach(row -> common.row(threePoint, row.json(), row.line()));
      if (common.json()) {
        common.print(json);
      }
      return ExitCode.DONE;
    }
  }
}
