package constellations.solver.sweep;

import constellations.solver.bound.MarginBound;
import constellations.solver.results.CertificateStore;
import constellations.solver.search.Frontier;
import constellations.solver.search.Rounding;
import constellations.solver.search.SearchLimits;
import constellations.solver.table.FrontierTable;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Rationals;
import constellations.verify.points.ConstellationCertificate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/** Searches for the largest margin at several biases, with a certificate each. */
public final class FrontierSearch {
  /** A margin that exceeds both known families by less is not called new. */
  private static final double NEW = 1e-9;

  private FrontierSearch() {}

  /**
   * Searches, and writes the certificates and the table to a folder.
   *
   * @param limits for the search at each bias
   * @param provenance made from a method
   */
  public static List<FrontierTable.Row> find(
      Path folder,
      int dimension,
      int pairs,
      int modalities,
      List<BigDecimal> biases,
      SearchLimits limits,
      Function<String, Provenance> provenance) {
    BigInteger n = BigInteger.valueOf(pairs);
    Function<BigDecimal, BigFraction> most =
        b ->
            MarginBound.theorem(new MarginBound.Question(dimension, n, modalities, Rationals.of(b)))
                .margin();
    List<FrontierTable.Row> rows = new ArrayList<>();
    // What a folder cannot keep is not searched for.
    FrontierTable.read(folder);
    for (Frontier.Point point :
        Frontier.run(
            dimension, pairs, modalities, biases, b -> most.apply(b).doubleValue(), limits)) {
      Optional<ConstellationCertificate> certificate =
          Rounding.constellation(
              point.x(), point.bias(), limits.threads(), provenance.apply(point.method()));
      rows.add(
          new FrontierTable.Row(
              dimension,
              pairs,
              modalities,
              point.bias().toPlainString(),
              certificate.map(c -> c.margin().toString()).orElse("none"),
              Rationals.ceiling(most.apply(point.bias()), 15).toPlainString(),
              shown(point.lift()),
              shown(point.aligned()),
              point.margin() > Math.max(point.lift(), point.aligned()) + NEW,
              point.method(),
              certificate
                  .map(c -> CertificateStore.write(folder, c, limits.threads()).path())
                  .map(path -> path.getFileName().toString())
                  .orElse(null)));
    }
    FrontierTable.write(folder, rows);
    return rows;
  }

  private static String shown(double margin) {
    return margin < 0 ? "none" : new BigDecimal(margin).setScale(12, RoundingMode.FLOOR).toString();
  }
}
