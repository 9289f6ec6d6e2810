package constellations.solver.code;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.TwoSidedExists;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.GilbertVarshamov;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import constellations.verify.words.BinaryCode;
import constellations.verify.words.BinaryCodeCertificate;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A spherical code that exists and whose cosines lie between two numbers (docs/theory.md T36).
 *
 * @param dimension d
 * @param points how many points it has at least
 * @param least no two points have a smaller cosine
 * @param cosine no two points have a larger one
 * @param description in words
 * @param evidence makes a certificate of this claim, given its origin
 */
public record TwoSidedCode(
    long dimension,
    BigInteger points,
    BigFraction least,
    BigFraction cosine,
    String description,
    Function<Provenance, Certificate> evidence) {
  private static TwoSidedCode by(
      Theorem theorem,
      long dimension,
      BigInteger points,
      BigFraction least,
      BigFraction cosine,
      String description) {
    Claim claim = new TwoSidedExists(dimension, points, Quadratic.of(least), Quadratic.of(cosine));
    return new TwoSidedCode(
        dimension,
        points,
        least,
        cosine,
        description,
        provenance -> new TheoremCertificate(claim, theorem, provenance));
  }

  /** The regular simplex of n points in n - 1 dimensions. */
  public static TwoSidedCode simplex(long n) {
    BigFraction all = BigFraction.of(-1, n - 1);
    return by(
        Theorem.REGULAR_SIMPLEX,
        n - 1,
        BigInteger.valueOf(n),
        all,
        all,
        "the regular simplex of " + n + " points");
  }

  /** A maximal set of lines, if it has so many: existence (Gilbert-Varshamov). */
  public static Optional<TwoSidedCode> lines(long d, BigInteger points, BigFraction cosine) {
    BigInteger caps = points.shiftLeft(1).subtract(BigInteger.ONE);
    return d >= 2 && GilbertVarshamov.reaches(d, cosine, caps)
        ? Optional.of(
            by(
                Theorem.GILBERT_VARSHAMOV,
                d,
                points,
                cosine.negate(),
                cosine,
                "a maximal set of lines (Gilbert-Varshamov)"))
        : Optional.empty();
  }

  /** Half of the words of a binary code that has the complement of each. */
  public static Optional<TwoSidedCode> half(BinaryCode code, int distance, String description) {
    BigFraction cosine = code.cosine(distance);
    if (!code.isAntipodal() || cosine.signum() < 0) {
      return Optional.empty();
    }
    BigInteger points = code.points().shiftRight(1);
    Claim claim =
        new TwoSidedExists(
            code.dimension(), points, Quadratic.of(cosine.negate()), Quadratic.of(cosine));
    return Optional.of(
        new TwoSidedCode(
            code.dimension(),
            points,
            cosine.negate(),
            cosine,
            "half of " + description,
            provenance -> new BinaryCodeCertificate(claim, code, provenance)));
  }

  /** The certificate, with the description as its method. */
  public Certificate certificate(Provenance provenance) {
    return evidence.apply(provenance.by(description));
  }
}
