package constellations.verify.exact;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The largest cosine among all pairs of two point sets, exact.
 *
 * <p>Two ways lead to it. Rows of machine integers with one common squared norm n are multiplied in
 * primitive integers: by Cauchy-Schwarz on absolute values each partial sum of an inner product is
 * at most n in absolute value, so 16 bits suffice for n &lt;= 16383 and 32 bits for n &lt; 2^30.
 * All other rows are multiplied in double precision with a proved error bound, and every pair that
 * the bound cannot tell from the largest is computed exactly. The result does not depend on the
 * number of threads.
 *
 * <p>The argument: docs/theory.md T2.
 */
public final class ExtremePairs {
  static final int TILE = 512;
  private static final int SHORT_NORM = 16383;
  private static final int INT_NORM = 1 << 30;

  /** Operations on words of 64 bits for pairs that tie in double precision: some ten seconds. */
  private static final double MAX_TIES = 8e9;

  private ExtremePairs() {}

  /** A pair of rows and its exact cosine. */
  public record Pair(int row, int column, Cosine cosine) {}

  /**
   * The largest cosine of row i of {@code x} with row j of {@code y} over all i != j.
   *
   * @param x N vectors of R^d
   * @param y N vectors of R^d, or {@code x} itself; then only pairs i &lt; j are looked at
   * @param threads how many threads to use, at least 1
   * @return a pair with the largest cosine, or nothing when N = 1
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Optional<Pair> largest(PointSet x, PointSet y, int threads) {
    return largest(x, y, threads, WorkBudget.of(Double.POSITIVE_INFINITY));
  }

  /**
   * The same within a limit of work: products of machine numbers, and exact ones of the pairs that
   * tie in double precision.
   *
   * @param x the N vectors of the rows
   * @param y the vectors of the columns, in the same space; the same object stands for the pairs of
   *     different rows
   * @param threads how many threads to use, at least 1; the result does not depend on it
   * @param budget the work that may be done
   * @return the pair of the largest cosine, the first one in the order of rows; nothing if there is
   *     no pair
   * @throws WorkBudget.Exhausted if the budget does not suffice
   */
  public static Optional<Pair> largest(PointSet x, PointSet y, int threads, WorkBudget budget) {
    if (x.size() != y.size() || x.dimension() != y.dimension()) {
      throw new IllegalArgumentException("shapes differ");
    }
    if (x.size() < 2) {
      return Optional.empty();
    }
    double products = (double) x.size() * x.size() * x.dimension() / (x == y ? 2 : 1);
    OptionalLong norm = x.commonNorm();
    if (norm.isPresent() && norm.equals(y.commonNorm()) && norm.getAsLong() < INT_NORM) {
      // So many products of 16 bits take the time of one of 64 bits in a longer sum.
      budget.charge(products / 32);
      return Optional.of(largestInteger(x, y, (int) norm.getAsLong(), threads));
    }
    budget.charge(products / 4);
    return Optional.of(largestFiltered(x, y, threads, budget.limited(MAX_TIES)));
  }

  private static int tiles(PointSet x) {
    return (x.size() + TILE - 1) / TILE;
  }

  // Integer rows of one norm.

  private static Pair largestInteger(PointSet x, PointSet y, int norm, int threads) {
    boolean symmetric = x == y;
    boolean narrow = norm <= SHORT_NORM;
    List<int[]> bests =
        Parallel.map(
            tiles(x),
            threads,
            tile -> {
              IntegerTileRow row = new IntegerTileRow(x, y, tile, norm);
              for (int other = symmetric ? tile : 0; other < tiles(x); other++) {
                if (other == tile) {
                  row.rescan(other, symmetric);
                } else if (narrow ? row.exceedsNarrow(other) : row.exceedsWide(other)) {
                  row.rescan(other, symmetric);
                }
              }
              return new int[] {row.best, row.bestRow, row.bestColumn};
            });
    int[] best = bests.get(0);
    for (int[] candidate : bests) {
      best = best[1] < 0 || candidate[0] > best[0] ? candidate : best;
    }
    return new Pair(best[1], best[2], x.cosine(best[1], y, best[2]));
  }

  /** The rows of one tile against all columns, with the largest inner product seen so far. */
  private static final class IntegerTileRow {
    final PointSet x;
    final PointSet y;
    final int from;
    final int to;
    int best;
    int bestRow = -1;
    int bestColumn = -1;

