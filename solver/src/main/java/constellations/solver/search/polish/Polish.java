package constellations.solver.search.polish;

import constellations.solver.lp.LinearProgram;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.PairObjective.Term;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Takes a configuration near a local optimum of the largest term to double precision.
 *
 * <p>First the smooth maximum at ever higher sharpness, then Gauss-Newton on the terms near the
 * largest, which makes them equal; the shortest solution is found by CGLS without forming a matrix.
 * Then, for small problems, sequential linear programming in a box (trust region), solved by GLOP:
 * the program itself decides which terms are active, so it finds out when the first guess was
 * wrong, and vectors without active terms (rattlers) stay free. Both accept only steps that lower
 * the largest term, and both converge quadratically at a rigid optimum.
 */
public final class Polish {
  /** Steps at each sharpness. */
  private static final int SHARPENING = 1000;

  /** Up to so many coordinates linear programs are solved. */
  public static final int LP_SIZE = 330;

  private static final int ITERATIONS_PER_ROW = 20;
  private static final int MAX_STEPS = 60;

  /** Small, so that few terms enter the first program; it grows while the model is right. */
  private static final double FIRST_RADIUS = 1e-5;

  private static final double SMALLEST_STEP = 1e-16;

  /** A gain below this share of the radius is noise of the linear solver. */
  private static final double STATIONARY = 1e-9;

  private final PairObjective objective;
  private final PairObjective.Workspace workspace;
  private final int dimension;

  public Polish(PairObjective objective, PairObjective.Workspace workspace) {
    this.objective = objective;
    this.workspace = workspace;
    this.dimension = objective.dimension();
  }

  /**
   * Polishes.
   *
   * @param x unit rows, changed in place
   * @return the largest term at x, not above that at the start
   */
  public double run(double[] x, BooleanSupplier cancelled) {
    double value = sharpen(x, workspace.largest(x), cancelled);
    value = equalise(x, value, cancelled);
    if (x.length <= LP_SIZE) {
      value = equalise(x, linearPrograms(x, value, cancelled), cancelled);
    }
    return value;
  }

  /** The smooth maximum at ever higher sharpness; also where the optimum is not rigid. */
  private double sharpen(double[] x, double start, BooleanSupplier cancelled) {
    SphereMinimizer minimizer = new SphereMinimizer(objective);
    double[] trial = x.clone();
    double value = start;
    for (double sharpness = 4e5; sharpness < 1e11; sharpness *= 4) {
      Smoothing smoothing = Smoothing.exponential(sharpness);
      double trialValue =
          minimizer.minimize(trial, smoothing, SHARPENING, 1e-3 / sharpness, cancelled);
      if (trialValue < value) {
        System.arraycopy(trial, 0, x, 0, x.length);
        value = trialValue;
      }
    }
    return value;
  }

  private double linearPrograms(double[] x, double start, BooleanSupplier cancelled) {
    double value = start;
    double radius = FIRST_RADIUS;
    for (int step = 0; step < MAX_STEPS && radius > SMALLEST_STEP; step++) {
      if (cancelled.getAsBoolean()) {
        return value;
      }
      double[] move = new double[x.length];
      double gain = solve(x, value, radius, move);
      if (gain < STATIONARY * radius) {
        break;
      }
      double[] trial = moved(x, move, radius);
      double trialValue = workspace.largest(trial);
      double ratio = (value - trialValue) / gain;
      if (trialValue < value) {
        System.arraycopy(trial, 0, x, 0, x.length);
        value = trialValue;
      }
      // The error of the linear model is quadratic in the radius.
      radius = ratio > 0.75 ? 2 * radius : ratio < 0.25 ? radius / 8 : radius;
    }
    return value;
  }

  private double[] moved(double[] x, double[] move, double scale) {
    double[] trial = x.clone();
    for (int i = 0; i < trial.length; i++) {
      trial[i] += scale * move[i];
    }
    PairObjective.normalise(trial, dimension);
    return trial;
  }

  /**
   * The move u with |u| <= 1 in each coordinate that lowers the linear model of the largest term
   * most; returns the gain of the model, 0 when the solver gives none.
   */
  private double solve(double[] x, double value, double radius, double[] move) {
    double reach = 2 * Math.sqrt(dimension) + 1;
    List<Term> terms = workspace.near(x, 2 * reach * radius);
    try (LinearProgram program = new LinearProgram()) {
      program.iterations((long) ITERATIONS_PER_ROW * (terms.size() + x.length));
      int u = program.variables(x.length, -1, 1);
      int level = program.variables(1, -reach, 0);
      for (Term term : terms) {
        // Scaled by the radius, so that the solver's tolerances shrink with it.
        LinearProgram.Row row =
            program.row(Double.NEGATIVE_INFINITY, (value - term.value()) / radius);
        addProjected(row, u, x, term.p(), term.q(), term.sign());
        addProjected(row, u, x, term.q(), term.p(), term.sign());
        row.with(level, -1);
      }
      program.objective(level, 1);
      if (!program.minimise().usable()) {
        return 0;
      }
      for (int i = 0; i < move.length; i++) {
        move[i] = program.value(u + i);
      }
      return -program.value(level) * radius;
    }
  }

