package constellations.solver.cli.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.format.Digest;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.loss.ContrastiveEnclosure;
import constellations.solver.loss.ContrastiveFile;
import constellations.solver.loss.ContrastiveProblem;
import constellations.verify.exact.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code calibrate}: the contrastive loss against retrieval. */
@Command(
    name = "calibrate",
    description = {
      "How far retrieval can be from the best at this contrastive loss: for a finite problem the risk",
      "E(s), the loss above its least, and three bounds on what retrieval lacks (arXiv 2605.02116:",
      "sqrt(2 KL); the best constant, sqrt(2/3 KL); the exact envelope). All numbers are rounded outwards",
      "in intervals, for the numbers of the file as doubles; the upper ends are shown."
    })
public final class CalibrateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE.json",
      description = {
        "{\"positive\": [[...], ...], \"negative\": [[...], ...], \"scores\": [[...], ...],",
        "\"temperature\": t}: for each anchor the probabilities of matches and of others, and scores."
      })
  private Path file;

  private static final int SHOWN = 15;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    ContrastiveProblem problem = ContrastiveFile.read(file);
    ContrastiveEnclosure exact = ContrastiveEnclosure.of(problem);
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
    json.put("tier", "exact");
    ArrayNode divergences = json.putArray("divergences");
    for (int i = 0; i < problem.anchors(); i++) {
      divergences.add(Exact.plain(problem.divergence(i)));
    }
    Digest.put(List.of(Digest.of(file)), json.putArray("files"));
    return common.answer(json, lines);
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
