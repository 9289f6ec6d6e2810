package constellations.solver.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.BadInputException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retrieval against the contrastive loss, and where the bounds are attained. */
class ContrastiveProblemTest {
  private static double[] distribution(Random random, int n, double spread) {
    double[] row = new double[n];
    double sum = 0;
    for (int j = 0; j < n; j++) {
      row[j] = Math.exp(spread * random.nextGaussian());
      sum += row[j];
    }
    for (int j = 0; j < n; j++) {
      row[j] /= sum;
    }
    return row;
  }

  static ContrastiveProblem random(long seed, int anchors) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(8);
    double spread = 3 * random.nextDouble();
    double[][] p = new double[anchors][];
    double[][] q = new double[anchors][];
    double[][] s = new double[anchors][];
    double tau = 0.1 + random.nextDouble();
    for (int i = 0; i < anchors; i++) {
      p[i] = distribution(random, n, spread);
      q[i] = distribution(random, n, spread / 2);
      s[i] = new double[n];
      double scale = random.nextDouble();
      for (int j = 0; j < n; j++) {
        // From optimal scores to wrong ones, some equal.
        s[i][j] =
            tau * scale * Math.log(p[i][j] / q[i][j])
                + (random.nextInt(3) - 1) * random.nextDouble() * (1 - scale);
      }
    }
    return new ContrastiveProblem(p, q, s, tau);
  }

  @Property(tries = 1000)
  void theDeficitIsBounded(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int anchors) {
    ContrastiveProblem problem = random(seed, anchors);
    assertTrue(problem.deficit() <= problem.envelope() + 1e-12, problem.toString());
    assertTrue(problem.envelope() <= problem.sharpBound() + 1e-12);
    assertTrue(problem.sharpBound() <= problem.klBound());
  }

  /** Scores tau log(P/Q) + g have the least loss and the best retrieval. */
  @Property(tries = 200)
  void optimalScores(@ForAll long seed) {
    ContrastiveProblem problem = random(seed, 2);
    double[][] best = new double[2][];
    for (int i = 0; i < 2; i++) {
      best[i] = new double[problem.positive()[i].length];
      for (int j = 0; j < best[i].length; j++) {
        best[i][j] =
            problem.temperature() * Math.log(problem.positive()[i][j] / problem.negative()[i][j])
                + 5 * i;
      }
    }
    ContrastiveProblem optimal =
        new ContrastiveProblem(problem.positive(), problem.negative(), best, problem.temperature());
    assertEquals(0, optimal.excess(), 1e-12);
    assertTrue(problem.success() <= optimal.bestSuccess() + 1e-12);
    assertTrue(problem.excess() >= -1e-12);
  }

  /**
   * Q uniform on n points, P nearly so and the scores slightly reversed: the square of the deficit
   * is 2/3 (1 - 1/n^2) of the divergence, so that no constant below 2/3 holds.
   */
  @ParameterizedTest
  @ValueSource(ints = {10, 30, 200})
  void theConstantIsTheBest(int n) {
    double[] q = new double[n];
    double[] p = new double[n];
    double[] s = new double[n];
    double eps = 1e-3;
    double sum = 0;
    for (int j = 0; j < n; j++) {
      double x = (j + 0.5) / n;
      q[j] = 1.0 / n;
      p[j] = Math.exp(eps * x);
      sum += p[j];
      s[j] = -1e-9 * x;
    }
    for (int j = 0; j < n; j++) {
      p[j] /= sum;
    }
    ContrastiveProblem problem =
        new ContrastiveProblem(new double[][] {p}, new double[][] {q}, new double[][] {s}, 1);
    double ratio = problem.deficit() * problem.deficit() / problem.divergence(0);
    assertEquals(2.0 / 3 * (1 - 1.0 / n / n), ratio, 1e-5);
    assertTrue(problem.deficit() <= problem.envelope());
    assertTrue(problem.deficit() > 0.99 * problem.sharpBound());
    if (n >= 30) {
      assertTrue(ratio > 0.66, "a constant of 0.66 would be exceeded");
    }
  }

  /** The envelope is that of brute force over l. */
  @Property(tries = 100)
  void theEnvelopeIsTheLegendreTransform(@ForAll @IntRange(min = 1, max = 3000) int thousandths) {
    double divergence = thousandths / 1000.0;
    double x = ContrastiveProblem.largestDeficit(divergence);
    double best = 0;
    for (double l = 1e-3; l < 1e4; l *= 1.001) {
      double value = l * x - (l + Math.log1p(-Math.exp(-2 * l)) - Math.log(2 * l));
      best = Math.max(best, value);
    }
    assertEquals(divergence, best, 1e-5 * divergence + 1e-9);
    assertTrue(x < 1 && x <= Math.sqrt(2 * divergence / 3) + 1e-12);
  }

  /** N pairs: P the match, Q uniform, as the class for pairs has it. */
  @Property(tries = 100)
  void pairsAreASpecialCase(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(6);
    double[][] values = new double[n][n];
    double[][] p = new double[n][n];
    double[][] q = new double[n][n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(q[i], 1.0 / n);
      p[i][i] = 1;
      for (int j = 0; j < n; j++) {
        values[i][j] = random.nextInt(5) / 4.0;
      }
    }
    Calibration pairs = Calibration.of(new Products(values), 0.3);
    ContrastiveProblem problem = new ContrastiveProblem(p, q, values, 0.3);
    assertEquals(pairs.success(), problem.success(), 1e-12);
    assertEquals(pairs.bestSuccess(), problem.bestSuccess(), 1e-12);
    assertEquals(pairs.excess(), problem.excess(), 1e-12);
    assertEquals(pairs.deficitBound(), problem.klBound(), 1e-12);
    assertEquals(pairs.sharpBound(), problem.sharpBound(), 1e-12);
  }

  @Test
  void whatIsNoProblemIsRefused() {
    double[][] half = {{0.5, 0.5}};
    double[][] zero = {{1, 0}};
    double[][] scores = {{0, 1}};
    new ContrastiveProblem(half, half, scores, 1);
    for (double tau : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(BadInputException.class, () -> new ContrastiveProblem(half, half, scores, tau));
    }
    for (double[][] bad :
        new double[][][] {
          {{0.5, 0.6}},
          {{-0.5, 1.5}},
          {{Double.NaN, 1}},
          {{1}},
          {},
          {{0.5, 0.5}, {0.5, 0.5}},
          {{1.0 / 3, 1.0 / 3, 1.0 / 3}}
        }) {
      assertThrows(BadInputException.class, () -> new ContrastiveProblem(bad, half, scores, 1));
      assertThrows(BadInputException.class, () -> new ContrastiveProblem(half, bad, scores, 1));
    }
    assertThrows(BadInputException.class, () -> new ContrastiveProblem(half, zero, scores, 1));
    assertThrows(
        BadInputException.class,
        () -> new ContrastiveProblem(half, half, new double[][] {{0, Double.NaN}}, 1));
  }
}
