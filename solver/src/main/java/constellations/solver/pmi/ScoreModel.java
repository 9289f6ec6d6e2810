package constellations.solver.pmi;

import constellations.verify.pmi.PointKernel;

/**
 * Variables of scores of m x and n y: of point sets coordinates and logarithms of weights; of CLIP
 * directions and the logarithms of a common norm and a common weight.
 */
final class ScoreModel {
  private final PointKernel kernel;
  private final boolean clip;
  private final int dimension;
  private final int points;
  private final int m;
  private final int n;

  ScoreModel(PointKernel kernel, boolean clip, int dimension, int points, int m, int n) {
    this.kernel = kernel;
    this.clip = clip;
    this.dimension = dimension;
    this.points = points;
    this.m = m;
    this.n = n;
  }

  int rows() {
    return m;
  }

  int columns() {
    return n;
  }

  int points() {
    return points;
  }

  int dimension() {
    return dimension;
  }

  boolean clip() {
    return clip;
  }

  private int all() {
    return (m + n) * points;
  }

  /** How many variables there are. */
  int length() {
    return all() * dimension + (clip ? 2 : all());
  }

  /** The point sets at some variables. */
  PointSets at(double[] z) {
    double[] coordinates = new double[all() * dimension];
    double[] weights = new double[all()];
    int rest = coordinates.length;
    if (!clip) {
      System.arraycopy(z, 0, coordinates, 0, rest);
      System.arraycopy(z, rest, weights, 0, weights.length);
    } else {
      double radius = Math.exp(z[rest]);
      for (int u = 0; u < all(); u++) {
        double norm = norm(z, u);
        for (int k = 0; k < dimension; k++) {
          coordinates[u * dimension + k] = radius * z[u * dimension + k] / norm;
        }
        weights[u] = z[rest + 1];
      }
    }
    return new PointSets(kernel, dimension, points, coordinates, weights);
  }

  private double norm(double[] z, int u) {
    double sum = 0;
    for (int k = 0; k < dimension; k++) {
      sum += z[u * dimension + k] * z[u * dimension + k];
    }
    return Math.sqrt(sum);
  }

  /** The slopes by the variables of a function with given slopes by exp(score). */
  void slopes(double[] z, PointSets sets, double[][] byScores, double[] out) {
    double[] byCoordinates = new double[all() * dimension];
    double[] byWeights = new double[all()];
    sets.addSlopes(byScores, byCoordinates, byWeights);
    int rest = byCoordinates.length;
    if (!clip) {
      System.arraycopy(byCoordinates, 0, out, 0, rest);
      System.arraycopy(byWeights, 0, out, rest, byWeights.length);
      return;
    }
    double radius = Math.exp(z[rest]);
    double byRadius = 0;
    double byWeight = 0;
    for (int u = 0; u < all(); u++) {
      double norm = norm(z, u);
      double radial = 0;
      for (int k = 0; k < dimension; k++) {
        radial += byCoordinates[u * dimension + k] * z[u * dimension + k] / norm;
      }
      for (int k = 0; k < dimension; k++) {
        int at = u * dimension + k;
        out[at] = radius / norm * (byCoordinates[at] - radial * z[at] / norm);
      }
      byRadius += radius * radial;
      byWeight += byWeights[u];
    }
    out[rest] = byRadius;
    out[rest + 1] = byWeight;
  }

  /** Multiplies exp(score) by a factor. */
  void scale(double[] z, double factor) {
    int from = all() * dimension;
    int to = clip ? from + 2 : from + m * points;
    double half = Math.log(factor) / (clip ? 2 : 1);
    for (int i = clip ? from + 1 : from; i < to; i++) {
      z[i] += half;
    }
  }
}
