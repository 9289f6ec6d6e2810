package constellations.solver.code.binary;

import constellations.solver.code.IndexedCode;
import constellations.verify.words.BinaryCode;
import constellations.verify.words.CyclicCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The points of a cyclic code, extended, shortened and punctured, in the order of their information
 * bits. A word is a polynomial, its highest coefficients the information; shortening takes these,
 * puncturing the lowest ones, which are checks. With a radius the patterns of the places that are
 * gone, by their weights, are the first part of an index.
 */
final class CyclicPoints implements IndexedCode {
  /** Words that differ in places alone that are gone: so many of them are told apart by trying. */
  private static final int MOST_HIDDEN = 20;

  private final BinaryCode code;
  private final int bits;
  private final BigInteger generator;

  /** The points of a code from a {@link CyclicCode}. */
  CyclicPoints(BinaryCode code) {
    CyclicCode cyclic = (CyclicCode) code.source();
    this.code = code;
    this.bits = cyclic.bits() - code.shortened();
    this.generator = generator(cyclic);
  }

  /** The product of x - beta^z over the zeros, a polynomial over the field of two elements. */
  private static BigInteger generator(CyclicCode cyclic) {
    int n = cyclic.length();
    int degree = 1;
    for (int power = 2 % n; power != 1; power = 2 * power % n) {
      degree++;
    }
    BinaryField field = BinaryField.ofDegree(degree);
    int root = field.power(field.primitive(), ((1L << degree) - 1) / n);
    BigInteger product = BigInteger.ONE;
    boolean[] done = new boolean[n];
    for (int z = 0; z < n; z++) {
      if (!cyclic.isZero(z) || done[z]) {
        continue;
      }
      int[] minimal = {1};
      for (int at = z; !done[at]; at = 2 * at % n) {
        done[at] = true;
        int beta = field.power(root, at);
        int[] longer = new int[minimal.length + 1];
        for (int i = 0; i < minimal.length; i++) {
          longer[i + 1] ^= minimal[i];
          longer[i] ^= field.multiply(minimal[i], beta);
        }
        minimal = longer;
      }
      BigInteger factor = BigInteger.ZERO;
      for (int i = 0; i < minimal.length; i++) {
        factor = minimal[i] == 1 ? factor.setBit(i) : factor;
      }
      product = product(product, factor);
    }
    return product;
  }

