package constellations.verify.threepoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Boxes in 64-bit integers against exact coefficients: roundings, order, multiples of g. */
class BoxTest {
  private static final WorkBudget MUCH = WorkBudget.of(1e13);

  private static TrivariatePolynomial random(int d, int bits, Random random) {
    TrivariatePolynomial p = TrivariatePolynomial.zero(d);
    for (int i = 0; i < p.cube().length; i++) {
      BigInteger x = new BigInteger(bits, random);
      p.cube()[i] = random.nextBoolean() ? x : x.negate();
    }
    return p;
  }

  /** After many halvings f's numbers are at most, g's at least the exact ones, and not far off. */
  @Property(tries = 60)
  void numbersAreOnTheirSide(@ForAll @IntRange(min = 2, max = 5) int d, @ForAll long seed) {
    Random random = new Random(seed);
    TrivariatePolynomial f = random(d, 90, random);
    TrivariatePolynomial g =
        TrivariatePolynomial.determinant().bernstein(BigFraction.of(1, 3), MUCH);
    Box box = Box.of(f, g, new int[3], new long[3]);
    int halvings = 15;
    for (int step = 0; step < halvings; step++) {
      box = box.halves(random.nextInt(3), MUCH)[random.nextInt(2)];
    }
    assertEquals(halvings, Arrays.stream(box.levels()).sum());
    TrivariatePolynomial exactF = f.part(box.levels(), box.indices(), MUCH);
    TrivariatePolynomial exactG = g.part(box.levels(), box.indices(), MUCH);
    for (int i = 0; i < exactF.cube().length; i++) {
      BigInteger unit = BigInteger.ONE.shiftLeft(d * halvings + f.length() - 61);
      BigInteger low = unit.multiply(BigInteger.valueOf(box.f[i]));
      BigInteger off = exactF.cube()[i].subtract(low);
      assertTrue(off.signum() >= 0, "f is rounded up");
      assertTrue(off.compareTo(unit.shiftLeft(10)) < 0, "f is far off");
    }
    for (int i = 0; i < exactG.cube().length; i++) {
      // g is short: its numbers were made longer.
      BigInteger high = BigInteger.valueOf(box.g[i]).shiftLeft(2 * halvings);
      BigInteger exact = exactG.cube()[i].shiftLeft(61 - g.length());
      assertTrue(high.compareTo(exact) >= 0, "g is rounded down");
    }
  }

  /** Of a point with u >= v >= t the half-open box that contains it is not left out. */
  @Property(tries = 300)
  void boxesInOrderStay(@ForAll long seed) {
    Random random = new Random(seed);
    int depth = 20;
    long one = 1L << depth;
    long[] p = new long[3];
    for (int axis = 0; axis < 3; axis++) {
      long coarse = (long) random.nextInt(5) << (depth - 2);
      p[axis] = random.nextInt(4) == 0 ? coarse : random.nextInt(1 << depth);
    }
    if (random.nextInt(3) == 0) {
      p[1] = p[0];
    }
    Arrays.sort(p);
    long[] sorted = {p[2], p[1], p[0]};
    int[] levels = new int[3];
    long[] indices = new long[3];
    for (int axis = 0; axis < 3; axis++) {
      levels[axis] = random.nextInt(random.nextBoolean() ? 4 : depth);
      indices[axis] = Math.min(sorted[axis] >> (depth - levels[axis]), (1L << levels[axis]) - 1);
    }
    assertTrue(sorted[0] <= one);
    TrivariatePolynomial f = TrivariatePolynomial.one(2);
    assertFalse(Box.of(f, f, levels, indices).isOutOfOrder());
  }

  @Test
  void boxesOutOfOrderAreLeftOut() {
    TrivariatePolynomial f = TrivariatePolynomial.one(2);
    assertTrue(Box.of(f, f, new int[] {1, 1, 0}, new long[] {0, 1, 0}).isOutOfOrder());
    assertTrue(Box.of(f, f, new int[] {0, 2, 1}, new long[] {0, 1, 1}).isOutOfOrder());
    assertFalse(Box.of(f, f, new int[] {1, 1, 1}, new long[] {1, 1, 0}).isOutOfOrder());
  }

  /** A multiple of g that leaves f non-negative is only claimed if there is one, exactly. */
  @Property(tries = 400)
  void multiplesOfTheDeterminantExist(
      @ForAll @IntRange(min = 2, max = 4) int d, @ForAll long seed) {
    Random random = new Random(seed);
    TrivariatePolynomial g = random(2, 40, random);
    BigInteger[] raised = raised(g.cube(), d);
    TrivariatePolynomial f = TrivariatePolynomial.zero(d);
    int shift = random.nextInt(50);
    long factor = random.nextInt(1000);
    for (int i = 0; i < raised.length; i++) {
      f.cube()[i] =
          raised[i]
              .multiply(BigInteger.valueOf(factor))
              .shiftRight(shift)
              .add(BigInteger.valueOf(random.nextInt(5) - 1L));
    }
    Box box = Box.of(f, g, new int[3], new long[3]);
    if (box.isNonNegativeInside()) {
      BigFraction low = BigFraction.ZERO;
      BigFraction high = null;
      for (int i = 0; i < raised.length; i++) {
        if (raised[i].signum() == 0) {
          assertTrue(f.cube()[i].signum() >= 0);
        } else {
          BigFraction ratio = BigFraction.of(f.cube()[i], raised[i]);
          if (raised[i].signum() < 0) {
            low = ratio.compareTo(low) > 0 ? ratio : low;
          } else if (high == null || ratio.compareTo(high) < 0) {
            high = ratio;
          }
        }
      }
      assertTrue(high == null || low.compareTo(high) <= 0, low + " above " + high);
    } else {
      assertFalse(box.isNonNegative() && factor == 0);
    }
  }

  /** The coefficients of degree d of a polynomial of degree 2, times C(d,2)^3. */
  private static BigInteger[] raised(BigInteger[] g, int d) {
    int n = d + 1;
    long[][] w = new long[n][];
    for (int i = 0; i < n; i++) {
      w[i] =
          new long[] {(long) (d - i) * (d - i - 1) / 2, (long) i * (d - i), (long) i * (i - 1) / 2};
    }
    BigInteger[] result = new BigInteger[n * n * n];
    for (int at = 0; at < result.length; at++) {
      BigInteger sum = BigInteger.ZERO;
      for (int k = 0; k < 27; k++) {
        long weight = w[at / (n * n)][k / 9] * w[at / n % n][k / 3 % 3] * w[at % n][k % 3];
        sum = sum.add(g[k].multiply(BigInteger.valueOf(weight)));
      }
      result[at] = sum;
    }
    return result;
  }
}
