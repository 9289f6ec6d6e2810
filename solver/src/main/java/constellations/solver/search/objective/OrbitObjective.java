package constellations.solver.search.objective;

import constellations.solver.group.Irreducible;
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

  /** How many orbits are of points; the others are of holes, which have no terms among them. */
  private final int solid;

  private final int modalities;
  private final double bias;
  private final double ceiling;
  private final int dimension;
  private final int items;

  /** For each orbit the symmetric matrix of the projection to what its stabiliser fixes. */
  private final double[][] projections;

  /**
   * The entries of the matrices that take the first point of an orbit to its points, block by block
   * of the representation and row by row of a block; for each entry those of all points.
   */
  private final double[][] matrices;

  /** Where an orbit begins among the items. */
  private final int[] begins;

  /**
   * Prepares.
   *
   * @param modalities 1 for a code
   * @param bias 0 for a code
   * @throws IllegalArgumentException for holes of a constellation
   */
  public OrbitObjective(SymmetricCode code, int modalities, double bias) {
    if (code.holes() > 0 && modalities > 1) {
      throw new IllegalArgumentException("holes are for codes");
    }
    this.representation = code.representation();
    this.orbits = code.orbits();
    this.solid = orbits.size() - code.holes();
    this.modalities = modalities;
    this.bias = bias;
    this.ceiling = 1 + Math.abs(bias);
    this.dimension = representation.dimension();
    this.projections =
        orbits.stream().map(o -> projection(o.stabiliser())).toArray(double[][]::new);
    begins = new int[orbits.size()];
    int count = 0;
    for (int o = 0; o < begins.length; o++) {
      begins[o] = count;
      count += orbits.get(o).cosets().length;
    }
    items = count;
    matrices = matrices();
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

  /** The number N of items, those of holes among them, which come last. */
  public int items() {
    return items;
  }

  /** The number of items without holes. */
  public int solidItems() {
    return solid < begins.length ? begins[solid] : items;
  }

  /**
   * All points: vector i of modality a in row a N + i, as {@link PairObjective} has them.
   *
   * @param x one point of each orbit, which its stabiliser fixes
   */
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
  @Override
  public void project(double[] x) {
    projectRows(x);
    PairObjective.normalise(x, dimension);
  }

  private void projectRows(double[] x) {
    double[] sum = new double[dimension];
    for (int row = 0; row < rows(); row++) {
      double[] matrix = projections[row % begins.length];
      int from = row * dimension;
      if (matrix.length > 0) {
        Arrays.fill(sum, 0);
        for (int k = 0; k < dimension; k++) {
          double factor = x[from + k];
          for (int l = 0; l < dimension; l++) {
            sum[l] += factor * matrix[k * dimension + l];
          }
        }
        System.arraycopy(sum, 0, x, from, dimension);
      }
    }
  }

  /** The mean of the matrices of a stabiliser; nothing where that is the identity. */
  private double[] projection(int[] stabiliser) {
    if (stabiliser.length == 1) {
      return new double[0];
    }
    double[] mean = new double[dimension * dimension];
    int at = 0;
    for (Irreducible summand : representation.summands()) {
      int degree = summand.degree();
      for (int h : stabiliser) {
        double[] matrix = summand.matrices()[h];
        for (int a = 0; a < degree; a++) {
          for (int b = 0; b < degree; b++) {
            mean[(at + a) * dimension + at + b] += matrix[a * degree + b] / stabiliser.length;
          }
        }
      }
      at += degree;
    }
    return mean;
  }

  private double[][] matrices() {
    int count = representation.summands().stream().mapToInt(r -> r.degree() * r.degree()).sum();
    double[][] entries = new double[count][items * modalities];
    int first = 0;
    for (Irreducible summand : representation.summands()) {
      int size = summand.degree() * summand.degree();
      int q = 0;
      for (int a = 0; a < modalities; a++) {
        for (Orbit orbit : orbits) {
          for (int coset : orbit.cosets()) {
            double[] matrix = summand.matrices()[coset];
            for (int entry = 0; entry < size; entry++) {
              entries[first + entry][q] = matrix[entry];
            }
            q++;
          }
        }
      }
      first += size;
    }
    return entries;
  }

  private final class Workspace implements Objective.Workspace {
    private final int points = items * modalities;

    private final double[][] firsts = new double[dimension][points];
    private final double[][] columns = new double[dimension][points];
    private final double[][] values = new double[rows()][points];
    private final double[] weights = new double[points];
    private final double[] nearWeights = new double[points + 1];
    private final int[] near = new int[points + 1];
    private double largest;

    /** All points, column by column: many at a time. */
    private void expandToColumns(double[] x) {
      for (int row = 0; row < rows(); row++) {
        int begin = row / begins.length * items + begins[row % begins.length];
        int end = begin + orbits.get(row % begins.length).cosets().length;
        for (int k = 0; k < dimension; k++) {
          Arrays.fill(firsts[k], begin, end, x[row * dimension + k]);
        }
      }
      int entry = 0;
      int at = 0;
      for (Irreducible summand : representation.summands()) {
        for (int a = 0; a < summand.degree(); a++) {
          Arrays.fill(columns[at + a], 0);
          for (int b = 0; b < summand.degree(); b++) {
            Rows.addProducts(columns[at + a], matrices[entry++], firsts[at + b]);
          }
        }
        at += summand.degree();
      }
    }

    @Override
    public double largest(double[] x) {
      expandToColumns(x);
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
        if (row >= solid) {
          Arrays.fill(value, begins[solid], items, Double.NEGATIVE_INFINITY);
        }
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
      projectRows(gradient);
      double logarithm = Math.log(sum / 2) / smoothing.sharpness();
      return power ? logarithm - Math.log(least) : logarithm + largest;
    }

    private double exponentials(double[] value, double sharpness) {
      double cutoff = largest - CUTOFF / sharpness;
      if (cutoff < -ceiling) {
        // All terms weigh something.
        for (int q = 0; q < points; q++) {
          weights[q] = Math.max(cutoff, value[q]);
        }
        Rows.exponentials(weights, points, sharpness, largest);
        for (int q = 0; q < points; q++) {
          weights[q] = value[q] > cutoff ? weights[q] : 0;
        }
        return Rows.sum(weights);
      }
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
      for (int k = 0; k < dimension; k++) {
        gradient[row * dimension + k] += factor * Rows.dot(weights, columns[k]);
      }
    }
  }
}
