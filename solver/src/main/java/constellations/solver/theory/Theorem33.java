package constellations.solver.theory;

import constellations.verify.composition.Reduction;
import constellations.verify.theorem.GilbertVarshamov;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Theorem 3.3 of arXiv 2509.18552: for m + b < 1 and 3m < 1 + b constellations of size exp(d E +
 * o(d)) exist, E >= (1/2) log(1 / (1 - alpha^2)) with alpha = alpha(m, b). The finite form is
 * {@link GilbertVarshamov} with {@link Lift}.
 */
public final class Theorem33 {
  private Theorem33() {}

  /** Whether sizes grow exponentially with the dimension at this margin and bias. */
  public static boolean growsExponentially(BigFraction margin, BigFraction bias) {
    return margin.add(bias).compareTo(BigFraction.ONE) < 0
        && margin.multiply(3).compareTo(BigFraction.ONE.add(bias)) < 0;
  }

  /** The square of the growth factor per dimension that is guaranteed, 1 / (1 - alpha^2), exact. */
  public static BigFraction squaredGrowth(BigFraction margin, BigFraction bias) {
    BigFraction cosine = Reduction.cosine(margin, bias, 2);
    return BigFraction.ONE.subtract(cosine.multiply(cosine)).reciprocal();
  }
}