  private static BigInteger product(BigInteger a, BigInteger b) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < b.bitLength(); i++) {
      sum = b.testBit(i) ? sum.xor(a.shiftLeft(i)) : sum;
    }
    return sum;
  }

  @Override
  public int coordinates() {
    return code.dimension();
  }

  @Override
  public BigInteger size() {
    return code.points();
  }

  /** The pattern of an index among those of a length, by weight and then as numbers rise. */
  private static BigInteger pattern(BigInteger index, int length) {
    BigInteger rest = index;
    int weight = 0;
    while (rest.compareTo(choose(length, weight)) >= 0) {
      rest = rest.subtract(choose(length, weight));
      weight++;
    }
    BigInteger pattern = BigInteger.ZERO;
    for (int place = length - 1; weight > 0; place--) {
      BigInteger without = choose(place, weight);
      if (rest.compareTo(without) >= 0) {
        rest = rest.subtract(without);
        pattern = pattern.setBit(place);
        weight--;
      }
    }
    return pattern;
  }

  /** The inverse of {@link #pattern}. */
  private static BigInteger index(BigInteger pattern, int length) {
    int weight = pattern.bitCount();
    BigInteger index = weight == 0 ? BigInteger.ZERO : BinaryCode.ball(length, weight - 1);
    for (int place = length - 1; weight > 0; place--) {
      if (pattern.testBit(place)) {
        index = index.add(choose(place, weight));
        weight--;
      }
    }
    return index;
  }

  private static BigInteger choose(int n, int k) {
    BigInteger product = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      product =
          product.multiply(BigInteger.valueOf((long) n - i)).divide(BigInteger.valueOf(i + 1L));
    }
    return product;
  }

  @Override
  public long[] encode(BigInteger index) {
    require(index);
    BigInteger pattern =
        code.radius() == 0 ? BigInteger.ZERO : pattern(index.shiftRight(bits), code.shortened());
    BigInteger message = index.subtract(index.shiftRight(bits).shiftLeft(bits));
    BigInteger all = word(pattern.shiftLeft(bits).or(message));
    long[] point = new long[coordinates()];
    for (int i = 0; i < point.length; i++) {
      point[i] = all.testBit(code.punctured() + i) ? -1 : 1;
    }
    return point;
  }

  /** The word of information bits, with the parity bit first, as the lowest coefficient. */
  private BigInteger word(BigInteger information) {
    int checks = generator.bitLength() - 1;
    BigInteger word = information.shiftLeft(checks);
    BigInteger rest = word;
    while (rest.bitLength() > checks) {
      rest = rest.xor(generator.shiftLeft(rest.bitLength() - 1 - checks));
    }
    word = word.xor(rest);
    boolean parity = word.bitCount() % 2 == 1;
    return code.extended() ? word.shiftLeft(1).or(parity ? BigInteger.ONE : BigInteger.ZERO) : word;
  }

  @Override
  public BigInteger decode(long[] point) {
    if (point.length != coordinates()) {
      throw IndexedCode.notInCode(point);
    }
    BigInteger message = BigInteger.ZERO;
    BigInteger seen = BigInteger.ZERO;
    for (int i = 0; i < point.length; i++) {
      seen = point[i] == -1 ? seen.setBit(code.punctured() + i) : seen;
    }
    for (int i = 0; i < bits; i++) {
      message = point[point.length - bits + i] == -1 ? message.setBit(i) : message;
    }
    BigInteger index = message;
    if (code.radius() > 0) {
      BigInteger pattern =
          pattern(seen.xor(word(message))).orElseThrow(() -> IndexedCode.notInCode(point));
      if (pattern.bitCount() > code.radius()) {
        throw IndexedCode.notInCode(point);
      }
      index = index(pattern, code.shortened()).shiftLeft(bits).or(message);
    }
    if (!Arrays.equals(encode(index), point)) {
      throw IndexedCode.notInCode(point);
    }
    return index;
  }

  /**
   * The pattern of few ones in the places that are gone whose word agrees with given checks, by
   * elimination. Where words are that differ in these places alone, one of them is the difference.
   */
  private Optional<BigInteger> pattern(BigInteger checks) {
    int seen = coordinates() - bits;
    BigInteger[] pivots = new BigInteger[seen];
    BigInteger[] patterns = new BigInteger[seen];
    List<BigInteger> hidden = new ArrayList<>();
    for (int i = 0; i < code.shortened(); i++) {
      BigInteger[] reduced =
          reduced(
              low(word(BigInteger.ONE.shiftLeft(bits + i)), seen),
              BigInteger.ONE.shiftLeft(i),
              pivots,
              patterns);
      if (reduced[0].signum() != 0) {
        pivots[reduced[0].bitLength() - 1] = reduced[0];
        patterns[reduced[0].bitLength() - 1] = reduced[1];
      } else {
        hidden.add(reduced[1]);
      }
    }
    BigInteger[] solved = reduced(low(checks, seen), BigInteger.ZERO, pivots, patterns);
    if (solved[0].signum() != 0 || hidden.size() > MOST_HIDDEN) {
      return Optional.empty();
    }
    BigInteger pattern = solved[1];
    for (int i = 1; pattern.bitCount() > code.radius() && i < 1 << hidden.size(); i++) {
      pattern = pattern.xor(hidden.get(Integer.numberOfTrailingZeros(i)));
    }
    return Optional.of(pattern);
  }

  /** The checks that are seen. */
  private BigInteger low(BigInteger word, int seen) {
    BigInteger mask = BigInteger.ONE.shiftLeft(seen).subtract(BigInteger.ONE);
    return word.shiftRight(code.punctured()).and(mask);
  }

  private static BigInteger[] reduced(
      BigInteger checks, BigInteger pattern, BigInteger[] pivots, BigInteger[] patterns) {
    BigInteger rest = checks;
    BigInteger sum = pattern;
    for (int place = pivots.length - 1; place >= 0; place--) {
      if (rest.testBit(place) && pivots[place] != null) {
        rest = rest.xor(pivots[place]);
        sum = sum.xor(patterns[place]);
      }
    }
    return new BigInteger[] {rest, sum};
  }
}
