package constellations.solver.cli.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.format.Digest;
import constellations.solver.format.Stated;
import constellations.solver.loss.ContrastiveFile;
import constellations.solver.loss.ContrastiveProblem;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
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
      "sqrt(2 KL); the best constant, sqrt(2/3 KL); the exact envelope). All numbers are numeric."
    })
public final class CalibrateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE.json",
      description = {
        "{\"positive\": [[...], ...], \"negative\": [[...], ...], \"scores\": [[...], ...],",
        "\"temperature\": t}: for each anchor the probabilities of matches and of others, and scores."
      })
  private Path file;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    ContrastiveProblem problem = ContrastiveFile.read(file);
    ObjectNode json = CommonOptions.object();
    json.put("anchors", problem.anchors())
        .put("temperature", plain(problem.temperature()))
        .put("success", plain(problem.success()))
        .put("bestSuccess", plain(problem.bestSuccess()))
        .put("deficit", plain(problem.deficit()))
        .put("excess", plain(problem.excess()))
        .put("klBound", plain(problem.klBound()))
        .put("sharpBound", plain(problem.sharpBound()))
        .put("envelope", plain(problem.envelope()))
        .put("tier", "numeric");
    ArrayNode divergences = json.putArray("divergences");
    for (int i = 0; i < problem.anchors(); i++) {
      divergences.add(plain(problem.divergence(i)));
    }
    Digest.put(List.of(Digest.of(file)), json.putArray("files"));
    return common.answer(
        json,
        List.of(
            "retrieval E(s) "
                + plain(problem.success())
                + ", the best E* "
                + plain(problem.bestSuccess()),
            "loss above the least "
                + plain(problem.excess())
                + " at temperature "
                + plain(problem.temperature()),
            Stated.numeric("retrieval lacks   " + plain(problem.deficit())).line(),
            Stated.numeric("exact envelope    " + plain(problem.envelope())).line(),
            Stated.numeric("best constant     " + plain(problem.sharpBound())).line(),
            Stated.numeric("the paper's bound " + plain(problem.klBound())).line()));
  }

  private static String plain(double x) {
    return new BigDecimal(x).round(new MathContext(15)).stripTrailingZeros().toPlainString();
  }
}
