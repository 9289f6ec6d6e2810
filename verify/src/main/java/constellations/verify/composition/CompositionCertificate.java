package constellations.verify.composition;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Claims what follows from other certificates by a rule. They lie beside it and are named by their
 * SHA-256.
 *
 * @param parts the certificates that the rule is applied to
 * @param heights for layers, one for each part
 * @param map for homomorphisms, of modalities
 */
public record CompositionCertificate(
    Claim claim,
    Rule rule,
    List<Part> parts,
    List<BigFraction> heights,
    List<Integer> map,
    Provenance provenance)
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
    HOMOMORPHISM;

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
   * Checks the number of parts and heights.
   *
   * @param claim what is claimed of the whole
   * @param rule the rule that leads from the parts to the claim
   * @param parts the certificates of the parts, in the order of the rule
   * @param heights the heights of the layers, in [-1, 1]; empty for rules without layers
   * @param map for homomorphisms the modality to which each of the graph that is mapped goes
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if there are none or too many, or a height is out of range
   */
  public CompositionCertificate {
    parts = List.copyOf(parts);
    heights = List.copyOf(heights);
    map = List.copyOf(map);
    boolean several = rule == Rule.DIRECT_SUM || rule == Rule.LAYERS;
    if (parts.isEmpty() || parts.size() > (several ? MAX_PARTS : 1)) {
      throw BadInputException.argument(
          "evidence.parts", parts.size() + " certificates", several ? "1 to " + MAX_PARTS : "one");
    }
    if (heights.size() != (rule == Rule.LAYERS ? parts.size() : 0)) {
      throw BadInputException.argument(
          "evidence.heights", heights.size() + " numbers", "one for each part of layers");
    }
    if (map.isEmpty() == (rule == Rule.HOMOMORPHISM) || map.size() > ModalityGraph.MOST_LISTED) {
      throw BadInputException.argument(
          "evidence.map",
          map.size() + " modalities",
          "1 to " + ModalityGraph.MOST_LISTED + " for a homomorphism, none for other rules");
    }
    for (BigFraction height : heights) {
      if (height.abs().compareTo(BigFraction.ONE) >= 0) {
        throw BadInputException.argument("evidence.heights", height, "between -1 and 1");
      }
    }
  }

  /**
   * The same for the rules without heights and maps.
   *
   * @param claim what is claimed of the whole
   * @param rule the rule that leads from the parts to the claim
   * @param parts the certificates of the parts, in the order of the rule
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if there are none or too many
   */
  public CompositionCertificate(Claim claim, Rule rule, List<Part> parts, Provenance provenance) {
    this(claim, rule, parts, List.of(), List.of(), provenance);
  }

  /**
   * {@return the same with other parts}
   *
   * @param others in the order of these
   */
  public CompositionCertificate with(List<Part> others) {
    return new CompositionCertificate(claim, rule, others, heights, map, provenance);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
