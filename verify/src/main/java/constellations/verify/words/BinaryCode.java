package constellations.verify.words;

import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.OptionalInt;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A binary code as a spherical code: a word of length n is the vertex of the cube with -1 for one
 * and 1 for zero, so that words at distance delta have cosine 1 - 2 delta / n.
 *
 * <p>The argument: docs/theory.md T17.
 *
 * @param source where the words come from
 * @param extended whether a parity bit is added to each word of a linear code
 * @param shortened s: of the linear code, only the words that in s chosen places differ from one
 *     pattern in at most r, without these places
 * @param radius r; with 0 the pattern is 0
 * @param punctured p: without p further places
 */
public record BinaryCode(
    BinarySource source, boolean extended, int shortened, int radius, int punctured) {
  /**
   * Checks that the code means something.
   *
   * @param source the code before it is changed
   * @param extended whether a parity bit is added
   * @param shortened how many coordinates are kept near one pattern and left out
   * @param radius in how many of these a word may differ from it
   * @param punctured how many coordinates are left out
   * @throws BadInputException if a number is out of range
   */
  public BinaryCode {
    boolean plain = !extended && shortened == 0 && punctured == 0;
    if (!source.isLinear() && !plain) {
      throw BadInputException.argument(
          "evidence", "a changed non-linear code", "extension and shortening of linear codes only");
    }
    int rest = source.length() + (extended ? 1 : 0) - shortened - punctured;
    if (shortened < 0
        || radius < 0
        || (radius > 0 && radius >= shortened)
        || punctured < 0
        || rest < 1
        || (source.isLinear() && shortened >= source.points().bitLength() - 1)) {
      throw BadInputException.argument(
          "evidence",
          "shortened " + shortened + ", radius " + radius + ", punctured " + punctured,
          "numbers of places that leave a code");
    }
  }

  /**
   * The same where nothing differs from the pattern in the places that are left out.
   *
   * @param source where the words come from
   * @param extended whether a parity bit is added
   * @param shortened how many coordinates are kept at zero and left out
   * @param punctured how many coordinates are left out
   */
  public BinaryCode(BinarySource source, boolean extended, int shortened, int punctured) {
    this(source, extended, shortened, 0, punctured);
  }

  /**
   * {@return the number of words of a length and at most a weight}
   *
   * @param length s
   * @param radius r, the greatest weight
   */
  public static BigInteger ball(int length, int radius) {
    BigInteger layer = BigInteger.ONE;
    BigInteger sum = BigInteger.ONE;
    for (int i = 1; i <= radius; i++) {
      layer = layer.multiply(BigInteger.valueOf(length - i + 1L)).divide(BigInteger.valueOf(i));
      sum = sum.add(layer);
    }
    return sum;
  }

  /** {@return the number of coordinates that the spherical code needs} */
  public int dimension() {
    return source.dimension() + (extended ? 1 : 0) - shortened - punctured;
  }

  /** {@return a number of points that the code has at least, if the distance is positive} */
  public BigInteger points() {
    return source.points().shiftRight(shortened).multiply(ball(shortened, radius));
  }

  /** {@return whether with each point its opposite is one; false where that is not known} */
  public boolean isAntipodal() {
    // All ones has an odd number of ones, and so the parity bit 1, where the length is odd.
    return source.hasComplements() && shortened == 0 && (!extended || source.length() % 2 == 1);
  }

  /**
   * The least distance that is proved.
   *
   * @param mostWords 64-bit blocks of words of an enumeration, beyond which it is not begun
   * @return nothing if no positive distance is proved
   */
  public OptionalInt distance(long mostWords) {
    OptionalInt distance = source.distance(mostWords);
    if (distance.isEmpty()) {
      return distance;
    }
    // With a parity bit all weights are even.
    int d = distance.getAsInt() + (extended ? distance.getAsInt() % 2 : 0) - 2 * radius - punctured;
    return d > 0 ? OptionalInt.of(d) : OptionalInt.empty();
  }

  /**
   * About how many operations on words of 64 bits {@link #distance} takes.
   *
   * @return the number of operations, a rough one
   */
  public double work() {
    return source.work();
  }

  /**
   * {@return the largest cosine of points at this distance or more}
   *
   * @param distance the least Hamming distance of different words
   */
  public BigFraction cosine(int distance) {
    int n = source.length() + (extended ? 1 : 0) - shortened - punctured;
    return source.cosine(n, distance);
  }
}
