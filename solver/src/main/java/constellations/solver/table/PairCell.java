package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.certificate.Claim;
import constellations.verify.check.Tier;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.theory.Reduction;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The largest margin of N pairs in R^d, at a bias or over all, between its ends.
 *
 * @param lower a constellation in this dimension or below of so many pairs or more
 * @param upper no constellation has a larger margin; rounded up
 */
public record PairCell(
    long dimension,
    long pairs,
    int modalities,
    Optional<BigFraction> bias,
    Optional<Entry> lower,
    BigFraction upper,
    Optional<Entry> upperEntry,
    String upperMethod) {
  /** What the numbers of a cell are. */
  public static final String LEGEND =
      "margins: one is reached (rounded down), none is above the other (rounded up)";

  private static final int DECIMALS = 18;
  private static final int SHOWN = 6;

  /** The cell as the index has it. */
  public static PairCell of(
      ResultIndex index, long dimension, long pairs, int modalities, Optional<BigFraction> bias) {
    CodeCell code = CodeCell.of(index, dimension, pairs);
    BigFraction cosine = code.lower().rational(RoundingMode.FLOOR);
    BigFraction upper =
        bias.map(b -> Reduction.marginBound(cosine, b, modalities))
            .orElseGet(() -> Reduction.freeMargin(cosine));
    Optional<Entry> lower =
        index.entries().stream()
            .filter(
                e ->
                    e.claim() instanceof Claim.ConstellationExists x
                        && x.dimension() <= dimension
                        && x.demand().pairs().compareTo(BigInteger.valueOf(pairs)) >= 0
                        && x.demand().modalities() >= modalities
                        && bias.map(b -> x.demand().bias().equals(Quadratic.of(b))).orElse(true))
            .reduce((a, b) -> margin(b).compareTo(margin(a)) > 0 ? b : a);
    return new PairCell(
        dimension,
        pairs,
        modalities,
        bias,
        lower,
        upper,
        code.lowerEntry(),
        "projection and " + code.lowerMethod());
  }

  private static Quadratic margin(Entry entry) {
    return ((Claim.ConstellationExists) entry.claim()).demand().margin();
  }

  private static String down(Quadratic x, int decimals) {
    return x.enclosure(decimals + 30)
        .lower()
        .setScale(decimals, RoundingMode.FLOOR)
        .toPlainString();
  }

  /** For tables. */
  public Grid.Cell cell() {
    Grid.Value most = new Grid.Value(Rationals.ceiling(upper, SHOWN).toPlainString(), Tier.THEOREM);
    if (lower.isEmpty()) {
      return new Grid.Cell(List.of(most), false, null);
    }
    Grid.Value least = new Grid.Value(down(margin(lower.get()), SHOWN), Tier.CERTIFIED);
    return new Grid.Cell(List.of(least, most), false, lower.get().id());
  }

  /** For JSON. */
  public ObjectNode json() {
    ObjectNode node = new JsonMapper().createObjectNode();
    node.put("dimension", dimension).put("pairs", pairs).put("modalities", modalities);
    node.put("bias", bias.map(Rationals::toString).orElse(null));
    node.put("marginLower", lower.map(e -> down(margin(e), DECIMALS)).orElse(null));
    node.put(
        "biasLower",
        lower
            .map(e -> ((Claim.ConstellationExists) e.claim()).demand().bias().toString())
            .orElse(null));
    node.put("lowerMethod", lower.map(e -> e.provenance().method()).orElse(null));
    node.put("lowerTier", lower.map(e -> e.tier().toString()).orElse(null));
    node.put("certificate", lower.map(Entry::file).orElse(null));
    node.put("marginUpper", Rationals.ceiling(upper, DECIMALS).toPlainString());
    node.put("upperMethod", upperMethod).put("upperTier", Tier.THEOREM.toString());
    return node.put("upperCertificate", upperEntry.map(Entry::file).orElse(null));
  }
}
