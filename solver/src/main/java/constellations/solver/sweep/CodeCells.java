package constellations.solver.sweep;

import constellations.solver.bound.CertifiedBounds;
import constellations.solver.bound.PointBounds;
import constellations.solver.code.find.Families;
import constellations.solver.results.CodeCell;
import constellations.solver.results.ResultIndex;
import constellations.solver.search.CodeSearch;
import constellations.solver.search.SearchLimits;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Fills cells of codes: proved lower bounds where a proof is missing, codes where there is none.
 * Cells that the results have are not computed again.
 */
public final class CodeCells {
  private final ResultIndex index;
  private final SearchLimits limits;
  private final CertifiedBounds programs;
  private final Provenance provenance;

  /**
   * Prepares.
   *
   * @param limits of the search in each cell
   * @param programs the programs for the lower bounds
   * @param provenance of the codes found, apart from the method
   */
  public CodeCells(
      ResultIndex index, SearchLimits limits, CertifiedBounds programs, Provenance provenance) {
    this.index = index;
    this.programs = programs;
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

  private void fill(int d, int n) {
    CodeCell known = CodeCell.of(index, d, n);
    // What is exactly known by Rankin needs no program, and has none.
    boolean open = d > 2 && !PointBounds.cosine(d, BigInteger.valueOf(n)).exact();
    if (open && index.codeBound(d, n).isEmpty() && !known.meets()) {
      programs
          .cosineBound(d, BigInteger.valueOf(n))
          .flatMap(PointBounds.CosineBound::certificate)
          .ifPresent(proof -> index.addOwn(proof, limits.threads()));
    }
    if (index.code(d, n).isEmpty()) {
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
    return CodeSearch.find(
            CodeSearch.Question.of(d, n, least),
            limits,
            outcome ->
                by("search, " + starts + (starts == 1 ? " start" : " starts"), limits.seed()))
        .certificate();
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
