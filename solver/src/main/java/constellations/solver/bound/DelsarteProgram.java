package constellations.solver.bound;

import constellations.solver.numeric.DoubleDoubles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Delsarte's linear program for spherical codes, over all polynomials of a degree and all points of
 * the interval at once: the least 1 + sum_k f_k with f_k >= 0 for k = 1, ..., n and f(t) = 1 +
 * sum_k f_k P_k(t) <= 0 on [-1, a].
 *
 * <p>This is the simplex method on the dual program, which has a row for each degree and a column
 * for each t: maximise the sum of weights w(t) with 1 + sum_t w(t) P_k(t) >= 0. It starts from w =
 * 0, so no first phase is needed. The multipliers of a basis are a polynomial f; a t with f(t) > 0
 * or a k with f_k < 0 enters. Maxima of f are looked for on a grid and refined by Newton's method,
 * so that t moves freely. Among the most violated columns the one enters that gains most; near the
 * end the most violated one.
 *
 * <p>All is done in double-double arithmetic with rows scaled by about the square root of the
 * multiplicity of P_k: with doubles the program is numerically singular for large codes. Equal
 * ratios are kept apart by a perturbation of the right-hand side. The result is a polynomial that
 * violates its constraints by little; {@link DelsarteBound} turns it into a proof. Deterministic.
 */
final class DelsarteProgram {
  private static final double PERTURBATION = 1e-13;

  /** Exchanges after which the inverse is computed anew. */
  private static final int REFRESH = 150;

  /** How many of the most violated columns are priced by their gain. */
  private static final int PRICED = 10;

  /** Columns that gain less than this part of the first one wait for the next search. */
  private static final double WORTHWHILE = 0.1;

  /** When a search gains less than this part, the most violated column enters. */
  private static final double SLOW = 1e-6;

  private static final int FIRST_SEARCHES = 10;

  private final int n;
  private final double[] scale;
  private final GegenbauerValues values;
  private final StationaryPoints stationary;

  private final double[] grid;
  private final DoubleDoubles[] gridRows;

  // The basis: row i holds a slack variable, or a point with a weight.
  private final DoubleDoubles[] inverse;
  private final DoubleDoubles basic;
  private final DoubleDoubles right;
  private final int[] slack;
  private final double[] point;

  /** The multipliers f_k / scale_k. */
  private final DoubleDoubles f;

  private final DoubleDoubles work = new DoubleDoubles(2);
  private int exchanges;

  /** A column that may enter: a point t, or the slack variable of a degree. */
  private record Column(double t, int slack, DoubleDoubles entries, double cost, double size) {}

