package constellations.solver.cli.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.analyse.PointSetAnalysis;
import constellations.solver.cli.contrast.PmiFitCommand;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.Digest;
import constellations.verify.exact.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of {@code analyse} for point sets in place of vectors. */
final class PointSetOptions {
  @Option(
      names = "--point-sets",
      paramLabel = "gaussian|imq",
      description =
          "U and V are arrays (.npy) of N sets of a points of d numbers; their scores log sum w w' k(u, v)"
              + " take the place of inner products, k(u, v) = exp(-|u-v|^2/2) or 1/sqrt(1 + |u-v|^2).")
  private String kernel;

  @Option(
      names = "--weights",
      arity = "2",
      paramLabel = "FILE.npy",
      description = "With --point-sets: N rows of a weights of U and of V (default 1/a).")
  private List<Path> weights = List.of();

  boolean present() {
    return kernel != null || !weights.isEmpty();
  }

  /** Analyses point sets and prints what they are; returns the exit code. */
  int answer(List<String> files, CommonOptions common) {
    if (kernel == null || files.size() != 2) {
      throw BadInputException.argument(
          kernel == null ? "--weights" : "--point-sets",
          kernel == null ? "no --point-sets" : files.size() + " files",
          kernel == null ? "both" : "U and V");
    }
    List<Path> both = files.stream().map(common::file).toList();
    Optional<PointSetAnalysis> found =
        PointSetAnalysis.of(
            both.get(0),
            both.get(1),
            weights,
            PmiFitCommand.kernel(kernel),
            common.threads(),
            common.stop());
    if (found.isEmpty()) {
      common.warn("Stopped before all pairs were seen.");
      return ExitCode.STOPPED;
    }
    ObjectNode json = found.get().json();
    Digest.put(
        Stream.concat(both.stream(), weights.stream()).map(Digest::of).toList(),
        json.putArray("files"));
    return common.answer(json, found.get().lines());
  }
}
