package constellations.solver.table;

import java.util.List;

/**
 * A table of lower and upper bounds, for Markdown and CSV.
 *
 * @param title what it shows and how it is rounded, in Markdown
 * @param corner the heading of the first column
 * @param columns the headings of the others
 * @param rows a heading and cells each
 */
public record Grid(String title, String corner, List<String> columns, List<Row> rows) {
  /** A row of cells. */
  public record Row(String heading, List<String> cells) {}

  /** A table in GitHub's Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder(title).append("\n\n| ").append(corner);
    columns.forEach(c -> text.append(" | ").append(c));
    text.append(" |\n|").append(" --- |".repeat(columns.size() + 1)).append('\n');
    for (Row row : rows) {
      text.append("| ").append(row.heading());
      row.cells().forEach(cell -> text.append(" | ").append(cell));
      text.append(" |\n");
    }
    return text.toString();
  }
}
