package constellations.solver.search.polish;

import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.PairObjective.Term;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Takes a configuration near a local optimum of the largest term to double precision.
 *
 * <p>First {@link InteriorPoint}, or where that is too large the smooth maximum at ever higher
 * sharpness; then Gauss-Newton on the terms near the largest, which makes them equal; the shortest
 * solution is found by CGLS without forming a matrix. Both accept only what lowers the largest
 * term, and both converge quadratically at a rigid optimum.
 */
public final class Polish {
  /** Steps at each sharpness. */
  private static final int SHARPENING = 1000;

  /** The level begins so far above the largest term. */
  private static final double GAP = 1e-4;

  private static final double SMALLEST_STEP = 1e-16;

  private final PairObjective objective;
  private final PairObjective.Workspace workspace;
  private final int dimension;

  public Polish(PairObjective objective, PairObjective.Workspace workspace) {
    this.objective = objective;
    this.workspace = workspace;
    this.dimension = objective.dimension();
  }

  /** Whether second derivatives are used; else polishing takes long, and sees less. */
  public static boolean secondOrder(PairObjective objective) {
    return objective.rows() * objective.dimension() <= InteriorPoint.MOST_COORDINATES;
  }

  /**
   * Polishes.
   *
   * @param x unit rows, changed in place
   * @param iterations the most steps with second derivatives
   * @return the largest term at x, not above that at the start
   */
  public double run(double[] x, int iterations, BooleanSupplier cancelled) {
    double start = workspace.largest(x);
    double value =
        secondOrder(objective)
            ? interior(x, start, iterations, cancelled)
            : sharpen(x, start, cancelled);
    return equalise(x, value, cancelled);
  }

  private double interior(double[] x, double start, int iterations, BooleanSupplier cancelled) {
    double[] trial = x.clone();
    try (InteriorPoint method = new InteriorPoint(objective, workspace)) {
      double reached =
          method.run(trial, GAP, false, Double.POSITIVE_INFINITY, iterations, cancelled);
      if (reached < start) {
        System.arraycopy(trial, 0, x, 0, x.length);
        return reached;
      }
      return start;
    }
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

  private double[] moved(double[] x, double[] move, double scale) {
    double[] trial = x.clone();
    for (int i = 0; i < trial.length; i++) {
      trial[i] += scale * move[i];
    }
    PairObjective.normalise(trial, dimension);
    return trial;
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
