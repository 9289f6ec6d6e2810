package constellations.solver.cli.results;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.cli.options.MachineOptions;
import constellations.solver.cli.options.Version;
import constellations.solver.results.ResultIndex;
import constellations.solver.run.Interruption;
import constellations.solver.run.ProgressLine;
import constellations.solver.run.Workers;
import constellations.solver.sweep.Sweep;
import constellations.solver.sweep.SweepFile;
import constellations.verify.exact.BadInputException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sweep FILE}. */
@Command(
    name = "sweep",
    description =
        "Compute a grid of instances in parallel and add what is found to the results in --out (default"
            + " results): searches for codes and constellations, lower bounds, needed dimensions. A sweep that"
            + " was stopped or killed goes on where it was, with any number of threads, to the same results.",
    footer = {
      "",
      "A file such as {\"grids\": [{\"task\": \"code\", \"dimension\": \"3..8\", \"points\": \"10..40\",",
      "\"starts\": 64}]}. Tasks: code and bound (dimension, points), three-point (dimension with points",
      "or cosine, halfDegree), constellation (dimension, pairs, bias, modalities), dimension (pairs,",
      "margin, bias, modalities); for all: starts, seed, timeLimit in seconds. See instances/sweeps."
    })
public final class SweepCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The grid, JSON.")
  private Path file;

  @Mixin private MachineOptions machines;
  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    SweepFile cells = SweepFile.read(file);
    String name = file.getFileName().toString().replaceFirst("\\.json$", "");
    if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
      throw BadInputException.argument("FILE", name, "a name of letters, digits, ., _ and -");
    }
    long begin = System.nanoTime();
    BooleanSupplier cancelled = common.stop();
    try (ResultIndex index = ResultIndex.openToWrite(common.out("results"))) {
      return sweep(cells, name, index, cancelled, begin);
    }
  }

  private int sweep(
      SweepFile cells, String name, ResultIndex index, BooleanSupplier cancelled, long begin) {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    Sweep sweep = new Sweep(cells, name, index, Version.number(), today);
    Sweep.Outcome outcome;
    try (Workers workers = machines.workers(common.threads());
        ProgressLine progress = common.progress("sweep", 1)) {
      outcome =
          sweep.run(
              workers,
              common.threads(),
              (done, total, improved) -> progress.step(done, total, " " + improved + " improved"),
              cancelled);
    }
    boolean finished = outcome.done() == outcome.cells();
    ObjectNode json = CommonOptions.object();
    json.put("cells", outcome.cells())
        .put("done", outcome.done())
        .put("resumed", outcome.resumed())
        .put("improved", outcome.improved())
        .put("entries", index.entries().size())
        .put("seconds", (System.nanoTime() - begin) / 1e9)
        .put("stop", finished ? "done" : Interruption.requested() ? "interrupted" : "time");
    String part = outcome.done() + " of " + outcome.cells() + " cells done (";
    String gains = " before this run); " + outcome.improved() + " certificates improve the results";
    common.answer(json, List.of(part + outcome.resumed() + gains));
    if (!finished) {
      common.warn("Stopped; the same command goes on.");
      return outcome.done() == 0 ? ExitCode.STOPPED : ExitCode.DONE;
    }
    return ExitCode.DONE;
  }
}
