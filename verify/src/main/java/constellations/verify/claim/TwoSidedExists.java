package constellations.verify.claim;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;

/**
 * A spherical code in R^{@code dimension} exists whose cosines lie between two numbers.
 *
 * @param points how many points it has at least
 * @param least no two points have a smaller cosine; in [-1, 0]
 * @param cosine no two points have a larger one; in [-1, 1)
 */
public record TwoSidedExists(long dimension, BigInteger points, Quadratic least, Quadratic cosine)
    implements Claim {
  /**
   * Checks the ranges.
   *
   * @param dimension the dimension d of the space
   * @param points the number N of points, at least 1
   * @param least the least cosine of two points, in [-1, 0]
   * @param cosine the largest cosine of two points, in [least, 1)
   * @throws BadInputException if a number is out of range
   */
  public TwoSidedExists {
    Claim.requireDimension(dimension);
    if (points.signum() <= 0) {
      throw BadInputException.argument("number of points", points, "at least 1");
    }
    boolean inRange = least.compareTo(Quadratic.of(-1)) >= 0 && least.signum() <= 0;
    if (!inRange || least.compareTo(cosine) > 0 || cosine.compareTo(Quadratic.ONE) >= 0) {
      throw BadInputException.argument(
          "claim.least and claim.cosine",
          least + " and " + cosine,
          "from -1 to 0, and from that to less than 1");
    }
  }

  @Override
  public String text() {
    return "at least "
        + points
        + " points of cosines from "
        + least
        + " to "
        + cosine
        + " exist in dimension "
        + dimension;
  }
}
