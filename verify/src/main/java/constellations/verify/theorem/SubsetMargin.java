package constellations.verify.theorem;

import constellations.verify.claim.AllSubsets;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The largest margin and the least dimension of a query for each k of n documents in any dimension:
 * with r^2 = k (n-1)(n-k), m0 = n/(2r) and b0 = (n-2k)/(2r) it is m0 min((1-b)/(1-b0),
 * (1+b)/(1+b0)), and m0 over all biases. Exact.
 *
 * <p>The argument: docs/theory.md T35, T39.
 */
public final class SubsetMargin {
  private SubsetMargin() {}

  /**
   * {@return whether the theorem says that no margin is larger than the given one}
   *
   * @param subsets the number n of documents and k
   * @param margin the margin m, not negative
   * @param bias the relative bias b, or nothing for all biases
   */
  public static boolean bounds(AllSubsets subsets, BigFraction margin, Optional<BigFraction> bias) {
    BigFraction twice = margin.multiply(2);
    BigInteger n = subsets.numberOfDocuments();
    BigFraction square = twice.multiply(twice).multiply(radius(subsets));
    // 2 r m >= n, or 2 r m + m (n-2k) >= n (1+b), or 2 r m - m (n-2k) >= n (1-b).
    if (square.compareTo(BigFraction.of(n.multiply(n))) >= 0) {
      return true;
    }
    if (bias.isEmpty()) {
      return false;
    }
    BigFraction shift = margin.multiply(n.subtract(BigInteger.valueOf(2L * subsets.top())));
    BigFraction above = bias.get().add(1).multiply(n).subtract(shift);
    BigFraction below = BigFraction.ONE.subtract(bias.get()).multiply(n).add(shift);
    return reaches(square, above) || reaches(square, below);
  }

  private static boolean reaches(BigFraction square, BigFraction number) {
    return number.signum() <= 0 || square.compareTo(number.multiply(number)) >= 0;
  }

  /**
   * {@return the least dimension with a positive margin at a bias: 2j + 1 at bias 0, else 2j, with
   * j = min(k, (n-k-1)/2), or the same with n - k for k (docs/theory.md T39)}
   *
   * @param subsets the number n of documents and k
   * @param bias the relative bias b
   */
  public static long leastDimension(AllSubsets subsets, BigFraction bias) {
    long n = subsets.documents();
    long k = subsets.top();
    long few = Math.max(Math.min(k, (n - k - 1) / 2), Math.min(n - k, (k - 1) / 2));
    return Math.max(1, 2 * few + (bias.signum() == 0 ? 1 : 0));
  }

  /** R^2 = k (n-1)(n-k). */
  private static BigInteger radius(AllSubsets subsets) {
    BigInteger n = subsets.numberOfDocuments();
    BigInteger k = BigInteger.valueOf(subsets.top());
    return k.multiply(n.subtract(BigInteger.ONE)).multiply(n.subtract(k));
  }

  /**
   * {@return the least margin of so many decimals that the theorem bounds}
   *
   * @param subsets the number n of documents and k
   * @param bias the relative bias b, or nothing for all biases
   * @param decimals of the margin, which is rounded up
   */
  public static BigFraction margin(AllSubsets subsets, Optional<BigFraction> bias, int decimals) {
    BigInteger scale = BigInteger.TEN.pow(decimals);
    BigInteger low = BigInteger.ONE.negate();
    BigInteger high = scale;
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      if (bounds(subsets, BigFraction.of(middle, scale), bias)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Rationals.min(BigFraction.of(high, scale), BigFraction.ONE);
  }
}
