package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.results.NeededCell;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** The needed dimension over numbers of pairs and pairs of margin and bias. */
public final class DimensionTable {
  private static final String NAME = "dimension";

  private DimensionTable() {}

  /**
   * A margin and a bias.
   *
   * @param name of the model or another source; may be empty
   * @param cells one for each number of pairs
   */
  public record Row(String name, BigFraction margin, BigFraction bias, List<NeededCell> cells) {}

  /**
   * Writes the table in all its forms.
   *
   * @return the table
   */
  public static Grid write(Path folder, List<BigInteger> pairs, List<Row> all) {
    List<ObjectNode> lines = new ArrayList<>();
    List<Grid.Row> rows = new ArrayList<>();
    for (Row instance : all) {
      List<Grid.Cell> cells = new ArrayList<>();
      for (int i = 0; i < pairs.size(); i++) {
        BigInteger n = pairs.get(i);
        NeededCell cell = instance.cells().get(i);
        ObjectNode node = new JsonMapper().createObjectNode();
        node.put("name", instance.name())
            .put("pairs", n.toString())
            .put("margin", Rationals.toString(instance.margin()))
            .put("bias", Rationals.toString(instance.bias()));
        node.set("lower", cell.lower().json());
        node.set("upper", cell.upper().json());
        lines.add(node);
        cells.add(Cells.of(cell));
      }
      rows.add(new Grid.Row((instance.name() + heading(instance)).strip(), cells));
    }
    String note =
        "No constellation exists below the first number of a cell, one exists at the second. "
            + Grid.LEGEND;
    List<String> columns = pairs.stream().map(DimensionTable::power).toList();
    Grid grid =
        new Grid("Needed dimension of N pairs", note, "instance (margin, bias)", columns, rows);
    TableFiles.write(folder, NAME, grid, lines);
    return grid;
  }

  private static String heading(Row instance) {
    BigFraction m = instance.margin();
    return " (" + Rationals.toString(m) + ", " + Rationals.toString(instance.bias()) + ")";
  }

  private static String power(BigInteger n) {
    String text = n.toString();
    boolean power = text.matches("10{2,}");
    return power ? "10^" + (text.length() - 1) : text;
  }
}
