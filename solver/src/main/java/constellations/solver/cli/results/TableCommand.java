package constellations.solver.cli.results;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.cli.options.Questions;
import constellations.solver.dimension.Instances;
import constellations.solver.dimension.Instances.Instance;
import constellations.solver.format.Exact;
import constellations.solver.results.ResultIndex;
import constellations.solver.run.Interruption;
import constellations.solver.run.ProgressLine;
import constellations.solver.sweep.CodeCells;
import constellations.solver.sweep.KissingCells;
import constellations.solver.sweep.NeededCells;
import constellations.solver.table.BestMarginTable;
import constellations.solver.table.BoundsTable;
import constellations.solver.table.DimensionTable;
import constellations.solver.table.KissingTable;
import constellations.solver.table.MarginTable;
import constellations.solver.table.TableFiles;
import constellations.solver.table.ThreePointTable;
import constellations.solver.table.TopTwoTable;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code table}: the database of results and its tables. */
@Command(
    name = "table",
    description =
        "The database of certified results (--out, default results): an index and certificates; and"
            + " tables of it as Markdown, LaTeX, CSV and JSON Lines.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TableCommand.Bounds.class,
      TableCommand.Dimension.class,
      TableCommand.Kissing.class,
      TableCommand.ThreePoint.class,
      TableCommand.Margins.class,
      TableCommand.TopTwo.class,
      ResultCommands.Add.class,
      ResultCommands.Check.class,
      ResultCommands.Close.class,
      ResultCommands.Diff.class,
      QueryCommands.Ask.class,
      QueryCommands.Show.class,
      QueryCommands.Export.class
    })
