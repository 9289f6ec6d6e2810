package constellations.solver.cli.contrast;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.pmi.JointDistribution;
import constellations.solver.pmi.SingleVectorBound;
import constellations.solver.results.CertificateStore;
import constellations.verify.claim.ScoreClaim;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Interval;
import constellations.verify.pmi.PmiBoundCertificate;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pmi}: scores against pointwise mutual information. */
@Command(
    name = "pmi",
    mixinStandardHelpOptions = true,
    description =
        "Scores against pointwise mutual information, which is the best contrastive score (arXiv"
            + " 2510.15508): of a finite joint distribution the ratio R = p(x,y) / (p(x) p(y)) exactly, point sets"
            + " with exp(score) near R, and how far scores of single vectors stay off.",
    subcommands = {
      PmiCommand.Info.class,
      PmiFitCommand.class,
      PmiCommand.Bound.class,
      PmiTableCommand.class
    })
public final class PmiCommand implements Runnable {
  private static final int DIGITS = 15;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "info, fit, bound or table is missing");
  }

  static int dimension(Exact dimension) {
    return dimension.whole("dimension", 1, 1000);
  }

  /** {@code pmi info}. */
  @Command(
      name = "info",
      description =
          "What is exact of a joint distribution: mutual information, enclosed; the rank of R, and a"
              + " bracket of its nonnegative rank, the least number of latents given which x and y are"
              + " independent. So many points suffice for any accuracy, in one dimension.")
  static final class Info implements Callable<Integer> {
    @Mixin private JointInput input;
    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      JointDistribution joint = input.read();
      ObjectNode json = input.json(joint);
      Interval information = joint.mutualInformation();
      JointDistribution.Ranks ranks = joint.exactly(common.stop());
      JointDistribution.NonnegativeRank nonnegative = ranks.nonnegative();
      String low = information.lower().setScale(DIGITS, RoundingMode.FLOOR).toPlainString();
      String high = information.upper().setScale(DIGITS, RoundingMode.CEILING).toPlainString();
      BigFraction least = extreme(joint, -1);
      BigFraction most = extreme(joint, 1);
      json.put("mutualInformation", high).putArray("mutualInformationEnds").add(low).add(high);
      ranks.rank().ifPresentOrElse(rank -> json.put("rank", rank), () -> json.putNull("rank"));
      json.putObject("nonnegativeRank")
          .put("lower", nonnegative.least())
          .put("upper", nonnegative.most());
      json.put("leastRatio", Exact.down(least)).put("largestRatio", Exact.up(most));
      json.put("tier", "exact");
      joint.latent().ifPresent(latent -> json.put("latents", latent.prior().size()));
      String bracket =
          nonnegative.least() == nonnegative.most()
              ? Integer.toString(nonnegative.least())
              : nonnegative.least() + " to " + nonnegative.most();
      return common.answer(
          json,
          List.of(
              joint.counts().text()
                  + joint.latent().map(z -> " from " + z.prior().size() + " latents").orElse(""),
              Stated.exact("mutual information    " + high + " nats").line(),
              Stated.exact("R from                " + Exact.down(least) + " to " + Exact.up(most))
                  .line(),
              Stated.exact(
                      "rank of R             "
                          + (ranks.rank().isPresent()
                              ? String.valueOf(ranks.rank().getAsInt())
                              : "not found in time"))
                  .line(),
              Stated.exact("nonnegative rank      " + bracket).line()));
    }

    private static BigFraction extreme(JointDistribution joint, int sign) {
      BigFraction found = null;
      for (BigFraction[] row : joint.counts().ratios()) {
        for (BigFraction ratio : row) {
          found = found == null || ratio.compareTo(found) * sign > 0 ? ratio : found;
        }
      }
      return found;
    }
  }

  /** {@code pmi bound}. */
  @Command(
      name = "bound",
      description =
          "How far all scores of single vectors in R^d stay off pointwise mutual information, by the rank"
              + " of their logarithms: CLIP's c exp(<u,v>/tau), or single points with weights and a Gaussian"
              + " (kind pmi-bound).")
  static final class Bound implements Callable<Integer> {
    @Mixin private JointInput input;

    @Option(names = "--dimension", required = true, paramLabel = "d", description = "Dimension.")
    private Exact dimension;

    @Option(
        names = "--score",
        paramLabel = "clip|weighted",
        description = "One temperature and constant (the default), or a weight for each x and y.")
    private String score = "clip";

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      JointDistribution joint = input.read();
      int d = dimension(dimension);
      if (!List.of("clip", "weighted").contains(score)) {
        throw BadInputException.argument("score", score, "clip or weighted");
      }
      ScoreClaim.Form form = ScoreClaim.Form.valueOf(score.toUpperCase(Locale.ROOT));
      BooleanSupplier cancelled = common.stop();
      Optional<PmiBoundCertificate> found =
          SingleVectorBound.of(
              joint,
              d,
              form,
              common.seed(),
              common.threads(),
              common.provenance("inverses of chosen rows and columns"),
              cancelled);
      if (found.isEmpty() && cancelled.getAsBoolean()) {
        common.warn("Stopped before a bound was found.");
        return ExitCode.STOPPED;
      }
      ObjectNode json = input.json(joint);
      json.put("dimension", d).put("score", score);
      if (found.isEmpty()) {
        json.putNull("error").putNull("certificate");
        return common.answer(
            json,
            List.of("no bound found: d is too large, or such scores may come arbitrarily near"));
      }
      CertificateStore.Stored stored = common.store(found.get());
      String error = Exact.down(found.get().claim().error());
      Stated stated = stored.stated(error);
      stated.put(json, "error", "tier");
      json.put("certificate", stored.path().toString());
      String what = form == ScoreClaim.Form.CLIP ? "CLIP score" : "score of single weighted points";
      return common.answer(
          json,
          List.of(
              stored
                  .stated("each " + what + " in dimension " + d + " errs by more than " + error)
                  .line(),
              "certificate: " + stored.path()));
    }
  }
}
