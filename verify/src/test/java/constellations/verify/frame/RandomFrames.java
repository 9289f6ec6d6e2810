package constellations.verify.frame;

import java.util.Random;
import org.apache.commons.numbers.fraction.BigFraction;

/** Frames (x, m) with rational coordinates, |x| = 1 and m orthogonal to x, exactly. */
final class RandomFrames {
  private RandomFrames() {}

  /** A frame of R^d; m is of length about 1. */
  static BigFraction[][] frame(Random random, int d) {
    BigFraction[] x = onSphere(random, d);
    BigFraction[] m = new BigFraction[d];
    for (int i = 0; i < d; i++) {
      m[i] = BigFraction.of(random.nextInt(41) - 20, 20);
    }
    BigFraction along = inner(x, m);
    for (int i = 0; i < d; i++) {
      m[i] = m[i].subtract(along.multiply(x[i]));
    }
    return new BigFraction[][] {x, m};
  }

  /** The inverse stereographic projection of a rational point. */
  private static BigFraction[] onSphere(Random random, int d) {
    BigFraction[] y = new BigFraction[d - 1];
    BigFraction square = BigFraction.ZERO;
    for (int i = 0; i < d - 1; i++) {
      y[i] = BigFraction.of(random.nextInt(21) - 10, 10);
      square = square.add(y[i].multiply(y[i]));
    }
    BigFraction[] x = new BigFraction[d];
    BigFraction scale = square.add(1).reciprocal();
    for (int i = 0; i < d - 1; i++) {
      x[i] = y[i].multiply(2).multiply(scale);
    }
    x[d - 1] = square.subtract(1).multiply(scale);
    return x;
  }

  static BigFraction inner(BigFraction[] x, BigFraction[] y) {
    BigFraction sum = BigFraction.ZERO;
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(x[i].multiply(y[i]));
    }
    return sum;
  }

  /** t, nu, xi, eta, u, v of two frames. */
  static BigFraction[] products(BigFraction[][] a, BigFraction[][] b) {
    return new BigFraction[] {
      inner(a[0], b[0]),
      inner(a[1], b[1]),
      inner(a[0], b[1]),
      inner(a[1], b[0]),
      inner(a[1], a[1]),
      inner(b[1], b[1])
    };
  }

  /** The value of a polynomial, exactly. */
  static BigFraction value(FramePolynomial polynomial, BigFraction[] point) {
    BigFraction[] sum = {BigFraction.ZERO};
    polynomial.forEach(
        (key, c) -> {
          BigFraction term = c;
          for (int i = 0; i < FramePolynomial.VARIABLES; i++) {
            term = term.multiply(point[i].pow(FramePolynomial.exponent(key, i)));
          }
          sum[0] = sum[0].add(term);
        });
    return sum[0];
  }

  static double[] doubles(BigFraction[] point) {
    double[] x = new double[point.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = point[i].doubleValue();
    }
    return x;
  }
}
