package constellations.solver.threepoint;

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
  private static final int NEWTON_STEPS = 7;
  private static final double DIFFERENCE = 1e-4;
  private static final double RADIUS = 0.05;
  private static final double SAME = 1e-4;

  private final TriplePolynomial polynomial;
  private final double first;
  private final double end;
  private final int grid;
  private final double[] angles;
  private final double[] widths;

  /**
   * A polynomial to look at.
   *
   * @param end s
   * @param grid points on each axis of the grid
   */
  TripleMaxima(TriplePolynomial polynomial, double end, int grid) {
    this.polynomial = polynomial;
    this.end = end;
    this.first = Math.acos(end);
    this.grid = grid;
    this.angles = new double[grid];
    this.widths = new double[grid];
    for (int i = 0; i < grid; i++) {
      angles[i] = first + (Math.PI - first) * i / (grid - 1);
      widths[i] = Math.cos(Math.PI * i / (grid - 1));
    }
  }

  /** A triple and the value there. */
  record Point(double u, double v, double t, double value) {}

  /** The inner products of a grid, u &gt;= v &gt;= t, and (s, s, s), which no grid line meets. */
  static List<double[]> grid(double end, int grid) {
    double first = Math.acos(end);
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {end, end, end});
    for (int i = 0; i < grid; i++) {
      double a = first + (Math.PI - first) * i / (grid - 1);
      for (int j = i; j < grid; j++) {
        double b = first + (Math.PI - first) * j / (grid - 1);
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
          row[l] = t <= end + 1e-12 ? ConicProgram.dot(line, polynomial.basis(t)) : Double.NaN;
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
   * @param most how many to refine at most
   */
  List<Point> above(Values values, double least, int most) {
    List<double[]> seeds = new ArrayList<>();
    double[][][] at = values.at();
    for (int i = 0; i < grid; i++) {
      for (int j = i; j < grid; j++) {
        for (int l = 0; l < grid; l++) {
          double x = at[i][j][l];
          if (x > least && isMaximum(at, i, j, l, x)) {
            seeds.add(new double[] {angles[i], angles[j], widths[l], x});
          }
        }
      }
    }
    seeds.sort(Comparator.comparingDouble((double[] seed) -> -seed[3]));
    List<Point> points = new ArrayList<>();
    points.add(new Point(end, end, end, polynomial.at(end, end, end)));
    for (double[] seed : seeds.subList(0, Math.min(most, seeds.size()))) {
      points.add(refined(seed));
    }
    points.sort(Comparator.comparingDouble((Point point) -> -point.value()));
    List<Point> different = new ArrayList<>();
    for (Point point : points) {
      if (different.stream().noneMatch(other -> isNear(point, other))) {
        different.add(point);
      }
    }
    return different;
  }

  private static boolean isNear(Point p, Point q) {
    return Math.abs(p.u() - q.u()) + Math.abs(p.v() - q.v()) + Math.abs(p.t() - q.t()) < SAME;
  }

  private boolean isMaximum(double[][][] at, int i, int j, int l, double x) {
    for (int di = -1; di <= 1; di++) {
      for (int dj = -1; dj <= 1; dj++) {
        int a = Math.min(i + di, j + dj);
        int b = Math.max(i + di, j + dj);
        if (a < 0 || b >= grid) {
          continue;
        }
        for (int dl = -1; dl <= 1; dl++) {
          int c = l + dl;
          if (c >= 0 && c < grid && at[a][b][c] > x) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Newton steps in the box, from differences. */
  private Point refined(double[] seed) {
    double[] p = Arrays.copyOf(seed, 3);
    double value = at(p[0], p[1], p[2]);
    double radius = RADIUS;
    for (int step = 0; step < NEWTON_STEPS; step++) {
      double[] gradient = new double[3];
      double[][] hessian = new double[3][3];
      for (int i = 0; i < 3; i++) {
        double up = moved(p, i, DIFFERENCE, i, 0);
        double down = moved(p, i, -DIFFERENCE, i, 0);
        gradient[i] = (up - down) / (2 * DIFFERENCE);
        hessian[i][i] = (up + down - 2 * value) / (DIFFERENCE * DIFFERENCE);
        for (int j = 0; j < i; j++) {
          double mixed =
              moved(p, i, DIFFERENCE, j, DIFFERENCE)
                  - moved(p, i, DIFFERENCE, j, -DIFFERENCE)
                  - moved(p, i, -DIFFERENCE, j, DIFFERENCE)
                  + moved(p, i, -DIFFERENCE, j, -DIFFERENCE);
          hessian[i][j] = mixed / (4 * DIFFERENCE * DIFFERENCE);
          hessian[j][i] = hessian[i][j];
        }
      }
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
      double factor = Math.min(1, radius / Math.max(longest, 1e-300));
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

  private double moved(double[] p, int i, double di, int j, double dj) {
    double[] q = p.clone();
    q[i] += di;
    q[j] += dj;
    return at(q[0], q[1], q[2]);
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
