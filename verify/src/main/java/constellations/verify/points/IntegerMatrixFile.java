package constellations.verify.points;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Side files of certificates: N x d integers as a NumPy .npy file (format 1.0 or 2.0, little-endian
 * signed integers of 1, 2, 4 or 8 bytes, C order), so that other programs read them as they are.
 */
public final class IntegerMatrixFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** The largest side file, in bytes. */
  public static final long MAX_BYTES = 1L << 30;

  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([|<])i([1248])', 'fortran_order': False, "
              + "'shape': \\((\\d{1,9}), (\\d{1,9})\\), \\} *\\n");

  private IntegerMatrixFile() {}

  /**
   * Reads the bytes of a side file.
   *
   * @param bytes the whole file
   * @param where the name of the file, for errors
   * @return the N vectors
   * @throws BadInputException if they have another form
   */
  public static PointSet parse(byte[] bytes, String where) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    String expected = "a .npy file of little-endian integers in C order with two dimensions";
    if (bytes.length < 12 || !startsWithMagic(bytes) || bytes[6] < 1 || bytes[6] > 2) {
      throw BadInputException.file(where, "another format", expected);
    }
    int start = bytes[6] == 1 ? 10 : 12;
    long length = bytes[6] == 1 ? buffer.getShort(8) & 0xffff : buffer.getInt(8) & 0xffffffffL;
    if (start + length > bytes.length) {
      throw BadInputException.file(where, "a header beyond the end of the file", expected);
    }
    String text = new String(bytes, start, (int) length, StandardCharsets.US_ASCII);
    Matcher header = HEADER.matcher(text);
    if (!header.matches()) {
      throw BadInputException.file(where + ": header", text.strip(), expected);
    }
    int width = Integer.parseInt(header.group(2));
    long rows = Long.parseLong(header.group(3));
    int columns = Integer.parseInt(header.group(4));
    long body = bytes.length - start - length;
    if (rows * columns * width != body || rows * columns == 0) {
      throw BadInputException.file(
          where,
          body + " bytes of data",
          rows + " x " + columns + " numbers of " + width + " bytes");
    }
    buffer.position(start + (int) length);
    long[] data = new long[(int) (rows * columns)];
    for (int i = 0; i < data.length; i++) {
      data[i] =
          switch (width) {
            case 1 -> buffer.get();
            case 2 -> buffer.getShort();
            case 4 -> buffer.getInt();
            default -> buffer.getLong();
          };
    }
    return PointSet.ofIntegers(columns, data);
  }

  private static boolean startsWithMagic(byte[] bytes) {
    return java.util.Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * {@return the bytes of a side file with numbers of one byte each}
   *
   * @param dimension the number d of coordinates
   * @param data N x d, row by row
   */
  public static byte[] bytes(int dimension, byte[] data) {
    String dictionary =
        "{'descr': '|i1', 'fortran_order': False, 'shape': ("
            + data.length / dimension
            + ", "
            + dimension
            + "), }";
    int padding = 63 - (10 + dictionary.length()) % 64;
    byte[] header = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer =
        ByteBuffer.allocate(10 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    return buffer
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) header.length)
        .put(header)
        .put(data)
        .array();
  }
}
