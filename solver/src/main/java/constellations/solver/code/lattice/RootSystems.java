package constellations.solver.code.lattice;

/** Vectors of root systems. */
public final class RootSystems {
  private RootSystems() {}

  /** All vectors with two entries +-a and zeros: 2 d (d-1) of them. */
  public static long[] signedPairs(int d, long a) {
    long[] data = new long[2 * d * (d - 1) * d];
    int row = 0;
    for (int i = 0; i < d; i++) {
      for (int j = i + 1; j < d; j++) {
        for (int signs = 0; signs < 4; signs++) {
          data[row * d + i] = (signs & 1) == 0 ? a : -a;
          data[row * d + j] = (signs & 2) == 0 ? a : -a;
          row++;
        }
      }
    }
    return data;
  }
}
