package constellations.solver.search;

import constellations.solver.format.UnitRows;
import constellations.solver.modality.Synchronisation;
import constellations.solver.search.objective.PairObjective;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The largest margin of N items in R^d as a function of the relative bias, m*(d, N, b) on a grid of
 * b: a search at each bias, begun at the better of the lift and the aligned code, and then sweeps
 * along the grid in both directions that begin at the neighbour's configuration.
 */
public final class Frontier {
  private static final int SWEEPS = 2;

  /** Sweeps need less work than the search itself. */
  private static final int SWEEP_SHARE = 4;

  private Frontier() {}

  /**
   * One point of the frontier.
   *
   * @param x the constellation
   * @param margin of x in double precision
   * @param lift the margin of the lift (for k > 2 the simplex suffix) of the best code found one
   *     dimension (k - 1 dimensions) below
   * @param aligned the margin of the best code found, in all modalities
   * @param method how x was found
   */
  public record Point(
      BigDecimal bias, UnitRows x, double margin, double lift, double aligned, String method) {}

  /**
   * Searches.
   *
   * @param biases in increasing order
   * @param bound a proved upper bound on the margin at a bias
   * @param limits a time limit for all together, the starts for the search at each bias; the two
   *     codes get eight times the starts
   */
  public static List<Point> run(
      int dimension,
      int items,
      int modalities,
      List<BigDecimal> biases,
      ToDoubleFunction<BigDecimal> bound,
      SearchLimits limits) {
    long begin = System.nanoTime();
    int below = dimension - modalities + 1;
    SearchLimits more =
        left(limits, begin).withStarts((int) Math.min(1 << 30, 8L * limits.starts()));
    UnitRows here = CodeSearch.run(dimension, items, -2, more).x();
    UnitRows lower = below < 2 ? null : CodeSearch.run(below, items, -2, more).x();
    List<Point> points = new ArrayList<>();
    for (BigDecimal bias : biases) {
      double b = bias.doubleValue();
      PairObjective objective = PairObjective.constellation(items, modalities, dimension, b);
      UnitRows aligned = here.repeated(modalities);
      double alignedMargin = -objective.workspace().largest(aligned.data());
      UnitRows given = aligned;
      double liftMargin = Double.NEGATIVE_INFINITY;
      if (lower != null) {
        UnitRows lift =
            new ConstellationSearch(
                    dimension, items, Synchronisation.complete(modalities), b, () -> false)
                .suffixed(lower);
        liftMargin = -objective.workspace().largest(lift.data());
        given = liftMargin > alignedMargin ? lift : aligned;
      }
      SearchOutcome outcome =
          search(
              dimension,
              items,
              modalities,
              b,
              bound.applyAsDouble(bias),
              given,
              true,
              left(limits, begin));
      points.add(
          new Point(
              bias, outcome.x(), -outcome.value(), liftMargin, alignedMargin, outcome.method()));
    }
    for (int sweep = 0; sweep < 2 * SWEEPS; sweep++) {
      int step = sweep % 2 == 0 ? 1 : -1;
      for (int i = step > 0 ? 1 : points.size() - 2; i >= 0 && i < points.size(); i += step) {
        Point point = points.get(i);
        SearchOutcome outcome =
            search(
                dimension,
                items,
                modalities,
                point.bias().doubleValue(),
                bound.applyAsDouble(point.bias()),
                points.get(i - step).x(),
                false,
                left(limits, begin).withStarts(Math.max(1, limits.starts() / SWEEP_SHARE)));
        if (-outcome.value() > point.margin() + 1e-13) {
          points.set(
              i,
              new Point(
                  point.bias(),
                  outcome.x(),
                  -outcome.value(),
                  point.lift(),
                  point.aligned(),
                  outcome.method() + ", from the neighbouring bias"));
        }
      }
    }
    return points;
  }

  private static SearchOutcome search(
      int dimension,
      int items,
      int modalities,
      double bias,
      double bound,
      UnitRows given,
      boolean symmetry,
      SearchLimits limits) {
    Strategy asked = limits.strategy();
    Strategy strategy =
        new Strategy(symmetry && asked.symmetry(), asked.hopping(), null, given, Strategy.GIVEN);
    return ConstellationSearch.run(
        dimension, items, modalities, bias, bound, limits.with(strategy));
  }

  /** What is left of the time. */
  private static SearchLimits left(SearchLimits limits, long begin) {
    return limits.within(Math.max(1e-3, limits.seconds() - (System.nanoTime() - begin) / 1e9));
  }
}
