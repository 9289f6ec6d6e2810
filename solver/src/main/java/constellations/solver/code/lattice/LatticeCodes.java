package constellations.solver.code.lattice;

import constellations.solver.code.ExistingCode;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.lattice.LatitudeBand;
import constellations.verify.lattice.LatticeExistence;
import constellations.verify.lattice.LatticeExistenceCertificate;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Spherical codes from lattices (docs/theory.md T13 to T16): two hemispheres over a translate of
 * the lattice of one dimension less, bands wrapped with pieces of it, a shell of a translate of the
 * lattice of the same dimension, or all vectors of one norm.
 */
public final class LatticeCodes {
  /** The highest dimension of a code, hemispheres over a lattice of one dimension less. */
  public static final int MAX_DIMENSION = LatticeCatalogue.MAX_DIMENSION + 1;

  private static final int WIDTHS = 1000;

  /** Below this cosine bands are no better than hemispheres. */
  private static final double BANDS_FROM = 0.92;

  private static final int TRIED_NORMS = 6;
  private static final BigInteger MOST_NORM = BigInteger.valueOf(500);

  private LatticeCodes() {}

  /** Two hemispheres over a translate of the lattice of one dimension less. */
  private static ExistingCode hemispheres(int dimension, BigFraction cosine) {
    LatticeCatalogue.Entry entry = LatticeCatalogue.lattice(dimension - 1);
    BigInteger points = LatticeExistence.hemispheres(entry.lattice(), entry.leastNorm(), cosine);
    return code(
        dimension,
        points,
        cosine,
        "a code that exists by two hemispheres over " + entry.name(),
        entry,
        Optional.empty(),
        Optional.empty());
  }

  /** Rings of translates of the lattice of one dimension less, wrapped around bands. */
  private static Optional<ExistingCode> bands(int dimension, BigFraction cosine) {
    LatticeCatalogue.Entry entry = LatticeCatalogue.lattice(dimension - 1);
    if (cosine.doubleValue() < BANDS_FROM) {
      return Optional.empty();
    }
    List<LatitudeBand> bands = LatitudeBands.best(dimension - 1, cosine);
    return LatticeExistence.bands(entry.lattice(), entry.leastNorm(), cosine, bands)
        .map(
            points ->
                code(
                    dimension,
                    points,
                    cosine,
                    "a code that exists by " + bands.size() + " bands of " + entry.name(),
                    entry,
                    Optional.empty(),
                    Optional.empty(),
                    bands));
  }

  /** A shell of a translate of the lattice. */
  private static ExistingCode shell(int dimension, BigFraction cosine) {
    LatticeCatalogue.Entry entry = LatticeCatalogue.lattice(dimension);
    BigFraction width = bestWidth(dimension, entry.leastNorm(), cosine.doubleValue());
    BigInteger points = LatticeExistence.shell(entry.lattice(), entry.leastNorm(), cosine, width);
    return code(
        dimension,
        points,
        cosine,
        "a code that exists by a shell of " + entry.name(),
        entry,
        Optional.of(width),
        Optional.empty());
  }

  /**
   * All vectors of one squared norm, cosines at most 1 - mu/(2 norm), mu the least norm.
   *
   * @param dimension from 2 to 64
   * @param norm at least 4, the least squared norm
   * @return nothing if there are none, or their number is not known without a long enumeration
   */
  public static Optional<ExistingCode> vectors(int dimension, int norm) {
    LatticeCatalogue.Entry entry = LatticeCatalogue.lattice(dimension);
    BigFraction cosine =
        BigFraction.ONE.subtract(BigFraction.of((int) entry.leastNorm(), 2 * norm));
    return LatticeCatalogue.vectors(dimension, norm)
        .filter(points -> points.signum() > 0)
        .map(
            points -> {
              ExistingCode code =
                  code(
                      dimension,
                      points,
                      cosine,
                      "the " + points + " vectors of norm " + norm + " of " + entry.name(),
                      entry,
                      Optional.empty(),
                      Optional.of(norm));
              return Shells.of(dimension, norm).map(code::by).orElse(code);
            });
  }

