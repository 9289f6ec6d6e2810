package constellations.verify.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** The functions of frames are positive semidefinite, and no smaller trace would do. */
class FrameFormTest {
  private static final FramePolynomial ONE = FramePolynomial.of(BigFraction.ONE);

  private static FrameKernel kernel(Random random, FrameForm form, int degree, int parity) {
    int order = form.order(degree, parity);
    List<List<BigInteger>> factor = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(order); i++) {
      List<BigInteger> row = new ArrayList<>();
      for (int j = 0; j < order; j++) {
        row.add(BigInteger.valueOf(random.nextInt(21) - 10));
      }
      factor.add(row);
    }
    return new FrameKernel(form, degree, parity, random.nextInt(3), factor);
  }

  /** The sum of c_i c_j F(i, j) over random frames, exactly. */
  private static BigFraction form(Random random, FramePolynomial function, int d, int count) {
    List<BigFraction[][]> frames = new ArrayList<>();
    int[] c = new int[count];
    for (int i = 0; i < count; i++) {
      frames.add(RandomFrames.frame(random, d));
      c[i] = random.nextInt(11) - 5;
    }
    BigFraction sum = BigFraction.ZERO;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        BigFraction[] point = RandomFrames.products(frames.get(i), frames.get(j));
        sum = sum.add(RandomFrames.value(function, point).multiply(c[i] * c[j]));
      }
    }
    return sum;
  }

  @Property(tries = 300)
  void functionsArePositiveSemidefinite(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 5) int d, @ForAll FrameForm form) {
    Random random = new Random(seed);
    int degree = form == FrameForm.HOOK ? 1 : 1 + random.nextInt(4);
    int parity = form == FrameForm.ALTERNATING ? 0 : random.nextInt(2);
    FramePolynomial function = kernel(random, form, degree, parity).polynomial(d, 3);
    assertTrue(form(random, function, d, 5).signum() >= 0);
  }

  /**
   * In R^3 the vectors J(e_i) are combinations of few tensors, so that a trace which is 1 % larger
   * shows: the quadratic form of the hook at enough frames is negative somewhere.
   */
  @Test
  void theTraceOfTheHookIsExact() {
    FramePolynomial hook = FrameForm.HOOK.products(1, 0, 3)[0][0];
    FramePolynomial more = hook.subtract(FramePolynomial.NU.multiply(BigFraction.of(1, 200)));
    assertTrue(least(hook) >= -1e-9);
    assertTrue(least(more) < -1e-3);
  }

  /** The same for the square of the vector x. */
  @Test
  void theTraceOfASquareIsExact() {
    FramePolynomial square = FrameForm.SYMMETRIC.products(2, 0, 4)[0][0];
    FramePolynomial harmonic =
        FramePolynomial.T.multiply(FramePolynomial.T)
            .subtract(FramePolynomial.of(BigFraction.of(1, 4)))
            .multiply(BigFraction.of(4, 3));
    assertTrue(square.subtract(harmonic).isZero());
  }

  /** The least eigenvalue of the Gram matrix of 60 frames of R^3, in floating point. */
  private static double least(FramePolynomial function) {
    Random random = new Random(5);
    int n = 60;
    List<BigFraction[][]> frames = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      frames.add(RandomFrames.frame(random, 3));
    }
    double[][] gram = new double[n][n];
    double shift = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        BigFraction[] point = RandomFrames.products(frames.get(i), frames.get(j));
        gram[i][j] = RandomFrames.value(function, point).doubleValue();
        shift += Math.abs(gram[i][j]);
      }
    }
    // The power method on shift - gram.
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
    }
    double value = 0;
    for (int step = 0; step < 20_000; step++) {
      double[] y = new double[n];
      double norm = 0;
      for (int i = 0; i < n; i++) {
        y[i] = shift * x[i];
        for (int j = 0; j < n; j++) {
          y[i] -= gram[i][j] * x[j];
        }
        norm += y[i] * y[i];
      }
      norm = Math.sqrt(norm);
      for (int i = 0; i < n; i++) {
        x[i] = y[i] / norm;
      }
      value = shift - norm;
    }
    return value;
  }

  /** The Gegenbauer polynomial of y = x + b m and y' = x' + c m', homogeneous, by its recursion. */
  private static BigFraction homogeneous(
      int degree, int d, BigFraction[] p, BigFraction b, BigFraction c) {
    BigFraction z =
        p[0].add(p[2].multiply(c)).add(p[3].multiply(b)).add(p[1].multiply(b).multiply(c));
    BigFraction r =
        b.multiply(b).multiply(p[4]).add(1).multiply(c.multiply(c).multiply(p[5]).add(1));
    BigFraction before = BigFraction.ONE;
    BigFraction last = z;
    for (int k = 1; k < degree; k++) {
      BigFraction next =
          z.multiply(last)
              .multiply(2 * k + d - 2)
              .subtract(r.multiply(before).multiply(k))
              .divide(k + d - 2);
      before = last;
      last = next;
    }
    return last;
  }

  /** Words of different parities are left out: what is odd in (xi, eta). */
  @Property(tries = 100)
  void symmetricWordsAreCoefficients(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int degree) {
    Random random = new Random(seed);
    int d = 3 + random.nextInt(3);
    BigFraction[] point =
        RandomFrames.products(RandomFrames.frame(random, d), RandomFrames.frame(random, d));
    BigFraction[] flipped = point.clone();
    flipped[2] = point[2].negate();
    flipped[3] = point[3].negate();
    BigFraction b = BigFraction.of(random.nextInt(9) - 4, 3);
    BigFraction c = BigFraction.of(random.nextInt(9) - 4, 3);
    BigFraction sum = BigFraction.ZERO;
    for (int parity = 0; parity < 2; parity++) {
      FramePolynomial[][] words = FrameForm.SYMMETRIC.products(degree, parity, d);
      for (int i = 0; i < words.length; i++) {
        for (int j = 0; j < words.length; j++) {
          sum =
              sum.add(
                  RandomFrames.value(words[i][j], point)
                      .multiply(b.pow(2 * i + parity))
                      .multiply(c.pow(2 * j + parity)));
        }
      }
    }
    BigFraction even =
        homogeneous(degree, d, point, b, c).add(homogeneous(degree, d, flipped, b, c)).divide(2);
    assertEquals(even, sum);
  }

  @Test
  void degreesMayNotPass() {
    FramePolynomial power = ONE;
    for (int k = 0; k < 31; k++) {
      power = power.multiply(FramePolynomial.T);
    }
    FramePolynomial highest = power;
    org.junit.jupiter.api.Assertions.assertThrows(
        ArithmeticException.class, () -> highest.multiply(FramePolynomial.T));
  }
}
