package constellations.solver.cli.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.format.Digest;
import constellations.solver.format.Exact;
import constellations.solver.format.NumberArray;
import constellations.solver.format.Stated;
import constellations.solver.loss.ContrastiveEnclosure;
import constellations.solver.loss.ContrastiveFile;
import constellations.solver.loss.ContrastiveProblem;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code calibrate}: the contrastive loss against retrieval. */
@Command(
    name = "calibrate",
    description = {
      "How far retrieval can be from the best at this contrastive loss: for a finite problem the risk",
      "E(s), the loss above its least, and bounds on what retrieval lacks (arXiv 2605.02116:",
      "sqrt(2 KL); the best constant, sqrt(2/3 KL); the exact envelope; for N pairs their own best",
      "constant). All numbers are rounded outwards in intervals, for the numbers of the files as",
      "doubles; the upper ends are shown."
    })
public final class CalibrateCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE.json",
      description = {
        "{\"positive\": [[...], ...], \"negative\": [[...], ...], \"scores\": [[...], ...],",
        "\"temperature\": t}: for each anchor the probabilities of matches and of others, and scores."
      })
  private Path file;

  @Option(
      names = "--scores",
      paramLabel = "FILE.npy",
      description = {
        "In place of a JSON file: a row of scores for each anchor. Without --positive and --negative the",
        "rows are N pairs: the match of anchor i is item i, and others are uniform on all N."
      })
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
      description = "With --scores: the temperature, by which scores are divided.")
  private Exact temperature;

  private static final int SHOWN = 15;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    ContrastiveProblem problem = problem();
    ContrastiveEnclosure exact = ContrastiveEnclosure.of(problem, common.threads());
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
    json.put("tier", "exact");
    ArrayNode divergences = json.putArray("divergences");
    for (int i = 0; i < problem.anchors(); i++) {
      divergences.add(Exact.plain(problem.divergence(i)));
    }
    List<Digest> read =
        Stream.of(file, scores, positive, negative)
            .filter(Objects::nonNull)
            .map(Digest::of)
            .toList();
    Digest.put(read, json.putArray("files"));
    return common.answer(json, lines);
  }

  private ContrastiveProblem problem() {
    boolean arrays = scores != null;
    boolean others = positive != null || negative != null || temperature != null;
    if (arrays == (file != null) || (file != null && others)) {
      throw BadInputException.argument(
          "FILE.json and --scores",
          arrays || others ? "both, or options of --scores" : "nothing",
          "one of them");
    }
    if (file != null) {
      return ContrastiveFile.read(file);
    }
    if ((positive == null) != (negative == null)) {
      throw BadInputException.argument("--positive and --negative", "one of them", "both or none");
    }
    if (temperature == null) {
      throw BadInputException.argument("--temperature", "nothing", "a number above 0");
    }
    double tau = temperature.rational("temperature").doubleValue();
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

  private double[][] matrix(Path path) {
    return NumberArray.read(path, 2, "a row for each anchor").rows();
  }

  /** A number rounded up, and both ends. */
  private static void put(
      ObjectNode json, List<String> lines, String name, String what, Interval value) {
    String low = shown(value.lower().setScale(SHOWN, RoundingMode.FLOOR));
    String high = shown(value.upper().setScale(SHOWN, RoundingMode.CEILING));
    json.put(name, high).putArray(name + "Ends").add(low).add(high);
    lines.add(Stated.exact(String.format(Locale.ROOT, "%-21s %s", what, high)).line());
  }

  private static String shown(BigDecimal x) {
    return x.signum() == 0 ? "0" : x.stripTrailingZeros().toPlainString();
  }
}
