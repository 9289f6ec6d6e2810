package constellations.solver.code;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.TheoremCertificate;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A spherical code that exists, with evidence that the verifier accepts.
 *
 * @param dimension d
 * @param points how many points it has at least
 * @param cosine no two points have a larger one
 * @param description in words, as it stands behind "lift of"
 * @param evidence makes a certificate of at least this claim, given its origin
 * @param indexed the points by their index, if they have integer coordinates
 * @param listed all points with exact coordinates, if they can be listed
 */
public record ExistingCode(
    long dimension,
    BigInteger points,
    Quadratic cosine,
    String description,
    Function<Provenance, Certificate> evidence,
    Optional<Supplier<IndexedCode>> indexed,
    Optional<Supplier<PointSet>> listed) {
  /** A code that exists by a theorem, without points. */
  public static ExistingCode by(
      TheoremCertificate.Theorem theorem,
      long dimension,
      BigInteger points,
      BigFraction cosine,
      String description) {
    Claim claim = new Claim.CodeExists(dimension, points, Quadratic.of(cosine));
    return new ExistingCode(
        dimension,
        points,
        Quadratic.of(cosine),
        description,
        provenance -> new TheoremCertificate(claim, theorem, provenance),
        Optional.empty(),
        Optional.empty());
  }

  /** The same code, whose points can be listed. */
  public ExistingCode with(Supplier<PointSet> all) {
    return new ExistingCode(
        dimension, points, cosine, description, evidence, indexed, Optional.of(all));
  }

  /** The same code, whose points are known by their index. */
  public ExistingCode by(Supplier<IndexedCode> index) {
    return new ExistingCode(
        dimension, points, cosine, description, evidence, Optional.of(index), listed);
  }

  /** Whether the points are known, not only that they exist. */
  public boolean isExplicit() {
    return indexed.isPresent() || listed.isPresent();
  }

  /** The certificate, with the description as its method. */
  public Certificate certificate(Provenance provenance) {
    return evidence.apply(provenance.by(description));
  }
}
