package constellations.solver.cli.results;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.cli.options.Questions;
import constellations.solver.dimension.Query;
import constellations.solver.format.Exact;
import constellations.solver.results.CodeCell;
import constellations.solver.results.Entry;
import constellations.solver.results.EntryFiles;
import constellations.solver.results.EntryReport;
import constellations.solver.results.NeededCell;
import constellations.solver.results.PairCell;
import constellations.solver.results.ResultIndex;
import constellations.solver.table.Cells;
import constellations.solver.table.Grid;
import constellations.verify.exact.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that ask the database of results. */
final class QueryCommands {
  private static final int MOST_CELLS = 100_000;

  private QueryCommands() {}

  private static Entry entry(ResultIndex index, String id) {
    return index
        .find(id)
        .orElseThrow(
            () ->
                BadInputException.argument("ID", id, "an entry of the index, or its beginning")
                    .withAdvice("Maybe see the identifiers of: table query ... --json"));
  }

  /** {@code table query}. */
  @Command(
      name = "query",
      description =
          "What the results say of codes (--dimension --points), of constellations (--dimension --pairs,"
              + " with or without --bias) or of the needed dimension (--pairs --margin --bias).")
  static final class Ask implements Callable<Integer> {
    @Option(names = "--dimension", paramLabel = "d..d", description = "One dimension or a range.")
    private String dimensions;

    @Option(names = "--points", paramLabel = "N..N", description = "Points of codes.")
    private String points;

    @Option(names = "--pairs", paramLabel = "N..N", description = "Pairs of constellations.")
    private String pairs;

    @Option(names = "--margin", paramLabel = "m", description = "Margin.")
    private Exact margin;

    @Option(names = "--bias", paramLabel = "b", description = "Relative bias.")
    private Exact bias;

    @Option(names = "--modalities", paramLabel = "k", description = "Modalities (default 2).")
    private Exact modalities = new Exact("2");

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      if ((points == null) == (pairs == null)) {
        throw BadInputException.argument(
            "--points and --pairs", points == null ? "neither" : "both", "one of them");
      }
      if (points != null && (bias != null || margin != null)) {
        throw BadInputException.argument("--points", points, "--pairs beside a margin or bias");
      }
      if (dimensions == null && (points != null || margin == null || bias == null)) {
        throw BadInputException.argument(
            "--dimension", "nothing", "a dimension, or --pairs with --margin and --bias");
      }
      if (dimensions != null && margin != null) {
        throw BadInputException.argument(
            "--margin", margin.text(), "no --dimension beside it: it is what is asked for");
      }
      ResultIndex index = ResultCommands.index(common);
      return dimensions == null ? needed(index) : cells(index);
    }

    private int needed(ResultIndex index) {
      BigFraction m = margin.rational("margin");
      BigFraction b = bias.rational("bias");
      int k = modalities.whole("modalities", 2, 1000);
      Query query = new Query(new Exact(pairs).whole("pairs"), m, b, k);
      NeededCell.Ends ends = NeededCell.ends(index, query.demand());
      common.answer(ends.json(query.demand()), ends.lines(query.demand()));
      return ends.lower().isPresent() || ends.upper().isPresent()
          ? ExitCode.DONE
          : ExitCode.NOT_REACHED;
    }

    private int cells(ResultIndex index) {
      int[] d = TableCommand.range("dimension", dimensions, 2, 99_999);
      String name = points == null ? "pairs" : "points";
      int[] n = TableCommand.range(name, points == null ? pairs : points, 2, 99_999);
      long count = (d[1] - d[0] + 1L) * (n[1] - n[0] + 1L);
      if (count > MOST_CELLS) {
        throw BadInputException.argument("cells", count, "at most " + MOST_CELLS);
      }
      int k = modalities.whole("modalities", 2, 1000);
      Optional<BigFraction> b = Questions.bias(bias);
      ArrayNode nodes = CommonOptions.object().putArray("cells");
      for (int dimension = d[0]; dimension <= d[1]; dimension++) {
        for (int number = n[0]; number <= n[1]; number++) {
          Grid.Cell cell;
          if (points != null) {
            CodeCell code = CodeCell.of(index, dimension, number);
            nodes.add(code.json());
            cell = Cells.of(code);
          } else {
            PairCell constellation = PairCell.of(index, dimension, number, k, b);
            nodes.add(constellation.json());
            cell = Cells.of(constellation);
          }
          if (!common.json()) {
            common.say("d " + dimension + "  N " + number + "  " + text(cell) + "  " + link(cell));
          }
        }
      }
      if (common.json()) {
        ObjectNode json = CommonOptions.object();
        json.set("cells", nodes);
        common.print(json);
      } else {
        common.say(points != null ? CodeCell.LEGEND : PairCell.LEGEND);
      }
      return ExitCode.DONE;
    }

    private static String text(Grid.Cell cell) {
      return cell.values().stream().map(Grid.Value::text).collect(Collectors.joining(" .. "))
          + (cell.meets() ? "*" : "");
    }

    private static String link(Grid.Cell cell) {
      return cell.link() == null ? "" : cell.link();
    }
  }

  /** {@code table show}. */
  @Command(name = "show", description = "All that is known of an entry.")
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its identifier, or a part that is unique.")
    private String id;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      ResultIndex index = ResultCommands.index(common);
      Entry entry = entry(index, id);
      return common.answer(entry.json(), EntryReport.lines(index, entry));
    }
  }

  /** {@code table export}. */
  @Command(
      name = "export",
      description =
          "Write the vectors of an entry as unit vectors (npy, csv or txt, a file for each modality),"
              + " or its certificate and all that it names (json), to the folder --to. Of an entry that leaves"
              + " out points of a code, all points of the code are written.")
  static final class Export implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its identifier, or a part that is unique.")
    private String id;

    @Option(
        names = "--format",
        required = true,
        paramLabel = "npy|csv|txt|json",
        description = "What is written.")
    private String format;

    @Option(names = "--to", paramLabel = "DIR", description = "The folder (default: out).")
    private Path to;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      EntryFiles.requireFormat(format);
      Path folder = to == null ? common.file("out") : to;
      ResultIndex index = ResultCommands.index(common);
      Entry entry = entry(index, id);
      List<Path> written = EntryFiles.write(index, entry, format, folder);
      ObjectNode json = CommonOptions.object().put("id", entry.id());
      ArrayNode files = json.putArray("files");
      written.forEach(file -> files.add(file.toString()));
      return common.answer(json, written.stream().map(file -> "wrote " + file).toList());
    }
  }
}
