package constellations.verify.frame;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks {@code frame-bound}: if a positive semidefinite function F of frames is at most -c for any
 * two pairs of a constellation and less than (N - 1) c for a pair with itself, there are no N
 * pairs.
 *
 * <p>The argument: docs/theory.md T29, T30.
 */
final class FrameBoundChecker implements Checker<FrameBoundCertificate> {
  /** Operations on words of 64 bits, after which a decision is given up. */
  private static final double MAX_WORK = 2e10;

  /** To expand one kernel of the highest degree and powers. */
  private static final double EXPANSION_WORK = 1e8;

  private static final int MAX_DIMENSION = 1000;

  @Override
  public Verdict check(FrameBoundCertificate certificate, Check check) {
    Demand demand = certificate.demand();
    long dimension = certificate.dimension();
    if (dimension < 3 || dimension > MAX_DIMENSION) {
      return Verdict.rejected(
          certificate, "dimension " + dimension + " is not from 3 to " + MAX_DIMENSION, 0);
    }
    if (!demand.margin().isRational() || !demand.bias().isRational()) {
      return Verdict.rejected(certificate, "margin or bias is irrational", 0);
    }
    BigFraction s = demand.bias().add(demand.margin()).rational();
    BigFraction beta = demand.bias().subtract(demand.margin()).rational();
    if (s.compareTo(BigFraction.ONE) >= 0 || s.add(1).signum() <= 0) {
      return Verdict.rejected(certificate, "bias + margin is not between -1 and 1", 0);
    }
    // Of items that match in s or more, |m|^2 = |U - V|^2 / |U + V|^2 is at most this.
    BigFraction most = BigFraction.ONE.subtract(s).divide(s.add(1));
    if (!FrameRegion.isInRange(most)) {
      return Verdict.rejected(certificate, "undecided: bias + margin is too near to -1 or 1", 0);
    }
    WorkBudget budget = check.budget().limited(MAX_WORK);
    try {
      return decide(certificate, (int) dimension, beta, most, budget);
    } catch (WorkBudget.Exhausted e) {
      return Verdict.rejected(certificate, String.valueOf(e.getMessage()), 0);
    } catch (ArithmeticException tooHigh) {
      return Verdict.rejected(certificate, "a kernel of too high a degree", 0);
    }
  }

  private static Verdict decide(
      FrameBoundCertificate certificate,
      int dimension,
      BigFraction beta,
      BigFraction most,
      WorkBudget budget) {
    budget.charge(EXPANSION_WORK * certificate.kernels().size());
    FramePolynomial function = certificate.function(dimension);
    BigFraction level = FramePolynomial.dyadic(certificate.level(), certificate.bits());
    BigFraction below =
        FramePolynomial.dyadic(certificate.level().subtract(BigInteger.ONE), certificate.bits());
    BigFraction others = BigFraction.of(certificate.demand().pairs().subtract(BigInteger.ONE));
    FramePolynomial room = FramePolynomial.of(below.multiply(others)).subtract(function.diagonal());
    if (!Diagonal.isPositive(room, most, budget)) {
      return Verdict.rejected(certificate, "a pair with itself: F is not below (N - 1) c", 1);
    }
    FramePolynomial slack =
        function.add(FramePolynomial.of(level)).multiply(BigFraction.ONE.negate());
    FrameRegion.Answer answer = new FrameRegion(slack, beta, most, budget).decide();
    return answer.holds()
        ? Verdict.accepted(certificate, answer.boxes() + " boxes", answer.boxes())
        : Verdict.rejected(certificate, "two pairs, F + c: " + answer.reason(), answer.boxes());
  }
}
