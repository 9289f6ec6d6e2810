package constellations.solver.train;

import static constellations.solver.train.ExperimentTable.decimal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.Exact;
import constellations.solver.format.UnitRows;
import constellations.solver.lock.LockedModality;
import constellations.solver.search.Rounding;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Parallel;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.ConstellationCertificate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.stream.DoubleStream;

/**
 * The runs of one setting from different random starts.
 *
 * @param cut whether they were stopped before their end
 */
public record Runs(Settings settings, List<Outcome> outcomes, boolean cut) {
  /** Seeds of runs are so far apart for different seeds of a command. */
  private static final long SEEDS_APART = 1_000_003L;

  /**
   * Trains.
   *
   * @param count how many runs
   * @param progress is told the gap of each run that is done; called from several threads
   */
  public static Runs of(
      Settings settings,
      int count,
      long seed,
      int threads,
      DoubleConsumer progress,
      BooleanSupplier cancelled) {
    List<Outcome> outcomes =
        Parallel.map(
            count,
            threads,
            r -> {
              long own = seed * SEEDS_APART + r;
              double[] start = SigmoidTraining.randomStart(settings, own);
              Outcome outcome =
                  settings.negatives().isPresent()
                      ? ContrastiveTraining.run(settings, start, ~own, cancelled)
                      : SigmoidTraining.run(settings, start, cancelled);
              progress.accept(2 * outcome.last().margin());
              return outcome;
            });
    return new Runs(settings, outcomes, cancelled.getAsBoolean());
  }

  /** The run of the largest margin. */
  public Outcome best() {
    return outcomes.stream().max(Comparator.comparingDouble(o -> o.last().margin())).orElseThrow();
  }

  private DoubleStream gaps() {
    return outcomes.stream().mapToDouble(o -> 2 * o.last().margin());
  }

  /** The mean of the gaps 2m. */
  public double meanGap() {
    return gaps().average().orElseThrow();
  }

  /** The standard deviation of the gaps, with one degree of freedom less; 0 for one run. */
  public double gapDeviation() {
    double mean = meanGap();
    double squares = gaps().map(gap -> (gap - mean) * (gap - mean)).sum();
    return outcomes.size() == 1 ? 0 : Math.sqrt(squares / (outcomes.size() - 1));
  }

  /** An upper bound of the gap for the first modality of a run in which it was locked; numeric. */
  public Optional<Double> lockedOptimum(Outcome outcome, BooleanSupplier cancelled) {
    if (!settings.locked() || settings.modalities() != 2) {
      return Optional.empty();
    }
    return cancelled.getAsBoolean()
        ? Optional.empty()
        : Optional.of(2 * LockedModality.marginUpper(rows(outcome).modality(0), 1, cancelled));
  }

  /** A constellation of the best margin, on the graph of modalities that was trained. */
  public Optional<ConstellationCertificate> certificate(int threads, Provenance provenance) {
    Outcome outcome = best();
    if (!(outcome.last().margin() > 0)) {
      return Optional.empty();
    }
    return Rounding.constellation(
        rows(outcome),
        settings.graph(),
        BigDecimal.valueOf(middle(outcome)).round(new MathContext(12)),
        threads,
        provenance);
  }

  private UnitRows rows(Outcome outcome) {
    return new UnitRows(settings.pairs(), settings.modalities(), settings.dimension(), outcome.x());
  }

  /** b*, half way between the least matching and the largest other product. */
  private double middle(Outcome outcome) {
    int n = settings.pairs();
    int d = settings.dimension();
    double least = 2;
    for (ModalityGraph.Edge edge : settings.graph().all().toList()) {
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int k = 0; k < d; k++) {
          sum +=
              outcome.x()[(edge.first() * n + i) * d + k]
                  * outcome.x()[(edge.second() * n + i) * d + k];
        }
        least = Math.min(least, sum);
      }
    }
    return least - outcome.last().margin();
  }

  /** E* - E(s) of a point, E* = 1 - 1/(2N). */
  public double deficit(Point point) {
    return Math.max(0, 1 - 1 / (2.0 * settings.pairs()) - point.ranking().success());
  }

  /**
   * For programs: the best run, and all together.
   *
   * @param certified the margin that a certificate claims, which rounds down, if there is one
   */
  public ObjectNode json(Optional<Quadratic> certified) {
    Outcome outcome = best();
    Point last = outcome.last();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pairs", settings.pairs()).put("dimension", settings.dimension());
    json.put("modalities", settings.modalities());
    json.put("margin", certified.map(Exact::down).orElse(decimal(last.margin())));
    json.put("bias", decimal(last.bias()));
    json.put("gap", certified.map(m -> Exact.down(m.add(m))).orElse(decimal(2 * last.margin())));
    json.put("inverseTemperature", decimal(last.inverseTemperature()));
    json.put("loss", decimal(last.loss())).put("xi", decimal(last.xi()));
    json.put("recallAt1", decimal(last.ranking().recallAt1()));
    json.put("recallAt10", decimal(last.ranking().recallAt10()));
    json.put("reciprocalRank", decimal(last.ranking().reciprocalRank()));
    json.put("success", decimal(last.ranking().success()));
    settings
        .negatives()
        .ifPresent(
            negatives ->
                json.put("negatives", negatives.count())
                    .put("shared", negatives.shared())
                    .put("deficit", decimal(deficit(last))));
    if (settings.adapter()) {
      json.put("adapter", decimal(outcome.delta()));
    }
    json.put("epochs", outcome.epochs()).put("seconds", outcome.seconds());
    json.put("repeats", outcomes.size()).put("gapMean", decimal(meanGap()));
    json.put("gapDeviation", decimal(gapDeviation()));
    return json.put("stop", cut ? "time-limit" : "epochs");
  }
}
