package constellations.verify.lattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Theta series of root lattices: Conway and Sloane, chapter 4, tables 4.1 to 4.12. */
class ThetaSeriesTest {
  /** A Gram matrix of a root lattice from the edges of its Dynkin diagram. */
  private static Lattice roots(int n, int... edges) {
    long[][] gram = new long[n][n];
    for (int i = 0; i < n; i++) {
      gram[i][i] = 2;
    }
    for (int i = 0; i < edges.length; i += 2) {
      gram[edges[i]][edges[i + 1]] = -1;
      gram[edges[i + 1]][edges[i]] = -1;
    }
    return Lattice.of(gram);
  }

  private static Lattice named(String name) {
    return switch (name) {
      case "A2" -> roots(2, 0, 1);
      case "D4" -> roots(4, 0, 1, 0, 2, 0, 3);
      case "E6" -> roots(6, 0, 1, 1, 2, 2, 3, 3, 4, 2, 5);
      case "E7" -> roots(7, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 2, 6);
      default -> roots(8, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 2, 7);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "A2,3,6,0,6,6",
    "D4,2,24,24,96,24",
    "E6,3,72,270,720,936",
    "E8,1,240,2160,6720,17520"
  })
  void publishedShells(String name, int level, long two, long four, long six, long eight) {
    Lattice lattice = named(name);
    assertEquals(level, ThetaSeries.of(lattice).orElseThrow().level());
    long[] expected = {two, four, six, eight};
    for (int i = 0; i < 4; i++) {
      LatticeShell.Count count = LatticeShell.count(lattice, 2, 2 * i + 2, 1000).orElseThrow();
      assertEquals(BigInteger.valueOf(expected[i]), count.vectors(), name + " " + (2 * i + 2));
      assertTrue(count.method().startsWith("theta"));
    }
  }

  /** E8: 240 sigma_3(m) vectors of squared norm 2m. */
  @Test
  void shellsOfE8() {
    ThetaSeries theta = ThetaSeries.of(named("E8")).orElseThrow();
    for (int m = 1; m <= 30; m++) {
      long sigma = 0;
      for (int d = 1; d <= m; d++) {
        sigma += m % d == 0 ? (long) d * d * d : 0;
      }
      assertEquals(BigInteger.valueOf(240 * sigma), theta.vectors(List.of(BigInteger.ONE), 2 * m));
    }
  }

  /** By enumeration as well, ten norms further than the form is determined. */
  @ParameterizedTest
  @CsvSource({"A2", "D4", "E6", "E8"})
  void enumerationAgrees(String name) {
    Lattice lattice = named(name);
    long[] counts = lattice.counts(20, 100_000_000).orElseThrow();
    for (int norm = 1; norm <= 20; norm++) {
      assertEquals(
          BigInteger.valueOf(counts[norm]),
          LatticeShell.count(lattice, 2, norm, 10_000).orElseThrow().vectors(),
          name + " " + norm);
    }
  }

  /** E7 has level 4, Z^2 odd norms; both are enumerated. */
  @Test
  void otherLattices() {
    assertTrue(ThetaSeries.of(named("E7")).isEmpty());
    assertEquals(
        BigInteger.valueOf(126),
        LatticeShell.count(named("E7"), 2, 2, 100_000).orElseThrow().vectors());
    Lattice square = Lattice.of(new long[][] {{1, 0}, {0, 1}});
    assertTrue(ThetaSeries.of(square).isEmpty());
    assertEquals(
        BigInteger.valueOf(12), LatticeShell.count(square, 1, 25, 1000).orElseThrow().vectors());
    assertTrue(LatticeShell.count(named("E7"), 2, 20, 100).isEmpty(), "given up");
    assertThrows(
        IllegalArgumentException.class,
        () -> ThetaSeries.of(named("E8")).orElseThrow().vectors(List.of(BigInteger.ONE), 3));
  }
}
