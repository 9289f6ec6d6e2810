package constellations.solver.analyse;

import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.numeric.BlockProducts;
import constellations.solver.run.Workers;
import constellations.verify.exact.Cosine;
import constellations.verify.points.Separation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Looks at the products of all rows of U with all rows of V, tile by tile in single precision with
 * a proved error bound ({@link BlockProducts#errorBound}); whatever that bound leaves open for the
 * extremes and for retrieval is decided in double precision, and then exactly. So these are true
 * for the numbers of the files. The histogram is that of the products as computed. Nothing depends
 * on who does which tile, or when.
 */
public final class PairScan {
  /** The histogram has so many bins of equal width between -1 and 1. */
  public static final int BINS = 1 << 15;

  /** So many of the worst pairs are listed. */
  private static final int LISTED = 10;

  /** Rows of U of a tile at most; rows of V are converted once for them. */
  private static final int MOST_TILE_ROWS = 4096;

  private static final int MOST_TILE_COLUMNS = 1 << 16;
  private static final int TILES = 32;

  private final ScanInput input;
  private final int rows;
  private final int[] rowAbove;
  private final int[] columnAbove;
  private final float[] hardest;
  private final int[] hardestColumn;
  private final long[] histogram = new long[BINS];

  /** Blocks that may hold the largest product of a pair that does not match. */
  private List<BlockLargest> candidates = new ArrayList<>();

  private float largest = Tile.NONE;
  private int done;

  private record BlockLargest(int row, int column, float largest) implements Serializable {}

  /** A pair of rows and its exact cosine. */
  public record Extreme(int row, int column, Cosine cosine) {}

  /** A pair of rows and its product, about. */
  public record Product(int row, int column, double value) {
    static final Comparator<Product> IN_ORDER =
        Comparator.comparingInt(Product::row).thenComparingInt(Product::column);

    private boolean isOf(Extreme pair) {
      return row == pair.row() && column == pair.column();
    }
  }

  /**
   * What was found.
   *
   * @param leastPositive the matching pair of least cosine, the first one of those
   * @param largestNegative the other pair of largest cosine, the first one of those
   * @param positives the products of all matching pairs in double precision, ascending
   * @param negatives how many products of other pairs lie in each bin
   * @param worst some matching pairs of the least products, the least one first
   * @param hardest for each row of U about the largest product with a row that does not match
   * @param hardestColumn that row of V
   * @param own for each row of U its largest matching product
   * @param xi mean |x_i - mean x|^2 of x_i = U_i - V_i (docs/theory.md S3), numeric
   * @param meanShift |mean x|, numeric
   * @param repeats how many rows of U, and of V, are equal to one before them; exact
   * @param leftClass a number for each row of U, the same for equal rows
   * @param rightClass likewise of V
   */
  public record Result(
      Extreme leastPositive,
      Extreme largestNegative,
      double[] positives,
      long[] negatives,
      Retrieval forwards,
      Retrieval backwards,
      List<Product> worst,
      float[] hardest,
      int[] hardestColumn,
      double[] own,
      double xi,
      double meanShift,
      int[] repeats,
      int[] leftClass,
      int[] rightClass) {
    /** S* and beta*, and where they are attained. */
    public Separation separation() {
      return new Separation(
          new Separation.Entry(
              leastPositive.cosine(), 0, leastPositive.row(), 1, leastPositive.column()),
          new Separation.Entry(
              largestNegative.cosine(), 0, largestNegative.row(), 1, largestNegative.column()));
    }

    /** Rows of U and, of those that do not match, the nearest row of V; the largest one first. */
    public List<Product> hardestOthers() {
      return IntStream.range(0, hardest.length)
          .mapToObj(
              i ->
                  i == largestNegative.row()
                      ? new Product(i, largestNegative.column(), hardest[i])
                      : new Product(i, hardestColumn[i], hardest[i]))
          .sorted(
              Comparator.comparing((Product p) -> !p.isOf(largestNegative))
                  .thenComparing(p -> -p.value())
                  .thenComparing(Product.IN_ORDER))
          .limit(LISTED)
          .toList();
    }
  }

  private PairScan(ScanInput input) {
    this.input = input;
    this.rows = input.rows;
    this.rowAbove = new int[rows];
    this.columnAbove = new int[rows];
    this.hardest = new float[rows];
    this.hardestColumn = new int[rows];
    Arrays.fill(hardest, Tile.NONE);
  }

  /** Where a tile lies, by its number: from left to right, then down. */
  private record Tiling(int rows) implements Serializable {
    private int tileRows() {
      int even = (rows + TILES - 1) / TILES;
      int whole = (even + BlockProducts.ROWS - 1) / BlockProducts.ROWS * BlockProducts.ROWS;
      return Math.min(whole, MOST_TILE_ROWS);
    }

    private int across() {
      return (rows - 1) / MOST_TILE_COLUMNS + 1;
    }

    int count() {
      return ((rows - 1) / tileRows() + 1) * across();
    }

    int row(int tile) {
      return tile / across() * tileRows();
    }

    int rowEnd(int tile) {
      return Math.min(rows, row(tile) + tileRows());
    }

    int column(int tile) {
      return tile % across() * MOST_TILE_COLUMNS;
    }

    int columnEnd(int tile) {
      return (int) Math.min(rows, (long) column(tile) + MOST_TILE_COLUMNS);
    }
  }

  /** How many tiles N rows have. */
  public static int tiles(int rows) {
    return new Tiling(rows).count();
  }

  /**
   * Looks at all pairs.
   *
   * @param u N x d
   * @param v N x d
   * @param plain whether to do without native code
   * @param progress is told how many of {@link #tiles} tiles are done
   * @return the result, or null if it was cancelled
   */
  public static Result run(
      EmbeddingMatrix u,
      EmbeddingMatrix v,
      Matches matches,
      boolean plain,
      Workers workers,
      IntConsumer progress,
      BooleanSupplier cancelled) {
    ScanInput input = new ScanInput(u, v, matches, plain, cancelled);
    Survey.Result survey = Survey.of(input, workers, cancelled);
    return survey == null ? null : new PairScan(input).run(survey, workers, progress, cancelled);
  }

  private Result run(
      Survey.Result survey, Workers workers, IntConsumer progress, BooleanSupplier cancelled) {
    Tiling tiling = new Tiling(rows);
    workers.run(
        input,
        tiling.count(),
        (shared, tile) ->
            Tile.look(
                shared,
                tiling.row(tile),
                tiling.rowEnd(tile),
                tiling.column(tile),
                tiling.columnEnd(tile)),
        (tile, result) -> {
          add(result);
          progress.accept(++done);
        },
        cancelled);
    if (done < tiling.count() || cancelled.getAsBoolean()) {
      return null;
    }
    Extreme least = leastPositive(survey.positives());
    Extreme most = largestNegative(workers, cancelled);
    if (cancelled.getAsBoolean()) {
      return null;
    }
    return new Result(
        least,
        most,
        survey.positives().stream().flatMapToDouble(Arrays::stream).sorted().toArray(),
        histogram,
        new Retrieval(rowAbove),
        new Retrieval(columnAbove),
        worst(survey.positives(), least),
        hardest,
        hardestColumn,
        input.rowOwn,
        survey.xi(),
        survey.meanShift(),
        survey.repeats(),
        input.leftClass,
        input.rightClass);
  }

  /** Adds a tile; sums and first largest ones do not depend on the order. */
  private void add(Tile.Result tile) {
    for (int r = 0; r < tile.rowAbove().length; r++) {
      int i = tile.row() + r;
      rowAbove[i] += tile.rowAbove()[r];
      float x = tile.hardest()[r];
      int column = tile.hardestColumn()[r];
      if (x > hardest[i] || (x == hardest[i] && column < hardestColumn[i])) {
        hardest[i] = x;
        hardestColumn[i] = column;
      }
    }
    for (int c = 0; c < tile.columnAbove().length; c++) {
      columnAbove[tile.column() + c] += tile.columnAbove()[c];
    }
    for (int bin = 0; bin < tile.bins().length; bin++) {
      histogram[tile.firstBin() + bin] += tile.bins()[bin];
    }
    int across = (tile.columnAbove().length - 1) / BlockProducts.ROWS + 1;
    for (int b = 0; b < tile.blockLargest().length; b++) {
      float x = tile.blockLargest()[b];
      if (x > largest) {
        largest = x;
        candidates.removeIf(block -> block.largest() < threshold());
      }
      if (x >= threshold()) {
        candidates.add(
            new BlockLargest(
                tile.row() + b / across * BlockProducts.ROWS,
                tile.column() + b % across * BlockProducts.ROWS,
                x));
      }
    }
  }

  /** Below this no product can belong to the largest cosine. */
  private double threshold() {
    return largest - 2 * BlockProducts.errorBound(input.dimension);
  }

  /** The matching pairs of least products; the exact comparison says which is first. */
  private List<Product> worst(List<double[]> positives, Extreme least) {
    Comparator<Product> order =
        Comparator.comparing((Product p) -> !p.isOf(least))
            .thenComparing(Product::value)
            .thenComparing(Product.IN_ORDER);
    PriorityQueue<Product> kept = new PriorityQueue<>(order.reversed());
    for (int i = 0; i < rows; i++) {
      int[] partners = input.matches.of(i);
      for (int p = 0; p < partners.length; p++) {
        kept.add(new Product(i, partners[p], positives.get(i)[p]));
        if (kept.size() > LISTED) {
          kept.poll();
        }
      }
    }
    return kept.stream().sorted(order).toList();
  }

  private Extreme leastPositive(List<double[]> positives) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] products : positives) {
      for (double x : products) {
        least = Math.min(least, x);
      }
    }
    Finalists finalists = new Finalists(-1);
    double threshold = least + 2 * ExactPairs.errorBound(input.dimension);
    for (int i = 0; i < rows; i++) {
      double[] products = positives.get(i);
      for (int p = 0; p < products.length; p++) {
        if (products[p] <= threshold) {
          finalists.consider(i, input.matches.of(i)[p]);
        }
      }
    }
    return finalists.best;
  }

  /** A pair, and its cosine in double precision. */
  private record Close(int row, int column, double product) implements Serializable {}

  /** The blocks of a second look. */
  private record Again(ScanInput input, ArrayList<BlockLargest> blocks, double threshold)
      implements Serializable {}

  /** Looks again at the blocks that may hold the largest product of a pair that does not match. */
  private Extreme largestNegative(Workers workers, BooleanSupplier cancelled) {
    List<Close> close = new ArrayList<>();
    Again again = new Again(input, new ArrayList<>(candidates), threshold());
    workers.run(
        again,
        again.blocks().size(),
        PairScan::lookAgain,
        (number, found) -> close.addAll(found),
        cancelled);
    double best = close.stream().mapToDouble(Close::product).max().orElse(Tile.NONE);
    double least = best - 2 * ExactPairs.errorBound(input.dimension);
    Finalists finalists = new Finalists(1);
    close.stream()
        .filter(pair -> pair.product() >= least)
        .sorted(Comparator.comparingInt(Close::row).thenComparingInt(Close::column))
        .forEach(pair -> finalists.consider(pair.row(), pair.column()));
    return finalists.best;
  }

  /** The pairs of a block above the threshold, the first of those with equal rows. */
  private static ArrayList<Close> lookAgain(Again again, int number) {
    ScanInput input = again.input();
    BlockLargest block = again.blocks().get(number);
    float[] products = new float[BlockProducts.ROWS * BlockProducts.ROWS];
    float[] left = input.u().singleUnits(block.row(), input.rows);
    float[] right = input.v().singleUnits(block.column(), input.rows);
    int height = left.length / input.dimension;
    int width = right.length / input.dimension;
    try (BlockProducts multiplier = input.products()) {
      multiplier.left(left, height);
      multiplier.right(right, width);
      multiplier.multiply(products);
    }
    input.mark(products, block.row(), height, block.column(), width);
    ArrayList<Close> found = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    ExactPairs exact = input.exact();
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        int i = block.row() + r;
        int j = block.column() + c;
        if (products[r * width + c] >= again.threshold() && seen.add(input.pairClass(i, j))) {
          found.add(new Close(i, j, exact.approximate(i, j)));
        }
      }
    }
    return found;
  }

  /** The exact comparison of what is left; rows that are equal are compared once. */
  private final class Finalists {
    private final ExactPairs exact = input.exact();
    private final int sign;
    private final Set<Long> seen = new HashSet<>();
    private Extreme best;

    Finalists(int sign) {
      this.sign = sign;
    }

    /** Pairs come in order, and the first of equals stays. */
    void consider(int i, int j) {
      if (seen.add(input.pairClass(i, j))) {
        Cosine cosine = exact.exact(i, j);
        if (best == null || sign * cosine.compareTo(best.cosine()) > 0) {
          best = new Extreme(i, j, cosine);
        }
      }
    }
  }
}
