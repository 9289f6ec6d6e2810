package constellations.solver.cli.results;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.results.Closure;
import constellations.solver.results.Entry;
import constellations.solver.results.IndexCheck;
import constellations.solver.results.IndexDifference;
import constellations.solver.results.ResultIndex;
import constellations.solver.run.ProgressLine;
import constellations.verify.claim.Certificate;
import constellations.verify.exact.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that change or check the database of results. */
final class ResultCommands {
  private ResultCommands() {}

  /** The results, which have to be there. */
  static ResultIndex index(CommonOptions common) {
    return ResultIndex.open(withResults(common));
  }

  /** The results of a folder, which have to be there. */
  static ResultIndex index(Path folder) {
    return ResultIndex.open(withResults(folder));
  }

  private static Path withResults(CommonOptions common) {
    try {
      return withResults(common.outOr(common.resultsToRead()));
    } catch (BadInputException e) {
      throw e.withAdvice(
          "Maybe name it with --out, or begin one with: table add FILE... --out DIR");
    }
  }

  /** A folder, which has to have results. */
  private static Path withResults(Path folder) {
    if (!Files.isRegularFile(folder.resolve("index.jsonl"))) {
      throw BadInputException.file(folder.toString(), "no index.jsonl", "a folder of results");
    }
    return folder;
  }

