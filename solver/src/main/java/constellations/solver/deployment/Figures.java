package constellations.solver.deployment;

import constellations.solver.analyse.Matches;
import constellations.solver.analyse.PairScan;
import constellations.solver.analyse.Retrieval;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.relevance.Judgements;
import constellations.solver.relevance.RelevanceScan;
import constellations.solver.relevance.RetrievalMetrics;
import constellations.solver.run.Workers;
import constellations.verify.exact.Rationals;
import constellations.verify.points.Separation;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The figures of two matrices that are compared; exact.
 *
 * @param margin m*, rounded down
 * @param bias b* that holds with it
 * @param zeroLoss whether the sigmoid loss can be made as small as one likes
 * @param recall the part of the queries that find a match first, ties counted against; of several
 *     relevant documents the mean part that comes first
 * @param recallBack the same of documents as queries; nothing with relevance from a file
 * @param right for each query whether it finds a match first
 */
public record Figures(
    int dimension,
    BigDecimal margin,
    BigDecimal bias,
    boolean zeroLoss,
    BigFraction recall,
    Optional<BigFraction> recallBack,
    boolean[] right) {
  private static final int DECIMALS = 18;

  /** Which rows match: by their numbers or labels, or as a file says. */
  public record Judge(Optional<Matches> matches, Optional<Judgements> relevance) {}

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

  /** The figures of a scan. */
  public static Figures of(int dimension, RelevanceScan.Result scan) {
    return of(
        dimension,
        scan.separation(),
        new RetrievalMetrics(scan).recallExactly(1),
        Optional.empty(),
        scan.firsts());
  }

  /** The figures of a scan. */
  public static Figures of(int dimension, PairScan.Result scan) {
    boolean[] right = first(scan.forwards());
    return of(
        dimension,
        scan.separation(),
        share(right),
        Optional.of(share(first(scan.backwards()))),
        right);
  }

  private static Figures of(
      int dimension,
      Separation separation,
      BigFraction recall,
      Optional<BigFraction> recallBack,
      boolean[] right) {
    Separation.Rounded held = separation.rounded(DECIMALS);
    int order =
        separation.leastPositive().cosine().compareTo(separation.largestNegative().cosine());
    return new Figures(dimension, held.margin(), held.bias(), order > 0, recall, recallBack, right);
  }

  /** A share for people, rounded down: 20999 of 21000 are not all. */
  static String four(BigFraction share) {
    return Rationals.floor(share, 4).toPlainString();
  }

  private static boolean[] first(Retrieval retrieval) {
    boolean[] right = new boolean[retrieval.above().length];
    for (int i = 0; i < right.length; i++) {
      right[i] = retrieval.above()[i] == 0;
    }
    return right;
  }

  private static BigFraction share(boolean[] right) {
    int count = 0;
    for (boolean each : right) {
      count += each ? 1 : 0;
    }
    return BigFraction.of(count, right.length);
  }
}
