package constellations.solver.table;

import constellations.solver.bound.DelsarteBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.construct.Families;
import constellations.solver.optimize.Rounding;
import constellations.solver.optimize.SearchLimits;
import constellations.solver.optimize.SphericalCodeSearch;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The best cosine of N points in R^d over a range of cells, between a proved lower bound and a code
 * with a certificate. Cells that the index has are not computed again.
 */
public final class BoundsTable {
  private static final String NAME = "bounds";

  private final ResultIndex index;
  private final SearchLimits limits;
  private final DelsarteBound delsarte;
  private final Provenance provenance;

  /**
   * Prepares a table.
   *
   * @param limits of the search in each cell
   * @param delsarte the linear program for the lower bounds
   * @param provenance of the codes found, apart from the method
   */
  public BoundsTable(
      ResultIndex index, SearchLimits limits, DelsarteBound delsarte, Provenance provenance) {
    this.index = index;
    this.delsarte = delsarte;
    this.limits = limits;
    this.provenance = provenance;
  }

  /**
   * Fills the cells that the index does not have yet, proves lower bounds where a proof is missing,
   * and saves the index after each dimension.
   *
   * @param progress is told each finished dimension
   */
  public void fill(
      int firstDimension,
      int lastDimension,
      int firstPoints,
      int lastPoints,
      Consumer<String> progress) {
    for (int d = firstDimension; d <= lastDimension; d++) {
      for (int n = firstPoints; n <= lastPoints && !limits.interrupted().getAsBoolean(); n++) {
        fill(d, n);
      }
      index.save();
      progress.accept("dimension " + d + " done");
      if (limits.interrupted().getAsBoolean()) {
        break;
      }
    }
  }

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
              columns.stream().map(column -> column.get(row).cell()).toList()));
    }
    String note =
        "Each cell has a lower bound, rounded down, and the cosine of a code, rounded up, at 6"
            + " decimals. They meet where they agree to 13 decimals, and are then rounded to the nearest. "
            + Grid.LEGEND;
    return new Grid("Best cosine of N points in R^d", note, "N \\ d", dimensions, rows);
  }

  private void fill(int d, int n) {
    CodeCell known = CodeCell.of(index, d, n);
    // What is exactly known by Rankin needs no program, and has none.
    boolean open = d > 2 && !PointBounds.cosine(d, BigInteger.valueOf(n)).exact();
    if (open && known.lowerEntry().isEmpty() && !known.meets()) {
      delsarte
          .cosineBound(d, BigInteger.valueOf(n))
          .flatMap(PointBounds.CosineBound::certificate)
          .ifPresent(proof -> index.addOwn(proof, limits.threads()));
    }
    if (known.upper().isEmpty()) {
      index.addOwn(code(d, n, CodeCell.of(index, d, n).lower()), limits.threads());
    }
  }

  private SphericalCodeCertificate code(int d, int n, Quadratic bound) {
    if (n <= d + 1) {
      return exact(Families.simplex(n - 1), d, n);
    }
    if (n <= 2 * d) {
      return exact(Families.crossPolytope(d), d, n);
    }
    for (Families.Code family : Families.fixed()) {
      if (family.dimension() == d && family.size() == n && family.cosine().compareTo(bound) >= 0) {
        return exact(family, d, n);
      }
    }
    int starts = limits.starts();
    double least = bound.enclosure(30).lower().doubleValue();
    var outcome = SphericalCodeSearch.run(d, n, least, limits);
    return Rounding.code(
        outcome.x(), d, limits.threads(), by("search, " + starts + " starts", limits.seed()));
  }

  /** The first n points of a named code, with zero coordinates up to dimension d. */
  private SphericalCodeCertificate exact(Families.Code family, int d, int n) {
    PointSet points = family.vectors().get();
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Quadratic> row = new ArrayList<>(points.row(i));
      while (row.size() < d) {
        row.add(Quadratic.ZERO);
      }
      rows.add(row);
    }
    return new SphericalCodeCertificate(
        d, n, family.cosine(), Vectors.Inline.of(rows), by(family.description(), null));
  }

  private Provenance by(String method, Long seed) {
    return new Provenance(
        method, seed, provenance.command(), provenance.toolVersion(), provenance.date());
  }
}
