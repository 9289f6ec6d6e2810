package constellations.verify.points;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;

/**
 * Claims that a spherical code exists: {@code points} points in R^{@code dimension}, all pairs of
 * cosine at most {@code cosine}. The evidence is the points.
 *
 * @param cosine an exact number in [-1, 1)
 */
public record SphericalCodeCertificate(
    int dimension, int points, Quadratic cosine, Vectors vectors, Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "spherical-code";

  /**
   * Checks that the claim means something, not that it is true.
   *
   * @param dimension the dimension d of the space
   * @param points the number N of points
   * @param cosine the claimed bound on the cosines of different points
   * @param vectors the N vectors of R^d
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if a number is out of range
   */
  public SphericalCodeCertificate {
    if (dimension < 1) {
      throw BadInputException.argument("claim.dimension", dimension, "at least 1");
    }
    if (points < 2) {
      throw BadInputException.argument("claim.points", points, "at least 2");
    }
    if (cosine.compareTo(Quadratic.ONE) >= 0 || cosine.compareTo(Quadratic.of(-1)) < 0) {
      throw BadInputException.argument("claim.cosine", cosine, "at least -1 and less than 1");
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Claim claim() {
    return new Claim.CodeExists(dimension, BigInteger.valueOf(points), cosine);
  }

  @Override
  public String text() {
    return points + " points in dimension " + dimension + ", cosine at most " + cosine;
  }
}
