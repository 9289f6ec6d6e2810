package constellations.solver.analyse;

import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.lp.LinearProgram;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * The modality gap: whether a hyperplane through the origin has all U_i on one side and all V_j on
 * the other (Theorem 3.6 of arXiv 2509.18552 says for how many that must be so when the signs of
 * the products show it). A plane is checked exactly. That there is none is proved by Farkas' lemma:
 * numbers lambda >= 0, not all 0, with sum lambda_i U_i - sum lambda_j V_j = 0. A linear program
 * proposes them; that an exact solution with positive numbers lies near is checked in floating
 * point with an error bound (an approximate inverse R of the basis B with |I - R B| < 1).
 *
 * @param separable yes, no, or nothing when neither was proved
 * @param exceptions how many rows are not strictly on their side of the best plane found, at least
 *     the true least number
 * @param normal the normal vector of that plane
 */
public record SeparatingPlane(Optional<Boolean> separable, int exceptions, double[] normal) {
  private static final int EPOCHS = 60;
  private static final double MOST_WORK = 2e8;
  private static final double MOST_PROGRAM = 2e6;

  /** Rows that join the linear programs, for each dimension. */
  private static final int COLUMNS = 3;

  private static final int ROUNDS = 8;

  /** For one linear program; what it does not find stays open. */
  private static final long MOST_MILLISECONDS = 10_000;

  private static final int MOST_EXPONENT = 450;

  /**
   * Looks for a plane, then for a proof that there is none.
   *
   * @param cancelled ends the work with what is known
   */
  public static SeparatingPlane of(
      EmbeddingMatrix u, EmbeddingMatrix v, BooleanSupplier cancelled) {
    int d = u.columns();
    double[] h = difference(u, v);
    double[] best = h.clone();
    int least = exceptions(u, v, h);
    int epochs = (int) Math.min(EPOCHS, MOST_WORK / ((double) d * u.rows()));
    double[] row = new double[d];
    for (int epoch = 0; epoch < epochs && least > 0 && !cancelled.getAsBoolean(); epoch++) {
      // The perceptron: rows on the wrong side pull the normal to theirs.
      for (int i = 0; i < 2 * u.rows(); i++) {
        int sign = i % 2 == 0 ? 1 : -1;
        (sign > 0 ? u : v).unit(i / 2, row);
        if (sign * dot(h, row) <= 0) {
          for (int k = 0; k < d; k++) {
            h[k] += sign * row[k];
          }
        }
      }
      int count = exceptions(u, v, h);
      if (count < least) {
        least = count;
        best = h.clone();
      }
    }
    if (least == 0) {
      return new SeparatingPlane(Optional.of(true), 0, best);
    }
    if ((double) COLUMNS * d * d > MOST_PROGRAM) {
      return new SeparatingPlane(Optional.empty(), least, best);
    }
    // Linear programs for some rows; what a solution has on the wrong side joins them.
    Set<Integer> chosen = new TreeSet<>(nearest(u, v, best));
    for (int round = 0; round < ROUNDS && !cancelled.getAsBoolean(); round++) {
      Optional<double[][]> columns = columns(u, v, chosen);
      if (columns.isEmpty()) {
        break;
      }
      Optional<int[]> basis = basis(columns.get());
      if (basis.isPresent()) {
        boolean none = proves(columns.get(), basis.get());
        return new SeparatingPlane(none ? Optional.of(false) : Optional.empty(), least, best);
      }
      Optional<double[]> plane = plane(columns.get());
      if (plane.isEmpty()) {
        break;
      }
      int count = exceptions(u, v, plane.get());
      if (count < least) {
        least = count;
        best = plane.get();
      }
      if (least == 0) {
        return new SeparatingPlane(Optional.of(true), 0, best);
      }
      if (!chosen.addAll(nearest(u, v, plane.get()))) {
        break;
      }
    }
    return new SeparatingPlane(Optional.empty(), least, best);
  }

  /** The difference of the mean unit vectors. */
  private static double[] difference(EmbeddingMatrix u, EmbeddingMatrix v) {
    double[] h = new double[u.columns()];
    double[] row = new double[h.length];
    for (int i = 0; i < u.rows(); i++) {
      u.unit(i, row);
      for (int k = 0; k < h.length; k++) {
        h[k] += row[k] / u.rows();
      }
      v.unit(i, row);
      for (int k = 0; k < h.length; k++) {
        h[k] -= row[k] / u.rows();
      }
    }
    return h;
  }

  /** How many rows are not strictly on their side; exact. */
  private static int exceptions(EmbeddingMatrix u, EmbeddingMatrix v, double[] h) {
    double norm = Math.sqrt(dot(h, h));
    if (norm == 0) {
      return 2 * u.rows();
    }
    double error = ExactPairs.errorBound(h.length) * norm;
    double[] row = new double[h.length];
    int count = 0;
    for (int i = 0; i < u.rows(); i++) {
      u.unit(i, row);
      double a = dot(h, row);
      count += a > error || (a >= -error && sign(u, i, h) > 0) ? 0 : 1;
      v.unit(i, row);
      double b = dot(h, row);
      count += b < -error || (b <= error && sign(v, i, h) < 0) ? 0 : 1;
    }
    return count;
  }

