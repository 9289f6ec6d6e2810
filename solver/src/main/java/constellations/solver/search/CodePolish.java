package constellations.solver.search;

import constellations.solver.format.UnitRows;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.polish.Polish;
import constellations.verify.exact.PointSet;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Takes a given code to the local optimum beside it, without any start of its own: the points move
 * only as far as the largest cosine falls on the way.
 *
 * @param x the points, in coordinates of the space that they span
 * @param before the largest cosine at first, in double precision
 * @param after the same at the end; not larger
 * @param moved how far the point went that moved most
 */
public record CodePolish(UnitRows x, double before, double after, double moved) {
  /** Polishes points; stopped early it has what it reached. */
  public static CodePolish of(PointSet points, BooleanSupplier stop) {
    UnitRows given = GivenPoints.inSpan(UnitRows.of(List.of(points)));
    PairObjective objective = PairObjective.code(given.items(), given.dimension());
    double before = objective.workspace().largest(given.data());
    double[] x = given.data().clone();
    double after = new Polish(objective, objective.workspace()).run(x, Tuning.LAST_STEPS, stop);
    double moved = 0;
    int d = given.dimension();
    for (int i = 0; i < given.items(); i++) {
      double square = 0;
      for (int k = i * d; k < (i + 1) * d; k++) {
        double change = x[k] - given.data()[k];
        square += change * change;
      }
      moved = Math.max(moved, Math.sqrt(square));
    }
    return new CodePolish(UnitRows.code(x, d), before, after, moved);
  }
}
