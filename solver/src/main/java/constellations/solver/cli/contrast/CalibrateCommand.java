package constellations.solver.cli.contrast;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.Digest;
import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.Exact;
import constellations.solver.format.NumberArray;
import constellations.solver.format.Stated;
import constellations.solver.loss.ContrastiveEnclosure;
import constellations.solver.loss.ContrastiveFile;
import constellations.solver.loss.ContrastiveProblem;
import constellations.solver.numeric.Rows;
import constellations.solver.run.ProgressLine;
import constellations.verify.claim.Tier;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code calibrate}: the contrastive loss against retrieval. */
@Command(
    name = "calibrate",
    description =
        "How far retrieval can be from the best at this contrastive loss: for a finite problem the risk"
            + " E(s), the loss above its least, and bounds on what retrieval lacks (arXiv 2605.02116:"
            + " sqrt(2 KL); the best constant, sqrt(2/3 KL); the exact envelope; for N pairs their own best"
            + " constant). All numbers are rounded outwards in intervals, for the numbers of the files as"
            + " doubles; the upper ends are shown. A score takes about 0.1 ms; --time-limit ends without an"
            + " answer.")
public final class CalibrateCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..2",
      paramLabel = "FILE",
      description =
          "A problem in JSON, or embeddings U and V (as for analyse) of N pairs, whose scores are the inner"
              + " products of their directions. JSON: {\"positive\": [[...], ...], \"negative\": [[...], ...], \"scores\": [[...], ...],"
              + " \"temperature\": t}: for each anchor the probabilities of matches and of others, and scores.")
  private List<Path> given = new ArrayList<>();

  @Option(
      names = "--scores",
      paramLabel = "FILE.npy",
      description =
          "In place of a JSON file: a row of scores for each anchor. Without --positive and --negative the"
              + " rows are N pairs: the match of anchor i is item i, and others are uniform on all N.")
  private Path scores;

  @Option(
      names = "--positive",
      paramLabel = "FILE.npy",
      description = "With --scores: the probabilities of matches.")
  private Path positive;

  @Option(
      names = "--negative",
      paramLabel = "FILE.npy",
      description = "With --scores: the probabilities of others.")
  private Path negative;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "With --scores or embeddings: the temperature, by which scores are divided.")
  private Exact temperature;

  private static final int SHOWN = 15;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    ContrastiveProblem problem = problem();
    Optional<ContrastiveEnclosure> found;
    AtomicInteger done = new AtomicInteger();
    try (ProgressLine progress = common.progress("calibrate", 1)) {
      found =
          ContrastiveEnclosure.of(
              problem,
              common.threads(),
              () -> progress.step(done.incrementAndGet(), problem.anchors(), " anchors"),
              common.stop());
    }
    if (found.isEmpty()) {
      common.warn("Stopped before all anchors were seen; a part of them proves nothing.");
      return ExitCode.STOPPED;
    }
    ContrastiveEnclosure exact = found.get();
    ObjectNode json = CommonOptions.object();
    json.put("anchors", problem.anchors()).put("temperature", Exact.plain(problem.temperature()));
    List<String> lines = new ArrayList<>();
    put(json, lines, "success", "retrieval E(s)", exact.success());
    put(json, lines, "bestSuccess", "the best E*", exact.bestSuccess());
    put(json, lines, "excess", "loss above the least", exact.excess());
    put(json, lines, "deficit", "retrieval lacks", exact.deficit());
    put(json, lines, "envelope", "exact envelope", exact.envelope());
    put(json, lines, "sharpBound", "best constant", exact.bound(2, 3));
    put(json, lines, "klBound", "the paper's bound", exact.bound(2, 1));
    if (problem.isPairs()) {
      Interval bound = exact.pairBound(problem.anchors());
      put(json, lines, "pairBound", "best for N pairs", bound);
    }
    json.put("tier", tier().toString());
    ArrayNode divergences = json.putArray("divergences");
    exact
        .divergences()
        .forEach(kl -> divergences.add(shown(kl.upper().setScale(SHOWN, RoundingMode.CEILING))));
    List<Digest> read =
        Stream.concat(
                given.stream(), Stream.of(scores, positive, negative).filter(Objects::nonNull))
            .map(Digest::of)
            .toList();
    Digest.put(read, json.putArray("files"));
    return common.answer(json, lines);
  }

  /** Products of embeddings are rounded, and then enclosed as they are. */
  private Tier tier() {
    return given.size() == 2 ? Tier.NUMERIC : Tier.EXACT;
  }

  private ContrastiveProblem problem() {
    boolean arrays = scores != null;
    if (arrays != given.isEmpty()) {
      throw BadInputException.argument(
          "FILE and --scores", arrays ? "both" : "nothing", "one of them");
    }
    if (!arrays && (positive != null || negative != null)) {
      throw BadInputException.argument(
          "--positive and --negative", "no --scores", "--scores beside them");
    }
    if (given.size() == 1) {
      if (temperature != null) {
        throw BadInputException.argument(
            "--temperature", temperature.text(), "none beside JSON, which has its own");
      }
      return ContrastiveFile.read(given.get(0));
    }
    if ((positive == null) != (negative == null)) {
      throw BadInputException.argument("--positive and --negative", "one of them", "both or none");
    }
    if (temperature == null) {
      throw BadInputException.argument("--temperature", "nothing", "a number above 0");
    }
    double tau = temperature.rational("temperature").doubleValue();
    if (!arrays) {
      return ContrastiveProblem.ofPairs(
          products(EmbeddingFiles.open(given.get(0)), EmbeddingFiles.open(given.get(1))), tau);
    }
    double[][] s = matrix(scores);
    if (positive != null) {
      return new ContrastiveProblem(matrix(positive), matrix(negative), s, tau);
    }
    if (s.length != s[0].length) {
      throw BadInputException.file(
          scores.toString(),
          s.length + " x " + s[0].length + " scores",
          "N x N for pairs, or --positive and --negative");
    }
    return ContrastiveProblem.ofPairs(s, tau);
  }

  /** The inner products of directions, in double precision. */
  private static double[][] products(EmbeddingMatrix u, EmbeddingMatrix v) {
    if (u.rows() != v.rows() || u.columns() != v.columns()) {
      throw BadInputException.file(
          v.source().name(),
          v.rows() + " x " + v.columns() + " numbers",
          u.rows() + " x " + u.columns() + " as in " + u.source().name());
    }
    double[][] right = new double[v.rows()][v.columns()];
    for (int j = 0; j < right.length; j++) {
      v.unit(j, right[j]);
    }
    double[][] products = new double[u.rows()][v.rows()];
    double[] left = new double[u.columns()];
    for (int i = 0; i < products.length; i++) {
      u.unit(i, left);
      for (int j = 0; j < right.length; j++) {
        products[i][j] = Rows.dot(left, right[j]);
      }
    }
    return products;
  }

  private double[][] matrix(Path path) {
    return NumberArray.read(path, 2, "a row for each anchor").rows();
  }

  /** A number rounded up, and both ends. */
  private void put(ObjectNode json, List<String> lines, String name, String what, Interval value) {
    String low = shown(value.lower().setScale(SHOWN, RoundingMode.FLOOR));
    String high = shown(value.upper().setScale(SHOWN, RoundingMode.CEILING));
    json.put(name, high).putArray(name + "Ends").add(low).add(high);
    lines.add(Stated.of(String.format(Locale.ROOT, "%-21s %s", what, high), tier()).line());
  }

  private static String shown(BigDecimal x) {
    return x.signum() == 0 ? "0" : x.stripTrailingZeros().toPlainString();
  }
}
