package constellations.solver.threepoint;

import constellations.solver.numeric.Rows;
import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * Local maxima of a symmetric polynomial over the inner products u, v, t of three unit vectors of
 * cosine at most s. In coordinates (a, b, w), u = cos a, v = cos b, t = cos a cos b + w sin a sin
 * b, the domain is a box, up to t &lt;= v &lt;= u, which symmetry allows to ask for: the maxima on
 * a grid of the box are the beginnings of Newton steps.
 */
final class TripleMaxima {
  /** How much finer the grid of the plane of symmetry is. */
  private static final int PLANE = 4;

  private static final int NEWTON_STEPS = 25;
  private static final double RADIUS = 0.05;
  private static final double SETTLED = 1e-6;
  private static final double SAME = 1e-4;

  private final TriplePolynomial polynomial;
  private final double first;
  private final double end;
  private final int grid;
  private final int threads;
  private final double[] angles;
  private final double[] widths;

  /**
   * A polynomial to look at.
   *
   * @param end s
   * @param grid points on each axis of the grid
   * @param threads how many threads to use
   */
  TripleMaxima(TriplePolynomial polynomial, double end, int grid, int threads) {
    this.threads = threads;
    this.polynomial = polynomial;
    this.end = end;
    this.first = Math.acos(end);
    this.grid = grid;
    this.angles = new double[grid];
    this.widths = new double[grid];
    for (int i = 0; i < grid; i++) {
      angles[i] = angle(end, i, grid);
      widths[i] = Math.cos(Math.PI * i / (grid - 1));
    }
  }

  /** A triple and the value there. */
  record Point(double u, double v, double t, double value) {}

