package constellations.verify.threepoint;

import constellations.verify.claim.Kind;

/** The kind {@code three-point-bound}: a bound by a semidefinite program. */
public final class ThreePointKind {
  /** The kind. */
  public static final Kind<ThreePointCertificate> KIND =
      new Kind<>(
          ThreePointCertificate.KIND,
          ThreePointCertificate.class,
          new ThreePointCodec(),
          new ThreePointChecker());

  private ThreePointKind() {}
}
