package constellations.solver.cli.results;

import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.WholeFiles;
import constellations.solver.report.QuestionPicture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code picture FILE}. */
@Command(
    name = "picture",
    description = "Draw the question: eight pairs on the sphere and their inner products, as SVG.")
public final class PictureCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The SVG file to write.")
  private Path file;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    String svg = QuestionPicture.svg(common.seed());
    WholeFiles.write(file, svg.getBytes(StandardCharsets.UTF_8));
    common.say("wrote " + file);
    return ExitCode.DONE;
  }
}
