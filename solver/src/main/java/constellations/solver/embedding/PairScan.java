package constellations.solver.embedding;

import constellations.verify.exact.Cosine;
import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Looks at the products of all rows of U with all rows of V, block by block in single precision
 * with a proved error bound ({@link BlockProducts#errorBound}); whatever that bound leaves open for
 * the extremes and for retrieval is decided in double precision, and then exactly. So these are
 * true for the numbers of the files, and do not depend on blocks or threads. The histogram is that
 * of the products as computed.
 */
public final class PairScan {
  /** The histogram has so many bins of equal width between -1 and 1. */
  public static final int BINS = 1 << 15;

  /** Rows of U that a task takes at most; rows of V are converted once for them. */
  private static final int MOST_TASK_ROWS = 4096;

  private static final int TASKS = 32;

  /** Up to so many numbers V is converted once and kept, a quarter of a gigabyte. */
  private static final long MOST_KEPT = 1L << 26;

  /** Marks pairs that match, below all products. */
  private static final float NONE = -2;

  private final EmbeddingMatrix u;
  private final EmbeddingMatrix v;
  private final Matches matches;
  private final int rows;
  private final int dimension;
  private final boolean plain;

  /** For each row of U, and each row of V, the matching row with the largest product. */
  private final int[] rowPartner;

  private final int[] columnPartner;
  private final double[] rowOwn;
  private final double[] columnOwn;

  /** For each row of U and of V the first row of U, or N plus that of V, with the same numbers. */
  private final int[] leftClass;

  private final int[] rightClass;
  private final int[] rowAbove;
  private final AtomicIntegerArray columnAbove;
  private final float[] hardest;
  private final int[] hardestColumn;
  private final AtomicLongArray histogram = new AtomicLongArray(BINS);
  private final float[][] blockLargest;

  /** The blocks of V in single precision, if they are kept. */
  private List<float[]> converted = List.of();

  /** A pair of rows and its exact cosine. */
  public record Extreme(int row, int column, Cosine cosine) {}

  /**
   * What was found.
   *
   * @param leastPositive the matching pair of least cosine, the first one of those
   * @param largestNegative the other pair of largest cosine, the first one of those
   * @param positives the products of all matching pairs in double precision, ascending
   * @param negatives how many products of other pairs lie in each bin
   * @param hardest for each row of U about the largest product with a row that does not match
   * @param hardestColumn that row of V
   * @param own for each row of U its largest matching product
   */
  public record Result(
      Extreme leastPositive,
      Extreme largestNegative,
      double[] positives,
      long[] negatives,
      Retrieval forwards,
      Retrieval backwards,
      float[] hardest,
      int[] hardestColumn,
      double[] own) {}

  /**
   * Prepares.
   *
   * @param u N x d
   * @param v N x d
   * @param exactly whether to do without native code
   */
  public PairScan(EmbeddingMatrix u, EmbeddingMatrix v, Matches matches, boolean exactly) {
    this.u = u;
    this.v = v;
    this.matches = matches;
    this.rows = u.rows();
    this.dimension = u.columns();
    this.plain = exactly;
    this.rowPartner = new int[rows];
    this.columnPartner = new int[rows];
    this.rowOwn = new double[rows];
    this.columnOwn = new double[rows];
    Map<Integer, List<Integer>> byHash = new HashMap<>();
    this.leftClass = classes(u, 0, byHash);
    this.rightClass = classes(v, rows, byHash);
    this.rowAbove = new int[rows];
    this.columnAbove = new AtomicIntegerArray(rows);
    this.hardest = new float[rows];
    this.hardestColumn = new int[rows];
    int blocks = blocks();
    this.blockLargest = new float[blocks][blocks];
  }

  private int[] classes(EmbeddingMatrix matrix, int offset, Map<Integer, List<Integer>> byHash) {
    int[] classes = new int[rows];
    double[] row = new double[dimension];
    double[] other = new double[dimension];
    for (int i = 0; i < rows; i++) {
      matrix.row(i, row);
      List<Integer> alike = byHash.computeIfAbsent(Arrays.hashCode(row), h -> new ArrayList<>(1));
      int known = -1;
      for (int candidate : alike) {
        (candidate < rows ? u : v).row(candidate % rows, other);
        known = known < 0 && Arrays.equals(row, other) ? candidate : known;
      }
      if (known < 0) {
        known = offset + i;
        alike.add(known);
      }
      classes[i] = known;
    }
    return classes;
  }

  private int blocks() {
    return (rows + BlockProducts.ROWS - 1) / BlockProducts.ROWS;
  }

  /**
   * Looks at all pairs.
   *
   * @param progress is told how many of {@link #tasks} tasks are done
   * @return the result, or null if it was cancelled
   */
  public Result run(int threads, IntConsumer progress, BooleanSupplier cancelled) {
    ExactPairs exact = new ExactPairs(u, v);
    List<double[]> positives = own(exact);
    if ((long) rows * dimension <= MOST_KEPT) {
      converted = Parallel.map(blocks(), threads, b -> v.singleUnits(b * BlockProducts.ROWS, rows));
    }
    AtomicInteger done = new AtomicInteger();
    Parallel.map(
        tasks(),
        threads,
        task -> {
          if (!cancelled.getAsBoolean()) {
            task(task, cancelled);
            progress.accept(done.incrementAndGet());
          }
          return task;
        });
    if (cancelled.getAsBoolean()) {
      return null;
    }
    Extreme least = leastPositive(positives, exact);
    Extreme largest = largestNegative(threads);
    long[] negatives = new long[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      negatives[bin] = histogram.get(bin);
    }
    int[] above = new int[rows];
    for (int j = 0; j < rows; j++) {
      above[j] = columnAbove.get(j);
    }
    double[] sorted = positives.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    return new Result(
        least,
        largest,
        sorted,
        negatives,
        new Retrieval(rowAbove),
        new Retrieval(above),
        hardest,
        hardestColumn,
        rowOwn);
  }

  /** The matching products, for each row, and the largest of each row and column. */
  private List<double[]> own(ExactPairs exact) {
    List<double[]> positives = new ArrayList<>(rows);
    Arrays.fill(rowOwn, Double.NEGATIVE_INFINITY);
    Arrays.fill(columnOwn, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < rows; i++) {
      int[] partners = matches.of(i);
      double[] products = new double[partners.length];
      for (int p = 0; p < partners.length; p++) {
        int j = partners[p];
        products[p] = exact.approximate(i, j);
        if (products[p] > rowOwn[i]) {
          rowOwn[i] = products[p];
          rowPartner[i] = j;
        }
        if (products[p] > columnOwn[j]) {
          columnOwn[j] = products[p];
          columnPartner[j] = i;
        }
      }
      positives.add(products);
    }
    return positives;
  }

  private int taskRows() {
    int even = (rows + TASKS - 1) / TASKS;
    int whole = (even + BlockProducts.ROWS - 1) / BlockProducts.ROWS * BlockProducts.ROWS;
    return Math.min(whole, MOST_TASK_ROWS);
  }

  /** The number of tasks. */
  public int tasks() {
    return (rows + taskRows() - 1) / taskRows();
  }

  private void task(int task, BooleanSupplier cancelled) {
    int from = task * taskRows();
    int to = Math.min(rows, from + taskRows());
    Arrays.fill(hardest, from, to, NONE);
    int blocksHere = (to - from + BlockProducts.ROWS - 1) / BlockProducts.ROWS;
    float[][] left = new float[blocksHere][];
    for (int b = 0; b < blocksHere; b++) {
      left[b] = u.singleUnits(from + b * BlockProducts.ROWS, to);
    }
    Block block = new Block(cancelled);
    try (BlockProducts products = products()) {
      for (int column = 0; column < rows && !cancelled.getAsBoolean(); ) {
        float[] right =
            converted.isEmpty()
                ? v.singleUnits(column, rows)
                : converted.get(column / BlockProducts.ROWS);
        products.right(right, right.length / dimension);
        for (int b = 0; b < blocksHere; b++) {
          int row = from + b * BlockProducts.ROWS;
          products.left(left[b], left[b].length / dimension);
          products.multiply(block.products);
          block.look(row, left[b].length / dimension, column, right.length / dimension);
        }
        block.count();
        column += right.length / dimension;
      }
    }
  }

  private BlockProducts products() {
    return plain ? BlockProducts.plain(dimension) : BlockProducts.of(dimension);
  }

  /** Puts a mark in the place of the products of matching pairs. */
  private void mark(float[] products, int row, int height, int column, int width) {
    for (int r = 0; r < height; r++) {
      for (int j : matches.of(row + r)) {
        if (j >= column && j < column + width) {
          products[r * width + j - column] = NONE;
        }
      }
    }
  }

  /** The look at one block of products; one for each task. */
  private final class Block {
    final float[] products = new float[BlockProducts.ROWS * BlockProducts.ROWS];
    private final float[] columnLargest = new float[BlockProducts.ROWS];
    private final int[] bins = new int[BlockProducts.ROWS];

    /** Two tables: one increment then does not wait for the other. */
    private final int[] even = new int[BINS];

    private final int[] odd = new int[BINS];
    private final ExactPairs exact = new ExactPairs(u, v);

    /** No product in this band around another is known to be larger or smaller. */
    private final double band =
        BlockProducts.errorBound(dimension) + ExactPairs.errorBound(dimension);

    private final BooleanSupplier cancelled;

    Block(BooleanSupplier cancelled) {
      this.cancelled = cancelled;
    }

    /** Adds what was counted to the histogram. */
    void count() {
      for (int bin = 0; bin < BINS; bin++) {
        if (even[bin] != 0 || odd[bin] != 0) {
          histogram.addAndGet(bin, (long) even[bin] + odd[bin]);
          even[bin] = 0;
          odd[bin] = 0;
        }
      }
    }

    void look(int row, int height, int column, int width) {
      mark(products, row, height, column, width);
      Arrays.fill(columnLargest, 0, width, NONE);
      float largest = NONE;
      for (int r = 0; r < height; r++) {
        int at = r * width;
        float rowLargest = Blocks.largest(products, at, width);
        Blocks.raise(columnLargest, products, at, width);
        Blocks.bins(products, at, width, bins);
        Blocks.count(bins, width, even, odd);
        largest = Math.max(largest, rowLargest);
        int i = row + r;
        if (rowLargest > hardest[i]) {
          hardest[i] = rowLargest;
          hardestColumn[i] = column + Blocks.place(products, at, width, rowLargest);
        }
        if (rowLargest >= rowOwn[i] - band) {
          for (int c = 0; c < width; c++) {
            if (isAbove(products[at + c], rowOwn[i], i, column + c, i, rowPartner[i])) {
              rowAbove[i]++;
            }
          }
        }
      }
      // Matching pairs were counted in the lowest bin.
      even[0] -= (int) marked(row, height, column, width);
      for (int c = 0; c < width; c++) {
        int j = column + c;
        if (columnLargest[c] >= columnOwn[j] - band) {
          int above = 0;
          for (int r = 0; r < height; r++) {
            if (isAbove(products[r * width + c], columnOwn[j], row + r, j, columnPartner[j], j)) {
              above++;
            }
          }
          columnAbove.addAndGet(j, above);
        }
      }
      blockLargest[row / BlockProducts.ROWS][column / BlockProducts.ROWS] = largest;
    }

    private long marked(int row, int height, int column, int width) {
      long count = 0;
      for (int r = 0; r < height; r++) {
        for (int j : matches.of(row + r)) {
          count += j >= column && j < column + width ? 1 : 0;
        }
      }
      return count;
    }

    /** Whether the cosine of (i, j) is at least all matching ones of a row or column. */
    private boolean isAbove(float product, double own, int i, int j, int p, int q) {
      if (product < own - band) {
        return false;
      }
      return product > own + band || isAboveExactly(i, j, p, q);
    }

    private boolean isAboveExactly(int i, int j, int p, int q) {
      boolean same = leftClass[i] == leftClass[p] && rightClass[j] == rightClass[q];
      if (cancelled.getAsBoolean() || (!same && !exact.atLeast(i, j, p, q))) {
        return false;
      }
      // The partner is the largest in double precision; others may be as close as that errs.
      if (p == i) {
        for (int other : matches.of(i)) {
          if (rightClass[other] != rightClass[q] && !exact.atLeast(i, j, i, other)) {
            return false;
          }
        }
      } else {
        for (int other : matches.of(j)) {
          if (leftClass[other] != leftClass[p] && !exact.atLeast(i, j, other, j)) {
            return false;
          }
        }
      }
      return true;
    }
  }

  private Extreme leastPositive(List<double[]> positives, ExactPairs exact) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] products : positives) {
      for (double x : products) {
        least = Math.min(least, x);
      }
    }
    Finalists finalists = new Finalists(exact, -1);
    double threshold = least + 2 * ExactPairs.errorBound(dimension);
    for (int i = 0; i < rows; i++) {
      double[] products = positives.get(i);
      for (int p = 0; p < products.length; p++) {
        if (products[p] <= threshold) {
          finalists.consider(i, matches.of(i)[p]);
        }
      }
    }
    return finalists.best();
  }

  /** Looks again at the blocks that may hold the largest product of a pair that does not match. */
  private Extreme largestNegative(int threads) {
    float largest = NONE;
    for (float[] line : blockLargest) {
      for (float x : line) {
        largest = Math.max(largest, x);
      }
    }
    double threshold = largest - 2 * BlockProducts.errorBound(dimension);
    List<int[]> again = new ArrayList<>();
    for (int a = 0; a < blocks(); a++) {
      for (int b = 0; b < blocks(); b++) {
        if (blockLargest[a][b] >= threshold) {
          again.add(new int[] {a * BlockProducts.ROWS, b * BlockProducts.ROWS});
        }
      }
    }
    List<List<int[]>> candidates =
        Parallel.map(
            again.size(), threads, k -> above(again.get(k)[0], again.get(k)[1], threshold));
    ExactPairs exact = new ExactPairs(u, v);
    double best = Double.NEGATIVE_INFINITY;
    List<double[]> values = new ArrayList<>();
    for (List<int[]> block : candidates) {
      double[] products = new double[block.size()];
      for (int k = 0; k < products.length; k++) {
        products[k] = exact.approximate(block.get(k)[0], block.get(k)[1]);
        best = Math.max(best, products[k]);
      }
      values.add(products);
    }
    List<int[]> close = new ArrayList<>();
    for (int b = 0; b < values.size(); b++) {
      for (int k = 0; k < values.get(b).length; k++) {
        if (values.get(b)[k] >= best - 2 * ExactPairs.errorBound(dimension)) {
          close.add(candidates.get(b).get(k));
        }
      }
    }
    close.sort(Comparator.<int[]>comparingInt(pair -> pair[0]).thenComparingInt(pair -> pair[1]));
    Finalists finalists = new Finalists(exact, 1);
    for (int[] pair : close) {
      finalists.consider(pair[0], pair[1]);
    }
    return finalists.best();
  }

  private List<int[]> above(int row, int column, double threshold) {
    List<int[]> found = new ArrayList<>();
    float[] block = new float[BlockProducts.ROWS * BlockProducts.ROWS];
    float[] left = u.singleUnits(row, rows);
    float[] right = v.singleUnits(column, rows);
    int height = left.length / dimension;
    int width = right.length / dimension;
    try (BlockProducts products = products()) {
      products.left(left, height);
      products.right(right, width);
      products.multiply(block);
    }
    mark(block, row, height, column, width);
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        if (block[r * width + c] >= threshold) {
          found.add(new int[] {row + r, column + c});
        }
      }
    }
    return found;
  }

  /** The exact comparison of what is left; rows that are equal are compared once. */
  private final class Finalists {
    private final ExactPairs exact;
    private final int sign;
    private final Set<String> seen = new HashSet<>();
    private Extreme best;

    Finalists(ExactPairs exact, int sign) {
      this.exact = exact;
      this.sign = sign;
    }

    /** Pairs come in order, and the first of equals stays. */
    void consider(int i, int j) {
      // Equal rows have cosine 1, one pair of them like another.
      int a = leftClass[i];
      int b = rightClass[j];
      if (!seen.add(a == b ? "equal" : a + "," + b)) {
        return;
      }
      Cosine cosine = exact.exact(i, j);
      if (best == null || sign * cosine.compareTo(best.cosine()) > 0) {
        best = new Extreme(i, j, cosine);
      }
    }

    Extreme best() {
      return best;
    }
  }
}
