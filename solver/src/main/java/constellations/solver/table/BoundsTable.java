package constellations.solver.table;

import constellations.solver.results.CodeCell;
import constellations.solver.results.ResultIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The best cosine of N points in R^d over a range of cells, between a proved lower bound and a code
 * with a certificate.
 */
public final class BoundsTable {
  private static final String NAME = "bounds";

  private BoundsTable() {}

  /** Writes the table of a range in all its forms. */
  public static void write(
      ResultIndex index, int firstDimension, int lastDimension, int firstPoints, int lastPoints) {
    List<List<CodeCell>> columns =
        cells(index, firstDimension, lastDimension, firstPoints, lastPoints);
    TableFiles.write(
        index.folder(),
        NAME,
        grid(columns),
        columns.stream().flatMap(List::stream).map(CodeCell::json).toList());
  }

  /** The cells of a range, a list for each dimension. */
  public static List<List<CodeCell>> cells(
      ResultIndex index, int firstDimension, int lastDimension, int firstPoints, int lastPoints) {
    return IntStream.rangeClosed(firstDimension, lastDimension)
        .mapToObj(
            d ->
                IntStream.rangeClosed(firstPoints, lastPoints)
                    .mapToObj(n -> CodeCell.of(index, d, n))
                    .toList())
        .toList();
  }

  /** The table of a range of cells, a list for each dimension. */
  public static Grid grid(List<List<CodeCell>> columns) {
    List<String> dimensions =
        columns.stream().map(column -> Long.toString(column.get(0).dimension())).toList();
    List<Grid.Row> rows = new ArrayList<>();
    for (int i = 0; i < columns.get(0).size(); i++) {
      int row = i;
      rows.add(
          new Grid.Row(
              Long.toString(columns.get(0).get(row).points()),
              columns.stream().map(column -> Cells.of(column.get(row))).toList()));
    }
    String note =
        "Each cell has a lower bound, rounded down, and the cosine of a code, rounded up, at 6"
            + " decimals. They meet where they agree to 13 decimals, and are then rounded to the nearest. "
            + Grid.LEGEND;
    return new Grid("Best cosine of N points in R^d", note, "N \\ d", dimensions, rows);
  }
}
