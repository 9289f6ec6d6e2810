package constellations.solver.cli.code;

import constellations.solver.bound.PointBounds;
import constellations.solver.bound.PointBounds.CosineBound;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ModalityOptions;
import constellations.solver.cli.options.Questions;
import constellations.solver.dimension.BestMargin;
import constellations.solver.dimension.MarginSearch;
import constellations.solver.format.Exact;
import constellations.solver.modality.Synchronisation;
import constellations.solver.results.ResultIndex;
import constellations.solver.results.ResultMargins;
import constellations.solver.run.Interruption;
import constellations.solver.run.ProgressLine;
import constellations.verify.Accepted;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Quadratic;
import constellations.verify.frame.FrameBoundCertificate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margin}. */
@Command(
    name = "margin",
    description =
        "How large can the margin of N pairs in d dimensions be, at a relative bias or over all?"
            + " Prints an interval: a constellation has the margin at its lower end, none has more than at"
            + " its upper end, and each end has a certificate. A star: the ends meet.")
public final class MarginCommand implements Callable<Integer> {
  @Option(names = "--pairs", required = true, paramLabel = "N", description = "Number of pairs.")
  private Exact pairs;

  @Option(names = "--dimension", required = true, paramLabel = "d", description = "Dimension.")
  private Exact dimension;

  @Option(
      names = "--bias",
      paramLabel = "b",
      description = "Relative bias in [-1, 1] (default: the best one).")
  private Exact bias;

  @Mixin private ModalityOptions modalities;

  @Option(
      names = "--starts",
      paramLabel = "S",
      description = "Starts of the search for the lower end of small N (default 8, 0 for none).")
  private Exact starts = new Exact("8");

  @Option(names = "--no-lp", description = "No programs: the upper end from theorems.")
  private boolean noLp;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    int d = dimension.whole("dimension", 2, 1_000_000);
    Synchronisation k = modalities.synchronisation();
    BigInteger n = Questions.number(pairs);
    Optional<BigFraction> b = Questions.bias(bias);
    int searches = starts.whole("starts", 0, 1_000_000);
    Interruption.watch();
    Provenance by = common.provenance("");
    BestMargin best;
    try (ProgressLine progress = common.progress("margin", 1)) {
      List<CosineBound> cosines = new ArrayList<>(List.of(PointBounds.cosine(d, n)));
      if (!noLp && !cosines.get(0).exact()) {
        cosines.addAll(common.programsAndResults(progress).cosineBounds(d, n));
      }
      best = BestMargin.of(d, n, k, b, cosines, true, common.knownCodes(null), by);
      if (b.isPresent() && common.index().isPresent()) {
        best = withResults(best, common.index().get());
      }
      if (searches > 0) {
        best = MarginSearch.improved(best, common.sharedLimits(searches, progress::report), by);
      }
      if (!noLp && !framed(best)) {
        best = best.with(common.frames(progress));
      }
    }
    return common.answer(best.report(common::written));
  }

  /** The same with what the results have at this bias, on both sides. */
  private BestMargin withResults(BestMargin best, ResultIndex index) {
    Demand asked =
        new Demand(
            best.pairs(),
            best.synchronised().graph(),
            Quadratic.ZERO,
            Quadratic.of(best.bias().orElseThrow()));
    BestMargin found = best;
    Optional<Certificate> reached =
        ResultMargins.reached(index, best.dimension(), asked, common.provenance(""));
    if (reached.isPresent()) {
      found = found.with(BestMargin.Lower.known(reached.get()));
    }
    return ResultMargins.bounded(index, best.dimension(), asked, common.provenance(""))
        .flatMap(c -> Accepted.of(c, common.threads()))
        .map(found::with)
        .orElse(found);
  }

  /** Whether a bound that takes long to find is there already. */
  private static boolean framed(BestMargin best) {
    return best.uppers().get(0).proof().filter(FrameBoundCertificate.class::isInstance).isPresent();
  }
}
