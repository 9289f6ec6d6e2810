package constellations.solver.numeric;

import constellations.verify.exact.Parallel;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Sums of weighted squares of rows, sum_i w_i g_i g_i^T with w_i >= 0, the matrix of normal
 * equations: by OpenBLAS on native memory, or in Java where it cannot be loaded. The rows are
 * divided into a fixed number of parts, so the sum does not depend on the number of threads.
 */
public final class WeightedGram implements AutoCloseable {
  private static final int PARTS = 4;
  private static final int CHUNK = 256;

  private final int threads;
  private final Part[] parts = new Part[PARTS];

  /**
   * Room for matrices of order n.
   *
   * @param threads how many threads to use
   */
  public WeightedGram(int n, int threads) {
    this.threads = threads;
    for (int i = 0; i < PARTS; i++) {
      parts[i] = Cholesky.isNative() ? new Native(n) : new Plain(n);
    }
  }

  /**
   * The sum.
   *
   * @param matrix receives it, n times n row by row; only the lower triangle is meant
   */
  public void sum(List<double[]> rows, double[] weights, double[] matrix) {
    int size = (rows.size() + PARTS - 1) / PARTS;
    Parallel.map(
        PARTS,
        threads,
        i -> {
          int from = Math.min(rows.size(), i * size);
          parts[i].sum(rows, weights, from, Math.min(rows.size(), from + size));
          return i;
        });
    Arrays.fill(matrix, 0);
    for (Part part : parts) {
      part.addTo(matrix);
    }
  }

  @Override
  public void close() {
    for (Part part : parts) {
      part.close();
    }
  }

  /** The sum over some of the rows. */
  private abstract static class Part {
    final int n;
    final double[] chunk;

    Part(int n) {
      this.n = n;
      this.chunk = new double[CHUNK * n];
    }

    void sum(List<double[]> rows, double[] weights, int from, int to) {
      clear();
      for (int i = from; i < to; i += CHUNK) {
        int count = Math.min(CHUNK, to - i);
        for (int k = 0; k < count; k++) {
          double[] row = rows.get(i + k);
          double root = Math.sqrt(weights[i + k]);
          for (int j = 0; j < n; j++) {
            chunk[k * n + j] = root * row[j];
          }
        }
        add(count);
      }
    }

    abstract void clear();

    /** Adds the squares of the first rows of the chunk. */
    abstract void add(int count);

    abstract void addTo(double[] matrix);

    abstract void close();
  }

  private static final class Native extends Part {
    private final DoublePointer rows;
    private final DoublePointer matrix;
    private final double[] copy;
    private boolean empty;

    Native(int n) {
      super(n);
      this.rows = new DoublePointer((long) CHUNK * n);
      this.matrix = new DoublePointer((long) n * n);
      this.copy = new double[n * n];
    }

    @Override
    void clear() {
      empty = true;
    }

    @Override
    void add(int count) {
      rows.put(chunk, 0, count * n);
      // Rows of ours are columns of theirs: the lower triangle by rows is the upper one by columns.
      openblas.cblas_dsyrk(
          openblas.CblasColMajor,
          openblas.CblasUpper,
          openblas.CblasNoTrans,
          n,
          count,
          1,
          rows,
          n,
          empty ? 0 : 1,
          matrix,
          n);
      empty = false;
    }

    @Override
    void addTo(double[] sum) {
      if (!empty) {
        matrix.get(copy, 0, n * n);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j <= i; j++) {
            sum[i * n + j] += copy[i * n + j];
          }
        }
      }
    }

    @Override
    void close() {
      rows.close();
      matrix.close();
    }
  }

  private static final class Plain extends Part {
    private final double[] matrix;

    Plain(int n) {
      super(n);
      this.matrix = new double[n * n];
    }

    @Override
    void clear() {
      Arrays.fill(matrix, 0);
    }

    @Override
    void add(int count) {
      for (int k = 0; k < count; k++) {
        for (int i = 0; i < n; i++) {
          double x = chunk[k * n + i];
          for (int j = 0; j <= i; j++) {
            matrix[i * n + j] += x * chunk[k * n + j];
          }
        }
      }
    }

    @Override
    void addTo(double[] sum) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += matrix[i];
      }
    }

    @Override
    void close() {}
  }
}
