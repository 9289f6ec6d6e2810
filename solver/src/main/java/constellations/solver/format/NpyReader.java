package constellations.solver.format;

import constellations.solver.format.EmbeddingMatrix.Layout;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Reads the matrices and labels of NumPy files (.npy). */
final class NpyReader {
  private NpyReader() {}

  /**
   * Maps a matrix.
   *
   * @param file an array, which may have been taken out of an archive
   * @param source which messages name
   * @throws BadInputException if it is no such file, or its numbers are of another type
   */
  static EmbeddingMatrix read(Path file, EmbeddingSource source) {
    String name = source.name();
    NpyHeader header = NpyHeader.read(file, name);
    NumberType type = type(header, name);
    if (header.shape().length != 2) {
      throw BadInputException.file(
          name, header.shape().length + " axes", "2 axes, rows and coordinates");
    }
    return EmbeddingMatrix.map(
        file,
        source,
        new Layout(
            length(name, header.shape()[0]),
            length(name, header.shape()[1]),
            type,
            order(header),
            header.offset(),
            header.columnMajor()));
  }

  private static String kind(NpyHeader header) {
    return header.type().substring(Math.min(1, header.type().length()));
  }

  static NumberType type(NpyHeader header, String name) {
    String kind = kind(header);
    String called =
        switch (kind.isEmpty() ? ' ' : kind.charAt(0)) {
          case 'b' -> "truth values";
          case 'c' -> "complex numbers";
          case 'O' -> "Python objects";
          case 'U', 'S' -> "texts";
          default -> "numbers of another type";
        };
    return switch (kind) {
      case "f2" -> NumberType.HALF;
      case "f4" -> NumberType.SINGLE;
      case "f8" -> NumberType.DOUBLE;
      case "i1" -> NumberType.INTEGER_8;
      case "i2" -> NumberType.INTEGER_16;
      case "i4" -> NumberType.INTEGER_32;
      case "i8" -> NumberType.INTEGER_64;
      case "u1" -> NumberType.UNSIGNED_8;
      case "u2" -> NumberType.UNSIGNED_16;
      case "u4" -> NumberType.UNSIGNED_32;
      case "u8" -> NumberType.UNSIGNED_64;
      default ->
          throw BadInputException.file(
              name,
              called + " (" + header.type() + ")",
              "float16, float32, float64, or integers of 8 to 64 bits");
    };
  }

  /** Whether an array is one of rows of numbers, as far as its header says. */
  static boolean isMatrix(NpyHeader header) {
    return header.shape().length == 2 && kind(header).matches("f[248]|[iu][1248]");
  }

  static ByteOrder order(NpyHeader header) {
    return header.type().startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static int length(String name, long length) {
    if (length > Integer.MAX_VALUE - 8) {
      throw BadInputException.file(name, length + " rows", "fewer than 2^31 rows");
    }
    return (int) length;
  }

  /**
   * Reads integers or texts, one for each row.
   *
   * @throws BadInputException if the file holds something else
   */
  static List<String> labels(Path file, EmbeddingSource source) {
    String name = source.name();
    NpyHeader header = NpyHeader.read(file, name);
    String kind = kind(header);
    boolean texts = kind.matches("[US]\\d{1,6}");
    long[] shape = header.shape();
    boolean row = shape.length == 1 || (shape.length == 2 && shape[1] == 1);
    if (!row || !(texts || kind.matches("[iu][1248]|f[48]"))) {
      throw BadInputException.file(
          name, shape.length + " axes of type " + header.type(), "one axis of numbers or texts");
    }
    int bytes = Integer.parseInt(kind.substring(1)) * (kind.startsWith("U") ? 4 : 1);
    int count = length(name, header.shape()[0]);
    long size = (long) count * bytes;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() - header.offset() < size || size > Integer.MAX_VALUE) {
        throw BadInputException.file(
            name, channel.size() + " bytes", header.offset() + size + " bytes");
      }
      ByteBuffer data =
          channel.map(FileChannel.MapMode.READ_ONLY, header.offset(), size).order(order(header));
      List<String> labels = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        labels.add(
            texts
                ? text(data, i * bytes, bytes, kind.startsWith("U"))
                : kind.startsWith("f")
                    ? Exact.plain(new BigDecimal(number(data, i * bytes, bytes, name)))
                    : integer(data, i * bytes, bytes, kind.startsWith("u")));
      }
      return labels;
    } catch (IOException e) {
      throw NpyHeader.unreadable(name);
    }
  }

  private static double number(ByteBuffer data, int at, int bytes, String name) {
    double x = bytes == 4 ? data.getFloat(at) : data.getDouble(at);
    if (!Double.isFinite(x)) {
      throw BadInputException.file(name + ", row " + at / bytes, x, "a label");
    }
    return x;
  }

  private static String integer(ByteBuffer data, int at, int bytes, boolean unsigned) {
    long x =
        switch (bytes) {
          case 1 -> data.get(at);
          case 2 -> data.getShort(at);
          case 4 -> data.getInt(at);
          default -> data.getLong(at);
        };
    long mask = bytes == 8 ? -1 : (1L << (8 * bytes)) - 1;
    return unsigned ? Long.toUnsignedString(x & mask) : Long.toString(x);
  }

  /** A text of NumPy: code points of 32 bits or bytes, filled up with zeros. */
  private static String text(ByteBuffer data, int at, int bytes, boolean wide) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < bytes; k += wide ? 4 : 1) {
      int point = wide ? data.getInt(at + k) : data.get(at + k) & 0xff;
      if (point == 0) {
        break;
      }
      text.appendCodePoint(Character.isValidCodePoint(point) ? point : 0xfffd);
    }
    return text.toString();
  }
}
