package constellations.solver.search.objective;

import constellations.solver.group.Representation;
import constellations.solver.numeric.Rows;
import constellations.solver.search.objective.SymmetricCode.Orbit;
import java.util.Arrays;
import java.util.List;

/**
 * The objective of configurations that are unions of orbits of a finite group, as a function of one
 * point of each orbit: the same terms as {@link PairObjective}, at a cost smaller by the order of
 * the group. Row a r + o is the first point of orbit o in modality a, for r orbits; the group acts
 * on the items and on all modalities alike.
 *
 * <p>Because the sum over all ordered pairs is invariant, its gradient at the first point of an
 * orbit is the orbit's size times twice the gradient of the terms that this point is in.
 */
public final class OrbitObjective implements Objective {
  private static final double CUTOFF = 37;
  private static final double LEAST_GAP = 1e-12;

  private final Representation representation;
  private final List<Orbit> orbits;
  private final int modalities;
  private final double bias;
  private final double ceiling;
  private final int dimension;
  private final int items;

  /** Where an orbit begins among the items. */
  private final int[] begins;

  /**
   * Prepares.
   *
   * @param modalities 1 for a code
   * @param bias 0 for a code
   */
  public OrbitObjective(
      Representation representation, List<Orbit> orbits, int modalities, double bias) {
    this.representation = representation;
    this.orbits = orbits;
    this.modalities = modalities;
    this.bias = bias;
    this.ceiling = 1 + Math.abs(bias);
    this.dimension = representation.dimension();
    begins = new int[orbits.size()];
    int count = 0;
    for (int o = 0; o < begins.length; o++) {
      begins[o] = count;
      count += orbits.get(o).cosets().length;
    }
    items = count;
  }

  @Override
  public int rows() {
    return orbits.size() * modalities;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public long terms() {
    return (long) rows() * items * Math.max(1, modalities - 1);
  }

  @Override
  public Objective.Workspace workspace() {
    return new Workspace();
  }

  /** The number N of items. */
  public int items() {
    return items;
  }

  /** All points: vector i of modality a in row a N + i, as {@link PairObjective} has them. */
  public double[] expand(double[] x) {
    double[] points = new double[items * modalities * dimension];
    for (int a = 0; a < modalities; a++) {
      for (int o = 0; o < begins.length; o++) {
        int[] cosets = orbits.get(o).cosets();
        for (int c = 0; c < cosets.length; c++) {
          representation.apply(
              cosets[c],
              x,
              (a * begins.length + o) * dimension,
              points,
              (a * items + begins[o] + c) * dimension);
        }
      }
    }
    return points;
  }

  /** Projects each row to what its stabiliser fixes, and to norm 1. */
  public void project(double[] x) {
    for (int row = 0; row < rows(); row++) {
      int[] stabiliser = orbits.get(row % begins.length).stabiliser();
      if (stabiliser.length > 1) {
        representation.project(stabiliser, x, row * dimension);
      }
    }
    PairObjective.normalise(x, dimension);
  }

  private final class Workspace implements Objective.Workspace {
    private final int points = items * modalities;
    private final double[][] columns = new double[dimension][points];
    private final double[][] values = new double[rows()][points];
    private final double[] weights = new double[points];
    private final double[] nearWeights = new double[points + 1];
    private final int[] near = new int[points + 1];
    private double[] all;
    private double largest;

    @Override
    public double largest(double[] x) {
      all = expand(x);
      for (int q = 0; q < points; q++) {
        for (int k = 0; k < dimension; k++) {
          columns[k][q] = all[q * dimension + k];
        }
      }
      largest = Double.NEGATIVE_INFINITY;
      for (int row = 0; row < rows(); row++) {
        double[] value = values[row];
        Rows.rowTimesColumns(x, row * dimension, dimension, columns, value);
        leaveOut(row, value);
        largest = Math.max(largest, Rows.largest(value, 0));
      }
      return largest;
    }

    /** Terms that are none become minus infinity; matching ones change their sign. */
    private void leaveOut(int row, double[] value) {
      int a = row / begins.length;
      int own = begins[row % begins.length];
      if (modalities == 1) {
        value[own] = Double.NEGATIVE_INFINITY;
        return;
      }
      for (int q = 0; q < points; q++) {
        value[q] -= bias;
      }
      Arrays.fill(value, a * items, (a + 1) * items, Double.NEGATIVE_INFINITY);
      for (int c = 0; c < modalities; c++) {
        if (c != a) {
          value[c * items + own] = -value[c * items + own];
        }
      }
    }

    @Override
    public double smoothMaximum(double[] x, Smoothing smoothing, double[] gradient) {
      largest(x);
      Arrays.fill(gradient, 0);
      if (smoothing.potential() == Smoothing.Potential.SIGMOID) {
        throw new IllegalArgumentException("the sigmoid loss is for starts without symmetry");
      }
      boolean power = smoothing.potential() == Smoothing.Potential.POWER;
      double least = Math.max(LEAST_GAP, ceiling - largest);
      double sum = 0;
      for (int row = 0; row < rows(); row++) {
        int size = orbits.get(row % begins.length).cosets().length;
        double rowSum =
            power
                ? powers(values[row], least, smoothing.squarings())
                : exponentials(values[row], smoothing.sharpness());
        sum += size * rowSum;
        if (modalities > 1) {
          int own = begins[row % begins.length];
          for (int c = 0; c < modalities; c++) {
            weights[c * items + own] = -weights[c * items + own];
          }
        }
        addPoints(gradient, row, size);
      }
      double scale = 2 / sum / (power ? least : 1);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= scale;
      }
      for (int row = 0; row < rows(); row++) {
        int[] stabiliser = orbits.get(row % begins.length).stabiliser();
        if (stabiliser.length > 1) {
          representation.project(stabiliser, gradient, row * dimension);
        }
      }
      double logarithm = Math.log(sum / 2) / smoothing.sharpness();
      return power ? logarithm - Math.log(least) : logarithm + largest;
    }

    private double exponentials(double[] value, double sharpness) {
      double cutoff = largest - CUTOFF / sharpness;
      int count = Rows.above(value, 0, cutoff, 0, nearWeights, near);
      Rows.exponentials(nearWeights, count, sharpness, largest);
      Arrays.fill(weights, 0);
      double sum = 0;
      for (int i = 0; i < count; i++) {
        weights[near[i]] = nearWeights[i];
        sum += nearWeights[i];
      }
      return sum;
    }

    /** Fills the weights with the slopes of (least / gap)^p and returns the sum of these powers. */
    private double powers(double[] value, double least, int squarings) {
      double sum = 0;
      for (int q = 0; q < points; q++) {
        double ratio = least / Math.max(LEAST_GAP, ceiling - value[q]);
        double weight = ratio;
        for (int s = 0; s < squarings; s++) {
          weight *= weight;
        }
        sum += weight;
        weights[q] = weight * ratio;
      }
      return sum;
    }

    private void addPoints(double[] gradient, int row, double factor) {
      int to = row * dimension;
      for (int q = 0; q < points; q++) {
        if (weights[q] != 0) {
          double weight = factor * weights[q];
          int from = q * dimension;
          for (int k = 0; k < dimension; k++) {
            gradient[to + k] += weight * all[from + k];
          }
        }
      }
    }
  }
}
