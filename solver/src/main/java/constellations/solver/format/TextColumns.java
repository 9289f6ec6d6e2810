package constellations.solver.format;

import constellations.solver.format.TextTable.Cell;
import constellations.verify.exact.BadInputException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the columns of a text file are: its first row may have their names, some have numbers, some
 * lists of numbers, some number the rows, and some are texts. Found by looking at every cell once.
 */
final class TextColumns {
  private static final String IDENTITY = "(?i)(|id|idx|index|key|no|row|row_?id|unnamed.*|.*_id)";

  /** One column below the first row. */
  private static final class Column {
    private final Set<Cell> cells = EnumSet.noneOf(Cell.class);
    private boolean integers = true;
    private boolean consecutive = true;
    private boolean begun;
    private long least;
    private long last;

    /** Takes a cell below those before. */
    void see(Cell cell, String text) {
      cells.add(cell);
      integers = integers && cell == Cell.NUMBER && text.strip().matches("[+-]?\\d{1,15}");
      long number = integers ? Long.parseLong(text.strip()) : 0;
      consecutive = consecutive && integers && (!begun || number == last + 1);
      least = begun ? least : number;
      last = number;
      begun = true;
    }

    /** Takes the cell above all others too. */
    void seeFirst(Cell cell, String text) {
      boolean others = begun;
      long below = least;
      boolean before = consecutive;
      begun = false;
      consecutive = true;
      see(cell, text);
      boolean fits = !others || last == below - 1;
      consecutive = consecutive && before && fits && (last == 0 || last == 1);
    }

    boolean all(Cell cell) {
      return cells.equals(EnumSet.of(cell));
    }

    boolean has(Cell cell) {
      return cells.contains(cell);
    }
  }

  private final EmbeddingSource source;
  private final TextTable table;
  private final List<String> first = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private boolean names;
  private long rows;

  private TextColumns(EmbeddingSource source, TextTable table) {
    this.source = source;
    this.table = table;
  }

  /**
   * Looks at a file.
   *
   * @throws BadInputException if rows differ in length
   */
  static TextColumns of(EmbeddingSource source) {
    TextColumns found = new TextColumns(source, TextTable.of(source));
    found.table.visit(found::see);
    found.decide();
    return found;
  }

  private void see(long line, List<String> cells) {
    rows++;
    if (rows == 1) {
      first.addAll(cells);
      cells.forEach(c -> columns.add(new Column()));
      return;
    }
    if (cells.size() != columns.size()) {
      throw BadInputException.file(
          source.path() + ", line " + line,
          cells.size() + " cells",
          columns.size() + " as in the first line");
    }
    for (int k = 0; k < cells.size(); k++) {
      String text = cells.get(k);
      columns.get(k).see(table.cell(text, table.number(text)), text);
    }
  }

  /**
   * Names are texts above numbers, or numbers that count the columns. A row of numbers with a text
   * among them is no row of names: somebody has to look at it.
   */
  private void decide() {
    boolean text = false;
    boolean integers = true;
    List<String> numbers = new ArrayList<>();
    for (int k = 0; k < columns.size(); k++) {
      Column column = columns.get(k);
      Cell top = table.cell(first.get(k));
      text |= top == Cell.TEXT && (column.has(Cell.NUMBER) || column.has(Cell.LIST));
      integers &= column.integers;
      if (top == Cell.NUMBER) {
        numbers.add(first.get(k).strip());
      }
    }
    boolean counted = isCounted(numbers);
    names = rows > 1 && (text ? numbers.isEmpty() || counted : counted && !integers);
    for (int k = 0; !names && k < columns.size(); k++) {
      String cell = first.get(k);
      columns.get(k).seeFirst(table.cell(cell), cell);
    }
    rows -= names ? 1 : 0;
  }

  /** Whether numbers are 0, 1, 2, ... or 1, 2, 3, ..., in all columns but perhaps the first. */
  private boolean isCounted(List<String> numbers) {
    if (numbers.size() < 2
        || numbers.size() < first.size() - 1
        || !numbers.get(0).matches("[01]")) {
      return false;
    }
    int begin = Integer.parseInt(numbers.get(0));
    return IntStream.range(0, numbers.size())
        .allMatch(k -> numbers.get(k).equals(Integer.toString(begin + k)));
  }

  /** How many rows there are, names not counted. */
  long rows() {
    return rows;
  }

  /** Visits all rows but that of the names. */
  void visit(TextTable.Visitor visitor) {
    boolean[] skip = {names};
    table.visit(
        (line, cells) -> {
          if (!skip[0]) {
            visitor.row(line, cells);
          }
          skip[0] = false;
        });
  }

  TextTable table() {
    return table;
  }

  /** The name of a column, or its number, from 1. */
  String name(int column) {
    return names && !first.get(column).isBlank() ? first.get(column) : Integer.toString(column + 1);
  }

  int width() {
    return columns.size();
  }

  /** Whether a cell of the first row is a fraction or a root, which are numbers elsewhere. */
  boolean hasExact() {
    return first.stream().anyMatch(cell -> cell.contains("/") || cell.contains("sqrt("));
  }

  boolean hasNames() {
    return names;
  }

  /** The cells of the first row. */
  List<String> firstRow() {
    return first;
  }

  /** The columns of lists of numbers. */
  List<Integer> lists() {
    return IntStream.range(0, columns.size())
        .filter(k -> columns.get(k).all(Cell.LIST))
        .boxed()
        .toList();
  }

  /**
   * The columns of numbers.
   *
   * @param notes is told of columns that are left out, and of names that are numbers
   */
  List<Integer> numbers(List<String> notes) {
    List<Integer> found = new ArrayList<>();
    boolean integers = columns.stream().allMatch(c -> c.integers || !c.has(Cell.NUMBER));
    if (names && first.stream().noneMatch(cell -> table.cell(cell) == Cell.TEXT)) {
      notes.add("the first row, up to " + first.get(first.size() - 1) + ", has names");
    }
    for (int k = 0; k < columns.size(); k++) {
      Column column = columns.get(k);
      boolean identity =
          column.integers
              && !integers
              && ((names && first.get(k).strip().matches(IDENTITY))
                  || (k == 0 && column.consecutive));
      boolean text = rows > 1 && !column.has(Cell.NUMBER);
      if (identity || text) {
        String what = identity ? "numbers the rows" : "has no numbers";
        notes.add("column " + name(k) + " " + what + ", left out");
      } else {
        found.add(k);
      }
    }
    return found;
  }
}
