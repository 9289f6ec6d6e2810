package constellations.solver.cli.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.format.Digest;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.loss.ContrastiveFile;
import constellations.solver.loss.ContrastiveProblem;
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
        .put("temperature", Exact.plain(problem.temperature()))
        .put("success", Exact.plain(problem.success()))
        .put("bestSuccess", Exact.plain(problem.bestSuccess()))
        .put("deficit", Exact.plain(problem.deficit()))
        .put("excess", Exact.plain(problem.excess()))
        .put("klBound", Exact.plain(problem.klBound()))
        .put("sharpBound", Exact.plain(problem.sharpBound()))
        .put("envelope", Exact.plain(problem.envelope()))
        .put("tier", "numeric");
    ArrayNode divergences = json.putArray("divergences");
    for (int i = 0; i < problem.anchors(); i++) {
      divergences.add(Exact.plain(problem.divergence(i)));
    }
    Digest.put(List.of(Digest.of(file)), json.putArray("files"));
    return common.answer(
        json,
        List.of(
            "retrieval E(s) "
                + Exact.plain(problem.success())
                + ", the best E* "
                + Exact.plain(problem.bestSuccess()),
            "loss above the least "
                + Exact.plain(problem.excess())
                + " at temperature "
                + Exact.plain(problem.temperature()),
            Stated.numeric("retrieval lacks   " + Exact.plain(problem.deficit())).line(),
            Stated.numeric("exact envelope    " + Exact.plain(problem.envelope())).line(),
            Stated.numeric("best constant     " + Exact.plain(problem.sharpBound())).line(),
            Stated.numeric("the paper's bound " + Exact.plain(problem.klBound())).line()));
  }
}
