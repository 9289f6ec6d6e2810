package constellations.verify.theorem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.claim.AllSubsets;
import constellations.verify.composition.SubsetSums;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class SubsetMarginTest {
  private static BigFraction f(double x) {
    return BigFraction.from(x);
  }

  /** M0 min((1-b)/(1-b0), (1+b)/(1+b0)) in floating point. */
  private static double formula(long n, int k, double b) {
    double r = Math.sqrt((double) k * (n - 1) * (n - k));
    double b0 = (n - 2L * k) / (2 * r);
    return n / (2 * r) * Math.min((1 - b) / (1 - b0), (1 + b) / (1 + b0));
  }

  @Test
  void exactWhereTheRootIsRational() {
    // n = 2, k = 1: two pairs, margin 1 at bias 0. n = 9, k = 1: r = 8, m0 = 9/16.
    assertTrue(
        SubsetMargin.bounds(new AllSubsets(2, 1), BigFraction.ONE, Optional.of(BigFraction.ZERO)));
    assertTrue(SubsetMargin.bounds(new AllSubsets(9, 1), BigFraction.of(9, 16), Optional.empty()));
    assertFalse(
        SubsetMargin.bounds(
            new AllSubsets(9, 1),
            BigFraction.of(9, 16).subtract(BigFraction.of(1, 1L << 60)),
            Optional.empty()));
    // k = 1 at bias 0: N/(3N - 4), as for pairs (T27).
    assertTrue(
        SubsetMargin.bounds(
            new AllSubsets(9, 1), BigFraction.of(9, 23), Optional.of(BigFraction.ZERO)));
    assertFalse(
        SubsetMargin.bounds(
            new AllSubsets(9, 1), BigFraction.of(8, 23), Optional.of(BigFraction.ZERO)));
  }

  @Property(tries = 300)
  void isTheFormula(
      @ForAll @IntRange(min = 2, max = 100_000) int n,
      @ForAll @IntRange(min = 1, max = 40) int k,
      @ForAll @IntRange(min = -100, max = 100) int percent) {
    AllSubsets subsets = new AllSubsets(n, Math.min(k, n - 1));
    double b = percent / 100.0;
    double most = formula(n, subsets.top(), b);
    double found =
        SubsetMargin.margin(subsets, Optional.of(BigFraction.of(percent, 100)), 12).doubleValue();
    assertEquals(most, found, 1e-11);
    assertEquals(formula(n, subsets.top(), 0) >= 0, found >= 0);
  }

  /** Sums over the regular simplex reach what the theorem bounds, at every bias, to 12 digits. */
  @Property(tries = 300)
  void isReachedByTheSimplex(
      @ForAll @IntRange(min = 3, max = 2000) int n,
      @ForAll @IntRange(min = 1, max = 12) int k,
      @ForAll @IntRange(min = -99, max = 99) int percent) {
    AllSubsets subsets = new AllSubsets(n, Math.min(k, n - 1));
    BigFraction b = BigFraction.of(percent, 100);
    BigFraction most = SubsetMargin.margin(subsets, Optional.of(b), 15);
    BigFraction all = BigFraction.of(-1, n - 1);
    SubsetSums sums = SubsetSums.of(subsets.top(), all, all, 60).orElseThrow();
    assertTrue(sums.reaches(most.subtract(f(1e-12)), b, true));
    assertFalse(sums.reaches(most.add(f(1e-12)), b, true));
  }

  /**
   * On the trigonometric moment curve all k-subsets have a margin at bias 0 in 2k + 1 dimensions
   * (S12), for any n; and two documents in R^1, three of k = 1 in R^2, all but one likewise.
   */
  @Test
  void fewDimensionsHaveNoMargin() {
    BigFraction zero = BigFraction.ZERO;
    BigFraction other = BigFraction.of(1, 10);
    for (int n = 2; n < 40; n++) {
      for (int k = 1; k < n; k++) {
        AllSubsets subsets = new AllSubsets(n, k);
        long least = SubsetMargin.leastDimension(subsets, zero);
        assertTrue(least <= 2L * Math.min(k, n - k) + 1);
        // The simplex has a margin in n - 1 dimensions at its own bias, and with one more at all.
        assertTrue(SubsetMargin.leastDimension(subsets, other) <= n - 1);
        assertTrue(least <= n);
        assertEquals(least, SubsetMargin.leastDimension(new AllSubsets(n, n - k), zero));
        if (n >= 3 * k + 1) {
          assertEquals(2L * k + 1, least);
          assertEquals(2L * k, SubsetMargin.leastDimension(subsets, other));
        }
      }
    }
    // One of n on a circle has a margin at a positive bias in two dimensions, and at 0 none.
    assertEquals(3, SubsetMargin.leastDimension(new AllSubsets(9, 1), zero));
    assertEquals(2, SubsetMargin.leastDimension(new AllSubsets(9, 1), other));
  }
}
