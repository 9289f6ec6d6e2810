package constellations.verify.lp;

import constellations.verify.claim.Kind;

/** The kind {@code lp-bound}: a bound by a linear program. */
public final class LpBoundKind {
  /** The kind. */
  public static final Kind<LpBoundCertificate> KIND =
      new Kind<>(
          LpBoundCertificate.KIND,
          LpBoundCertificate.class,
          new LpBoundCodec(),
          new LpBoundChecker());

  private LpBoundKind() {}
}
