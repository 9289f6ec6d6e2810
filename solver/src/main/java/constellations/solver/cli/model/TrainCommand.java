package constellations.solver.cli.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.cli.options.ModalityOptions;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.format.WholeFiles;
import constellations.solver.report.HistoryFigure;
import constellations.solver.results.CertificateStore;
import constellations.solver.run.ProgressLine;
import constellations.solver.train.Outcome;
import constellations.solver.train.Point;
import constellations.solver.train.Runs;
import constellations.solver.train.Settings;
import constellations.solver.train.Settings.Bias;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.claim.Tier;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.ConstellationCertificate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: the sigmoid-loss experiments of the paper. */
@Command(
    name = "train",
    description =
        "Minimise the sigmoid loss over N tuples of unit vectors, inverse temperature and bias with the"
            + " full batch, as in the experiments of arXiv 2509.18552; or with --negatives the contrastive loss,"
            + " as in arXiv 2605.02116.")
public final class TrainCommand implements Callable<Integer> {
  private static final long MOST_TERMS = 1_000_000_000L;
  private static final int SHOWN = 20;

  /** So many lines of history. */
  private static final int HISTORY = 200;

  @Option(names = "--pairs", paramLabel = "N", description = "Items.")
  private Exact pairs;

  @Option(names = "--dimension", paramLabel = "d", description = "Dimension.")
  private Exact dimension;

  @Mixin private ModalityOptions modalities;

  @Option(
      names = "--edge",
      paramLabel = "a-c",
      description = "In place of --graph: a pair of modalities, counted from 1; may be repeated.")
  private List<String> edges = List.of();

  @Option(names = "--epochs", paramLabel = "E", description = "Steps (default 10000).")
  private Exact epochs = new Exact("10000");

  @Option(names = "--rate", paramLabel = "r", description = "Learning rate (default 0.01).")
  private Exact rate = new Exact("0.01");

  @Option(
      names = "--optimiser",
      paramLabel = "adam|lbfgs",
      description =
          "Adam (the default), or L-BFGS of the logarithm of the loss, whose steps count as epochs. It"
              + " is for --freeze-temperature: else it stops at any positive margin, where the inverse"
              + " temperature alone brings the loss to 0.")
  private String optimiser = "adam";

  @Option(
      names = "--temperature",
      paramLabel = "t",
      description = "Inverse temperature at the start (default 10).")
  private Exact temperature = new Exact("10");

  @Option(names = "--freeze-temperature", description = "Keep the inverse temperature.")
  private boolean freezeTemperature;

  @Option(
      names = "--bias",
      paramLabel = "b",
      description = "Relative bias b at the start, logits t (<u,v> - b) (default 0.6).")
  private Exact bias;

  @Option(
      names = "--absolute-bias",
      paramLabel = "c",
      description = "In place of --bias: absolute bias c at the start, logits t <u,v> - c.")
  private Exact absoluteBias;

  @Option(names = "--freeze-bias", description = "Keep the bias.")
  private boolean freezeBias;

  @Option(names = "--locked", description = "Keep the first modality as it is, random.")
  private boolean locked;

  @Option(names = "--adapter", description = "Train the adapter delta of Observation 1 as well.")
  private boolean adapter;

  @Mixin private NegativesOptions negatives;

  @Option(
      names = "--as-published",
      description = "The loss log(sigmoid + 1e-8) in single precision, which saturates.")
  private boolean published;

