package constellations.verify.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The three ways to the largest cosine against brute force with exact numbers. */
class ExtremePairsTest {
  private static Cosine bruteForce(PointSet x, PointSet y) {
    Cosine best = null;
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < y.size(); j++) {
        if (i != j) {
          Cosine cosine = x.cosine(i, y, j);
          best = best == null || cosine.compareTo(best) > 0 ? cosine : best;
        }
      }
    }
    return best;
  }

  private static void assertAgrees(PointSet x, PointSet y) {
    ExtremePairs.Pair one = ExtremePairs.largest(x, y, 1).orElseThrow();
    ExtremePairs.Pair three = ExtremePairs.largest(x, y, 3).orElseThrow();
    assertEquals(one.row(), three.row());
    assertEquals(one.column(), three.column());
    assertEquals(0, one.cosine().compareTo(bruteForce(x, y)));
    assertEquals(0, one.cosine().compareTo(x.cosine(one.row(), y, one.column())));
    assertTrue(one.row() != one.column());
  }

  /** Signed permutations of one vector have one norm: the way of primitive integers. */
  private static PointSet permutations(Random random, int size, int dimension, int largest) {
    long[] base = new long[dimension];
    for (int k = 0; k < dimension; k++) {
      base[k] = 1L + random.nextInt(largest);
    }
    long[] data = new long[size * dimension];
    for (int i = 0; i < size; i++) {
      for (int k = dimension - 1; k > 0; k--) {
        int other = random.nextInt(k + 1);
        long swap = base[k];
        base[k] = base[other];
        base[other] = swap;
      }
      for (int k = 0; k < dimension; k++) {
        data[i * dimension + k] = random.nextBoolean() ? base[k] : -base[k];
      }
    }
    return PointSet.ofIntegers(dimension, data);
  }

  @Property(tries = 60, seed = "1")
  void shortIntegersAgreeWithBruteForce(
      @ForAll @IntRange(min = 2, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 20) int dimension,
      @ForAll @LongRange(min = 0, max = 1000000) long seed) {
    Random random = new Random(seed);
    PointSet x = permutations(random, size, dimension, 20);
    assertTrue(x.commonNorm().orElseThrow() <= 16383);
    assertAgrees(x, x);
    assertAgrees(x, reordered(x));
  }

  @Property(tries = 60, seed = "1")
  void intIntegersAgreeWithBruteForce(
      @ForAll @IntRange(min = 2, max = 60) int size,
      @ForAll @IntRange(min = 2, max = 10) int dimension,
      @ForAll @LongRange(min = 0, max = 1000000) long seed) {
    PointSet x = permutations(new Random(seed), size, dimension, 10_000);
    assertAgrees(x, x);
    assertAgrees(x, reordered(x));
  }

  private static PointSet reordered(PointSet x) {
    long[] data = new long[x.size() * x.dimension()];
    for (int i = 0; i < x.size(); i++) {
      for (int k = 0; k < x.dimension(); k++) {
        data[i * x.dimension() + k] = x.integer(x.size() - 1 - i, k);
      }
    }
    return PointSet.ofIntegers(x.dimension(), data);
  }

  @Property(tries = 100, seed = "1")
  @net.jqwik.api.Tag("long")
  void differentNormsAgreeWithBruteForce(
      @ForAll @IntRange(min = 2, max = 40) int size,
      @ForAll @IntRange(min = 1, max = 8) int dimension,
      @ForAll @IntRange(min = 1, max = 63) int bits,
      @ForAll @LongRange(min = 0, max = 1000000) long seed) {
    Random random = new Random(seed);
    PointSet x = integers(random, size, dimension, bits);
    assertAgrees(x, x);
    assertAgrees(x, integers(random, size, dimension, bits));
  }

  private static PointSet integers(Random random, int size, int dimension, int bits) {
    long[] data = new long[size * dimension];
    for (int i = 0; i < data.length; i++) {
      data[i] = (random.nextLong() >> (64 - bits)) | 1;
    }
    return PointSet.ofIntegers(dimension, data);
  }

  @Property(tries = 60, seed = "1")
  @net.jqwik.api.Tag("long")
  void quadraticNumbersAgreeWithBruteForce(
      @ForAll @IntRange(min = 2, max = 20) int size,
      @ForAll @IntRange(min = 2, max = 5) int dimension,
      @ForAll @LongRange(min = 0, max = 1000000) long seed) {
    Random random = new Random(seed);
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Quadratic> row = new ArrayList<>();
      for (int k = 0; k < dimension; k++) {
        BigFraction a = BigFraction.of(random.nextInt(2001) - 1000, 1 + random.nextInt(9));
        BigFraction b = BigFraction.of(random.nextInt(2001) - 1000, 1 + random.nextInt(9));
        row.add(Quadratic.of(a, b, java.math.BigInteger.valueOf(7)).add(Quadratic.ONE));
      }
      rows.add(row);
    }
    PointSet x = PointSet.of(rows);
    assertAgrees(x, x);
  }

  /** Points that all have one largest product but for a pair that is nearer, in any two tiles. */
  @Property(tries = 12, seed = "1")
  void thePairIsFoundInAnyTiles(
      @ForAll @IntRange(min = 0, max = 2) int form, @ForAll @LongRange(min = 0) long seed) {
    Random random = new Random(seed);
    int size = 3 * ExtremePairs.TILE - random.nextInt(ExtremePairs.TILE);
    int dimension = 9 + random.nextInt(8);
    PointSet base = permutations(random, size, dimension, form == 0 ? 20 : 9000);
    long[] data = new long[size * dimension];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < dimension; k++) {
        data[i * dimension + k] = base.integer(i, k);
      }
    }
    int one = random.nextInt(size);
    int two = (one + 1 + random.nextInt(size - 1)) % size;
    for (int k = 0; k < dimension; k++) {
      data[two * dimension + k] = data[one * dimension + k];
    }
    if (form == 2) {
      // Other norms: the way of doubles.
      for (int i = 0; i < size; i++) {
        int factor = 1 + random.nextInt(9);
        for (int k = 0; k < dimension; k++) {
          data[i * dimension + k] *= factor;
        }
      }
    }
    PointSet x = PointSet.ofIntegers(dimension, data);
    assertEquals(form == 0, x.commonNorm().orElse(Long.MAX_VALUE) <= 16383);
    ExtremePairs.Pair pair = ExtremePairs.largest(x, x, 1 + random.nextInt(3)).orElseThrow();
    assertEquals(0, pair.cosine().compareTo(Quadratic.ONE));
    // Of several pairs the first one: equal rows may have come by chance.
    assertTrue(pair.row() <= Math.min(one, two));
    assertEquals(0, x.cosine(pair.row(), x, pair.column()).compareTo(Quadratic.ONE));
    PointSet y = PointSet.ofIntegers(dimension, data.clone());
    ExtremePairs.Pair other = ExtremePairs.largest(x, y, 2).orElseThrow();
    assertEquals(pair.row(), other.row());
    assertEquals(pair.column(), other.column());
    // Without it another pair is the nearest, and not nearer.
    for (int k = 0; k < dimension; k++) {
      data[two * dimension + k] = -data[one * dimension + k];
    }
    PointSet without = PointSet.ofIntegers(dimension, data);
    ExtremePairs.Pair next = ExtremePairs.largest(without, without, 2).orElseThrow();
    double brute = -2;
    double[][] units = new double[size][];
    for (int i = 0; i < size; i++) {
      units[i] = without.approximateUnit(i);
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
          sum += units[i][k] * units[j][k];
        }
        brute = Math.max(brute, sum);
      }
    }
    assertEquals(brute, next.cosine().floor(15).doubleValue(), 1e-13);
  }

  /** Pairs (0,1) and (2,3) have angles that differ by about 1e-24, far below double precision. */
  @Test
  void tellsApartWhatDoublePrecisionCannot() {
    long big = 1_000_000_000_000L;
    // tan of the angles: 1/big from the first axis, and 1/(big-1) from the second.
    PointSet x =
        PointSet.ofIntegers(4, new long[] {1, 0, 0, 0, big, 1, 0, 0, 0, 0, 1, 0, 0, 0, big - 1, 1});
    assertAgrees(x, x);
    ExtremePairs.Pair pair = ExtremePairs.largest(x, x, 1).orElseThrow();
    assertEquals(0, pair.row());
    assertEquals(1, pair.column());
  }

  /** Sizes around the edges of the tiles of 512. */
  @Test
  @Tag("long")
  void tileEdges() {
    for (int size : new int[] {511, 512, 513, 1024, 1025}) {
      Random random = new Random(size);
      PointSet narrow = permutations(random, size, 7, 9);
      ExtremePairs.Pair pair = ExtremePairs.largest(narrow, narrow, 2).orElseThrow();
      assertEquals(0, pair.cosine().compareTo(bruteForce(narrow, narrow)));
      PointSet wide = permutations(random, size, 5, 9_000);
      assertTrue(wide.commonNorm().orElseThrow() > 16383);
      pair = ExtremePairs.largest(wide, wide, 2).orElseThrow();
      assertEquals(0, pair.cosine().compareTo(bruteForce(wide, wide)));
      PointSet mixed = integers(random, size, 3, 12);
      pair = ExtremePairs.largest(mixed, mixed, 2).orElseThrow();
      assertEquals(0, pair.cosine().compareTo(bruteForce(mixed, mixed)));
    }
  }

  @Test
  void approximationsAreWithinTheProvedError() {
    Random random = new Random(5);
    for (int bits : new int[] {3, 20, 40, 63}) {
      PointSet x = integers(random, 50, 6, bits);
      for (int i = 0; i < x.size(); i++) {
        double[] unit = x.approximateUnit(i);
        for (int k = 0; k < 6; k++) {
          Cosine exact = Cosine.of(x.row(i).get(k), x.squaredNorm(i));
          double error =
              exact
                  .enclosure(40)
                  .lower()
                  .subtract(new java.math.BigDecimal(unit[k]))
                  .abs()
                  .doubleValue();
          assertTrue(error <= 0x1p-51, bits + " bits: " + error);
        }
      }
    }
  }
}
