package constellations.solver.deployment;

import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.EmbeddingSource;
import constellations.solver.format.IntegerArray;
import constellations.solver.format.NpyWriter;
import constellations.solver.format.TemporaryFiles;
import constellations.verify.exact.BadInputException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Other vectors made of those of a file, all exact in double precision; their directions are what
 * counts.
 */
public final class Derived {
  private static final int MOST_BYTES = 100_000;

  private Derived() {}

  /** Integers that numbers are rounded to. */
  public enum Scheme {
    /** From -127 to 127. */
    INT8(127),
    /** From -7 to 7. */
    INT4(7),
    /** Signs; 0 counts as positive. */
    BINARY(0);

    private final int most;

    Scheme(int most) {
      this.most = most;
    }

    /** The scheme of a name. */
    public static Scheme named(String name) {
      for (Scheme scheme : values()) {
        if (scheme.text().equals(name.toLowerCase(Locale.ROOT))) {
          return scheme;
        }
      }
      throw BadInputException.argument("--quantise", name, "int8, int4 or binary");
    }

    /** The name. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What is done to a number x, for people. */
    public String rule(boolean byDimension) {
      String largest = byDimension ? "of its coordinate in both files" : "of its vector";
      return this == BINARY
          ? "the sign, 0 as positive"
          : "x times "
              + most
              + " by the largest |x| "
              + largest
              + ", to the nearest integer (half to even)";
    }
  }

  /** Makes a row of another. */
  private interface RowMap {
    /** Fills the new row. */
    void map(double[] from, double[] to);
  }

  /**
   * The first coordinates of each row.
   *
   * @throws BadInputException if they are all 0
   */
  static EmbeddingMatrix prefix(EmbeddingMatrix matrix, int columns) {
    return write(
        matrix,
        columns,
        "the first " + columns + " coordinates",
        (from, to) -> System.arraycopy(from, 0, to, 0, columns));
  }

  /**
   * The largest absolute value of each coordinate over several matrices, in single precision, so
   * that small multiples of it are exact.
   */
  static double[] largest(EmbeddingMatrix... matrices) {
    double[] largest = new double[matrices[0].columns()];
    double[] row = new double[largest.length];
    for (EmbeddingMatrix matrix : matrices) {
      for (int i = 0; i < matrix.rows(); i++) {
        matrix.row(i, row);
        for (int k = 0; k < row.length; k++) {
          largest[k] = Math.max(largest[k], Math.abs(row[k]));
        }
      }
    }
    for (int k = 0; k < largest.length; k++) {
      largest[k] = (float) largest[k];
    }
    return largest;
  }

  /**
   * Quantised rows.
   *
   * @param scales the largest absolute value of each coordinate; empty to scale each vector by its
   *     own
   */
  static EmbeddingMatrix quantised(EmbeddingMatrix matrix, Scheme scheme, double[] scales) {
    return write(
        matrix,
        matrix.columns(),
        "the coordinates as " + scheme.text(),
        (from, to) -> quantise(from, to, scheme, scales));
  }

  /** Quantises a vector; the numbers that come out are exact multiples of integers. */
  static void quantise(double[] from, double[] to, Scheme scheme, double[] scales) {
    double own = 0;
    for (double x : from) {
      own = Math.max(own, Math.abs(x));
    }
    for (int k = 0; k < from.length; k++) {
      if (scheme == Scheme.BINARY) {
        to[k] = from[k] < 0 ? -1 : 1;
        continue;
      }
      double scale = scales.length == 0 ? own : scales[k];
      double level = scale == 0 ? 0 : Math.rint(from[k] / scale * scheme.most);
      level = Math.max(-scheme.most, Math.min(scheme.most, level));
      to[k] = scales.length == 0 ? level : level * scale;
    }
  }

  /**
   * Rows of signs from rows of bytes, eight bits each, the highest first as NumPy packs them; a 1
   * stands for +1, a 0 for -1.
   *
   * @param bytes a .npy file, or a .npz with one array
   * @throws BadInputException if the numbers are no bytes in rows
   */
  public static EmbeddingMatrix unpacked(Path bytes) {
    IntegerArray array = IntegerArray.read(bytes);
    long[] shape = array.shape();
    if (shape.length != 2 || shape[0] < 1 || shape[1] < 1 || shape[1] > MOST_BYTES) {
      throw BadInputException.file(
          bytes.toString(),
          "an array of shape " + java.util.Arrays.toString(shape),
          "rows of 1 to " + MOST_BYTES + " bytes");
    }
    int width = (int) shape[1];
    Path file = TemporaryFiles.create(".npy");
    double[] signs = new double[8 * width];
    try (NpyWriter out = NpyWriter.singles(file, shape[0], signs.length)) {
      for (int i = 0; i < shape[0]; i++) {
        for (int k = 0; k < width; k++) {
          long bits = array.values()[i * width + k];
          if (bits < 0 || bits > 255) {
            throw BadInputException.file(
                bytes + ", row " + i, bits, "bytes from 0 to 255, of eight bits each");
          }
          for (int bit = 0; bit < 8; bit++) {
            signs[8 * k + bit] = (bits >> (7 - bit) & 1) == 1 ? 1 : -1;
          }
        }
        out.row(signs);
      }
    }
    return EmbeddingFiles.open(EmbeddingSource.of(file.toString(), true));
  }

  private static EmbeddingMatrix write(
      EmbeddingMatrix matrix, int columns, String what, RowMap map) {
    Path file = TemporaryFiles.create(".npy");
    double[] row = new double[matrix.columns()];
    double[] made = new double[columns];
    try (NpyWriter out = new NpyWriter(file, matrix.rows(), columns)) {
      for (int i = 0; i < matrix.rows(); i++) {
        matrix.row(i, row);
        map.map(row, made);
        boolean zero = true;
        for (double x : made) {
          zero &= x == 0;
        }
        if (zero) {
          throw BadInputException.file(
              matrix.source().name() + ", row " + i, "0 in all of " + what, "a direction");
        }
        out.row(made);
      }
    }
    return EmbeddingFiles.open(EmbeddingSource.of(file.toString(), true));
  }
}
