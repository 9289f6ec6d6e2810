package constellations.solver.search;

import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.polish.HighPrecision;
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

  static final int COORDINATE_DECIMALS = 17;

  private Rounding() {}

  /**
   * Rows of a matrix in double precision as decimals.
   *
   * @param x rows of length d
   * @param from the first row, counted from 0
   * @param rows how many rows
   */
  private static Vectors decimals(double[] x, int dimension, int from, int rows) {
    List<List<Quadratic>> decimals = new ArrayList<>();
    for (int i = from; i < from + rows; i++) {
      List<Quadratic> row = new ArrayList<>();
      for (int k = 0; k < dimension; k++) {
        BigDecimal rounded =
            new BigDecimal(x[i * dimension + k])
                .setScale(COORDINATE_DECIMALS, RoundingMode.HALF_EVEN);
        row.add(Quadratic.of(Rationals.of(rounded)));
      }
      decimals.add(row);
    }
    return Vectors.Inline.of(decimals);
  }

  /**
   * The modalities of a constellation as decimals.
   *
   * @param x k N rows of length d, vector i of modality a in row a N + i
   */
  public static List<Vectors> modalities(double[] x, int dimension, int modalities) {
    int items = x.length / dimension / modalities;
    List<Vectors> vectors = new ArrayList<>();
    for (int a = 0; a < modalities; a++) {
      vectors.add(decimals(x, dimension, a * items, items));
    }
    return vectors;
  }

  /** The largest cosine among unit rows of length d, in double precision. */
  public static double largestCosine(double[] x, int dimension) {
    return PairObjective.code(x.length / dimension, dimension).new Workspace().largest(x);
  }

  /**
   * The certificate of a code, with its largest cosine rounded up.
   *
   * @param x N rows of length d
   * @param digits decimals of the coordinates; from 18 on they are refined to them
   */
  public static SphericalCodeCertificate code(
      double[] x, int dimension, int digits, int threads, Provenance provenance) {
    Vectors vectors = decimals(x, dimension, 0, x.length / dimension);
    int claimed = CLAIM_DECIMALS;
    if (digits > COORDINATE_DECIMALS) {
      BigDecimal[] refined = HighPrecision.refined(x, dimension, digits);
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
   * @param x k N rows of length d, vector i of modality a in row a N + i
   * @param bias as a decimal, exact
   */
  public static Optional<ConstellationCertificate> constellation(
      double[] x,
      int dimension,
      int modalities,
      BigDecimal bias,
      int threads,
      Provenance provenance) {
    List<Vectors> vectors = modalities(x, dimension, modalities);
    Separation separation =
        new Constellation(vectors.stream().map(Vectors::points).toList()).separation(threads);
    BigDecimal margin = separation.marginFloor(bias, CLAIM_DECIMALS);
    if (margin.signum() < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new ConstellationCertificate(
            dimension,
            vectors.get(0).points().size(),
            modalities,
            Quadratic.of(Rationals.of(margin)),
            Quadratic.of(Rationals.of(bias)),
            vectors,
            provenance));
  }
}
