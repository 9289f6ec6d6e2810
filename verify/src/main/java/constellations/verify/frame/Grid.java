package constellations.verify.frame;

/**
 * The vertices of a box where Bernstein coefficients stand, and linear functions there, rounded.
 *
 * <p>The argument: docs/theory.md T30.
 */
final class Grid {
  /** The axes of a row of coefficients; coordinates are those of its vertices, by axes. */
  private static final int FIRST_OF_ROW = 3;

  private final int[] degrees;
  private final int[] strides;
  private final double[] low;
  private final double[] high;

  private final double[][] coordinates;

  private final double[] row;

  /**
   * Prepares for a box.
   *
   * @param degrees of the variables
   * @param strides of the variables in the coefficients, the last variable running fastest
   * @param low ends of the box
   * @param high the other ends
   */
  Grid(int[] degrees, int[] strides, double[] low, double[] high) {
    this.degrees = degrees;
    this.strides = strides;
    this.low = low;
    this.high = high;
    this.row = new double[strides[FIRST_OF_ROW - 1]];
    this.coordinates = new double[degrees.length - FIRST_OF_ROW][row.length];
    for (int axis = FIRST_OF_ROW; axis < degrees.length; axis++) {
      for (int i = 0; i < row.length; i++) {
        int k = i / strides[axis] % (degrees[axis] + 1);
        coordinates[axis - FIRST_OF_ROW][i] = low[axis] + step(axis) * k;
      }
    }
  }

  private double step(int axis) {
    return width(axis) / degrees[axis];
  }

  /** {@return the length of an axis} */
  double width(int axis) {
    return high[axis] - low[axis];
  }

  /** {@return the vertex of a coefficient} */
  double[] vertex(int at) {
    double[] x = new double[degrees.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = low[i] + step(i) * (at / strides[i] % (degrees[i] + 1));
    }
    return x;
  }

  /** Sets the values of a linear function on the last axes, without its constant. */
  private void setRow(Linear f) {
    double a = f.slopes()[FIRST_OF_ROW];
    double b = f.slopes()[FIRST_OF_ROW + 1];
    double c = f.slopes()[FIRST_OF_ROW + 2];
    double[] x = coordinates[0];
    double[] y = coordinates[1];
    double[] z = coordinates[2];
    for (int i = 0; i < row.length; i++) {
      row[i] = a * x[i] + b * y[i] + c * z[i];
    }
  }

  /** {@return the place of the least of c less a linear function} */
  int leastOf(double[] c, Linear f) {
    setRow(f);
    double least = Double.POSITIVE_INFINITY;
    int block = 0;
    for (int start = 0; start < c.length; start += row.length) {
      double here = leastInRow(c, start) - base(f, start);
      if (here < least) {
        least = here;
        block = start;
      }
    }
    int at = block;
    for (int i = 1; i < row.length; i++) {
      at = c[block + i] - row[i] < c[at] - row[at - block] ? block + i : at;
    }
    return at;
  }

  /** The least of a row of c less the row; four at a time, which need not wait for each other. */
  private double leastInRow(double[] c, int start) {
    double p = Double.POSITIVE_INFINITY;
    double q = p;
    double r = p;
    double s = p;
    int i = 0;
    for (; i + 3 < row.length; i += 4) {
      double a = c[start + i] - row[i];
      double b = c[start + i + 1] - row[i + 1];
      double d = c[start + i + 2] - row[i + 2];
      double e = c[start + i + 3] - row[i + 3];
      p = a < p ? a : p;
      q = b < q ? b : q;
      r = d < r ? d : r;
      s = e < s ? e : s;
    }
    for (; i < row.length; i++) {
      double a = c[start + i] - row[i];
      p = a < p ? a : p;
    }
    return Math.min(Math.min(p, q), Math.min(r, s));
  }

  private double base(Linear f, int start) {
    double base = f.constant();
    for (int axis = 0; axis < FIRST_OF_ROW; axis++) {
      int k = start / strides[axis] % (degrees[axis] + 1);
      base += f.slopes()[axis] * (low[axis] + step(axis) * k);
    }
    return base;
  }

  /** {@return c less a linear function} */
  double[] less(double[] c, Linear f) {
    setRow(f);
    double[] rest = new double[c.length];
    for (int start = 0; start < c.length; start += row.length) {
      double base = base(f, start);
      for (int i = 0; i < row.length; i++) {
        rest[start + i] = c[start + i] - row[i] - base;
      }
    }
    return rest;
  }

  /** {@return how much coefficients rise from the first to the last along each axis, on average} */
  double[] changes(double[] c) {
    double[] changes = new double[degrees.length];
    for (int axis = 0; axis < degrees.length; axis++) {
      int last = degrees[axis] * strides[axis];
      int block = last + strides[axis];
      for (int start = 0; start < c.length; start += block) {
        for (int i = start; i < start + strides[axis]; i++) {
          changes[axis] += c[i + last] - c[i];
        }
      }
      changes[axis] *= (degrees[axis] + 1.0) / c.length;
    }
    return changes;
  }

  /** {@return how much coefficients change along each axis, and its length} */
  double[] variation(double[] c) {
    double[] variation = new double[degrees.length];
    for (int axis = 0; axis < degrees.length; axis++) {
      int stride = strides[axis];
      int last = degrees[axis] * stride;
      double sum = 0;
      for (int start = 0; start < c.length; start += last + stride) {
        for (int i = start; i < start + last; i++) {
          sum += Math.abs(c[i + stride] - c[i]);
        }
      }
      variation[axis] = sum * (degrees[axis] + 1) / c.length + width(axis);
    }
    return variation;
  }
}
