package constellations.solver.pmi;

import constellations.verify.pmi.PointKernel;

/**
 * Point sets of m x and n y, and exp(score) = sum_ij w_i w'_j k(u_i, v_j) with its slopes.
 *
 * @param kernel how alike two points are
 * @param dimension d
 * @param points how many each x and y has
 * @param coordinates of all points, those of x first: (item a + i) d
 * @param logWeights the logarithm of each point's weight
 */
public record PointSets(
    PointKernel kernel, int dimension, int points, double[] coordinates, double[] logWeights) {
  /** Exp(score) of m x and n y. */
  double[][] scores(int m, int n) {
    double[][] scores = new double[m][n];
    for (int x = 0; x < m; x++) {
      for (int y = 0; y < n; y++) {
        for (int i = 0; i < points; i++) {
          for (int j = 0; j < points; j++) {
            scores[x][y] += term(x * points + i, (m + y) * points + j);
          }
        }
      }
    }
    return scores;
  }

  /** The scores of one of m x and of n y, which may be far apart. */
  public double[] logarithms(int x, int m, int n) {
    double[] scores = new double[n];
    double[] terms = new double[points * points];
    for (int y = 0; y < n; y++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < points; i++) {
        for (int j = 0; j < points; j++) {
          int at = i * points + j;
          terms[at] = logarithm(x * points + i, (m + y) * points + j);
          largest = Math.max(largest, terms[at]);
        }
      }
      double sum = 0;
      for (double term : terms) {
        sum += Math.exp(term - largest);
      }
      scores[y] = largest + Math.log(sum);
    }
    return scores;
  }

  private double logarithm(int u, int v) {
    double r = square(u, v);
    double weights = logWeights[u] + logWeights[v];
    return weights - (kernel == PointKernel.GAUSSIAN ? r : Math.log1p(r)) / 2;
  }

  /** The same scores of m x and all y, the largest weights of both sides alike. */
  PointSets balanced(int m) {
    double[] weights = logWeights.clone();
    double left = largest(weights, 0, m * points);
    double shift = (largest(weights, m * points, weights.length) - left) / 2;
    for (int u = 0; u < weights.length; u++) {
      weights[u] += u < m * points ? shift : -shift;
    }
    return new PointSets(kernel, dimension, points, coordinates, weights);
  }

  /** Whether all numbers are of a size, and each set has a weight of a size. */
  boolean within(double leastWeight, double most) {
    for (double x : coordinates) {
      if (!(Math.abs(x) <= most)) {
        return false;
      }
    }
    for (int set = 0; set < logWeights.length; set += points) {
      double weight = Math.exp(largest(logWeights, set, set + points));
      if (!(weight >= leastWeight && weight <= most)) {
        return false;
      }
    }
    return true;
  }

  private static double largest(double[] values, int from, int to) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, values[i]);
    }
    return largest;
  }

  private double square(int u, int v) {
    double sum = 0;
    for (int k = 0; k < dimension; k++) {
      double difference = coordinates[u * dimension + k] - coordinates[v * dimension + k];
      sum += difference * difference;
    }
    return sum;
  }

  private double term(int u, int v) {
    double r = square(u, v);
    double weights = logWeights[u] + logWeights[v];
    return kernel == PointKernel.GAUSSIAN
        ? Math.exp(weights - r / 2)
        : Math.exp(weights) / Math.sqrt(1 + r);
  }

  /**
   * Adds the slopes of sum slope_xy exp(score_xy).
   *
   * @param slopes a row for each x
   * @param byCoordinates receives them, likewise {@code byWeights} those by logarithms of weights
   */
  void addSlopes(double[][] slopes, double[] byCoordinates, double[] byWeights) {
    int m = slopes.length;
    for (int x = 0; x < m; x++) {
      for (int y = 0; y < slopes[x].length; y++) {
        for (int i = 0; i < points; i++) {
          for (int j = 0; j < points; j++) {
            addSlopes(slopes[x][y], x * points + i, (m + y) * points + j, byCoordinates, byWeights);
          }
        }
      }
    }
  }

  private void addSlopes(double slope, int u, int v, double[] byCoordinates, double[] byWeights) {
    double value = slope * term(u, v);
    byWeights[u] += value;
    byWeights[v] += value;
    double factor = kernel == PointKernel.GAUSSIAN ? value : value / (1 + square(u, v));
    for (int k = 0; k < dimension; k++) {
      double pull = factor * (coordinates[v * dimension + k] - coordinates[u * dimension + k]);
      byCoordinates[u * dimension + k] += pull;
      byCoordinates[v * dimension + k] -= pull;
    }
  }
}
