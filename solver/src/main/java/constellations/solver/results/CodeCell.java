package constellations.solver.results;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.PointBounds;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Tier;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The best cosine of N points in R^d between its ends.
 *
 * @param lower no N points have a smaller cosine; rounded down
 * @param lowerEntry the proof, or nothing where it is a theorem
 * @param upper the code, if the index has one in this cell
 */
public record CodeCell(
    long dimension,
    long points,
    Quadratic lower,
    String lowerMethod,
    Optional<Entry> lowerEntry,
    Optional<Entry> upper) {
  /** What the numbers of a cell are. */
  public static final String LEGEND =
      "cosines: none is below the first (rounded down), a code has the second (rounded up); a star:"
          + " they meet";

  private static final int DECIMALS = 18;

  /** Ends this close differ by the rounding of the coordinates at most. */
  static final BigFraction MEETS = BigFraction.of(1, 10_000_000_000_000L);

  /**
   * The cell as the index has it: its lower end a theorem where that is better, and both ends those
   * of other cells from which they follow, where these are better: a code of more points, or in
   * fewer dimensions, holds one of these.
   */
  public static CodeCell of(ResultIndex index, long dimension, long points) {
    BigInteger n = BigInteger.valueOf(points);
    Optional<Entry> upper = better(index.code(dimension, points), index.bestCode(dimension, n));
    Optional<Entry> known =
        better(index.codeBound(dimension, points), index.bestCodeBound(dimension, n));
    // One evaluation says whether the theorems exclude more than a proof does; their own number
    // takes sixty.
    boolean proved =
        known
            .map(e -> cosine(e).rational(RoundingMode.FLOOR))
            .filter(c -> c.add(1).signum() >= 0)
            .filter(c -> PointBounds.excluding(dimension, c, n).isEmpty())
            .isPresent();
    if (proved) {
      return new CodeCell(
          dimension, points, cosine(known.get()), known.get().provenance().method(), known, upper);
    }
    PointBounds.CosineBound theorem = PointBounds.cosine(dimension, n);
    Quadratic value = Quadratic.of(theorem.value());
    Optional<Entry> proof = known.filter(e -> cosine(e).compareTo(value) >= 0);
    return new CodeCell(
        dimension,
        points,
        proof.map(CodeCell::cosine).orElse(value),
        proof.map(e -> e.provenance().method()).orElse(theorem.method()),
        proof,
        upper);
  }

  /** The entry of the cell itself, unless another one is better. */
  private static Optional<Entry> better(Optional<Entry> own, Optional<Entry> other) {
    return other
        .filter(e -> own.isEmpty() || Cell.better(e.claim(), own.get().claim()))
        .or(() -> own);
  }

  private static Quadratic cosine(Entry entry) {
    return entry.claim() instanceof Claim.CodeExists code
        ? code.cosine()
        : ((Claim.CodeBound) entry.claim()).cosine();
  }

  /** The cosine of the code, exact, if there is one. */
  public Optional<Quadratic> cosine() {
    return upper.map(CodeCell::cosine);
  }

  /** Whether the ends are equal, or would be but for rounding at the 15th decimal. */
  public boolean meets() {
    // Of different fields both are rounded, outwards and by far less than that.
    BigFraction least = lower.rational(RoundingMode.FLOOR);
    return cosine()
        .filter(c -> c.rational(RoundingMode.CEILING).subtract(least).compareTo(MEETS) <= 0)
        .isPresent();
  }

  /** The cosine of the code, rounded up to some decimals. */
  public Optional<BigDecimal> cosineCeiling(int decimals) {
    return cosine()
        .map(c -> c.enclosure(decimals + 30).upper().setScale(decimals, RoundingMode.CEILING));
  }

  /** The lower end, rounded down to some decimals. */
  public BigDecimal lowerFloor(int decimals) {
    return lower.isRational()
        ? Rationals.floor(lower.rational(), decimals)
        : lower.enclosure(decimals + 30).lower().setScale(decimals, RoundingMode.FLOOR);
  }

  /** What stands behind the lower end. */
  public Tier lowerTier() {
    return lowerEntry.map(Entry::tier).orElse(Tier.THEOREM);
  }

  /** For JSON. */
  public ObjectNode json() {
    ObjectNode node = new JsonMapper().createObjectNode();
    node.put("dimension", dimension).put("points", points);
    node.put("cosineLower", lowerFloor(DECIMALS).toPlainString());
    node.put("lowerMethod", lowerMethod).put("lowerTier", lowerTier().toString());
    node.put("lowerCertificate", lowerEntry.map(Entry::file).orElse(null));
    node.put("cosineUpper", cosineCeiling(DECIMALS).map(BigDecimal::toPlainString).orElse(null));
    node.put("cosineUpperExact", cosine().map(Quadratic::toString).orElse(null));
    node.put("upperMethod", upper.map(e -> e.provenance().method()).orElse(null));
    node.put("upperTier", upper.map(e -> e.tier().toString()).orElse(null));
    return node.put("meets", meets()).put("certificate", upper.map(Entry::file).orElse(null));
  }
}
