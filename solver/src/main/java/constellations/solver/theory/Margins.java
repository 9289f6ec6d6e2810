package constellations.solver.theory;

import constellations.verify.composition.Composition;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Margins of constellations from cosines of codes: the inverse of alpha_k(m, b), and what lift,
 * aligned code and projection give (docs/theory.md T18 to T20, T28). All methods are exact.
 */
public final class Margins {
  private static final int DECIMALS = 18;

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

  /** The margin at bias b of the lift of a code, of the simplex suffix for k > 2; at most 1 - b. */
  public static BigFraction lift(BigFraction cosine, BigFraction bias, int modalities) {
    return Rationals.min(of(cosine, bias, modalities), BigFraction.ONE.subtract(bias));
  }

  /** The margin at bias b of a code in all modalities: b - cosine, at most 1 - b. */
  public static BigFraction aligned(BigFraction cosine, BigFraction bias) {
    return Rationals.min(bias.subtract(cosine), BigFraction.ONE.subtract(bias));
  }

  /**
   * A margin that constellations of N pairs in R^d reach at bias b, given cosines that codes of N
   * points reach: the better of lift and aligned.
   *
   * @param cosineBelow a cosine reached in R^(d-1)
   * @param cosine a cosine reached in R^d
   */
  public static BigFraction reached(BigFraction cosineBelow, BigFraction cosine, BigFraction bias) {
    return Rationals.max(lift(cosineBelow, bias, 2), aligned(cosine, bias));
  }

  /**
   * The envelope F(b) = min(1 - b, max(l_(d-1)(1 + b), c_d b)) of constellations of N &gt;= d + 2
   * pairs with symmetric products (docs/theory.md S10).
   *
   * @param cosineBelow alpha_(d-1)(N)
   * @param cosine alpha_d(N)
   */
  public static BigFraction envelope(
      BigFraction cosineBelow, BigFraction cosine, BigFraction bias) {
    BigFraction code = BigFraction.ONE.subtract(cosine).divide(cosine.add(1)).multiply(bias);
    BigFraction most = Rationals.max(of(cosineBelow, bias, 2), code);
    return Rationals.min(most, BigFraction.ONE.subtract(bias));
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

  /**
   * A margin that no constellation of N &gt;= 3 pairs in R^d at bias b near -1 reaches, by the
   * projection along the common difference (docs/theory.md T28), rounded up at the 18th decimal; it
   * is found by bisection, as the cosine of that projection falls with the margin.
   *
   * @param cosineBelow c such that codes of cosine c in R^(d-1) have fewer than N points
   */
  public static Optional<BigFraction> flat(BigFraction cosineBelow, BigFraction bias) {
    BigInteger unit = BigInteger.TEN.pow(DECIMALS);
    // At alpha = 0 the projection says the most.
    BigInteger high = Rationals.floor(bias.add(1).divide(3).multiply(unit));
    BigInteger low = BigInteger.ZERO;
    if (!excluded(high, bias, cosineBelow)) {
      return Optional.empty();
    }
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = high.add(low).shiftRight(1);
      if (excluded(middle, bias, cosineBelow)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Optional.of(BigFraction.of(high, unit));
  }

  private static boolean excluded(BigInteger margin, BigFraction bias, BigFraction cosine) {
    return Composition.flatCosine(BigFraction.of(margin, BigInteger.TEN.pow(DECIMALS)), bias)
        .filter(c -> c.compareTo(cosine) <= 0)
        .isPresent();
  }
}
