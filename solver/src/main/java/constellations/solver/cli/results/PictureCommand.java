package constellations.solver.cli.results;

import constellations.solver.cli.options.CommonOptions;
import constellations.solver.format.WholeFiles;
import constellations.solver.report.QuestionPicture;
import constellations.verify.exact.BadInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
      throw BadInputException.argument("FILE", file, "a name that ends in .svg");
    }
    String svg = QuestionPicture.svg(common.seed());
    WholeFiles.write(file, svg.getBytes(StandardCharsets.UTF_8));
    return common.answer(
        CommonOptions.object().put("file", file.toString()), List.of("wrote " + file));
  }
}