  @Option(
      names = "--repeats",
      paramLabel = "R",
      description = "Runs with different random numbers (default 1); the best one is kept.")
  private Exact repeats = new Exact("1");

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "Write loss, temperature, bias, margin, xi and ranking over the epochs: .csv or .svg.")
  private Path historyFile;

  @Option(
      names = "--experiment",
      paramLabel = "FILE",
      description =
          "Do the runs of an instance file and print them beside published numbers; also as a table"
              + " and JSON in the folder --out.")
  private Path experiment;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    if (experiment != null && (pairs != null || dimension != null || negatives.present())) {
      throw BadInputException.argument(
          "--experiment",
          "--pairs, --dimension or --negatives",
          "none of these, which each run of the file has");
    }
    BooleanSupplier cancelled = common.stop();
    if (historyFile != null) {
      WholeFiles.requireWritable(historyFile);
    }
    return experiment == null
        ? one(cancelled)
        : new TrainingExperiment(experiment, common).run(cancelled);
  }

  /** Checks the options of a run of an experiment, which stands for itself. */
  void validate() {
    settings();
    repeats();
    common.threads();
    if (experiment != null || historyFile != null || common.seconds() < Double.POSITIVE_INFINITY) {
      throw BadInputException.argument(
          "arguments", "--experiment, --history or --time-limit", "options of a single run");
    }
  }

  private int repeats() {
    return repeats.whole("repeats", 1, 10_000);
  }

  Settings settings() {
    if (pairs == null || dimension == null) {
      throw BadInputException.argument(
          pairs == null ? "--pairs" : "--dimension", "nothing", "a number");
    }
    if (bias != null && absoluteBias != null) {
      throw BadInputException.argument("--bias and --absolute-bias", "both", "one of them");
    }
    int n = pairs.whole("pairs", 2, 100_000);
    int d = dimension.whole("dimension", 2, 10_000);
    ModalityGraph graph = modalities.graph(OptionalInt.empty());
    if (!edges.isEmpty()) {
      if (!graph.isComplete()) {
        throw BadInputException.argument("--edge", edges, "no --graph beside it");
      }
      graph = Settings.graph(graph.modalities(), edges);
    }
    if ((long) n * n * graph.size() > MOST_TERMS) {
      throw BadInputException.argument(
          "number of products", (long) n * n * graph.size(), "at most " + MOST_TERMS);
    }
    int steps = epochs.whole("epochs", 1, 1_000_000_000);
    contrastive(graph);
    Exact initial = absoluteBias != null ? absoluteBias : bias != null ? bias : new Exact("0.6");
    Settings.Builder builder = Settings.of(n, d);
    negatives.apply(builder, n);
    return builder
        .graph(graph)
        .epochs(steps)
        .rate(positive("rate", rate))
        .temperature(positive("temperature", temperature), freezeTemperature)
        .bias(
            absoluteBias == null ? Bias.RELATIVE : Bias.ABSOLUTE,
            initial.rational("bias").doubleValue(),
            freezeBias)
        .locked(locked)
        .published(published)
        .adapter(adapter)
        .optimiser(optimiser())
        .recordEvery(Math.max(1, steps / HISTORY))
        .build();
  }

  /** Refuses options that contrastive training has no use for. */
  private void contrastive(ModalityGraph graph) {
    if (!negatives.present()) {
      return;
    }
    Map<String, Boolean> useless = new LinkedHashMap<>();
    useless.put("--bias", bias != null);
    useless.put("--absolute-bias", absoluteBias != null);
    useless.put("--freeze-bias", freezeBias);
    useless.put("--adapter", adapter);
    useless.put("--as-published", published);
    useless.put("--optimiser " + optimiser, !optimiser.equals("adam"));
    useless.put("more than two modalities", graph.modalities() > 2);
    useless.forEach(
        (option, there) -> {
          if (there) {
            throw BadInputException.argument(
                "--negatives", option, "two modalities, Adam and a loss without bias");
          }
        });
  }

  private Settings.Optimiser optimiser() {
    if (!List.of("adam", "lbfgs").contains(optimiser)) {
      throw BadInputException.argument("optimiser", optimiser, "adam or lbfgs");
    }
    if (optimiser.equals("lbfgs") && published) {
      throw BadInputException.argument("--as-published", "lbfgs", "adam, as published");
    }
    return optimiser.equals("adam") ? Settings.Optimiser.ADAM : Settings.Optimiser.LBFGS;
  }

  private static double positive(String name, Exact number) {
    double value = number.rational(name).doubleValue();
    if (!(value > 0) || value > 1e6) {
      throw BadInputException.argument(name, number.text(), "more than 0 and at most 1e6");
    }
    return value;
  }

  /**
   * Trains.
   *
   * @param shown the options of the command that is running, on whose terminal progress is shown
   */
  Runs train(CommonOptions shown, BooleanSupplier cancelled) {
    Settings settings = settings();
    int count = repeats();
    AtomicInteger done = new AtomicInteger();
    try (ProgressLine progress = shown.progress("train", 1)) {
      return Runs.of(
          settings,
          count,
          common.seed(),
          common.threads(),
          gap ->
              progress.step(
                  done.incrementAndGet(), count, String.format(Locale.ROOT, " gap %.4f", gap)),
          cancelled);
    }
  }

  private int one(BooleanSupplier cancelled) {
    Runs runs = train(common, cancelled);
    Outcome best = runs.best();
    if (historyFile != null) {
      writeHistory(best);
    }
    Optional<ConstellationCertificate> found =
        runs.certificate(
            common.threads(),
            common.provenance(
                "Adam on the " + (negatives.present() ? "contrastive" : "sigmoid") + " loss"));
    Optional<CertificateStore.Stored> stored = found.map(common::store);
    Point last = best.last();
    Optional<Quadratic> margin = found.map(ConstellationCertificate::margin);
    ObjectNode json = runs.json(margin);
    Optional<Double> optimum = runs.lockedOptimum(best, cancelled);
    optimum.ifPresent(
        o ->
            json.put(
                "gapUpper",
                new BigDecimal(o)
                    .round(new MathContext(12, RoundingMode.CEILING))
                    .toPlainString()));
    Stated stated =
        Stated.of(
            "gap " + json.get("gap").asText() + " (margin " + json.get("margin").asText() + ")",
            stored.map(CertificateStore.Stored::verdict),
            Tier.NUMERIC);
    json.put("tier", stated.tier());
    stored.ifPresent(s -> json.put("certificate", s.path().toString()));
    best.put(json.putArray("history"), SHOWN);
    if (common.json()) {
      common.print(json);
      return ExitCode.DONE;
    }
    common.say(stated.line());
    if (runs.settings().negatives().isPresent()) {
      Settings.Negatives drawn = runs.settings().negatives().orElseThrow();
      common.say(
          "%d %s negatives of %d items",
          drawn.count(), drawn.shared() ? "shared" : "own", runs.settings().pairs());
      common.say(
          "loss above the least %.4g at inverse temperature %.4g, retrieval lacks %.4g; xi %.4f",
          last.loss(), last.inverseTemperature(), runs.deficit(last), last.xi());
    } else {
      common.say(
          "loss %.4g at inverse temperature %.4g, relative bias %.4f; xi %.4f",
          last.loss(), last.inverseTemperature(), last.bias(), last.xi());
    }
    common.say(
        "recall@1 %.4f, recall@10 %.4f, mean 1/rank %.4f, E(s) %.6f",
        last.ranking().recallAt1(),
        last.ranking().recallAt10(),
        last.ranking().reciprocalRank(),
        last.ranking().success());
    common.say("%d epochs in %.2f s", best.epochs(), best.seconds());
    if (runs.outcomes().size() > 1) {
      common.say(
          "gaps of %d runs: %.4f +- %.4f",
          runs.outcomes().size(), runs.meanGap(), runs.gapDeviation());
    }
    optimum.ifPresent(
        o ->
            common.say(
                Stated.theorem(
                        "no second modality for this first one has a gap above "
                            + new BigDecimal(o).setScale(9, RoundingMode.CEILING).toPlainString()
                            + ", by duality")
                    .line()));
    stored.ifPresent(s -> common.say("certificate: " + s.path()));
    return ExitCode.DONE;
  }

  private void writeHistory(Outcome outcome) {
    if (historyFile.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
      WholeFiles.write(
          historyFile, HistoryFigure.svg(outcome.history()).getBytes(StandardCharsets.UTF_8));
      return;
    }
    WholeFiles.write(historyFile, outcome.csv().getBytes(StandardCharsets.UTF_8));
  }
}
