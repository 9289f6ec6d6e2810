package constellations.verify.check;

import constellations.verify.certificate.ConstellationCertificate;
import constellations.verify.certificate.Vectors;
import constellations.verify.configuration.Constellation;
import constellations.verify.configuration.Separation;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;

/** Checks {@code constellation}: the shape, and the exact separation of every two modalities. */
public final class ConstellationChecker implements Checker<ConstellationCertificate> {
  @Override
  public Verdict check(ConstellationCertificate certificate, int threads) {
    if (certificate.vectors().size() != certificate.modalities()) {
      return rejected(
          certificate, "the evidence has " + certificate.vectors().size() + " modalities", 0);
    }
    for (Vectors vectors : certificate.vectors()) {
      PointSet points = vectors.points();
      if (points.size() != certificate.pairs() || points.dimension() != certificate.dimension()) {
        return rejected(
            certificate,
            "a modality has " + points.size() + " vectors in dimension " + points.dimension(),
            0);
      }
    }
    Constellation constellation =
        new Constellation(certificate.vectors().stream().map(Vectors::points).toList());
    Separation separation = constellation.separation(threads);
    long n = certificate.pairs();
    long k = certificate.modalities();
    long inequalities = n * n * k * (k - 1) / 2;
    Quadratic least = certificate.bias().add(certificate.margin());
    Quadratic largest = certificate.bias().subtract(certificate.margin());
    Separation.Entry positive = separation.leastPositive();
    Separation.Entry negative = separation.largestNegative();
    if (positive.cosine().compareTo(least) < 0) {
      return rejected(
          certificate,
          at(positive)
              + " match with cosine "
              + Checker.show(positive.cosine(), true)
              + ", below bias + margin by "
              + Checker.distance(positive.cosine(), least),
          inequalities);
    }
    if (negative.cosine().compareTo(largest) > 0) {
      return rejected(
          certificate,
          at(negative)
              + " do not match and have cosine "
              + Checker.show(negative.cosine(), false)
              + ", above bias - margin by "
              + Checker.distance(negative.cosine(), largest),
          inequalities);
    }
    String reason =
        "least matching cosine "
            + Checker.show(positive.cosine(), false)
            + " at "
            + at(positive)
            + ", largest other "
            + Checker.show(negative.cosine(), true)
            + " at "
            + at(negative);
    return new Verdict(true, certificate.claim(), reason, Tier.CERTIFIED, inequalities);
  }

  private static Verdict rejected(
      ConstellationCertificate certificate, String reason, long inequalities) {
    return new Verdict(false, certificate.claim(), reason, Tier.CERTIFIED, inequalities);
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
