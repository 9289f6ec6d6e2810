package constellations.solver.bound;

import constellations.solver.bound.PointBounds.CosineBound;
import constellations.solver.theory.Margins;
import constellations.verify.Accepted;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.RankinConstellations;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A margin that no constellation of N items of k modalities in R^d at a bias exceeds.
 *
 * @param margin exact
 * @param kind the method
 * @param method the method in words
 * @param code what codes it was projected from, if it was
 */
public record MarginBound(
    Question question,
    BigFraction margin,
    BoundMethod kind,
    String method,
    Optional<CodeSide> code) {
  /**
   * What is bounded.
   *
   * @param dimension d, at least 2
   * @param pairs N, at least 2
   * @param modalities k, at least 2
   * @param bias b in [-1, 1]
   */
  public record Question(long dimension, BigInteger pairs, int modalities, BigFraction bias) {
    /** The claim that no margin exceeds one. */
    ConstellationClaim.MarginBound claim(BigFraction margin) {
      return new ConstellationClaim.MarginBound(
          dimension, new Demand(pairs, modalities, Quadratic.of(margin), Quadratic.of(bias)));
    }
  }

  /** The rule from a bound for codes, and that bound. */
  public record CodeSide(Rule rule, CosineBound bound, long dimension) {}

  /** The least bound by theorems alone. */
  public static MarginBound theorem(Question question) {
    return Stream.concat(
            Stream.of(rankin(question)),
            Stream.concat(
                Stream.of(
                    projected(
                        question, PointBounds.cosine(question.dimension(), question.pairs()))),
                flat(question).stream()))
        .min(Comparator.comparing(MarginBound::margin))
        .orElseThrow();
  }

  /** Rankin's range (docs/theory.md T27). */
  public static MarginBound rankin(Question question) {
    return new MarginBound(
        question,
        RankinConstellations.margin(question.dimension(), question.pairs(), question.bias()),
        BoundMethod.RANKIN,
        "Rankin, constellations",
        Optional.empty());
  }

  /** From a bound for codes in R^d by the projection (docs/theory.md T20). */
  public static MarginBound projected(Question question, CosineBound bound) {
    return new MarginBound(
        question,
        Margins.bound(bound.value(), question.bias(), question.modalities()),
        bound.kind(),
        bound.method(),
        Optional.of(new CodeSide(Rule.PROJECTION, bound, question.dimension())));
  }

  /** From a theorem for codes in R^(d-1), near bias -1 (docs/theory.md T28). */
  public static Optional<MarginBound> flat(Question question) {
    if (question.dimension() < 3 || question.pairs().compareTo(BigInteger.TWO) <= 0) {
      return Optional.empty();
    }
    CosineBound below = PointBounds.cosine(question.dimension() - 1, question.pairs());
    return Margins.flat(below.value(), question.bias())
        .map(
            margin ->
                new MarginBound(
                    question,
                    margin,
                    below.kind(),
                    "flat projection, " + below.method(),
                    Optional.of(
                        new CodeSide(Rule.FLAT_PROJECTION, below, question.dimension() - 1))));
  }

  /**
   * What the verifier accepts: a theorem, or the rule applied to the bound for codes, whose margin
   * may be larger in the 17th digit, where the codes that are excluded have a cosine below that of
   * the bound.
   */
  public Optional<? extends Accepted<?>> proof(Provenance provenance) {
    Provenance by = provenance.by(method);
    if (code.isEmpty()) {
      return Accepted.of(
          new TheoremCertificate(question.claim(margin), Theorem.RANKIN_CONSTELLATIONS, by), 1);
    }
    CodeSide side = code.get();
    return side.bound()
        .proof(side.dimension(), question.pairs(), provenance)
        .flatMap(accepted -> composed(accepted.certificate(), side.rule(), by));
  }

  private Optional<? extends Accepted<?>> composed(Certificate part, Rule rule, Provenance by) {
    BigFraction cosine = ((Claim.CodeBound) part.claim()).cosine().rational(RoundingMode.FLOOR);
    Optional<BigFraction> most =
        rule == Rule.PROJECTION
            ? Optional.of(Margins.bound(cosine, question.bias(), question.modalities()))
            : Margins.flat(cosine, question.bias());
    return most.map(m -> CertificateWriter.composition(question.claim(m), rule, part, by))
        .flatMap(certificate -> Accepted.of(certificate, 1));
  }
}
