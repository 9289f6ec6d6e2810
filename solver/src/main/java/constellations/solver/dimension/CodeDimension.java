package constellations.solver.dimension;

import constellations.solver.bound.DelsarteBound;
import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.bound.Programs;
import constellations.solver.code.find.CodeFinder;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.theorem.Levenshtein;
import constellations.verify.theorem.Rankin;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.numbers.fraction.BigFraction;

/** The least dimension that is not excluded for a spherical code of N points and a cosine. */
public final class CodeDimension {
  /** Where Levenshtein's bound is this many times N, the program does not go below N. */
  private static final BigInteger HOPELESS = BigInteger.TWO;

  private static final int MAX_LEVENSHTEIN_DEGREE = 70;

  private CodeDimension() {}

  /** What follows from a bound for codes. */
  public interface Conclusion {
    /**
     * The certificate of what is asked.
     *
     * @param dimension the least that is left
     * @param bound the certificate of the code's bound, one dimension below
     * @param method in words
     */
    Certificate of(long dimension, Certificate bound, String method);
  }

  /**
   * The least dimension in which no bound excludes a code.
   *
   * @param points N, at least 2
   * @param cosine in [-1, 1)
   * @param conclusion makes the certificate of the end
   */
  public static End atLeast(
      BigInteger points, BigFraction cosine, UpperEnd.Effort effort, Conclusion conclusion) {
    if (cosine.signum() < 0) {
      BigInteger most = Rankin.anyDimension(cosine);
      return points.compareTo(most) > 0
          ? End.impossible("Rankin: at most " + most + " pairs in any dimension")
          : rankin(points, cosine, effort, conclusion);
    }
    Optional<Programs> programs = effort.programs();
    long allowed =
        CodeFinder.firstTrue(
                d -> PointBounds.excluding(d, cosine, points).isEmpty(), Long.MAX_VALUE / 4)
            .orElseThrow();
    if (allowed == 1) {
      return End.theorem(1, "trivial");
    }
    PointBound bound = PointBounds.excluding(allowed - 1, cosine, points).orElseThrow();
    long excluded = allowed - 1;
    // The program may exclude further dimensions; where it does not, it still gives a certificate.
    Optional<PointBound> better = excludedBy(programs, allowed, cosine, points);
    while (better.isPresent()) {
      excluded++;
      bound = better.get();
      better = excludedBy(programs, excluded + 1, cosine, points);
    }
    if (excluded == allowed - 1) {
      bound = excludedBy(programs, excluded, cosine, points).orElse(bound);
    }
    String method = method(bound, cosine, excluded);
    long end = excluded + 1;
    return new End(
        OptionalLong.of(end),
        method,
        bound
            .proof(excluded, cosine, effort.provenance())
            .map(proof -> conclusion.of(end, proof, method)));
  }

  /** A bound and what it bounds, in words. */
  static String method(PointBound bound, BigFraction cosine, long dimension) {
    return bound.method()
        + ": at most "
        + bound.points()
        + " points of cosine "
        + Rationals.toString(cosine)
        + " in dimension "
        + dimension;
  }

  /** For a negative cosine: N points need N - 1 dimensions. */
  private static End rankin(
      BigInteger points, BigFraction cosine, UpperEnd.Effort effort, Conclusion conclusion) {
    long needed = points.longValueExact() - 1;
    if (needed == 1) {
      return End.theorem(1, "Rankin");
    }
    Claim bound =
        new Claim.CodeBound(needed - 1, points.subtract(BigInteger.ONE), Quadratic.of(cosine));
    Certificate proof = new TheoremCertificate(bound, Theorem.RANKIN, effort.by("Rankin"));
    return new End(
        OptionalLong.of(needed), "Rankin", Optional.of(conclusion.of(needed, proof, "Rankin")));
  }

  /** A bound that excludes N points in a dimension, by a theorem or a program. */
  static Optional<PointBound> excluding(
      long dimension, BigFraction cosine, BigInteger points, Optional<Programs> programs) {
    return PointBounds.excluding(dimension, cosine, points)
        .or(() -> excludedBy(programs, dimension, cosine, points));
  }

  /**
   * Whether the program excludes N points, where it can and does not take long: where Levenshtein's
   * bound is far above N the program is too, and where its degree is high the program's is higher.
   */
  private static Optional<PointBound> excludedBy(
      Optional<Programs> programs, long dimension, BigFraction cosine, BigInteger points) {
    if (dimension < 3 || dimension > DelsarteBound.MAX_DIMENSION) {
      return Optional.empty();
    }
    return programs
        .filter(
            program ->
                Levenshtein.below(dimension, cosine, points.multiply(HOPELESS))
                    .filter(bound -> bound.degree() <= MAX_LEVENSHTEIN_DEGREE)
                    .isPresent())
        .flatMap(program -> program.bound((int) dimension, Quadratic.of(cosine), points))
        .filter(bound -> bound.points().compareTo(points) < 0);
  }
}
