package constellations.verify.theorem;

import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.claim.TwoSidedExists;
import constellations.verify.exact.BadInputException;
import java.util.Arrays;

/**
 * Claims what a theorem says without further evidence: that a code exists, that codes have no more
 * points, or that constellations or queries and documents have no larger margin.
 *
 * @param claim a {@link Claim.CodeExists}, {@link TwoSidedExists} or {@link Claim.CodeBound}; of
 *     theorems about constellations a {@link ConstellationClaim.MarginBound} or {@link
 *     ConstellationClaim.Needs}, of those about all k-subsets a {@link RetrievalClaim.MarginBound}
 *     or {@link RetrievalClaim.Needs}
 * @param theorem which theorem
 */
public record TheoremCertificate(Claim claim, Theorem theorem, Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "theorem";

  /** Theorems that say how many points a code has, or how large a margin is. */
  public enum Theorem {
    /** d + 1 points of cosine -1/d. */
    REGULAR_SIMPLEX,
    /** 2d points of cosine 0. */
    CROSS_POLYTOPE,
    /** N points on the circle have cosine at least cos(2 pi / N), and no more is needed. */
    REGULAR_POLYGON,
    /** The caps around the points of a maximal code cover the sphere. */
    GILBERT_VARSHAMOV,
    /** The bounds for cosines that are not positive; on the line two points. */
    RANKIN,
    /** Levenshtein's universal bound. */
    LEVENSHTEIN,
    /** Caps of half the angle do not overlap. */
    CAP_PACKING,
    /** Rankin's range for constellations. */
    RANKIN_CONSTELLATIONS,
    /** The largest margin of a query for each k of n documents. */
    SUBSETS;

    /** Whether this says something of such claims. */
    boolean isAbout(Claim claim) {
      return switch (this) {
        case RANKIN_CONSTELLATIONS ->
            claim instanceof ConstellationClaim.MarginBound
                || claim instanceof ConstellationClaim.Needs;
        case SUBSETS ->
            claim instanceof RetrievalClaim bound
                && !(bound instanceof RetrievalClaim.Exists)
                && bound.relevance() instanceof AllSubsets;
        default ->
            claim instanceof Claim.CodeExists
                || claim instanceof Claim.CodeBound
                || claim instanceof TwoSidedExists;
      };
    }

    private String subject() {
      return switch (this) {
        case RANKIN_CONSTELLATIONS -> "a bound for constellations";
        case SUBSETS -> "a bound for all k-subsets of documents";
        default -> "a claim about codes";
      };
    }

    /** The name in a file. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /**
     * The theorem of a name.
     *
     * @throws BadInputException if there is none
     */
    static Theorem named(String name) {
      return Arrays.stream(values())
          .filter(theorem -> theorem.toString().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  BadInputException.argument(
                      "evidence.theorem", name, "one of " + Arrays.toString(values())));
    }
  }

  /**
   * Checks that the claim is of codes, constellations or retrieval, as the theorem is.
   *
   * @param claim what is claimed
   * @param theorem the theorem it follows from
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if it is not
   */
  public TheoremCertificate {
    if (!theorem.isAbout(claim)) {
      throw BadInputException.argument("claim", claim.text(), theorem.subject());
    }
  }

  @Override
  public String kind() {
    return KIND;
  }
}
