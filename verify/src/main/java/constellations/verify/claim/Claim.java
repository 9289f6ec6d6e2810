package constellations.verify.claim;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;

/**
 * What certificates say of codes and constellations, whatever their evidence.
 *
 * <p>The argument: docs/theory.md T1.
 */
public interface Claim {
  /** Larger dimensions mean nothing, and sums of them could overflow. */
  long MAX_DIMENSION = 1L << 60;

  /** {@return the claim in words} */
  String text();

  /**
   * A spherical code in R^{@code dimension} exists.
   *
   * @param points how many points it has at least
   * @param cosine no two points have a larger one; in [-1, 1)
   */
  record CodeExists(long dimension, BigInteger points, Quadratic cosine) implements Claim {
    /**
     * Checks the ranges.
     *
     * @param dimension the dimension d of the space
     * @param points the number N of points, at least 2
     * @param cosine the largest cosine of two points, in [-1, 1)
     * @throws BadInputException if a number is out of range
     */
    public CodeExists {
      require(dimension, points, cosine);
    }

    @Override
    public String text() {
      return "at least "
          + points
          + " points of cosine at most "
          + cosine
          + " exist in dimension "
          + dimension;
    }
  }

  /**
   * Spherical codes in R^{@code dimension} have at most {@code points} points.
   *
   * @param cosine of all their pairs, at most; in [-1, 1)
   */
  record CodeBound(long dimension, BigInteger points, Quadratic cosine) implements Claim {
    /**
     * Checks the ranges.
     *
     * @param dimension the dimension d of the space
     * @param points the number N of points, at least 2
     * @param cosine the largest cosine of two points, in [-1, 1)
     * @throws BadInputException if a number is out of range
     */
    public CodeBound {
      require(dimension, points, cosine);
    }

    @Override
    public String text() {
      return "at most "
          + points
          + " points of cosine at most "
          + cosine
          + " in dimension "
          + dimension;
    }
  }

  /**
   * Checks the range of a dimension.
   *
   * @param dimension the dimension d of a space
   * @throws BadInputException if it is out of range
   */
  static void requireDimension(long dimension) {
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw BadInputException.argument("claim.dimension", dimension, "from 1 to 2^60");
    }
  }

  private static void require(long dimension, BigInteger points, Quadratic cosine) {
    requireDimension(dimension);
    if (points.signum() <= 0) {
      throw BadInputException.argument("number of points", points, "at least 1");
    }
    if (cosine.compareTo(Quadratic.ONE) >= 0 || cosine.compareTo(Quadratic.of(-1)) < 0) {
      throw BadInputException.argument("claim.cosine", cosine, "at least -1 and less than 1");
    }
  }
}
