package constellations.solver.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.Exponential;
import constellations.verify.exact.Interval;
import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContrastiveEnclosureTest {
  private static ContrastiveEnclosure enclosed(ContrastiveProblem problem, int threads) {
    return ContrastiveEnclosure.of(problem, threads, () -> {}, () -> false).orElseThrow();
  }

  private static void contains(Interval enclosure, double value, double error) {
    assertTrue(
        enclosure.lower().doubleValue() <= value + error
            && enclosure.upper().doubleValue() >= value - error,
        enclosure + " and " + value);
    assertTrue(enclosure.width().doubleValue() < 1e-9, enclosure.toString());
  }

  @Property(tries = 300)
  void exponentialsAreEnclosed(@ForAll @DoubleRange(min = -700, max = 0) double x) {
    BigDecimal exact = new BigDecimal(x);
    Interval e = Exponential.of(Interval.of(exact, exact, 40), 40);
    assertEquals(Math.exp(x), e.lower().doubleValue(), 1e-14 * Math.exp(x));
    assertEquals(Math.exp(x), e.upper().doubleValue(), 1e-14 * Math.exp(x));
    Interval back = e.log();
    assertTrue(back.lower().compareTo(exact) <= 0 && back.upper().compareTo(exact) >= 0);
    assertTrue(back.width().doubleValue() < 1e-25);
  }

  @Property(tries = 60)
  void numbersAreEnclosedAndOrdered(@ForAll long seed) {
    Random random = new Random(seed);
    int anchors = 1 + random.nextInt(3);
    ContrastiveProblem problem = ContrastiveProblemTest.random(seed, anchors);
    ContrastiveEnclosure exact = enclosed(problem, 2);
    contains(exact.success(), problem.success(), 1e-13);
    contains(exact.bestSuccess(), problem.bestSuccess(), 1e-13);
    contains(exact.deficit(), problem.deficit(), 1e-13);
    contains(exact.divergence(), problem.excess() / problem.temperature(), 1e-11);
    contains(exact.bound(2, 1), problem.klBound(), 1e-5);
    assertTrue(exact.deficit().lower().compareTo(exact.envelope().upper()) <= 0);
    assertTrue(exact.envelope().lower().compareTo(exact.bound(2, 3).upper()) <= 0);
    assertEquals(problem.envelope(), exact.envelope().upper().doubleValue(), 1e-4);
  }

  /** All others score just above the match: the deficit of N pairs is all but their bound. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 10})
  void theConstantOfPairsIsAttained(int n) {
    double[][] scores = new double[n][n];
    for (int i = 0; i < n; i++) {
      scores[i][i] = -1e-12;
    }
    ContrastiveProblem problem = ContrastiveProblem.ofPairs(scores, 1);
    assertTrue(problem.isPairs());
    ContrastiveEnclosure exact = enclosed(problem, 1);
    Interval bound = exact.pairBound(n);
    assertTrue(exact.deficit().lower().compareTo(bound.upper()) <= 0);
    assertEquals(1, exact.deficit().lower().doubleValue() / bound.upper().doubleValue(), 1e-11);
    assertEquals(1 - 1.0 / n, bound.upper().doubleValue(), 1e-11);
  }

  /** Two items, the scores the wrong way round, by hand: P = (1, 0), Q = (1/2, 1/2), s = (0, 1). */
  @Test
  void byHand() {
    ContrastiveProblem problem =
        new ContrastiveProblem(
            new double[][] {{1, 0}},
            new double[][] {{0.5, 0.5}},
            new double[][] {{0, Math.log(3)}},
            1);
    ContrastiveEnclosure exact = enclosed(problem, 2);
    // The match ties with itself and loses to the other: 1/4; at best 3/4.
    assertEquals(0, exact.success().lower().compareTo(new BigDecimal("0.25")));
    assertEquals(0, exact.bestSuccess().upper().compareTo(new BigDecimal("0.75")));
    contains(exact.divergence(), Math.log(4), 1e-15);
    assertTrue(exact.envelope().upper().doubleValue() >= 0.5);
    assertTrue(exact.envelope().upper().doubleValue() <= Math.sqrt(2 * Math.log(4) / 3));
  }
}
