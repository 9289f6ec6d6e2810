package constellations.solver.bound;

import constellations.solver.lp.LinearProgram;
import constellations.solver.numeric.DoubleDoubles;

/**
 * Delsarte's linear program as one solve of GLOP in double precision, with the sign condition at
 * sample points only: what {@link DelsarteBound} is measured against. Its value is no bound:
 * between the sample points the polynomial may be positive, and for large codes rounding spoils it.
 */
public final class SampledDelsarte {
  private SampledDelsarte() {}

  /**
   * The outcome of the solve.
   *
   * @param status what GLOP says of it
   * @param value 1 + sum f_k, or NaN when there is none
   */
  public record Outcome(String status, double value) {}

  /**
   * The rows of the program: row i has P_1(t_i), ..., P_n(t_i), and f must satisfy sum_k f_k
   * P_k(t_i) <= -1.
   *
   * @param samples at least 2 points, equally spaced in the angle from -1 to a
   */
  public static double[][] rows(int dimension, double end, int degree, int samples) {
    GegenbauerValues values = new GegenbauerValues(dimension, degree);
    DoubleDoubles p = new DoubleDoubles(degree);
    double[][] rows = new double[samples][];
    double last = Math.acos(end);
    for (int i = 0; i < samples; i++) {
      values.at(Math.cos(Math.PI - (Math.PI - last) * i / (samples - 1)), p);
      rows[i] = p.high.clone();
    }
    return rows;
  }

  /** Solves the program once. */
  public static Outcome solve(int dimension, double end, int degree, int samples) {
    try (LinearProgram program = new LinearProgram()) {
      int f = program.variables(degree, 0, Double.POSITIVE_INFINITY);
      for (double[] row : rows(dimension, end, degree, samples)) {
        program.row(Double.NEGATIVE_INFINITY, -1).with(f, row, degree);
      }
      program.objective(f, degree);
      LinearProgram.Outcome outcome = program.minimise();
      double value = outcome.optimal() ? 1 + program.objective() : Double.NaN;
      return new Outcome(outcome.status(), value);
    }
  }
}
