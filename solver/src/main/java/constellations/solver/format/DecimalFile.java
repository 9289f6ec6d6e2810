package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Exact numbers in lines of text, between commas, semicolons or blanks: a point a line as on
 * spherical-codes.org, or a number a line as in the tables of N. J. A. Sloane. Lines of text before
 * and after the numbers are reported.
 */
final class DecimalFile {
  /** Of numbers with more digits than doubles have, products are still computed in doubles. */
  static final double ROUNDING = 0x1p-53;

  /** Numbers of fewer decimals are exact. */
  private static final int FEW_DECIMALS = 8;

  private static final int SHOWN = 60;

  /** What makes a line text and not numbers with a fault. */
  private static final Pattern WORD = Pattern.compile("(?i)\\b(?!nan\\b|inf|sqrt\\b)[a-z]{2,}");

  /** Separators beside commas; a comma and a blank are one separator. */
  private static final Pattern MIXED = Pattern.compile(";|[^,;\\s]\\s+[^,;\\s]");

  private final Path file;
  private final List<List<Quadratic>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int decimals;

  private DecimalFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException if it has no numbers, or text between them
   */
  static DecimalFile read(Path file) {
    DecimalFile read = new DecimalFile(file);
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw BadInputException.file(
          file.toString(), "nothing readable", "lines of numbers in UTF-8");
    }
    int text = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replace("\uFEFF", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      List<Quadratic> row = read.row(line);
      boolean words = WORD.matcher(line).find() || line.startsWith("#");
      boolean mixed = MIXED.matcher(line).find() && line.matches(".*\\d,\\d.*");
      if (row.isEmpty() ? !words : mixed) {
        BadInputException bad =
            BadInputException.file(
                file + ", line " + (i + 1), line, "numbers between separators of one kind");
        throw mixed ? bad.withAdvice("Maybe it has decimal commas; points are read.") : bad;
      }
      if (row.isEmpty()) {
        read.notes.add("line " + (i + 1) + " is text, left out: " + shown(line));
        text = read.rows.isEmpty() ? 0 : i + 1;
      } else if (text > 0) {
        throw BadInputException.file(
            file + ", line " + text, shown(lines.get(text - 1)), "numbers, as before and after it");
      } else {
        read.rows.add(row);
      }
    }
    if (read.rows.isEmpty()) {
      throw BadInputException.file(file.toString(), "no line of numbers", "points as numbers");
    }
    return read;
  }

  private static String shown(String line) {
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }

  /** The numbers of a line; none if it is text. */
  private List<Quadratic> row(String line) {
    List<Quadratic> row = new ArrayList<>();
    for (String token : line.split("[\\s,;]+")) {
      try {
        row.add(Quadratic.parse(token, file.toString()));
        see(token);
      } catch (BadInputException e) {
        return List.of();
      }
    }
    return row;
  }

  /** Looks at how many decimals a number has, unless it is very small. */
  private void see(String token) {
    decimals = Math.max(decimals, decimals(token));
  }

  /** The decimals of a number that is not near 0, without zeros at its end. */
  static int decimals(String token) {
    if (!token.matches("[+-]?[0-9.]+(?:[eE][+-]?[0-9]{1,3})?")) {
      return 0;
    }
    BigDecimal x = new BigDecimal(token).stripTrailingZeros();
    return x.abs().compareTo(new BigDecimal("1e-3")) < 0 ? 0 : Math.max(0, x.scale());
  }

  /** What numbers of so many decimals may be off by. */
  static double rounding(int decimals) {
    return decimals < FEW_DECIMALS ? 0 : Math.max(ROUNDING, 0.5 * Math.pow(10, -decimals));
  }

  double rounding() {
    return rounding(decimals);
  }

  List<List<Quadratic>> rows() {
    return rows;
  }

  List<String> notes() {
    return notes;
  }

  /** Whether no line has more than one number. */
  static boolean isList(List<List<Quadratic>> rows) {
    return rows.size() > 1 && rows.stream().allMatch(row -> row.size() == 1);
  }

  /** Whether rows are a symmetric matrix with positive numbers on the diagonal. */
  static boolean isSymmetric(List<List<Quadratic>> rows) {
    int n = rows.size();
    for (int i = 0; i < n; i++) {
      if (rows.get(i).size() != n || rows.get(i).get(i).signum() <= 0) {
        return false;
      }
      for (int j = 0; j < i; j++) {
        if (!rows.get(i).get(j).equals(rows.get(j).get(i))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether they look like inner products, too: one number on the diagonal and no larger one. */
  static boolean isGram(List<List<Quadratic>> rows) {
    Quadratic norm = rows.get(0).get(0);
    return isSymmetric(rows)
        && rows.stream()
            .flatMap(List::stream)
            .allMatch(x -> x.compareTo(norm) <= 0 && x.compareTo(norm.negate()) >= 0)
        && IntStream.range(0, rows.size()).allMatch(i -> rows.get(i).get(i).equals(norm));
  }
}
