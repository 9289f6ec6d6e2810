package constellations.solver.theory;

import constellations.verify.exact.Rationals;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Margins of constellations from cosines of codes: the inverse of alpha_k(m, b), and what lift,
 * aligned code and projection give (docs/theory.md T18 to T20). All methods are exact.
 */
public final class Margins {
  private Margins() {}

  /**
   * The margin m at bias b with alpha_k(m, b) = alpha: (1 + (k-1) b)(1 - alpha) / (k + 1 + (k-1)
   * alpha).
   */
  public static BigFraction of(BigFraction cosine, BigFraction bias, int modalities) {
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
  public static BigFraction reached(BigFraction cosineBelow, BigFraction cosine, BigFraction bias) {
    BigFraction lift = of(cosineBelow, bias, 2);
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
  public static BigFraction bound(BigFraction cosineBound, BigFraction bias, int modalities) {
    BigFraction most = Rationals.min(of(cosineBound, bias, 2), BigFraction.ONE.subtract(bias));
    // A larger margin contains all smaller ones, among them those with alpha_k just below c.
    BigFraction least = BigFraction.of(-1, modalities - 1);
    return bias.compareTo(least) > 0 && cosineBound.compareTo(least) > 0
        ? Rationals.min(most, of(cosineBound, bias, modalities))
        : most;
  }

  /**
   * The largest margin over all biases, (1 - alpha)/2, for the best cosine alpha of N points in
   * R^d.
   */
  public static BigFraction free(BigFraction cosine) {
    return BigFraction.ONE.subtract(cosine).divide(2);
  }
}
