package constellations.solver.cli.contrast;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.pmi.JointDistribution;
import constellations.solver.pmi.PmiRetrieval;
import constellations.solver.pmi.ScoreFit;
import constellations.solver.results.CertificateStore;
import constellations.solver.run.ProgressLine;
import constellations.verify.exact.BadInputException;
import constellations.verify.pmi.PmiScoreCertificate;
import constellations.verify.pmi.PointKernel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pmi fit}. */
@Command(
    name = "fit",
    description =
        "Fit scores to pointwise mutual information: exp(score(x,y)) = sum_ij w_i w'_j k(u_i, v_j) over a"
            + " points of x and a of y with weights, or CLIP's c exp(<u,v>/tau) of unit vectors. The largest"
            + " |exp(score) - R| is certified in intervals (kind pmi-score).")
public final class PmiFitCommand implements Callable<Integer> {
  @Mixin private JointInput input;

  @Option(names = "--dimension", required = true, paramLabel = "d", description = "Dimension.")
  private Exact dimension;

  @Option(names = "--points", paramLabel = "a", description = "Points of each x and y (default 1).")
  private Exact points;

  @Option(
      names = "--error",
      paramLabel = "e",
      description =
          "In place of --points: the least number of points found with this error. Exit code 1 if none"
              + " is, up to as many points as suffice.")
  private Exact error;

  @Option(
      names = "--score",
      paramLabel = "points|clip",
      description = "Point sets (the default), or unit vectors with one temperature and constant.")
  private String score = "points";

  @Option(
      names = "--kernel",
      paramLabel = "gaussian|imq",
      description = "exp(-|u-v|^2/2) (the default), or 1/sqrt(1 + |u-v|^2).")
  private String kernel = "gaussian";

  @Option(
      names = "--loss",
      paramLabel = "error|contrastive",
      description =
          "Make the error small (the default), or the contrastive loss of both sides, after which"
              + " exp(score) is scaled to the least error.")
  private String loss = "error";

  @Option(names = "--starts", paramLabel = "S", description = "Random starts (default 8).")
  private Exact starts = new Exact("8");

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    JointDistribution joint = input.read();
    boolean clip = clip();
    if (points != null && error != null) {
      throw BadInputException.argument("--points and --error", "both", "one of them");
    }
    if (clip && (points != null || error != null || !kernel.equals("gaussian"))) {
      throw BadInputException.argument(
          "--score clip", "--points, --error or --kernel", "none of these beside it");
    }
    int least = points == null ? 1 : points.whole("points", 1, 100);
    BooleanSupplier cancelled = common.stop();
    int most = error == null ? least : joint.exactly(cancelled).nonnegative().most();
    for (int a = least; ; a++) {
      ScoreFit.Task task =
          new ScoreFit.Task(
              joint, kernel(kernel), clip, PmiCommand.dimension(dimension), a, loss());
      Optional<ScoreFit> fit = fit(task, cancelled);
      if (fit.isEmpty()) {
        common.warn("Stopped, or overflowed, before a start came to its end.");
        return ExitCode.STOPPED;
      }
      PmiScoreCertificate certificate =
          fit.get()
              .certificate(
                  task,
                  common.threads(),
                  common.provenance(
                      "L-BFGS on the "
                          + (task.loss() == ScoreFit.Loss.ERROR
                              ? "errors of exp(score)"
                              : "contrastive loss")));
      boolean reached =
          error == null || certificate.claim().error().compareTo(error.rational("error")) <= 0;
      if (reached || a >= most || cancelled.getAsBoolean()) {
        int code = answer(task, fit.get(), certificate);
        if (reached) {
          return code;
        }
        common.warn(
            "The error "
                + error.text()
                + " was not reached with up to "
                + a
                + (cancelled.getAsBoolean()
                    ? " points before the time limit."
                    : " points, which suffice; more --starts may find it."));
        return ExitCode.NOT_REACHED;
      }
    }
  }

  private boolean clip() {
    if (!List.of("points", "clip").contains(score)) {
      throw BadInputException.argument("score", score, "points or clip");
    }
    return score.equals("clip");
  }

  private ScoreFit.Loss loss() {
    return switch (loss) {
      case "error" -> ScoreFit.Loss.ERROR;
      case "contrastive" -> ScoreFit.Loss.CONTRASTIVE;
      default -> throw BadInputException.argument("loss", loss, "error or contrastive");
    };
  }

  private Optional<ScoreFit> fit(ScoreFit.Task task, BooleanSupplier cancelled) {
    int count = starts.whole("starts", 1, 100_000);
    AtomicInteger done = new AtomicInteger();
    try (ProgressLine progress = common.progress("fit", 1)) {
      return ScoreFit.of(
          task,
          count,
          common.seed(),
          common.threads(),
          found ->
              progress.step(
                  done.incrementAndGet(), count, String.format(Locale.ROOT, " error %.3g", found)),
          cancelled);
    }
  }

  private int answer(ScoreFit.Task task, ScoreFit fit, PmiScoreCertificate certificate) {
    CertificateStore.Stored stored = common.store(certificate);
    String certified = Exact.up(certificate.claim().error());
    PmiRetrieval retrieval = PmiRetrieval.of(task.joint(), fit.scores(task.joint()));
    // The certificate is of single points with weights, which rounding takes off the sphere.
    Stated stated = task.clip() ? Stated.numeric(certified) : stored.stated(certified);
    ObjectNode json = input.json(task.joint());
    json.put("dimension", task.dimension()).put("points", task.points());
    json.put("score", score).put("kernel", task.kernel().text());
    stated.put(json, "error", "tier");
    json.put("excess", Exact.plain(fit.excess()));
    json.put("success", Exact.plain(retrieval.success()));
    json.put("bestSuccess", Exact.plain(retrieval.bestSuccess()));
    json.put("certificate", stored.path().toString());
    String error = "exp(score) within      " + certified + " of R, " + what(task);
    return common.answer(
        json,
        List.of(
            (task.clip() ? Stated.numeric(error) : stored.stated(error)).line(),
            Stated.numeric(
                    String.format(
                        Locale.ROOT, "loss above the least   %.4g nats, both sides", fit.excess()))
                .line(),
            Stated.numeric(
                    String.format(
                        Locale.ROOT,
                        "retrieval E(s)         %.6f, at best %.6f",
                        retrieval.success(),
                        retrieval.bestSuccess()))
                .line(),
            (task.clip() ? "certificate, of single weighted points: " : "certificate: ")
                + stored.path()));
  }

  private String what(ScoreFit.Task task) {
    return task.clip()
        ? "unit vectors in dimension " + task.dimension()
        : task.points()
            + (task.points() == 1 ? " point" : " points")
            + " of each in dimension "
            + task.dimension();
  }

  /** A kernel by its name, or the short one. */
  public static PointKernel kernel(String name) {
    return switch (name) {
      case "gaussian" -> PointKernel.GAUSSIAN;
      case "imq" -> PointKernel.INVERSE_MULTIQUADRIC;
      default -> throw BadInputException.argument("kernel", name, "gaussian or imq");
    };
  }
}
