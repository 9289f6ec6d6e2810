package constellations.solver.embedding;

/** Loops over rows of a block of products; they become vector instructions where they can. */
final class Blocks {
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
      largest[q] = Math.max(largest[q], x[from + q]);
    }
  }

  /** The bin of each number of a row; what is outside [-1, 1] is in the first or last. */
  static void bins(float[] x, int from, int width, int[] bins) {
    float half = PairScan.BINS / 2f;
    int last = PairScan.BINS - 1;
    for (int q = 0; q < width; q++) {
      bins[q] = Math.min(last, Math.max(0, (int) (x[from + q] * half + half)));
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
