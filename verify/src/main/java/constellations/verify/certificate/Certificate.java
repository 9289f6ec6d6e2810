package constellations.verify.certificate;

/**
 * A claim with its evidence, as docs/certificate-format.md specifies it. A certificate asserts
 * nothing by being read: {@code constellations.verify.check} decides whether its claim holds.
 */
public sealed interface Certificate
    permits SphericalCodeCertificate,
        ConstellationCertificate,
        LpBoundCertificate,
        LatticeExistenceCertificate,
        BinaryCodeCertificate,
        TheoremCertificate,
        CompositionCertificate {
  /** The version of the format that is read and written. */
  int VERSION = 1;

  /** The name of the kind in the file. */
  String kind();

  /** What is claimed. */
  Claim stated();

  /** The claim in words. */
  default String claim() {
    return stated().text();
  }

  /** How the evidence was found; never relied upon. */
  Provenance provenance();
}
