package constellations.verify.exact;

import java.math.BigInteger;

/** Fraction-free elimination (Bareiss 1968): every division is exact, entries are minors. */
public final class Elimination {
  private Elimination() {}

  /**
   * {@return the rank of a matrix, which is overwritten}
   *
   * @param m at least one row, all of one length
   * @param each is run before each row that is changed, and may end it all by an exception
   */
  public static int rank(BigInteger[][] m, Runnable each) {
    int rank = 0;
    BigInteger previous = BigInteger.ONE;
    for (int column = 0; column < m[0].length && rank < m.length; column++) {
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
        each.run();
        BigInteger factor = m[i][column];
        for (int j = column; j < row.length; j++) {
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
