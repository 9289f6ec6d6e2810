package constellations.verify.exact;

/**
 * Inner loops in forms that the just-in-time compiler turns into vector instructions.
 *
 * <p>The argument: docs/theory.md T2.
 */
final class Kernels {
  private Kernels() {}

  /** sum += row[k..k+7] . columns[k..k+7], in 16-bit arithmetic. */
  static void addEight(short[] sum, short[] row, short[][] columns, int k, int width) {
    short[] c0 = columns[k];
    short[] c1 = columns[k + 1];
    short[] c2 = columns[k + 2];
    short[] c3 = columns[k + 3];
    short[] c4 = columns[k + 4];
    short[] c5 = columns[k + 5];
    short[] c6 = columns[k + 6];
    short[] c7 = columns[k + 7];
    short r0 = row[k];
    short r1 = row[k + 1];
    short r2 = row[k + 2];
    short r3 = row[k + 3];
    short r4 = row[k + 4];
    short r5 = row[k + 5];
    short r6 = row[k + 6];
    short r7 = row[k + 7];
    for (int j = 0; j < width; j++) {
      sum[j] =
          (short)
              (sum[j]
                  + r0 * c0[j]
                  + r1 * c1[j]
                  + r2 * c2[j]
                  + r3 * c3[j]
                  + r4 * c4[j]
                  + r5 * c5[j]
                  + r6 * c6[j]
                  + r7 * c7[j]);
    }
  }

  /** Sets the sign bit of flag[j] when sum[j] &gt; limit; the difference must fit in 16 bits. */
  static void flagAbove(short[] flag, short[] sum, short limit, int width) {
    for (int j = 0; j < width; j++) {
      flag[j] = (short) (flag[j] | (limit - sum[j]));
    }
  }

  static boolean anyNegative(short[] flag) {
    for (short f : flag) {
      if (f < 0) {
        return true;
      }
    }
    return false;
  }

  static void add(int[] sum, int factor, int[] column, int width) {
    for (int j = 0; j < width; j++) {
      sum[j] += factor * column[j];
    }
  }

  /** Sets the sign bit of flag[j] when sum[j] &gt; limit; the difference must fit in 32 bits. */
  static void flagAbove(int[] flag, int[] sum, int limit, int width) {
    for (int j = 0; j < width; j++) {
      flag[j] |= limit - sum[j];
    }
  }

  static boolean anyNegative(int[] flag) {
    for (int f : flag) {
      if (f < 0) {
        return true;
      }
    }
    return false;
  }

  static void add(double[] sum, double factor, double[] column, int width) {
    for (int j = 0; j < width; j++) {
      sum[j] += factor * column[j];
    }
  }
}
