package constellations.solver.bound;

import constellations.solver.bound.PointBounds.CosineBound;
import constellations.verify.Accepted;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Bounds that were proved before, and what follows from them by weakening: a bound holds in fewer
 * dimensions and for smaller cosines too. The certificates are read, and verified again, only for
 * the bounds that are used.
 *
 * @param bounds in any order
 * @param provenance of what follows from them
 */
public record KnownBounds(List<Known> bounds, Provenance provenance) implements CertifiedBounds {
  /** No bounds. */
  public static final KnownBounds NONE =
      new KnownBounds(List.of(), new Provenance("", null, "", "", ""));

  /** What is said behind the method of something that the results have. */
  public static final String SOURCE = ", in the results";

  /**
   * One of them.
   *
   * @param claim what is proved
   * @param method how, in words
   * @param certificate of just this claim
   */
  public record Known(
      Claim.CodeBound claim, BoundMethod kind, String method, Supplier<Certificate> certificate) {}

  private Optional<Known> best(long dimension, Quadratic cosine) {
    return bounds.stream()
        .filter(k -> k.claim().dimension() >= dimension)
        .filter(k -> k.claim().cosine().compareTo(cosine) >= 0)
        .min(Comparator.comparing(k -> k.claim().points()));
  }

  @Override
  public Optional<PointBound> bound(int dimension, Quadratic cosine, BigInteger enough) {
    return best(dimension, cosine)
        .filter(k -> enough == null || k.claim().points().compareTo(enough) < 0)
        .flatMap(
            k -> {
              BigInteger points = k.claim().points();
              Claim.CodeBound claim = new Claim.CodeBound(dimension, points, cosine);
              return proof(k, claim)
                  .map(
                      accepted ->
                          new PointBound(
                              points,
                              new java.math.BigDecimal(points),
                              k.kind(),
                              k.method() + SOURCE,
                              Optional.of(accepted),
                              Optional.empty()));
            });
  }

  @Override
  public Optional<CosineBound> cosineBound(int dimension, BigInteger points) {
    return above(dimension, points)
        .flatMap(
            k -> {
              Claim.CodeBound claim =
                  new Claim.CodeBound(
                      dimension, points.subtract(BigInteger.ONE), k.claim().cosine());
              return proof(k, claim)
                  .map(
                      accepted ->
                          new CosineBound(
                              k.claim().cosine().rational(RoundingMode.FLOOR),
                              k.kind(),
                              k.method() + SOURCE,
                              false,
                              Optional.of(accepted)));
            });
  }

  /** The largest cosine that so many points are proved to have; nothing is verified. */
  public Optional<Quadratic> cosine(long dimension, BigInteger points) {
    return above(dimension, points).map(k -> k.claim().cosine());
  }

  private Optional<Known> above(long dimension, BigInteger points) {
    return bounds.stream()
        .filter(k -> k.claim().dimension() >= dimension)
        .filter(k -> k.claim().points().compareTo(points) < 0)
        .max(Comparator.comparing(k -> k.claim().cosine()));
  }

  private Optional<Accepted<Certificate>> proof(Known known, Claim.CodeBound claim) {
    Certificate part;
    try {
      part = known.certificate().get();
    } catch (BadInputException e) {
      // A file of the results is gone: what is not there proves nothing.
      return Optional.empty();
    }
    Certificate whole =
        part.claim().equals(claim)
            ? part
            : CertificateWriter.composition(
                claim, Rule.WEAKENING, part, provenance.by(known.method() + SOURCE));
    return Accepted.of(whole, 1);
  }
}
