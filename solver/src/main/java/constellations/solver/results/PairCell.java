package constellations.solver.results;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.theory.Margins;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Tier;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The largest margin of N pairs in R^d, at a bias or over all, between its ends. The lower end is a
 * constellation of the index, or the lift or aligned code of one of its codes (docs/theory.md S4).
 *
 * @param lower what is reached, if something is; rounded down
 * @param upper no constellation has a larger margin
 */
public record PairCell(
    long dimension,
    long pairs,
    int modalities,
    Optional<BigFraction> bias,
    Optional<Reached> lower,
    MarginLimit upper) {
  /** What the numbers of a cell are. */
  public static final String LEGEND =
      "margins: one is reached (rounded down), none is above the other (rounded up); a star: they"
          + " meet";

  private static final int DECIMALS = 18;

  /**
   * A margin that is reached.
   *
   * @param bias at which it is
   * @param rule how it follows from the entry; empty if it is that of the entry
   */
  public record Reached(BigFraction margin, BigFraction bias, String rule, Entry entry) {
    /** A certificate of its own, or a theorem that is applied to one. */
    public Tier tier() {
      return rule.isEmpty() ? entry.tier() : Tier.THEOREM;
    }
  }

  /** The cell as the index has it. */
  public static PairCell of(
      ResultIndex index, long dimension, long pairs, int modalities, Optional<BigFraction> bias) {
    BigInteger n = BigInteger.valueOf(pairs);
    Stream<Reached> direct =
        index.entries().stream()
            .filter(
                e ->
                    e.claim() instanceof ConstellationClaim.Exists x
                        && x.dimension() <= dimension
                        && x.demand().pairs().compareTo(n) >= 0
                        && x.demand().modalities() >= modalities
                        && x.demand().bias().isRational()
                        && bias.map(x.demand().bias().rational()::equals).orElse(true))
            .map(PairCell::direct);
    Stream<Reached> aligned = index.bestCode(dimension, n).stream().map(e -> aligned(e, bias));
    Stream<Reached> lifted =
        index.bestCode(dimension - modalities + 1, n).stream()
            .flatMap(e -> bias.stream().map(b -> lifted(e, b, modalities)));
    Optional<Reached> lower =
        Stream.of(direct, aligned, lifted)
            .flatMap(s -> s)
            .filter(r -> r.margin().signum() > 0)
            .reduce((a, b) -> b.margin().compareTo(a.margin()) > 0 ? b : a);
    return new PairCell(
        dimension,
        pairs,
        modalities,
        bias,
        lower,
        MarginLimit.of(index, dimension, pairs, modalities, bias));
  }

  private static Reached direct(Entry entry) {
    Demand demand = ((ConstellationClaim.Exists) entry.claim()).demand();
    return new Reached(
        demand.margin().rational(RoundingMode.FLOOR), demand.bias().rational(), "", entry);
  }

  private static BigFraction cosine(Entry code) {
    return ((Claim.CodeExists) code.claim()).cosine().rational(RoundingMode.CEILING);
  }

  /** U = V = a code; without a bias at its best one, 1 - m. */
  private static Reached aligned(Entry code, Optional<BigFraction> bias) {
    BigFraction free = Margins.free(cosine(code));
    BigFraction b = bias.orElse(BigFraction.ONE.subtract(free));
    return new Reached(Margins.aligned(cosine(code), b), b, "aligned", code);
  }

  private static Reached lifted(Entry code, BigFraction bias, int modalities) {
    boolean defined = bias.compareTo(BigFraction.of(-1, modalities - 1)) > 0;
    BigFraction margin = defined ? Margins.lift(cosine(code), bias, modalities) : BigFraction.ZERO;
    return new Reached(margin, bias, modalities == 2 ? "lift" : "simplex suffix", code);
  }

  /** Whether the ends are equal, or would be but for rounding at the 15th decimal. */
  public boolean meets() {
    return lower
        .filter(r -> upper.margin().subtract(r.margin()).compareTo(CodeCell.MEETS) <= 0)
        .isPresent();
  }

  private static String down(BigFraction x, int decimals) {
    return Rationals.floor(x, decimals).toPlainString();
  }

  /** For JSON. */
  public ObjectNode json() {
    ObjectNode node = new JsonMapper().createObjectNode();
    node.put("dimension", dimension).put("pairs", pairs).put("modalities", modalities);
    node.put("bias", bias.map(Rationals::toString).orElse(null));
    node.put("marginLower", lower.map(r -> down(r.margin(), DECIMALS)).orElse(null));
    node.put("biasLower", lower.map(r -> Rationals.toString(r.bias())).orElse(null));
    node.put("lowerMethod", lower.map(PairCell::method).orElse(null));
    node.put("lowerTier", lower.map(r -> r.tier().toString()).orElse(null));
    node.put("certificate", lower.map(r -> r.entry().file()).orElse(null));
    node.put("marginUpper", Rationals.ceiling(upper.margin(), DECIMALS).toPlainString());
    node.put("upperMethod", upper.method()).put("upperTier", upper.tier().toString());
    return node.put("upperCertificate", upper.entry().map(Entry::file).orElse(null))
        .put("meets", meets());
  }

  private static String method(Reached reached) {
    return reached.rule().isEmpty()
        ? reached.entry().provenance().method()
        : reached.rule() + " of: " + reached.entry().text();
  }
}
