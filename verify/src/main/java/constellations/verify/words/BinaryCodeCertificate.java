package constellations.verify.words;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;

/**
 * Claims that a spherical code exists. The evidence is a binary code whose number of words and
 * least distance can be proved.
 */
public record BinaryCodeCertificate(Claim.CodeExists claim, BinaryCode code, Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "binary-code";

  @Override
  public String kind() {
    return KIND;
  }
}
