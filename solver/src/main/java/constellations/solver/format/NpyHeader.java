package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of an array in a NumPy file (.npy, format 1.0 to 3.0).
 *
 * @param type such as {@code <f4}
 * @param shape the lengths of its axes
 * @param offset where the numbers begin, in bytes
 */
record NpyHeader(String type, boolean columnMajor, long[] shape, long offset) {
  private static final int MOST_HEADER = 1 << 16;
  private static final int ALIGNMENT = 64;
  private static final Pattern DESCRIPTION =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern RECORD = Pattern.compile("['\"]descr['\"]\\s*:\\s*\\[(.*?)\\]");
  private static final Pattern FIELD = Pattern.compile("\\(\\s*['\"]([^'\"]*)['\"]\\s*,");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");

  /** A length, as Python 2 writes it too. */
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,18})L?");

  /**
   * Reads the header of a file.
   *
   * @param name of the file or of what it was taken from, for messages
   * @throws BadInputException if it has none, or one of another form
   */
  static NpyHeader read(Path file, String name) {
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
        throw BadInputException.file(name, "no NumPy header", "a file written by numpy.save");
      }
      int version = start.get(6);
      int begin = version == 1 ? 10 : 12;
      long length =
          version == 1
              ? start.getShort(8) & 0xffff
              : start.remaining() < 12 ? -1 : start.getInt(8) & 0xffffffffL;
      if (version < 1 || version > 3 || length < 0 || length > MOST_HEADER) {
        throw BadInputException.file(
            name,
            "NumPy format " + version + " with a header of " + length + " bytes",
            "format 1 to 3 and at most " + MOST_HEADER + " bytes");
      }
      ByteBuffer text = ByteBuffer.allocate((int) length);
      channel.read(text, begin);
      String dictionary = new String(text.array(), StandardCharsets.UTF_8);
      Matcher record = RECORD.matcher(dictionary);
      if (record.find()) {
        List<String> fields =
            FIELD.matcher(record.group(1)).results().map(field -> field.group(1)).toList();
        throw BadInputException.file(name, "records of the fields " + fields, "an array of numbers")
            .withAdvice("Maybe save one field as an array of its own.");
      }
      Matcher type = DESCRIPTION.matcher(dictionary);
      Matcher order = ORDER.matcher(dictionary);
      Matcher shape = SHAPE.matcher(dictionary);
      if (!type.find() || !order.find() || !shape.find()) {
        throw BadInputException.file(
            name,
            "the header " + dictionary.strip(),
            "descr, fortran_order and shape of an array of numbers");
      }
      String[] axes = shape.group(1).isBlank() ? new String[0] : shape.group(1).split(",");
      long[] lengths = new long[axes.length];
      for (int a = 0; a < axes.length; a++) {
        Matcher axis = LENGTH.matcher(axes[a].strip());
        if (!axis.matches()) {
          throw BadInputException.file(
              name, "the shape (" + shape.group(1) + ")", "lengths of axes");
        }
        lengths[a] = Long.parseLong(axis.group(1));
      }
      return new NpyHeader(type.group(1), order.group(1).equals("True"), lengths, begin + length);
    } catch (IOException e) {
      throw unreadable(name);
    }
  }

  /** The bytes of format 1.0, of a length that suits what follows; the offset is not used. */
  byte[] bytes() {
    String axes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '"
            + type
            + "', 'fortran_order': "
            + (columnMajor ? "True" : "False")
            + ", 'shape': ("
            + axes
            + (shape.length == 1 ? "," : "")
            + "), }";
    int length = 10 + dictionary.length() + 1;
    int padded = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) (padded - 10));
    header.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    while (header.position() < padded - 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }

  static BadInputException unreadable(String name) {
    return BadInputException.file(name, "nothing readable", "a NumPy file (.npy)");
  }
}
