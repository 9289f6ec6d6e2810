package constellations.verify.check;

import constellations.verify.certificate.SphericalCodeCertificate;
import constellations.verify.configuration.SphericalCode;
import constellations.verify.exact.ExtremePairs;
import constellations.verify.exact.PointSet;

/** Checks {@code spherical-code}: the shape, and the largest cosine over all pairs. */
public final class SphericalCodeChecker implements Checker<SphericalCodeCertificate> {
  @Override
  public Verdict check(SphericalCodeCertificate certificate, int threads) {
    PointSet points = certificate.vectors().points();
    if (points.size() != certificate.points() || !Checker.fits(points, certificate.dimension())) {
      return new Verdict(
          false,
          certificate.claim(),
          "the evidence has " + points.size() + " points in dimension " + points.dimension(),
          Tier.CERTIFIED,
          0);
    }
    ExtremePairs.Pair pair = new SphericalCode(points).largestCosine(threads);
    boolean accepted = pair.cosine().compareTo(certificate.cosine()) <= 0;
    String at = "points " + pair.row() + " and " + pair.column();
    String reason =
        accepted
            ? "largest cosine " + Checker.show(pair.cosine(), true) + " at " + at
            : at
                + " have cosine "
                + Checker.show(pair.cosine(), false)
                + ", above the claim by "
                + Checker.distance(pair.cosine(), certificate.cosine());
    long n = points.size();
    return new Verdict(accepted, certificate.claim(), reason, Tier.CERTIFIED, n * (n - 1) / 2);
  }
}
