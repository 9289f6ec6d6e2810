package constellations.solver.theory;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Bounds on the rate R(alpha) = limsup log2 N_SC(d, alpha) / d of spherical codes, in bits per
 * dimension, for 0 < alpha < 1 (docs/theory.md S5). The same number is the rate of constellations
 * with alpha(m, b) = alpha. Values are enclosures; the upper end of an upper bound is a valid
 * bound.
 */
public final class AsymptoticRate {
  private static final int DIGITS = 40;
  private static final Interval ONE = Interval.of(1, DIGITS);
  private static final Interval TWO = Interval.of(2, DIGITS);
  private static final Interval LOG_TWO = TWO.log();

  private AsymptoticRate() {}

  /** The lower bound of Shannon and Wyner: log2(1 / (1 - alpha^2)) / 2. */
  public static Interval shannonWyner(BigFraction alpha) {
    requireRange(alpha);
    BigFraction square = BigFraction.ONE.subtract(alpha.multiply(alpha));
    return log2(Interval.of(square, DIGITS)).negate().divide(TWO);
  }

  /** The upper bound of Theorem 3.5 of arXiv 2509.18552: log2(1 / (1 - alpha)) / 2. */
  public static Interval theorem35(BigFraction alpha) {
    requireRange(alpha);
    return log2(Interval.of(BigFraction.ONE.subtract(alpha), DIGITS)).negate().divide(TWO);
  }

  /**
   * The upper bound of Kabatiansky and Levenshtein (1978): H((1/sqrt(1 - alpha^2) - 1) / 2), H(u) =
   * (1+u) log2(1+u) - u log2 u.
   */
  public static Interval kabatianskyLevenshtein(BigFraction alpha) {
    requireRange(alpha);
    BigFraction square = BigFraction.ONE.subtract(alpha.multiply(alpha));
    Interval u = ONE.divide(Interval.of(square, DIGITS).sqrt()).subtract(ONE).divide(TWO);
    return entropy(u);
  }

  /**
   * A bound at t carried to alpha >= t by the caps of cosine: R(alpha) <= R(t) + log2((1-t) /
   * (1-alpha)) / 2.
   */
  public static Interval localised(Interval rateAtT, BigFraction t, BigFraction alpha) {
    requireRange(alpha);
    if (t.signum() < 0 || t.compareTo(alpha) > 0) {
      throw new IllegalArgumentException("t = " + t + " for alpha = " + alpha);
    }
    BigFraction ratio = BigFraction.ONE.subtract(t).divide(BigFraction.ONE.subtract(alpha));
    return rateAtT.add(log2(Interval.of(ratio, DIGITS)).divide(TWO));
  }

  /**
   * A member of the 2026 hierarchy (openai/ten-proofs, MetricCodes, machine-checked in Lean): R(t)
   * <= {@code rate} for every t <= {@code cosine}.
   *
   * @param cosine an enclosure of 2 Gamma
   * @param rate an enclosure of Phi, in bits per dimension
   */
  public record Member(Interval cosine, Interval rate) {}

  /**
   * Evaluates the hierarchy at a_0 > b_1 > a_1 > ... > b_r > a_r >= 0.
   *
   * @param parameters a_0, b_1, a_1, ..., b_r, a_r: an odd number of decreasing numbers
   * @throws IllegalArgumentException if they are not of that form
   */
  public static Member hierarchy(List<BigFraction> parameters) {
    int size = parameters.size();
    boolean decreasing = parameters.get(size - 1).signum() >= 0;
    for (int i = 1; i < size; i++) {
      decreasing &= parameters.get(i).compareTo(parameters.get(i - 1)) < 0;
    }
    if (size % 2 == 0 || !decreasing) {
      throw new IllegalArgumentException("parameters " + parameters);
    }
    List<BigFraction> q = new ArrayList<>();
    parameters.forEach(u -> q.add(u.multiply(u.add(1))));
    Interval gamma = Interval.of(0, DIGITS);
    Interval phi = Interval.of(0, DIGITS);
    for (int l = 0; l < size; l++) {
      Interval h = entropy(Interval.of(parameters.get(l), DIGITS));
      if (l % 2 == 1) {
        phi = phi.subtract(h);
        continue;
      }
      phi = phi.add(h);
      BigFraction weight = BigFraction.ONE;
      for (int m = 0; m < size; m++) {
        BigFraction difference = q.get(l).subtract(q.get(m));
        weight =
            m == l ? weight : m % 2 == 1 ? weight.multiply(difference) : weight.divide(difference);
      }
      BigFraction factor = weight.divide(parameters.get(l).multiply(2).add(1));
      gamma = gamma.add(Interval.of(q.get(l), DIGITS).sqrt().multiply(Interval.of(factor, DIGITS)));
    }
    return new Member(gamma.multiply(TWO), phi);
  }

  /** H(u) = (1+u) log2(1+u) - u log2 u for u >= 0, increasing. */
  private static Interval entropy(Interval u) {
    Interval low = entropyAt(Interval.of(u.lower(), u.lower(), DIGITS));
    Interval high = entropyAt(Interval.of(u.upper(), u.upper(), DIGITS));
    return Interval.of(low.lower(), high.upper(), DIGITS);
  }

  private static Interval entropyAt(Interval u) {
    if (u.upper().signum() == 0) {
      return Interval.of(0, DIGITS);
    }
    Interval next = u.add(ONE);
    return next.multiply(log2(next)).subtract(u.multiply(log2(u)));
  }

  private static Interval log2(Interval x) {
    return x.log().divide(LOG_TWO);
  }

  private static void requireRange(BigFraction alpha) {
    if (alpha.signum() <= 0 || alpha.compareTo(BigFraction.ONE) >= 0) {
      throw new IllegalArgumentException(
          "the rate for alpha = " + Rationals.toString(alpha) + ", expected 0 < alpha < 1");
    }
  }
}
