package constellations.solver.search.polish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.PairObjective.Term;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class InteriorPointTest {
  /** Far more steps than any of these takes: it ends by itself. */
  private static final int LIMIT = 20_000;

  private static double run(PairObjective objective, double[] x, double gap) {
    try (InteriorPoint method = new InteriorPoint(objective, objective.workspace())) {
      return method.run(x, gap, false, 2, LIMIT, () -> false);
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
   * What it returns is the largest term at unit rows, and where it ended by itself a long descent
   * of the smooth maximum at high sharpness gains nothing more, whatever the problem. (Within 500
   * steps one in a hundred has not ended: 18 pairs in R^3, seed 0.)
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

  /**
   * On the central path the matrix is the Hessian of -mu sum log(t - g): the second difference
   * along great circles, for codes and for constellations, whose matching terms have a sign.
   */
  @Property(tries = 50)
  void theMatrixHasTheSecondDerivatives(
      @ForAll @IntRange(min = 2, max = 6) int dimension,
      @ForAll @IntRange(min = 3, max = 9) int items,
      @ForAll @IntRange(min = 1, max = 3) int modalities,
      @ForAll long seed) {
    PairObjective objective =
        modalities == 1
            ? PairObjective.code(items, dimension)
            : PairObjective.constellation(items, modalities, dimension, 0.3);
    UniformRandomProvider random = RandomStarts.random(seed, 1);
    int size = objective.rows() * dimension;
    double[] x = RandomStarts.sphere(random, objective.rows(), dimension);
    double[] v = RandomStarts.sphere(random, objective.rows(), dimension);
    for (int row = 0; row < size; row += dimension) {
      double along = 0;
      for (int k = row; k < row + dimension; k++) {
        along += x[k] * v[k];
      }
      for (int k = row; k < row + dimension; k++) {
        v[k] -= along * x[k];
      }
    }
    double gap = 0.5;
    double level = objective.workspace().largest(x) + gap;
    double quadratic = 0;
    double mu;
    try (InteriorPoint method = new InteriorPoint(objective, objective.workspace())) {
      method.begin(x, gap);
      method.sums(x);
      mu = method.parameter();
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          quadratic += v[i] * v[j] * method.matrix()[Math.max(i, j) * size + Math.min(i, j)];
        }
      }
    }
    List<Term> terms = objective.workspace().near(x, 0.1);
    double h = 1e-4;
    double second = 0;
    for (int side = -1; side <= 1; side++) {
      double[] moved = x.clone();
      for (int row = 0; row < size; row += dimension) {
        double norm = 0;
        for (int k = row; k < row + dimension; k++) {
          norm += v[k] * v[k];
        }
        norm = Math.sqrt(norm);
        for (int k = row; k < row + dimension && norm > 0; k++) {
          moved[k] = Math.cos(side * h * norm) * x[k] + Math.sin(side * h * norm) / norm * v[k];
        }
      }
      for (Term term : terms) {
        double change = 0;
        for (int k = 0; k < dimension; k++) {
          int p = term.p() * dimension + k;
          int q = term.q() * dimension + k;
          change += term.sign() * (moved[p] * moved[q] - x[p] * x[q]);
        }
        second -= (side == 0 ? -2 : 1) * mu * Math.log(level - term.value() - change);
      }
    }
    assertEquals(quadratic, second / (h * h), 1e-4 * Math.max(1, Math.abs(quadratic)));
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
