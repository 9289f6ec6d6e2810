package constellations.solver.format;

import constellations.solver.numeric.BlockProducts;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * An N x d matrix of 16-, 32- or 64-bit floating-point numbers in a file, mapped into memory, so
 * that its size is bounded by the disk. A row stands for the unit vector in its direction. Safe for
 * use by several threads.
 */
public final class EmbeddingMatrix {
  /**
   * How the numbers lie in a file.
   *
   * @param offset where the first one begins, in bytes
   * @param columnMajor whether a column follows a column (Fortran order)
   */
  public record Layout(
      int rows, int columns, NumberType type, ByteOrder order, long offset, boolean columnMajor) {
    long bytes() {
      return (long) rows * columns * type.bytes();
    }
  }

  /** Loads rows when they are asked for. */
  interface RowLoader {
    /** The first row of each group, and the number of rows at the end. */
    int[] starts();

    /** Decodes all rows of a group. */
    void load(int group, RowSink sink);
  }

  /** Takes the bytes of rows. */
  @FunctionalInterface
  interface RowSink {
    /** Takes a row; the array is used again. */
    void row(int row, byte[] bytes);
  }

  /** Rows whose norms differ from 1 by more are not unit vectors rounded to 16 bits. */
  private static final double NORM_SLACK = 0.01;

  private static final double EXACT_INTEGERS = 0x1p53;
  private static final int SEGMENT_BITS = 30;
  private static final int MOST_COLUMNS = 100_000;

  private final EmbeddingSource source;
  private final Layout layout;
  private final ByteBuffer[] segments;
  private final FloatBuffer[] singles;
  private final DoubleBuffer[] doubles;
  private final double[] significands;
  private final int[] exponents;
  private RowLoader loader;
  private final Object loading = new Object();
  private AtomicIntegerArray loaded;
  private List<String> notes = List.of();

  private EmbeddingMatrix(EmbeddingSource source, Layout layout, ByteBuffer[] segments) {
    this.source = source;
    this.layout = layout;
    this.segments = segments;
    this.singles =
        Arrays.stream(segments).map(ByteBuffer::asFloatBuffer).toArray(FloatBuffer[]::new);
    this.doubles =
        Arrays.stream(segments).map(ByteBuffer::asDoubleBuffer).toArray(DoubleBuffer[]::new);
    this.significands = new double[layout.rows()];
    this.exponents = new int[layout.rows()];
  }

  /**
   * Maps a file and looks at every number once.
   *
   * @throws BadInputException if the file is shorter than its layout says, a number is not finite,
   *     or a row is zero
   */
  public static EmbeddingMatrix map(Path file, Layout layout) {
    return map(file, EmbeddingSource.of(file.toString(), true), layout);
  }

