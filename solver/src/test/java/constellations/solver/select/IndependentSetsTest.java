package constellations.solver.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.group.SignedPermutation;
import constellations.verify.exact.BadInputException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Independent sets against brute force, and codes of published size found from nothing. */
class IndependentSetsTest {
  private static final IndependentSets.Effort EFFORT =
      new IndependentSets.Effort(1, 50_000, 30, 2, () -> false);

  private static long bruteForce(WeightedGraph graph) {
    long best = 0;
    for (int set = 0; set < 1 << graph.size(); set++) {
      long weight = 0;
      boolean independent = true;
      for (int u = 0; u < graph.size() && independent; u++) {
        if ((set >> u & 1) == 1) {
          weight += graph.weights()[u];
          independent = (graph.rows()[u][0] & set) == 0;
        }
      }
      if (independent) {
        best = Math.max(best, weight);
      }
    }
    return best;
  }

  @Property(tries = 60, seed = "1")
  @net.jqwik.api.Tag("long")
  void equalsBruteForce(
      @ForAll @IntRange(min = 1, max = 13) int n,
      @ForAll @IntRange(min = 5, max = 95) int density,
      @ForAll @IntRange(min = 0, max = 100000) int seed) {
    Random random = new Random(seed);
    int[] weights = new int[n];
    long[][] rows = new long[n][1];
    for (int u = 0; u < n; u++) {
      weights[u] = 1 + random.nextInt(9);
      for (int v = 0; v < u; v++) {
        if (random.nextInt(100) < density) {
          rows[u][0] |= 1L << v;
          rows[v][0] |= 1L << u;
        }
      }
    }
    WeightedGraph graph = new WeightedGraph(weights, rows);
    long optimum = bruteForce(graph);
    BranchAndBound.Result branched = BranchAndBound.run(graph, new int[0], () -> false);
    assertTrue(branched.proved());
    assertEquals(optimum, graph.weight(branched.vertices()));
    IndependentSets.Result result = IndependentSets.heaviest(graph, EFFORT);
    assertEquals(optimum, result.weight());
    assertEquals(optimum, result.bound());
    for (int u : result.vertices()) {
      for (int v : result.vertices()) {
        assertFalse(graph.adjacent(u, v));
      }
    }
    boolean[][] covered = new boolean[n][n];
    for (int[] clique : graph.cliqueCover()) {
      for (int u : clique) {
        for (int v : clique) {
          assertTrue(u == v || graph.adjacent(u, v));
          covered[u][v] = true;
        }
      }
    }
    for (int u = 0; u < n; u++) {
      for (int v = 0; v < n; v++) {
        assertTrue(u == v || covered[u][v] == graph.adjacent(u, v));
      }
    }
  }

  private static IndependentSets.Result select(VectorSet set, long most, String group) {
    List<SignedPermutation> generators =
        group.isEmpty() ? List.of() : SignedPermutation.named(group, set.coordinates());
    OrbitGraph graph = OrbitGraph.of(set, most, generators, 2);
    return IndependentSets.heaviest(graph.conflicts(), EFFORT);
  }

  /** Kissing configurations (Conway and Sloane, tables 1.5 and 9.1; Ganzhinov for dimension 14). */
  @ParameterizedTest
  @CsvSource({
    "'1^2,0^2',1,'',24",
    "'1^2,0^3',1,'',40",
    "'2,0^6;1^4,0^3',2,cycle:7,126",
    "'2^2,0^6;2,1^4,0^3;1^8',4,cycle:7,240",
    "'2,0^8;1^4,0^5',2,signs,306",
    "'2,0^9;1^4,0^6',2,'signs,cycle:5+5',500",
    "'2,0^10;1^4,0^7',2,'signs,cycle:3+3+3',582",
    "'2,0^11;1^4,0^8',2,'signs,cycle:6+6',840"
  })
  @Tag("long")
  void kissingConfigurations(String shapes, long most, String group, long points) {
    IndependentSets.Effort quick = new IndependentSets.Effort(1, 50_000, 0, 2, () -> false);
    VectorSet set = VectorSet.shapes(shapes);
    List<SignedPermutation> generators =
        group.isEmpty() ? List.of() : SignedPermutation.named(group, set.coordinates());
    OrbitGraph graph = OrbitGraph.of(set, most, generators, 2);
    assertEquals(points, IndependentSets.heaviest(graph.conflicts(), quick).weight());
  }

  /** The 90 vectors of norm 4 in Z^5; 26 by an independent maximum clique program. */
  @Test
  void ninetyVectors() {
    VectorSet set = VectorSet.shell(5, 4, 2);
    assertEquals(90, set.vectors().size());
    IndependentSets.Result result = select(set, 2, "");
    assertTrue(result.optimal());
    OrbitGraph graph = OrbitGraph.of(set, 2, List.of(), 1);
    BranchAndBound.Result other = BranchAndBound.run(graph.conflicts(), new int[0], () -> false);
    assertTrue(other.proved());
    assertEquals(other.vertices().length, result.weight());
  }

  /** A(9,4,3) = 12, the affine plane of order 3, and A(8,4,4) = 14. */
  @ParameterizedTest
  @CsvSource({"9,3,12", "8,4,14", "7,3,7"})
  void constantWeightCodes(int length, int weight, long words) {
    VectorSet set = VectorSet.words(length, weight);
    // <n x - w, n y - w> = n^2 |x & y| - n w^2 for words that share |x & y| = w - 2 places.
    long most = (long) length * length * (weight - 2) - (long) length * weight * weight;
    IndependentSets.Result result = select(set, most, "");
    assertEquals(words, result.weight());
    assertTrue(result.optimal());
  }

  /** Zeros and equal entries are not tried in every order. */
  @Test
  void longShapes() {
    assertEquals(80, VectorSet.shapes("1,0^39").vectors().size());
    assertEquals(4 * 276, VectorSet.shapes("1^2,0^22").vectors().size());
    assertEquals(1024, VectorSet.shapes("3^10").vectors().size());
    assertThrows(BadInputException.class, () -> VectorSet.shapes("1^20,0^20"));
    assertThrows(BadInputException.class, () -> VectorSet.shell(30, 40, 1));
  }

  @Test
  void theThreadsDoNotMatter() {
    VectorSet set = VectorSet.shapes("2,0^8;1^4,0^5");
    OrbitGraph graph = OrbitGraph.of(set, 2, SignedPermutation.named("cycle:9", 9), 1);
    int[] one =
        IndependentSets.heaviest(
                graph.conflicts(), new IndependentSets.Effort(3, 5000, 0, 1, () -> false))
            .vertices();
    int[] three =
        IndependentSets.heaviest(
                OrbitGraph.of(set, 2, SignedPermutation.named("cycle:9", 9), 3).conflicts(),
                new IndependentSets.Effort(3, 5000, 0, 3, () -> false))
            .vertices();
    assertArrayEquals(one, three);
  }

  @ParameterizedTest
  @CsvSource({"'1,2;1,1'", "'a'", "'1^0'", "'1^99'", "'1,0|0;1'", "'-1,0'", "''", "'0,0'"})
  void badShapes(String shapes) {
    assertThrows(BadInputException.class, () -> VectorSet.shapes(shapes));
  }
}
