package constellations.solver.search.polish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class InteriorPointTest {
  private static double run(PairObjective objective, double[] x, double gap) {
    try (InteriorPoint method = new InteriorPoint(objective, objective.workspace())) {
      return method.run(x, gap, false, 2, 500, () -> false);
    }
  }

  /** Minimised at a moderate sharpness. */
  private static double[] begun(PairObjective objective, long seed) {
    double[] x =
        RandomStarts.sphere(RandomStarts.random(seed, 1), objective.rows(), objective.dimension());
    new SphereMinimizer(objective).minimize(x, Smoothing.exponential(200), 200, 1e-5, () -> false);
    return x;
  }

  /** Six points of a great circle are stationary in space, and no minimum. */
  @Test
  void aSaddleIsLeft() {
    PairObjective objective = PairObjective.code(6, 3);
    double[] x = new double[18];
    UniformRandomProvider random = RandomStarts.random(3, 3);
    for (int i = 0; i < 6; i++) {
      x[3 * i] = Math.cos(Math.PI * i / 3);
      x[3 * i + 1] = Math.sin(Math.PI * i / 3);
      x[3 * i + 2] = 1e-3 * (random.nextDouble() - 0.5);
    }
    PairObjective.normalise(x, 3);
    assertEquals(0, run(objective, x, 1e-2), 1e-12);
  }

  /** Known optima: 27 points in R^6, 12 in R^3, 16 in R^8. */
  @Test
  void optimaAreReachedToTheLastDigits() {
    for (double[] known : new double[][] {{6, 27, 0.25}, {3, 12, 1 / Math.sqrt(5)}, {8, 16, 0}}) {
      PairObjective objective = PairObjective.code((int) known[1], (int) known[0]);
      double best = 1;
      for (int seed = 0; seed < 8; seed++) {
        best = Math.min(best, run(objective, begun(objective, seed), 1e-2));
      }
      assertEquals(known[2], best, 1e-14);
    }
  }

  /**
   * What it returns is the largest term at unit rows, and a long descent of the smooth maximum at
   * high sharpness gains nothing more, whatever the problem.
   */
  @Property(tries = 30)
  void firstOrderMethodsGainNothingMore(
      @ForAll @IntRange(min = 3, max = 8) int dimension,
      @ForAll @IntRange(min = 9, max = 30) int items,
      @ForAll @IntRange(min = 1, max = 3) int modalities,
      @ForAll long seed) {
    PairObjective objective =
        modalities == 1
            ? PairObjective.code(items, dimension)
            : PairObjective.constellation(items, modalities, dimension, 0.1);
    double[] x = begun(objective, seed);
    double reached = run(objective, x, 1e-3);
    double[] unit = x.clone();
    PairObjective.normalise(unit, dimension);
    assertEquals(objective.workspace().largest(unit), reached, 1e-15);
    for (double p = 1e5; p < 1e10; p *= 10) {
      double smooth =
          new SphereMinimizer(objective)
              .minimize(x, Smoothing.exponential(p), 1000, 0, () -> false);
      assertTrue(smooth > reached - 1e-8, () -> smooth + " below " + reached);
    }
  }

  @Test
  void itEndsWhenItIsHopeless() {
    PairObjective objective = PairObjective.code(30, 6);
    double[] x = begun(objective, 1);
    double[] once = x.clone();
    double value = run(objective, once, 1e-2);
    try (InteriorPoint method = new InteriorPoint(objective, objective.workspace())) {
      double given = method.run(x, 1e-2, true, value - 0.05, 500, () -> false);
      assertTrue(given > value + 1e-6, "it went on to the end");
    }
  }
}
