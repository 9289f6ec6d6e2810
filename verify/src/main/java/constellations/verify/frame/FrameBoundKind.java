package constellations.verify.frame;

import constellations.verify.claim.Kind;

/** The kind {@code frame-bound}: a bound for constellations that is none for codes. */
public final class FrameBoundKind {
  /** The kind. */
  public static final Kind<FrameBoundCertificate> KIND =
      new Kind<>(
          FrameBoundCertificate.KIND,
          FrameBoundCertificate.class,
          new FrameBoundCodec(),
          new FrameBoundChecker());

  private FrameBoundKind() {}
}
