package constellations.verify.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The loops that become vector instructions, against sums in 64 bits. */
class KernelsTest {
  @Property(tries = 200)
  void sums(@ForAll @IntRange(min = 1, max = 70) int width, @ForAll long seed) {
    Random random = new Random(seed);
    short[] row = new short[16];
    short[][] columns = new short[16][width];
    int[] wide = new int[width];
    double[] doubles = new double[width];
    long[] expected = new long[width];
    for (int k = 0; k < 16; k++) {
      row[k] = (short) (random.nextInt(81) - 40);
      int[] column = new int[width];
      double[] doubleColumn = new double[width];
      for (int j = 0; j < width; j++) {
        column[j] = random.nextInt(81) - 40;
        columns[k][j] = (short) column[j];
        doubleColumn[j] = column[j];
        expected[j] += (long) row[k] * column[j];
      }
      Kernels.add(wide, row[k], column, width);
      Kernels.add(doubles, row[k], doubleColumn, width);
    }
    short[] sum = new short[width];
    Kernels.addEight(sum, row, columns, 0, width);
    Kernels.addEight(sum, row, columns, 8, width);
    for (int j = 0; j < width; j++) {
      assertEquals((short) expected[j], sum[j]);
      assertEquals(expected[j], wide[j]);
      assertEquals(expected[j], doubles[j]);
    }
  }

  /** A sign is set where a limit is exceeded, and stays. */
  @Property(tries = 200)
  void flags(@ForAll @IntRange(min = 1, max = 40) int width, @ForAll long seed) {
    Random random = new Random(seed);
    short[] narrow = new short[width];
    int[] wide = new int[width];
    boolean[] above = new boolean[width];
    boolean any = false;
    for (int round = 0; round < 2; round++) {
      int limit = random.nextInt(41) - 20;
      short[] sums = new short[width];
      int[] wideSums = new int[width];
      for (int j = 0; j < width; j++) {
        // Often at the limit; rarely above it.
        wideSums[j] = limit - random.nextInt(60) + (random.nextInt(50) == 0 ? 60 : 0);
        sums[j] = (short) wideSums[j];
        above[j] |= wideSums[j] > limit;
        any |= above[j];
      }
      Kernels.flagAbove(narrow, sums, (short) limit, width);
      Kernels.flagAbove(wide, wideSums, limit, width);
    }
    boolean[] narrowAbove = new boolean[width];
    boolean[] wideAbove = new boolean[width];
    for (int j = 0; j < width; j++) {
      narrowAbove[j] = narrow[j] < 0;
      wideAbove[j] = wide[j] < 0;
    }
    assertArrayEquals(above, narrowAbove);
    assertArrayEquals(above, wideAbove);
    assertEquals(any, Kernels.anyNegative(narrow));
    assertEquals(any, Kernels.anyNegative(wide));
  }
}
