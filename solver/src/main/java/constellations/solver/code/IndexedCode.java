package constellations.solver.code;

import constellations.verify.exact.BadInputException;
import java.math.BigInteger;

/**
 * A spherical code whose points can be written down one by one, by their index, without storing the
 * code. All points have integer coordinates and the same squared norm.
 */
public interface IndexedCode {
  /** The number of coordinates. */
  int coordinates();

  /** The number of points. */
  BigInteger size();

  /**
   * The point of an index.
   *
   * @param index from 0 to size - 1
   * @throws BadInputException if it is out of range
   */
  long[] encode(BigInteger index);

  /**
   * The index of a point; the inverse of {@link #encode}.
   *
   * @throws BadInputException if the vector is not a point of the code
   */
  BigInteger decode(long[] point);

  /**
   * Refuses an index that is out of range.
   *
   * @throws BadInputException if it is
   */
  default void require(BigInteger index) {
    if (index.signum() < 0 || index.compareTo(size()) >= 0) {
      throw BadInputException.argument("index", index, "from 0 to " + size() + " - 1");
    }
  }

  /** What {@link #decode} says of a vector that is not in the code. */
  static BadInputException notInCode(long[] point) {
    return BadInputException.argument(
        "vector", java.util.Arrays.toString(point), "a point of the code");
  }
}
