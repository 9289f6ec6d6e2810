package constellations.verify.threepoint;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.WorkBudget;
import constellations.verify.lp.NonPositivity;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks {@code three-point-bound}: if h &lt;= -alpha where inner products of a code can be, T
 * &lt;= -beta where those of triples can be, and A &lt; K alpha + K (K-1) beta, then no code has K
 * + 1 points (Bachoc and Vallentin, New upper bounds for kissing numbers from semidefinite
 * programming, J. Amer. Math. Soc. 21, 2008).
 *
 * <p>The argument: docs/theory.md T25, T26, T24.
 */
final class ThreePointChecker implements Checker<ThreePointCertificate> {
  /** Operations on words of 64 bits, after which a decision is given up. */
  private static final double MAX_WORK = 4e10;

  private static final int SHOWN_DECIMALS = 9;

  @Override
  public Verdict check(ThreePointCertificate certificate, Check check) {
    TripleFunction function = certificate.function();
    for (int k = 0; k < function.linear().size(); k++) {
      if (function.linear().get(k).signum() < 0) {
        return Verdict.rejected(
            certificate, "a_" + (k + 1) + " = " + function.linear().get(k) + " is negative", 0);
      }
    }
    if (certificate.sum().signum() >= 0) {
      return Verdict.rejected(
          certificate,
          "A - K alpha - K (K-1) beta is not negative for K = " + certificate.most(),
          0);
    }
    BigFraction s = certificate.cosine().rational(RoundingMode.CEILING);
    if (s.compareTo(BigFraction.ONE) >= 0 || s.add(1).signum() <= 0) {
      return Verdict.rejected(certificate, "the cosine is too near to an end of [-1, 1]", 0);
    }
    WorkBudget budget = check.budget().limited(MAX_WORK);
    TrivariatePolynomial triples = function.triples(budget);
    NonPositivity.Answer pairs =
        NonPositivity.decide(function.pairs(triples, certificate.alpha(), budget), s, budget);
    if (!pairs.holds()) {
      return Verdict.rejected(certificate, "pairs, h + alpha: " + pairs.reason(), 1);
    }
    // -beta - T, times the scale.
    BigInteger beta = certificate.beta().multiply(function.scale().shiftRight(function.bits()));
    TrivariatePolynomial f = triples.plus(beta).times(BigInteger.ONE.negate()).bernstein(s, budget);
    TrivariatePolynomial g = TrivariatePolynomial.determinant().bernstein(s, budget);
    TripleRegion.Answer answer = new TripleRegion(f, g, budget).decide(check.threads());
    return answer.holds()
        ? Verdict.accepted(
            certificate,
            "a value of "
                + certificate.value(SHOWN_DECIMALS).stripTrailingZeros().toPlainString()
                + ", "
                + answer.boxes()
                + " boxes",
            answer.boxes())
        : Verdict.rejected(certificate, "triples, T + beta: " + answer.reason(), answer.boxes());
  }
}
