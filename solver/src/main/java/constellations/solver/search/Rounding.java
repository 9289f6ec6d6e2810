package constellations.solver.search;

import constellations.solver.format.CoordinateFile;
import constellations.solver.format.UnitRows;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.polish.HighPrecision;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.Constellation;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.Separation;
import constellations.verify.points.SphericalCode;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Turns vectors in double precision into certificates: coordinates are rounded to decimals, which
 * are exact numbers, and the claim is the exact extreme of the rounded vectors, rounded at the 15th
 * decimal in the safe direction (cosines up, margins down).
 */
public final class Rounding {
  /** Decimals of a claim. */
  private static final int CLAIM_DECIMALS = 15;

  private Rounding() {}

  /** The points of a code as decimals. */
  private static Vectors decimals(UnitRows x) {
    List<List<Quadratic>> decimals = new ArrayList<>();
    for (int i = 0; i < x.items(); i++) {
      List<Quadratic> row = new ArrayList<>();
      for (double coordinate : x.row(i)) {
        row.add(Quadratic.of(Rationals.of(CoordinateFile.decimal(coordinate))));
      }
      decimals.add(row);
    }
    return Vectors.Inline.of(decimals);
  }

  /** The modalities of a constellation as decimals. */
  public static List<Vectors> modalities(UnitRows x) {
    List<Vectors> vectors = new ArrayList<>();
    for (int a = 0; a < x.modalities(); a++) {
      vectors.add(decimals(x.modality(a)));
    }
    return vectors;
  }

  /** The largest cosine of a code, in double precision. */
  public static double largestCosine(UnitRows code) {
    PairObjective objective = PairObjective.code(code.items(), code.dimension());
    return objective.workspace().largest(code.data());
  }

  /**
   * The certificate of a code, with its largest cosine rounded up.
   *
   * @param digits decimals of the coordinates; from 18 on they are refined to them
   */
  public static SphericalCodeCertificate code(
      UnitRows x, int digits, int threads, Provenance provenance) {
    Vectors vectors = decimals(x);
    int dimension = x.dimension();
    int claimed = CLAIM_DECIMALS;
    if (digits > CoordinateFile.DECIMALS) {
      BigDecimal[] refined = HighPrecision.refined(x.data(), dimension, digits);
      List<List<Quadratic>> rows = new ArrayList<>();
      for (int from = 0; from < refined.length; from += dimension) {
        List<Quadratic> row = new ArrayList<>();
        for (int k = from; k < from + dimension; k++) {
          BigDecimal rounded = refined[k].setScale(digits, RoundingMode.HALF_EVEN);
          row.add(Quadratic.of(Rationals.of(rounded)));
        }
        rows.add(row);
      }
      vectors = Vectors.Inline.of(rows);
      claimed = digits - 2;
    }
    BigDecimal cosine =
        new SphericalCode(vectors.points()).largestCosine(threads).cosine().ceiling(claimed);
    return new SphericalCodeCertificate(
        vectors.points().dimension(),
        vectors.points().size(),
        Quadratic.of(Rationals.of(cosine)),
        vectors,
        provenance);
  }

  /**
   * The certificate of the aligned constellation of a code at the bias 1 - m where its margin m =
   * (1 - cosine)/2 is largest.
   */
  public static ConstellationCertificate aligned(
      SphericalCodeCertificate code, int modalities, Provenance provenance) {
    Quadratic gap = Quadratic.ONE.subtract(code.cosine());
    BigDecimal margin = Rationals.floor(gap.rational().divide(2), CLAIM_DECIMALS);
    Quadratic exact = Quadratic.of(Rationals.of(margin));
    return new ConstellationCertificate(
        code.dimension(),
        code.points(),
        modalities,
        exact,
        Quadratic.ONE.subtract(exact),
        Collections.nCopies(modalities, code.vectors()),
        provenance);
  }

  /**
   * The certificate of a constellation at the given bias, or nothing when the exact margin is
   * negative.
   *
   * @param bias as a decimal, exact
   */
  public static Optional<ConstellationCertificate> constellation(
      UnitRows x, BigDecimal bias, int threads, Provenance provenance) {
    return constellation(x, ModalityGraph.complete(x.modalities()), bias, threads, provenance);
  }

  /** The same where only the modalities are synchronised that an edge joins. */
  public static Optional<ConstellationCertificate> constellation(
      UnitRows x, ModalityGraph graph, BigDecimal bias, int threads, Provenance provenance) {
    List<Vectors> vectors = modalities(x);
    Separation separation =
        new Constellation(vectors.stream().map(Vectors::points).toList())
            .separation(graph, threads);
    BigDecimal margin = separation.marginFloor(bias, CLAIM_DECIMALS);
    if (margin.signum() < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new ConstellationCertificate(
            x.dimension(),
            x.items(),
            graph,
            Quadratic.of(Rationals.of(margin)),
            Quadratic.of(Rationals.of(bias)),
            vectors,
            provenance));
  }
}
