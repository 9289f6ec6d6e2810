package constellations.solver.analyse;

import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.EmbeddingSource;
import constellations.solver.numeric.BlockProducts;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;

/**
 * What the tasks of a {@link PairScan} share. On another machine the matrices are opened again,
 * from a file system that both see.
 */
final class ScanInput implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Up to so many numbers V is converted once and kept, a quarter of a gigabyte. */
  private static final long MOST_KEPT = 1L << 26;

  final Matches matches;
  final int rows;
  final int dimension;
  private final EmbeddingSource left;
  private final EmbeddingSource right;
  private final boolean plain;

  /** For each row of U, and each row of V, the matching row with the largest product. */
  int[] rowPartner;

  int[] columnPartner;
  double[] rowOwn;
  double[] columnOwn;

  /** For each row of U and of V the first row of U, or N plus that of V, with the same numbers. */
  int[] leftClass;

  int[] rightClass;

  private transient EmbeddingMatrix u;
  private transient EmbeddingMatrix v;
  private transient BooleanSupplier cancelled;
  private transient AtomicReferenceArray<float[]> converted;

  ScanInput(
      EmbeddingMatrix u,
      EmbeddingMatrix v,
      Matches matches,
      boolean plain,
      BooleanSupplier cancelled) {
    this.u = u;
    this.v = v;
    this.left = u.source().absolute();
    this.right = v.source().absolute();
    this.matches = matches;
    this.rows = u.rows();
    this.dimension = u.columns();
    this.plain = plain;
    this.cancelled = cancelled;
  }

  synchronized EmbeddingMatrix u() {
    u = u == null ? EmbeddingFiles.shared(left) : u;
    return u;
  }

  synchronized EmbeddingMatrix v() {
    v = v == null ? EmbeddingFiles.shared(right) : v;
    return v;
  }

  /** Whether to stop; on other machines their cluster sees to that. */
  boolean isCancelled() {
    return cancelled != null && cancelled.getAsBoolean();
  }

  BlockProducts products() {
    return plain ? BlockProducts.plain(dimension) : BlockProducts.of(dimension);
  }

  ExactPairs exact() {
    return new ExactPairs(u(), v());
  }

  /** A block of rows of V in single precision, from a row that is a multiple of the block's. */
  float[] rightBlock(int column, int end) {
    if ((long) rows * dimension > MOST_KEPT) {
      return v().singleUnits(column, end);
    }
    AtomicReferenceArray<float[]> kept = kept();
    int block = column / BlockProducts.ROWS;
    float[] known = kept.get(block);
    if (known == null) {
      known = v().singleUnits(column, rows);
      kept.set(block, known);
    }
    return known;
  }

  private synchronized AtomicReferenceArray<float[]> kept() {
    if (converted == null) {
      converted = new AtomicReferenceArray<>((rows - 1) / BlockProducts.ROWS + 1);
    }
    return converted;
  }

  /** Puts {@link Tile#NONE} in the place of the products of matching pairs, and counts them. */
  int mark(float[] products, int row, int height, int column, int width) {
    int count = 0;
    for (int r = 0; r < height; r++) {
      for (int j : matches.of(row + r)) {
        if (j >= column && j < column + width) {
          products[r * width + j - column] = Tile.NONE;
          count++;
        }
      }
    }
    return count;
  }

  /** Equal rows of U and V have cosine 1, one pair of them like another. */
  long pairClass(int i, int j) {
    int a = leftClass[i];
    int b = rightClass[j];
    return a == b ? -1 : (long) a << 32 | (b & 0xffffffffL);
  }

  /** The blocks of rows from one row to before another. */
  static List<Integer> blocks(int from, int to) {
    return java.util.stream.IntStream.iterate(from, i -> i < to, i -> i + BlockProducts.ROWS)
        .boxed()
        .toList();
  }
}
