package constellations.solver.optimize;

/** Searches for N points of S^(d-1) whose largest cosine is small. */
public final class SphericalCodeSearch {
  private SphericalCodeSearch() {}

  /**
   * Runs the search.
   *
   * @param dimension d >= 2
   * @param points N >= 2
   * @param bound a proved lower bound on the cosine; the search stops when it is met to 2e-15
   */
  public static SearchOutcome run(int dimension, int points, double bound, SearchLimits limits) {
    PairObjective objective = PairObjective.code(points, dimension);
    return new Campaign(
            objective,
            number ->
                new Campaign.Start(
                    RandomStarts.sphere(
                        RandomStarts.random(limits.seed(), number), points, dimension),
                    RandomStarts.schedule(number),
                    false),
            limits.strategy())
        .run(limits, bound + 2e-15);
  }

  /**
   * A number of starts that takes some seconds: many for small problems, few for large ones. It
   * depends on the problem alone.
   */
  public static int defaultStarts(int dimension, int points, int modalities) {
    double terms = 0.5 * points * points * Math.max(1, modalities * (modalities - 1));
    double work = terms * (dimension + 8) * 1000;
    return (int) Math.max(32, Math.min(1024, 1e10 / work / 32 * 32));
  }
}
