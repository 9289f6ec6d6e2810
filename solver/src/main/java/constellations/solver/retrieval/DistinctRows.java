package constellations.solver.retrieval;

import constellations.verify.claim.Relevance;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Vectors of different rows, or columns, as a code: their largest cosine at a margin and a bias,
 * and the margin at a cosine (docs/theory.md T37).
 */
final class DistinctRows {
  private static final int SHOWN_DIGITS = 15;

  private DistinctRows() {}

  /** How many different rows there are, or columns if these are more. */
  static BigInteger most(Relevance relevance) {
    return relevance.distinctRows().max(relevance.distinctColumns());
  }

  /** B^2 - m^2 + sqrt((1 - (b+m)^2)(1 - (b-m)^2)), rounded up. */
  static BigFraction cosine(BigFraction margin, BigFraction bias) {
    BigFraction s = bias.add(margin);
    BigFraction beta = bias.subtract(margin);
    BigFraction product =
        BigFraction.ONE
            .subtract(s.multiply(s))
            .multiply(BigFraction.ONE.subtract(beta.multiply(beta)));
    BigFraction chord = BigFraction.ONE.subtract(margin.multiply(margin).multiply(2));
    return product.signum() < 0
        ? chord
        : Rationals.min(
            chord, s.multiply(beta).add(Quadratic.sqrt(product).rational(RoundingMode.CEILING)));
  }

  /**
   * The least margin whose cosine is at most that of a bound, rounded up; margins above it are
   * excluded.
   *
   * @param cosine a lower bound on the cosine of a code of so many points
   * @param bias nothing for all biases
   */
  static Optional<BigFraction> margin(
      BigFraction cosine, Optional<BigFraction> bias, int decimals) {
    BigInteger scale = BigInteger.TEN.pow(decimals);
    BigInteger low = BigInteger.ZERO;
    BigInteger high = scale;
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      BigFraction m = BigFraction.of(middle, scale);
      BigFraction of =
          bias.map(b -> cosine(m, b))
              .orElseGet(() -> BigFraction.ONE.subtract(m.multiply(m).multiply(2)));
      if (of.compareTo(cosine) <= 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high.equals(scale) ? Optional.empty() : Optional.of(BigFraction.of(high, scale));
  }

  /** A number of rows, shortened where it is long. */
  static String text(BigInteger rows) {
    String digits = rows.toString();
    return digits.length() <= SHOWN_DIGITS
        ? digits
        : digits.charAt(0) + "." + digits.substring(1, 3) + "e" + (digits.length() - 1);
  }
}
