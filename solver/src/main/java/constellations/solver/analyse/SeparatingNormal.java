package constellations.solver.analyse;

import constellations.solver.lp.LinearProgram;
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
    try (LinearProgram program = new LinearProgram()) {
      int lambda = program.variables(u.length, 0, 1);
      int depth = program.variables(1, -1, 1);
      LinearProgram.Row sum = program.row(1, 1);
      for (int i = 0; i < u.length; i++) {
        sum.with(lambda + i, 1);
      }
      for (double[] row : u) {
        LinearProgram.Row deep = program.row(0, Double.POSITIVE_INFINITY);
        for (int i = 0; i < u.length; i++) {
          deep.with(lambda + i, inner(row, u[i]));
        }
        deep.with(depth, -1);
      }
      program.objective(depth, 1);
      if (!program.maximise().optimal() || program.value(depth) <= NEGLIGIBLE) {
        return Optional.empty();
      }
      double[] h = new double[u[0].length];
      for (int i = 0; i < u.length; i++) {
        for (int k = 0; k < h.length; k++) {
          h[k] += program.value(lambda + i) * u[i][k];
        }
      }
      return Optional.of(h);
    }
  }

  /** A vertex of the weights with sum lambda_i U_i = h. */
  private static Optional<List<BigFraction>> sparse(double[][] u, double[] h) {
    try (LinearProgram program = new LinearProgram()) {
      int lambda = program.variables(u.length, 0, Double.POSITIVE_INFINITY);
      for (int k = 0; k < h.length; k++) {
        LinearProgram.Row coordinate = program.row(h[k], h[k]);
        for (int i = 0; i < u.length; i++) {
          coordinate.with(lambda + i, u[i][k]);
        }
      }
      program.objective(lambda, u.length);
      if (!program.minimise().optimal()) {
        return Optional.empty();
      }
      List<BigFraction> weights = new ArrayList<>();
      for (int i = 0; i < u.length; i++) {
        double value = program.value(lambda + i);
        weights.add(value < NEGLIGIBLE ? BigFraction.ZERO : BigFraction.from(value));
      }
      return Optional.of(weights);
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
