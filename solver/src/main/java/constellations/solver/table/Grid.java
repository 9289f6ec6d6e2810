package constellations.solver.table;

import constellations.solver.results.Cell;
import constellations.verify.claim.Tier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table of lower and upper bounds. Numbers with a certificate are bold, theorems plain, what is
 * numeric or cited in italics; a star says that lower and upper meet.
 *
 * @param title the heading
 * @param note what the table shows and how it is rounded
 * @param corner the heading of the first column
 * @param columns the headings of the others
 * @param rows a heading and cells each
 */
public record Grid(String title, String note, String corner, List<String> columns, List<Row> rows) {
  /** What the typefaces and the star mean, for notes. */
  public static final String LEGEND =
      "Bold: a certificate that the verifier accepts; plain: a theorem, evaluated in exact or"
          + " outward-rounded arithmetic; italic: numeric or cited; a star: the ends meet.";

  /** Nothing is missing. */
  public Grid {
    Objects.requireNonNull(title);
    Objects.requireNonNull(note);
    Objects.requireNonNull(corner);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A row of cells. */
  public record Row(String heading, List<Cell> cells) {
    /** Nothing is missing. */
    public Row {
      Objects.requireNonNull(heading);
      cells = List.copyOf(cells);
    }
  }

  /** A number or text, and what stands behind it; without a tier it is plain. */
  public record Value(String text, Tier tier) {
    /** There is a text. */
    public Value {
      Objects.requireNonNull(text);
    }
  }

  /**
   * The cell of a table.
   *
   * @param values lower and upper, or one of them
   * @param meets whether they are equal
   * @param link what the cell is about, an identifier in the index, or null
   */
  public record Cell(List<Value> values, boolean meets, String link) {
    /** Nothing but the link may be missing. */
    public Cell {
      values = List.copyOf(values);
    }

    /** A cell of plain text. */
    public static Cell of(String text) {
      return new Cell(List.of(new Value(text, null)), false, null);
    }

    /** A cell of one number. */
    public static Cell of(String text, Tier tier, String link) {
      return new Cell(List.of(new Value(text, tier)), false, link);
    }

    private String text(Function<Value, String> typeface) {
      return values.stream().map(typeface).collect(Collectors.joining(" ")) + (meets ? "*" : "");
    }
  }

  /** A table in GitHub's Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder("# ").append(title).append("\n\n").append(note);
    text.append("\n\n| ").append(corner);
    columns.forEach(c -> text.append(" | ").append(c));
    text.append(" |\n|").append(" --- |".repeat(columns.size() + 1)).append('\n');
    for (Row row : rows) {
      text.append("| ").append(row.heading());
      row.cells().forEach(cell -> text.append(" | ").append(cell.text(Grid::markdown)));
      text.append(" |\n");
    }
    return text.toString();
  }

  private static String markdown(Value value) {
    return around(value, "**", "**", "*", "*");
  }

  /** A long table in LaTeX, for the package longtable. */
  public String latex() {
    StringBuilder text = new StringBuilder("% ").append(title).append('\n');
    text.append("\\begin{longtable}{l").append("l".repeat(columns.size())).append("}\n");
    text.append("\\caption{")
        .append(latex(title))
        .append(". ")
        .append(latex(note))
        .append("}\\\\\n");
    text.append("\\hline ").append(latex(corner));
    columns.forEach(c -> text.append(" & ").append(latex(c)));
    text.append(" \\\\ \\hline\n\\endhead\n");
    for (Row row : rows) {
      text.append(latex(row.heading()));
      row.cells()
          .forEach(
              cell ->
                  text.append(" & ")
                      .append(
                          cell.text(
                              v ->
                                  around(
                                      new Value(latex(v.text()), v.tier()),
                                      "\\textbf{",
                                      "}",
                                      "\\textit{",
                                      "}"))));
      text.append(" \\\\\n");
    }
    return text.append("\\hline\n\\end{longtable}\n").toString();
  }

  private static String latex(String text) {
    return Arrays.stream(text.split(""))
        .map(
            c ->
                switch (c) {
                  case "\\" -> "\\textbackslash{}";
                  case "^" -> "\\^{}";
                  case "~" -> "\\~{}";
                  case "_", "%", "&", "#", "$", "{", "}" -> "\\" + c;
                  default -> c;
                })
        .collect(Collectors.joining());
  }

  private static String around(
      Value value, String bold, String boldEnd, String italic, String italicEnd) {
    if (value.text().isEmpty() || value.tier() == null || value.tier() == Tier.THEOREM) {
      return value.text();
    }
    return value.tier() == Tier.CERTIFIED
        ? bold + value.text() + boldEnd
        : italic + value.text() + italicEnd;
  }
}
