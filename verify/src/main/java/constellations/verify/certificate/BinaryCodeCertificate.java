package constellations.verify.certificate;

import constellations.verify.configuration.BinaryCode;

/**
 * Claims that a spherical code exists. The evidence is a binary code whose number of words and
 * least distance can be proved.
 */
public record BinaryCodeCertificate(Claim.CodeExists stated, BinaryCode code, Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "binary-code";

  @Override
  public String kind() {
    return KIND;
  }
}
