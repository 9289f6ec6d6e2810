package constellations.verify.frame;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The Bernstein coefficients of a polynomial on a box, exact until the last rounding.
 *
 * <p>The argument: docs/theory.md T30.
 */
final class BernsteinTensor {
  private BernsteinTensor() {}

  /**
   * {@return the coefficients, wrong by no more than an ulp, the last variable running fastest}
   *
   * @param degrees of each variable, at least those of the polynomial
   * @param low ends of the box
   * @param high the other ends
   */
  static double[] of(FramePolynomial polynomial, int[] degrees, double[] low, double[] high) {
    int variables = FramePolynomial.VARIABLES;
    int[] strides = new int[variables];
    int size = 1;
    for (int i = variables - 1; i >= 0; i--) {
      strides[i] = size;
      size *= degrees[i] + 1;
    }
    BigFraction[] c = new BigFraction[size];
    Arrays.fill(c, BigFraction.ZERO);
    polynomial.forEach(
        (key, value) -> {
          int index = 0;
          for (int i = 0; i < variables; i++) {
            index += FramePolynomial.exponent(key, i) * strides[i];
          }
          c[index] = value;
        });
    for (int axis = 0; axis < variables; axis++) {
      BigFraction[][] matrix =
          matrix(degrees[axis], BigFraction.from(low[axis]), BigFraction.from(high[axis]));
      for (int start = 0; start < size; start++) {
        if (start / strides[axis] % (degrees[axis] + 1) == 0) {
          line(c, start, strides[axis], matrix);
        }
      }
    }
    double[] rounded = new double[size];
    for (int i = 0; i < size; i++) {
      rounded[i] = nearly(c[i]);
    }
    return rounded;
  }

  /** A double that differs from a rational number by no more than an ulp. */
  static double nearly(BigFraction x) {
    return new BigDecimal(x.getNumerator())
        .divide(new BigDecimal(x.getDenominator()), MathContext.DECIMAL128)
        .doubleValue();
  }

  private static void line(BigFraction[] c, int start, int stride, BigFraction[][] matrix) {
    BigFraction[] old = new BigFraction[matrix.length];
    for (int k = 0; k < old.length; k++) {
      old[k] = c[start + k * stride];
    }
    for (int k = 0; k < old.length; k++) {
      BigFraction sum = BigFraction.ZERO;
      for (int e = 0; e < old.length; e++) {
        if (old[e].signum() != 0) {
          sum = sum.add(matrix[k][e].multiply(old[e]));
        }
      }
      c[start + k * stride] = sum;
    }
  }

  /** Row k: coefficient k of x^e for e = 0..n, x^e = sum_j C(e,j) l^(e-j) w^j z^j on [l, l + w]. */
  private static BigFraction[][] matrix(int n, BigFraction low, BigFraction high) {
    BigFraction width = high.subtract(low);
    BigFraction[][] matrix = new BigFraction[n + 1][n + 1];
    for (int k = 0; k <= n; k++) {
      for (int e = 0; e <= n; e++) {
        BigFraction sum = BigFraction.ZERO;
        for (int j = 0; j <= Math.min(e, k); j++) {
          BigFraction part = BigFraction.of(choose(e, j) * choose(k, j), choose(n, j));
          sum = sum.add(part.multiply(low.pow(e - j)).multiply(width.pow(j)));
        }
        matrix[k][e] = sum;
      }
    }
    return matrix;
  }

  private static long choose(int n, int k) {
    long c = 1;
    for (int i = 0; i < k; i++) {
      c = c * (n - i) / (i + 1);
    }
    return c;
  }
}
