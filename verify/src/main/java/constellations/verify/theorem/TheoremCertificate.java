package constellations.verify.theorem;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import java.util.Arrays;

/**
 * Claims what a theorem says of spherical codes without further evidence: that a code exists, or
 * that codes have no more points.
 *
 * @param claim a {@link Claim.CodeExists} or {@link Claim.CodeBound}
 * @param theorem which theorem
 */
public record TheoremCertificate(Claim claim, Theorem theorem, Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "theorem";

  /** Theorems that say how many points a code has, at least or at most. */
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
    CAP_PACKING;

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
   * Checks that the claim is of codes.
   *
   * @param claim what is claimed
   * @param theorem the theorem it follows from
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if it is not
   */
  public TheoremCertificate {
    if (!(claim instanceof Claim.CodeExists || claim instanceof Claim.CodeBound)) {
      throw BadInputException.argument("claim", claim.text(), "a claim about codes");
    }
  }

  @Override
  public String kind() {
    return KIND;
  }
}
