package constellations.verify.points;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;

/**
 * Checks {@code constellation}: the shape, and the exact separation of every two modalities that
 * are synchronised.
 *
 * <p>The argument: docs/theory.md T2, T31.
 */
final class ConstellationChecker implements Checker<ConstellationCertificate> {
  @Override
  public Verdict check(ConstellationCertificate certificate, Check check) {
    int k = certificate.modalities();
    if (certificate.vectors().size() != k) {
      return Verdict.rejected(
          certificate, "the evidence has " + certificate.vectors().size() + " modalities", 0);
    }
    for (Vectors vectors : certificate.vectors()) {
      PointSet points = vectors.points();
      if (points.size() != certificate.pairs() || points.dimension() != certificate.dimension()) {
        return Verdict.rejected(
            certificate,
            "a modality has " + points.size() + " vectors in dimension " + points.dimension(),
            0);
      }
    }
    Constellation constellation =
        new Constellation(certificate.vectors().stream().map(Vectors::points).toList());
    Separation separation =
        constellation.separation(certificate.graph(), check.threads(), check.budget());
    long n = certificate.pairs();
    long inequalities = n * n * certificate.graph().size();
    Quadratic least = certificate.bias().add(certificate.margin());
    Quadratic largest = certificate.bias().subtract(certificate.margin());
    Separation.Entry positive = separation.leastPositive();
    Separation.Entry negative = separation.largestNegative();
    if (positive.cosine().compareTo(least) < 0) {
      return Verdict.rejected(
          certificate,
          at(positive)
              + " match with cosine "
              + Shown.cosine(positive.cosine(), true)
              + ", below bias + margin by "
              + Shown.distance(positive.cosine(), least),
          inequalities);
    }
    if (negative.cosine().compareTo(largest) > 0) {
      return Verdict.rejected(
          certificate,
          at(negative)
              + " do not match and have cosine "
              + Shown.cosine(negative.cosine(), false)
              + ", above bias - margin by "
              + Shown.distance(negative.cosine(), largest),
          inequalities);
    }
    String reason =
        "least matching cosine "
            + Shown.cosine(positive.cosine(), false)
            + " at "
            + at(positive)
            + ", largest other "
            + Shown.cosine(negative.cosine(), true)
            + " at "
            + at(negative);
    return Verdict.accepted(certificate, reason, inequalities);
  }

  private static String at(Separation.Entry entry) {
    return "vectors "
        + entry.row()
        + " of modality "
        + entry.a()
        + " and "
        + entry.column()
        + " of modality "
        + entry.b();
  }
}
