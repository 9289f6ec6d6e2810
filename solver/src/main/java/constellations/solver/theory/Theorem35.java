package constellations.solver.theory;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import constellations.verify.theorem.CapMeasure;
import constellations.verify.theorem.GilbertVarshamov;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The finite form of Theorem 3.5 of arXiv 2509.18552: for every delta in (0, 1) with 2 delta^2 > 1
 * + b - 3m,
 *
 * <pre>N Gamma_d(delta sqrt(2 / (1 + b + m))) <= 4m / (2 delta^2 - (1 + b - 3m)).</pre>
 */
public final class Theorem35 {
  private static final int DIGITS = 40;

  private Theorem35() {}

  /**
   * The bound on the number of pairs for one delta, rounded down to an integer from a value rounded
   * up; nothing when the cap is empty, since the inequality then bounds nothing.
   *
   * @param d the dimension, at least 2
   * @param deltaSquared delta^2 in (0, 1) with 2 delta^2 > 1 + b - 3m
   * @throws IllegalArgumentException if delta is outside that range
   */
  public static Optional<BigInteger> bound(
      long d, BigFraction margin, BigFraction bias, BigFraction deltaSquared) {
    BigFraction excess = deltaSquared.multiply(2).subtract(threshold(margin, bias));
    if (excess.signum() <= 0
        || deltaSquared.signum() <= 0
        || deltaSquared.compareTo(BigFraction.ONE) >= 0) {
      throw new IllegalArgumentException("delta^2 = " + deltaSquared);
    }
    BigFraction square = deltaSquared.multiply(2).divide(margin.add(bias).add(1));
    Interval measure = CapMeasure.ofSquare(d, square);
    if (measure.lower().compareTo(BigDecimal.ONE.movePointLeft(GilbertVarshamov.MAX_DIGITS)) < 0) {
      return Optional.empty();
    }
    Interval low = Interval.of(measure.lower(), measure.lower(), DIGITS);
    Interval value = Interval.of(margin.multiply(4).divide(excess), DIGITS).divide(low);
    return Optional.of(Rationals.floor(Rationals.of(value.upper())));
  }

  /** 1 + b - 3m. */
  private static BigFraction threshold(BigFraction margin, BigFraction bias) {
    return bias.add(1).subtract(margin.multiply(3));
  }

  /** The best {@link #bound} over a grid of delta^2; nothing when none applies. */
  public static Optional<BigInteger> bestBound(long d, BigFraction margin, BigFraction bias) {
    int steps = 60;
    BigFraction low = Rationals.max(BigFraction.ZERO, threshold(margin, bias).divide(2));
    BigFraction high = Rationals.min(BigFraction.ONE, margin.add(bias).add(1).divide(2));
    Optional<BigInteger> best = Optional.empty();
    if (low.compareTo(high) >= 0) {
      return best;
    }
    for (int step = 1; step < steps; step++) {
      BigFraction delta = low.add(high.subtract(low).multiply(BigFraction.of(step, steps)));
      Optional<BigInteger> value = bound(d, margin, bias, delta);
      if (value.isPresent() && (best.isEmpty() || value.get().compareTo(best.get()) < 0)) {
        best = value;
      }
    }
    return best;
  }
}
