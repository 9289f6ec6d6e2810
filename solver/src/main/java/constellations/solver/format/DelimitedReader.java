package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a matrix from text: a row a line, numbers between separators, perhaps a line of names
 * first. The numbers are read once into a NumPy file of doubles for temporary use.
 */
final class DelimitedReader {
  private DelimitedReader() {}

  static EmbeddingMatrix read(Path file, char separator) {
    long rows = 0;
    int columns = 0;
    boolean names = false;
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          if (rows == 0 && !names) {
            columns = split(line, separator).length;
            // Names, if nothing in the line is a number, not even nan or inf.
            names = Arrays.stream(split(line, separator)).noneMatch(cell -> isNumber(cell.strip()));
          }
          rows += 1;
        }
      }
      rows -= names ? 1 : 0;
    } catch (IOException e) {
      throw unreadable(file);
    }
    if (rows < 1 || rows > Integer.MAX_VALUE - 8) {
      throw BadInputException.file(file.toString(), rows + " rows", "rows of numbers");
    }
    Path numbers = TemporaryFiles.create(".npy");
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        NpyWriter writer = new NpyWriter(numbers, rows, columns)) {
      int number = 0;
      boolean skip = names;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        if (skip) {
          skip = false;
          continue;
        }
        writer.row(row(file, number, split(line, separator), columns));
      }
    } catch (IOException e) {
      throw unreadable(file);
    }
    return NpyReader.read(numbers, file);
  }

  private static String[] split(String line, char separator) {
    return line.split(String.valueOf(separator), -1);
  }

  private static boolean isNumber(String text) {
    if (text.matches("(?i)[+-]?(nan|inf|infinity)")) {
      return true;
    }
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static double[] row(Path file, int line, String[] parts, int columns) {
    if (parts.length != columns) {
      throw BadInputException.file(
          file + ", line " + line, parts.length + " numbers", columns + " as in the first line");
    }
    double[] row = new double[columns];
    for (int k = 0; k < columns; k++) {
      try {
        row[k] = Double.parseDouble(parts[k].strip());
      } catch (NumberFormatException e) {
        throw BadInputException.file(file + ", line " + line, parts[k], "a number");
      }
    }
    return row;
  }

  private static BadInputException unreadable(Path file) {
    return BadInputException.file(file.toString(), "nothing readable", "lines of numbers in UTF-8");
  }
}
