package constellations.verify.words;

import java.math.BigInteger;
import java.util.OptionalInt;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A set of binary words whose number and least distance can be proved.
 *
 * <p>The argument: docs/theory.md T17.
 */
public sealed interface BinarySource
    permits CyclicCode, GeneratedCode, QuadraticFormCode, ConcatenatedCode {
  /** {@return the length n of the words} */
  int length();

  /** {@return the number of points} */
  BigInteger points();

  /** {@return whether the words are a linear code, all of it} */
  boolean isLinear();

  /**
   * {@return a least distance that is proved, or nothing}
   *
   * @param mostWords 64-bit blocks of words of an enumeration, beyond which it is not begun
   */
  OptionalInt distance(long mostWords);

  /**
   * About how many operations on words of 64 bits {@link #distance} takes.
   *
   * @return the number of operations, a rough one
   */
  double work();

  /**
   * {@return whether with each word its complement is in the code; false where that is not known}
   */
  boolean hasComplements();

  /** {@return the number of coordinates that the spherical code needs} */
  default int dimension() {
    return length();
  }

  /**
   * {@return the largest cosine of points at a distance or more}
   *
   * @param n the length, changed or not
   * @param distance the least Hamming distance of different words
   */
  default BigFraction cosine(int n, int distance) {
    return BigFraction.ONE.subtract(BigFraction.of(2 * distance, n));
  }
}
