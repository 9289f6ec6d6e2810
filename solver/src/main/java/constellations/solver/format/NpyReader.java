package constellations.solver.format;

import constellations.solver.format.EmbeddingMatrix.Layout;
import constellations.solver.format.EmbeddingMatrix.Type;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header of a NumPy file (.npy, format 1.0 to 3.0). */
final class NpyReader {
  private static final int MOST_HEADER = 1 << 16;
  private static final Pattern DESCRIPTION = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  private NpyReader() {}

  /**
   * The header of an array.
   *
   * @param type such as {@code <f4}
   * @param shape the lengths of its axes
   * @param offset where the numbers begin, in bytes
   */
  record Header(String type, boolean columnMajor, long[] shape, long offset) {}

  /**
   * Maps a matrix.
   *
   * @throws BadInputException if it is no such file, or its numbers are not floating-point
   */
  static EmbeddingMatrix read(Path file) {
    return read(file, file);
  }

  /** The same for a copy of another file, which messages name. */
  static EmbeddingMatrix read(Path file, Path named) {
    Header header = header(file);
    if (header.shape().length != 2) {
      throw BadInputException.file(
          file.toString(), header.shape().length + " axes", "2 axes, rows and coordinates");
    }
    Type type =
        switch (header.type().substring(Math.min(1, header.type().length()))) {
          case "f2" -> Type.HALF;
          case "f4" -> Type.SINGLE;
          case "f8" -> Type.DOUBLE;
          default ->
              throw BadInputException.file(
                  file.toString(),
                  "numbers of type " + header.type(),
                  "float16, float32 or float64");
        };
    return EmbeddingMatrix.map(
        file,
        named,
        new Layout(
            length(file, header.shape()[0]),
            length(file, header.shape()[1]),
            type,
            order(header),
            header.offset(),
            header.columnMajor()));
  }

  private static ByteOrder order(Header header) {
    return header.type().startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static int length(Path file, long length) {
    if (length > Integer.MAX_VALUE - 8) {
      throw BadInputException.file(file.toString(), length + " rows", "fewer than 2^31 rows");
    }
    return (int) length;
  }

  /**
   * Reads integers, one for each row.
   *
   * @throws BadInputException if the file holds something else
   */
  static long[] integers(Path file) {
    Header header = header(file);
    String type = header.type().substring(Math.min(1, header.type().length()));
    int bytes = type.matches("[iu][1248]") ? type.charAt(1) - '0' : 0;
    boolean unsigned = type.startsWith("u");
    if (header.shape().length != 1 || bytes == 0) {
      throw BadInputException.file(
          file.toString(),
          header.shape().length + " axes of type " + header.type(),
          "one axis of integers");
    }
    int count = length(file, header.shape()[0]);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = (long) count * bytes;
      if (channel.size() - header.offset() < size || size > Integer.MAX_VALUE) {
        throw BadInputException.file(
            file.toString(), channel.size() + " bytes", header.offset() + size + " bytes");
      }
      ByteBuffer data =
          channel.map(FileChannel.MapMode.READ_ONLY, header.offset(), size).order(order(header));
      long[] labels = new long[count];
      for (int i = 0; i < count; i++) {
        labels[i] =
            switch (bytes) {
              case 1 -> unsigned ? data.get(i) & 0xff : data.get(i);
              case 2 -> unsigned ? data.getShort(2 * i) & 0xffff : data.getShort(2 * i);
              case 4 -> unsigned ? data.getInt(4 * i) & 0xffffffffL : data.getInt(4 * i);
              default -> data.getLong(8 * i);
            };
      }
      return labels;
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static Header header(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer start = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(start, 0);
      start.flip();
      if (start.remaining() < 10
          || start.get(0) != (byte) 0x93
          || start.get(1) != 'N'
          || start.get(2) != 'U'
          || start.get(3) != 'M'
          || start.get(4) != 'P'
          || start.get(5) != 'Y') {
        throw BadInputException.file(
            file.toString(), "no NumPy header", "a file written by numpy.save");
      }
      int version = start.get(6);
      int begin = version == 1 ? 10 : 12;
      long length =
          version == 1
              ? start.getShort(8) & 0xffff
              : start.remaining() < 12 ? -1 : start.getInt(8) & 0xffffffffL;
      if (version < 1 || version > 3 || length < 0 || length > MOST_HEADER) {
        throw BadInputException.file(
            file.toString(),
            "NumPy format " + version + " with a header of " + length + " bytes",
            "format 1 to 3 and at most " + MOST_HEADER + " bytes");
      }
      ByteBuffer text = ByteBuffer.allocate((int) length);
      channel.read(text, begin);
      String dictionary = new String(text.array(), StandardCharsets.UTF_8);
      Matcher type = DESCRIPTION.matcher(dictionary);
      Matcher order = ORDER.matcher(dictionary);
      Matcher shape = SHAPE.matcher(dictionary);
      if (!type.find() || !order.find() || !shape.find()) {
        throw BadInputException.file(
            file.toString(),
            "the header " + dictionary.strip(),
            "descr, fortran_order and shape of an array of numbers");
      }
      String[] axes = shape.group(1).isBlank() ? new String[0] : shape.group(1).split(",");
      long[] lengths = new long[axes.length];
      for (int a = 0; a < axes.length; a++) {
        String axis = axes[a].strip();
        if (!axis.matches("\\d{1,18}")) {
          throw BadInputException.file(
              file.toString(), "the shape (" + shape.group(1) + ")", "lengths of axes");
        }
        lengths[a] = Long.parseLong(axis);
      }
      return new Header(type.group(1), order.group(1).equals("True"), lengths, begin + length);
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static BadInputException unreadable(Path file) {
    return BadInputException.file(file.toString(), "nothing readable", "a NumPy file (.npy)");
  }
}
