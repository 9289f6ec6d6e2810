package constellations.verify.composition;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import java.util.Arrays;
import java.util.List;

/**
 * Claims what follows from other certificates by a rule. They lie beside it and are named by their
 * SHA-256.
 *
 * @param parts the certificates that the rule is applied to
 * @param placement how they lie in the whole
 */
public record CompositionCertificate(
    Claim claim, Rule rule, List<Part> parts, Placement placement, Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "composition";

  /** The most parts of one certificate. */
  public static final int MAX_PARTS = 64;

  /** What is concluded from the parts. */
  public enum Rule {
    /** A code of cosine alpha_k(m, b) gives a constellation in k - 1 dimensions more. */
    LIFT,
    /** A code of cosine b - m is a constellation whose modalities are equal. */
    ALIGNED,
    /** A bound for codes of cosine alpha_k(m, b) bounds constellations. */
    PROJECTION,
    /** Near b = -1 a bound for codes of one dimension less bounds constellations. */
    FLAT_PROJECTION,
    /** Codes in orthogonal spaces. */
    DIRECT_SUM,
    /** Codes of one dimension less at several heights. */
    LAYERS,
    /** Fewer points or pairs, more dimensions, a larger cosine, a smaller margin. */
    WEAKENING,
    /** Modalities are used several times, or left out, along a homomorphism of their graphs. */
    HOMOMORPHISM,
    /** Rows and columns of a relevance make another: its vectors serve for that. */
    INDUCED,
    /** A bound for codes bounds relevance of many different rows or columns. */
    DISTINCT_ROWS,
    /** Sums over the points of a code of two-sided cosines find each k of its points. */
    SUBSETS;

    /** The name in a file. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /**
     * The rule of a name.
     *
     * @throws BadInputException if there is none
     */
    static Rule named(String name) {
      return Arrays.stream(values())
          .filter(rule -> rule.toString().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  BadInputException.argument(
                      "evidence.rule", name, "one of " + Arrays.toString(values())));
    }
  }

  /**
   * A certificate in a file of its own.
   *
   * @param file its name, in the folder of the composition
   * @param sha256 the SHA-256 of the file, in lower-case hexadecimal
   */
  public record Part(String file, String sha256, Certificate certificate) {}

  /**
   * Checks the number of parts and how they are placed.
   *
   * @param claim what is claimed of the whole
   * @param rule the rule that leads from the parts to the claim
   * @param parts the certificates of the parts, in the order of the rule
   * @param placement what the rule needs beside them
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if there are none or too many, or they are placed as another rule
   *     needs it
   */
  public CompositionCertificate {
    parts = List.copyOf(parts);
    boolean several = rule == Rule.DIRECT_SUM || rule == Rule.LAYERS;
    if (parts.isEmpty() || parts.size() > (several ? MAX_PARTS : 1)) {
      throw BadInputException.argument(
          "evidence.parts", parts.size() + " certificates", several ? "1 to " + MAX_PARTS : "one");
    }
    placement.require(rule, parts.size());
  }

  /**
   * The same for the rules that need nothing beside the parts.
   *
   * @param claim what is claimed of the whole
   * @param rule the rule that leads from the parts to the claim
   * @param parts the certificates of the parts, in the order of the rule
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if there are none or too many
   */
  public CompositionCertificate(Claim claim, Rule rule, List<Part> parts, Provenance provenance) {
    this(claim, rule, parts, Placement.NONE, provenance);
  }

  /**
   * {@return the same with other parts}
   *
   * @param others in the order of these
   */
  public CompositionCertificate with(List<Part> others) {
    return new CompositionCertificate(claim, rule, others, placement, provenance);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
