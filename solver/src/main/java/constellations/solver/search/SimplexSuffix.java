package constellations.solver.search;

import constellations.solver.format.UnitRows;

/**
 * Construction 2 in double precision (see {@link constellations.solver.theory.Construction2}):
 * (delta X_i, sqrt(1 - delta^2) w_a) with w_1, ..., w_k a regular simplex; for k = 2 the lift.
 */
public final class SimplexSuffix {
  private SimplexSuffix() {}

  /**
   * A constellation whose matching cosines are all s = delta^2 - (1 - delta^2)/(k-1).
   *
   * @param code N points of R^d
   * @param s in [-1/(k-1), 1]
   * @return N items in k modalities of R^(d+k-1)
   */
  public static UnitRows of(UnitRows code, int modalities, double s) {
    int k = modalities;
    int items = code.items();
    int codeDimension = code.dimension();
    int dimension = codeDimension + k - 1;
    double deltaSquared = (s * (k - 1) + 1) / k;
    double delta = Math.sqrt(deltaSquared);
    double rest = Math.sqrt(Math.max(0, 1 - deltaSquared));
    double[][] simplex = simplex(k);
    double[] x = new double[k * items * dimension];
    for (int a = 0; a < k; a++) {
      for (int i = 0; i < items; i++) {
        int row = (a * items + i) * dimension;
        for (int c = 0; c < codeDimension; c++) {
          x[row + c] = delta * code.data()[i * codeDimension + c];
        }
        for (int c = 0; c < k - 1; c++) {
          x[row + codeDimension + c] = rest * simplex[a][c];
        }
      }
    }
    return new UnitRows(items, k, dimension, x);
  }

  /** The k unit vertices of a regular simplex in R^(k-1). */
  static double[][] simplex(int k) {
    // Coordinate c is h for vertex c and -h/(k-1-c) for the later ones, h^2 what is left of norm 1.
    double[][] w = new double[k][k - 1];
    double rest = 1;
    for (int c = 0; c < k - 1; c++) {
      double height = Math.sqrt(rest);
      for (int a = c + 1; a < k; a++) {
        w[a][c] = -height / (k - 1 - c);
      }
      w[c][c] = height;
      rest -= height * height / ((k - 1 - c) * (double) (k - 1 - c));
    }
    return w;
  }
}
