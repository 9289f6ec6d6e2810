package constellations.solver.search;

import constellations.solver.format.UnitRows;
import constellations.solver.numeric.Rows;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.verify.exact.BadInputException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Codes to start from in one dimension less or more. */
public final class DimensionSteps {
  /** So many bands of heights are tried for each pole. */
  private static final int BANDS = 16;

  /** Poles are tried while the inner products to be looked at are fewer. */
  private static final double MOST_WORK = 3e9;

  private static final double NOISE = 1e-2;

  private DimensionSteps() {}

  /**
   * A code one dimension lower: with each point as a pole, the points whose heights above it follow
   * one another (sections and derived codes), projected along the pole; the one of least cosine.
   *
   * @param code at least four distinct points in dimension at least 3
   * @param wanted at most so many points are taken
   */
  public static UnitRows down(UnitRows code, int wanted) {
    double[] x = code.data();
    int dimension = code.dimension();
    int count = code.items();
    // A point and its antipode have no place on the equator.
    int taken = Math.min(wanted, count - 2);
    PairObjective.Workspace workspace = PairObjective.code(taken, dimension - 1).workspace();
    double[] best = null;
    double least = Double.POSITIVE_INFINITY;
    double work = 0;
    for (int pole = 0; pole < count && (best == null || work < MOST_WORK); pole++) {
      double[] p = Arrays.copyOfRange(x, pole * dimension, (pole + 1) * dimension);
      double[] heights = new double[count];
      for (int i = 0; i < count; i++) {
        heights[i] = Rows.dot(p, Arrays.copyOfRange(x, i * dimension, (i + 1) * dimension));
      }
      int own = pole;
      int[] ordered =
          IntStream.range(0, count)
              .filter(i -> i != own && Math.abs(heights[i]) < 1 - 1e-9)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -heights[i]))
              .mapToInt(i -> i)
              .toArray();
      int spare = ordered.length - taken;
      for (int band = 0; spare >= 0 && band <= Math.min(BANDS, spare); band++) {
        int from = spare <= BANDS ? band : (int) ((long) spare * band / BANDS);
        double[] projected = projected(x, dimension, p, ordered, from, taken);
        double cosine = workspace.largest(projected);
        work += (double) taken * taken * dimension;
        if (cosine < least) {
          least = cosine;
          best = projected;
        }
      }
    }
    if (best == null) {
      throw BadInputException.argument("start", "points that coincide", "distinct points");
    }
    return UnitRows.code(best, dimension - 1);
  }

  /**
   * Points in the coordinates of a hyperplane, by the reflection that takes the pole to an axis.
   */
  private static double[] projected(
      double[] x, int dimension, double[] pole, int[] points, int from, int taken) {
    int last = dimension - 1;
    double[] mirror = pole.clone();
    mirror[last] += pole[last] < 0 ? -1 : 1;
    double square = Rows.dot(mirror, mirror);
    double[] out = new double[taken * last];
    for (int i = 0; i < taken; i++) {
      double[] row =
          Arrays.copyOfRange(x, points[from + i] * dimension, (points[from + i] + 1) * dimension);
      Rows.add(row, -2 * Rows.dot(row, mirror) / square, mirror);
      System.arraycopy(row, 0, out, i * last, last);
    }
    PairObjective.normalise(out, last);
    return out;
  }

  /** The code in one dimension more, a little off the equator. */
  public static UnitRows up(UnitRows code, long seed) {
    double[] x = code.data();
    int dimension = code.dimension();
    int count = code.items();
    UniformRandomProvider random = RandomStarts.random(seed, -3);
    double[] out = new double[count * (dimension + 1)];
    for (int i = 0; i < count; i++) {
      System.arraycopy(x, i * dimension, out, i * (dimension + 1), dimension);
      out[i * (dimension + 1) + dimension] = NOISE * (2 * random.nextDouble() - 1);
    }
    PairObjective.normalise(out, dimension + 1);
    return UnitRows.code(out, dimension + 1);
  }
}
