package constellations.solver.construct;

import constellations.verify.certificate.LatticeExistenceCertificate;
import constellations.verify.certificate.Provenance;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.theory.LatticeExistence;
import constellations.verify.theory.ThetaSeries;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Spherical codes from lattices (THEORY.md section 7): two hemispheres over a translate of the
 * lattice of one dimension less, a shell of a translate of the lattice of the same dimension, or
 * all vectors of one norm of an even unimodular lattice.
 */
public final class LatticeCodes {
  /** The highest dimension of a code, hemispheres over a lattice of one dimension less. */
  public static final int MAX_DIMENSION = LatticeCatalogue.MAX_DIMENSION + 1;

  private static final int WIDTHS = 1000;
  private static final BigInteger MOST_HALF_NORM = BigInteger.valueOf(100);

  private LatticeCodes() {}

  /**
   * A code that exists.
   *
   * @param dimension of the code
   * @param points how many points it has at least
   * @param width the width of the shell of a translate, if that is the code
   * @param norm the squared norm of the vectors, if these are the code
   */
  public record Existing(
      int dimension,
      BigInteger points,
      BigFraction cosine,
      Optional<BigFraction> width,
      Optional<Integer> norm) {
    private LatticeCatalogue.Entry entry() {
      return LatticeCatalogue.lattice(dimension - (width.isPresent() || norm.isPresent() ? 0 : 1));
    }

    /** In words. */
    public String description() {
      String use =
          norm.map(m -> "the vectors of norm " + m + " of")
              .orElse(width.isPresent() ? "a shell of" : "two hemispheres over");
      return use + " " + entry().name();
    }

    /** The evidence; the verifier decides whether it holds. */
    public LatticeExistenceCertificate certificate(Provenance provenance) {
      return new LatticeExistenceCertificate(
          dimension,
          points,
          Quadratic.of(cosine),
          entry().lattice(),
          LatticeCatalogue.LEAST_NORM,
          width,
          norm,
          new Provenance(
              description(),
              provenance.seed(),
              provenance.command(),
              provenance.toolVersion(),
              provenance.date()));
    }
  }

  /**
   * The largest of these codes in a dimension.
   *
   * @param dimension from 2 to {@value #MAX_DIMENSION}
   * @param cosine in (0, 1)
   */
  public static Existing best(int dimension, BigFraction cosine) {
    Existing hemispheres =
        new Existing(
            dimension,
            LatticeExistence.hemispheres(
                LatticeCatalogue.lattice(dimension - 1).lattice(),
                LatticeCatalogue.LEAST_NORM,
                cosine),
            cosine,
            Optional.empty(),
            Optional.empty());
    if (dimension == MAX_DIMENSION) {
      return hemispheres;
    }
    BigFraction width = bestWidth(dimension, cosine.doubleValue());
    Existing shell =
        new Existing(
            dimension,
            LatticeExistence.shell(
                LatticeCatalogue.lattice(dimension).lattice(),
                LatticeCatalogue.LEAST_NORM,
                cosine,
                width),
            cosine,
            Optional.of(width),
            Optional.empty());
    return Stream.concat(Stream.of(hemispheres, shell), vectors(dimension, cosine).stream())
        .max(Comparator.comparing(Existing::points))
        .orElseThrow();
  }

  /** The vectors of the largest norm M with 1 - 4/(2M) <= alpha, of an even unimodular lattice. */
  private static Optional<Existing> vectors(int dimension, BigFraction cosine) {
    BigInteger half = Rationals.floor(BigFraction.ONE.subtract(cosine).reciprocal());
    boolean known =
        dimension >= 24
            && ThetaSeries.isKnown(dimension)
            && half.compareTo(BigInteger.TWO) >= 0
            && half.compareTo(MOST_HALF_NORM) <= 0;
    if (!known) {
      return Optional.empty();
    }
    int norm = 2 * half.intValue();
    return Optional.of(
        new Existing(
            dimension,
            ThetaSeries.vectors(dimension, norm),
            cosine,
            Optional.empty(),
            Optional.of(norm)));
  }

  /** The code of least dimension with at least N points, if there is one in the catalogue. */
  public static Optional<Existing> reaching(BigInteger points, BigFraction cosine) {
    return Stream.iterate(2, d -> d <= MAX_DIMENSION, d -> d + 1)
        .map(d -> best(d, cosine))
        .filter(code -> code.points().compareTo(points) >= 0)
        .findFirst();
  }

  /** The width of the shell of largest volume, in double precision, to three decimals. */
  private static BigFraction bestWidth(int n, double alpha) {
    int best = 1;
    double largest = 0;
    for (int i = 1; i < 2 * WIDTHS; i++) {
      double w = i / (double) WIDTHS;
      double outer = Math.sqrt((LatticeCatalogue.LEAST_NORM - w * w) / (2 - 2 * alpha));
      double volume = Math.pow(outer, n) - Math.pow(Math.max(0, outer - w), n);
      if (volume > largest) {
        largest = volume;
        best = i;
      }
    }
    return BigFraction.of(best, WIDTHS);
  }
}
