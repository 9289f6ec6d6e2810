package constellations.solver.theory;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.Constellation;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Theorem 3.4 of arXiv 2509.18552: if the mean matching inner product of N pairs is at least s = b
 * + m and the mean of the others at most beta = b - m (in particular for every constellation), then
 * m + b <= 1 and (3 - 4/N) m <= 1 + b.
 */
public final class Theorem34 {
  private Theorem34() {}

  /** Whether the theorem allows N pairs at this margin and bias. */
  public static boolean allows(Quadratic margin, Quadratic bias, long pairs) {
    BigFraction factor = BigFraction.of(3).subtract(BigFraction.of(4, pairs));
    return margin.add(bias).compareTo(Quadratic.ONE) <= 0
        && margin.multiply(factor).compareTo(Quadratic.ONE.add(bias)) <= 0;
  }

  /**
   * The largest number of pairs that the theorem allows: floor(4m / (3m - 1 - b)), or nothing when
   * 3m <= 1 + b, where it allows all.
   */
  public static Optional<BigInteger> most(BigFraction margin, BigFraction bias) {
    BigFraction excess = margin.multiply(3).subtract(bias).subtract(1);
    return excess.signum() <= 0
        ? Optional.empty()
        : Optional.of(Rationals.floor(margin.multiply(4).divide(excess)));
  }

  /**
   * The mean inner product of matching unit vectors, and that of all others.
   *
   * @param positive the mean over i of &lt;U_i,V_i&gt;
   * @param negative the mean over i != j of &lt;U_i,V_j&gt;
   */
  public record Means(Quadratic positive, Quadratic negative) {
    /** (positive - negative)/2. */
    public Quadratic margin() {
      return positive.subtract(negative).multiply(BigFraction.of(1, 2));
    }

    /** (positive + negative)/2. */
    public Quadratic bias() {
      return positive.add(negative).multiply(BigFraction.of(1, 2));
    }
  }

  /**
   * The exact means of two modalities.
   *
   * @throws BadInputException if a row's norm is not rational
   */
  public static Means means(Constellation constellation) {
    List<List<Quadratic>> u = constellation.modality(0).unitRows();
    List<List<Quadratic>> v = constellation.modality(1).unitRows();
    long n = u.size();
    Quadratic positive = Quadratic.ZERO;
    Quadratic all = LinearRepresentation.inner(sum(u), sum(v));
    for (int i = 0; i < n; i++) {
      positive = positive.add(LinearRepresentation.inner(u.get(i), v.get(i)));
    }
    Quadratic negative = all.subtract(positive);
    return new Means(
        positive.multiply(BigFraction.of(1, n)),
        negative.multiply(BigFraction.of(1, n).divide(n - 1)));
  }

  private static List<Quadratic> sum(List<List<Quadratic>> rows) {
    return rows.stream().reduce(LinearRepresentation::add).orElseThrow();
  }
}
