package constellations.solver.code.binary;

import constellations.solver.code.IndexedCode;
import constellations.verify.words.ConcatenatedCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The points of a generalised concatenated code in the order of an index: the information of the
 * signs, then the first symbols of the Reed-Solomon codes, which determine the others by
 * interpolation. A block is a polynomial in m bits, whose monomials of degree i are the symbol of
 * order i.
 */
final class ConcatenatedPoints implements IndexedCode {
  private final ConcatenatedCode code;
  private final IndexedCode signs;
  private final BinaryField[] fields;

  /** The monomials of each degree, as sets of variables. */
  private final List<int[]> monomials = new ArrayList<>();

  /**
   * The points of a code.
   *
   * @param signs the points of its binary outer code
   */
  ConcatenatedPoints(ConcatenatedCode code, IndexedCode signs) {
    this.code = code;
    this.signs = signs;
    this.fields = new BinaryField[code.distances().size()];
    for (int i = 1; i <= fields.length; i++) {
      int degree = i;
      fields[i - 1] = BinaryField.ofDegree(ConcatenatedCode.choose(code.variables(), i));
      monomials.add(
          java.util.stream.IntStream.range(0, 1 << code.variables())
              .filter(set -> Integer.bitCount(set) == degree)
              .toArray());
    }
  }

  @Override
  public int coordinates() {
    return code.length();
  }

  @Override
  public BigInteger size() {
    return code.points();
  }

  @Override
  public long[] encode(BigInteger index) {
    require(index);
    int blocks = code.outerLength();
    BigInteger[] first = index.divideAndRemainder(signs.size());
    long[] sign = signs.encode(first[1]);
    BigInteger rest = first[0];
    int[][] coefficients = new int[blocks][1 << code.variables()];
    for (int i = 0; i < fields.length; i++) {
      int bits = monomials.get(i).length;
      int[] symbols = new int[blocks];
      int free = blocks - code.distances().get(i) + 1;
      for (int b = 0; b < free; b++) {
        symbols[b] = rest.intValue() & (1 << bits) - 1;
        rest = rest.shiftRight(bits);
      }
      for (int b = free; b < blocks; b++) {
        symbols[b] = interpolate(fields[i], symbols, free, b);
      }
      for (int b = 0; b < blocks; b++) {
        for (int t = 0; t < bits; t++) {
          coefficients[b][monomials.get(i)[t]] = symbols[b] >> t & 1;
        }
      }
    }
    long[] point = new long[coordinates()];
    for (int b = 0; b < blocks; b++) {
      int[] values = transform(coefficients[b]);
      for (int x = 0; x < values.length; x++) {
        point[b * values.length + x] = values[x] == 1 ? -sign[b] : sign[b];
      }
    }
    return point;
  }

  /** The value at a point of the polynomial of degree below k with given values at 0 to k - 1. */
  private static int interpolate(BinaryField field, int[] values, int k, int at) {
    int last = (1 << field.degree()) - 2;
    int sum = 0;
    for (int j = 0; j < k; j++) {
      int term = values[j];
      for (int l = 0; l < k && term != 0; l++) {
        if (l != j) {
          // Differences of field elements; the inverse is the power 2^q - 2.
          term = field.multiply(term, field.multiply(at ^ l, field.power(j ^ l, last)));
        }
      }
      sum ^= term;
    }
    return sum;
  }

  /** From the coefficients of a polynomial in bits to its values, and back. */
  private static int[] transform(int[] coefficients) {
    int[] values = coefficients.clone();
    for (int step = 1; step < values.length; step *= 2) {
      for (int x = 0; x < values.length; x++) {
        values[x] ^= (x & step) != 0 ? values[x ^ step] : 0;
      }
    }
    return values;
  }

  @Override
  public BigInteger decode(long[] point) {
    if (point.length != coordinates()) {
      throw IndexedCode.notInCode(point);
    }
    int blocks = code.outerLength();
    int inner = 1 << code.variables();
    long[] sign = new long[blocks];
    int[][] coefficients = new int[blocks][];
    for (int b = 0; b < blocks; b++) {
      sign[b] = point[b * inner];
      int[] values = new int[inner];
      for (int x = 0; x < inner; x++) {
        values[x] = point[b * inner + x] == sign[b] ? 0 : 1;
      }
      coefficients[b] = transform(values);
    }
    BigInteger index = BigInteger.ZERO;
    for (int i = fields.length - 1; i >= 0; i--) {
      int[] sets = monomials.get(i);
      for (int b = blocks - code.distances().get(i); b >= 0; b--) {
        int symbol = 0;
        for (int t = 0; t < sets.length; t++) {
          symbol |= coefficients[b][sets[t]] << t;
        }
        index = index.shiftLeft(sets.length).add(BigInteger.valueOf(symbol));
      }
    }
    index = index.multiply(signs.size()).add(signs.decode(sign));
    if (!Arrays.equals(encode(index), point)) {
      throw IndexedCode.notInCode(point);
    }
    return index;
  }
}
