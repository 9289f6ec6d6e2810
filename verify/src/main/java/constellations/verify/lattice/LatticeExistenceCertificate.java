package constellations.verify.lattice;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Claims that a spherical code exists, without naming its points: some translate of a lattice has
 * enough points in a ball or a shell, or the vectors of one norm of a lattice are enough.
 *
 * @param points a number of points, at least 1
 * @param cosine an exact number in (-1, 1)
 * @param leastNorm mu: no vector of the lattice but zero has a smaller squared norm
 * @param width the width of the shell of a translate, if that is the code
 * @param norm the squared norm of the vectors, if these are the code
 * @param bands latitudes in radians, if the code is wrapped around bands; without any of these the
 *     code is two hemispheres
 */
public record LatticeExistenceCertificate(
    int dimension,
    BigInteger points,
    Quadratic cosine,
    Lattice lattice,
    long leastNorm,
    Optional<BigFraction> width,
    Optional<Integer> norm,
    List<LatitudeBand> bands,
    Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "lattice-existence";

  /** The largest norm of a shell. */
  private static final int MAX_NORM = 1000;

  private static final int MAX_BANDS = 200;

  /** A little less than pi / 2. */
  private static final BigFraction QUARTER_TURN = BigFraction.of(157, 100);

  /**
   * Checks that the claim means something, not that it is true.
   *
   * @param dimension the dimension of the sphere's space
   * @param points the number of points that exist
   * @param cosine their largest cosine
   * @param lattice the lattice
   * @param leastNorm the claimed least squared norm of its vectors but zero
   * @param width the width w of a shell of a translate, if that is meant
   * @param norm the squared norm of a shell of the lattice itself, if that is meant
   * @param bands the bands of latitude, if they are meant
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if a number is out of range
   */
  public LatticeExistenceCertificate {
    bands = List.copyOf(bands);
    if (bands.size() > MAX_BANDS || (!bands.isEmpty() && (width.isPresent() || norm.isPresent()))) {
      throw BadInputException.argument(
          "evidence.bands", bands.size() + " bands", "at most " + MAX_BANDS + ", and no other use");
    }
    BigFraction below = BigFraction.ZERO;
    for (LatitudeBand band : bands) {
      if (band.from().compareTo(below) < 0
          || band.to().compareTo(band.from()) <= 0
          || band.to().compareTo(QUARTER_TURN) > 0) {
        throw BadInputException.argument(
            "evidence.bands",
            band.from() + " to " + band.to(),
            "rising latitudes from " + below + " to " + QUARTER_TURN);
      }
      below = band.to();
    }
    int expected = lattice.dimension() + (width.isPresent() || norm.isPresent() ? 0 : 1);
    if (dimension != expected || dimension < 2) {
      throw BadInputException.argument(
          "claim.dimension",
          dimension,
          "at least 2, and " + expected + " for a lattice of dimension " + lattice.dimension());
    }
    if (points.signum() <= 0) {
      throw BadInputException.argument("claim.pointsAtLeast", points, "at least 1");
    }
    if (cosine.compareTo(Quadratic.ONE) >= 0 || cosine.compareTo(Quadratic.of(-1)) <= 0) {
      throw BadInputException.argument("claim.cosine", cosine, "more than -1 and less than 1");
    }
    if (leastNorm < 1) {
      throw BadInputException.argument("evidence.leastNorm", leastNorm, "at least 1");
    }
    if (norm.isPresent()
        && (width.isPresent() || norm.get() < leastNorm || norm.get() > MAX_NORM)) {
      throw BadInputException.argument(
          "evidence.norm", norm.get(), "from leastNorm to " + MAX_NORM + ", and no width");
    }
    width.ifPresent(
        w -> {
          if (w.signum() <= 0 || w.multiply(w).compareTo(BigFraction.of(leastNorm)) >= 0) {
            throw BadInputException.argument(
                "evidence.width", w, "more than 0, with a square below leastNorm");
          }
        });
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Claim claim() {
    return new Claim.CodeExists(dimension, points, cosine);
  }
}
