package constellations.solver.dimension;

import constellations.solver.modality.Synchronisation;
import constellations.verify.claim.Demand;
import constellations.verify.composition.Reduction;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The question how many dimensions N items in k modalities need at margin m and relative bias b.
 *
 * @param pairs N, from 2 to 10^18
 * @param margin m in (0, 1]
 * @param bias b in [-1, 1], m + b <= 1
 * @param synchronised which of k modalities, from 2 to 1000
 */
public record Query(
    BigInteger pairs, BigFraction margin, BigFraction bias, Synchronisation synchronised) {
  private static final BigInteger MOST_PAIRS = BigInteger.TEN.pow(18);
  private static final int MOST_MODALITIES = 1000;

  /**
   * Checks the ranges.
   *
   * @throws BadInputException if a number is out of range
   */
  public Query {
    if (pairs.compareTo(BigInteger.TWO) < 0 || pairs.compareTo(MOST_PAIRS) > 0) {
      throw BadInputException.argument("pairs", pairs, "a whole number from 2 to 10^18");
    }
    if (margin.signum() <= 0) {
      throw BadInputException.argument("margin", Rationals.toString(margin), "more than 0");
    }
    if (synchronised.modalities() > MOST_MODALITIES) {
      throw BadInputException.argument(
          "modalities", synchronised.modalities(), "at most " + MOST_MODALITIES);
    }
    // Checks the remaining ranges.
    Reduction.cosine(margin, bias, 2);
  }

  /** The question about modalities of which every two are synchronised. */
  public Query(BigInteger pairs, BigFraction margin, BigFraction bias, int modalities) {
    this(pairs, margin, bias, Synchronisation.complete(modalities));
  }

  /** K, the number of modalities. */
  public int modalities() {
    return synchronised.modalities();
  }

  /** The same question about other modalities. */
  Query with(Synchronisation others) {
    return new Query(pairs, margin, bias, others);
  }

  /** s = b + m, what matching inner products reach. */
  public BigFraction positive() {
    return bias.add(margin);
  }

  /** beta = b - m, what other inner products do not exceed. */
  public BigFraction negative() {
    return bias.subtract(margin);
  }

  /**
   * How many modalities the projection to a code takes together, of those that are all joined: the
   * most j for which it applies, s > -1/(j-1) and alpha_j >= -1/(j-1) (docs/theory.md T20); alpha_j
   * falls with j. At least two.
   */
  public int projected() {
    for (int j = synchronised.clique().size(); j > 2; j--) {
      if (applies(j) && cosine(j).compareTo(least(j)) >= 0) {
        return j;
      }
    }
    return 2;
  }

  private static BigFraction least(int j) {
    return BigFraction.of(-1, j - 1);
  }

  private boolean applies(int j) {
    return positive().compareTo(least(j)) > 0;
  }

  /**
   * The largest number of items for which something is not excluded in all dimensions, if there is
   * such a limit, by two arguments for some j of the modalities. At a bias above -1/(j-1) with
   * alpha_j &lt; -1/(j-1), a smaller margin m' at the same bias has alpha_j(m', b) = -1/(j-1) and b
   * + m' &gt; -1/(j-1), where the projection leaves at most j items. And j vectors of different
   * items and modalities do not all have inner products below -1/(j-1), since their sum has a norm
   * (docs/theory.md S9).
   */
  Optional<Integer> mostItems() {
    for (int j = 2; j <= synchronised.clique().size(); j++) {
      if (negative().compareTo(least(j)) < 0) {
        return Optional.of(j - 1);
      }
      if (bias.compareTo(least(j)) > 0 && cosine(j).compareTo(least(j)) < 0) {
        return Optional.of(j);
      }
    }
    return Optional.empty();
  }

  /** The cosine of the code that the constellation projects to. */
  public BigFraction projectedCosine() {
    return cosine(projected());
  }

  /** alpha_j(m, b). */
  public BigFraction cosine(int j) {
    return Reduction.cosine(margin, bias, j);
  }

  /** The same as certificates state it. */
  public Demand demand() {
    return new Demand(pairs, synchronised.graph(), Quadratic.of(margin), Quadratic.of(bias));
  }
}
