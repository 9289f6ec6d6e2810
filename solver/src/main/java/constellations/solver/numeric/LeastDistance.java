package constellations.solver.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The vector of least norm in a polyhedron {v : &lt;a_k,v&gt; >= h_k}, by the non-negative least
 * squares of Lawson and Hanson (Solving Least Squares Problems, 1974, chapter 23): z >= 0 that
 * minimises |E z - f|, where column k of E is (a_k, h_k) and f = (0, ..., 0, 1). The columns in use
 * are kept as Q R. For one thread.
 */
public final class LeastDistance {
  private static final double DEPENDENT = 1e-11;

  /** The last entry of f - E z is 1 / (1 + |v|^2). */
  private static final double EMPTY = 1e-10;

  private static final double OPTIMAL = 1e-14;

  /** The half-spaces. */
  public interface HalfSpaces {
    /** How many there are. */
    int count();

    /** The number d of coordinates. */
    int dimension();

    /** Copies a_k to the first d places. */
    void normal(int k, double[] out);

    /** All &lt;a_k,v&gt;. */
    void products(double[] v, double[] out);
  }

  private final HalfSpaces spaces;
  private final int dimension;
  private final List<double[]> orthonormal = new ArrayList<>();
  private final List<double[]> triangle = new ArrayList<>();
  private final List<Integer> used = new ArrayList<>();

  /** f - E z. */
  private final double[] residual;

  private final double[] gradient;
  private final double[] levels;
  private double[] weights = new double[0];

  public LeastDistance(HalfSpaces spaces) {
    this.spaces = spaces;
    this.dimension = spaces.dimension();
    this.residual = new double[dimension + 1];
    this.gradient = new double[spaces.count()];
    this.levels = new double[spaces.count()];
  }

  /** The half-spaces of positive weight after {@link #solve}. */
  public List<Integer> used() {
    return used;
  }

  /** Their weights z, in the same order; where the polyhedron is empty, the proof of Farkas. */
  public double[] weights() {
    return weights;
  }

  /** The vector of least norm, unless the polyhedron is empty or has none of norm below 10^5. */
  public Optional<double[]> vector() {
    double last = residual[dimension];
    if (!(last > EMPTY)) {
      return Optional.empty();
    }
    double[] v = new double[dimension];
    for (int k = 0; k < dimension; k++) {
      v[k] = -residual[k] / last;
    }
    return Optional.of(v);
  }

  /** Finds the weights for levels h; starts from the half-spaces of the last solution. */
  public void solve(double[] h) {
    System.arraycopy(h, 0, levels, 0, levels.length);
    List<Integer> before = List.copyOf(used);
    truncate(0);
    before.forEach(this::append);
    weights = leastSquares();
    while (!used.isEmpty() && least(weights) <= 0) {
      List<Integer> positive = new ArrayList<>();
      for (int k = 0; k < weights.length; k++) {
        if (weights[k] > 0) {
          positive.add(used.get(k));
        }
      }
      truncate(0);
      positive.forEach(this::append);
      weights = leastSquares();
    }
    boolean[] refused = new boolean[spaces.count()];
    for (int step = 0; step < 3 * spaces.count() + 10; step++) {
      computeResidual();
      int entering = entering(refused);
      if (entering < 0) {
        return;
      }
      double[] old = Arrays.copyOf(weights, weights.length + 1);
      if (!append(entering)) {
        refused[entering] = true;
        continue;
      }
      double[] next = leastSquares();
      if (next[next.length - 1] <= 0) {
        // Its gradient was rounding.
        truncate(used.size() - 1);
        refused[entering] = true;
        continue;
      }
      weights = feasible(old, next);
      Arrays.fill(refused, false);
    }
  }

  private static double least(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  /** The half-space whose weight gains most by growing, or -1. */
  private int entering(boolean[] refused) {
    spaces.products(residual, gradient);
    double most = OPTIMAL;
    int best = -1;
    for (int k = 0; k < gradient.length; k++) {
      double slope = gradient[k] + levels[k] * residual[dimension];
      if (slope > most && !refused[k] && !used.contains(k)) {
        most = slope;
        best = k;
      }
    }
    return best;
  }

  /** Goes from old towards next; what becomes 0 on the way leaves, until all are positive. */
  private double[] feasible(double[] from, double[] to) {
    double[] old = from;
    double[] next = to;
    while (least(next) <= 0) {
      double step = 1;
      int leaving = -1;
      for (int k = 0; k < next.length; k++) {
        if (next[k] <= 0) {
          double until = old[k] / (old[k] - next[k]);
          if (leaving < 0 || until < step) {
            step = until;
            leaving = k;
          }
        }
      }
      double[] kept = new double[next.length - 1];
      for (int k = 0; k < next.length; k++) {
        if (k != leaving) {
          kept[k < leaving ? k : k - 1] = old[k] + step * (next[k] - old[k]);
        }
      }
      List<Integer> rest = new ArrayList<>(used.subList(leaving + 1, used.size()));
      truncate(leaving);
      rest.forEach(this::append);
      old = kept;
      next = leastSquares();
    }
    return next;
  }

  private void truncate(int size) {
    while (used.size() > size) {
      used.remove(used.size() - 1);
      orthonormal.remove(orthonormal.size() - 1);
      triangle.remove(triangle.size() - 1);
    }
  }

  /** Adds a column, unless it depends on those that are there. */
  private boolean append(int k) {
    double[] column = new double[dimension + 1];
    spaces.normal(k, column);
    column[dimension] = levels[k];
    double[] coefficients = new double[used.size() + 1];
    double size = Math.sqrt(Rows.dot(column, column));
    // Twice, so that rounding leaves them orthogonal.
    for (int pass = 0; pass < 2; pass++) {
      for (int j = 0; j < used.size(); j++) {
        double part = Rows.dot(orthonormal.get(j), column);
        coefficients[j] += part;
        Rows.add(column, -part, orthonormal.get(j));
      }
    }
    double rest = Math.sqrt(Rows.dot(column, column));
    if (rest <= DEPENDENT * size) {
      return false;
    }
    for (int i = 0; i <= dimension; i++) {
      column[i] /= rest;
    }
    coefficients[used.size()] = rest;
    orthonormal.add(column);
    triangle.add(coefficients);
    used.add(k);
    return true;
  }

  /** The z of the columns in use that minimises |E z - f|, of any sign. */
  private double[] leastSquares() {
    int size = used.size();
    double[] z = new double[size];
    for (int i = size - 1; i >= 0; i--) {
      double sum = orthonormal.get(i)[dimension];
      for (int j = i + 1; j < size; j++) {
        sum -= triangle.get(j)[i] * z[j];
      }
      z[i] = sum / triangle.get(i)[i];
    }
    return z;
  }

  private void computeResidual() {
    Arrays.fill(residual, 0);
    residual[dimension] = 1;
    for (double[] q : orthonormal) {
      Rows.add(residual, -q[dimension], q);
    }
  }
}
