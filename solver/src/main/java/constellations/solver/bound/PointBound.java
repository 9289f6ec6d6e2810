package constellations.solver.bound;

import constellations.verify.certificate.LpBoundCertificate;
import constellations.verify.check.Tier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A bound on the number of points of spherical codes of some dimension and cosine.
 *
 * @param points the bound, an integer
 * @param value the real number behind it, rounded in the safe direction
 * @param method who proved it
 * @param tier what stands behind the evaluation
 * @param certificate a proof that the verifier accepts, if there is one
 */
public record PointBound(
    BigInteger points,
    BigDecimal value,
    String method,
    Tier tier,
    Optional<LpBoundCertificate> certificate) {
  /** A bound by a theorem that is evaluated exactly or with outward rounding. */
  static PointBound theorem(BigInteger points, BigDecimal value, String method) {
    return new PointBound(points, value, method, Tier.THEOREM, Optional.empty());
  }

  /** An integer bound by a theorem. */
  public static PointBound theorem(BigInteger points, String method) {
    return theorem(points, new BigDecimal(points), method);
  }

  /** The same bound reached in another way. */
  public PointBound by(String otherMethod) {
    return new PointBound(points, value, otherMethod, tier, certificate);
  }
}
