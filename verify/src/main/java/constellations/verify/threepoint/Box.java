package constellations.verify.threepoint;

import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A dyadic part of the cube [-1, s]^3 with Bernstein coefficients on it in integers of 64 bits:
 * those of f are at most the true ones of a positive multiple, those of the determinant g at least.
 *
 * <p>The argument: docs/theory.md T26.
 */
final class Box {
  /** The most bits of coefficients: sums of two fit into a word. */
  private static final int F_BITS = 61;

  /** The most bits of the determinant before it is raised to degree d. */
  private static final int RAISED_BITS = 38;

  private static final int G = 2;

  private final int d;
  final long[] f;
  final long[] g;
  private final int[] levels;
  private final long[] indices;

  private Box(int d, long[] f, long[] g, int[] levels, long[] indices) {
    this.d = d;
    this.f = f;
    this.g = g;
    this.levels = levels;
    this.indices = indices;
  }

  /** A part, by coefficients of positive multiples on it. */
  static Box of(TrivariatePolynomial f, TrivariatePolynomial g, int[] levels, long[] indices) {
    return new Box(
        f.degree(), rounded(f, false), rounded(g, true), levels.clone(), indices.clone());
  }

  private static long[] rounded(TrivariatePolynomial p, boolean up) {
    int shift = p.length() - F_BITS;
    BigInteger[] cube = p.cube();
    long[] words = new long[cube.length];
    for (int i = 0; i < words.length; i++) {
      BigInteger x = up ? cube[i].negate() : cube[i];
      // BigInteger shifts round towards minus infinity.
      long floor = x.shiftRight(shift).longValueExact();
      words[i] = up ? -floor : floor;
    }
    return words;
  }

  int[] levels() {
    return levels;
  }

  long[] indices() {
    return indices;
  }

  /** Whether no point of the part with u >= v >= t is left to it by the parts beside it. */
  boolean isOutOfOrder() {
    return isBelow(0, 1) || isBelow(1, 2);
  }

  /** Whether the part ends on one axis where, or before, it begins on another. */
  private boolean isBelow(int axis, int other) {
    int common = Math.max(levels[axis], levels[other]);
    long end = (indices[axis] + 1) << (common - levels[axis]);
    long begin = indices[other] << (common - levels[other]);
    return end <= begin;
  }

  /** Whether all coefficients of the determinant are negative. */
  boolean isOutside() {
    return Arrays.stream(g).allMatch(x -> x < 0);
  }

  /** Whether all coefficients of f are at least 0. */
  boolean isNonNegative() {
    for (long x : f) {
      if (x < 0) {
        return false;
      }
    }
    return true;
  }

  /** The largest absolute value among the coefficients of f, in bits. */
  int bits() {
    return bits(f);
  }

  private static int bits(long[] numbers) {
    long all = 0;
    for (long x : numbers) {
      all |= x < 0 ? ~x : x;
    }
    return 64 - Long.numberOfLeadingZeros(all);
  }

  /**
   * Whether f - lambda g has no negative coefficient for some lambda >= 0: then f >= lambda g >= 0
   * where g >= 0.
   */
  boolean isNonNegativeInside() {
    long[] raised = raised();
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    for (int i = 0; i < f.length; i++) {
      long e = raised[i];
      if (e > 0) {
        high = Math.min(high, (double) f[i] / e);
      } else if (e < 0) {
        low = Math.max(low, (double) f[i] / e);
      } else if (f[i] < 0) {
        return false;
      }
      if (high < low) {
        return false;
      }
    }
    double lambda = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * low;
    if (lambda == 0) {
      return isNonNegative();
    }
    // lambda = q / 2^r; what is decided below holds for this number, however it was found.
    int r = Math.min(62, 29 - Math.getExponent(lambda));
    long q = (long) Math.scalb(lambda, r);
    return r >= 0 && q >= 0 && isNonNegative(raised, q, r);
  }

  /** Whether 2^r f >= q e for all coefficients, in 128 bits. */
  private boolean isNonNegative(long[] e, long q, int r) {
    for (int i = 0; i < f.length; i++) {
      long leftHigh = r == 0 ? f[i] >> 63 : f[i] >> (64 - r);
      long leftLow = f[i] << r;
      long rightHigh = Math.multiplyHigh(q, e[i]);
      long rightLow = q * e[i];
      if (leftHigh < rightHigh
          || (leftHigh == rightHigh && Long.compareUnsigned(leftLow, rightLow) < 0)) {
        return false;
      }
    }
    return true;
  }

