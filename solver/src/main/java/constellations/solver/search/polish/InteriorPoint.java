package constellations.solver.search.polish;

import constellations.solver.numeric.Cholesky;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.PairObjective.Term;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A primal-dual interior point method for the least level t with g <= t for all terms g, on the
 * product of spheres. For use by one thread; it holds native memory.
 *
 * <p>A symmetric configuration is often stationary and no minimum: its largest terms have
 * multipliers that balance at every point, but points of a great sphere may leave it, and then all
 * of these terms fall in second order. Smooth maxima and linear programs do not see that; here the
 * second derivatives are in every step. With multipliers l, slacks s = t - g and the parameter mu
 * the step (dx, dt) solves Newton's equations of sum l grad g = 0, sum l = 1, l s = mu,
 *
 * <pre>
 *   (L + sum w grad g grad g') dx - a dt = -sum (mu/s) grad g,   w = l/s, a = sum w grad g
 *   -a' dx + (sum w) dt = sum mu/s - 1
 * </pre>
 *
 * where L is the Hessian of sum l g on the spheres: -l g P_p in the block (p,p) and l P_p P_q in
 * the block (p,q) of a product g = &lt;x_p,x_q&gt;, with P_p the projection orthogonal to x_p.
 * Where the matrix left for dx is not positive definite, a multiple of the identity is added. Steps
 * lower the barrier function t - mu sum log s and keep all terms below t.
 */
public final class InteriorPoint implements AutoCloseable {
  /** More coordinates take more memory and time than they are worth here. */
  public static final int MOST_COORDINATES = 2400;

  /** Terms so far below the largest are left alone; every step makes sure that they stay below. */
  private static final double REACH = 0.1;

  /** No slack shrinks to less than this part of itself in a step, nor a multiplier. */
  private static final double LEAST_PART = 0.01;

  /** The parameter falls by this factor once its problem is solved. */
  private static final double FALL = 0.2;

  /**
   * How well, in parts of the parameter: solved so well the problems of large parameters choose the
   * way by which a symmetric configuration is left, and choose it better than chance.
   */
  private static final double SOLVED = 0.1;

  /** A step is slow if it lowers the barrier function by less than this part of the gap. */
  private static final double SLOW_GAIN = 1e-2;

  /** After so many slow steps in a row patience is over. */
  private static final int SLOW = 3;

  /** After so many it falls though the problem is not solved: free points may still move. */
  private static final int MOST_SLOW = 6;

  /** The level is then within about 1e-15 of the largest term, and of the optimum. */
  private static final double LEAST_GAP = 1e-15;

  /** A value may differ from that of the term by rounding. */
  private static final double LEAST_SLACK = 1e-16;

  private static final double LEAST_SHIFT = 1e-10;
  private static final double FIRST_SHIFT = 1e-4;
  private static final double SHIFT_FACTOR = 4;
  private static final int MOST_SHIFTS = 20;
  private static final int HALVINGS = 12;

  /** Multipliers stay within this factor of mu/s. */
  private static final double FROM_CENTRE = 1e3;

  private final PairObjective.Workspace workspace;
  private final int dimension;
  private final int size;
  private final double[] matrix;
  private final Cholesky cholesky;

  private final ActiveTerms terms;
  private double[] slack = {};
  private double[] multiplier = {};

  private final double[] a;
  private final double[] central;
  private final double[] residual;
  private double weights;

  private double level;
  private double mu;
  private double shift;

  /**
   * Makes room.
   *
   * @param workspace of the objective, for this thread
   */
  public InteriorPoint(PairObjective objective, PairObjective.Workspace workspace) {
    this.workspace = workspace;
    this.dimension = objective.dimension();
    this.size = objective.rows() * dimension;
    this.terms = new ActiveTerms(dimension);
    this.matrix = new double[size * size];
    this.cholesky = Cholesky.of(size);
    this.a = new double[size];
    this.central = new double[size];
    this.residual = new double[size];
  }

  @Override
  public void close() {
    cholesky.close();
  }

  /**
   * Minimises the largest term.
   *
   * @param x unit rows, changed in place
   * @param gap how far above the largest term the level begins: the larger, the farther the steps
   * @param patient whether the parameter stays while the Hessian is indefinite and steps gain: this
   *     leads to another optimum, not always to a better one
   * @param hopeless gives up when the level will not fall below this as it seems
   * @param iterations at most so many
   * @return the largest term at x; it may be above that at the start
   */
  public double run(
      double[] x,
      double gap,
      boolean patient,
      double hopeless,
      int iterations,
      BooleanSupplier cancelled) {
    begin(x, gap);
    int slow = 0;
    boolean fresh = true;
    for (int i = 0; i < iterations && !cancelled.getAsBoolean(); i++) {
      boolean solved = sums(x);
      if (slow >= MOST_SLOW || (solved && (!patient || shift == 0 || slow >= SLOW))) {
        if (slack.length * mu < LEAST_GAP || level - slack.length * mu > hopeless) {
          break;
        }
        mu *= FALL;
        slow = 0;
        shift = 0;
        collectAnew(x);
        sums(x);
      }
      complete(x);
      double gain = step(x, cancelled);
      if (gain > 0) {
        slow = gain < SLOW_GAIN * slack.length * mu ? slow + 1 : 0;
        fresh = false;
        if (workspace.largest(x) > level - least(slack)) {
          collect(x);
        }
      } else if (fresh) {
        break;
      } else {
        // The barrier is at its minimum and the multipliers are not, or a term that was left alone
        // is in the way.
        shift = 0;
        collectAnew(x);
        fresh = true;
      }
    }
    return workspace.largest(x);
  }

  /** A level above the largest term, and the parameter that fits to it. */
  void begin(double[] x, double gap) {
    level = workspace.largest(x) + gap;
    double inverses = 0;
    for (Term term : workspace.near(x, REACH)) {
      inverses += 1 / (level - term.value());
    }
    mu = 1 / inverses;
    shift = 0;
    collectAnew(x);
  }

  /** The terms that matter now. */
  private void collectAnew(double[] x) {
    terms.clear();
    slack = Arrays.copyOf(slack, 0);
    collect(x);
  }

  /** Adds the terms that have come to matter. */
  private void collect(double[] x) {
    terms.add(workspace.near(x, REACH), x);
    int before = slack.length;
    slack = Arrays.copyOf(slack, terms.count());
    multiplier = Arrays.copyOf(multiplier, terms.count());
    for (int i = before; i < slack.length; i++) {
      slack[i] = Math.max(LEAST_SLACK, level - terms.value(x, i));
      multiplier[i] = mu / slack[i];
    }
  }

  private static double least(double[] slack) {
    double least = Double.POSITIVE_INFINITY;
    for (double s : slack) {
      least = Math.min(least, s);
    }
    return least;
  }

  /** Sums over the terms, and the blocks of the matrix; whether the problem of mu is solved. */
  boolean sums(double[] x) {
    Arrays.fill(matrix, 0);
    Arrays.fill(a, 0);
    Arrays.fill(central, 0);
    Arrays.fill(residual, 0);
    weights = 0;
    double sum = 0;
    double worst = 0;
    double[] atP = new double[dimension];
    double[] atQ = new double[dimension];
    for (int i = 0; i < slack.length; i++) {
      terms.gradients(x, i, atP, atQ);
      double weight = multiplier[i] / slack[i];
      terms.addTo(a, i, weight, atP, atQ);
      terms.addTo(central, i, mu / slack[i], atP, atQ);
      terms.addTo(residual, i, multiplier[i], atP, atQ);
      addBlocks(x, i, weight, atP, atQ);
      weights += weight;
      sum += multiplier[i];
      worst = Math.max(worst, Math.abs(multiplier[i] * slack[i] - mu));
    }
    double error = Math.abs(1 - sum);
    for (double r : residual) {
      error = Math.max(error, Math.abs(r));
    }
    return error < SOLVED * slack.length * mu && worst < SOLVED * mu;
  }

  private void addBlocks(double[] x, int i, double weight, double[] atP, double[] atQ) {
    int p = terms.later(i);
    int q = terms.earlier(i);
    double inner = terms.inner(x, i);
    double cross = terms.sign(i) * multiplier[i];
    double curvature = cross * inner;
    for (int k = 0; k < dimension; k++) {
      int rowP = (p + k) * size;
      int rowQ = (q + k) * size;
      double weightP = weight * atP[k];
      double weightQ = weight * atQ[k];
      double xp = x[p + k];
      double xq = x[q + k];
      for (int l = 0; l <= k; l++) {
        matrix[rowP + p + l] += weightP * atP[l] + curvature * xp * x[p + l];
        matrix[rowQ + q + l] += weightQ * atQ[l] + curvature * xq * x[q + l];
      }
      matrix[rowP + p + k] -= curvature;
      matrix[rowQ + q + k] -= curvature;
      double along = cross * (inner * xp - xq);
      for (int l = 0; l < dimension; l++) {
        matrix[rowP + q + l] += weightP * atQ[l] + along * x[q + l] - cross * xp * x[p + l];
      }
      matrix[rowP + q + k] += cross;
    }
  }

  /** The lower triangle that {@link #sums} has filled. */
  double[] matrix() {
    return matrix;
  }

  /** The parameter. */
  double parameter() {
    return mu;
  }

  /** The level is eliminated; along the rows, where nothing changes, the matrix is the identity. */
  private void complete(double[] x) {
    for (int i = 0; i < size; i++) {
      int row = i * size;
      double factor = a[i] / weights;
      if (factor != 0) {
        for (int j = 0; j <= i; j++) {
          matrix[row + j] -= factor * a[j];
        }
      }
      for (int j = i / dimension * dimension; j <= i; j++) {
        matrix[row + j] += x[i] * x[j];
      }
    }
  }

  /** A step to a lower barrier function; how much lower, 0 if none is found. */
  private double step(double[] x, BooleanSupplier cancelled) {
    double excess = -1;
    for (double s : slack) {
      excess += mu / s;
    }
    double barrier = level;
    for (double s : slack) {
      barrier -= mu * Math.log(s);
    }
    for (int attempt = 0; attempt < MOST_SHIFTS && !cancelled.getAsBoolean(); attempt++) {
      if (cholesky.factor(matrix, Math.max(LEAST_SHIFT, shift))) {
        double[] move = new double[size];
        for (int i = 0; i < size; i++) {
          move[i] = -central[i] + a[i] * excess / weights;
        }
        cholesky.solve(move);
        double rise = excess / weights;
        for (int i = 0; i < size; i++) {
          rise += a[i] * move[i] / weights;
        }
        double length = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
          double[] moved = moved(x, move, length);
          double reached = level + length * rise;
          double gain = barrier - barrier(moved, reached);
          if (gain > 0 && workspace.largest(moved) < reached) {
            accept(x, move, rise, moved, reached);
            // Less often than failures raise it, it is lowered.
            shift = attempt > 0 ? shift : shift < 1e-6 ? 0 : shift / SHIFT_FACTOR;
            return gain;
          }
          length /= 2;
        }
      }
      shift = Math.max(FIRST_SHIFT, shift * SHIFT_FACTOR);
    }
    return 0;
  }

  private double[] moved(double[] x, double[] move, double length) {
    double[] moved = x.clone();
    for (int i = 0; i < size; i++) {
      moved[i] += length * move[i];
    }
    PairObjective.normalise(moved, dimension);
    return moved;
  }

  /** Infinite where a slack shrinks too much. */
  private double barrier(double[] x, double reached) {
    double barrier = reached;
    for (int i = 0; i < slack.length; i++) {
      double s = reached - terms.value(x, i);
      if (!(s > LEAST_PART * slack[i])) {
        return Double.POSITIVE_INFINITY;
      }
      barrier -= mu * Math.log(s);
    }
    return barrier;
  }

  private void accept(double[] x, double[] move, double rise, double[] moved, double reached) {
    double length = 1;
    double[] change = new double[slack.length];
    for (int i = 0; i < change.length; i++) {
      change[i] = mu / slack[i] - multiplier[i] * (1 + (rise - terms.along(x, i, move)) / slack[i]);
      if (change[i] < 0) {
        length = Math.min(length, (LEAST_PART - 1) * multiplier[i] / change[i]);
      }
    }
    System.arraycopy(moved, 0, x, 0, size);
    level = reached;
    for (int i = 0; i < change.length; i++) {
      slack[i] = level - terms.value(x, i);
      double centre = mu / slack[i];
      multiplier[i] =
          Math.max(
              centre / FROM_CENTRE,
              Math.min(centre * FROM_CENTRE, multiplier[i] + length * change[i]));
    }
  }
}