public final class TableCommand implements Runnable {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:\\.\\.(\\d{1,5}))?");

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // for --help
  @Mixin
  private CommonOptions common;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "table: a command is missing, such as query, check or bounds");
  }

  static int[] range(String name, String text, int least, int most) {
    Matcher matcher = RANGE.matcher(text);
    if (matcher.matches()) {
      int from = Integer.parseInt(matcher.group(1));
      int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
      if (least <= from && from <= to && to <= most) {
        return new int[] {from, to};
      }
    }
    throw BadInputException.argument(
        name, text, "a range such as " + least + ".." + Math.min(most, 16) + ", at most " + most);
  }

  private static int written(CommonOptions common, Path folder, String name) {
    if (common.json()) {
      ObjectNode json = CommonOptions.object();
      for (String ending : TableFiles.ENDINGS) {
        json.put(ending, folder.resolve(name + "." + ending).toString());
      }
      common.print(json);
    } else {
      common.say("wrote " + folder.resolve(name + ".md") + ", .tex, .csv, .jsonl and .json");
    }
    return ExitCode.DONE;
  }

  /** {@code table bounds}. */
  @Command(
      name = "bounds",
      description =
          "Best cosine of N points in R^d: a proved lower bound and a certified code in each cell."
              + " Cells that the results have are not computed again.")
  static final class Bounds implements Callable<Integer> {
    @Option(
        names = "--dimension",
        required = true,
        paramLabel = "d..d",
        description = "Dimensions, from 2 on.")
    private String dimensions;

    @Option(
        names = "--points",
        required = true,
        paramLabel = "N..N",
        description = "Numbers of points, from 2 on.")
    private String points;

    @Option(names = "--starts", paramLabel = "S", description = "Starts per cell (default 16).")
    private Exact starts = new Exact("16");

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      int[] d = range("dimension", dimensions, 2, 1000);
      int[] n = range("points", points, 2, 10_000);
      Path folder = common.out("results");
      int count = starts.whole("starts", 1, 1_000_000);
      Interruption.watch();
      try (ResultIndex index = ResultIndex.openToWrite(folder);
          ProgressLine progress = common.progress("table", 1)) {
        new CodeCells(
                index,
                common.sharedLimits(count, (made, all, best) -> {}),
                common.programs(progress),
                common.provenance(""))
            .fill(d[0], d[1], n[0], n[1], progress.counted(d[1] - d[0] + 1));
        BoundsTable.write(index, d[0], d[1], n[0], n[1]);
      }
      return written(common, folder, "bounds");
    }
  }

  /** {@code table kissing}. */
  @Command(
      name = "kissing",
      description =
          "Kissing numbers of dimensions 2 to 32: what our codes have and what the programs allow,"
              + " with certificates, beside the best known bounds.")
  static final class Kissing implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      Path folder = common.out("results");
      Interruption.watch();
      try (ResultIndex index = ResultIndex.openToWrite(folder);
          ProgressLine progress = common.progress("table", 1)) {
        KissingTable.write(
            folder,
            KissingCells.fill(
                index,
                common.programs(progress),
                common.provenance(""),
                common.threads(),
                common.betweenKept(progress.counted(31))));
      }
      return written(common, folder, "kissing");
    }
  }

  /** {@code table three-point}. */
  @Command(
      name = "three-point",
      description =
          "What three points prove beside what two do, for the results: best cosines of N points, and"
              + " numbers of points at ten cosines. The sweep instances/sweeps/three-point.json fills it.")
  static final class ThreePoint implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      Interruption.watch();
      try (ProgressLine progress = common.progress("table", 1)) {
        ThreePointTable.write(
            ResultCommands.index(common),
            common.delsarte(progress),
            common.between(progress.counted(ThreePointTable.STEPS)));
      }
      return written(common, common.out("results"), "three-point");
    }
  }

  /** {@code table margins}. */
  @Command(
      name = "margins",
      description =
          "The largest margins over the bias among the results, beside the upper bound, the lift and"
              + " the aligned code; and the largest margins of up to 24 pairs in three to six dimensions at"
              + " 21 biases, from both sides (best-margins).")
  static final class Margins implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      ResultIndex index = ResultCommands.index(common);
      MarginTable.write(index);
      BestMarginTable.write(index);
      return written(common, common.out("results"), "margins");
    }
  }

  /** {@code table top-two}. */
  @Command(
      name = "top-two",
      description =
          "A query for each two of n documents: the least dimension with a positive margin, and"
              + " margins, from the certificates in top-two/ (made by search --documents n --top 2 --bias 0).")
  static final class TopTwo implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      Path folder = common.out("results");
      TopTwoTable.write(folder, common.threads());
      return written(common, folder, TopTwoTable.NAME);
    }
  }

  /** {@code table dimension}. */
  @Command(
      name = "dimension",
      description =
          "Needed dimension for numbers of pairs and margins and biases, or for the instances of a"
              + " file.")
  static final class Dimension implements Callable<Integer> {
    @Option(
        names = "--pairs",
        required = true,
        split = ",",
        paramLabel = "N",
        description = "Numbers of pairs, such as 1e2,1e5,1e10.")
    private List<Exact> pairs;

    @Option(names = "--margin", split = ",", paramLabel = "m", description = "Margins.")
    private List<Exact> margins = new ArrayList<>();

    @Option(names = "--bias", split = ",", paramLabel = "b", description = "Relative biases.")
    private List<Exact> biases = new ArrayList<>();

    @Option(names = "--instances", paramLabel = "FILE", description = "Named margins and biases.")
    private Path instances;

    @Option(names = "--starts", paramLabel = "S", description = "Starts for small N (default 8).")
    private Exact starts = new Exact("8");

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      List<Instance> list = new ArrayList<>();
      if (instances != null) {
        list.addAll(Instances.read(instances));
      }
      for (Exact margin : margins) {
        for (Exact bias : biases) {
          list.add(new Instance("", margin.rational("margin"), bias.rational("bias"), null));
        }
      }
      if (list.isEmpty()) {
        throw BadInputException.argument(
            "question", "no margin and bias", "--margin and --bias, or --instances");
      }
      List<BigInteger> numbers = pairs.stream().map(n -> n.whole("pairs")).toList();
      Path folder = common.out("results");
      int count = starts.whole("starts", 0, 1_000_000);
      try (ResultIndex index = ResultIndex.openToWrite(folder);
          ProgressLine progress = common.progress("table", 1)) {
        DimensionTable.write(
            folder,
            numbers,
            NeededCells.fill(
                index,
                numbers,
                list,
                Questions.effort(common, count, false, null, progress),
                common.betweenKept(progress.counted(numbers.size() * list.size()))));
      }
      return written(common, folder, "dimension");
    }
  }
}
