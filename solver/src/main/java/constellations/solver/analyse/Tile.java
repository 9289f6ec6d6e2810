package constellations.solver.analyse;

import constellations.solver.numeric.BlockProducts;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The look at the products of some rows of U with some rows of V, block by block in single
 * precision. For one thread.
 */
final class Tile {
  /** Marks pairs that match, below all products. */
  static final float NONE = -2;

  private final ScanInput input;
  private final int row;
  private final int rowEnd;
  private final int column;
  private final int columnEnd;
  private final int[] rowAbove;
  private final int[] columnAbove;
  private final float[] hardest;
  private final int[] hardestColumn;
  private final float[] blockLargest;
  private final float[] products = new float[BlockProducts.ROWS * BlockProducts.ROWS];
  private final float[] columnLargest = new float[BlockProducts.ROWS];
  private final int[] bins = new int[BlockProducts.ROWS];
  private final long[] histogram = new long[PairScan.BINS];

  /** Two tables: one increment then does not wait for the other. */
  private final int[] even = new int[PairScan.BINS];

  private final int[] odd = new int[PairScan.BINS];
  private final ExactPairs exact;

  /** No product in this band around another is known to be larger or smaller. */
  private final double band;

  /**
   * What was found.
   *
   * @param rowAbove for each row how many products of others are at least its matching ones
   * @param columnAbove the same for each row of V
   * @param firstBin the first bin of the histogram that is not empty
   * @param bins from that one to the last that is not empty
   * @param hardest for each row about the largest product with a row that does not match
   * @param hardestColumn that row of V, the first one
   * @param blockLargest the largest such product of each block, row by row
   */
  record Result(
      int row,
      int column,
      int[] rowAbove,
      int[] columnAbove,
      int firstBin,
      long[] bins,
      float[] hardest,
      int[] hardestColumn,
      float[] blockLargest)
      implements Serializable {}

  private Tile(ScanInput input, int row, int rowEnd, int column, int columnEnd) {
    this.input = input;
    this.row = row;
    this.rowEnd = rowEnd;
    this.column = column;
    this.columnEnd = columnEnd;
    this.rowAbove = new int[rowEnd - row];
    this.columnAbove = new int[columnEnd - column];
    this.hardest = new float[rowEnd - row];
    this.hardestColumn = new int[rowEnd - row];
    Arrays.fill(hardest, NONE);
    this.blockLargest =
        new float
            [ScanInput.blocks(row, rowEnd).size() * ScanInput.blocks(column, columnEnd).size()];
    this.exact = input.exact();
    this.band = BlockProducts.errorBound(input.dimension) + ExactPairs.errorBound(input.dimension);
  }

  /** Looks at a tile; its first row and column are multiples of the size of a block. */
  static Result look(ScanInput input, int row, int rowEnd, int column, int columnEnd) {
    Tile tile = new Tile(input, row, rowEnd, column, columnEnd);
    tile.look();
    int first = 0;
    int end = PairScan.BINS;
    while (first < end && tile.histogram[first] == 0) {
      first++;
    }
    while (end > first && tile.histogram[end - 1] == 0) {
      end--;
    }
    return new Result(
        row,
        column,
        tile.rowAbove,
        tile.columnAbove,
        first,
        Arrays.copyOfRange(tile.histogram, first, end),
        tile.hardest,
        tile.hardestColumn,
        tile.blockLargest);
  }

  private void look() {
    int d = input.dimension;
    float[][] left =
        ScanInput.blocks(row, rowEnd).stream()
            .map(from -> input.u().singleUnits(from, rowEnd))
            .toArray(float[][]::new);
    int columns = ScanInput.blocks(column, columnEnd).size();
    try (BlockProducts multiplier = input.products()) {
      int across = 0;
      for (int from = column; from < columnEnd && !input.isCancelled(); across++) {
        float[] right = input.rightBlock(from, columnEnd);
        int width = right.length / d;
        multiplier.right(right, width);
        for (int b = 0; b < left.length; b++) {
          multiplier.left(left[b], left[b].length / d);
          multiplier.multiply(products);
          blockLargest[b * columns + across] =
              look(row + b * BlockProducts.ROWS, left[b].length / d, from, width);
        }
        count();
        from += width;
      }
    }
  }

  /** Adds what was counted to the histogram. */
  private void count() {
    for (int bin = 0; bin < PairScan.BINS; bin++) {
      histogram[bin] += (long) even[bin] + odd[bin];
    }
    Arrays.fill(even, 0);
    Arrays.fill(odd, 0);
  }

  private float look(int first, int height, int from, int width) {
    // Matching pairs are counted in the lowest bin, and taken out again.
    even[0] -= input.mark(products, first, height, from, width);
    Arrays.fill(columnLargest, 0, width, NONE);
    float largest = NONE;
    for (int r = 0; r < height; r++) {
      int at = r * width;
      float rowLargest = Blocks.largest(products, at, width);
      Blocks.raise(columnLargest, products, at, width);
      Blocks.bins(products, at, width, bins);
      Blocks.count(bins, width, even, odd);
      largest = Math.max(largest, rowLargest);
      int i = first + r;
      if (rowLargest > hardest[i - row]) {
        hardest[i - row] = rowLargest;
        hardestColumn[i - row] = from + Blocks.place(products, at, width, rowLargest);
      }
      double own = input.rowOwn[i];
      if (rowLargest >= own - band) {
        for (int c = 0; c < width; c++) {
          if (isAbove(products[at + c], own, i, from + c, i, input.rowPartner[i])) {
            rowAbove[i - row]++;
          }
        }
      }
    }
    for (int c = 0; c < width; c++) {
      int j = from + c;
      double own = input.columnOwn[j];
      if (columnLargest[c] >= own - band) {
        for (int r = 0; r < height; r++) {
          if (isAbove(products[r * width + c], own, first + r, j, input.columnPartner[j], j)) {
            columnAbove[j - column]++;
          }
        }
      }
    }
    return largest;
  }

  /** Whether the cosine of (i, j) is at least all matching ones of a row or column. */
  private boolean isAbove(float product, double own, int i, int j, int p, int q) {
    if (product < own - band) {
      return false;
    }
    return product > own + band || isAboveExactly(i, j, p, q);
  }

  private boolean isAboveExactly(int i, int j, int p, int q) {
    int[] leftClass = input.leftClass;
    int[] rightClass = input.rightClass;
    boolean same = leftClass[i] == leftClass[p] && rightClass[j] == rightClass[q];
    if (input.isCancelled() || (!same && !exact.atLeast(i, j, p, q))) {
      return false;
    }
    // The partner is the largest in double precision; others may be as close as that errs.
    if (p == i) {
      for (int other : input.matches.of(i)) {
        if (rightClass[other] != rightClass[q] && !exact.atLeast(i, j, i, other)) {
          return false;
        }
      }
    } else {
      for (int other : input.matches.of(j)) {
        if (leftClass[other] != leftClass[p] && !exact.atLeast(i, j, other, j)) {
          return false;
        }
      }
    }
    return true;
  }
}
