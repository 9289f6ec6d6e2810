package constellations.solver.results;

import constellations.solver.theory.Margins;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Tier;
import constellations.verify.claim.Weakening;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.RankinConstellations;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A margin that no constellation of N pairs in R^d at a bias exceeds, as the index has it: by the
 * projections of a bound for codes (docs/theory.md T20, T28), in Rankin's range (T27), or by a
 * bound for constellations.
 *
 * @param margin rounded up
 * @param entry the proof in the index, or what the method is applied to, if there is one
 */
public record MarginLimit(BigFraction margin, String method, Tier tier, Optional<Entry> entry) {
  /** The least of them; over all biases without one. */
  public static MarginLimit of(
      ResultIndex index, long dimension, long pairs, int modalities, Optional<BigFraction> bias) {
    CodeCell code = CodeCell.of(index, dimension, pairs);
    BigFraction cosine = code.lower().rational(RoundingMode.FLOOR);
    if (bias.isEmpty()) {
      return projected(Margins.free(cosine), "projection", code);
    }
    BigFraction b = bias.get();
    BigInteger n = BigInteger.valueOf(pairs);
    List<MarginLimit> limits = new ArrayList<>();
    limits.add(projected(Margins.bound(cosine, b, modalities), "projection", code));
    limits.add(
        new MarginLimit(
            RankinConstellations.margin(dimension, n, b),
            "Rankin, constellations",
            Tier.THEOREM,
            Optional.empty()));
    if (pairs > 2 && dimension > 2) {
      CodeCell below = CodeCell.of(index, dimension - 1, pairs);
      Margins.flat(below.lower().rational(RoundingMode.FLOOR), b)
          .ifPresent(m -> limits.add(projected(m, "flat projection", below)));
    }
    Quadratic exact = Quadratic.of(b);
    for (Entry entry : index.entries()) {
      if (entry.claim() instanceof ConstellationClaim.MarginBound bound
          && bound.demand().bias().isRational()
          && bound.dimension() >= dimension
          && bound.demand().pairs().compareTo(n) <= 0
          && bound.demand().modalities() <= modalities) {
        limits.add(
            new MarginLimit(
                Weakening.marginAt(bound.demand(), exact).rational(RoundingMode.CEILING),
                entry.provenance().method(),
                bound.demand().bias().equals(exact) ? entry.tier() : Tier.THEOREM,
                Optional.of(entry)));
      }
    }
    return limits.stream().min(Comparator.comparing(MarginLimit::margin)).orElseThrow();
  }

  private static MarginLimit projected(BigFraction margin, String projection, CodeCell code) {
    return new MarginLimit(
        margin, projection + " and " + code.lowerMethod(), Tier.THEOREM, code.lowerEntry());
  }
}
