package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * An array of integers or truth values of a NumPy file, in C order.
 *
 * @param shape the lengths of its axes
 * @param values one after the other, the last index first
 */
public record IntegerArray(long[] shape, long[] values) {
  private static final long MOST_VALUES = 1L << 28;

  /**
   * Reads a .npy file, or the only array of an archive.
   *
   * @throws BadInputException if it holds something else
   */
  public static IntegerArray read(Path file) {
    EmbeddingSource source = EmbeddingSource.of(file.toString(), true);
    return file.toString().endsWith(".npz") ? NpzReader.integers(source) : read(file, source);
  }

  /** Reads an array of an archive, if it has one of that name. */
  public static Optional<IntegerArray> member(Path archive, String name) {
    EmbeddingSource source = EmbeddingSource.of(archive.toString(), true);
    return NpzReader.names(source).contains(name)
        ? Optional.of(NpzReader.integers(source.member(name)))
        : Optional.empty();
  }

  static IntegerArray read(Path file, EmbeddingSource source) {
    String name = source.name();
    NpyHeader header = NpyHeader.read(file, name);
    String kind = header.type().substring(Math.min(1, header.type().length()));
    if (!kind.matches("b1|[iu][1248]|f[48]")) {
      throw BadInputException.file(name, header.type(), "integers or truth values");
    }
    long count = 1;
    for (long length : header.shape()) {
      count = length == 0 ? 0 : count > MOST_VALUES / length ? MOST_VALUES + 1 : count * length;
    }
    int bytes = kind.charAt(1) - '0';
    if (count > MOST_VALUES || count * bytes > Integer.MAX_VALUE) {
      throw BadInputException.file(
          name, "an array of shape " + Arrays.toString(header.shape()), "at most 2^28 numbers");
    }
    long[] values = new long[(int) count];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = count * bytes;
      if (channel.size() - header.offset() < size) {
        throw BadInputException.file(
            name, channel.size() + " bytes", header.offset() + size + " bytes");
      }
      ByteBuffer data = channel.map(FileChannel.MapMode.READ_ONLY, header.offset(), size);
      data.order(header.type().startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < values.length; i++) {
        values[i] = value(data, i, kind, name);
      }
    } catch (IOException e) {
      throw NpyHeader.unreadable(name);
    }
    return new IntegerArray(
        header.shape(), header.columnMajor() ? rows(header.shape(), values) : values);
  }

  private static long value(ByteBuffer data, int i, String kind, String name) {
    return switch (kind) {
      case "b1", "i1" -> data.get(i);
      case "u1" -> data.get(i) & 0xff;
      case "i2" -> data.getShort(2 * i);
      case "u2" -> data.getShort(2 * i) & 0xffff;
      case "i4" -> data.getInt(4 * i);
      case "u4" -> data.getInt(4 * i) & 0xffffffffL;
      case "f4" -> whole(data.getFloat(4 * i), i, name);
      case "f8" -> whole(data.getDouble(8 * i), i, name);
      default -> data.getLong(8 * i);
    };
  }

  private static long whole(double x, int i, String name) {
    if (x != Math.rint(x) || Math.abs(x) > 0x1p53) {
      throw BadInputException.file(name + ", number " + i, x, "a whole number");
    }
    return (long) x;
  }

  /** A matrix in Fortran order, row by row. */
  private static long[] rows(long[] shape, long[] values) {
    if (shape.length != 2) {
      return values;
    }
    int rows = (int) shape[0];
    int columns = (int) shape[1];
    long[] turned = new long[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[i * columns + j] = values[j * rows + i];
      }
    }
    return turned;
  }
}
