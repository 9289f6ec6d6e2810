package constellations.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.search.objective.RetrievalObjective;
import constellations.solver.search.objective.Smoothing;
import constellations.verify.Verifier;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.points.RetrievalCertificate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RetrievalSearchTest {
  private static final Provenance BY = new Provenance("test", 1L, "none", "test", "2026-11-27");

  private static RelevanceMatrix pairsOf(int n) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int a = 0; a < n; a++) {
      for (int c = a + 1; c < n; c++) {
        rows.add(List.of(a, c));
      }
    }
    return new RelevanceMatrix(n, rows);
  }

  private static RetrievalSearch.Found find(RelevanceMatrix matrix, int d, String b, int threads) {
    return RetrievalSearch.find(
        new RetrievalSearch.Question(matrix, d, new BigDecimal(b)),
        SearchLimits.of(3, 3, threads),
        BY);
  }

  /**
   * All pairs of n documents in enough dimensions: the largest margin is m0 min((1-b)/(1-b0),
   * (1+b)/(1+b0)), m0 = n/(2 sqrt(k(n-1)(n-k))), b0 = (n-2k)/(2 sqrt(k(n-1)(n-k))) for k = 2.
   */
  @Test
  void allPairsInEnoughDimensionsReachTheOptimum() {
    int n = 7;
    double root = 2 * Math.sqrt(2.0 * (n - 1) * (n - 2));
    double m0 = n / root;
    double b0 = (n - 4) / root;
    for (String b : new String[] {"0", "0.2", "-0.3"}) {
      double bias = Double.parseDouble(b);
      double most = m0 * Math.min((1 - bias) / (1 - b0), (1 + bias) / (1 + b0));
      RetrievalSearch.Found found = find(pairsOf(n), 8, b, 2);
      RetrievalCertificate certificate = found.certificate().orElseThrow();
      double margin = certificate.claim().margin().rational().doubleValue();
      assertTrue(margin <= most + 1e-12, b + ": " + margin + " of " + most);
      assertTrue(margin > most - 2e-5, b + ": " + margin + " of " + most);
      assertTrue(Verifier.verify(certificate, 1).accepted());
    }
  }

  /** On a moment curve all pairs of many documents have a margin in five dimensions. */
  @Test
  void fiveDimensionsAreEnoughForAllPairs() {
    RetrievalSearch.Found found =
        RetrievalSearch.find(
            new RetrievalSearch.Question(pairsOf(30), 5, BigDecimal.ZERO),
            SearchLimits.of(1, 4, 2),
            BY);
    RetrievalCertificate certificate = found.certificate().orElseThrow();
    assertTrue(certificate.claim().margin().signum() > 0);
    assertTrue(Verifier.verify(certificate, 1).accepted());
  }

  @Test
  void threadsChangeNothing() {
    RetrievalSearch.Found one = find(pairsOf(6), 5, "0", 1);
    RetrievalSearch.Found two = find(pairsOf(6), 5, "0", 2);
    assertEquals(one.certificate().orElseThrow().claim(), two.certificate().orElseThrow().claim());
    assertEquals(one.outcome().bestStart(), two.outcome().bestStart());
  }

  /** Where the margin is negative nothing is claimed: all pairs of six on a circle. */
  @Test
  void nothingIsClaimedWithoutAMargin() {
    assertTrue(find(pairsOf(6), 2, "0", 1).certificate().isEmpty());
  }

  /** The gradient is that of differences. */
  @Property(tries = 30)
  void gradients(@ForAll long seed) {
    Random random = new Random(seed);
    int documents = 2 + random.nextInt(4);
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<Integer> row = new ArrayList<>();
      for (int j = 0; j < documents; j++) {
        if (random.nextBoolean()) {
          row.add(j);
        }
      }
      rows.add(row);
    }
    RetrievalObjective objective = new RetrievalObjective(rows, documents, 3, 0.1);
    double[] x = random.doubles(objective.rows() * 3L, -1, 1).toArray();
    Smoothing smoothing = Smoothing.exponential(5);
    double[] gradient = new double[x.length];
    objective.workspace().smoothMaximum(x, smoothing, gradient);
    double[] other = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      double step = 1e-6;
      double[] up = x.clone();
      up[k] += step;
      double[] down = x.clone();
      down[k] -= step;
      double slope =
          (objective.workspace().smoothMaximum(up, smoothing, other)
                  - objective.workspace().smoothMaximum(down, smoothing, other))
              / (2 * step);
      assertEquals(slope, gradient[k], 1e-7);
    }
  }
}
