package constellations.solver.sweep;

import constellations.solver.bound.CertifiedBounds;
import constellations.solver.bound.PointBound;
import constellations.solver.code.ExistingCode;
import constellations.solver.code.find.CodeFinder;
import constellations.solver.results.Entry;
import constellations.solver.results.ResultIndex;
import constellations.solver.table.KissingTable;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.TheoremCertificate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.numbers.fraction.BigFraction;

/** Fills the table of kissing numbers, codes of cosine 1/2, with certificates for both ends. */
public final class KissingCells {
  private static final Quadratic HALF = Quadratic.of(BigFraction.of(1, 2));

  private KissingCells() {}

  /**
   * Adds a code and a bound for each dimension to the results.
   *
   * @param progress what has been done
   */
  public static List<KissingTable.Row> fill(
      ResultIndex index,
      CertifiedBounds programs,
      Provenance provenance,
      int threads,
      Consumer<String> progress) {
    List<KissingTable.Row> rows = new ArrayList<>();
    for (int d : KissingTable.dimensions()) {
      Entry code = code(index, d, provenance, threads);
      Certificate bound =
          d < 3
              ? hexagon(provenance)
              : programs.bound(d, HALF, null).flatMap(PointBound::certificate).orElseThrow();
      Entry own = index.addOwn(bound, threads).entry();
      // Larger half degrees than a table has time for may be there already.
      rows.add(new KissingTable.Row(d, code, index.leastBound(d, HALF).orElse(own)));
      index.save();
      progress.accept("dimension " + d);
    }
    return rows;
  }

  /** The largest code of cosine 1/2 that the index or a construction has. */
  private static Entry code(ResultIndex index, int d, Provenance provenance, int threads) {
    ExistingCode named = CodeFinder.largest(d, HALF);
    Optional<Entry> known =
        index.entries().stream()
            .filter(
                e ->
                    e.claim() instanceof Claim.CodeExists x
                        && x.dimension() == d
                        && x.cosine().compareTo(HALF) <= 0)
            .max(Comparator.comparing(e -> ((Claim.CodeExists) e.claim()).points()));
    boolean enough =
        known
            .filter(e -> ((Claim.CodeExists) e.claim()).points().compareTo(named.points()) >= 0)
            .isPresent();
    return enough ? known.get() : index.addOwn(named.certificate(provenance), threads).entry();
  }

  private static Certificate hexagon(Provenance provenance) {
    return new TheoremCertificate(
        new Claim.CodeBound(2, BigInteger.valueOf(6), HALF),
        TheoremCertificate.Theorem.REGULAR_POLYGON,
        provenance);
  }
}
