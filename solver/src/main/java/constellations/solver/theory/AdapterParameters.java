package constellations.solver.theory;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Inverse temperature and relative bias that absorb an adapter (Observations 1 and 2 of arXiv
 * 2509.18552). With k modalities and the suffix of {@link Construction2}, inner products x become
 * delta^2 x - (1 - delta^2)/(k-1), so
 *
 * <pre>L_RB(adapted; t, b) = L_RB(original; t delta^2, (b + (1 - delta^2)/(k-1)) / delta^2).</pre>
 *
 * k = 2 is Observation 1, a locked encoder with the suffix +-sqrt(1 - delta^2).
 *
 * @param inverseTemperature t delta^2
 * @param bias the relative bias for the vectors without adapter
 */
public record AdapterParameters(BigFraction inverseTemperature, BigFraction bias) {
  /**
   * The parameters for the vectors without adapter.
   *
   * @param deltaSquared delta^2, in (0, 1]
   * @param modalities k >= 2
   */
  public static AdapterParameters absorb(
      BigFraction inverseTemperature, BigFraction bias, BigFraction deltaSquared, int modalities) {
    BigFraction shift = BigFraction.ONE.subtract(deltaSquared).divide(modalities - 1);
    return new AdapterParameters(
        inverseTemperature.multiply(deltaSquared), bias.add(shift).divide(deltaSquared));
  }
}