    IntegerTileRow(PointSet x, PointSet y, int tile, int norm) {
      this.x = x;
      this.y = y;
      this.from = tile * TILE;
      this.to = Math.min(x.size(), from + TILE);
      this.best = -norm - 1;
    }

    /** Looks at each pair of a tile, one by one, and keeps the first of the largest. */
    void rescan(int tile, boolean symmetric) {
      int d = x.dimension();
      int start = tile * TILE;
      int end = Math.min(y.size(), start + TILE);
      for (int i = from; i < to; i++) {
        for (int j = symmetric && start == from ? i + 1 : start; j < end; j++) {
          int sum = 0;
          for (int k = 0; k < d; k++) {
            sum += (int) (x.integer(i, k) * y.integer(j, k));
          }
          if (sum > best && i != j) {
            best = sum;
            bestRow = i;
            bestColumn = j;
          }
        }
      }
    }

    /**
     * Whether some inner product of the tile exceeds {@link #best}, in 16-bit integers. With |p|
     * &lt;= n and best &gt;= -n - 1 the difference best - p lies in [-2n - 1, 2n], inside 16 bits.
     */
    boolean exceedsNarrow(int tile) {
      int d = x.dimension();
      int start = tile * TILE;
      int width = Math.min(y.size(), start + TILE) - start;
      int padded = (d + 7) / 8 * 8;
      short[][] columns = new short[padded][width];
      for (int k = 0; k < d; k++) {
        for (int j = 0; j < width; j++) {
          columns[k][j] = (short) y.integer(start + j, k);
        }
      }
      short[] row = new short[padded];
      short[] sum = new short[width];
      short[] flag = new short[width];
      for (int i = from; i < to; i++) {
        for (int k = 0; k < d; k++) {
          row[k] = (short) x.integer(i, k);
        }
        java.util.Arrays.fill(sum, (short) 0);
        for (int k = 0; k < padded; k += 8) {
          Kernels.addEight(sum, row, columns, k, width);
        }
        Kernels.flagAbove(flag, sum, (short) best, width);
      }
      return Kernels.anyNegative(flag);
    }

    /** Whether some inner product of the tile exceeds {@link #best}, in 32-bit integers. */
    boolean exceedsWide(int tile) {
      int d = x.dimension();
      int start = tile * TILE;
      int width = Math.min(y.size(), start + TILE) - start;
      int[][] columns = new int[d][width];
      for (int k = 0; k < d; k++) {
        for (int j = 0; j < width; j++) {
          columns[k][j] = (int) y.integer(start + j, k);
        }
      }
      int[] sum = new int[width];
      int[] flag = new int[width];
      for (int i = from; i < to; i++) {
        java.util.Arrays.fill(sum, 0);
        for (int k = 0; k < d; k++) {
          Kernels.add(sum, (int) x.integer(i, k), columns[k], width);
        }
        Kernels.flagAbove(flag, sum, best, width);
      }
      return Kernels.anyNegative(flag);
    }
  }

  // All other rows: a filter in double precision, then exact comparison.

  private static Pair largestFiltered(PointSet x, PointSet y, int threads, WorkBudget budget) {
    boolean symmetric = x == y;
    int count = tiles(x);
    double[][] a = approximations(x);
    double[][] b = symmetric ? a : approximations(y);
    List<double[]> tileMaxima =
        Parallel.map(
            count,
            threads,
            tile -> {
              double[] maxima = new double[count];
              for (int other = symmetric ? tile : 0; other < count; other++) {
                maxima[other] = scan(a, b, tile, other, symmetric, Double.POSITIVE_INFINITY, null);
              }
              return maxima;
            });
    double largest = -2;
    for (int tile = 0; tile < count; tile++) {
      for (int other = symmetric ? tile : 0; other < count; other++) {
        largest = Math.max(largest, tileMaxima.get(tile)[other]);
      }
    }
    // A pair more than two errors below the largest approximation is below the largest cosine.
    double threshold = largest - 2 * errorBound(x.dimension());
    Optional<MachineRows[]> machine = machineRows(x, y);
    List<Optional<Pair>> bests =
        Parallel.map(
            count,
            threads,
            tile -> {
              Best best = new Best(x, y, machine, budget);
              for (int other = symmetric ? tile : 0; other < count; other++) {
                if (tileMaxima.get(tile)[other] >= threshold) {
                  scan(a, b, tile, other, symmetric, threshold, best);
                }
              }
              return Optional.ofNullable(best.pair);
            });
    Pair best = null;
    for (Optional<Pair> candidate : bests) {
      if (candidate.isPresent()
          && (best == null || candidate.get().cosine().compareTo(best.cosine()) > 0)) {
        best = candidate.get();
      }
    }
    return best;
  }

