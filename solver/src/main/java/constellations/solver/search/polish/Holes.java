package constellations.solver.search.polish;

import constellations.solver.search.objective.Objective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Where one more point fits best: a unit vector y whose largest inner product with given unit
 * vectors is small, by local search from random vectors.
 */
public final class Holes implements Objective {
  private static final int TRIES = 16;
  private static final double[] SHARPNESS = {20, 100, 1000};

  private final double[] points;
  private final int count;
  private final int dimension;

  /**
   * Prepares.
   *
   * @param points rows of length d, of which the first {@code count} are there
   */
  public Holes(double[] points, int count, int dimension) {
    this.points = points;
    this.count = count;
    this.dimension = dimension;
  }

  /** The deepest hole found. */
  public double[] deepest(UniformRandomProvider random) {
    SphereMinimizer minimizer = new SphereMinimizer(this);
    double[] best = null;
    double depth = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TRIES; i++) {
      double[] y = RandomStarts.sphere(random, 1, dimension);
      double value = 0;
      for (double p : SHARPNESS) {
        Smoothing smoothing = Smoothing.exponential(p);
        value = minimizer.minimize(y, smoothing, 30, smoothing.tolerance(), () -> false);
      }
      if (value < depth) {
        depth = value;
        best = y;
      }
    }
    return best;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public long terms() {
    return count;
  }

  @Override
  public Objective.Workspace workspace() {
    return new Workspace();
  }

  private final class Workspace implements Objective.Workspace {
    private final double[] values = new double[count];

    @Override
    public double largest(double[] y) {
      double largest = -1;
      for (int i = 0; i < count; i++) {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
          sum += y[k] * points[i * dimension + k];
        }
        values[i] = sum;
        largest = Math.max(largest, sum);
      }
      return largest;
    }

    @Override
    public double smoothMaximum(double[] y, Smoothing smoothing, double[] gradient) {
      double largest = largest(y);
      double p = smoothing.sharpness();
      Arrays.fill(gradient, 0);
      double sum = 0;
      for (int i = 0; i < count; i++) {
        double weight = Math.exp(p * (values[i] - largest));
        sum += weight;
        for (int k = 0; k < dimension; k++) {
          gradient[k] += weight * points[i * dimension + k];
        }
      }
      for (int k = 0; k < dimension; k++) {
        gradient[k] /= sum;
      }
      return largest + Math.log(sum) / p;
    }
  }
}
