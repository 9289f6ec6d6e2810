package constellations.solver.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.results.CodeCell;
import constellations.solver.results.PairCell;
import constellations.solver.results.ResultIndex;
import constellations.solver.theory.Margins;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The largest margin of few pairs in few dimensions at a range of biases between its two ends, with
 * the envelope F(b) of symmetric products (docs/theory.md S10) from the codes of the index in the
 * forms for programs.
 */
public final class BestMarginTable {
  private static final String NAME = "best-margins";
  private static final int FIRST_DIMENSION = 3;
  private static final int LAST_DIMENSION = 6;
  private static final int LAST_PAIRS = 24;
  private static final int BIASES = 21;
  private static final int DECIMALS = 15;

  private BestMarginTable() {}

  /** Writes the table in all its forms. */
  public static void write(ResultIndex index) {
    List<BigDecimal> biases = FrontierTable.grid(BIASES);
    List<Grid.Row> rows = new ArrayList<>();
    List<ObjectNode> lines = new ArrayList<>();
    for (int d = FIRST_DIMENSION; d <= LAST_DIMENSION; d++) {
      for (int n = d + 1; n <= LAST_PAIRS; n++) {
        List<Grid.Cell> cells = new ArrayList<>();
        for (BigDecimal bias : biases) {
          BigFraction b = Rationals.of(bias);
          PairCell cell = PairCell.of(index, d, n, 2, Optional.of(b));
          cells.add(Cells.of(cell));
          lines.add(cell.json().put("envelope", envelope(index, d, n, b)));
        }
        rows.add(new Grid.Row(FrontierTable.heading(d, n, 2), cells));
      }
    }
    Grid grid =
        new Grid(
            "Largest margins of N pairs in R^d",
            "A column for each relative bias. Each cell has a margin that is reached, rounded down, and one"
                + " that none exceeds, rounded up, at 6 decimals; one number where they meet. "
                + Grid.LEGEND,
            "pairs \\ bias",
            biases.stream().map(BigDecimal::toPlainString).toList(),
            rows);
    TableFiles.write(index.folder(), NAME, grid, lines);
  }

  /** F(b) with the codes of the index, rounded down; nothing where one is missing. */
  private static String envelope(ResultIndex index, int d, int n, BigFraction bias) {
    Optional<BigFraction> here = cosine(index, d, n);
    Optional<BigFraction> below = cosine(index, d - 1, n);
    return here.isEmpty() || below.isEmpty()
        ? null
        : Rationals.floor(Margins.envelope(below.get(), here.get(), bias), DECIMALS)
            .toPlainString();
  }

  private static Optional<BigFraction> cosine(ResultIndex index, int d, int n) {
    return CodeCell.of(index, d, n).cosine().map(c -> c.rational(RoundingMode.CEILING));
  }
}
