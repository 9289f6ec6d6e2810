package constellations.solver.retrieval;

import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * For weights Y numbers theta and phi with [diag theta, -Y; -Y^T, diag phi] positive semidefinite,
 * up to rounding: unit vectors are turned towards the sums that Y makes of the others, which are
 * theta and phi in length; then both are raised by the largest eigenvalue.
 */
record Balance(double[] theta, double[] phi) {
  private static final int POWERS = 300;

  /**
   * Turns vectors and returns the lengths.
   *
   * @param weights Y, a row for each query
   * @param x rows of the queries, then of the documents; changed
   * @param steps at most
   * @param gain stops when the sum of theta grows by less, as a share
   * @param cancelled stops too, after one step: theta and phi need not be the best
   */
  static Balance of(
      double[][] weights,
      double[] x,
      int dimension,
      int steps,
      double gain,
      BooleanSupplier cancelled) {
    int queries = weights.length;
    int documents = weights[0].length;
    double[] theta = new double[queries];
    double[] phi = new double[documents];
    double before = 0;
    for (int step = 0; step < steps; step++) {
      double sum = 0;
      for (int i = 0; i < queries; i++) {
        double[] to = new double[dimension];
        for (int j = 0; j < documents; j++) {
          add(to, weights[i][j], x, (queries + j) * dimension);
        }
        theta[i] = turn(x, i * dimension, to);
        sum += theta[i];
      }
      double[][] columns = new double[documents][dimension];
      for (int i = 0; i < queries; i++) {
        for (int j = 0; j < documents; j++) {
          add(columns[j], weights[i][j], x, i * dimension);
        }
      }
      for (int j = 0; j < documents; j++) {
        phi[j] = turn(x, (queries + j) * dimension, columns[j]);
      }
      if (sum - before < gain * sum || cancelled.getAsBoolean()) {
        break;
      }
      before = sum;
    }
    double factor = largest(weights, theta, phi);
    for (int i = 0; i < queries; i++) {
      theta[i] *= factor;
    }
    for (int j = 0; j < documents; j++) {
      phi[j] *= factor;
    }
    return new Balance(theta, phi);
  }

  private static void add(double[] to, double weight, double[] x, int from) {
    if (weight != 0) {
      for (int k = 0; k < to.length; k++) {
        to[k] += weight * x[from + k];
      }
    }
  }

  /** Turns a row to a direction, and returns its length. */
  private static double turn(double[] x, int at, double[] to) {
    double square = 0;
    for (double entry : to) {
      square += entry * entry;
    }
    double length = Math.sqrt(square);
    if (length > 0) {
      for (int k = 0; k < to.length; k++) {
        x[at + k] = to[k] / length;
      }
    }
    return length;
  }

  /** The largest singular value of theta^(-1/2) Y phi^(-1/2), by powers. */
  private static double largest(double[][] weights, double[] theta, double[] phi) {
    Random random = new Random(1);
    double[] v = random.doubles(phi.length, -1, 1).toArray();
    double value = 0;
    for (int step = 0; step < POWERS; step++) {
      double[] u = new double[theta.length];
      for (int i = 0; i < u.length; i++) {
        for (int j = 0; j < v.length; j++) {
          u[i] += phi[j] > 0 ? weights[i][j] * v[j] / Math.sqrt(phi[j]) : 0;
        }
        u[i] = theta[i] > 0 ? u[i] / theta[i] : 0;
      }
      double[] next = new double[v.length];
      for (int i = 0; i < u.length; i++) {
        for (int j = 0; j < v.length; j++) {
          next[j] += phi[j] > 0 ? weights[i][j] * u[i] / Math.sqrt(phi[j]) : 0;
        }
      }
      double square = turn(next, 0, next.clone());
      value = Math.sqrt(square);
      v = next;
    }
    return value;
  }
}