  /** Adds the part of sign * x_other orthogonal to x_row as coefficients of the move of x_row. */
  private void addProjected(
      LinearProgram.Row constraint, int u, double[] x, int row, int other, double sign) {
    int at = row * dimension;
    int from = other * dimension;
    double inner = inner(x, row, other);
    for (int k = 0; k < dimension; k++) {
      constraint.with(u + at + k, sign * (x[from + k] - inner * x[at + k]));
    }
  }

  private double inner(double[] x, int p, int q) {
    double sum = 0;
    for (int k = 0; k < dimension; k++) {
      sum += x[p * dimension + k] * x[q * dimension + k];
    }
    return sum;
  }

  /** Gauss-Newton steps towards equal values of the terms near the largest, at several widths. */
  private double equalise(double[] x, double start, BooleanSupplier cancelled) {
    double value = start;
    for (double slack : new double[] {1e-4, 1e-5, 1e-6, 1e-8, 1e-10, 1e-12}) {
      for (int step = 0; step < 8 && !cancelled.getAsBoolean(); step++) {
        List<Term> terms = workspace.near(x, slack);
        if (terms.size() > 40_000) {
          break;
        }
        double[] trial = moved(x, shortestEqualiser(x, terms), 1);
        double trialValue = workspace.largest(trial);
        if (!(trialValue < value)) {
          break;
        }
        boolean converged = value - trialValue < SMALLEST_STEP;
        System.arraycopy(trial, 0, x, 0, x.length);
        value = trialValue;
        if (converged) {
          break;
        }
      }
    }
    return value;
  }

  /** The shortest move that makes terms equal to first order. */
  private double[] shortestEqualiser(double[] x, List<Term> terms) {
    double mean = terms.stream().mapToDouble(Term::value).average().orElse(0);
    return shortestMove(x, terms, terms.stream().mapToDouble(t -> mean - t.value()).toArray());
  }

  /** CGLS on: derivative of term c along the move - common level = residual of term c. */
  double[] shortestMove(double[] x, List<Term> terms, double[] residuals) {
    double[] residual = residuals.clone();
    double norm0 = square(residual);
    double[] move = new double[x.length + 1];
    double[] gradient = transpose(x, terms, residual);
    double[] direction = gradient.clone();
    double gamma = square(gradient);
    double first = gamma;
    for (int i = 0; i < 400 && gamma > 1e-24 * first && gamma > 0; i++) {
      double[] image = apply(x, terms, direction);
      double curvature = square(image);
      if (curvature == 0) {
        break;
      }
      double alpha = gamma / curvature;
      double left = 0;
      for (int c = 0; c < residual.length; c++) {
        residual[c] -= alpha * image[c];
        left += residual[c] * residual[c];
      }
      for (int k = 0; k < move.length; k++) {
        move[k] += alpha * direction[k];
      }
      if (left < 1e-24 * norm0) {
        break;
      }
      gradient = transpose(x, terms, residual);
      double next = square(gradient);
      double beta = next / gamma;
      gamma = next;
      for (int k = 0; k < direction.length; k++) {
        direction[k] = gradient[k] + beta * direction[k];
      }
    }
    return java.util.Arrays.copyOf(move, x.length);
  }

  private double[] apply(double[] x, List<Term> terms, double[] move) {
    double[] image = new double[terms.size()];
    for (int c = 0; c < image.length; c++) {
      Term term = terms.get(c);
      int p = term.p() * dimension;
      int q = term.q() * dimension;
      double inner = inner(x, term.p(), term.q());
      double sum = 0;
      for (int k = 0; k < dimension; k++) {
        sum += (x[q + k] - inner * x[p + k]) * move[p + k];
        sum += (x[p + k] - inner * x[q + k]) * move[q + k];
      }
      image[c] = term.sign() * sum - move[x.length];
    }
    return image;
  }

  private double[] transpose(double[] x, List<Term> terms, double[] weights) {
    double[] image = new double[x.length + 1];
    for (int c = 0; c < weights.length; c++) {
      Term term = terms.get(c);
      int p = term.p() * dimension;
      int q = term.q() * dimension;
      double inner = inner(x, term.p(), term.q());
      double weight = term.sign() * weights[c];
      for (int k = 0; k < dimension; k++) {
        image[p + k] += weight * (x[q + k] - inner * x[p + k]);
        image[q + k] += weight * (x[p + k] - inner * x[q + k]);
      }
      image[x.length] -= weights[c];
    }
    return image;
  }

  private static double square(double[] x) {
    double sum = 0;
    for (double y : x) {
      sum += y * y;
    }
    return sum;
  }
}
