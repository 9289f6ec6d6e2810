package constellations.solver.cli.results;

import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.Questions;
import constellations.solver.dimension.Instances;
import constellations.solver.format.Exact;
import constellations.solver.format.WholeFiles;
import constellations.solver.report.BoundPlots;
import constellations.solver.run.ProgressLine;
import constellations.verify.composition.Reduction;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plot}. */
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    description = "Draw bounds as SVG or PNG, the paper's beside the sharper ones.",
    synopsisSubcommandLabel = "KIND",
    subcommands = {PlotCommand.Margin.class, PlotCommand.Dimension.class, PlotCommand.Needed.class})
public final class PlotCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a kind is missing: margin, dimension or needed");
  }

  private static int draw(
      CommonOptions common, Path file, Function<ProgressLine, BoundPlots.Chart> chart) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".svg") && !name.endsWith(".png")) {
      throw BadInputException.argument("FILE", file, "a name that ends in .svg or .png");
    }
    WholeFiles.requireWritable(file);
    try (ProgressLine progress = common.progress("plot", 1)) {
      BoundPlots.Chart drawn = chart.apply(progress);
      WholeFiles.write(
          file,
          name.endsWith(".png") ? drawn.png().get() : drawn.svg().getBytes(StandardCharsets.UTF_8));
    }
    return common.answer(
        CommonOptions.object().put("file", file.toString()), List.of("wrote " + file));
  }

  /** {@code plot margin}. */
  @Command(
      name = "margin",
      description =
          "The asymptotic rate, log2 N per dimension, against the margin at one bias: Theorem 3.5 of"
              + " the paper, Kabatiansky-Levenshtein, the hierarchy of 2026, and what exists.")
  static final class Margin implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file to write, .svg or .png.")
    private Path file;

    @Option(names = "--bias", required = true, paramLabel = "b", description = "In (-1, 1).")
    private Exact bias;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      BigFraction b = bias.rational("bias");
      if (b.abs().compareTo(BigFraction.ONE) >= 0) {
        throw BadInputException.argument(
            "bias", Rationals.toString(b), "more than -1, less than 1");
      }
      return draw(
          common, file, progress -> BoundPlots.rates(b, common.between(progress.counted(-1))));
    }
  }

  /** {@code plot dimension}. */
  @Command(
      name = "dimension",
      description =
          "The number of pairs against the dimension at one margin and bias: Theorem 3.5 of the paper"
              + " in its finite form, Levenshtein, certified linear programs, and what exists.")
  static final class Dimension implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file to write, .svg or .png.")
    private Path file;

    @Option(names = "--margin", required = true, paramLabel = "m", description = "Margin.")
    private Exact margin;

    @Option(names = "--bias", required = true, paramLabel = "b", description = "Relative bias.")
    private Exact bias;

    @Option(names = "--dimension", paramLabel = "d..d", description = "Dimensions (default 3..24).")
    private String dimensions = "3..24";

    @Option(names = "--no-lp", description = "No linear programs.")
    private boolean noLp;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      BigFraction m = margin.rational("margin");
      BigFraction b = bias.rational("bias");
      BigFraction alpha = Reduction.cosine(m, b, 2);
      if (m.signum() <= 0 || alpha.signum() <= 0) {
        throw BadInputException.argument(
            "margin", margin.text(), "more than 0 and less than (1 + bias)/3");
      }
      int[] d = TableCommand.range("dimension", dimensions, 2, 1000);
      return draw(
          common,
          file,
          progress ->
              BoundPlots.pairs(
                  m,
                  b,
                  d[0],
                  d[1],
                  noLp ? Optional.empty() : Optional.of(common.programs(progress)),
                  common.between(progress.counted(-1))));
    }
  }

  /** {@code plot needed}. */
  @Command(
      name = "needed",
      description =
          "The needed dimension against the number of pairs, 100 to 10^12, at one margin and bias or"
              + " for one instance of a file, with the dimension that the model uses.")
  static final class Needed implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file to write, .svg or .png.")
    private Path file;

    @Option(names = "--margin", paramLabel = "m", description = "Margin.")
    private Exact margin;

    @Option(names = "--bias", paramLabel = "b", description = "Relative bias.")
    private Exact bias;

    @Option(names = "--instances", paramLabel = "FILE", description = "Named margins and biases.")
    private Path instances;

    @Option(names = "--name", paramLabel = "NAME", description = "Which instance of the file.")
    private String name;

    @Option(names = "--used", paramLabel = "d", description = "A dimension to mark.")
    private Exact used;

    @Option(names = "--no-lp", description = "No linear programs.")
    private boolean noLp;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      Instances.Instance instance = instance();
      Optional<Integer> mark =
          used == null
              ? Optional.ofNullable(instance.dimensionUsed())
              : Optional.of(used.whole("used", 2, 1_000_000));
      return draw(
          common,
          file,
          progress ->
              BoundPlots.needed(
                  instance.name(),
                  instance.margin(),
                  instance.bias(),
                  mark,
                  Questions.effort(common, 0, noLp, null, progress),
                  common.between(progress.counted(41))));
    }

    private Instances.Instance instance() {
      if (instances == null) {
        if (margin == null || bias == null) {
          throw BadInputException.argument(
              "question", "no margin or no bias", "--margin and --bias, or --instances and --name");
        }
        return new Instances.Instance("", margin.rational("margin"), bias.rational("bias"), null);
      }
      return Instances.named(instances, name);
    }
  }
}