  /**
   * A bound on |computed - exact| for the inner product of two approximate unit vectors.
   *
   * <p>With x' = x + e, |e|_2 &lt;= sqrt(d) 2^-51, and y' = y + f likewise: |&lt;x',y'&gt; -
   * &lt;x,y&gt;| &lt;= |e| + |f| + |e||f| &lt;= 2 sqrt(d) 2^-51 + d 2^-102. A sum of d products in
   * double precision, in any order, errs by at most 1.01 d 2^-53 |x'||y'| for d &lt; 2^40. Together
   * below (d + 4 sqrt(d) + 1) 2^-51 &lt;= (5 d + 1) 2^-51; the value used is larger, and rounding
   * it up does not matter.
   *
   * @param dimension d
   * @return the bound, for points given by {@link PointSet#approximateUnit}
   */
  public static double errorBound(int dimension) {
    return (6.0 * dimension + 2) * 0x1p-51;
  }

  private static double[][] approximations(PointSet x) {
    double[][] rows = new double[x.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = x.approximateUnit(i);
    }
    return rows;
  }

  /**
   * Returns the largest approximate inner product of a tile; pairs at or above the threshold are
   * shown to {@code best}.
   */
  private static double scan(
      double[][] a,
      double[][] b,
      int tile,
      int other,
      boolean symmetric,
      double threshold,
      Best best) {
    int d = a[0].length;
    int from = tile * TILE;
    int to = Math.min(a.length, from + TILE);
    int start = other * TILE;
    int width = Math.min(b.length, start + TILE) - start;
    double[][] columns = new double[d][width];
    for (int k = 0; k < d; k++) {
      for (int j = 0; j < width; j++) {
        columns[k][j] = b[start + j][k];
      }
    }
    double[] sum = new double[width];
    double largest = -2;
    for (int i = from; i < to; i++) {
      java.util.Arrays.fill(sum, 0);
      for (int k = 0; k < d; k++) {
        Kernels.add(sum, a[i][k], columns[k], width);
      }
      for (int j = symmetric && tile == other ? i + 1 - start : 0; j < width; j++) {
        if (sum[j] > largest && start + j != i) {
          largest = sum[j];
        }
        if (sum[j] >= threshold && start + j != i) {
          best.consider(i, start + j);
        }
      }
    }
    return largest;
  }

  /** The largest cosine of the pairs that it was shown, in their order. */
  private static final class Best {
    private final PointSet x;
    private final PointSet y;
    private final WorkBudget budget;
    private final double work;
    private final Optional<MachineRows[]> machine;
    private final Set<MachineRows.Product> seen = new HashSet<>();
    private Pair pair;

    Best(PointSet x, PointSet y, Optional<MachineRows[]> machine, WorkBudget budget) {
      this.x = x;
      this.y = y;
      this.machine = machine;
      this.budget = budget;
      double words = Math.max(x.words(), y.words());
      // Three inner products, and a comparison of their squares; objects cost as much as numbers.
      this.work = 4 * (3.0 * x.dimension() + 64) * (words * words + 8);
    }

    void consider(int row, int column) {
      if (machine.isPresent()) {
        MachineRows[] rows = machine.get();
        budget.charge(rows[0].work());
        if (!seen.add(rows[0].product(row, rows[1], column))) {
          return;
        }
      }
      budget.charge(work);
      Cosine cosine = x.cosine(row, y, column);
      if (pair == null || cosine.compareTo(pair.cosine()) > 0) {
        pair = new Pair(row, column, cosine);
      }
    }
  }

  /** Both sets in machine integers of one field, if they fit. */
  private static Optional<MachineRows[]> machineRows(PointSet x, PointSet y) {
    Optional<MachineRows> rows = MachineRows.of(x);
    Optional<MachineRows> columns = x == y ? rows : MachineRows.of(y);
    return rows.isPresent() && columns.isPresent() && rows.get().fits(columns.get())
        ? Optional.of(new MachineRows[] {rows.get(), columns.get()})
        : Optional.empty();
  }
}
