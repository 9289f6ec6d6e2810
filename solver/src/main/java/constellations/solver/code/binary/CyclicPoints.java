package constellations.solver.code.binary;

import constellations.solver.code.IndexedCode;
import constellations.verify.words.BinaryCode;
import constellations.verify.words.CyclicCode;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The points of a cyclic code, extended, shortened and punctured, in the order of their information
 * bits. A word is a polynomial, its highest coefficients the information; shortening takes these,
 * puncturing the lowest ones, which are checks.
 */
final class CyclicPoints implements IndexedCode {
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
    return BigInteger.ONE.shiftLeft(bits);
  }

  @Override
  public long[] encode(BigInteger index) {
    require(index);
    int checks = generator.bitLength() - 1;
    BigInteger word = index.shiftLeft(checks);
    BigInteger rest = word;
    while (rest.bitLength() > checks) {
      rest = rest.xor(generator.shiftLeft(rest.bitLength() - 1 - checks));
    }
    word = word.xor(rest);
    boolean parity = word.bitCount() % 2 == 1;
    // The parity bit first, as the lowest coefficient.
    BigInteger all =
        code.extended() ? word.shiftLeft(1).or(parity ? BigInteger.ONE : BigInteger.ZERO) : word;
    long[] point = new long[coordinates()];
    for (int i = 0; i < point.length; i++) {
      point[i] = all.testBit(code.punctured() + i) ? -1 : 1;
    }
    return point;
  }

  @Override
  public BigInteger decode(long[] point) {
    if (point.length != coordinates()) {
      throw IndexedCode.notInCode(point);
    }
    BigInteger index = BigInteger.ZERO;
    for (int i = 0; i < bits; i++) {
      index = point[point.length - bits + i] == -1 ? index.setBit(i) : index;
    }
    if (!Arrays.equals(encode(index), point)) {
      throw IndexedCode.notInCode(point);
    }
    return index;
  }
}
