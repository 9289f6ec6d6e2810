package constellations.solver.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.DelsarteBound;
import constellations.solver.bound.SampledDelsarte;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.lp.LpBoundCertificate;
import constellations.verify.theorem.Levenshtein;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench}: measurements against a peer in the same run. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures parts of the program against a peer in the same run.",
    synopsisSubcommandLabel = "PART",
    subcommands = {
      BenchCommand.Bounds.class,
      SearchBenchmarks.Search.class,
      SearchBenchmarks.Energy.class,
      EmbeddingBenchmarks.Analyse.class,
      EmbeddingBenchmarks.Train.class
    })
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a part is missing: bounds, search, energy, analyse or train");
  }

  /** {@code bench bounds}. */
  @Command(
      name = "bounds",
      description = {
        "Time and value of the certified linear programming bound, of one plain GLOP solve of the",
        "same degree with 2000 sample points (no bound, and wrong or nothing for large codes), and",
        "of Levenshtein's bound, for a dozen dimensions and cosines."
      })
  static final class Bounds implements Callable<Integer> {
    private static final int SAMPLES = 2000;

    private record Case(int dimension, String cosine) {}

    private static final List<Case> CASES =
        List.of(
            new Case(3, "0.5"),
            new Case(4, "0.5"),
            new Case(8, "0.5"),
            new Case(16, "0.5"),
            new Case(24, "0.5"),
            new Case(32, "0.5"),
            new Case(64, "0.5"),
            new Case(3, "0.9"),
            new Case(10, "0.8"),
            new Case(14, "0.9473"),
            new Case(20, "0.9"),
            new Case(100, "0.2"));

    @Mixin private CommonOptions common;

    private record Timed<T>(T value, double seconds) {
      static <T> Timed<T> of(Supplier<T> work) {
        long begin = System.nanoTime();
        T value = work.get();
        return new Timed<>(value, (System.nanoTime() - begin) / 1e9);
      }
    }

    @Override
    public Integer call() {
      ObjectNode json = CommonOptions.object();
      ArrayNode rows = json.putArray("results");
      if (!common.json()) {
        common.say(
            "%9s %7s  %22s %8s  %22s %8s  %22s %8s  %s",
            "dimension",
            "cosine",
            "certified LP",
            "s",
            "GLOP",
            "s",
            "Levenshtein",
            "s",
            "LP/GLOP time");
      }
      try (CommonOptions.SearchProgress progress = common.progress("bench", 1)) {
        // One solve of each beforehand: loading and compiling are not what is measured.
        row(new Case(5, "0.5"), common.delsarte(progress));
        for (Case c : CASES) {
          ObjectNode row = row(c, common.delsarte(progress));
          rows.add(row);
          if (!common.json()) {
            print(row);
          }
        }
      }
      if (common.json()) {
        common.print(json);
      }
      return Main.DONE;
    }

    private static ObjectNode row(Case c, DelsarteBound delsarte) {
      BigFraction a = Rationals.parse(c.cosine(), "cosine");
      Timed<Optional<Levenshtein.Bound>> levenshtein =
          Timed.of(() -> Levenshtein.below(c.dimension(), a, BigInteger.TEN.pow(30)));
      Timed<Optional<LpBoundCertificate>> program =
          Timed.of(() -> delsarte.pointsAtMost(c.dimension(), Quadratic.of(a), null));
      int degree = program.value().map(p -> p.polynomial().coefficients().size() - 1).orElse(30);
      Timed<SampledDelsarte.Outcome> glop =
          Timed.of(() -> SampledDelsarte.solve(c.dimension(), a.doubleValue(), degree, SAMPLES));
      ObjectNode row = CommonOptions.object();
      row.put("dimension", c.dimension()).put("cosine", c.cosine()).put("degree", degree);
      row.put(
          "certified",
          program.value().map(p -> Exact.plain(Rationals.ceiling(p.value(), 6))).orElse("none"));
      row.put("certifiedSeconds", program.seconds());
      double value = glop.value().value();
      row.put("glop", Double.isNaN(value) ? glop.value().status() : Double.toString(value));
      row.put("glopSeconds", glop.seconds());
      row.put(
          "levenshtein",
          levenshtein
              .value()
              .map(b -> Exact.plain(Rationals.ceiling(b.value(), 6)))
              .orElse("none"));
      row.put("levenshteinSeconds", levenshtein.seconds());
      return row;
    }

    private void print(ObjectNode row) {
      common.say(
          "%9d %7s  %22s %8.3f  %22s %8.3f  %22s %8.3f  %.2f",
          row.get("dimension").intValue(),
          row.get("cosine").asText(),
          row.get("certified").asText(),
          row.get("certifiedSeconds").doubleValue(),
          row.get("glop").asText(),
          row.get("glopSeconds").doubleValue(),
          row.get("levenshtein").asText(),
          row.get("levenshteinSeconds").doubleValue(),
          row.get("certifiedSeconds").doubleValue() / row.get("glopSeconds").doubleValue());
    }
  }
}
