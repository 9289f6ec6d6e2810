package constellations.verify.frame;

import java.util.List;

/**
 * A linear function of t, nu, xi, eta, u, v that is not negative where the frames of two pairs can
 * be, on a box or everywhere.
 *
 * <p>The argument: docs/theory.md T30.
 *
 * @param constant its value at 0
 * @param slopes its coefficients
 */
record Linear(double constant, double[] slopes) {
  private static final int U = 4;
  private static final int V = 5;

  /** Relatively, more than a root or a sum of few products is wrong by. */
  private static final double ERROR = 0x1p-48;

  /**
   * beta G + nu - xi + eta - t with a linear function that bounds beta sqrt((1+u)(1+v)) above on a
   * box: for beta &lt; 0 a lower bound of the root, which is concave, from its corners; else (r
   * (1+u) + q (1+v))/2 with r q &gt;= 1.
   */
  static Linear products(double beta, double[] low, double[] high) {
    double constant;
    double slopeU;
    double slopeV;
    if (beta < 0) {
      double[][] corner = new double[2][2];
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          corner[i][j] = Math.sqrt((1 + end(low, high, U, i)) * (1 + end(low, high, V, j)));
        }
      }
      double widthU = high[U] - low[U];
      double widthV = high[V] - low[V];
      slopeU = (corner[1][0] - corner[0][0] + corner[1][1] - corner[0][1]) / (2 * widthU);
      slopeV = (corner[0][1] - corner[0][0] + corner[1][1] - corner[1][0]) / (2 * widthV);
      constant = Double.POSITIVE_INFINITY;
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          double u = end(low, high, U, i);
          double v = end(low, high, V, j);
          double size = corner[i][j] + Math.abs(slopeU * u) + Math.abs(slopeV * v);
          constant = Math.min(constant, corner[i][j] - slopeU * u - slopeV * v - ERROR * size);
        }
      }
    } else {
      double r = Math.sqrt((2 + low[V] + high[V]) / (2 + low[U] + high[U]));
      double q = Math.nextUp(Math.nextUp(1 / r));
      slopeU = r / 2;
      slopeV = q / 2;
      constant = (slopeU + slopeV) * (1 + ERROR);
    }
    return new Linear(beta * constant, new double[] {-1, 1, -1, 1, beta * slopeU, beta * slopeV});
  }

  private static double end(double[] low, double[] high, int axis, int side) {
    return side == 0 ? low[axis] : high[axis];
  }

  /** |a x + b m + c x' + e m'|^2 for a vector of four numbers. */
  static Linear gram(double[] z) {
    return new Linear(
        z[0] * z[0] + z[2] * z[2],
        new double[] {
          2 * z[0] * z[2],
          2 * z[1] * z[3],
          2 * z[0] * z[3],
          2 * z[1] * z[2],
          z[1] * z[1],
          z[3] * z[3]
        });
  }

  /** The value at a point, rounded. */
  double at(double[] x) {
    double sum = constant;
    for (int i = 0; i < slopes.length; i++) {
      sum += slopes[i] * x[i];
    }
    return sum;
  }

  /** The sum of multiples of functions, rounded. */
  static Linear sum(List<Linear> functions, double[] multipliers) {
    double constant = 0;
    double[] slopes = new double[FramePolynomial.VARIABLES];
    for (int j = 0; j < multipliers.length; j++) {
      Linear f = functions.get(j);
      constant += multipliers[j] * f.constant;
      for (int i = 0; i < slopes.length; i++) {
        slopes[i] += multipliers[j] * f.slopes[i];
      }
    }
    return new Linear(constant, slopes);
  }

  /** One variable less another. */
  static Linear order(int larger, int smaller) {
    double[] slopes = new double[FramePolynomial.VARIABLES];
    slopes[larger] = 1;
    slopes[smaller] = -1;
    return new Linear(0, slopes);
  }

  /** The sum of the absolute values of all terms, at most, on a box. */
  double size(double[] low, double[] high) {
    double sum = Math.abs(constant);
    for (int i = 0; i < slopes.length; i++) {
      sum += Math.abs(slopes[i]) * Math.max(Math.abs(low[i]), Math.abs(high[i]));
    }
    return sum;
  }

  /** The largest value on a box, rounded. */
  double most(double[] low, double[] high) {
    double sum = constant;
    for (int i = 0; i < slopes.length; i++) {
      sum += slopes[i] * (slopes[i] > 0 ? high[i] : low[i]);
    }
    return sum;
  }

  /** The Bernstein coefficients on a box, rounded. */
  double[] coefficients(int[] degrees, double[] low, double[] high, int size) {
    double[] values = {constant};
    for (int axis = 0; axis < slopes.length; axis++) {
      int n = degrees[axis];
      double[] longer = new double[values.length * (n + 1)];
      for (int i = 0; i < values.length; i++) {
        for (int k = 0; k <= n; k++) {
          double x = low[axis] + (high[axis] - low[axis]) * k / n;
          longer[i * (n + 1) + k] = values[i] + slopes[axis] * x;
        }
      }
      values = longer;
    }
    if (values.length != size) {
      throw new IllegalStateException(values.length + " coefficients, not " + size);
    }
    return values;
  }
}
