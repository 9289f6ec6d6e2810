package constellations.verify.theorem;

import constellations.verify.claim.Kind;

/** The kind {@code theorem}: what theorems say. */
public final class TheoremKind {
  /** The kind. */
  public static final Kind<TheoremCertificate> KIND =
      new Kind<>(
          TheoremCertificate.KIND,
          TheoremCertificate.class,
          new TheoremCodec(),
          new TheoremChecker());

  private TheoremKind() {}
}
