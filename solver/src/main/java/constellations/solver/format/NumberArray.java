package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Finite numbers of a NumPy file (.npy), exact in double precision, in C order; a row may be zero.
 *
 * @param shape the lengths of its axes
 * @param values one after the other, the last index first
 */
public record NumberArray(long[] shape, double[] values) {
  private static final long MOST_VALUES = 1L << 27;

  private static final double EXACT_INTEGERS = 0x1p53;

  /**
   * Reads an array.
   *
   * @param axes how many it has to have
   * @param expected what it should be, for messages
   * @throws BadInputException if it holds something else, or a number is not finite
   */
  public static NumberArray read(Path file, int axes, String expected) {
    String name = file.toString();
    if (!Files.isRegularFile(file)) {
      throw BadInputException.file(name, "no file", expected + " (.npy)");
    }
    NpyHeader header = NpyHeader.read(file, name);
    NumberType type = NpyReader.type(header, name);
    long count = 1;
    for (long length : header.shape()) {
      count = length == 0 ? 0 : count > MOST_VALUES / length ? MOST_VALUES + 1 : count * length;
    }
    if (header.shape().length != axes || count < 1 || count * type.bytes() > Integer.MAX_VALUE) {
      throw BadInputException.file(
          name, "an array of shape " + Arrays.toString(header.shape()), expected);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = count * type.bytes();
      if (channel.size() - header.offset() < size) {
        throw BadInputException.file(
            name, channel.size() + " bytes", header.offset() + size + " bytes");
      }
      double[] values = new double[(int) count];
      ByteBuffer data = channel.map(FileChannel.MapMode.READ_ONLY, header.offset(), size);
      data.order(NpyReader.order(header));
      for (int i = 0; i < values.length; i++) {
        int place = header.columnMajor() ? place(header.shape(), i) : i;
        values[i] = type.read(data, place * type.bytes());
        boolean exact = !type.isInteger() || Math.abs(values[i]) < EXACT_INTEGERS;
        if (!Double.isFinite(values[i]) || !exact) {
          throw BadInputException.file(
              name + ", number " + i, values[i], "finite numbers, integers below 2^53");
        }
      }
      return new NumberArray(header.shape(), values);
    } catch (IOException e) {
      throw NpyHeader.unreadable(name);
    }
  }

  /** The place in Fortran order of what is in place i in C order. */
  private static int place(long[] shape, int i) {
    int left = i;
    int place = 0;
    int count = 1;
    for (long length : shape) {
      count *= (int) length;
    }
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      int length = (int) shape[axis];
      count /= length;
      place += left % length * count;
      left /= length;
    }
    return place;
  }

  /** The rows of a matrix. */
  public double[][] rows() {
    double[][] rows = new double[(int) shape[0]][];
    int length = (int) shape[1];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values, i * length, (i + 1) * length);
    }
    return rows;
  }
}
