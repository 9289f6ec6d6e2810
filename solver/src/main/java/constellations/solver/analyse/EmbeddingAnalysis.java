package constellations.solver.analyse;

import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.numeric.BlockProducts;
import constellations.solver.run.Workers;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.points.Separation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;

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
    Separation separation = scan.separation();
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

  /**
   * Analyses every two modalities that are synchronised.
   *
   * @param progress is told how many tasks of all scans are done
   * @return the pairs in order, or none when it was cancelled before all scans were done
   */
  public static List<ModalityPair> ofAll(
      List<EmbeddingMatrix> modalities,
      ModalityGraph graph,
      Matches matches,
      boolean exactly,
      boolean scanOnly,
      Workers workers,
      ObjIntConsumer<Integer> progress,
      BooleanSupplier cancelled) {
    List<ModalityPair> found = new ArrayList<>();
    int pairs = (int) graph.size();
    int tiles = PairScan.tiles(modalities.get(0).rows());
    for (int a = 0; a < modalities.size(); a++) {
      for (int b = a + 1; b < modalities.size(); b++) {
        if (!graph.joins(a, b)) {
          continue;
        }
        int before = found.size() * tiles;
        Optional<Analysis> analysis =
            of(
                modalities.get(a),
                modalities.get(b),
                matches,
                exactly,
                scanOnly || modalities.size() > 2,
                workers,
                done -> progress.accept(before + done, pairs * tiles),
                cancelled);
        if (analysis.isEmpty()) {
          return List.of();
        }
        found.add(new ModalityPair(a, b, analysis.get()));
      }
    }
    return found;
  }
}
