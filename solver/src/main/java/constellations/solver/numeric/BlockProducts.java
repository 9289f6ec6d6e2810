package constellations.solver.numeric;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Inner products of two blocks of rows in single precision: by OpenBLAS on native buffers, or in
 * Java where it cannot be loaded. For use by one thread; its buffers are native memory.
 */
public abstract class BlockProducts implements AutoCloseable {
  private static final boolean NATIVE = loadNative();

  /** The most rows of a block. */
  public static final int ROWS = 1024;

  /** Room for blocks of {@link #ROWS} rows of d numbers. */
  public static BlockProducts of(int dimension) {
    return NATIVE ? new Native(dimension) : new Plain(dimension);
  }

  /** Room for blocks, without native code. */
  public static BlockProducts plain(int dimension) {
    return new Plain(dimension);
  }

  /** Whether native code was found. */
  static boolean isNative() {
    return NATIVE;
  }

  private static boolean loadNative() {
    // The library counts mapped files as memory in use, and would wait for some to be freed.
    System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    try {
      openblas_nolapack.blas_set_num_threads(1);
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  /**
   * A bound on the error of a product of unit vectors u, v of R^d that were rounded to single
   * precision: |computed - &lt;u,v&gt;|.
   *
   * <p>Rounding coordinates to 24 bits moves a unit vector by at most e = 1.01 2^-24 (the error of
   * the norm in double precision and subnormal coordinates are within the 1.01), which changes the
   * product by at most 2e + e^2. A sum of d products in single precision, in any order, fused or
   * not, errs by at most d 2^-24 / (1 - d 2^-24) times the product of the norms. Together below
   * 1.02 (d + 3) 2^-24 for d <= 100 000 plus the underflows, far below 2^-100.
   */
  public static double errorBound(int dimension) {
    return 1.02 * (dimension + 3) * 0x1p-24 + 0x1p-100;
  }

  /** Sets the rows of the left block, row by row. */
  public abstract void left(float[] rows, int count);

  /** Sets the rows of the right block, row by row. */
  public abstract void right(float[] rows, int count);

  /** Fills an array with the products, a row for each row of the left block. */
  public abstract void multiply(float[] out);

  @Override
  public abstract void close();

  private static final class Native extends BlockProducts {
    private final int dimension;
    private final FloatPointer left;
    private final FloatPointer right;
    private final FloatPointer out = new FloatPointer((long) ROWS * ROWS);
    private int leftCount;
    private int rightCount;

    Native(int dimension) {
      this.dimension = dimension;
      this.left = new FloatPointer((long) ROWS * dimension);
      this.right = new FloatPointer((long) ROWS * dimension);
    }

    @Override
    public void left(float[] rows, int count) {
      left.put(rows, 0, count * dimension);
      leftCount = count;
    }

    @Override
    public void right(float[] rows, int count) {
      right.put(rows, 0, count * dimension);
      rightCount = count;
    }

    @Override
    public void multiply(float[] products) {
      openblas_nolapack.cblas_sgemm(
          openblas_nolapack.CblasRowMajor,
          openblas_nolapack.CblasNoTrans,
          openblas_nolapack.CblasTrans,
          leftCount,
          rightCount,
          dimension,
          1f,
          left,
          dimension,
          right,
          dimension,
          0f,
          out,
          rightCount);
      out.get(products, 0, leftCount * rightCount);
    }

    @Override
    public void close() {
      left.close();
      right.close();
      out.close();
    }
  }

  private static final class Plain extends BlockProducts {
    private final int dimension;
    private final float[] left;
    private final float[][] columns;
    private int leftCount;
    private int rightCount;

    Plain(int dimension) {
      this.dimension = dimension;
      this.left = new float[ROWS * dimension];
      this.columns = new float[dimension][ROWS];
    }

    @Override
    public void left(float[] rows, int count) {
      System.arraycopy(rows, 0, left, 0, count * dimension);
      leftCount = count;
    }

    @Override
    public void right(float[] rows, int count) {
      for (int j = 0; j < count; j++) {
        for (int k = 0; k < dimension; k++) {
          columns[k][j] = rows[j * dimension + k];
        }
      }
      rightCount = count;
    }

    @Override
    public void multiply(float[] products) {
      float[] line = new float[rightCount];
      for (int i = 0; i < leftCount; i++) {
        java.util.Arrays.fill(line, 0);
        for (int k = 0; k < dimension; k++) {
          add(line, left[i * dimension + k], columns[k]);
        }
        System.arraycopy(line, 0, products, i * rightCount, rightCount);
      }
    }

    private static void add(float[] line, float factor, float[] column) {
      for (int j = 0; j < line.length; j++) {
        line[j] += factor * column[j];
      }
    }

    @Override
    public void close() {
      // Nothing but Java arrays.
    }
  }
}
