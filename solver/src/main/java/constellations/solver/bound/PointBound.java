package constellations.solver.bound;

import constellations.verify.Accepted;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Tier;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A bound on the number of points of spherical codes of some dimension and cosine.
 *
 * @param points the bound, an integer
 * @param value the real number behind it, rounded in the safe direction
 * @param kind the method
 * @param method the method in words
 * @param accepted a proof that the verifier has accepted, if there is one
 * @param theorem the theorem, if the verifier can evaluate it without further evidence
 */
public record PointBound(
    BigInteger points,
    BigDecimal value,
    BoundMethod kind,
    String method,
    Optional<? extends Accepted<?>> accepted,
    Optional<Theorem> theorem) {
  /** A bound by a theorem that is evaluated exactly or with outward rounding. */
  public static PointBound theorem(BigInteger points, BoundMethod kind, String method) {
    return new PointBound(
        points, new BigDecimal(points), kind, method, Optional.empty(), Optional.empty());
  }

  /** A bound by a theorem that the verifier knows. */
  static PointBound theorem(BigInteger points, BigDecimal value, String method, Theorem theorem) {
    return new PointBound(
        points, value, BoundMethod.of(theorem), method, Optional.empty(), Optional.of(theorem));
  }

  /** The certificate, if there is one. */
  public Optional<Certificate> certificate() {
    return accepted.map(a -> a.certificate());
  }

  /** What stands behind the bound. */
  public Tier tier() {
    return accepted.flatMap(a -> a.verdict().tier()).orElse(Tier.THEOREM);
  }

  /** An integer bound by a theorem that the verifier knows. */
  static PointBound theorem(BigInteger points, String method, Theorem theorem) {
    return theorem(points, new BigDecimal(points), method, theorem);
  }

  /**
   * A proof that the verifier accepts, if there is one: the certificate, or the theorem.
   *
   * @param dimension of the codes that are bounded
   * @param cosine of these codes
   */
  public Optional<Certificate> proof(long dimension, BigFraction cosine, Provenance provenance) {
    Optional<Certificate> own = certificate().map(lp -> lp);
    return own.or(
        () ->
            theorem.map(
                name ->
                    new TheoremCertificate(
                        new Claim.CodeBound(dimension, points, Quadratic.of(cosine)),
                        name,
                        provenance.by(method))));
  }

  /** The same bound reached in another way. */
  public PointBound by(String otherMethod) {
    return new PointBound(points, value, kind, otherMethod, accepted, theorem);
  }
}
