package constellations.solver.format;

import constellations.solver.format.EmbeddingMatrix.Layout;
import constellations.solver.format.EmbeddingMatrix.Type;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads the matrices and labels of NumPy files (.npy). */
final class NpyReader {
  private NpyReader() {}

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
    NpyHeader header = NpyHeader.read(file);
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

  private static ByteOrder order(NpyHeader header) {
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
    NpyHeader header = NpyHeader.read(file);
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
      throw NpyHeader.unreadable(file);
    }
  }
}
