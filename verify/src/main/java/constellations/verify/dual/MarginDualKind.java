package constellations.verify.dual;

import constellations.verify.claim.Kind;

/** The kind {@code margin-dual}: no vectors have a larger margin, in whatever dimension. */
public final class MarginDualKind {
  /** The kind. */
  public static final Kind<MarginDualCertificate> KIND =
      new Kind<>(
          MarginDualCertificate.KIND,
          MarginDualCertificate.class,
          new MarginDualCodec(),
          new MarginDualChecker());

  private MarginDualKind() {}
}
