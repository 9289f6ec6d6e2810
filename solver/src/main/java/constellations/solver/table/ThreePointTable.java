package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.CertifiedBounds;
import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.results.CodeCell;
import constellations.solver.results.Entry;
import constellations.solver.results.ResultIndex;
import constellations.verify.claim.Claim;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What three points prove beside what two do: lower bounds on the best cosine of N points, and
 * upper bounds on the number of points at some cosines. Both are taken from the results; the linear
 * program is solved for comparison.
 */
public final class ThreePointTable {
  private static final String COSINES = "three-point";
  private static final String SIZES = "three-point-sizes";

  private static final int LEAST = 3;
  private static final int COSINES_UP_TO = 16;
  private static final int SIZES_UP_TO = 24;
  private static final int LEAST_POINTS = 2 * LEAST + 1;
  private static final int MOST_POINTS = 64;

  /** How often progress is told. */
  public static final int STEPS = COSINES_UP_TO + SIZES_UP_TO - 2 * LEAST + 2;

  private static final int DECIMALS = 15;
  private static final int SHOWN = 6;

  /** The cosines of the table of sizes. */
  private static final List<String> COLUMNS =
      List.of("1/10", "1/8", "1/6", "1/5", "1/4", "1/3", "2/5", "1/2", "3/5", "7/10");

  private ThreePointTable() {}

  /**
   * Writes both tables in all their forms.
   *
   * @param linear the linear program
   * @param progress is told each dimension
   */
  public static void write(ResultIndex index, CertifiedBounds linear, Consumer<String> progress) {
    writeCosines(index, linear, progress);
    writeSizes(index, linear, progress);
  }

  private static void writeCosines(
      ResultIndex index, CertifiedBounds linear, Consumer<String> progress) {
    List<ObjectNode> lines = new ArrayList<>();
    List<String> heads = new ArrayList<>();
    List<List<Grid.Cell>> columns = new ArrayList<>();
    for (int d = LEAST; d <= COSINES_UP_TO; d++) {
      progress.accept("cosines, dimension " + d);
      heads.add(Integer.toString(d));
      List<Grid.Cell> column = new ArrayList<>();
      for (int n = LEAST_POINTS; n <= MOST_POINTS; n++) {
        column.add(n <= 2 * d ? Grid.Cell.of("") : cosine(index, linear, d, n, lines));
      }
      columns.add(column);
    }
    List<Grid.Row> rows = new ArrayList<>();
    for (int n = LEAST_POINTS; n <= MOST_POINTS; n++) {
      int row = n - LEAST_POINTS;
      rows.add(
          new Grid.Row(
              Integer.toString(n), columns.stream().map(column -> column.get(row)).toList()));
    }
    String note =
        "Lower bounds on the best cosine of N > 2d points, rounded down: by the linear program, and"
            + " the best that is certified here, where it is larger by three points. "
            + Grid.LEGEND;
    TableFiles.write(
        index.folder(),
        COSINES,
        new Grid(
            "Best cosine of N points in R^d, two and three points", note, "N \\ d", heads, rows),
        lines);
  }

  private static Grid.Cell cosine(
      ResultIndex index, CertifiedBounds linear, int d, int n, List<ObjectNode> lines) {
    BigInteger number = BigInteger.valueOf(n);
    PointBounds.CosineBound bound =
        linear.cosineBound(d, number).orElseGet(() -> PointBounds.cosine(d, number));
    Quadratic two = Quadratic.of(bound.value());
    CodeCell cell = CodeCell.of(index, d, n);
    ObjectNode line = cell.json();
    line.put("linearLower", Rationals.floor(two.rational(), DECIMALS).toPlainString());
    lines.add(line);
    List<Grid.Value> values = new ArrayList<>();
    values.add(
        new Grid.Value(Rationals.floor(two.rational(), SHOWN).toPlainString(), bound.tier()));
    if (cell.lower().compareTo(two) > 0) {
      values.add(new Grid.Value(cell.lowerFloor(SHOWN).toPlainString(), cell.lowerTier()));
    }
    return new Grid.Cell(values, cell.meets(), cell.lowerEntry().map(Entry::id).orElse(null));
  }

  private static void writeSizes(
      ResultIndex index, CertifiedBounds linear, Consumer<String> progress) {
    List<ObjectNode> lines = new ArrayList<>();
    List<Grid.Row> rows = new ArrayList<>();
    for (int d = LEAST; d <= SIZES_UP_TO; d++) {
      progress.accept("sizes, dimension " + d);
      List<Grid.Cell> cells = new ArrayList<>();
      for (String column : COLUMNS) {
        cells.add(size(index, linear, d, column, lines));
      }
      rows.add(new Grid.Row(Integer.toString(d), cells));
    }
    String note =
        "Upper bounds on the number of points of a code in R^d: by the linear program, and the best"
            + " that is certified here, where it is smaller by three points. A star: a code has so"
            + " many points. "
            + Grid.LEGEND;
    TableFiles.write(
        index.folder(),
        SIZES,
        new Grid(
            "At most so many points of cosine a, two and three points",
            note,
            "d \\ a",
            COLUMNS,
            rows),
        lines);
  }

  private static Grid.Cell size(
      ResultIndex index, CertifiedBounds linear, int d, String column, List<ObjectNode> lines) {
    Quadratic a = Quadratic.parse(column, "cosine");
    Optional<PointBound> program = linear.bound(d, a, null);
    Optional<BigInteger> two = program.map(PointBound::points);
    Optional<Entry> best = index.leastBound(d, a);
    Optional<Entry> three = best.filter(e -> two.isEmpty() || points(e).compareTo(two.get()) < 0);
    BigInteger code = PointBounds.lower(d, a).points();
    Optional<BigInteger> least = three.map(ThreePointTable::points).or(() -> two);
    lines.add(
        new JsonMapper()
            .createObjectNode()
            .put("dimension", d)
            .put("cosine", column)
            .put("linear", two.map(BigInteger::toString).orElse(null))
            .put("upper", least.map(BigInteger::toString).orElse(null))
            .put("upperMethod", three.map(e -> e.provenance().method()).orElse(null))
            .put("upperCertificate", three.map(Entry::file).orElse(null))
            .put("lower", code.toString()));
    List<Grid.Value> values = new ArrayList<>();
    program.ifPresent(b -> values.add(new Grid.Value(b.points().toString(), b.tier())));
    three.ifPresent(e -> values.add(new Grid.Value(points(e).toString(), e.tier())));
    return values.isEmpty()
        ? Grid.Cell.of("")
        : new Grid.Cell(
            values, least.filter(code::equals).isPresent(), three.map(Entry::id).orElse(null));
  }

  private static BigInteger points(Entry entry) {
    return ((Claim.CodeBound) entry.claim()).points();
  }
}
