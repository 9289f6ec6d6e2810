package constellations.solver.analyse;

/**
 * How well nearest neighbours find matching rows; ties count against.
 *
 * @param above for each query how many rows that do not match are at least as near as the nearest
 *     that does
 */
public record Retrieval(int[] above) {
  /** The share of queries with a matching row among the k nearest. */
  public double at(int k) {
    int found = 0;
    for (int count : above) {
      found += count < k ? 1 : 0;
    }
    return (double) found / above.length;
  }

  /** The same rounded down to four decimals: 20999 of 21000 are not all. */
  public double atFloor(int k) {
    return Math.floor(at(k) * 1e4) / 1e4;
  }

  /** The mean of 1 / rank of the nearest matching row. */
  public double meanReciprocalRank() {
    double sum = 0;
    for (int count : above) {
      sum += 1.0 / (count + 1.0);
    }
    return sum / above.length;
  }
}
