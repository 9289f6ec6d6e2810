package constellations.solver.analyse;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import constellations.solver.lp.NativeSolver;
import constellations.solver.theory.ModalityGap;
import constellations.verify.exact.Interval;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Rationals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Finds the vector h of Theorem 3.6 and Propositions 2 and 3 (see {@link ModalityGap}) by two
 * linear programs: h = sum lambda_i U_i in the convex hull with all &lt;h,U_i&gt; as large as
 * possible, then the same h with at most d of the lambda_i, which a vertex solution has
 * (Caratheodory). When the sign pattern holds, &lt;h,V_j&gt; < 0 for every j with lambda_j = 0, at
 * least N - d of them. The weights are returned as exact numbers; what they prove is for the
 * verifier's theory to check.
 */
public final class SeparatingNormal {
  /** Weights of a linear solver below this are zeros. */
  private static final double NEGLIGIBLE = 1e-11;

  private static final int NORM_DIGITS = 30;

  private SeparatingNormal() {}

  /**
   * Finds weights lambda.
   *
   * @param points N x d vectors U_i
   * @return N weights for the rows as the point set holds them, none negative, at most d of them
   *     positive, or nothing when no h with &lt;h,U_i&gt; > 0 for all i was found
   */
  public static Optional<List<BigFraction>> weights(PointSet points) {
    NativeSolver.load();
    double[][] u = new double[points.size()][];
    for (int i = 0; i < u.length; i++) {
      u[i] = points.approximateUnit(i);
    }
    return deepest(u).flatMap(h -> sparse(u, h)).map(weights -> forRowsAsHeld(weights, points));
  }

  /** Weights of unit vectors as weights of the rows that the point set holds. */
  private static List<BigFraction> forRowsAsHeld(List<BigFraction> weights, PointSet points) {
    List<BigFraction> scaled = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      Interval norm = points.squaredNorm(i).enclosure(NORM_DIGITS).sqrt();
      scaled.add(weights.get(i).divide(Rationals.of(norm.lower())));
    }
    return scaled;
  }

  /** h in the convex hull with the largest least inner product, if that is positive. */
  private static Optional<double[]> deepest(double[][] u) {
    MPSolver solver = MPSolver.createSolver("GLOP");
    try {
      double infinity = MPSolver.infinity();
      MPVariable[] lambda = solver.makeNumVarArray(u.length, 0, 1);
      MPVariable depth = solver.makeNumVar(-1, 1, "depth");
      MPConstraint sum = solver.makeConstraint(1, 1);
      for (MPVariable weight : lambda) {
        sum.setCoefficient(weight, 1);
      }
      for (double[] row : u) {
        MPConstraint deep = solver.makeConstraint(0, infinity);
        for (int i = 0; i < u.length; i++) {
          deep.setCoefficient(lambda[i], inner(row, u[i]));
        }
        deep.setCoefficient(depth, -1);
      }
      solver.objective().setCoefficient(depth, 1);
      solver.objective().setMaximization();
      if (solver.solve() != MPSolver.ResultStatus.OPTIMAL || depth.solutionValue() <= NEGLIGIBLE) {
        return Optional.empty();
      }
      double[] h = new double[u[0].length];
      for (int i = 0; i < u.length; i++) {
        for (int k = 0; k < h.length; k++) {
          h[k] += lambda[i].solutionValue() * u[i][k];
        }
      }
      return Optional.of(h);
    } finally {
      solver.delete();
    }
  }

  /** A vertex of the weights with sum lambda_i U_i = h. */
  private static Optional<List<BigFraction>> sparse(double[][] u, double[] h) {
    MPSolver solver = MPSolver.createSolver("GLOP");
    try {
      MPVariable[] lambda = solver.makeNumVarArray(u.length, 0, MPSolver.infinity());
      for (int k = 0; k < h.length; k++) {
        MPConstraint coordinate = solver.makeConstraint(h[k], h[k]);
        for (int i = 0; i < u.length; i++) {
          coordinate.setCoefficient(lambda[i], u[i][k]);
        }
      }
      for (MPVariable weight : lambda) {
        solver.objective().setCoefficient(weight, 1);
      }
      solver.objective().setMinimization();
      if (solver.solve() != MPSolver.ResultStatus.OPTIMAL) {
        return Optional.empty();
      }
      List<BigFraction> weights = new ArrayList<>();
      for (MPVariable weight : lambda) {
        double value = weight.solutionValue();
        weights.add(value < NEGLIGIBLE ? BigFraction.ZERO : BigFraction.from(value));
      }
      return Optional.of(weights);
    } finally {
      solver.delete();
    }
  }

  private static double inner(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }
}
