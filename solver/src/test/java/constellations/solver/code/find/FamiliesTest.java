package constellations.solver.code.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.code.lattice.LeechLattice;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.ExtremePairs;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.SphericalCode;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Named codes have exactly their textbook size and cosine. */
class FamiliesTest {
  @ParameterizedTest
  @CsvSource({
    "icosahedron,3,12,1/5*sqrt(5)",
    "d4,4,24,1/2",
    "600-cell,4,120,1/4+1/4*sqrt(5)",
    "e8,8,240,1/2"
  })
  void exactCosines(String name, int dimension, int size, String cosine) {
    Families.Code code = Families.named(name, null);
    check(code, dimension, size, cosine);
  }

  private static void check(Families.Code code, int dimension, int size, String cosine) {
    PointSet points = code.vectors().get();
    assertEquals(dimension, points.dimension());
    assertEquals(size, points.size());
    ExtremePairs.Pair pair = new SphericalCode(points).largestCosine(2);
    assertEquals(0, pair.cosine().compareTo(Quadratic.parse(cosine, "cosine")));
    assertEquals(0, pair.cosine().compareTo(code.cosine()));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "7", "8", "15", "24"})
  void simplexAndCrossPolytope(int d) {
    check(Families.named("simplex", d), d, d + 1, "-1/" + d);
    check(Families.named("cross-polytope", d), d, 2 * d, d == 1 ? "-1" : "0");
  }

  /** Weights of the extended Golay code: 1, 759, 2576, 759, 1. */
  @Test
  void golayCodeHasItsWeights() {
    TreeMap<Integer, Integer> weights = new TreeMap<>();
    Arrays.stream(LeechLattice.golayCode())
        .forEach(word -> weights.merge(Integer.bitCount(word), 1, Integer::sum));
    assertEquals("{0=1, 8=759, 12=2576, 16=759, 24=1}", weights.toString());
  }

  @Test
  void leechVectorsHaveOneNormAndAreDistinct() {
    long[] data = LeechLattice.minimalVectors();
    assertEquals(196560 * 24, data.length);
    java.util.Set<String> rows = new java.util.HashSet<>();
    for (int i = 0; i < 196560; i++) {
      long[] row = Arrays.copyOfRange(data, 24 * i, 24 * i + 24);
      assertEquals(32, Arrays.stream(row).map(x -> x * x).sum());
      rows.add(Arrays.toString(row));
    }
    assertEquals(196560, rows.size());
  }

  /** All 19 317 818 520 pairs; minutes on a slow machine. */
  @Test
  @Tag("slow")
  void leechVectorsHaveCosineOneHalf() {
    check(Families.named("leech", null), 24, 196560, "1/2");
  }

  @Test
  void refusesUnknownNames() {
    assertTrue(
        assertThrows(BadInputException.class, () -> Families.named("e9", null))
            .getMessage()
            .contains("e8"));
    assertThrows(BadInputException.class, () -> Families.named("simplex", null));
    assertThrows(BadInputException.class, () -> Families.named("e8", 7));
  }
}
