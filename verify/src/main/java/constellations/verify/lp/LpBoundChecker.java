package constellations.verify.lp;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.Rationals;
import constellations.verify.exact.WorkBudget;
import java.math.RoundingMode;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks {@code lp-bound}: if f_0 &gt; 0, f_k &gt;= 0 and f &lt;= 0 on [-1, a], then a code of N
 * points with cosines at most a has N f(1) &gt;= sum_{i,j} f(x_i . x_j) &gt;= N^2 f_0, so N &lt;=
 * f(1)/f_0 (Delsarte, Goethals and Seidel, Spherical codes and designs, 1977).
 *
 * <p>The argument: docs/theory.md T4, T5, T24.
 */
final class LpBoundChecker implements Checker<LpBoundCertificate> {
  /** Operations on words of 64 bits, after which a decision is given up: some ten seconds. */
  private static final double MAX_WORK = 2e10;

  @Override
  public Verdict check(LpBoundCertificate certificate, Check check) {
    GegenbauerExpansion f = certificate.polynomial();
    List<BigFraction> coefficients = f.coefficients();
    BigFraction constant = coefficients.get(0);
    if (constant.signum() <= 0) {
      return verdict(certificate, false, "f_0 = " + shown(constant) + " is not positive");
    }
    for (int k = 1; k < coefficients.size(); k++) {
      if (coefficients.get(k).signum() < 0) {
        return verdict(
            certificate, false, "f_" + k + " = " + shown(coefficients.get(k)) + " is negative");
      }
    }
    BigFraction value = certificate.value();
    BigFraction points = BigFraction.of(certificate.points());
    boolean most = certificate.claimed() == BoundForm.POINTS_AT_MOST;
    // N <= value < M + 1 proves N <= M; value < N proves that N points have a larger cosine.
    boolean enough = most ? value.compareTo(points.add(1)) < 0 : value.compareTo(points) < 0;
    if (!enough) {
      return verdict(
          certificate,
          false,
          "f(1)/f_0 = "
              + shownUp(certificate.value())
              + ", which does not prove "
              + (most ? "at most " : "fewer than ")
              + certificate.points());
    }
    WorkBudget budget = check.budget().limited(MAX_WORK);
    NonPositivity.Answer answer =
        NonPositivity.decide(
            f.polynomial(budget), certificate.cosine().rational(RoundingMode.CEILING), budget);
    return answer.holds()
        ? verdict(certificate, true, "f(1)/f_0 = " + shownUp(certificate.value()))
        : verdict(certificate, false, answer.reason());
  }

  private static String shownUp(BigFraction x) {
    return Rationals.ceiling(x, 15).stripTrailingZeros().toPlainString();
  }

  private static String shown(BigFraction x) {
    return Double.toString(x.doubleValue());
  }

  private static Verdict verdict(LpBoundCertificate certificate, boolean accepted, String reason) {
    // The signs of the coefficients, the sign on the interval, the value.
    long inequalities = certificate.polynomial().coefficients().size() + 2L;
    return Verdict.of(accepted, certificate, reason, inequalities);
  }
}
