package constellations.solver.construct;

import constellations.verify.certificate.LatticeExistenceCertificate;
import constellations.verify.certificate.Provenance;
import constellations.verify.exact.Lattice;
import constellations.verify.exact.Quadratic;
import constellations.verify.theory.LatticeExistence;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Spherical codes that exist by averaging over translates of a lattice: two hemispheres over the
 * lattice of one dimension less, or a shell of the lattice of the same dimension (THEORY.md section
 * 7).
 */
public final class LatticeCodes {
  /** The highest dimension of a code, hemispheres over the Leech lattice. */
  public static final int MAX_DIMENSION = 25;

  private static final long LEAST_NORM = 4;
  private static final int WIDTHS = 1000;

  private LatticeCodes() {}

  /** The catalogue, made when it is first asked for: lattice n at index n - 1. */
  private static final class Catalogue {
    private static final Lattice[] LAMINATED = laminated();

    private static Lattice[] laminated() {
      Lattice[] lattices = new Lattice[MAX_DIMENSION - 1];
      for (long[][] gram : LaminatedLattices.all()) {
        lattices[gram.length - 1] = Lattice.of(gram);
      }
      return lattices;
    }
  }

  /**
   * A code that exists.
   *
   * @param dimension of the code
   * @param points how many points it has at least
   * @param width the width of the shell, or nothing for hemispheres
   */
  public record Existing(
      int dimension, BigInteger points, BigFraction cosine, Optional<BigFraction> width) {
    private Lattice lattice() {
      return Catalogue.LAMINATED[dimension - (width.isPresent() ? 1 : 2)];
    }

    /** In words. */
    public String description() {
      return (width.isPresent() ? "a shell of" : "two hemispheres over")
          + " the laminated lattice of dimension "
          + lattice().dimension();
    }

    /** The evidence; the verifier decides whether it holds. */
    public LatticeExistenceCertificate certificate(Provenance provenance) {
      return new LatticeExistenceCertificate(
          dimension,
          points,
          Quadratic.of(cosine),
          lattice(),
          LEAST_NORM,
          width,
          new Provenance(
              description(),
              provenance.seed(),
              provenance.command(),
              provenance.toolVersion(),
              provenance.date()));
    }
  }

  /**
   * The larger of the two codes in a dimension.
   *
   * @param dimension from 2 to {@value #MAX_DIMENSION}
   * @param cosine in (0, 1)
   */
  public static Existing best(int dimension, BigFraction cosine) {
    Existing hemispheres =
        new Existing(
            dimension,
            LatticeExistence.hemispheres(Catalogue.LAMINATED[dimension - 2], LEAST_NORM, cosine),
            cosine,
            Optional.empty());
    if (dimension == MAX_DIMENSION) {
      return hemispheres;
    }
    BigFraction width = bestWidth(dimension, cosine.doubleValue());
    Existing shell =
        new Existing(
            dimension,
            LatticeExistence.shell(Catalogue.LAMINATED[dimension - 1], LEAST_NORM, cosine, width),
            cosine,
            Optional.of(width));
    return shell.points().compareTo(hemispheres.points()) > 0 ? shell : hemispheres;
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
      double outer = Math.sqrt((LEAST_NORM - w * w) / (2 - 2 * alpha));
      double volume = Math.pow(outer, n) - Math.pow(Math.max(0, outer - w), n);
      if (volume > largest) {
        largest = volume;
        best = i;
      }
    }
    return BigFraction.of(best, WIDTHS);
  }
}
