package constellations.solver.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RankingTest {
  @Test
  void byHand() {
    Ranking.Counter counter = new Ranking.Counter();
    counter.add(new double[] {3, 1, 2}, 0);
    counter.add(new double[] {3, 1, 2}, 1);
    counter.add(new double[] {3, 3, 2}, 0);
    Ranking ranking = counter.ranking();
    assertEquals(1.0 / 3, ranking.recallAt1());
    assertEquals(1, ranking.recallAt10());
    assertEquals((1 + 1.0 / 3 + 1.0 / 2) / 3, ranking.reciprocalRank(), 1e-15);
    // 2.5, 0.5 and 2 wins of three: ties, with itself too, are halves.
    assertEquals(5.0 / 9, ranking.success(), 1e-15);
  }

  /** The success is that of the calibration of pairs. */
  @Property(tries = 100, seed = "1")
  void successOfPairs(@ForAll long seed, @ForAll @IntRange(min = 2, max = 15) int n) {
    Random random = new Random(seed);
    double[][] scores = new double[n][n];
    Ranking.Counter counter = new Ranking.Counter();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scores[i][j] = random.nextInt(5);
      }
      counter.add(scores[i], i);
    }
    assertEquals(
        Calibration.of(new Products(scores), 1).success(), counter.ranking().success(), 1e-12);
  }
}