  /** The sign of an inner product, exact. */
  private static int sign(EmbeddingMatrix matrix, int i, double[] h) {
    double[] row = new double[h.length];
    matrix.row(i, row);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < h.length; k++) {
      sum = sum.add(new BigDecimal(h[k]).multiply(new BigDecimal(row[k])));
    }
    return sum.signum();
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }

  /** The rows nearest to the plane or farthest on its wrong side: i for U_i, N + j for V_j. */
  private static List<Integer> nearest(EmbeddingMatrix u, EmbeddingMatrix v, double[] h) {
    int rows = u.rows();
    double[] heights = new double[2 * rows];
    double[] row = new double[h.length];
    for (int i = 0; i < 2 * rows; i++) {
      int sign = i < rows ? 1 : -1;
      (sign > 0 ? u : v).unit(i % rows, row);
      heights[i] = sign * dot(h, row);
    }
    return IntStream.range(0, 2 * rows)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> heights[i]))
        .limit((long) COLUMNS * (h.length + 1))
        .toList();
  }

  /**
   * Rows as columns (w, 1) with w = U_i or -V_j, the numbers of the file times a power of two,
   * which is exact: unit rows would be rounded. Nothing for numbers of extreme size.
   */
  private static Optional<double[][]> columns(
      EmbeddingMatrix u, EmbeddingMatrix v, Set<Integer> chosen) {
    int d = u.columns();
    int rows = u.rows();
    double[] row = new double[d];
    double[][] columns = new double[chosen.size()][d + 1];
    int c = 0;
    for (int i : chosen) {
      EmbeddingMatrix matrix = i < rows ? u : v;
      matrix.row(i % rows, row);
      int exponent = Math.getExponent(matrix.norm(i % rows));
      if (Math.abs(exponent) > MOST_EXPONENT) {
        return Optional.empty();
      }
      for (int k = 0; k < d; k++) {
        columns[c][k] = Math.scalb(i < rows ? row[k] : -row[k], -exponent);
        if (columns[c][k] != 0 && Math.getExponent(columns[c][k]) < -MOST_EXPONENT) {
          return Optional.empty();
        }
      }
      columns[c][d] = 1;
      c++;
    }
    return Optional.of(columns);
  }

  /** A plane with all columns as far on their side as possible, if they can be. */
  private static Optional<double[]> plane(double[][] columns) {
    int d = columns[0].length - 1;
    try (LinearProgram program = new LinearProgram()) {
      int h = program.variables(d, -1, 1);
      int depth = program.variables(1, 0, 1);
      for (double[] column : columns) {
        program.row(0, Double.POSITIVE_INFINITY).with(h, column, d).with(depth, -1);
      }
      program.objective(depth, 1);
      program.timeLimit(MOST_MILLISECONDS);
      if (!program.maximise().optimal() || program.value(depth) <= 0) {
        return Optional.empty();
      }
      return Optional.of(IntStream.range(h, h + d).mapToDouble(program::value).toArray());
    }
  }

  /** The d + 1 columns of a basis of sum lambda = 1, sum lambda_c w_c = 0, lambda >= 0. */
  private static Optional<int[]> basis(double[][] columns) {
    try (LinearProgram program = new LinearProgram()) {
      int lambda = program.variables(columns.length, 0, Double.POSITIVE_INFINITY);
      int equations = columns[0].length;
      for (int k = 0; k < equations; k++) {
        double right = k == equations - 1 ? 1 : 0;
        LinearProgram.Row row = program.row(right, right);
        for (int c = 0; c < columns.length; c++) {
          row.with(lambda + c, columns[c][k]);
        }
      }
      program.timeLimit(MOST_MILLISECONDS);
      if (!program.minimise().optimal()) {
        return Optional.empty();
      }
      int[] basis = IntStream.range(0, columns.length).filter(program::isBasic).toArray();
      return basis.length == equations ? Optional.of(basis) : Optional.empty();
    }
  }

  /**
   * Whether the exact solution of B lambda = e is positive: with an approximate inverse R and x = R
   * e, |lambda - x| <= |R (e - B x)| / (1 - |I - R B|) in the maximum norm, all of it bounded.
   */
  private static boolean proves(double[][] columns, int[] basis) {
    int n = basis.length;
    double[][] b = new double[n][n];
    for (int c = 0; c < n; c++) {
      for (int k = 0; k < n; k++) {
        b[k][c] = columns[basis[c]][k];
      }
    }
    double[][] r;
    try {
      RealMatrix inverse =
          new LUDecomposition(new Array2DRowRealMatrix(b, false)).getSolver().getInverse();
      r = inverse.getData();
    } catch (MathRuntimeException e) {
      return false;
    }
    // Sums of n + 1 products err by at most gamma times the sum of their sizes.
    double gamma = 1.1 * (n + 2) * 0x1p-53;
    double contraction = 0;
    for (int i = 0; i < n; i++) {
      double[] line = new double[n];
      double[] sizes = new double[n];
      for (int k = 0; k < n; k++) {
        for (int c = 0; c < n; c++) {
          line[c] += r[i][k] * b[k][c];
          sizes[c] += Math.abs(r[i][k] * b[k][c]);
        }
      }
      double sum = 0;
      for (int c = 0; c < n; c++) {
        sum += Math.abs(line[c] - (c == i ? 1 : 0)) + gamma * (sizes[c] + 1) * 1.01;
      }
      contraction = Math.max(contraction, 1.01 * sum);
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = r[i][n - 1];
    }
    double[] residual = new double[n];
    for (int k = 0; k < n; k++) {
      double sum = k == n - 1 ? -1 : 0;
      double size = Math.abs(sum);
      for (int c = 0; c < n; c++) {
        sum += b[k][c] * x[c];
        size += Math.abs(b[k][c] * x[c]);
      }
      residual[k] = Math.abs(sum) + 1.01 * gamma * size;
    }
    double error = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += Math.abs(r[i][k]) * residual[k];
      }
      error = Math.max(error, 1.01 * sum);
    }
    return contraction < 1 && Arrays.stream(x).min().orElse(-1) > 1.01 * error / (1 - contraction);
  }
}