  /** The coefficients of degree d in each variable of a positive multiple of g, rounded up. */
  private long[] raised() {
    int shift = Math.max(0, bits(g) - RAISED_BITS);
    long[] a = new long[g.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = -(-g[i] >> shift);
    }
    // Of degree d - 2 times 1: C(d,2) b_i = sum_j C(i,j) C(d-i,2-j) b_j, along each axis.
    int n = d + 1;
    long[] b = raised(a, 1, (G + 1) * (G + 1));
    long[] c = raised(b, n, G + 1);
    return raised(c, n * n, 1);
  }

  /** Along the first axis that has three places yet. */
  private long[] raised(long[] a, int outer, int inner) {
    int n = d + 1;
    long[] result = new long[outer * n * inner];
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < n; i++) {
        long w0 = (long) (d - i) * (d - i - 1) / 2;
        long w1 = (long) i * (d - i);
        long w2 = (long) i * (i - 1) / 2;
        for (int k = 0; k < inner; k++) {
          int from = o * (G + 1) * inner + k;
          result[(o * n + i) * inner + k] =
              w0 * a[from] + w1 * a[from + inner] + w2 * a[from + 2 * inner];
        }
      }
    }
    return result;
  }

  /**
   * Whether f is negative, beyond all rounding, at a corner that is well inside. Only used to
   * refuse.
   *
   * @param tolerance more than all roundings, in units
   */
  boolean isNegativeAtCorner(long tolerance) {
    for (int corner = 0; corner < 8; corner++) {
      int i = corner >> 2 & 1;
      int j = corner >> 1 & 1;
      int l = corner & 1;
      int n = d + 1;
      if (f[(i * n + j) * n * d + l * d] < -tolerance
          && g[(i * 3 + j) * 3 * G + l * G] > tolerance) {
        return true;
      }
    }
    return false;
  }

  /** The axis along which f bends most. */
  int axis() {
    int n = d + 1;
    int best = 0;
    double most = -1;
    for (int axis = 0; axis < 3; axis++) {
      int stride = axis == 0 ? n * n : axis == 1 ? n : 1;
      long bend = 0;
      for (int i = 0; i < f.length; i++) {
        int place = i / stride % n;
        if (place > 0 && place < d) {
          long second = (f[i - stride] >> 2) - (f[i] >> 1) + (f[i + stride] >> 2);
          bend = Math.max(bend, Math.abs(second));
        }
      }
      // The determinant has to be decided as well: wide parts are halved before narrow ones.
      double weight = (double) bend + Math.scalb(1.0, -2 * levels[axis]);
      if (weight > most) {
        most = weight;
        best = axis;
      }
    }
    return best;
  }

  /**
   * The two halves along an axis.
   *
   * @throws WorkBudget.Exhausted if the budget does not suffice
   */
  Box[] halves(int axis, WorkBudget budget) {
    budget.charge(work(d));
    int[] finer = levels.clone();
    finer[axis]++;
    long[] left = indices.clone();
    long[] right = indices.clone();
    left[axis] = 2 * indices[axis];
    right[axis] = left[axis] + 1;
    long[][] fs = halved(f, d, axis, false);
    long[][] gs = halved(g, G, axis, true);
    return new Box[] {
      new Box(d, fs[0], gs[0], finer, left), new Box(d, fs[1], gs[1], finer, right)
    };
  }

  /** What a halving costs, with the decisions that follow it. */
  static double work(int d) {
    return (d + 1.0) * (d + 1) * (d + 1) * (d / 2.0 + 40);
  }

  private static long[][] halved(long[] a, int d, int axis, boolean up) {
    int n = d + 1;
    int outer = axis == 0 ? 1 : axis == 1 ? n : n * n;
    int inner = axis == 0 ? n * n : axis == 1 ? n : 1;
    long[] left = new long[a.length];
    long[] right = Arrays.copyOf(a, a.length);
    long one = up ? 1 : 0;
    for (int o = 0; o < outer; o++) {
      int start = o * n * inner;
      for (int r = 0; r <= d; r++) {
        System.arraycopy(right, start, left, start + r * inner, inner);
        int end = start + (d - r) * inner;
        for (int i = start; i < end; i++) {
          // The mean, rounded; |a| < 2^62, so the sum does not overflow.
          right[i] = (right[i] + right[i + inner] + one) >> 1;
        }
      }
    }
    return new long[][] {left, right};
  }
}
