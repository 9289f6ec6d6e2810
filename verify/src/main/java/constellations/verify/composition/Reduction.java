package constellations.verify.composition;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The code cosine that belongs to a margin and a relative bias (docs/theory.md T18 and T20):
 *
 * <pre>alpha_k(m, b) = (1 - s + k beta) / (1 + (k-1) s),   s = b + m, beta = b - m,</pre>
 *
 * which is (1 + b - 3m) / (1 + b + m) for k = 2. A constellation of N items in R^d projects to a
 * code of cosine alpha_k in R^d, and a code of that cosine in R^(d-k+1) lifts to a constellation.
 * All methods are exact.
 *
 * <p>The argument: docs/theory.md T18, T20.
 */
public final class Reduction {
  private Reduction() {}

  /**
   * {@return the code cosine alpha_k(m, b)}
   *
   * @param margin the margin m
   * @param bias the relative bias b
   * @param modalities k &gt;= 2
   * @throws BadInputException if m + b &gt; 1, if m &lt; 0, if b is outside [-1, 1], or if 1 +
   *     (k-1)(b + m) is not positive, where the projection does not exist
   */
  public static BigFraction cosine(BigFraction margin, BigFraction bias, int modalities) {
    requireParameters(margin, bias, modalities);
    BigFraction s = bias.add(margin);
    BigFraction beta = bias.subtract(margin);
    BigFraction denominator = BigFraction.ONE.add(s.multiply(modalities - 1));
    if (denominator.signum() <= 0) {
      throw BadInputException.argument(
          "bias + margin", Rationals.toString(s), "more than -1/" + (modalities - 1));
    }
    return BigFraction.ONE.subtract(s).add(beta.multiply(modalities)).divide(denominator);
  }

  private static void requireParameters(BigFraction margin, BigFraction bias, int modalities) {
    if (modalities < 2) {
      throw BadInputException.argument("modalities", modalities, "at least 2");
    }
    if (margin.signum() < 0) {
      throw BadInputException.argument("margin", Rationals.toString(margin), "at least 0");
    }
    if (bias.abs().compareTo(BigFraction.ONE) > 0) {
      throw BadInputException.argument("bias", Rationals.toString(bias), "between -1 and 1");
    }
    if (bias.add(margin).compareTo(BigFraction.ONE) > 0) {
      throw BadInputException.argument(
              "margin + bias",
              Rationals.toString(bias.add(margin)),
              "at most 1, since matching inner products are at least margin + bias")
          .withAdvice("Maybe the gap 2m was given in place of the margin m.");
    }
  }
}
