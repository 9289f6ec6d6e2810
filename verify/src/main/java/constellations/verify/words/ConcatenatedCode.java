package constellations.verify.words;

import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;

/**
 * A generalised concatenated code (Blokh and Zyablov 1974; MacWilliams and Sloane, chapter 18,
 * section 8.2). The inner codes are the Reed-Muller codes of length 2^m and order r, r - 1, ..., 1,
 * of least distance 2^(m-i). The C(m, i) bits by which order i exceeds order i - 1 are a symbol of
 * an outer Reed-Solomon code of length L; the sign of each block is a bit of a binary outer code.
 * Words differ in at least the least of D_i 2^(m-i) places, D_0 the distance of the binary code.
 *
 * <p>The argument: docs/theory.md T17.
 */
public final class ConcatenatedCode implements BinarySource {
  /** The most variables of the inner codes. */
  public static final int MAX_VARIABLES = 8;

  /** The longest symbols, in bits. */
  public static final int MAX_SYMBOL = 16;

  private final int variables;
  private final List<Integer> distances;
  private final BinaryCode signs;

  private ConcatenatedCode(int variables, List<Integer> distances, BinaryCode signs) {
    this.variables = variables;
    this.distances = distances;
    this.signs = signs;
  }

  /**
   * {@return the code of these outer codes}
   *
   * @param variables m
   * @param distances D_1, ..., D_r of the Reed-Solomon codes
   * @param signs the binary outer code; its length is L
   * @throws BadInputException if a number is out of range, or L is more than the 2^C(m, i) elements
   *     of a field
   */
  public static ConcatenatedCode of(int variables, List<Integer> distances, BinaryCode signs) {
    if (variables < 2 || variables > MAX_VARIABLES) {
      throw BadInputException.argument("variables", variables, "from 2 to " + MAX_VARIABLES);
    }
    if (distances.isEmpty() || distances.size() > variables) {
      throw BadInputException.argument("distances", distances.size(), "from 1 to " + variables);
    }
    if (!signs.source().isLinear() || signs.source() instanceof ConcatenatedCode) {
      throw BadInputException.argument("signs", "another code", "a cyclic or a generated code");
    }
    int length = signs.dimension();
    for (int i = 1; i <= distances.size(); i++) {
      int symbol = choose(variables, i);
      if (symbol > MAX_SYMBOL || length > 1 << symbol) {
        throw BadInputException.argument(
            "length of outer codes", length, "at most 2^" + symbol + ", for at most 16 bits");
      }
      int distance = distances.get(i - 1);
      if (distance < 1 || distance > length) {
        throw BadInputException.argument("distance", distance, "from 1 to " + length);
      }
    }
    return new ConcatenatedCode(variables, List.copyOf(distances), signs);
  }

  /**
   * {@return the binomial coefficient C(m, i), for small numbers}
   *
   * @param m the size of the set
   * @param i the size of the subsets
   */
  public static int choose(int m, int i) {
    int product = 1;
    for (int j = 1; j <= i; j++) {
      product = product * (m - i + j) / j;
    }
    return product;
  }

  /** {@return m} */
  public int variables() {
    return variables;
  }

  /** {@return D_1, ..., D_r} */
  public List<Integer> distances() {
    return distances;
  }

  /** {@return the binary outer code} */
  public BinaryCode signs() {
    return signs;
  }

  /** {@return the length L of the outer codes} */
  public int outerLength() {
    return signs.dimension();
  }

  @Override
  public int length() {
    return outerLength() << variables;
  }

  @Override
  public BigInteger points() {
    BigInteger points = signs.points();
    for (int i = 1; i <= distances.size(); i++) {
      int symbols = outerLength() - distances.get(i - 1) + 1;
      points = points.shiftLeft(symbols * choose(variables, i));
    }
    return points;
  }

  /** Linear over the field of two elements, but treated as a whole. */
  @Override
  public boolean isLinear() {
    return false;
  }

  /** A change of all signs is a complement. */
  @Override
  public boolean hasComplements() {
    return signs.isAntipodal();
  }

  @Override
  public double work() {
    return signs.work();
  }

  @Override
  public OptionalInt distance(long mostWords) {
    OptionalInt zeroth = signs.distance(mostWords);
    if (zeroth.isEmpty()) {
      return zeroth;
    }
    int least = zeroth.getAsInt() << variables;
    for (int i = 1; i <= distances.size(); i++) {
      least = Math.min(least, distances.get(i - 1) << (variables - i));
    }
    return OptionalInt.of(least);
  }
}
