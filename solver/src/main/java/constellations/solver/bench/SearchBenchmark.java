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

  /** A dozen cells of several dimensions. */
  public static final List<String> DOZEN =
      List.of(
          "3:24", "3:44", "3:60", "4:24", "5:16", "8:240", "9:73", "9:80", "12:72", "15:78",
          "16:63", "17:72");

  /** What can be compared, by name. */
  private static final Map<String, Strategy> STRATEGIES = strategies();

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
   * @param found when the best was found, in seconds of its run
   */
  public record Row(
      Cell cell,
      String strategy,
      double excess,
      int runs,
      int met,
      double metPerThousandStarts,
      double startsPerSecond,
      double found,
      String method) {
    /** What led to the best: the sort of its start, and whether hops went on from it. */
    public String source() {
      String hops = method.endsWith(", hops") ? " + hops" : "";
      String start = method.replaceFirst(", hops$", "");
      return (!start.startsWith("group ")
              ? start
              : start.contains(", and of ")
                  ? "holes"
                  : start.contains(", less ") || start.contains(", and ") ? "resized" : "symmetric")
          + hops;
    }

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
          .put("found", found)
          .put("source", source())
          .put("method", method);
    }

    /** For people. */
    public String line() {
      return String.format(
          Locale.ROOT,
          "%4d %4d  %-9s %10.2e  %6d / %-6d  %15.3f  %8.0f  %6.0f  %-16s  %s",
          cell.dimension(),
          cell.points(),
          strategy,
          excess,
          met,
          runs,
          metPerThousandStarts,
          startsPerSecond,
          found,
          source(),
          method);
    }

    /** What the columns of {@link #line} are. */
    public static String head() {
      return "   d    N  strategy     excess     runs met/made  per 1000 starts  starts/s  best at"
          + "  source            method";
    }
  }

  private static Map<String, Strategy> strategies() {
    Map<String, Strategy> strategies = new LinkedHashMap<>();
    strategies.put("plain", Strategy.PLAIN);
    strategies.put("symmetry", new Strategy(true, false, null, null, Strategy.GIVEN));
    strategies.put("hops", new Strategy(false, true, null, null, Strategy.GIVEN));
    strategies.put("all", Strategy.ALL);
    return strategies;
  }

  /**
   * The rows, each computed when it is asked for.
   *
   * @param names of the strategies, or nothing for all four
   * @throws BadInputException if there is no such strategy
   */
  public Iterable<Row> rows(List<Cell> cells, List<String> names) {
    for (String name : names) {
      if (!STRATEGIES.containsKey(name)) {
        throw BadInputException.argument("strategy", name, "one of " + STRATEGIES.keySet());
      }
    }
    return () ->
        cells.stream()
            .flatMap(
                cell ->
                    STRATEGIES.entrySet().stream()
                        .filter(entry -> names.isEmpty() || names.contains(entry.getKey()))
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
    double found = 0;
    while (spent < seconds && !interrupted.getAsBoolean()) {
      Arrival arrival = new Arrival();
      SearchLimits limits =
          SearchLimits.of(seed + runs, Integer.MAX_VALUE, threads)
              .with((SearchLimits.Progress) arrival)
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
        found = arrival.seconds();
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
        found,
        method);
  }

  /** Remembers when the best came. */
  private static final class Arrival implements SearchLimits.Progress {
    private final long begin = System.nanoTime();
    private long last = begin;
    private double best = Double.POSITIVE_INFINITY;

    @Override
    public void report(int done, int total, double value) {
      if (value < best) {
        best = value;
        last = System.nanoTime();
      }
    }

    double seconds() {
      return (last - begin) / 1e9;
    }
  }

  /**
   * Cells with the best known cosines.
   *
   * @param reference a CSV file with dimension, points, cosine in each line
   * @param names of the form d:N; or one other file of the form of the reference, all of whose
   *     cells are meant
   * @throws BadInputException if a file cannot be read or lacks one
   */
  public static List<Cell> cells(Path reference, List<String> names) {
    if (names.size() == 1 && !names.get(0).matches("[\\d:]*")) {
      Path file = Path.of(names.get(0));
      List<Cell> cells =
          lines(file).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .filter(line -> !line.startsWith("dimension,"))
              .map(line -> cell(file, line))
              .toList();
      if (cells.isEmpty()) {
        throw BadInputException.file(file.toString(), "no cell", "dimension,points,cosine");
      }
      return cells;
    }
    for (String name : names) {
      if (!name.matches("\\d{1,4}:\\d{1,6}")) {
        throw BadInputException.argument("cell", name, "d:N, or one file of cells");
      }
    }
    List<String> lines = lines(reference);
    List<Cell> cells = new ArrayList<>();
    for (String name : names) {
      String prefix = name.replace(':', ',') + ",";
      cells.add(
          lines.stream()
              .filter(l -> l.startsWith(prefix))
              .findFirst()
              .map(line -> cell(reference, line))
              .orElseThrow(
                  () ->
                      BadInputException.argument("cell", name, "d:N that " + reference + " has")));
    }
    return cells;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw BadInputException.file(
              file.toString(), "nothing readable", "a CSV file with reference values")
          .withAdvice("Maybe run this in the folder of the project, or name it by --reference.");
    }
  }

  private static Cell cell(Path file, String line) {
    String[] parts = line.split(",");
    try {
      Cell cell =
          new Cell(
              Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Double.parseDouble(parts[2]));
      if (cell.dimension() < 2
          || cell.dimension() > 1000
          || cell.points() < 2
          || cell.points() > 100_000
          || !(Math.abs(cell.reference()) <= 1)) {
        throw BadInputException.file(
            file.toString(), line, "a dimension from 2, points from 2, a cosine in [-1, 1]");
      }
      return cell;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw BadInputException.file(file.toString(), line, "dimension,points,cosine");
    }
  }
}
