package constellations.solver.code.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.IndexedCode;
import constellations.solver.code.binary.BinaryCodes;
import constellations.solver.code.lattice.LatticeCatalogue;
import constellations.solver.code.lattice.LatticeCodes;
import constellations.solver.code.lattice.Shells;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.SphericalCode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of billions of points, by index and back. */
class IndexedCodesTest {
  private static ExistingCode shell(int dimension, int norm) {
    return LatticeCodes.vectors(dimension, norm).orElseThrow();
  }

  /** The number of vectors by their coordinates is the one by the theta series. */
  @ParameterizedTest
  @CsvSource({
    "4,4", "4,12", "8,4", "8,12", "8,40", "16,4", "16,7", "16,36", "24,4", "24,7", "24,12", "32,4",
    "32,8", "40,4", "40,8"
  })
  @Tag("long")
  void sizesAgree(int dimension, int norm) {
    assertEquals(
        LatticeCatalogue.vectors(dimension, norm).orElseThrow(),
        Shells.of(dimension, norm).orElseThrow().get().size());
  }

  /** All vectors of a small shell are distinct and come back. */
  @ParameterizedTest
  @CsvSource({"4,12", "8,8", "16,4", "24,4"})
  @Tag("long")
  void allVectorsOfSmallShells(int dimension, int norm) {
    ExistingCode code = shell(dimension, norm);
    IndexedCode points = code.indexed().orElseThrow().get();
    Set<String> seen = new HashSet<>();
    long[] data = new long[points.size().intValueExact() * dimension];
    for (int i = 0; i < points.size().intValueExact(); i++) {
      long[] x = points.encode(BigInteger.valueOf(i));
      System.arraycopy(x, 0, data, i * dimension, dimension);
      assertEquals(BigInteger.valueOf(i), points.decode(x));
      assertTrue(seen.add(Arrays.toString(x)));
    }
    if (points.size().intValueExact() < 10_000) {
      assertEquals(
          0,
          new SphericalCode(PointSet.ofIntegers(dimension, data))
              .largestCosine(2)
              .cosine()
              .compareTo(code.cosine()));
    }
  }

  /** A million random pairs of points of codes with more than 10^9 points, and round trips. */
  @ParameterizedTest
  @CsvSource({"16,36,400000", "24,10,300000", "40,8,200000"})
  @Tag("long")
  void randomPairsOfShells(int dimension, int norm, int pairs) {
    randomPairs(shell(dimension, norm), pairs);
  }

  @Test
  @Tag("long")
  void randomPairsOfTheBchCode() {
    randomPairs(
        BinaryCodes.reaching(BigInteger.TEN.pow(10), BigFraction.of(1, 3)).orElseThrow(), 100_000);
  }

  private static void randomPairs(ExistingCode code, int pairs) {
    IndexedCode points = code.indexed().orElseThrow().get();
    assertTrue(points.size().compareTo(BigInteger.TEN.pow(9)) > 0);
    assertEquals(code.points(), points.size());
    Random random = new Random(1);
    BigInteger last = random(random, points.size());
    long[] x = points.encode(last);
    long norm = inner(x, x);
    BigFraction cosine = code.cosine().rational();
    long largest = cosine.multiply(BigFraction.of(norm)).longValue();
    for (int i = 0; i < pairs; i++) {
      BigInteger index = random(random, points.size());
      long[] y = points.encode(index);
      assertEquals(norm, inner(y, y));
      if (i % 10 == 0) {
        assertEquals(index, points.decode(y));
      }
      assertTrue(index.equals(last) || inner(x, y) <= largest);
      last = index;
      x = y;
    }
  }

  private static BigInteger random(Random random, BigInteger size) {
    return new BigInteger(size.bitLength() + 40, random).mod(size);
  }

  private static long inner(long[] x, long[] y) {
    long sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** Vectors near the code: a coordinate moved, two exchanged with a sign, another norm. */
  @Test
  @Tag("long")
  void otherVectorsAreRefused() {
    for (int dimension : new int[] {8, 16, 24, 32, 40}) {
      IndexedCode points = Shells.of(dimension, 8).orElseThrow().get();
      Random random = new Random(2);
      int refused = 0;
      for (int i = 0; i < 200; i++) {
        long[] x = points.encode(random(random, points.size()));
        long[] moved = x.clone();
        moved[random.nextInt(dimension)] += 1;
        assertThrows(BadInputException.class, () -> points.decode(moved));
        long[] signed = x.clone();
        int at = random.nextInt(dimension);
        signed[at] = -signed[at];
        try {
          assertTrue(Arrays.equals(signed, points.encode(points.decode(signed))));
        } catch (BadInputException e) {
          refused++;
        }
      }
      assertTrue(dimension == 8 || refused > 0, "signs matter in dimension " + dimension);
      assertThrows(BadInputException.class, () -> points.decode(new long[dimension]));
      assertThrows(BadInputException.class, () -> points.decode(new long[3]));
      assertThrows(BadInputException.class, () -> points.encode(points.size()));
      assertThrows(BadInputException.class, () -> points.encode(BigInteger.valueOf(-1)));
    }
  }

  /** Sections of E8 and the Leech lattice: Cohn and Kumar 2007, table 1, and further ones. */
  @ParameterizedTest
  @CsvSource({
    "e6,6,72,1/2",
    "e7,7,126,1/2",
    "e8-56,7,56,1/3",
    "e8-27,6,27,1/4",
    "e8-16,5,16,1/5",
    "e8-10,4,10,1/6",
    "leech-4600,23,4600,1/3",
    "leech-891,22,891,1/4",
    "leech-552,23,552,1/5",
    "leech-275,22,275,1/6",
    "leech-162,21,162,1/7",
    "leech-112,21,112,1/9",
    "leech-100,22,100,1/11",
    "quadruples-9,9,306,1/2",
    "quadruples-10,10,500,1/2",
    "quadruples-11,11,582,1/2",
    "quadruples-12,12,840,1/2",
    "quadruples-13,13,1066,1/2",
    "quadruples-14,14,1484,1/2",
    "ganzhinov-510,10,510,1/2"
  })
  void namedCodes(String name, int dimension, int size, String cosine) {
    Families.Code code = Families.named(name, null);
    PointSet points = code.vectors().get();
    assertEquals(dimension, code.dimension());
    assertEquals(dimension, points.rank());
    assertEquals(size, points.size());
    Quadratic exact = Quadratic.parse(cosine, "cosine");
    assertEquals(0, new SphericalCode(points).largestCosine(2).cosine().compareTo(exact));
    assertEquals(0, code.cosine().compareTo(exact));
  }

  /** Layers never exceed the bounds, and their certificates are accepted. */
  @ParameterizedTest
  @CsvSource({"3,99/100", "4,3/5", "9,3/4", "25,3/4", "33,1/2", "41,7556/10000", "66,9/10"})
  @Tag("long")
  void layers(int dimension, String cosine) {
    BigFraction a = constellations.verify.exact.Rationals.parse(cosine, "cosine");
    ExistingCode code = Layers.of(dimension, a).orElseThrow();
    var provenance =
        new constellations.verify.claim.Provenance("test", 1L, "none", "test", "2026-11-22");
    assertTrue(constellations.verify.Verifier.verify(code.certificate(provenance), 2).accepted());
    assertTrue(
        constellations.solver.bound.PointBounds.excluding(dimension, a, code.points()).isEmpty());
  }
}
