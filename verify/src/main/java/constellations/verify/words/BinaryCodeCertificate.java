package constellations.verify.words;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.TwoSidedExists;
import constellations.verify.exact.BadInputException;

/**
 * Claims that a spherical code exists. The evidence is a binary code whose number of words and
 * least distance can be proved.
 *
 * @param claim a {@link Claim.CodeExists}, or a {@link TwoSidedExists} of half of the words
 * @param code the words
 * @param provenance how the evidence was found; never relied upon
 */
public record BinaryCodeCertificate(Claim claim, BinaryCode code, Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "binary-code";

  /**
   * Checks what is claimed.
   *
   * @param claim what is claimed
   * @param code the words
   * @param provenance how the evidence was found
   * @throws BadInputException if it is another claim
   */
  public BinaryCodeCertificate {
    if (!(claim instanceof Claim.CodeExists) && !(claim instanceof TwoSidedExists)) {
      throw BadInputException.argument("claim", claim.text(), "that a code exists");
    }
  }

  @Override
  public String kind() {
    return KIND;
  }
}
