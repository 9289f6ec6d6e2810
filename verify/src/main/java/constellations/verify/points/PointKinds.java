package constellations.verify.points;

import constellations.verify.claim.Kind;

/** The kinds whose evidence is vectors. */
public final class PointKinds {
  /** Spherical codes. */
  public static final Kind<SphericalCodeCertificate> SPHERICAL_CODE =
      new Kind<>(
          SphericalCodeCertificate.KIND,
          SphericalCodeCertificate.class,
          new SphericalCodeCodec(),
          new SphericalCodeChecker());

  /** Constellations. */
  public static final Kind<ConstellationCertificate> CONSTELLATION =
      new Kind<>(
          ConstellationCertificate.KIND,
          ConstellationCertificate.class,
          new ConstellationCodec(),
          new ConstellationChecker());

  /** Queries and documents. */
  public static final Kind<RetrievalCertificate> RETRIEVAL =
      new Kind<>(
          RetrievalCertificate.KIND,
          RetrievalCertificate.class,
          new RetrievalCodec(),
          new RetrievalChecker());

  private PointKinds() {}
}
