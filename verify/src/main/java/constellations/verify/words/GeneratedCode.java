package constellations.verify.words;

import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The words that generators span over the field of two elements, or those of one weight among them.
 * Weights are found by visiting all words. Words of one weight w lie on a sphere of one dimension
 * less: at distance delta their cosine is 1 - delta n / (2 w (n - w)).
 *
 * <p>The argument: docs/theory.md T17.
 */
public final class GeneratedCode implements BinarySource {
  /** The greatest length. */
  public static final int MAX_LENGTH = 1024;

  /** The most generators. */
  public static final int MAX_GENERATORS = 40;

  private final int length;
  private final List<String> generators;
  private final Optional<Integer> weight;
  private final int bits;
  private final BigInteger[] echelon;

  /** The number of words of each weight; empty until it has been counted. */
  private long[] distribution = {};

  private GeneratedCode(
      int length, List<String> generators, Optional<Integer> weight, BigInteger[] echelon) {
    this.length = length;
    this.generators = generators;
    this.weight = weight;
    this.bits = generators.size();
    this.echelon = echelon;
  }

  /**
   * {@return the code of these generators}
   *
   * @param length the length n of the words
   * @param generators words as strings of 0 and 1, linearly independent
   * @param weight the weight of the words that are meant; otherwise all
   * @throws BadInputException if a word is not of that form, or the words depend on each other
   */
  public static GeneratedCode of(int length, List<String> generators, Optional<Integer> weight) {
    if (length < 2 || length > MAX_LENGTH) {
      throw BadInputException.argument("length", length, "from 2 to " + MAX_LENGTH);
    }
    if (generators.isEmpty() || generators.size() > MAX_GENERATORS) {
      throw BadInputException.argument(
          "generators", generators.size(), "from 1 to " + MAX_GENERATORS);
    }
    if (weight.isPresent() && (weight.get() < 1 || weight.get() >= length)) {
      throw BadInputException.argument("weight", weight.get(), "from 1 to " + (length - 1));
    }
    BigInteger[] echelon = new BigInteger[length];
    for (String word : generators) {
      if (word.length() != length || !word.matches("[01]+")) {
        throw BadInputException.argument("generator", word, length + " digits 0 or 1");
      }
      BigInteger rest = reduced(echelon, new BigInteger(word, 2));
      if (rest.signum() == 0) {
        throw BadInputException.argument("generator", word, "linearly independent words");
      }
      echelon[rest.bitLength() - 1] = rest;
    }
    return new GeneratedCode(length, List.copyOf(generators), weight, echelon);
  }

  /** What is left of a word by the words before it; null stands for none. */
  private static BigInteger reduced(BigInteger[] echelon, BigInteger word) {
    BigInteger rest = word;
    while (rest.signum() != 0 && echelon[rest.bitLength() - 1] != null) {
      rest = rest.xor(echelon[rest.bitLength() - 1]);
    }
    return rest;
  }

  @Override
  public int length() {
    return length;
  }

  /** {@return the generators} */
  public List<String> generators() {
    return generators;
  }

  /** {@return the weight of the words that are meant, if not all} */
  public Optional<Integer> weight() {
    return weight;
  }

  @Override
  public boolean isLinear() {
    return weight.isEmpty();
  }

  @Override
  public BigInteger points() {
    return weight
        .map(w -> BigInteger.valueOf(distribution()[w]))
        .orElseGet(() -> BigInteger.ONE.shiftLeft(bits));
  }

  @Override
  public int dimension() {
    return weight.isPresent() ? length - 1 : length;
  }

  /** Whether the generators span the word of ones. */
  @Override
  public boolean hasComplements() {
    return weight.isEmpty()
        && reduced(echelon, BigInteger.ONE.shiftLeft(length).subtract(BigInteger.ONE)).signum()
            == 0;
  }

  @Override
  public double work() {
    return 4 * Math.scalb(1.0, bits) * Math.ceil(length / 64.0);
  }

  /** The least weight; of words of one weight, the least even one. */
  @Override
  public OptionalInt distance(long mostWords) {
    if ((1L << bits) * Math.ceil(length / 64.0) > mostWords) {
      return OptionalInt.empty();
    }
    long[] counts = distribution();
    for (int w = 1; w <= length; w++) {
      if (counts[w] > 0 && (weight.isEmpty() || w % 2 == 0)) {
        return OptionalInt.of(w);
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public BigFraction cosine(int n, int distance) {
    return weight
        .map(w -> BigFraction.ONE.subtract(BigFraction.of(distance * n, 2 * w * (n - w))))
        .orElseGet(() -> BinarySource.super.cosine(n, distance));
  }

  /** Visits all words in the order of a Gray code. */
  private synchronized long[] distribution() {
    if (distribution.length > 0) {
      return distribution;
    }
    int blocks = (length + 63) / 64;
    long[][] rows = new long[bits][blocks];
    for (int i = 0; i < bits; i++) {
      for (int j = 0; j < length; j++) {
        rows[i][j / 64] |= generators.get(i).charAt(j) == '1' ? 1L << j % 64 : 0;
      }
    }
    long[] counts = new long[length + 1];
    counts[0] = 1;
    long[] word = new long[blocks];
    for (long i = 1; i < 1L << bits; i++) {
      long[] row = rows[Long.numberOfTrailingZeros(i)];
      int w = 0;
      for (int b = 0; b < blocks; b++) {
        word[b] ^= row[b];
        w += Long.bitCount(word[b]);
      }
      counts[w]++;
    }
    distribution = counts;
    return counts;
  }
}
