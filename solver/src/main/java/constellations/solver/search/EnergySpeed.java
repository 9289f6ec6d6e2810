package constellations.solver.search;

import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;

/**
 * How fast the smooth maximum of a code and its gradient are computed by one thread, at the middle
 * sharpness of a search and at points as a search has them there.
 */
public final class EnergySpeed {
  private static final double SHARPNESS = 2000;
  private static final Smoothing BEFORE = Smoothing.exponential(200);
  private static final int STEPS = 50;

  private EnergySpeed() {}

  /** Evaluations a second at N points of S^(d-1), after a warm-up of the same length. */
  public static double evaluationsPerSecond(int dimension, int points, double seconds) {
    PairObjective.Workspace workspace = PairObjective.code(points, dimension).workspace();
    double[] x = RandomStarts.sphere(RandomStarts.random(1, 1), points, dimension);
    new SphereMinimizer(PairObjective.code(points, dimension))
        .minimize(x, BEFORE, STEPS, 0, () -> false);
    double[] gradient = new double[x.length];
    Smoothing smoothing = Smoothing.exponential(SHARPNESS);
    double rate = 0;
    for (int pass = 0; pass < 2; pass++) {
      long begin = System.nanoTime();
      long now = begin;
      int count = 0;
      while (now - begin < seconds * 1e9) {
        workspace.smoothMaximum(x, smoothing, gradient);
        count++;
        now = System.nanoTime();
      }
      rate = count / ((now - begin) / 1e9);
    }
    return rate;
  }
}
