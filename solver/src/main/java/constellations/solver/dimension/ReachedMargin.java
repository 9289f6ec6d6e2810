package constellations.solver.dimension;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.find.CodeFinder;
import constellations.solver.theory.Margins;
import constellations.verify.CertificateWriter;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A margin that constellations of N items in R^d reach by a code that is known: its lift, or the
 * code in all modalities (docs/theory.md S4).
 *
 * @param margin rounded down where it is no simple fraction
 * @param bias at which it is
 * @param rule the way from the code
 */
public record ReachedMargin(
    long dimension,
    BigInteger pairs,
    int modalities,
    BigFraction margin,
    BigFraction bias,
    Rule rule,
    ExistingCode code) {
  private static final int DECIMALS = 18;

  /** Fractions of larger denominators are rounded to decimals. */
  private static final int SIMPLE_BITS = 20;

  /**
   * The largest margin of the simplex, the cross-polytope, the polygon and the codes that are
   * given.
   *
   * @param bias b in [-1, 1]; nothing for the best one, 1 - m
   * @param known codes beside these families
   * @return nothing if no margin is positive
   */
  public static Optional<ReachedMargin> best(
      long dimension,
      BigInteger pairs,
      int modalities,
      Optional<BigFraction> bias,
      List<ExistingCode> known) {
    List<ReachedMargin> reached = new ArrayList<>();
    code(dimension, pairs, known)
        .ifPresent(code -> reached.add(aligned(dimension, pairs, modalities, bias, code)));
    long below = dimension - modalities + 1;
    if (bias.isPresent()
        && below >= 1
        && bias.get().compareTo(BigFraction.of(-1, modalities - 1)) > 0) {
      code(below, pairs, known)
          .ifPresent(code -> reached.add(lift(dimension, pairs, modalities, bias.get(), code)));
    }
    return reached.stream()
        .filter(r -> r.margin().signum() > 0)
        .max(Comparator.comparing(ReachedMargin::margin));
  }

  private static Optional<ExistingCode> code(
      long dimension, BigInteger pairs, List<ExistingCode> known) {
    List<ExistingCode> codes = new ArrayList<>(CodeFinder.families(dimension, pairs));
    known.stream()
        .filter(c -> c.dimension() <= dimension && c.points().compareTo(pairs) >= 0)
        .forEach(codes::add);
    return codes.stream().min(Comparator.comparing(ReachedMargin::cosine));
  }

  private static BigFraction cosine(ExistingCode code) {
    return code.cosine().rational(RoundingMode.CEILING);
  }

  private static ReachedMargin aligned(
      long dimension, BigInteger pairs, int k, Optional<BigFraction> bias, ExistingCode code) {
    BigFraction b = bias.orElseGet(() -> BigFraction.ONE.subtract(Margins.free(cosine(code))));
    BigFraction margin = down(Margins.aligned(cosine(code), b));
    return new ReachedMargin(dimension, pairs, k, margin, b, Rule.ALIGNED, code);
  }

  private static ReachedMargin lift(
      long dimension, BigInteger pairs, int k, BigFraction bias, ExistingCode code) {
    BigFraction margin = down(Margins.lift(cosine(code), bias, k));
    return new ReachedMargin(dimension, pairs, k, margin, bias, Rule.LIFT, code);
  }

  private static BigFraction down(BigFraction x) {
    return x.getDenominator().bitLength() <= SIMPLE_BITS
        ? x
        : Rationals.of(Rationals.floor(x, DECIMALS));
  }

  /** In words. */
  public String method() {
    return rule + " of " + code.description();
  }

  /** The constellation, composed of the code. */
  public Certificate certificate(Provenance provenance) {
    Claim claim =
        new ConstellationClaim.Exists(
            dimension, new Demand(pairs, modalities, Quadratic.of(margin), Quadratic.of(bias)));
    return CertificateWriter.composition(
        claim, rule, code.certificate(provenance), provenance.by(method()));
  }
}
