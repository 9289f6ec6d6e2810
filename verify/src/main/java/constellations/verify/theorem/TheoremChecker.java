package constellations.verify.theorem;

import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.claim.TwoSidedExists;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks {@code theorem}: evaluates the theorem, exactly or with outward rounding.
 *
 * <p>The argument: docs/theory.md T6, T7, T8, T24, T27, T35, T36, T39.
 */
final class TheoremChecker implements Checker<TheoremCertificate> {
  private static final BigInteger FOUR = BigInteger.valueOf(4);

  @Override
  public Verdict check(TheoremCertificate certificate, Check check) {
    boolean holds;
    try {
      holds = holds(certificate.theorem(), certificate.claim());
    } catch (ArithmeticException tooSmallOrLarge) {
      // A cap measure beyond the range of exponents proves nothing.
      holds = false;
    }
    String reason =
        certificate.theorem() + (holds ? " says so" : " does not say so of these numbers");
    return Verdict.of(holds, certificate, reason, 1);
  }

  private static boolean holds(TheoremCertificate.Theorem theorem, Claim claim) {
    if (claim instanceof Claim.CodeExists code) {
      return exists(theorem, code);
    }
    if (claim instanceof TwoSidedExists code) {
      return twoSided(theorem, code);
    }
    if (claim instanceof Claim.CodeBound bound) {
      return bounds(theorem, bound);
    }
    return claim instanceof RetrievalClaim retrieval ? retrieval(retrieval) : constellations(claim);
  }

  /** The margin of all k-subsets, and the dimension of a positive one; of rational numbers. */
  private static boolean retrieval(RetrievalClaim claim) {
    if (!(claim.relevance() instanceof AllSubsets subsets) || !claim.margin().isRational()) {
      return false;
    }
    if (claim instanceof RetrievalClaim.Needs needs) {
      return needs.bias().isRational()
          && needs.margin().signum() > 0
          && needs.dimension() <= SubsetMargin.leastDimension(subsets, needs.bias().rational());
    }
    return claim instanceof RetrievalClaim.MarginBound bound
        && bound.bias().filter(b -> !b.isRational()).isEmpty()
        && SubsetMargin.bounds(
            subsets, bound.margin().rational(), bound.bias().map(Quadratic::rational));
  }

  /** Simplex, orthogonal basis, and a maximal set of lines (docs/theory.md T36). */
  private static boolean twoSided(TheoremCertificate.Theorem theorem, TwoSidedExists code) {
    BigInteger n = code.points();
    BigInteger d = BigInteger.valueOf(code.dimension());
    BigFraction cosine = code.cosine().rational(RoundingMode.FLOOR);
    BigFraction least = code.least().rational(RoundingMode.CEILING);
    BigInteger others = n.subtract(BigInteger.ONE);
    if (others.signum() == 0) {
      return true;
    }
    return switch (theorem) {
      case REGULAR_SIMPLEX -> {
        BigFraction all = BigFraction.of(BigInteger.ONE.negate(), others);
        yield others.compareTo(d) <= 0 && cosine.compareTo(all) >= 0 && least.compareTo(all) <= 0;
      }
      case CROSS_POLYTOPE -> n.compareTo(d) <= 0 && cosine.signum() >= 0;
      case GILBERT_VARSHAMOV -> {
        BigFraction both = Rationals.min(cosine, least.negate());
        yield both.signum() > 0
            && code.dimension() >= 2
            && GilbertVarshamov.reaches(
                code.dimension(), both, n.shiftLeft(1).subtract(BigInteger.ONE));
      }
      default -> false;
    };
  }

  private static boolean exists(TheoremCertificate.Theorem theorem, Claim.CodeExists code) {
    BigInteger n = code.points();
    BigInteger d = BigInteger.valueOf(code.dimension());
    BigFraction cosine = code.cosine().rational(RoundingMode.FLOOR);
    boolean inside = cosine.add(1).signum() > 0 && code.dimension() >= 2;
    return switch (theorem) {
      case REGULAR_SIMPLEX ->
          n.subtract(BigInteger.ONE).compareTo(d) <= 0
              && (n.equals(BigInteger.ONE)
                  || cosine.compareTo(
                          BigFraction.of(BigInteger.ONE.negate(), n.subtract(BigInteger.ONE)))
                      >= 0);
      case CROSS_POLYTOPE -> n.compareTo(d.shiftLeft(1)) <= 0 && cosine.signum() >= 0;
      case REGULAR_POLYGON ->
          code.dimension() >= 2
              && cosine.signum() > 0
              && (n.compareTo(FOUR) <= 0 || RegularPolygon.fits(n, code.cosine()).orElse(false));
      case GILBERT_VARSHAMOV -> inside && GilbertVarshamov.reaches(code.dimension(), cosine, n);
      case RANKIN, LEVENSHTEIN, CAP_PACKING, RANKIN_CONSTELLATIONS, SUBSETS -> false;
    };
  }

  /** Rankin's range: margins and biases are rational, or nothing is said. */
  private static boolean constellations(Claim claim) {
    if (claim instanceof ConstellationClaim.MarginBound bound && rational(bound.demand())) {
      return RankinConstellations.margin(
                  bound.dimension(), bound.demand().pairs(), bound.demand().bias().rational())
              .compareTo(bound.demand().margin().rational())
          <= 0;
    }
    return claim instanceof ConstellationClaim.Needs needs
        && rational(needs.demand())
        && needs.dimension() >= 2
        && RankinConstellations.excludes(
            needs.dimension() - 1,
            needs.demand().pairs(),
            needs.demand().margin().rational(),
            needs.demand().bias().rational());
  }

  private static boolean rational(Demand demand) {
    return demand.margin().isRational() && demand.bias().isRational();
  }

  private static boolean bounds(TheoremCertificate.Theorem theorem, Claim.CodeBound bound) {
    long d = bound.dimension();
    BigFraction cosine = bound.cosine().rational(RoundingMode.CEILING);
    BigInteger more = bound.points().add(BigInteger.ONE);
    if (cosine.compareTo(BigFraction.ONE) >= 0) {
      return false;
    }
    return switch (theorem) {
      case RANKIN ->
          (d == 1 ? Optional.of(BigInteger.TWO) : Rankin.points(d, cosine))
              .filter(most -> most.compareTo(more) < 0)
              .isPresent();
      case REGULAR_POLYGON ->
          d <= 2
              && cosine.signum() > 0
              && more.compareTo(FOUR) > 0
              && !RegularPolygon.fits(more, bound.cosine()).orElse(true);
      case LEVENSHTEIN -> d >= 3 && Levenshtein.below(d, cosine, more).isPresent();
      case CAP_PACKING ->
          d >= 2 && CapPacking.bound(d, cosine).filter(n -> n.compareTo(more) < 0).isPresent();
      case REGULAR_SIMPLEX, CROSS_POLYTOPE, GILBERT_VARSHAMOV, RANKIN_CONSTELLATIONS, SUBSETS ->
          false;
    };
  }
}