  /** The inner products of a grid, u &gt;= v &gt;= t, and (s, s, s), which no grid line meets. */
  static List<double[]> grid(double end, int grid) {
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {end, end, end});
    for (int i = 0; i < grid; i++) {
      double a = angle(end, i, grid);
      for (int j = i; j < grid; j++) {
        double b = angle(end, j, grid);
        for (int l = 0; l < grid; l++) {
          double t = third(a, b, Math.cos(Math.PI * l / (grid - 1)));
          if (t <= Math.cos(b) + 1e-12) {
            points.add(new double[] {Math.cos(a), Math.cos(b), t});
          }
        }
      }
    }
    return points;
  }

  /** The angles whose cosines are the extremal points of a Chebyshev polynomial on [-1, s]. */
  static double angle(double end, int i, int count) {
    return Math.acos(-1 + (end + 1) * (1 + Math.cos(Math.PI * i / (count - 1))) / 2);
  }

  private static double third(double a, double b, double w) {
    return Math.cos(a) * Math.cos(b) + w * Math.sin(a) * Math.sin(b);
  }

  private double at(double a, double b, double w) {
    return polynomial.at(Math.cos(a), Math.cos(b), third(a, b, w));
  }

  /** The values on the grid, and how they spread. */
  record Values(double[][][] at, double largest, double deviation) {}

  /** The values on the grid; NaN where t is larger than s. */
  Values values() {
    double[][][] values = new double[grid][grid][];
    double[][] bases = new double[grid][];
    for (int i = 0; i < grid; i++) {
      bases[i] = polynomial.basis(Math.cos(angles[i]));
    }
    double largest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (int i = 0; i < grid; i++) {
      double[] rest = polynomial.first(bases[i]);
      for (int j = i; j < grid; j++) {
        double[] line = polynomial.second(rest, bases[j]);
        double[] row = new double[grid];
        for (int l = 0; l < grid; l++) {
          double t = third(angles[i], angles[j], widths[l]);
          row[l] = t <= end + 1e-12 ? Rows.dot(line, polynomial.basis(t)) : Double.NaN;
          if (!Double.isNaN(row[l])) {
            largest = Math.max(largest, row[l]);
            sum += row[l];
            squares += row[l] * row[l];
            count++;
          }
        }
        values[i][j] = row;
      }
    }
    double mean = sum / count;
    double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
    return new Values(values, largest, deviation);
  }

  /**
   * The local maxima, the largest first.
   *
   * @param least maxima of less than this on the grid are left out
   * @param flat whatever is more than this on the grid is the beginning of Newton steps: where the
   *     polynomial is nearly constant, maxima lie closer than the grid shows
   * @param most how many beginnings to take there, beside the maxima on the grid
   */
  List<Point> above(Values values, double least, double flat, int most) {
    List<double[]> seeds = new ArrayList<>(onPlane(least));
    List<double[]> others = new ArrayList<>();
    double[][][] at = values.at();
    for (int i = 0; i < grid; i++) {
      for (int j = i; j < grid; j++) {
        for (int l = 0; l < grid; l++) {
          double x = at[i][j][l];
          if (x > least) {
            boolean highest = isMaximum(at, i, j, l, x);
            if (highest || x > flat) {
              (highest ? seeds : others).add(new double[] {angles[i], angles[j], widths[l], x});
            }
          }
        }
      }
    }
    others.sort(Comparator.comparingDouble((double[] seed) -> -seed[3]));
    seeds.addAll(others.subList(0, Math.min(most, others.size())));
    List<Point> points = new ArrayList<>();
    points.add(new Point(end, end, end, polynomial.at(end, end, end)));
    points.addAll(Parallel.map(seeds.size(), threads, i -> refined(seeds.get(i))));
    points.sort(Comparator.comparingDouble((Point point) -> -point.value()));
    List<Point> different = new ArrayList<>();
    for (Point point : points) {
      boolean known = false;
      for (int i = different.size() - 1; i >= 0 && !known; i--) {
        known = isNear(point, different.get(i));
      }
      if (!known) {
        different.add(point);
      }
    }
    return different;
  }

  private static boolean isNear(Point p, Point q) {
    return Math.abs(p.u() - q.u()) + Math.abs(p.v() - q.v()) + Math.abs(p.t() - q.t()) < SAME;
  }

  /**
   * Where T(u, u, t) is largest on a finer grid: by symmetry the derivative across this plane is 0,
   * so many maxima lie on it, and some of them close together.
   */
  private List<double[]> onPlane(double least) {
    int n = PLANE * grid;
    double[][] values = new double[n][n];
    double[] width = new double[n];
    for (int l = 0; l < n; l++) {
      width[l] = Math.cos(Math.PI * l / (n - 1));
    }
    for (int i = 0; i < n; i++) {
      double a = angle(end, i, n);
      double[] basis = polynomial.basis(Math.cos(a));
      double[] line = polynomial.second(polynomial.first(basis), basis);
      for (int l = 0; l < n; l++) {
        double t = third(a, a, width[l]);
        values[i][l] = t <= end + 1e-12 ? Rows.dot(line, polynomial.basis(t)) : Double.NaN;
      }
    }
    List<double[]> seeds = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < n; l++) {
        double x = values[i][l];
        boolean highest = x > least;
        for (int j = Math.max(0, i - 1); highest && j <= Math.min(n - 1, i + 1); j++) {
          for (int k = Math.max(0, l - 1); k <= Math.min(n - 1, l + 1); k++) {
            highest &= !(values[j][k] > x);
          }
        }
        if (highest) {
          double a = angle(end, i, n);
          seeds.add(new double[] {a, a, width[l], x});
        }
      }
    }
    return seeds;
  }

  /**
   * Whether no neighbour along an axis is higher; hills may lie closer than the grid's diagonal.
   */
  private boolean isMaximum(double[][][] at, int i, int j, int l, double x) {
    return !(isHigher(at, i - 1, j, l, x)
        || isHigher(at, i + 1, j, l, x)
        || isHigher(at, i, j - 1, l, x)
        || isHigher(at, i, j + 1, l, x)
        || isHigher(at, i, j, l - 1, x)
        || isHigher(at, i, j, l + 1, x));
  }

  private boolean isHigher(double[][][] at, int i, int j, int l, double x) {
    int first = Math.min(i, j);
    int second = Math.max(i, j);
    return first >= 0 && second < grid && l >= 0 && l < grid && at[first][second][l] > x;
  }

  /** Newton steps in the box. */
  private Point refined(double[] seed) {
    double[] p = Arrays.copyOf(seed, 3);
    double value = at(p[0], p[1], p[2]);
    double radius = RADIUS;
    for (int step = 0; step < NEWTON_STEPS; step++) {
      double[] gradient = new double[3];
      double[][] hessian = new double[3][3];
      differentiate(p, gradient, hessian);
      for (int i = 0; i < 3; i++) {
        if ((p[i] <= low(i) && gradient[i] <= 0) || (p[i] >= high(i) && gradient[i] >= 0)) {
          gradient[i] = 0;
          for (int j = 0; j < 3; j++) {
            hessian[i][j] = 0;
            hessian[j][i] = 0;
          }
          hessian[i][i] = -1;
        }
      }
      double[] direction = ascent(hessian, gradient);
      double longest = 0;
      for (double x : direction) {
        longest = Math.max(longest, Math.abs(x));
      }
      if (longest < SETTLED) {
        break;
      }
      double factor = Math.min(1, radius / longest);
      double[] q = new double[3];
      for (int i = 0; i < 3; i++) {
        q[i] = Math.min(high(i), Math.max(low(i), p[i] + factor * direction[i]));
      }
      double next = third(q[0], q[1], q[2]) <= end ? at(q[0], q[1], q[2]) : -1e300;
      if (next >= value) {
        p = q;
        value = next;
        radius *= 1.5;
      } else {
        radius = Math.min(radius, longest) / 4;
      }
    }
    double[] cosines = {Math.cos(p[0]), Math.cos(p[1]), Math.min(end, third(p[0], p[1], p[2]))};
    Arrays.sort(cosines);
    return new Point(cosines[2], cosines[1], cosines[0], value);
  }

  /** Gradient and Hessian in a, b, w, by the chain rule. */
  private void differentiate(double[] p, double[] gradient, double[][] hessian) {
    double ca = Math.cos(p[0]);
    double sa = Math.sin(p[0]);
    double cb = Math.cos(p[1]);
    double sb = Math.sin(p[1]);
    double w = p[2];
    double t = ca * cb + w * sa * sb;
    double[] inner = new double[3];
    double[][] second = new double[3][3];
    polynomial.differentiate(ca, cb, t, inner, second);
    double[][] jacobian = {
      {-sa, 0, 0}, {0, -sb, 0}, {-sa * cb + w * ca * sb, -ca * sb + w * sa * cb, sa * sb}
    };
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        gradient[i] += jacobian[k][i] * inner[k];
        for (int j = 0; j < 3; j++) {
          for (int l = 0; l < 3; l++) {
            hessian[i][j] += jacobian[k][i] * second[k][l] * jacobian[l][j];
          }
        }
      }
    }
    double mixed = sa * sb + w * ca * cb;
    hessian[0][0] -= inner[0] * ca + inner[2] * t;
    hessian[1][1] -= inner[1] * cb + inner[2] * t;
    hessian[0][1] += inner[2] * mixed;
    hessian[1][0] += inner[2] * mixed;
    hessian[0][2] += inner[2] * ca * sb;
    hessian[2][0] += inner[2] * ca * sb;
    hessian[1][2] += inner[2] * sa * cb;
    hessian[2][1] += inner[2] * sa * cb;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < i; j++) {
        hessian[i][j] = hessian[j][i];
      }
    }
  }

  private double low(int i) {
    return i < 2 ? first : -1;
  }

  private double high(int i) {
    return i < 2 ? Math.PI : 1;
  }

  /** The Newton step with all curvatures made negative. */
  private static double[] ascent(double[][] hessian, double[] gradient) {
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(hessian, false));
    double[] values = eigen.getEigenvalues();
    double largest = 1e-300;
    for (double x : values) {
      largest = Math.max(largest, Math.abs(x));
    }
    double[] direction = new double[3];
    for (int k = 0; k < 3; k++) {
      double[] axis = eigen.getEigenvector(k).toArray();
      double along = axis[0] * gradient[0] + axis[1] * gradient[1] + axis[2] * gradient[2];
      double length = along / Math.max(Math.abs(values[k]), 1e-8 * largest);
      for (int i = 0; i < 3; i++) {
        direction[i] += length * axis[i];
      }
    }
    return direction;
  }
}
