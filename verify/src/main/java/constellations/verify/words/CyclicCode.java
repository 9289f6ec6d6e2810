package constellations.verify.words;

import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;

/**
 * The binary cyclic code of odd length n whose words, as polynomials, vanish at beta^z for the
 * given z, beta any primitive n-th root of unity over the field of two elements. Its dimension is n
 * less the number of zeros, which are a union of cyclotomic cosets; if they contain delta - 1
 * exponents in an arithmetic progression whose step is prime to n, its least distance is at least
 * delta (Bose and Ray-Chaudhuri 1960, Hocquenghem 1959; MacWilliams and Sloane, chapter 7, theorem
 * 8).
 *
 * <p>The argument: docs/theory.md T17.
 */
public final class CyclicCode implements BinarySource {
  /** The greatest length. */
  public static final int MAX_LENGTH = 65535;

  /** Positions that are looked at for runs of zeros; steps beyond are left out. */
  private static final long MAX_POSITIONS = 1L << 27;

  private final int length;
  private final List<Integer> representatives;
  private final boolean[] zero;
  private final int zeros;

  private CyclicCode(int length, List<Integer> representatives, boolean[] zero, int zeros) {
    this.length = length;
    this.representatives = representatives;
    this.zero = zero;
    this.zeros = zeros;
  }

  /**
   * {@return the code with these zeros}
   *
   * @param length the odd length n
   * @param representatives at least one exponent of each cyclotomic coset of zeros
   * @throws BadInputException if the length is even or too large, an exponent is out of range, or
   *     no word but zero is left
   */
  public static CyclicCode of(int length, List<Integer> representatives) {
    if (length < 3 || length > MAX_LENGTH || length % 2 == 0) {
      throw BadInputException.argument("length", length, "an odd number from 3 to " + MAX_LENGTH);
    }
    boolean[] zero = new boolean[length];
    int count = 0;
    for (int z : representatives) {
      if (z < 0 || z >= length) {
        throw BadInputException.argument("zero", z, "from 0 to " + (length - 1));
      }
      for (int at = z; !zero[at]; at = 2 * at % length) {
        zero[at] = true;
        count++;
      }
    }
    if (count >= length) {
      throw BadInputException.argument("zeros", count, "fewer than the length " + length);
    }
    return new CyclicCode(length, List.copyOf(representatives), zero, count);
  }

  @Override
  public int length() {
    return length;
  }

  /** {@return the exponents that were given} */
  public List<Integer> representatives() {
    return representatives;
  }

  /**
   * {@return whether the words vanish at the power z of the root of unity}
   *
   * @param z the exponent of the power
   */
  public boolean isZero(int z) {
    return zero[z];
  }

  /** {@return the dimension k over the field of two elements} */
  public int bits() {
    return length - zeros;
  }

  @Override
  public BigInteger points() {
    return BigInteger.ONE.shiftLeft(bits());
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  /** The word of ones, (x^n - 1)/(x - 1), vanishes everywhere but at 1. */
  @Override
  public boolean hasComplements() {
    return !zero[0];
  }

  @Override
  public double work() {
    return 2.0 * length * Math.min(length / 2, MAX_POSITIONS / (2L * length));
  }

  /** The BCH bound, over all steps, or the least ones of long codes. */
  @Override
  public OptionalInt distance(long mostWords) {
    int run = 0;
    long most = Math.min(length / 2, MAX_POSITIONS / (2L * length));
    for (int step = 1; step <= most; step++) {
      if (BigInteger.valueOf(step).gcd(BigInteger.valueOf(length)).intValue() == 1) {
        run = Math.max(run, longestRun(step));
      }
    }
    return OptionalInt.of(run + 1);
  }

  private int longestRun(int step) {
    int longest = 0;
    int run = 0;
    for (int i = 0, at = 0; i < 2 * length; i++, at = (at + step) % length) {
      run = zero[at] ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
