package constellations.solver.frame;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Factors of positive semidefinite matrices, in integers. */
final class PivotedFactor {
  private PivotedFactor() {}

  /**
   * Rows r with sum r^T r near a matrix, by Cholesky's method with the largest pivot first; it ends
   * where the pivot is nothing at this precision.
   *
   * @param matrix symmetric, nearly positive semidefinite
   * @param bits the rows are over 2^bits
   */
  static List<List<BigInteger>> rows(double[][] matrix, int bits) {
    int n = matrix.length;
    double[][] rest = new double[n][];
    for (int i = 0; i < n; i++) {
      rest[i] = matrix[i].clone();
    }
    double unit = Math.scalb(1.0, bits);
    List<List<BigInteger>> rows = new ArrayList<>();
    for (int step = 0; step < n; step++) {
      int pivot = 0;
      for (int i = 1; i < n; i++) {
        pivot = rest[i][i] > rest[pivot][pivot] ? i : pivot;
      }
      if (!(rest[pivot][pivot] * unit > 1)) {
        break;
      }
      double root = Math.sqrt(rest[pivot][pivot]);
      double[] row = new double[n];
      List<BigInteger> integers = new ArrayList<>();
      for (int j = 0; j < n; j++) {
        row[j] = rest[pivot][j] / root;
        integers.add(BigInteger.valueOf(Math.round(row[j] * unit)));
      }
      rows.add(integers);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          rest[i][j] -= row[i] * row[j];
        }
      }
    }
    return rows;
  }
}