  /** {@code table add}. */
  @Command(
      name = "add",
      description =
          "Verify certificates and keep those that improve the results in --out (default results)."
              + " Of each cell the best claim stays: the smallest cosine of N points in R^d, the largest"
              + " margin of N pairs at a bias, the best bound.",
      footer =
          "\nExit code 0: all accepted. 1: some claim is not proved. 3: some file is unreadable.")
  static final class Add implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Certificates.")
    private List<Path> files;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      try (ResultIndex index = ResultIndex.openToWrite(common.out("results"))) {
        return add(index);
      }
    }

    private int add(ResultIndex index) {
      ArrayNode results = CommonOptions.object().putArray("results");
      int code = ExitCode.DONE;
      int improved = 0;
      try (ProgressLine progress = common.progress("add", 1)) {
        int done = 0;
        for (Path file : files) {
          ObjectNode node = results.addObject().put("file", file.toString());
          try {
            Certificate certificate = common.configuration(file);
            ResultIndex.Added added =
                index.add(certificate, file.toAbsolutePath().getParent(), common.threads());
            boolean rejected = added.change() == ResultIndex.Change.REJECTED;
            code = Math.max(code, rejected ? ExitCode.NOT_REACHED : ExitCode.DONE);
            improved += added.isGain() ? 1 : 0;
            String change = added.change().name().toLowerCase(java.util.Locale.ROOT);
            node.put("change", change.replace('_', ' ')).put("id", added.entry().id());
            node.put("text", added.entry().text()).put("reason", added.reason());
            if (!common.json() && (added.isGain() || rejected || files.size() <= 20)) {
              common.say(
                  String.format("%-10s", change.replace('_', ' '))
                      + file
                      + ": "
                      + (rejected ? added.reason() : added.entry().text()));
            }
          } catch (BadInputException e) {
            common.warn(e.getMessage());
            node.put("change", "unreadable").put("reason", e.getMessage());
            code = ExitCode.UNREADABLE;
          }
          progress.step(++done, files.size(), " certificates");
        }
      } finally {
        index.save();
      }
      ObjectNode json = CommonOptions.object().put("improved", improved);
      json.put("entries", index.entries().size()).set("results", results);
      common.answer(json, List.of(improved + " of " + files.size() + " improve the results"));
      return code;
    }
  }

  /** {@code table check}. */
  @Command(
      name = "check",
      description =
          "Verify all results again from nothing: each certificate is there, unchanged and accepted,"
              + " its line of the index follows from it, and there is nothing else.")
  static final class Check implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      ResultIndex index = index(common);
      int total = index.entries().size();
      IndexCheck.Outcome outcome;
      AtomicInteger done = new AtomicInteger();
      try (ProgressLine progress = common.progress("check", 1)) {
        outcome =
            IndexCheck.of(
                index,
                common.threads(),
                () -> progress.step(done.incrementAndGet(), total, " certificates"),
                common.stop());
      }
      List<String> problems = outcome.problems();
      boolean whole = outcome.checked() == total;
      ObjectNode json = CommonOptions.object().put("entries", total);
      json.put("checked", outcome.checked());
      json.put("accepted", problems.isEmpty() ? whole ? Boolean.TRUE : null : Boolean.FALSE);
      problems.forEach(json.putArray("problems")::add);
      List<String> lines = new ArrayList<>(problems);
      lines.add(
          !whole
              ? "stopped after " + outcome.checked() + " of " + total + " entries"
              : problems.isEmpty()
                  ? "all " + total + " entries accepted"
                  : problems.size() + " problems with " + total + " entries");
      common.answer(json, lines);
      return !problems.isEmpty() ? ExitCode.NOT_REACHED : whole ? ExitCode.DONE : ExitCode.STOPPED;
    }
  }

  /** {@code table close}. */
  @Command(
      name = "close",
      description =
          "Apply the simple rules until nothing improves: delete points, add dimensions, lower margins,"
              + " lift and align codes for all modalities among the results. What improves a cell is added as"
              + " a composition certificate.")
  static final class Close implements Callable<Integer> {
    @Option(names = "--dimension", paramLabel = "d..d", description = "Of codes (default 2..16).")
    private String dimensions = "2..16";

    @Option(names = "--points", paramLabel = "N..N", description = "Of codes (default 2..64).")
    private String points = "2..64";

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      int[] d = TableCommand.range("dimension", dimensions, 2, 1000);
      int[] n = TableCommand.range("points", points, 2, 10_000);
      try (ResultIndex index = ResultIndex.openToWrite(withResults(common.out("results")))) {
        return close(index, d, n);
      }
    }

    private int close(ResultIndex index, int[] d, int[] n) {
      Closure closure = new Closure(index, common.provenance(""), common.threads(), common.stop());
      List<Entry> improved = new ArrayList<>();
      BooleanSupplier stop = common.stop();
      try (ProgressLine progress = common.progress("close", 1)) {
        int last;
        do {
          last =
              closure.close(
                  d[0],
                  d[1],
                  n[0],
                  n[1],
                  entry -> {
                    improved.add(entry);
                    progress.step(improved.size(), -1, " cells improved");
                  });
        } while (last > 0 && !stop.getAsBoolean());
      } finally {
        index.save();
      }
      ObjectNode json = CommonOptions.object().put("improved", improved.size());
      ArrayNode entries = json.putArray("entries");
      improved.forEach(entry -> entries.add(entry.json()));
      List<String> lines = new ArrayList<>();
      improved.forEach(entry -> lines.add(entry.id() + ": " + entry.text()));
      lines.add(improved.size() + (improved.size() == 1 ? " cell improved" : " cells improved"));
      return common.answer(json, lines);
    }
  }

  /** {@code table diff}. */
  @Command(
      name = "diff",
      description = "In what two folders of results differ, cell by cell.",
      footer = "\nExit code 0: no difference. 1: some difference.")
  static final class Diff implements Callable<Integer> {
    @Parameters(arity = "2", paramLabel = "OLD NEW", description = "Folders of results.")
    private List<Path> folders;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      List<ResultIndex> both =
          folders.stream().map(folder -> ResultIndex.open(withResults(folder))).toList();
      IndexDifference difference = IndexDifference.of(both.get(0), both.get(1));
      common.answer(difference.json(), difference.lines());
      return difference.isEmpty() ? ExitCode.DONE : ExitCode.NOT_REACHED;
    }
  }
}
