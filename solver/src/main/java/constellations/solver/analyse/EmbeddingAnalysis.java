package constellations.solver.analyse;

import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.numeric.BlockProducts;
import constellations.solver.run.Workers;
import constellations.verify.points.Separation;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Joins the parts of an {@link Analysis}. */
public final class EmbeddingAnalysis {
  private static final int DECIMALS = 18;

  private EmbeddingAnalysis() {}

  /**
   * Analyses two matrices of one shape.
   *
   * @param exactly whether to do without native code
   * @param scanOnly whether to leave out other losses, removal and modality gap
   * @param progress is told how many tasks of the scan are done
   * @return the analysis, or nothing when it was cancelled before the scan was done
   */
  public static Optional<Analysis> of(
      EmbeddingMatrix u,
      EmbeddingMatrix v,
      Matches matches,
      boolean exactly,
      boolean scanOnly,
      Workers workers,
      IntConsumer progress,
      BooleanSupplier cancelled) {
    PairScan.Result scan = PairScan.run(u, v, matches, exactly, workers, progress, cancelled);
    if (scan == null) {
      return Optional.empty();
    }
    Separation separation = Analysis.separation(scan);
    double bias = separation.biasFloor(DECIMALS).doubleValue();
    boolean zero =
        separation.leastPositive().cosine().compareTo(separation.largestNegative().cosine()) > 0;
    SigmoidFit fit =
        SigmoidFit.of(
            scan.positives(), scan.negatives(), zero, bias, BlockProducts.errorBound(u.columns()));
    Optional<ContrastiveLosses> losses = Optional.empty();
    boolean pairs = matches.positives() == u.rows() && !scanOnly;
    if (pairs && u.rows() <= ContrastiveLosses.MOST_PAIRS) {
      losses = Optional.ofNullable(ContrastiveLosses.of(u, v, scan, fit.t(), cancelled));
    }
    Optional<Removal> removal = Optional.empty();
    if (pairs && u.rows() <= Removal.MOST_PAIRS && !zero) {
      removal = cancelled.getAsBoolean() ? removal : Optional.of(Removal.of(u, v, scan.own()));
    }
    return Optional.of(
        new Analysis(
            u.rows(),
            u.columns(),
            separation,
            scan,
            fit,
            losses,
            removal,
            scanOnly ? Optional.empty() : Optional.of(SeparatingPlane.of(u, v, cancelled))));
  }
}
