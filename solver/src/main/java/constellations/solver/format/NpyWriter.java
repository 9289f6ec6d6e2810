package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a matrix of 64- or 32-bit floating-point numbers as a NumPy file (.npy, format 1.0), row
 * by row, under a temporary name until it is whole.
 */
public final class NpyWriter implements AutoCloseable {
  private final Path path;
  private final Path temporary;
  private final OutputStream out;
  private final int columns;
  private final long rows;
  private final boolean single;
  private long written;

  /**
   * Begins a file.
   *
   * @throws BadInputException if it cannot be written
   */
  public NpyWriter(Path path, long rows, int columns) {
    this(path, rows, columns, false);
  }

  /** The same for numbers of 32 bits, to which those given are rounded. */
  public static NpyWriter singles(Path path, long rows, int columns) {
    return new NpyWriter(path, rows, columns, true);
  }

  private NpyWriter(Path path, long rows, int columns, boolean single) {
    this.single = single;
    this.path = path.toAbsolutePath();
    this.temporary = this.path.resolveSibling(path.getFileName() + ".tmp");
    this.rows = rows;
    this.columns = columns;
    try {
      Files.createDirectories(this.path.getParent());
      this.out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16);
      String type = single ? "<f4" : "<f8";
      out.write(new NpyHeader(type, false, new long[] {rows, columns}, 0).bytes());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Writes a row.
   *
   * @throws BadInputException if it cannot be written
   */
  public void row(double[] values) {
    if (values.length != columns || written == rows) {
      throw new IllegalArgumentException(values.length + " numbers in row " + written);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate((single ? 4 : 8) * columns).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (single) {
        bytes.putFloat((float) value);
      } else {
        bytes.putDouble(value);
      }
    }
    try {
      out.write(bytes.array());
      written++;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Moves the file to its name if all rows were written, else removes it. */
  @Override
  public void close() {
    try {
      out.close();
      if (written == rows) {
        Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private BadInputException failure(IOException e) {
    if (TemporaryFiles.owns(path)) {
      return BadInputException.file(
              "temporary folder " + path.getParent().getParent(),
              "no way to write: " + e.getMessage(),
              "room for the numbers of the file in doubles")
          .withAdvice("Maybe name another one: JAVA_OPTS=-Djava.io.tmpdir=DIR");
    }
    return BadInputException.file(
        path.toString(), "no way to write: " + e.getMessage(), "a place that can be written");
  }
}
