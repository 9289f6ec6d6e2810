package constellations.solver.code.lattice;

/**
 * The 196560 minimal vectors of the Leech lattice, times sqrt(8), from the extended binary Golay
 * code (Conway and Sloane, Sphere Packings, Lattices and Groups, chapter 4, section 11).
 */
public final class LeechLattice {
  private static final int D = 24;

  /** x^11 + x^9 + x^7 + x^6 + x^5 + x + 1, a factor of x^23 - 1 over the field of two elements. */
  private static final int GENERATOR = 0b101011100011;

  private LeechLattice() {}

  /** The 4096 words of the extended Golay code, one bit for each coordinate. */
  public static int[] golayCode() {
    int[] words = new int[4096];
    for (int message = 0; message < words.length; message++) {
      int word = 0;
      for (int shift = 0; shift < 12; shift++) {
        word ^= (message >> shift & 1) == 1 ? GENERATOR << shift : 0;
      }
      words[message] = word | (Integer.bitCount(word) & 1) << 23;
    }
    return words;
  }

  /** 196560 x 24, row by row, all of squared norm 32. */
  public static long[] minimalVectors() {
    long[] data = new long[196560 * D];
    long[] pairs = RootSystems.signedPairs(D, 4);
    System.arraycopy(pairs, 0, data, 0, pairs.length);
    int row = pairs.length / D;
    for (int word : golayCode()) {
      if (Integer.bitCount(word) == 8) {
        row = octad(data, row, word);
      }
      for (int i = 0; i < D; i++) {
        for (int j = 0; j < D; j++) {
          int value = i == j ? -3 : 1;
          data[row * D + j] = (word >> j & 1) == 1 ? -value : value;
        }
        row++;
      }
    }
    return data;
  }

  /** 128 vectors +-2 on the octad with an even number of minus signs. */
  private static int octad(long[] data, int from, int word) {
    int row = from;
    for (int signs = 0; signs < 256; signs++) {
      if (Integer.bitCount(signs) % 2 == 0) {
        int position = 0;
        for (int j = 0; j < D; j++) {
          if ((word >> j & 1) == 1) {
            data[row * D + j] = (signs >> position++ & 1) == 0 ? 2 : -2;
          }
        }
        row++;
      }
    }
    return row;
  }
}