  /** The same for numbers that were taken out of another file, which messages name. */
  static EmbeddingMatrix map(Path file, EmbeddingSource source, Layout layout) {
    requireShape(source, layout);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < layout.offset() + layout.bytes()) {
        throw BadInputException.file(
            source.name(),
            channel.size() + " bytes",
            layout.offset()
                + layout.bytes()
                + " bytes for "
                + layout.rows()
                + " x "
                + layout.columns());
      }
      EmbeddingMatrix matrix =
          new EmbeddingMatrix(
              source, layout, segments(channel, FileChannel.MapMode.READ_ONLY, layout));
      matrix.measure(0, layout.rows());
      return matrix;
    } catch (IOException e) {
      throw BadInputException.file(source.name(), "nothing readable", "a matrix of numbers");
    }
  }

  /**
   * A matrix whose rows are loaded into a file when they are first asked for.
   *
   * @param room a file of the size of the matrix
   */
  static EmbeddingMatrix lazy(Path room, EmbeddingSource source, Layout layout, RowLoader loader)
      throws IOException {
    requireShape(source, layout);
    try (FileChannel channel =
        FileChannel.open(room, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      EmbeddingMatrix matrix =
          new EmbeddingMatrix(
              source, layout, segments(channel, FileChannel.MapMode.READ_WRITE, layout));
      matrix.loader = loader;
      matrix.loaded = new AtomicIntegerArray(loader.starts().length);
      return matrix;
    }
  }

  private static ByteBuffer[] segments(FileChannel channel, FileChannel.MapMode mode, Layout layout)
      throws IOException {
    long length = layout.bytes();
    int count = (int) ((length + (1L << SEGMENT_BITS) - 1) >> SEGMENT_BITS);
    ByteBuffer[] segments = new ByteBuffer[count];
    for (int s = 0; s < count; s++) {
      long from = (long) s << SEGMENT_BITS;
      long size = Math.min(1L << SEGMENT_BITS, length - from);
      segments[s] = channel.map(mode, layout.offset() + from, size).order(layout.order());
    }
    return segments;
  }

  /** Loads the rows around row i, if they are not there yet. */
  private void ensure(int i) {
    if (loader == null) {
      return;
    }
    int found = Arrays.binarySearch(loader.starts(), i);
    int group = found >= 0 ? found : -found - 2;
    // Empty groups begin where the next one does.
    while (loader.starts()[group + 1] <= i) {
      group++;
    }
    if (loaded.get(group) == 1) {
      return;
    }
    synchronized (loading) {
      if (loaded.get(group) == 0) {
        loader.load(group, this::put);
        measure(loader.starts()[group], loader.starts()[group + 1]);
        loaded.set(group, 1);
      }
    }
  }

  private void put(int row, byte[] bytes) {
    long at = (long) row * bytes.length;
    for (byte b : bytes) {
      segments[(int) (at >>> SEGMENT_BITS)].put((int) (at & ((1L << SEGMENT_BITS) - 1)), b);
      at++;
    }
  }

  private void requireUnit(int i) {
    double norm = Math.scalb(significands[i], exponents[i]);
    if (!(Math.abs(norm - 1) <= NORM_SLACK)) {
      throw BadInputException.file(at(i), "norm " + norm, "a unit vector")
          .withAdvice("Maybe --normalise was meant, which takes the directions of all rows.");
    }
  }

  private String at(int row) {
    return source.name() + ", row " + row;
  }

  /** Where the matrix comes from, to open it elsewhere and for messages. */
  public EmbeddingSource source() {
    return source;
  }

  /** The same matrix with remarks on how its file was read. */
  EmbeddingMatrix withNotes(List<String> remarks) {
    notes = List.copyOf(remarks);
    return this;
  }

  /** What was left out of the file, or taken for something else than a number. */
  public List<String> notes() {
    return notes;
  }

  private static void requireShape(EmbeddingSource source, Layout layout) {
    if (layout.rows() < 1 || layout.columns() < 1 || layout.columns() > MOST_COLUMNS) {
      throw BadInputException.file(
          source.name(),
          layout.rows() + " x " + layout.columns() + " numbers",
          "at least one row of 1 to " + MOST_COLUMNS + " numbers");
    }
  }

  /** The norms of some rows, and the check that they are directions. */
  private void measure(int from, int to) {
    double[] row = new double[columns()];
    for (int i = from; i < to; i++) {
      read(i, row);
      double largest = 0;
      for (double x : row) {
        if (!Double.isFinite(x)) {
          throw BadInputException.file(at(i), Double.toString(x), "finite numbers");
        }
        largest = Math.max(largest, Math.abs(x));
      }
      if (layout.type().isInteger() && largest >= EXACT_INTEGERS) {
        throw BadInputException.file(at(i), "an integer of size " + largest, "less than 2^53");
      }
      if (largest == 0) {
        throw BadInputException.file(at(i), "the zero vector", "a vector with a direction");
      }
      // Scaled by a power of two, so that squares neither overflow nor vanish.
      int exponent = Math.getExponent(largest);
      double sum = 0;
      for (double x : row) {
        double y = Math.scalb(x, -exponent);
        sum += y * y;
      }
      significands[i] = Math.sqrt(sum);
      exponents[i] = exponent;
      if (!source.normalise()) {
        requireUnit(i);
      }
    }
  }

  /** The number N of rows. */
  public int rows() {
    return layout.rows();
  }

  /** The number d of columns. */
  public int columns() {
    return layout.columns();
  }

  /** How a number is stored. */
  public NumberType type() {
    return layout.type();
  }

  /** The file. */
  public Path file() {
    return Path.of(source.path());
  }

  /** The norm of row i; infinite only if it is beyond all finite numbers. */
  public double norm(int i) {
    ensure(i);
    return Math.scalb(significands[i], exponents[i]);
  }

  /** Fills an array with row i; the numbers of the file are exact in double precision. */
  public void row(int i, double[] out) {
    ensure(i);
    read(i, out);
  }

  private void read(int i, double[] out) {
    int bytes = layout.type().bytes();
    if (!layout.columnMajor() && copied(i, out)) {
      return;
    }
    long step = layout.columnMajor() ? (long) layout.rows() * bytes : bytes;
    long at = layout.columnMajor() ? (long) i * bytes : (long) i * columns() * bytes;
    for (int k = 0; k < out.length; k++) {
      ByteBuffer segment = segments[(int) (at >>> SEGMENT_BITS)];
      int place = (int) (at & ((1L << SEGMENT_BITS) - 1));
      out[k] = layout.type().read(segment, place);
      at += step;
    }
  }

  /** Copies a row of 32 or 64 bits that lies in one segment. */
  private boolean copied(int i, double[] out) {
    long size = (long) columns() * layout.type().bytes();
    long from = i * size;
    int segment = (int) (from >>> SEGMENT_BITS);
    boolean whole = layout.type() == NumberType.SINGLE || layout.type() == NumberType.DOUBLE;
    if (!whole || (from + size - 1) >>> SEGMENT_BITS != segment) {
      return false;
    }
    int place = (int) (from & ((1L << SEGMENT_BITS) - 1));
    if (layout.type() == NumberType.DOUBLE) {
      doubles[segment].get(place / Double.BYTES, out);
      return true;
    }
    float[] single = new float[out.length];
    singles[segment].get(place / Float.BYTES, single);
    for (int k = 0; k < out.length; k++) {
      out[k] = single[k];
    }
    return true;
  }

  /**
   * Fills an array with the unit vector of row i: each coordinate errs by a common relative error
   * of at most (d/2 + 3) 2^-53 and a rounding of 2^-53 of its own, or by 2^-1074.
   */
  public void unit(int i, double[] out) {
    row(i, out);
    int shift = -exponents[i];
    if (shift > Double.MAX_EXPONENT || shift < Double.MIN_EXPONENT) {
      for (int k = 0; k < out.length; k++) {
        out[k] = Math.scalb(out[k], shift) / significands[i];
      }
      return;
    }
    double scale = Math.scalb(1.0, shift);
    double norm = significands[i];
    for (int k = 0; k < out.length; k++) {
      out[k] = out[k] * scale / norm;
    }
  }

  /** Unit rows in single precision: at most a block of them, ending before {@code end}. */
  public float[] singleUnits(int from, int end) {
    int count = Math.min(BlockProducts.ROWS, end - from);
    int dimension = columns();
    float[] out = new float[count * dimension];
    double[] unit = new double[dimension];
    for (int i = 0; i < count; i++) {
      unit(from + i, unit);
      for (int k = 0; k < dimension; k++) {
        out[i * dimension + k] = (float) unit[k];
      }
    }
    return out;
  }
}
