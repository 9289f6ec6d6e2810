package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;

/** Coordinates as plain numbers: .npy, .csv with a header, or .txt. */
public final class CoordinateFile {
  private CoordinateFile() {}

  /** Refuses names of files whose format is not known, and places that cannot be written. */
  public static void require(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".npy") && !name.endsWith(".csv") && !name.endsWith(".txt")) {
      throw BadInputException.argument("write", file, "a name that ends in .npy, .csv or .txt");
    }
    WholeFiles.requireWritable(file);
  }

  /** Writes a line for each row, in the format that the name of the file asks for. */
  public static void write(Path file, UnitRows rows) {
    double[] x = rows.data();
    int dimension = rows.dimension();
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      try (NpyWriter writer = new NpyWriter(file, x.length / dimension, dimension)) {
        for (int from = 0; from < x.length; from += dimension) {
          writer.row(Arrays.copyOfRange(x, from, from + dimension));
        }
      }
      return;
    }
    StringBuilder text = new StringBuilder();
    if (name.endsWith(".csv")) {
      StringJoiner header = new StringJoiner(",", "", "\n");
      for (int k = 1; k <= dimension; k++) {
        header.add("x" + k);
      }
      text.append(header);
    }
    for (int from = 0; from < x.length; from += dimension) {
      StringJoiner line = new StringJoiner(",", "", "\n");
      for (int k = from; k < from + dimension; k++) {
        line.add(Double.toString(x[k]));
      }
      text.append(line);
    }
    WholeFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
