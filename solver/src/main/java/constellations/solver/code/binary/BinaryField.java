package constellations.solver.code.binary;

/**
 * The field of 2^m elements as polynomials in a primitive element, bit i the coefficient of its
 * i-th power.
 */
final class BinaryField {
  private final int degree;
  private final int polynomial;

  private BinaryField(int degree, int polynomial) {
    this.degree = degree;
    this.polynomial = polynomial;
  }

  /**
   * The field of a degree.
   *
   * @param degree m, from 1 to 24
   */
  static BinaryField ofDegree(int degree) {
    for (int polynomial = 1 << degree | 1; ; polynomial += 2) {
      BinaryField field = new BinaryField(degree, polynomial);
      if (field.isPrimitive()) {
        return field;
      }
    }
  }

  /** Whether the powers of x are all elements but zero. */
  private boolean isPrimitive() {
    int order = (1 << degree) - 1;
    if (power(primitive(), order) != 1) {
      return false;
    }
    int rest = order;
    for (int p = 2; p <= rest; p++) {
      if (rest % p == 0) {
        while (rest % p == 0) {
          rest /= p;
        }
        if (power(primitive(), order / p) == 1) {
          return false;
        }
      }
    }
    return true;
  }

  /** The degree m. */
  int degree() {
    return degree;
  }

  /** The product. */
  int multiply(int a, int b) {
    int product = 0;
    int shifted = a;
    for (int i = 0; i < degree; i++) {
      product ^= (b >> i & 1) == 1 ? shifted : 0;
      shifted <<= 1;
      shifted ^= (shifted >> degree & 1) == 1 ? polynomial : 0;
    }
    return product;
  }

  /** The power of an element. */
  int power(int a, long exponent) {
    int result = 1;
    int square = a;
    for (long e = exponent; e > 0; e >>= 1) {
      result = (e & 1) == 1 ? multiply(result, square) : result;
      square = multiply(square, square);
    }
    return result;
  }

  /** The primitive element. */
  int primitive() {
    return degree == 1 ? 1 : 2;
  }

  /** The trace to the field of two elements. */
  int trace(int a) {
    int sum = 0;
    int power = a;
    for (int i = 0; i < degree; i++) {
      sum ^= power;
      power = multiply(power, power);
    }
    return sum;
  }
}
