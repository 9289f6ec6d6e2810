package constellations.solver.code.binary;

import constellations.solver.code.ExistingCode;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Pairs of vectors of one bit a coordinate (docs/theory.md S13): words of a binary code of length n
 * and least distance delta, as signs, and r more places that are + for one modality and - for the
 * other. Of all n + r places matching vectors agree in n, others in at most n - delta.
 *
 * @param bits n + r, the length of the vectors
 * @param suffix r
 * @param words the code
 */
public record BinaryPairs(int bits, int suffix, ExistingCode words) {
  /**
   * The fewest bits of changed BCH codes.
   *
   * @param pairs N
   * @param positive s = b + m, which matching inner products reach; more than -1
   * @param negative beta = b - m, which others do not exceed; more than -1
   */
  public static Optional<BinaryPairs> of(
      BigInteger pairs, BigFraction positive, BigFraction negative) {
    // The cosine of the words may be alpha(m, b), where r is a whole number.
    BigFraction alpha =
        BigFraction.ONE.subtract(positive).add(negative.multiply(2)).divide(positive.add(1));
    if (alpha.signum() < 0) {
      return Optional.empty();
    }
    BinaryPairs[] best = new BinaryPairs[1];
    for (int length : BchPlan.lengths()) {
      BchPlan.plans(length, pairs, alpha).stream()
          .filter(plan -> best[0] == null || plan.dimension() < best[0].bits())
          .sorted(Comparator.comparing(BchPlan::dimension))
          .forEach(
              plan -> {
                if (best[0] == null || plan.dimension() < best[0].bits()) {
                  ExistingCode words = BinaryCodes.bch(plan);
                  suffix(plan.dimension(), words, positive, negative)
                      .filter(r -> best[0] == null || plan.dimension() + r < best[0].bits())
                      .ifPresent(r -> best[0] = new BinaryPairs(plan.dimension() + r, r, words));
                }
              });
    }
    return Optional.ofNullable(best[0]);
  }

  /**
   * The fewest bits that any vectors of signs have: as many as dimensions, and log2 N.
   *
   * @param pairs N, no two of which have equal vectors
   * @param dimension that constellations need
   */
  public static long least(BigInteger pairs, long dimension) {
    return Math.max(dimension, pairs.subtract(BigInteger.ONE).bitLength());
  }

  /** The least r with n a - r &lt;= beta (n + r), if n - r &gt;= s (n + r) then. */
  private static Optional<Integer> suffix(
      int n, ExistingCode words, BigFraction positive, BigFraction negative) {
    BigFraction over = words.cosine().rational().subtract(negative).multiply(n);
    BigInteger least = Rationals.ceiling(over.divide(negative.add(1))).max(BigInteger.ZERO);
    int r = least.intValueExact();
    boolean fits = BigFraction.of(n - r).compareTo(positive.multiply(n + r)) >= 0;
    return fits ? Optional.of(r) : Optional.empty();
  }
}
