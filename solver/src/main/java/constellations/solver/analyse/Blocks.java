package constellations.solver.analyse;

/** Loops over rows of a block of products; they become vector instructions where they can. */
final class Blocks {
  private static final float BELOW_ONE = 1 - 0x1p-20f;
  private static final int SHIFT = 23 - Integer.numberOfTrailingZeros(PairScan.BINS);

  private Blocks() {}

  /** The largest of {@code width} numbers; none is NaN. */
  static float largest(float[] x, int from, int width) {
    float a = Float.NEGATIVE_INFINITY;
    float b = a;
    float c = a;
    float d = a;
    int end = from + width;
    int q = from;
    for (; q + 3 < end; q += 4) {
      a = x[q] > a ? x[q] : a;
      b = x[q + 1] > b ? x[q + 1] : b;
      c = x[q + 2] > c ? x[q + 2] : c;
      d = x[q + 3] > d ? x[q + 3] : d;
    }
    for (; q < end; q++) {
      a = x[q] > a ? x[q] : a;
    }
    return Math.max(Math.max(a, b), Math.max(c, d));
  }

  /** Raises each of the first numbers to that of a row. */
  static void raise(float[] largest, float[] x, int from, int width) {
    for (int q = 0; q < width; q++) {
      float y = x[from + q];
      largest[q] = y > largest[q] ? y : largest[q];
    }
  }

  /**
   * The bin of each number of a row; what is outside [-1, 1) is in the first or last. The bits of x
   * + 3, which lies in [2, 4), begin with the bin: that is faster than a conversion.
   */
  static void bins(float[] x, int from, int width, int[] bins) {
    for (int q = 0; q < width; q++) {
      float y = x[from + q];
      float inside = y < BELOW_ONE ? y > -1f ? y : -1f : BELOW_ONE;
      bins[q] = (Float.floatToRawIntBits(inside + 3f) >>> SHIFT) & (PairScan.BINS - 1);
    }
  }

  /** Counts bins, those in even and in odd places apart. */
  static void count(int[] bins, int width, int[] even, int[] odd) {
    int c = 0;
    for (; c + 1 < width; c += 2) {
      even[bins[c]]++;
      odd[bins[c + 1]]++;
    }
    if (c < width) {
      even[bins[c]]++;
    }
  }

  /** Where a number stands in a row. */
  static int place(float[] x, int from, int width, float value) {
    int q = 0;
    while (q < width - 1 && x[from + q] != value) {
      q++;
    }
    return q;
  }
}
