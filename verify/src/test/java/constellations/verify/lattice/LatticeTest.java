package constellations.verify.lattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Determinants and least norms of lattices, against root lattices and brute force. */
class LatticeTest {
  private static final long NODES = 1_000_000;

  /** The Cartan matrix of a tree: A_n for a path, E_8 for the path with a branch. */
  private static long[][] cartan(int n, int... branch) {
    long[][] gram = new long[n][n];
    for (int i = 0; i < n; i++) {
      gram[i][i] = 2;
      boolean path = i + 1 < (branch.length == 0 ? n : n - 1);
      if (path) {
        gram[i][i + 1] = -1;
        gram[i + 1][i] = -1;
      }
    }
    if (branch.length > 0) {
      gram[n - 1][branch[0]] = -1;
      gram[branch[0]][n - 1] = -1;
    }
    return gram;
  }

  @Test
  void rootLattices() {
    // det A_n = n + 1, det D_n = 4, det E_6, E_7, E_8 = 3, 2, 1; least norm 2 for all.
    assertRoot(2, cartan(1));
    assertRoot(7, cartan(6));
    assertRoot(4, cartan(5, 2));
    assertRoot(3, cartan(6, 2));
    assertRoot(2, cartan(7, 2));
    assertRoot(1, cartan(8, 2));
  }

  private static void assertRoot(long determinant, long[][] gram) {
    Lattice lattice = Lattice.of(gram);
    assertEquals(BigInteger.valueOf(determinant), lattice.determinant());
    assertEquals(2, lattice.normDivisor());
    Lattice.Search none = lattice.shorterThan(2, NODES);
    assertTrue(none.complete() && none.vector().isEmpty());
    long[] root = lattice.shorterThan(3, NODES).vector().orElseThrow();
    assertEquals(BigInteger.TWO, lattice.norm(root));
  }

  /** Random bases of random lattices of dimension 3: enumeration against all small coordinates. */
  @Property(tries = 300, seed = "1")
  @net.jqwik.api.Tag("long")
  void agreesWithBruteForce(
      @ForAll @IntRange(min = 0, max = 100_000) int seed,
      @ForAll @IntRange(min = 1, max = 60) int bound) {
    SplittableRandom random = new SplittableRandom(seed);
    long[][] basis = new long[3][3];
    for (long[] row : basis) {
      for (int j = 0; j < 3; j++) {
        row[j] = random.nextInt(-6, 7);
      }
    }
    long[][] gram = new long[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          gram[i][j] += basis[i][k] * basis[j][k];
        }
      }
    }
    long det =
        basis[0][0] * (basis[1][1] * basis[2][2] - basis[1][2] * basis[2][1])
            - basis[0][1] * (basis[1][0] * basis[2][2] - basis[1][2] * basis[2][0])
            + basis[0][2] * (basis[1][0] * basis[2][1] - basis[1][1] * basis[2][0]);
    if (det == 0) {
      assertThrows(BadInputException.class, () -> Lattice.of(gram));
      return;
    }
    Lattice lattice = Lattice.of(gram);
    assertEquals(BigInteger.valueOf(det * det), lattice.determinant());
    // |x_i| <= |v| / (distance of b_i to the others' span) <= |v| prod of others / |det|: 120 is
    // safe
    // for what is asked only when det is not tiny, so compare where the box is proved to suffice.
    double box = Math.sqrt(bound) * 108 / Math.abs(det);
    if (box > 40) {
      return;
    }
    boolean expected = false;
    int reach = (int) box + 1;
    for (int a = -reach; a <= reach; a++) {
      for (int b = -reach; b <= reach; b++) {
        for (int c = -reach; c <= reach; c++) {
          long norm = lattice.norm(new long[] {a, b, c}).longValueExact();
          expected |= norm > 0 && norm < bound;
        }
      }
    }
    Lattice.Search search = lattice.shorterThan(bound, NODES);
    Optional<long[]> found = search.vector();
    assertEquals(expected, found.isPresent());
    found.ifPresent(v -> assertTrue(lattice.norm(v).compareTo(BigInteger.valueOf(bound)) < 0));
    assertTrue(search.complete() || expected);
  }

  @Test
  void refusesWhatIsNoLattice() {
    assertThrows(BadInputException.class, () -> Lattice.of(new long[][] {}));
    assertThrows(BadInputException.class, () -> Lattice.of(new long[][] {{0}}));
    assertThrows(BadInputException.class, () -> Lattice.of(new long[][] {{1, 2}, {2, 1}}));
    assertThrows(BadInputException.class, () -> Lattice.of(new long[][] {{2, 1}, {0, 2}}));
    assertThrows(BadInputException.class, () -> Lattice.of(new long[][] {{2, 1}, {1}}));
    assertThrows(BadInputException.class, () -> Lattice.of(new long[][] {{1L << 40}}));
  }

  @Test
  void theWorkIsLimited() {
    assertFalse(Lattice.of(cartan(8, 2)).shorterThan(2, 3).complete());
  }
}
