package constellations.solver.cli.contrast;

import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.Exact;
import constellations.solver.pmi.JointDistribution;
import constellations.solver.pmi.JointFile;
import constellations.solver.results.CertificateStore;
import constellations.solver.run.ProgressLine;
import constellations.solver.table.PmiTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pmi table}. */
@Command(
    name = "table",
    description =
        "CLIP cannot, point sets can: for distributions and dimensions the certified errors of CLIP, from"
            + " both sides, of single weighted points and of point sets, with retrieval; as pmi.md, .tex, .csv,"
            + " .jsonl and .json in the folder --out (default results), certificates in its folder pmi.")
final class PmiTableCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Distributions, as for fit.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--dimensions",
      split = ",",
      paramLabel = "d",
      description = "Dimensions (default 1,2,3).")
  private List<Exact> dimensions = List.of(new Exact("1"), new Exact("2"), new Exact("3"));

  @Option(
      names = "--points",
      split = ",",
      paramLabel = "a",
      description = "Points of each x and y (default 1,2,3).")
  private List<Exact> points = List.of(new Exact("1"), new Exact("2"), new Exact("3"));

  @Option(names = "--starts", paramLabel = "S", description = "Random starts (default 8).")
  private Exact starts = new Exact("8");

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    Path folder = common.out("results");
    int cells = files.size() * dimensions.size();
    int done = 0;
    BooleanSupplier cancelled = common.stop();
    try (ProgressLine progress = common.progress("pmi", 1)) {
      PmiTable table =
          new PmiTable(
              points.stream().map(a -> a.whole("points", 1, 100)).toList(),
              starts.whole("starts", 1, 100_000),
              common.seed(),
              common.threads(),
              common::provenance,
              certificate ->
                  CertificateStore.write(
                      folder.resolve(PmiTable.NAME), certificate, common.threads()));
      for (Path file : files) {
        JointDistribution joint = JointFile.read(file);
        for (Exact d : dimensions) {
          if (!table.add(name(file), joint, PmiCommand.dimension(d), cancelled)) {
            table.lines().forEach(common::say);
            common.warn("Stopped before " + name(file) + " was done; no table is written.");
            return ExitCode.STOPPED;
          }
          done++;
          progress.step(done, cells, " rows");
        }
      }
      return common.answer(table.write(folder), lines(table, folder));
    }
  }

  private static List<String> lines(PmiTable table, Path folder) {
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("written: " + folder.resolve(PmiTable.NAME + ".md") + ", .tex, .csv, .jsonl, .json");
    return lines;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]+$", "");
  }
}
