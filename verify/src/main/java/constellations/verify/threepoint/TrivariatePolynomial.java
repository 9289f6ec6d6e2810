package constellations.verify.threepoint;

import constellations.verify.exact.WorkBudget;
import constellations.verify.lp.IntegerPolynomial;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A polynomial in u, v, t of degree at most d in each, with integer coefficients, as a cube of (d +
 * 1)^3 numbers; also the cube of its Bernstein coefficients on a box. All operations are exact.
 *
 * <p>The argument: docs/theory.md T26.
 */
final class TrivariatePolynomial {
  private final int d;
  private final BigInteger[] cube;

  private TrivariatePolynomial(int d, BigInteger[] cube) {
    this.d = d;
    this.cube = cube;
  }

  static TrivariatePolynomial zero(int d) {
    BigInteger[] cube = new BigInteger[(d + 1) * (d + 1) * (d + 1)];
    Arrays.fill(cube, BigInteger.ZERO);
    return new TrivariatePolynomial(d, cube);
  }

  static TrivariatePolynomial one(int d) {
    return zero(d).plus(BigInteger.ONE);
  }

  /** 1 + 2uvt - u^2 - v^2 - t^2, the determinant of the Gram matrix of three unit vectors. */
  static TrivariatePolynomial determinant() {
    TrivariatePolynomial g = one(2);
    g.cube[g.at(1, 1, 1)] = BigInteger.TWO;
    for (int[] square : new int[][] {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}}) {
      g.cube[g.at(square[0], square[1], square[2])] = BigInteger.ONE.negate();
    }
    return g;
  }

  private int at(int i, int j, int l) {
    return (i * (d + 1) + j) * (d + 1) + l;
  }

  /** The degree d in each variable that there is room for. */
  int degree() {
    return d;
  }

  /** The coefficients: that of u^i v^j t^l, or of the basis function i, j, l, at (i, j, l). */
  BigInteger[] cube() {
    return cube;
  }

  /** The sum with a constant. */
  TrivariatePolynomial plus(BigInteger constant) {
    BigInteger[] sum = cube.clone();
    sum[0] = sum[0].add(constant);
    return new TrivariatePolynomial(d, sum);
  }

  /** The product with an integer. */
  TrivariatePolynomial times(BigInteger factor) {
    BigInteger[] product = new BigInteger[cube.length];
    for (int i = 0; i < cube.length; i++) {
      product[i] = cube[i].multiply(factor);
    }
    return new TrivariatePolynomial(d, product);
  }

  /** factor (t - uv) times this; there has to be room. */
  TrivariatePolynomial timesDifference(BigInteger factor) {
    TrivariatePolynomial product = zero(d);
    for (int i = 0; i <= d; i++) {
      for (int j = 0; j <= d; j++) {
        for (int l = 0; l <= d; l++) {
          BigInteger c = cube[at(i, j, l)];
          if (c.signum() != 0) {
            BigInteger x = c.multiply(factor);
            product.add(i, j, l + 1, x);
            product.add(i + 1, j + 1, l, x.negate());
          }
        }
      }
    }
    return product;
  }

  /** this - factor (1 - u^2)(1 - v^2) other; there has to be room. */
  TrivariatePolynomial minusWeight(TrivariatePolynomial other, BigInteger factor) {
    TrivariatePolynomial rest = plus(BigInteger.ZERO);
    for (int i = 0; i <= d; i++) {
      for (int j = 0; j <= d; j++) {
        for (int l = 0; l <= d; l++) {
          BigInteger c = other.cube[at(i, j, l)];
          if (c.signum() != 0) {
            BigInteger x = c.multiply(factor);
            rest.add(i, j, l, x.negate());
            rest.add(i + 2, j, l, x);
            rest.add(i, j + 2, l, x);
            rest.add(i + 2, j + 2, l, x.negate());
          }
        }
      }
    }
    return rest;
  }

  private void add(int i, int j, int l, BigInteger x) {
    int at = at(i, j, l);
    cube[at] = cube[at].add(x);
  }

  /**
   * Adds factor times g(u, v) times another polynomial; there has to be room.
   *
   * @param g the coefficient of u^i v^j at [i][j]
   */
  void addProduct(
      BigInteger[][] g, TrivariatePolynomial other, BigInteger factor, WorkBudget budget) {
    for (int i = 0; i <= d; i++) {
      for (int j = 0; j <= d; j++) {
        for (int l = 0; l <= d; l++) {
          BigInteger c = other.cube[at(i, j, l)].multiply(factor);
          if (c.signum() != 0) {
            budget.charge(g.length * (double) g.length * (c.bitLength() / 8.0 + 64));
            for (int a = 0; a < g.length; a++) {
              for (int b = 0; b < g.length; b++) {
                if (g[a][b].signum() != 0) {
                  add(i + a, j + b, l, g[a][b].multiply(c));
                }
              }
            }
          }
        }
      }
    }
  }

  /** p(u,v,t) + p(v,t,u) + p(t,u,v): for p symmetric in u, v three times the symmetric mean. */
  TrivariatePolynomial symmetric() {
    TrivariatePolynomial sum = zero(d);
    for (int i = 0; i <= d; i++) {
      for (int j = 0; j <= d; j++) {
        for (int l = 0; l <= d; l++) {
          BigInteger c = cube[at(i, j, l)];
          sum.add(i, j, l, c);
          sum.add(j, l, i, c);
          sum.add(l, i, j, c);
        }
      }
    }
    return sum;
  }

  /** p(u, u, 1). */
  IntegerPolynomial diagonal() {
    BigInteger[] sum = new BigInteger[2 * d + 1];
    Arrays.fill(sum, BigInteger.ZERO);
    for (int i = 0; i <= d; i++) {
      for (int j = 0; j <= d; j++) {
        for (int l = 0; l <= d; l++) {
          sum[i + j] = sum[i + j].add(cube[at(i, j, l)]);
        }
      }
    }
    return IntegerPolynomial.of(sum);
  }

  /**
   * The Bernstein coefficients on [-1, s]^3 of a positive multiple.
   *
   * @param s more than -1
   * @throws WorkBudget.Exhausted if the budget does not suffice
   */
  TrivariatePolynomial bernstein(BigFraction s, WorkBudget budget) {
    BigFraction width = s.add(1);
    BigInteger p = width.getNumerator();
    BigInteger q = width.getDenominator();
    double words = 1 + (length() + 3.0 * d * (p.bitLength() + q.bitLength() + 8)) / 64;
    budget.charge(6.0 * cube.length * (d + 1) * words * 4);
    BigInteger[] factors = new BigInteger[d + 1];
    BigInteger[] factorial = new BigInteger[d + 1];
    factorial[0] = BigInteger.ONE;
    for (int i = 1; i <= d; i++) {
      factorial[i] = factorial[i - 1].multiply(BigInteger.valueOf(i));
    }
    for (int i = 0; i <= d; i++) {
      // (-1 + (p/q) x)^i times q^d; then i! (d-i)! as in T5.
      factors[i] =
          p.pow(i).multiply(q.pow(d - i)).multiply(factorial[i]).multiply(factorial[d - i]);
    }
    TrivariatePolynomial result = plus(BigInteger.ZERO);
    int[] strides = {(d + 1) * (d + 1), d + 1, 1};
    for (int stride : strides) {
      for (int start : result.starts(stride)) {
        result.line(start, stride, factors);
      }
    }
    return result;
  }

  /** The first places of the lines along an axis. */
  private int[] starts(int stride) {
    int[] starts = new int[(d + 1) * (d + 1)];
    int count = 0;
    for (int i = 0; i < cube.length; i++) {
      if (i / stride % (d + 1) == 0) {
        starts[count++] = i;
      }
    }
    return starts;
  }

  private void line(int start, int stride, BigInteger[] factors) {
    for (int i = 0; i < d; i++) {
      for (int j = d - 1; j >= i; j--) {
        int at = start + j * stride;
        cube[at] = cube[at].subtract(cube[at + stride]);
      }
    }
    for (int i = 0; i <= d; i++) {
      int at = start + i * stride;
      cube[at] = cube[at].multiply(factors[i]);
    }
    for (int r = 1; r <= d; r++) {
      for (int i = d; i >= r; i--) {
        int at = start + i * stride;
        cube[at] = cube[at].add(cube[at - stride]);
      }
    }
  }

  /**
   * The Bernstein coefficients on a dyadic part of the box, of a positive multiple.
   *
   * @param levels how often each axis is halved
   * @param indices which of the 2^level parts of each axis
   * @throws WorkBudget.Exhausted if the budget does not suffice
   */
  TrivariatePolynomial part(int[] levels, long[] indices, WorkBudget budget) {
    TrivariatePolynomial result = plus(BigInteger.ZERO);
    int[] strides = {(d + 1) * (d + 1), d + 1, 1};
    double words = 1 + result.length() / 64.0;
    for (int axis = 0; axis < 3; axis++) {
      int[] starts = result.starts(strides[axis]);
      for (int level = levels[axis] - 1; level >= 0; level--) {
        words += d / 64.0;
        budget.charge(4.0 * starts.length * d * d * words);
        boolean right = (indices[axis] >> level & 1) == 1;
        for (int start : starts) {
          result.halve(start, strides[axis], right);
        }
      }
    }
    return result;
  }

  /** The line on the left or right half, times 2^d. */
  private void halve(int start, int stride, boolean right) {
    int first = right ? start : start + d * stride;
    int step = right ? stride : -stride;
    // Towards the right half the entries of the triangle of sums stay at its last row.
    for (int r = 0; r <= d; r++) {
      int last = first + (d - r) * step;
      BigInteger kept = cube[last].shiftLeft(d - r);
      for (int i = 0; i < d - r; i++) {
        int at = first + i * step;
        cube[at] = cube[at].add(cube[at + step]);
      }
      cube[last] = kept;
    }
  }

  /** The length of the longest coefficient, in bits. */
  int length() {
    int length = 0;
    for (BigInteger c : cube) {
      length = Math.max(length, c.bitLength());
    }
    return length;
  }
}
