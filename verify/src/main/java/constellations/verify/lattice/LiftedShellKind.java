package constellations.verify.lattice;

import constellations.verify.claim.Kind;

/** The kind {@code lifted-shell}: vectors of a lattice, some lifted into further dimensions. */
public final class LiftedShellKind {
  /** The kind. */
  public static final Kind<LiftedShellCertificate> KIND =
      new Kind<>(
          LiftedShellCertificate.KIND,
          LiftedShellCertificate.class,
          new LiftedShellCodec(),
          new LiftedShellChecker());

  private LiftedShellKind() {}
}
