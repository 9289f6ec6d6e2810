package constellations.solver.code.binary;

import constellations.solver.code.IndexedCode;
import constellations.verify.words.QuadraticFormCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The points of a union of cosets of the first-order Reed-Muller code, in the order of an index:
 * forms, and for each the linear parts with both signs; then the vectors of the axes.
 */
final class QuadraticFormPoints implements IndexedCode {
  private final QuadraticFormCode code;
  private final List<int[]> forms;

  /** The length of a vector of the axes, for a common norm. */
  private final long axis;

  /**
   * The points of a code.
   *
   * @throws IllegalArgumentException if there are axes and an odd number of variables, where the
   *     points have no integer coordinates of a common norm
   */
  QuadraticFormPoints(QuadraticFormCode code) {
    if (code.axes() && code.variables() % 2 != 0) {
      throw new IllegalArgumentException("axes with " + code.variables() + " variables");
    }
    this.code = code;
    this.forms = code.forms();
    this.axis = 1L << (code.variables() / 2);
  }

  /**
   * A Kerdock set: for m even, the 2^(m-1) quadratic forms sum_{j=1}^{(m-2)/2} Tr((a x)^(1 + 2^j))
   * + s Tr(a x) of (x, s), x in the field of 2^(m-1) elements, whose bilinear forms have
   * differences of full rank (Kerdock 1972; MacWilliams and Sloane, chapter 15, section 5).
   */
  static QuadraticFormCode kerdock(int variables) {
    int degree = variables - 1;
    BinaryField field = BinaryField.ofDegree(degree);
    List<int[]> forms = new ArrayList<>();
    for (int a = 0; a < 1 << degree; a++) {
      int[] rows = new int[variables];
      for (int i = 0; i < variables; i++) {
        for (int j = i; j < variables; j++) {
          int coefficient = value(field, a, (1 << i), degree);
          if (j > i) {
            // Q(e_i + e_j) - Q(e_i) - Q(e_j).
            coefficient =
                value(field, a, (1 << i) ^ (1 << j), degree)
                    ^ coefficient
                    ^ value(field, a, (1 << j), degree);
          }
          rows[i] |= coefficient << j;
        }
      }
      forms.add(rows);
    }
    return QuadraticFormCode.of(variables, forms, true);
  }

  /** Q_a at (x, s), s the highest bit. */
  private static int value(BinaryField field, int a, int point, int degree) {
    int y = field.multiply(a, point & (1 << degree) - 1);
    int sum = (point >> degree & 1) * field.trace(y);
    int power = y;
    for (int j = 1; j <= (degree - 1) / 2; j++) {
      power = field.multiply(power, power);
      sum ^= field.trace(field.multiply(y, power));
    }
    return sum;
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
    int m = code.variables();
    int n = code.length();
    int form = index.shiftRight(m + 1).intValueExact();
    int linear = index.intValue() & n - 1;
    boolean negative = index.testBit(m);
    long[] x = new long[n];
    if (form == forms.size()) {
      x[linear] = negative ? -axis : axis;
      return x;
    }
    for (int point = 0; point < n; point++) {
      int value = quadratic(form, point) ^ (Integer.bitCount(linear & point) & 1);
      x[point] = (value == 1) == negative ? 1 : -1;
    }
    return x;
  }

  private int quadratic(int form, int point) {
    int value = 0;
    int[] rows = forms.get(form);
    for (int i = 0; i < rows.length; i++) {
      value ^= (point >> i & 1) & Integer.bitCount(rows[i] & point);
    }
    return value & 1;
  }

  @Override
  public BigInteger decode(long[] point) {
    int m = code.variables();
    int n = code.length();
    if (point.length != n) {
      throw IndexedCode.notInCode(point);
    }
    for (int form = 0; form < forms.size(); form++) {
      // The linear part is what is left at the points of the axes, the sign at zero.
      int linear = 0;
      boolean negative = point[0] == -1;
      for (int i = 0; i < m; i++) {
        boolean minus = point[1 << i] == -1 != negative;
        linear |= (minus ? 1 : 0) << i;
        linear ^= quadratic(form, 1 << i) << i;
      }
      BigInteger index = index(form, negative, linear);
      if (java.util.Arrays.equals(encode(index), point)) {
        return index;
      }
    }
    for (int i = 0; code.axes() && i < n; i++) {
      BigInteger index = index(forms.size(), point[i] < 0, i);
      if (point[i] != 0 && java.util.Arrays.equals(encode(index), point)) {
        return index;
      }
    }
    throw IndexedCode.notInCode(point);
  }

  private BigInteger index(int form, boolean negative, int linear) {
    int m = code.variables();
    return BigInteger.valueOf(form)
        .shiftLeft(m + 1)
        .add(BigInteger.valueOf((negative ? 1L << m : 0) + linear));
  }
}
