package constellations.solver.loss;

import constellations.verify.points.Constellation;

/**
 * The inner products of N pairs, in double precision.
 *
 * @param values N x N, entry (i, j) is &lt;U_i,V_j&gt;
 */
public record Products(double[][] values) {
  /** The inner products of two modalities of a constellation. */
  public static Products of(Constellation constellation, int a, int b) {
    int n = constellation.size();
    double[][] values = new double[n][n];
    double[][] v = new double[n][];
    for (int j = 0; j < n; j++) {
      v[j] = constellation.modality(b).approximateUnit(j);
    }
    for (int i = 0; i < n; i++) {
      double[] u = constellation.modality(a).approximateUnit(i);
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < u.length; k++) {
          sum += u[k] * v[j][k];
        }
        values[i][j] = sum;
      }
    }
    return new Products(values);
  }

  /** The number N of pairs. */
  public int size() {
    return values.length;
  }

  /** m* = (min matching - max other) / 2. */
  public double margin() {
    return (leastPositive() - largestNegative()) / 2;
  }

  /** b* = (min matching + max other) / 2. */
  public double bias() {
    return (leastPositive() + largestNegative()) / 2;
  }

  private double leastPositive() {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size(); i++) {
      least = Math.min(least, values[i][i]);
    }
    return least;
  }

  private double largestNegative() {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        largest = i == j ? largest : Math.max(largest, values[i][j]);
      }
    }
    return largest;
  }
}
