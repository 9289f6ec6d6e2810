package constellations.solver.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.run.Interruption;
import constellations.solver.search.CodeSearch;
import constellations.solver.search.EnergySpeed;
import constellations.solver.search.SearchLimits;
import constellations.solver.search.SearchOutcome;
import constellations.solver.search.Strategy;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench search} and {@code bench energy}. */
final class SearchBenchmarks {
  private SearchBenchmarks() {}

  /** A cell of a table and the best known cosine. */
  private record Cell(int dimension, int points, double reference) {}

  /** {@code bench search}. */
  @Command(
      name = "search",
      description = {
        "Searches cells (d, N) under a time budget each, with everything and with parts of it: the",
        "excess of the best cosine over the reference, how many starts in a thousand led to the",
        "reference (within 1e-6), starts a second. The first line of a cell is a plain multi-start",
        "of the same engine."
      })
  static final class Search implements Callable<Integer> {
    private static final double MET = 1e-6;

    @Option(
        names = "--cells",
        split = ",",
        paramLabel = "d:N",
        description = "Cells (default: a dozen).")
    private List<String> cells =
        List.of(
            "3:24", "3:44", "3:60", "4:24", "5:16", "8:240", "9:73", "9:80", "12:72", "15:78",
            "16:63", "17:72");

    @Option(
        names = "--reference",
        paramLabel = "FILE",
        description = "CSV with dimension, points, cosine (default instances/spherical-codes.csv).")
    private Path reference;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      Map<String, Strategy> strategies = new LinkedHashMap<>();
      strategies.put("plain", Strategy.PLAIN);
      strategies.put("symmetry", new Strategy(true, false, null, null));
      strategies.put("hops", new Strategy(false, true, null, null));
      strategies.put("all", Strategy.ALL);
      Path known = reference == null ? common.file("instances/spherical-codes.csv") : reference;
      List<Cell> chosen = cells(known, cells);
      double seconds = common.seconds() == Double.POSITIVE_INFINITY ? 10 : common.seconds();
      ObjectNode json = CommonOptions.object();
      ArrayNode rows = json.putArray("results");
      Interruption.watch();
      if (!common.json()) {
        common.say(
            "   d    N  strategy     excess     runs met/made  per 1000 starts  starts/s  method");
      }
      for (Cell cell : chosen) {
        for (Map.Entry<String, Strategy> entry : strategies.entrySet()) {
          if (!Interruption.requested()) {
            ObjectNode row = run(cell, entry.getKey(), entry.getValue(), seconds);
            rows.add(row);
            if (!common.json()) {
              common.say(line(row));
            }
          }
        }
      }
      if (common.json()) {
        common.print(json);
      }
      return Main.DONE;
    }

    /** Runs with seeds 1, 2, ... until the time is over; each ends when the reference is met. */
    private ObjectNode run(Cell cell, String name, Strategy strategy, double seconds) {
      long begin = System.nanoTime();
      double best = Double.POSITIVE_INFINITY;
      String method = "";
      long starts = 0;
      int runs = 0;
      int met = 0;
      double spent = 0;
      while (spent < seconds && !Interruption.requested()) {
        SearchLimits limits =
            new SearchLimits(
                common.seed() + runs,
                Integer.MAX_VALUE,
                common.threads(),
                seconds - spent,
                Interruption::requested,
                strategy,
                (done, total, value) -> {},
                constellations.solver.search.SearchMemory.NONE);
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
      ObjectNode row = CommonOptions.object();
      row.put("dimension", cell.dimension())
          .put("points", cell.points())
          .put("strategy", name)
          .put("excess", best - cell.reference())
          .put("runs", runs)
          .put("met", met)
          .put("metPerThousandStarts", 1000.0 * met / starts)
          .put("startsPerSecond", starts / spent)
          .put("method", method);
      return row;
    }

    private static String line(ObjectNode row) {
      return String.format(
          Locale.ROOT,
          "%4d %4d  %-9s %10.2e  %6d / %-6d  %15.3f  %8.0f  %s",
          row.get("dimension").intValue(),
          row.get("points").intValue(),
          row.get("strategy").asText(),
          row.get("excess").doubleValue(),
          row.get("met").intValue(),
          row.get("runs").intValue(),
          row.get("metPerThousandStarts").doubleValue(),
          row.get("startsPerSecond").doubleValue(),
          row.get("method").asText());
    }

    private static List<Cell> cells(Path reference, List<String> names) {
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
                    () ->
                        BadInputException.argument("cell", name, "d:N that " + reference + " has"));
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

  /** {@code bench energy}. */
  @Command(
      name = "energy",
      description = {
        "Evaluations a second of the smooth maximum and its gradient, by one thread and by all, and",
        "of a NumPy script that does the same, with as many threads for its products; python3 with",
        "NumPy must be there for the latter."
      })
  static final class Energy implements Callable<Integer> {
    private static final int[][] SIZES = {{10, 100}, {16, 90}, {8, 240}, {24, 1000}, {32, 4000}};

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      double seconds = common.seconds() == Double.POSITIVE_INFINITY ? 3 : common.seconds();
      int threads = common.threads();
      ObjectNode json = CommonOptions.object();
      ArrayNode rows = json.putArray("results");
      if (!common.json()) {
        common.say(
            "   d     N    one thread  "
                + threads
                + " threads  NumPy, 1 thread  ratio  NumPy, "
                + threads
                + " threads  ratio");
      }
      for (int[] size : SIZES) {
        double one = EnergySpeed.evaluationsPerSecond(size[0], size[1], seconds);
        double all =
            Parallel.map(
                    threads,
                    threads,
                    i -> EnergySpeed.evaluationsPerSecond(size[0], size[1], seconds))
                .stream()
                .mapToDouble(r -> r)
                .sum();
        double peerOne = peer(size, seconds, 1);
        double peerAll = peer(size, seconds, threads);
        ObjectNode row = CommonOptions.object();
        row.put("dimension", size[0])
            .put("points", size[1])
            .put("oneThread", one)
            .put("allThreads", all)
            .put("numpyOneThread", peerOne)
            .put("ratioOneThread", one / peerOne)
            .put("numpyAllThreads", peerAll)
            .put("ratioAllThreads", all / peerAll);
        rows.add(row);
        if (!common.json()) {
          common.say(
              "%4d %5d  %12.1f  %9.1f  %15.1f  %5.2f  %16.1f  %5.2f",
              size[0], size[1], one, all, peerOne, one / peerOne, peerAll, all / peerAll);
        }
      }
      if (common.json()) {
        common.print(json);
      }
      return Main.DONE;
    }

    private static double peer(int[] size, double seconds, int threads) {
      return PythonPeer.number(
          "energy.py",
          threads,
          Double.toString(seconds),
          Integer.toString(size[0]),
          Integer.toString(size[1]));
    }
  }
}
