package constellations.solver.deployment;

import constellations.solver.analyse.Matches;
import constellations.solver.analyse.PairScan;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.relevance.Relevance;
import constellations.solver.relevance.RelevanceScan;
import constellations.solver.relevance.RetrievalMetrics;
import constellations.solver.run.Workers;
import constellations.verify.exact.Cosine;
import constellations.verify.points.Separation;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The figures of two matrices that are compared; exact.
 *
 * @param margin m*, rounded down
 * @param bias b* that holds with it
 * @param recall the part of the queries that find a match first, ties counted against; of several
 *     relevant documents the mean part that comes first
 * @param recallBack the same of documents as queries; nothing with relevance from a file
 * @param right for each query whether it finds a match first
 */
public record Figures(
    int dimension,
    BigDecimal margin,
    BigDecimal bias,
    double recall,
    Optional<Double> recallBack,
    boolean[] right) {
  private static final int DECIMALS = 18;

  /** Which rows match: by their numbers or labels, or as a file says. */
  public record Judge(Optional<Matches> matches, Optional<Relevance> relevance) {}

  /**
   * Looks at all pairs.
   *
   * @return nothing if it was cancelled
   */
  public static Optional<Figures> of(
      EmbeddingMatrix u, EmbeddingMatrix v, Judge judge, int threads, BooleanSupplier cancelled) {
    return judge.relevance().isPresent()
        ? RelevanceScan.run(u, v, judge.relevance().get(), threads, done -> {}, cancelled)
            .map(scan -> of(u.columns(), scan))
        : Optional.ofNullable(
                PairScan.run(
                    u,
                    v,
                    judge.matches().orElseThrow(),
                    false,
                    Workers.threads(threads),
                    done -> {},
                    cancelled))
            .map(scan -> of(u.columns(), scan));
  }

  /** Whether the sigmoid loss can be made as small as one likes; as far as the decimals tell. */
  public boolean zeroLoss() {
    return margin.signum() > 0;
  }

  private static Figures of(int dimension, RelevanceScan.Result scan) {
    Separation.Rounded held = rounded(scan.leastRelevant().cosine(), scan.largestOther().cosine());
    return new Figures(
        dimension,
        held.margin(),
        held.bias(),
        new RetrievalMetrics(scan).recall(1),
        Optional.empty(),
        scan.firsts());
  }

  /** The figures of a scan. */
  public static Figures of(int dimension, PairScan.Result scan) {
    Separation.Rounded held =
        rounded(scan.leastPositive().cosine(), scan.largestNegative().cosine());
    int[] above = scan.forwards().above();
    boolean[] right = new boolean[above.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = above[i] == 0;
    }
    return new Figures(
        dimension,
        held.margin(),
        held.bias(),
        scan.forwards().at(1),
        Optional.of(scan.backwards().at(1)),
        right);
  }

  private static Separation.Rounded rounded(Cosine s, Cosine beta) {
    return new Separation(
            new Separation.Entry(s, 0, 0, 1, 0), new Separation.Entry(beta, 0, 0, 1, 0))
        .rounded(DECIMALS);
  }
}
