package constellations.verify.exact;

import java.math.BigInteger;

/** Fraction-free elimination (Bareiss 1968): every division is exact, entries are minors. */
final class Elimination {
  private Elimination() {}

  /** The rank of a square matrix, which is overwritten. */
  static int rank(BigInteger[][] m) {
    int rank = 0;
    BigInteger previous = BigInteger.ONE;
    for (int column = 0; column < m.length && rank < m.length; column++) {
      int pivot = rank;
      while (pivot < m.length && m[pivot][column].signum() == 0) {
        pivot++;
      }
      if (pivot == m.length) {
        continue;
      }
      BigInteger[] row = m[pivot];
      m[pivot] = m[rank];
      m[rank] = row;
      for (int i = rank + 1; i < m.length; i++) {
        BigInteger factor = m[i][column];
        for (int j = column; j < m.length; j++) {
          m[i][j] =
              m[i][j].multiply(row[column]).subtract(factor.multiply(row[j])).divide(previous);
        }
      }
      previous = row[column];
      rank++;
    }
    return rank;
  }
}
