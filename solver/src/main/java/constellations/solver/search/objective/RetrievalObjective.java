package constellations.solver.search.objective;

import constellations.solver.numeric.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * What a search for queries and documents makes small at a fixed bias b: the largest of b -
 * &lt;U_i,V_j&gt; for relevant pairs and &lt;U_i,V_j&gt; - b for all others, which is minus the
 * margin. Queries are the first rows, documents those that follow.
 */
public final class RetrievalObjective implements Objective {
  /** Terms whose weight is below exp(-37) < 1e-16 are left out. */
  private static final double CUTOFF = 37;

  private final int[][] relevant;
  private final int documents;
  private final int dimension;
  private final double bias;

  /**
   * Prepares.
   *
   * @param relevant for each query its relevant documents
   */
  public RetrievalObjective(
      List<List<Integer>> relevant, int documents, int dimension, double bias) {
    this.relevant =
        relevant.stream().map(row -> row.stream().mapToInt(j -> j).toArray()).toArray(int[][]::new);
    this.documents = documents;
    this.dimension = dimension;
    this.bias = bias;
  }

  /** The number of queries. */
  public int queries() {
    return relevant.length;
  }

  /** The number of documents. */
  public int documents() {
    return documents;
  }

  /** The relevant documents of a query, in increasing order. */
  public int[] relevant(int query) {
    return relevant[query].clone();
  }

  @Override
  public int rows() {
    return relevant.length + documents;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public long terms() {
    return (long) relevant.length * documents;
  }

  /**
   * The queries that suit documents well: sums of the relevant ones less a multiple of the sum of
   * all.
   *
   * @param x the documents' rows are given, the queries' are set
   */
  public void alignQueries(double[] x, double share) {
    double[] all = new double[dimension];
    int begin = relevant.length * dimension;
    for (int j = 0; j < documents; j++) {
      for (int k = 0; k < dimension; k++) {
        all[k] += x[begin + j * dimension + k];
      }
    }
    for (int i = 0; i < relevant.length; i++) {
      int to = i * dimension;
      for (int k = 0; k < dimension; k++) {
        x[to + k] = -share * all[k] + 1e-9 * (k + 1);
      }
      for (int j : relevant[i]) {
        for (int k = 0; k < dimension; k++) {
          x[to + k] += x[begin + j * dimension + k];
        }
      }
    }
    PairObjective.normalise(x, dimension);
  }

  @Override
  public Objective.Workspace workspace() {
    return new Workspace();
  }

  /**
   * The weights of the terms in a smooth maximum, up to a factor.
   *
   * @param x unit rows
   * @param sharpness of the maximum
   * @return a row for each query: positive where relevant, negative elsewhere, 0 where the weight
   *     is below 1e-16 of the largest
   */
  public double[][] weights(double[] x, double sharpness) {
    Workspace work = new Workspace();
    work.largest(x);
    double[][] weights = new double[relevant.length][documents];
    for (int i = 0; i < relevant.length; i++) {
      for (int j = 0; j < documents; j++) {
        double exponent = sharpness * (work.values[i][j] - work.largest);
        weights[i][j] = exponent < -CUTOFF ? 0 : -Math.exp(exponent);
      }
      for (int j : relevant[i]) {
        weights[i][j] = -weights[i][j];
      }
    }
    return weights;
  }

  private final class Workspace implements Objective.Workspace {
    private final double[][] columns = new double[dimension][documents];
    private final double[][] gradients = new double[dimension][documents];
    private final double[][] values = new double[relevant.length][documents];
    private final double[] weights = new double[documents + 1];
    private final int[] near = new int[documents + 1];
    private double largest;

    @Override
    public double largest(double[] x) {
      int begin = relevant.length * dimension;
      for (int j = 0; j < documents; j++) {
        for (int k = 0; k < dimension; k++) {
          columns[k][j] = x[begin + j * dimension + k];
        }
      }
      largest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < relevant.length; i++) {
        double[] row = values[i];
        Rows.rowTimesColumns(x, i * dimension, dimension, columns, row);
        for (int j = 0; j < documents; j++) {
          row[j] -= bias;
        }
        for (int j : relevant[i]) {
          row[j] = -row[j];
        }
        largest = Math.max(largest, Rows.largest(row, 0));
      }
      return largest;
    }

    @Override
    public double smoothMaximum(double[] x, Smoothing smoothing, double[] gradient) {
      if (smoothing.potential() != Smoothing.Potential.EXPONENTIAL) {
        throw new IllegalArgumentException("only the smooth maximum");
      }
      largest(x);
      Arrays.fill(gradient, 0);
      for (double[] column : gradients) {
        Arrays.fill(column, 0);
      }
      double sharpness = smoothing.sharpness();
      double cutoff = largest - CUTOFF / sharpness;
      double sum = 0;
      boolean[] matches = new boolean[documents];
      for (int i = 0; i < relevant.length; i++) {
        int count = Rows.above(values[i], 0, cutoff, 0, weights, near);
        if (count == 0) {
          continue;
        }
        Rows.exponentials(weights, count, sharpness, largest);
        for (int j : relevant[i]) {
          matches[j] = true;
        }
        int to = i * dimension;
        for (int n = 0; n < count; n++) {
          int j = near[n];
          sum += weights[n];
          double factor = matches[j] ? -weights[n] : weights[n];
          for (int k = 0; k < dimension; k++) {
            gradient[to + k] += factor * columns[k][j];
            gradients[k][j] += factor * x[to + k];
          }
        }
        for (int j : relevant[i]) {
          matches[j] = false;
        }
      }
      int begin = relevant.length * dimension;
      for (int j = 0; j < documents; j++) {
        for (int k = 0; k < dimension; k++) {
          gradient[begin + j * dimension + k] = gradients[k][j];
        }
      }
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] /= sum;
      }
      return largest + Math.log(sum) / sharpness;
    }
  }
}
