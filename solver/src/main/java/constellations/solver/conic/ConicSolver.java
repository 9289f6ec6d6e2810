package constellations.solver.conic;

import constellations.solver.numeric.Cholesky;
import constellations.solver.numeric.Rows;
import constellations.solver.numeric.WeightedGram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One minimisation of a {@link ConicProgram} by a primal-dual interior point method: the direction
 * of Helmberg, Kojima and Monteiro, Mehrotra's predictor and corrector.
 *
 * <p>The normal equations G^T diag(x/z) G + sum (D -> X D F^-1) are factored in double precision.
 * Near the optimum the factor is only good for preconditioning: the equations are solved by
 * conjugate gradients on the product itself, which is never rounded into one matrix.
 */
final class ConicSolver {
  private static final int MAX_STEPS = 100;
  private static final int STALLED = 8;
  private static final int GRADIENTS = 40;
  private static final double SOLVED = 1e-13;
  private static final double STEP = 0.95;
  private static final double LEAST_CENTRING = 1e-4;
  private static final double START = 10;
  private static final double MAX_SHIFT = 1e-4;

  private static void addMultiple(double[] sum, double factor, double[] a) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * a[i];
    }
  }

  private final List<double[]> rows;
  private final List<Double> bounds;
  private final int count;
  private final int variables;
  private final double[] objective;
  private final Cholesky cholesky;
  private final WeightedGram gram;
  private final List<SymmetricBlock> matrices = new ArrayList<>();
  private final double[] y;
  private final double[] z;
  private final double[] x;
  private final double[] weights;
  private final double[] residual;
  private final double[] normal;
  private final double[] scale;
  private final int total;

  /**
   * Begins at a multiple of the identity.
   *
   * @param blocks offset and order of each matrix
   */
  ConicSolver(
      List<double[]> rows,
      List<Double> bounds,
      int[][] blocks,
      double[] objective,
      Cholesky cholesky,
      WeightedGram gram) {
    this.rows = rows;
    this.bounds = bounds;
    this.count = rows.size();
    this.variables = objective.length;
    this.y = new double[variables];
    this.z = new double[count];
    this.x = new double[count];
    this.weights = new double[count];
    this.residual = new double[count];
    this.normal = new double[variables * variables];
    this.scale = new double[variables];
    this.objective = objective;
    this.cholesky = cholesky;
    this.gram = gram;
    int size = count;
    for (int[] block : blocks) {
      SymmetricBlock matrix = new SymmetricBlock(block[0], block[1], START);
      matrices.add(matrix);
      SymmetricBlock.pack(matrix.primal, y, block[0], 1);
      size += block[1];
    }
    this.total = size;
    Arrays.fill(z, START);
    Arrays.fill(x, START * variables / count);
  }

  /** Minimises. */
  ConicProgram.Solution solve(double tolerance, BooleanSupplier interrupted) {
    double[] best = y.clone();
    double least = Double.POSITIVE_INFINITY;
    int since = 0;
    int step = 0;
    for (; step < MAX_STEPS && since <= STALLED; step++) {
      double violation = 0;
      double gap = 0;
      for (int i = 0; i < count; i++) {
        residual[i] = bounds.get(i) - Rows.dot(rows.get(i), y) - z[i];
        violation = Math.max(violation, Math.abs(residual[i]));
        gap += x[i] * z[i];
      }
      for (SymmetricBlock matrix : matrices) {
        gap += matrix.gap();
      }
      double merit = Math.max(gap / (1 + Math.abs(Rows.dot(objective, y))), violation);
      if (merit < least) {
        least = merit;
        System.arraycopy(y, 0, best, 0, variables);
        since = 0;
      } else {
        since++;
      }
      if (!(merit > tolerance) || interrupted.getAsBoolean() || !advance(gap)) {
        break;
      }
    }
    return new ConicProgram.Solution(best, least, step);
  }

  /** A direction: of the variables, the slacks, the multipliers, the matrices. */
  private record Direction(
      double[] y, double[] z, double[] x, List<double[][]> primal, List<double[][]> dual) {}

  private boolean advance(double gap) {
    double mean = gap / total;
    for (SymmetricBlock matrix : matrices) {
      if (!matrix.factor()) {
        return false;
      }
    }
    if (!prepare()) {
      return false;
    }
    Direction predictor = direction(0, null);
    double a = Math.min(1, step(z, predictor.z, predictor.primal, true));
    double b = Math.min(1, step(x, predictor.x, predictor.dual, false));
    double ahead = ahead(predictor, a, b);
    double ratio = Math.min(1, Math.max(ahead / gap, 0));
    double centring = Math.max(ratio * ratio * ratio, LEAST_CENTRING);
    Direction corrector = direction(centring * mean, predictor);
    a = Math.min(1, STEP * step(z, corrector.z, corrector.primal, true));
    b = Math.min(1, STEP * step(x, corrector.x, corrector.dual, false));
    if (!(Math.max(a, b) > 1e-7)) {
      return false;
    }
    addMultiple(y, a, corrector.y);
    addMultiple(z, a, corrector.z);
    addMultiple(x, b, corrector.x);
    for (int k = 0; k < matrices.size(); k++) {
      matrices.get(k).move(a, corrector.primal.get(k), b, corrector.dual.get(k));
    }
    return true;
  }

  /** The gap after steps a and b. */
  private double ahead(Direction direction, double a, double b) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (z[i] + a * direction.z[i]) * (x[i] + b * direction.x[i]);
    }
    for (int k = 0; k < matrices.size(); k++) {
      SymmetricBlock matrix = matrices.get(k);
      double[][] d = direction.primal.get(k);
      double[][] e = direction.dual.get(k);
      for (int i = 0; i < matrix.order; i++) {
        for (int j = 0; j < matrix.order; j++) {
          sum += (matrix.primal[i][j] + a * d[i][j]) * (matrix.dual[i][j] + b * e[i][j]);
        }
      }
    }
    return sum;
  }

  private double step(double[] from, double[] along, List<double[][]> parts, boolean primal) {
    double most = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      if (along[i] < 0) {
        most = Math.min(most, -from[i] / along[i]);
      }
    }
    for (int k = 0; k < matrices.size(); k++) {
      SymmetricBlock matrix = matrices.get(k);
      double[][] part = parts.get(k);
      most = Math.min(most, primal ? matrix.primalStep(part) : matrix.dualStep(part));
    }
    return most;
  }

  /** Factors the normal equations, scaled to a diagonal of ones. */
  private boolean prepare() {
    for (int i = 0; i < count; i++) {
      weights[i] = x[i] / z[i];
    }
    gram.sum(rows, weights, normal);
    for (SymmetricBlock matrix : matrices) {
      matrix.addMap(normal, variables);
    }
    for (int i = 0; i < variables; i++) {
      double d = normal[i * variables + i];
      if (!(d > 0) || Double.isInfinite(d)) {
        return false;
      }
      scale[i] = 1 / Math.sqrt(d);
      for (int j = 0; j <= i; j++) {
        normal[i * variables + j] *= scale[i] * scale[j];
      }
    }
    double shift = 0;
    while (!cholesky.factor(normal, shift)) {
      shift = Math.max(1e-15, 10 * shift);
      if (shift > MAX_SHIFT) {
        return false;
      }
    }
    return true;
  }

  /** The Newton direction towards x z = target, X F = target I, with the second-order terms. */
  private Direction direction(double target, Direction predictor) {
    double[] goal = new double[count];
    double[] right = new double[variables];
    addMultiple(right, -1, objective);
    for (int i = 0; i < count; i++) {
      double second = predictor == null ? 0 : predictor.x[i] * predictor.z[i];
      goal[i] = (target - second) / z[i] - weights[i] * residual[i];
      addMultiple(right, -goal[i], rows.get(i));
    }
    List<double[][]> goals = new ArrayList<>();
    for (int k = 0; k < matrices.size(); k++) {
      SymmetricBlock matrix = matrices.get(k);
      int r = matrix.order;
      double[][] u = new double[r][r];
      double[][] second =
          predictor == null
              ? null
              : SymmetricBlock.symmetricProduct(
                  SymmetricBlock.product(predictor.dual.get(k), predictor.primal.get(k)),
                  matrix.inverse);
      for (int i = 0; i < r; i++) {
        for (int j = 0; j < r; j++) {
          u[i][j] = target * matrix.inverse[i][j] - (second == null ? 0 : second[i][j]);
        }
      }
      goals.add(u);
      SymmetricBlock.pack(u, right, matrix.offset, 1);
    }
    double[] dy = conjugateGradients(right);
    double[] dz = new double[count];
    double[] dx = new double[count];
    for (int i = 0; i < count; i++) {
      double along = Rows.dot(rows.get(i), dy);
      dz[i] = residual[i] - along;
      dx[i] = goal[i] + weights[i] * along - x[i];
    }
    List<double[][]> primal = new ArrayList<>();
    List<double[][]> dual = new ArrayList<>();
    for (int k = 0; k < matrices.size(); k++) {
      SymmetricBlock matrix = matrices.get(k);
      double[][] d = SymmetricBlock.unpack(dy, matrix.offset, matrix.order);
      double[][] mapped =
          SymmetricBlock.symmetricProduct(SymmetricBlock.product(matrix.dual, d), matrix.inverse);
      double[][] e = goals.get(k);
      for (int i = 0; i < matrix.order; i++) {
        for (int j = 0; j < matrix.order; j++) {
          e[i][j] -= matrix.dual[i][j] + mapped[i][j];
        }
      }
      primal.add(d);
      dual.add(e);
    }
    return new Direction(dy, dz, dx, primal, dual);
  }

  private double[] conjugateGradients(double[] right) {
    double[] solution = new double[variables];
    double[] rest = right.clone();
    double[] conditioned = conditioned(rest);
    double[] along = conditioned.clone();
    double product = Rows.dot(rest, conditioned);
    double first = Math.sqrt(Rows.dot(right, right));
    for (int i = 0; i < GRADIENTS && product > 0; i++) {
      double[] image = image(along);
      double curvature = Rows.dot(along, image);
      if (!(curvature > 0)) {
        break;
      }
      double length = product / curvature;
      addMultiple(solution, length, along);
      addMultiple(rest, -length, image);
      if (Math.sqrt(Rows.dot(rest, rest)) < SOLVED * first) {
        break;
      }
      conditioned = conditioned(rest);
      double next = Rows.dot(rest, conditioned);
      for (int j = 0; j < variables; j++) {
        along[j] = conditioned[j] + next / product * along[j];
      }
      product = next;
    }
    return solution;
  }

  private double[] conditioned(double[] vector) {
    double[] result = new double[variables];
    for (int i = 0; i < variables; i++) {
      result[i] = scale[i] * vector[i];
    }
    cholesky.solve(result);
    for (int i = 0; i < variables; i++) {
      result[i] *= scale[i];
    }
    return result;
  }

  private double[] image(double[] vector) {
    double[] sum = new double[variables];
    for (int i = 0; i < count; i++) {
      double[] row = rows.get(i);
      addMultiple(sum, weights[i] * Rows.dot(row, vector), row);
    }
    for (SymmetricBlock matrix : matrices) {
      matrix.addMapped(vector, sum);
    }
    return sum;
  }
}
