package constellations.verify.points;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.ExtremePairs;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.WorkBudget;
import java.util.Optional;

/**
 * Checks {@code spherical-code}: the shape, and the largest cosine over all pairs.
 *
 * <p>The argument: docs/theory.md T2, T3.
 */
final class SphericalCodeChecker implements Checker<SphericalCodeCertificate> {
  /** Vectors with more coordinates than their dimension have at most this many. */
  private static final int MAX_COORDINATES = 128;

  @Override
  public Verdict check(SphericalCodeCertificate certificate, Check check) {
    PointSet points = certificate.vectors().points();
    Optional<String> misfit = misfit(certificate, points, check.budget());
    if (misfit.isPresent()) {
      return Verdict.rejected(certificate, misfit.get(), 0);
    }
    ExtremePairs.Pair pair =
        ExtremePairs.largest(points, points, check.threads(), check.budget()).orElseThrow();
    boolean accepted = pair.cosine().compareTo(certificate.cosine()) <= 0;
    String at = "points " + pair.row() + " and " + pair.column();
    String reason =
        accepted
            ? "largest cosine " + Shown.cosine(pair.cosine(), true) + " at " + at
            : at
                + " have cosine "
                + Shown.cosine(pair.cosine(), false)
                + ", above the claim by "
                + Shown.distance(pair.cosine(), certificate.cosine());
    long n = points.size();
    return Verdict.of(accepted, certificate, reason, n * (n - 1) / 2);
  }

  /** Why the evidence has not the shape of the claim; vectors may have more coordinates. */
  private static Optional<String> misfit(
      SphericalCodeCertificate certificate, PointSet points, WorkBudget budget) {
    String shape = "the evidence has " + points.size() + " points in dimension ";
    int d = certificate.dimension();
    if (points.size() != certificate.points() || points.dimension() < d) {
      return Optional.of(shape + points.dimension());
    }
    if (points.dimension() == d) {
      return Optional.empty();
    }
    if (points.dimension() > MAX_COORDINATES || !points.isSmall()) {
      return Optional.of(
          shape
              + points.dimension()
              + "; more coordinates than dimensions are for integers below 2^31, at most "
              + MAX_COORDINATES
              + " of them");
    }
    // The elimination has minors of a hundred digits for each column.
    budget.charge(
        (double) points.size() * points.dimension() * points.dimension()
            + 20 * Math.pow(points.dimension(), 4));
    int rank = points.rank();
    return rank <= d
        ? Optional.empty()
        : Optional.of(shape + points.dimension() + " of rank " + rank + ", above " + d);
  }
}
