package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Rows of cells in a text file: separated by commas, semicolons, tabs or blanks, whichever its
 * first line has, perhaps in quotes. A byte order mark, blank lines and lines that begin with # are
 * passed over.
 */
final class TextTable {
  private static final String COMMENT = "#";
  private static final char MARK = '\uFEFF';

  private final EmbeddingSource source;
  private final char separator;

  private TextTable(EmbeddingSource source, char separator) {
    this.source = source;
    this.separator = separator;
  }

  /** Takes a row. */
  @FunctionalInterface
  interface Visitor {
    /** Takes the cells of a line, which is counted from 1. */
    void row(long line, List<String> cells);
  }

  /**
   * Looks at the first line of a file.
   *
   * @throws BadInputException if there is none that can be read
   */
  static TextTable of(EmbeddingSource source) {
    try (BufferedReader reader = reader(source)) {
      String line = reader.readLine();
      while (line != null && (line.isBlank() || line.startsWith(COMMENT))) {
        line = reader.readLine();
      }
      if (line == null) {
        throw BadInputException.file(source.path(), "an empty file", "lines of numbers");
      }
      return new TextTable(source, separator(source, line));
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  private static char separator(EmbeddingSource source, String line) {
    String bare = line.replaceAll("\"[^\"]*\"", "");
    boolean tabs = source.path().toLowerCase(java.util.Locale.ROOT).endsWith(".tsv");
    return tabs || bare.indexOf('\t') >= 0
        ? '\t'
        : bare.indexOf(';') >= 0
            ? ';'
            : bare.indexOf(',') >= 0 && !source.decimalComma()
                ? ','
                : bare.strip().indexOf(' ') >= 0 ? ' ' : ',';
  }

  private static BufferedReader reader(EmbeddingSource source) throws IOException {
    BufferedReader reader = Files.newBufferedReader(source.file(), StandardCharsets.UTF_8);
    reader.mark(1);
    if (reader.read() != MARK) {
      reader.reset();
    }
    return reader;
  }

  private static BadInputException unreadable(EmbeddingSource source, IOException e) {
    String found = e instanceof CharacterCodingException ? "another encoding" : "nothing readable";
    return BadInputException.file(source.path(), found, "lines of text in UTF-8");
  }

  /** Visits all rows, the first one too if it has names. */
  void visit(Visitor visitor) {
    try (BufferedReader reader = reader(source)) {
      if (separator == ' ') {
        long line = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
          line++;
          if (!text.isBlank() && !text.startsWith(COMMENT)) {
            visitor.row(line, List.of(text.strip().split("\\s+")));
          }
        }
        return;
      }
      CSVFormat format =
          CSVFormat.DEFAULT
              .builder()
              .setDelimiter(separator)
              .setCommentMarker(COMMENT.charAt(0))
              .setIgnoreSurroundingSpaces(true)
              .setIgnoreEmptyLines(true)
              .get();
      try (CSVParser parser = CSVParser.parse(reader, format)) {
        for (CSVRecord row : parser) {
          List<String> cells = row.toList();
          if (cells.size() > 1 || !cells.get(0).isBlank()) {
            visitor.row(parser.getCurrentLineNumber(), cells);
          }
        }
      }
    } catch (IOException e) {
      throw unreadable(source, e);
    } catch (UncheckedIOException e) {
      String found =
          e.getCause() instanceof CharacterCodingException
              ? "another encoding"
              : e.getCause().getMessage();
      throw BadInputException.file(source.path(), found, "lines of text in UTF-8, quotes in pairs");
    }
  }

  /** What a cell is. */
  enum Cell {
    /** A finite number, infinity, or not a number. */
    NUMBER,
    /** Several numbers in brackets. */
    LIST,
    /** Nothing, NA and the like. */
    MISSING,
    TEXT
  }

  /** What a cell is, by its text. */
  Cell cell(String text) {
    return cell(text, number(text));
  }

  /** The same for a text whose number is known. */
  Cell cell(String text, double number) {
    if (!Double.isNaN(number)) {
      return Cell.NUMBER;
    }
    if (text.isBlank() || text.strip().matches("(?i)na|n/a|null|none|-")) {
      return Cell.MISSING;
    }
    if (text.startsWith("[") && text.endsWith("]")) {
      return Cell.LIST;
    }
    return text.strip().matches("(?i)[+-]?nan") ? Cell.NUMBER : Cell.TEXT;
  }

  /** The number of a cell; NaN if it is none. */
  double number(String text) {
    String plain = source.decimalComma() ? text.strip().replace(',', '.') : text.strip();
    char last = plain.isEmpty() ? ' ' : plain.charAt(plain.length() - 1);
    if ((last >= '0' && last <= '9') || last == '.') {
      try {
        return plain.indexOf('x') >= 0 ? Double.NaN : Double.parseDouble(plain);
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
    if (plain.matches("(?i)[+]?inf(inity)?")) {
      return Double.POSITIVE_INFINITY;
    }
    return plain.matches("(?i)-inf(inity)?") ? Double.NEGATIVE_INFINITY : Double.NaN;
  }

  /**
   * The number of a cell.
   *
   * @throws BadInputException if it is no finite one
   */
  double finite(long line, String column, String text) {
    double x = number(text);
    if (!Double.isFinite(x)) {
      BadInputException bad =
          BadInputException.file(
              source.name() + ", line " + line + ", column " + column,
              text.isBlank() ? "nothing" : text,
              "a finite number");
      if (cell(text) == Cell.MISSING) {
        throw bad.withAdvice("Maybe leave out the rows that have no vector, in both files.");
      }
      throw text.matches("[+-]?\\d+,\\d+") && !source.decimalComma()
          ? bad.withAdvice("Maybe --decimal-comma was meant.")
          : bad;
    }
    return x;
  }
}
