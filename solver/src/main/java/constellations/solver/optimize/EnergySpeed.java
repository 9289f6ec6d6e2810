package constellations.solver.optimize;

/** How fast the smooth maximum of a code and its gradient are computed, by one thread. */
public final class EnergySpeed {
  private static final double SHARPNESS = 100;

  private EnergySpeed() {}

  /** Evaluations a second at N random points of S^(d-1), after a warm-up of the same length. */
  public static double evaluationsPerSecond(int dimension, int points, double seconds) {
    PairObjective.Workspace workspace = PairObjective.code(points, dimension).workspace();
    double[] x = RandomStarts.sphere(RandomStarts.random(1, 1), points, dimension);
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
