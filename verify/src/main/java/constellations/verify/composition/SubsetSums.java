package constellations.verify.composition;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What the normalised sums of k points of a code reach: of cosines from a0 to a1, a0 &lt;= 0, with
 * 1 + (k-1) a0 &gt; 0, a sum has an inner product of at least {@code matching} with each of its
 * points and of at most {@code other} with any other point.
 *
 * <p>The argument: docs/theory.md T38.
 *
 * @param matching rounded down
 * @param other rounded up
 */
public record SubsetSums(BigFraction matching, BigFraction other) {
  /**
   * {@return what sums reach, if sums of the code are never zero}
   *
   * @param k the number of points of a sum, at least 1
   * @param least a0, in [-1, 0]
   * @param cosine a1, in [a0, 1)
   * @param digits of the square roots
   */
  public static Optional<SubsetSums> of(int k, BigFraction least, BigFraction cosine, int digits) {
    BigFraction own = least.multiply(k - 1).add(1);
    BigFraction longest = cosine.multiply(k - 1).add(1);
    if (own.signum() <= 0 || longest.signum() <= 0) {
      return Optional.empty();
    }
    Interval high = root(longest.multiply(k), digits);
    Interval low = root(own.multiply(k), digits);
    Interval matching = Interval.of(own, digits).divide(high);
    Interval other =
        Interval.of(cosine.multiply(k), digits).divide(cosine.signum() >= 0 ? low : high);
    return Optional.of(new SubsetSums(Rationals.of(matching.lower()), Rationals.of(other.upper())));
  }

  private static Interval root(BigFraction square, int digits) {
    return Interval.of(square, digits).sqrt();
  }

  /**
   * {@return whether the sums have a margin at a bias}
   *
   * @param margin the margin m
   * @param bias the relative bias b
   * @param more whether there is another dimension, which moves the bias: with weights t and 1 - t
   *     products p become t p + (1 - t) or t p - (1 - t)
   */
  public boolean reaches(BigFraction margin, BigFraction bias, boolean more) {
    BigFraction s = bias.add(margin);
    BigFraction beta = bias.subtract(margin);
    boolean above = s.compareTo(matching) <= 0;
    boolean below = beta.compareTo(other) >= 0;
    if (above && below) {
      return true;
    }
    BigFraction one = BigFraction.ONE;
    // t p - (1 - t): t >= (1 + s)/(1 + matching), t <= (1 + beta)/(1 + other).
    boolean down =
        above
            && other.add(1).signum() > 0
            && s.add(1).multiply(other.add(1)).compareTo(beta.add(1).multiply(matching.add(1)))
                <= 0;
    // t p + (1 - t): t >= (1 - beta)/(1 - other), t <= (1 - s)/(1 - matching).
    boolean up =
        below
            && matching.compareTo(one) < 0
            && other.compareTo(one) < 0
            && one.subtract(beta)
                    .multiply(one.subtract(matching))
                    .compareTo(one.subtract(s).multiply(one.subtract(other)))
                <= 0;
    return more && beta.compareTo(s) <= 0 && (down || up);
  }
}
