package constellations.verify.composition;

import constellations.verify.claim.Kind;

/** The kind {@code composition}: what follows from other certificates. */
public final class CompositionKind {
  /** The kind. */
  public static final Kind<CompositionCertificate> KIND =
      new Kind<>(
          CompositionCertificate.KIND,
          CompositionCertificate.class,
          new CompositionCodec(),
          new CompositionChecker());

  private CompositionKind() {}
}
