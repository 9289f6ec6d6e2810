package constellations.solver.numeric;

/**
 * Hashes of rows of numbers that tell signs apart: those of {@link java.util.Arrays} take two
 * values for rows of 1 and -1.
 */
public final class RowHash {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private RowHash() {}

  /** A hash, the same for 0.0 and -0.0. */
  public static int of(double[] row) {
    long hash = row.length;
    for (double x : row) {
      hash = (hash ^ Double.doubleToLongBits(x + 0.0)) * MULTIPLIER;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ hash >>> 32);
  }
}
