package constellations.solver.loss;

/**
 * Retrieval risk and its calibration (docs/theory.md S8; Li, Wei, Yang, Ying, arXiv 2605.02116) for
 * N pairs: p+ is the match, p- uniform on all N.
 *
 * @param success E(s) = Pr[s(x,y) > s(x,y')] + Pr[=]/2, at most 1 - 1/(2N)
 * @param excess L(s) - L* = (tau/N) sum_i log(1 + sum_{j != i} exp((s_ij - s_ii)/tau)), nats
 * @param temperature tau
 */
public record Calibration(double success, double excess, double temperature, int pairs) {
  /**
   * Evaluates scores.
   *
   * @param products the scores s_ij
   * @param temperature tau > 0
   */
  public static Calibration of(Products products, double temperature) {
    int n = products.size();
    double wins = 0;
    double excess = 0;
    double[] line = new double[n];
    for (int i = 0; i < n; i++) {
      double own = products.values()[i][i];
      for (int j = 0; j < n; j++) {
        double other = products.values()[i][j];
        wins += own > other ? 1 : own == other ? 0.5 : 0;
        line[j] = (other - own) / temperature;
      }
      excess += OtherLosses.logSumExp(line);
    }
    return new Calibration(wins / n / n, temperature * excess / n, temperature, n);
  }

  /** E* = 1 - 1/(2N). */
  public double bestSuccess() {
    return 1 - 1 / (2.0 * pairs);
  }

  /** E* - E(s), the deficit. */
  public double deficit() {
    return bestSuccess() - success;
  }

  /** The paper's bound on the deficit, sqrt((2/tau)(L(s) - L*)). */
  public double deficitBound() {
    return Math.sqrt(2 / temperature * excess);
  }

  /**
   * The bound with the best constant for N pairs, sqrt(((1 - 1/N)^2 / log N) (L(s) - L*)/tau): it
   * is attained where all others score just above the match.
   */
  public double pairBound() {
    double most = 1 - 1.0 / pairs;
    return most * Math.sqrt(excess / temperature / Math.log(pairs));
  }

  /** The bound with the best constant for any P and Q, sqrt((2/(3 tau))(L(s) - L*)). */
  public double sharpBound() {
    return Math.sqrt(2 / (3 * temperature) * excess);
  }
}
