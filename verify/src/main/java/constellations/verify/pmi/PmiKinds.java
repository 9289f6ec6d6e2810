package constellations.verify.pmi;

import constellations.verify.claim.Kind;

/**
 * The kinds {@code pmi-score} and {@code pmi-bound}: scores against pointwise mutual information.
 */
public final class PmiKinds {
  /** Point sets come near. */
  public static final Kind<PmiScoreCertificate> SCORE =
      new Kind<>(
          PmiScoreCertificate.KIND,
          PmiScoreCertificate.class,
          new PmiScoreCodec(),
          new PmiScoreChecker());

  /** Single vectors do not. */
  public static final Kind<PmiBoundCertificate> BOUND =
      new Kind<>(
          PmiBoundCertificate.KIND,
          PmiBoundCertificate.class,
          new PmiBoundCodec(),
          new PmiBoundChecker());

  private PmiKinds() {}
}