  /**
   * Prepares the program.
   *
   * @param dimension d, at least 3
   * @param end a in (-1, 1)
   * @param degree n, at least 1
   */
  DelsarteProgram(int dimension, double end, int degree) {
    this.n = degree;
    values = new GegenbauerValues(dimension, n);
    stationary = new StationaryPoints(dimension, n);
    scale = GegenbauerValues.scales(dimension, n);
    inverse = new DoubleDoubles[n];
    basic = new DoubleDoubles(n);
    right = new DoubleDoubles(n);
    slack = new int[n];
    point = new double[n];
    f = new DoubleDoubles(n);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < n; i++) {
      inverse[i] = new DoubleDoubles(n);
      inverse[i].high[i] = 1;
      slack[i] = i;
      right.set(i, scale[i], scale[i] * PERTURBATION * random.nextDouble());
      basic.copy(i, right, i);
    }
    // P_n oscillates in the angle with a frequency of at most sqrt(n^2 + n d).
    int cells = (int) Math.ceil(6 * Math.sqrt((double) n * n + (double) n * dimension));
    grid = new double[cells + 1];
    gridRows = new DoubleDoubles[n];
    Arrays.setAll(gridRows, k -> new DoubleDoubles(cells + 1));
    double last = Math.acos(end);
    for (int g = 0; g <= cells; g++) {
      double t = Math.cos(Math.PI - (Math.PI - last) * g / cells);
      grid[g] = g == 0 ? -1 : g == cells ? end : t;
      DoubleDoubles column = entries(grid[g]);
      for (int k = 0; k < n; k++) {
        gridRows[k].copy(g, column, k);
      }
    }
  }

  private DoubleDoubles entries(double t) {
    DoubleDoubles p = new DoubleDoubles(n);
    values.at(t, p);
    p.scale(scale);
    return p;
  }

  /**
   * Runs until no constraint is violated by more than the tolerance.
   *
   * @param most exchanges, after which the state so far is left as it is
   * @param interrupted asked between searches
   * @return whether the tolerance was reached
   * @throws ArithmeticException if no row limits a column: the true program has no such column, so
   *     the precision does not suffice, or the degree is too low for any bound
   */
  boolean solve(double tolerance, int most, BooleanSupplier interrupted) {
    double last = 0;
    boolean byGain = true;
    for (int searches = 0; exchanges < most && !interrupted.getAsBoolean(); searches++) {
      List<Column> points = maxima();
      double first = 0;
      Column entering = best(points, tolerance, byGain);
      if (entering == null) {
        return true;
      }
      while (entering != null) {
        double gain = byGain ? gain(entering) : entering.cost() / entering.size();
        first = first == 0 ? gain : first;
        if (gain < WORTHWHILE * first) {
          break;
        }
        exchange(entering);
        entering = best(points, tolerance, byGain);
      }
      double bound = bound();
      byGain = byGain && (searches < FIRST_SEARCHES || bound - last >= SLOW * bound);
      last = bound;
    }
    return false;
  }

  /** 1 + sum f_k. */
  double bound() {
    double sum = 1;
    for (int k = 0; k < n; k++) {
      sum += f.high[k] * scale[k];
    }
    return sum;
  }

  /** f_1, ..., f_n; negative rounding errors are cut off. */
  DoubleDoubles coefficients() {
    DoubleDoubles result = new DoubleDoubles(n);
    for (int k = 0; k < n; k++) {
      if (f.high[k] > 0) {
        result.copy(k, f, k);
      }
    }
    result.scale(scale);
    return result;
  }

  /** The largest value of f on [-1, a] that is found; below 0 only by rounding. */
  double largestViolation() {
    return maxima().stream().mapToDouble(c -> cost(c.entries())).max().orElse(0);
  }

  /**
   * The degree above n of the most violated row, up to a degree, or 0 when none is: then no
   * polynomial up to that degree does better.
   */
  int violatedDegree(int dimension, int most) {
    GegenbauerValues higher = new GegenbauerValues(dimension, most);
    double[] rows = new double[most];
    Arrays.fill(rows, 1);
    DoubleDoubles p = new DoubleDoubles(most);
    for (int i = 0; i < n; i++) {
      if (slack[i] < 0) {
        higher.at(point[i], p);
        for (int k = n; k < most; k++) {
          rows[k] += basic.high[i] * p.high[k];
        }
      }
    }
    int worst = 0;
    for (int k = n; k < most; k++) {
      if (rows[k] < -1e-9 && (worst == 0 || rows[k] < rows[worst - 1])) {
        worst = k + 1;
      }
    }
    return worst;
  }

  // Pricing.

  private double cost(DoubleDoubles entries) {
    work.dot(0, 1, f, entries);
    return work.high[0];
  }

  private Column best(List<Column> points, double tolerance, boolean byGain) {
    List<Column> violated = new ArrayList<>();
    for (Column c : points) {
      double cost = cost(c.entries());
      if (cost > tolerance) {
        violated.add(new Column(c.t(), -1, c.entries(), cost, c.size()));
      }
    }
    for (int k = 0; k < n; k++) {
      if (-f.high[k] * scale[k] > tolerance) {
        violated.add(new Column(0, k, null, -f.high[k], 1));
      }
    }
    Comparator<Column> bySize = Comparator.comparingDouble(c -> -c.cost() / c.size());
    if (!byGain) {
      return violated.stream().min(bySize).orElse(null);
    }
    return violated.stream()
        .sorted(bySize)
        .limit(PRICED)
        .max(Comparator.comparingDouble(this::gain))
        .orElse(null);
  }

  /** What the entry of a column adds to the objective, in double precision. */
  private double gain(Column column) {
    double step = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      double[] row = inverse[i].high;
      double u = 0;
      if (column.slack() >= 0) {
        u = row[column.slack()];
      } else {
        double[] entries = column.entries().high;
        for (int k = 0; k < n; k++) {
          u -= row[k] * entries[k];
        }
      }
      if (u > 1e-12) {
        step = Math.min(step, Math.max(0, basic.high[i]) / u);
      }
    }
    return column.cost() * step;
  }

  /** The local maxima of f on the interval. */
  private List<Column> maxima() {
    int cells = grid.length - 1;
    DoubleDoubles onGrid = new DoubleDoubles(cells + 1);
    Arrays.fill(onGrid.high, 1);
    DoubleDoubles unscaled = new DoubleDoubles(n);
    for (int k = 0; k < n; k++) {
      unscaled.copy(k, f, k);
      if (f.high[k] != 0) {
        onGrid.addMultiple(f.high[k], f.low[k], gridRows[k]);
      }
    }
    unscaled.scale(scale);
    double[] v = onGrid.high;
    List<Column> maxima = new ArrayList<>();
    for (int g = 0; g <= cells; g++) {
      if ((g == 0 || v[g] >= v[g - 1]) && (g == cells || v[g] >= v[g + 1])) {
        double from = grid[Math.max(0, g - 1)];
        double to = grid[Math.min(cells, g + 1)];
        double t = stationary.near(unscaled, from, grid[g], to);
        maxima.add(column(t));
        if ((g == 0 || g == cells) && t != grid[g]) {
          maxima.add(column(grid[g]));
        }
      }
    }
    return maxima;
  }

  private Column column(double t) {
    DoubleDoubles entries = entries(t);
    double square = 0;
    for (double x : entries.high) {
      square += x * x;
    }
    return new Column(t, -1, entries, 0, Math.sqrt(square));
  }

  // Exchange of a basic variable.

  private void exchange(Column column) {
    DoubleDoubles u = new DoubleDoubles(n);
    for (int i = 0; i < n; i++) {
      if (column.slack() >= 0) {
        u.copy(i, inverse[i], column.slack());
      } else {
        u.dot(i, 0, inverse[i], column.entries());
        u.high[i] = -u.high[i];
        u.low[i] = -u.low[i];
      }
    }
    int r = leaving(u);
    inverse[r].divideAll(u, r);
    basic.divide(r, basic, r, u, r);
    for (int i = 0; i < n; i++) {
      if (i != r && u.high[i] != 0) {
        inverse[i].addMultiple(-u.high[i], -u.low[i], inverse[r]);
        basic.subtractProduct(i, u, i, basic, r);
      }
    }
    slack[r] = column.slack();
    point[r] = column.t();
    exchanges++;
    if (exchanges % REFRESH == 0) {
      refresh();
    }
    f.clear();
    for (int i = 0; i < n; i++) {
      if (slack[i] < 0) {
        f.addMultiple(1, 0, inverse[i]);
      }
    }
  }

  private int leaving(DoubleDoubles u) {
    double size = 0;
    for (double x : u.high) {
      size = Math.max(size, Math.abs(x));
    }
    int best = -1;
    double ratio = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      if (u.high[i] > 1e-17 * size) {
        double q = Math.max(0, basic.high[i]) / u.high[i];
        if (q < ratio || (q == ratio && u.high[i] > u.high[best])) {
          ratio = q;
          best = i;
        }
      }
    }
    if (best < 0) {
      throw new ArithmeticException("Delsarte's program has no bound at degree " + n);
    }
    return best;
  }

  /** Computes the inverse of the basis by Gauss-Jordan elimination with partial pivoting. */
  private void refresh() {
    DoubleDoubles[] rows = new DoubleDoubles[n];
    for (int k = 0; k < n; k++) {
      rows[k] = new DoubleDoubles(2 * n);
      rows[k].high[n + k] = 1;
    }
    for (int i = 0; i < n; i++) {
      if (slack[i] >= 0) {
        rows[slack[i]].high[i] = 1;
        continue;
      }
      DoubleDoubles column = entries(point[i]);
      for (int k = 0; k < n; k++) {
        rows[k].set(i, -column.high[k], -column.low[k]);
      }
    }
    for (int i = 0; i < n; i++) {
      int pivot = i;
      for (int k = i + 1; k < n; k++) {
        if (Math.abs(rows[k].high[i]) > Math.abs(rows[pivot].high[i])) {
          pivot = k;
        }
      }
      DoubleDoubles row = rows[pivot];
      rows[pivot] = rows[i];
      rows[i] = row;
      work.copy(1, row, i);
      row.divideAll(work, 1);
      for (int k = 0; k < n; k++) {
        if (k != i && rows[k].high[i] != 0) {
          rows[k].addMultiple(-rows[k].high[i], -rows[k].low[i], row);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        inverse[i].copy(k, rows[i], n + k);
      }
      basic.dot(i, 0, inverse[i], right);
    }
  }
}
