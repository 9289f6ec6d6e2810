package constellations.solver.format;

import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads a matrix from text: a row a line, numbers in columns or in one column of lists. The numbers
 * are read once into a NumPy file of doubles for temporary use.
 */
final class DelimitedReader {
  private DelimitedReader() {}

  /** The names of the columns of lists of numbers. */
  static List<String> lists(EmbeddingSource source) {
    TextColumns columns = TextColumns.of(source);
    return columns.lists().stream().map(columns::name).toList();
  }

  static EmbeddingMatrix read(EmbeddingSource source) {
    TextColumns columns = TextColumns.of(source);
    List<String> notes = new ArrayList<>();
    List<Integer> lists = new ArrayList<>(columns.lists());
    if (source.member() != null) {
      lists.removeIf(k -> !columns.name(k).equals(source.member()));
      if (lists.isEmpty()) {
        throw BadInputException.file(
            source.name(),
            "no such column among those of lists, " + lists(source),
            "a column of lists of numbers");
      }
    }
    if (lists.size() > 1) {
      throw BadInputException.file(
              source.name(),
              "lists of numbers in the columns " + lists.stream().map(columns::name).toList(),
              "one column of them")
          .withAdvice("Maybe name it: " + source.file().getFileName() + ":COLUMN");
    }
    List<Integer> numbers = lists.isEmpty() ? columns.numbers(notes) : List.of();
    if ((lists.isEmpty() && numbers.isEmpty()) || columns.rows() > Integer.MAX_VALUE - 8) {
      boolean commas = columns.firstRow().stream().anyMatch(c -> c.matches("[+-]?\\d+,\\d+"));
      BadInputException bad =
          BadInputException.file(
              source.name(),
              columns.rows() + " rows of " + numbers.size() + " columns of numbers",
              "rows of numbers");
      throw commas ? bad.withAdvice("Maybe --decimal-comma was meant.") : bad;
    }
    if (!lists.isEmpty() && source.member() == null) {
      notes.add("the vectors are the lists of column " + columns.name(lists.get(0)));
    }
    Path file = TemporaryFiles.create(".npy");
    Writer writer = new Writer(file, source, columns, lists, numbers);
    try (writer) {
      columns.visit(writer::row);
    }
    try {
      return NpyReader.read(file, source).withNotes(notes);
    } finally {
      TemporaryFiles.release(file);
    }
  }

  /** Writes rows; how long they are shows at the first one. */
  private static final class Writer implements AutoCloseable {
    private final Path file;
    private final EmbeddingSource source;
    private final TextColumns columns;
    private final List<Integer> lists;
    private final List<Integer> numbers;
    private NpyWriter out;
    private double[] row;

    Writer(
        Path file,
        EmbeddingSource source,
        TextColumns columns,
        List<Integer> lists,
        List<Integer> numbers) {
      this.file = file;
      this.source = source;
      this.columns = columns;
      this.lists = lists;
      this.numbers = numbers;
    }

    void row(long line, List<String> cells) {
      List<String> texts =
          lists.isEmpty()
              ? numbers.stream().map(cells::get).toList()
              : list(cells.get(lists.get(0)));
      if (out == null) {
        row = new double[texts.size()];
        out = new NpyWriter(file, columns.rows(), texts.size());
      }
      if (texts.size() != row.length) {
        throw BadInputException.file(
            source.name() + ", line " + line,
            texts.size() + " numbers",
            row.length + " as in the first list");
      }
      for (int k = 0; k < row.length; k++) {
        String name = columns.name(lists.isEmpty() ? numbers.get(k) : lists.get(0));
        row[k] = columns.table().finite(line, name, texts.get(k));
      }
      out.row(row);
    }

    private static List<String> list(String cell) {
      String inside = cell.substring(1, cell.length() - 1).strip();
      return inside.isEmpty() ? List.of() : List.of(inside.split("\\s*,\\s*|\\s+"));
    }

    @Override
    public void close() {
      if (out != null) {
        out.close();
      }
    }
  }

  /**
   * Labels, one a row: the lines of a text, or a column of a table: the one that is named, the only
   * one, or that with the name "label".
   *
   * @param expected how many there should be, if that is known; one more has a name above them
   */
  static List<String> labels(EmbeddingSource source, OptionalInt expected) {
    if (source.path().toLowerCase(java.util.Locale.ROOT).endsWith(".txt")) {
      try {
        return Files.readAllLines(source.file()).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
      } catch (IOException e) {
        throw BadInputException.file(source.path(), "nothing readable", "labels in UTF-8");
      }
    }
    List<List<String>> rows = new ArrayList<>();
    TextTable.of(source).visit((line, cells) -> rows.add(cells));
    List<String> top = rows.get(0);
    String wanted = source.member() == null ? "(?i)labels?" : null;
    int column = top.size() == 1 ? 0 : -1;
    for (int k = 0; k < top.size(); k++) {
      boolean named =
          wanted == null ? top.get(k).equals(source.member()) : top.get(k).matches(wanted);
      column = named ? k : column;
    }
    if (column < 0) {
      throw BadInputException.file(source.name(), "the columns " + top, "one column of labels")
          .withAdvice("Maybe name it: " + source.file().getFileName() + ":COLUMN");
    }
    List<String> labels = new ArrayList<>();
    boolean names =
        top.size() > 1
            || (expected.isPresent()
                ? rows.size() == expected.getAsInt() + 1
                : top.get(0).matches("(?i)labels?"));
    for (List<String> cells : rows.subList(names ? 1 : 0, rows.size())) {
      labels.add(column < cells.size() ? cells.get(column) : "");
    }
    return labels;
  }
}