  private static ExistingCode code(
      int dimension,
      BigInteger points,
      BigFraction cosine,
      String description,
      LatticeCatalogue.Entry entry,
      Optional<BigFraction> width,
      Optional<Integer> norm) {
    return code(dimension, points, cosine, description, entry, width, norm, List.of());
  }

  private static ExistingCode code(
      int dimension,
      BigInteger points,
      BigFraction cosine,
      String description,
      LatticeCatalogue.Entry entry,
      Optional<BigFraction> width,
      Optional<Integer> norm,
      List<LatitudeBand> bands) {
    return new ExistingCode(
        dimension,
        points,
        Quadratic.of(cosine),
        description,
        provenance ->
            new LatticeExistenceCertificate(
                dimension,
                points,
                Quadratic.of(cosine),
                entry.lattice(),
                entry.leastNorm(),
                width,
                norm,
                bands,
                provenance),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The largest of these codes in a dimension; of two equal ones, the explicit one.
   *
   * @param dimension from 2 to {@value #MAX_DIMENSION}
   * @param cosine in (0, 1)
   */
  public static ExistingCode best(int dimension, BigFraction cosine) {
    return all(dimension, cosine).max(Comparator.comparing(ExistingCode::points)).orElseThrow();
  }

  private static Stream<ExistingCode> all(int dimension, BigFraction cosine) {
    Stream<ExistingCode> hemispheres =
        Stream.concat(Stream.of(hemispheres(dimension, cosine)), bands(dimension, cosine).stream());
    return dimension == MAX_DIMENSION
        ? hemispheres
        : Stream.of(
                hemispheres,
                Stream.of(shell(dimension, cosine)),
                vectors(dimension, cosine).stream())
            .flatMap(codes -> codes);
  }

  /**
   * The vectors of the norm M with the most of them, among the largest with 1 - mu/(2M) <= alpha;
   * where their number is known without a long enumeration.
   */
  private static Optional<ExistingCode> vectors(int dimension, BigFraction cosine) {
    long least = LatticeCatalogue.lattice(dimension).leastNorm();
    BigInteger largest =
        Rationals.floor(BigFraction.of(least, 2).divide(BigFraction.ONE.subtract(cosine)));
    if (largest.compareTo(BigInteger.valueOf(least)) < 0 || largest.compareTo(MOST_NORM) > 0) {
      return Optional.empty();
    }
    int most = largest.intValue();
    return IntStream.rangeClosed(Math.max((int) least, most - TRIED_NORMS), most)
        .boxed()
        .flatMap(norm -> vectors(dimension, norm).stream())
        .max(Comparator.comparing(ExistingCode::points));
  }

  /**
   * The codes with at least N points in the least dimension in which the catalogue has one;
   * explicit ones first.
   */
  public static List<ExistingCode> reaching(BigInteger points, BigFraction cosine) {
    return Stream.iterate(2, d -> d <= MAX_DIMENSION, d -> d + 1)
        .map(
            d ->
                all(d, cosine)
                    .filter(code -> code.points().compareTo(points) >= 0)
                    .sorted(Comparator.comparing(code -> !code.isExplicit()))
                    .toList())
        .filter(codes -> !codes.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** The width of the shell of largest volume, in double precision, to three decimals. */
  private static BigFraction bestWidth(int n, long leastNorm, double alpha) {
    int best = 1;
    double largest = 0;
    for (int i = 1; (long) i * i < leastNorm * WIDTHS * WIDTHS; i++) {
      double w = i / (double) WIDTHS;
      double outer = Math.sqrt((leastNorm - w * w) / (2 - 2 * alpha));
      double volume = Math.pow(outer, n) - Math.pow(Math.max(0, outer - w), n);
      if (volume > largest) {
        largest = volume;
        best = i;
      }
    }
    return BigFraction.of(best, WIDTHS);
  }
}
