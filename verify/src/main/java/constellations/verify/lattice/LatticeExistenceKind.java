package constellations.verify.lattice;

import constellations.verify.claim.Kind;

/** The kind {@code lattice-existence}: codes that lattices give. */
public final class LatticeExistenceKind {
  /** The kind. */
  public static final Kind<LatticeExistenceCertificate> KIND =
      new Kind<>(
          LatticeExistenceCertificate.KIND,
          LatticeExistenceCertificate.class,
          new LatticeExistenceCodec(),
          new LatticeExistenceChecker());

  private LatticeExistenceKind() {}
}
