package constellations.verify.composition;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The code cosine that belongs to a margin and a relative bias, and back (THEORY.md section 4):
 *
 * <pre>alpha_k(m, b) = (1 - s + k beta) / (1 + (k-1) s),   s = b + m, beta = b - m,</pre>
 *
 * which is (1 + b - 3m) / (1 + b + m) for k = 2. A constellation of N items in R^d projects to a
 * code of cosine alpha_k in R^d, and a code of that cosine in R^(d-k+1) lifts to a constellation.
 * All methods are exact.
 */
public final class Reduction {
  private Reduction() {}

  /**
   * The code cosine alpha_k(m, b).
   *
   * @param modalities k >= 2
   * @throws BadInputException if m + b > 1, if m < 0, if b is outside [-1, 1], or if 1 + (k-1)(b +
   *     m) is not positive, where the projection does not exist
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

  /**
   * The margin m at bias b with alpha_k(m, b) = alpha: (1 + (k-1) b)(1 - alpha) / (k + 1 + (k-1)
   * alpha).
   */
  public static BigFraction margin(BigFraction cosine, BigFraction bias, int modalities) {
    BigFraction numerator =
        BigFraction.ONE
            .add(bias.multiply(modalities - 1))
            .multiply(BigFraction.ONE.subtract(cosine));
    return numerator.divide(cosine.multiply(modalities - 1).add(modalities + 1));
  }

  /**
   * A margin that constellations of N pairs in R^d reach at bias b, given cosines that codes of N
   * points reach: the better of lift and aligned, at most 1 - b.
   *
   * @param cosineBelow a cosine reached in R^(d-1)
   * @param cosine a cosine reached in R^d
   */
  public static BigFraction reachedMargin(
      BigFraction cosineBelow, BigFraction cosine, BigFraction bias) {
    BigFraction lift = margin(cosineBelow, bias, 2);
    BigFraction aligned = bias.subtract(cosine);
    return Rationals.min(Rationals.max(lift, aligned), BigFraction.ONE.subtract(bias));
  }

  /**
   * A margin that no constellation of N items in R^d at bias b exceeds, given a cosine that no code
   * of N points in R^d is below: by the projection of two modalities, and of all k where it
   * applies.
   *
   * @param cosineBound c with alpha_d(N) >= c
   */
  public static BigFraction marginBound(BigFraction cosineBound, BigFraction bias, int modalities) {
    BigFraction bound = Rationals.min(margin(cosineBound, bias, 2), BigFraction.ONE.subtract(bias));
    // A larger margin contains all smaller ones, among them those with alpha_k just below c.
    BigFraction least = BigFraction.of(-1, modalities - 1);
    return bias.compareTo(least) > 0 && cosineBound.compareTo(least) > 0
        ? Rationals.min(bound, margin(cosineBound, bias, modalities))
        : bound;
  }

  /**
   * The largest margin over all biases, (1 - alpha)/2, for the best cosine alpha of N points in
   * R^d.
   */
  public static BigFraction freeMargin(BigFraction cosine) {
    return BigFraction.ONE.subtract(cosine).divide(2);
  }
}
