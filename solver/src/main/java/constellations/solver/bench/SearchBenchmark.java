package constellations.solver.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.search.CodeSearch;
import constellations.solver.search.SearchLimits;
import constellations.solver.search.SearchOutcome;
import constellations.solver.search.Strategy;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Searches cells under a time budget each, with everything and with parts of it. */
public final class SearchBenchmark {
  private static final double MET = 1e-6;

  private final long seed;
  private final int threads;
  private final double seconds;
  private final BooleanSupplier interrupted;

  /**
   * Prepares.
   *
   * @param seconds for each cell and strategy
   */
  public SearchBenchmark(long seed, int threads, double seconds, BooleanSupplier interrupted) {
    this.seed = seed;
    this.threads = threads;
    this.seconds = seconds;
    this.interrupted = interrupted;
  }

  /** A cell of a table and the best known cosine. */
  public record Cell(int dimension, int points, double reference) {}

  /**
   * What came of a cell and a strategy.
   *
   * @param excess of the best cosine over the reference
   * @param met how many of the runs met the reference
   */
  public record Row(
      Cell cell,
      String strategy,
      double excess,
      int runs,
      int met,
      double metPerThousandStarts,
      double startsPerSecond,
      String method) {
    /** For programs. */
    public ObjectNode json() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("dimension", cell.dimension())
          .put("points", cell.points())
          .put("strategy", strategy)
          .put("excess", excess)
          .put("runs", runs)
          .put("met", met)
          .put("metPerThousandStarts", metPerThousandStarts)
          .put("startsPerSecond", startsPerSecond)
          .put("method", method);
    }

    /** For people. */
    public String line() {
      return String.format(
          Locale.ROOT,
          "%4d %4d  %-9s %10.2e  %6d / %-6d  %15.3f  %8.0f  %s",
          cell.dimension(),
          cell.points(),
          strategy,
          excess,
          met,
          runs,
          metPerThousandStarts,
          startsPerSecond,
          method);
    }
  }

  /** The rows, each computed when it is asked for. */
  public Iterable<Row> rows(List<Cell> cells) {
    Map<String, Strategy> strategies = new LinkedHashMap<>();
    strategies.put("plain", Strategy.PLAIN);
    strategies.put("symmetry", new Strategy(true, false, null, null));
    strategies.put("hops", new Strategy(false, true, null, null));
    strategies.put("all", Strategy.ALL);
    return () ->
        cells.stream()
            .flatMap(
                cell ->
                    strategies.entrySet().stream()
                        .takeWhile(entry -> !interrupted.getAsBoolean())
                        .map(entry -> run(cell, entry.getKey(), entry.getValue())))
            .iterator();
  }

  /** Runs with seeds 1, 2, ... until the time is over; each ends when the reference is met. */
  private Row run(Cell cell, String name, Strategy strategy) {
    long begin = System.nanoTime();
    double best = Double.POSITIVE_INFINITY;
    String method = "";
    long starts = 0;
    int runs = 0;
    int met = 0;
    double spent = 0;
    while (spent < seconds && !interrupted.getAsBoolean()) {
      SearchLimits limits =
          SearchLimits.of(seed + runs, Integer.MAX_VALUE, threads)
              .with(interrupted)
              .within(seconds - spent)
              .with(strategy);
      SearchOutcome outcome =
          CodeSearch.run(cell.dimension(), cell.points(), cell.reference() + MET, limits);
      runs++;
      starts += outcome.starts();
      met += outcome.value() <= cell.reference() + MET ? 1 : 0;
      if (outcome.value() < best) {
        best = outcome.value();
        method = outcome.method();
      }
      spent = (System.nanoTime() - begin) / 1e9;
    }
    return new Row(
        cell,
        name,
        best - cell.reference(),
        runs,
        met,
        1000.0 * met / starts,
        starts / spent,
        method);
  }

  /**
   * The cells of a file with the best known cosines.
   *
   * @param names of the form d:N
   * @throws BadInputException if the file cannot be read or lacks one
   */
  public static List<Cell> cells(Path reference, List<String> names) {
    for (String name : names) {
      if (!name.matches("\\d{1,4}:\\d{1,6}")) {
        throw BadInputException.argument("cell", name, "d:N");
      }
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(reference);
    } catch (IOException e) {
      throw BadInputException.file(
              reference.toString(), "nothing readable", "a CSV file with reference values")
          .withAdvice("Maybe run this in the folder of the project, or name it by --reference.");
    }
    List<Cell> cells = new ArrayList<>();
    for (String name : names) {
      String prefix = name.replace(':', ',') + ",";
      String line =
          lines.stream()
              .filter(l -> l.startsWith(prefix))
              .findFirst()
              .orElseThrow(
                  () -> BadInputException.argument("cell", name, "d:N that " + reference + " has"));
      String[] parts = line.split(",");
      try {
        cells.add(
            new Cell(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Double.parseDouble(parts[2])));
      } catch (NumberFormatException e) {
        throw BadInputException.file(reference.toString(), line, "dimension,points,cosine");
      }
    }
    return cells;
  }
}
