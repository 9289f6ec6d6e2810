package constellations.verify.words;

import constellations.verify.claim.Kind;

/** The kind {@code binary-code}: codes from binary words. */
public final class BinaryCodeKind {
  /** The kind. */
  public static final Kind<BinaryCodeCertificate> KIND =
      new Kind<>(
          BinaryCodeCertificate.KIND,
          BinaryCodeCertificate.class,
          new BinaryCodeCodec(),
          new BinaryCodeChecker());

  private BinaryCodeKind() {}
}
