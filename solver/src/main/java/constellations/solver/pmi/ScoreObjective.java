package constellations.solver.pmi;

import constellations.solver.numeric.LimitedMemory;
import java.util.function.BooleanSupplier;

/** What is made small, by the variables of a model. */
final class ScoreObjective extends LimitedMemory {
  private static final double[] POWERS = {2, 4, 8, 16, 32, 64, 128};
  private static final int STEPS = 600;

  /** Of the squares of all variables: so weak that it only keeps them from running away. */
  private static final double RIDGE = 1e-9;

  private final ScoreModel model;
  private final double[][] ratios;
  private final double[] rowShares;
  private final double[] columnShares;
  private final BooleanSupplier cancelled;

  /** Of the norm; 0 for the contrastive loss. */
  private double power;

  ScoreObjective(
      ScoreModel model,
      double[][] ratios,
      double[] rowShares,
      double[] columnShares,
      BooleanSupplier cancelled) {
    super(model.length(), model.length() * 0.1);
    this.model = model;
    this.ratios = ratios;
    this.rowShares = rowShares;
    this.columnShares = columnShares;
    this.cancelled = cancelled;
  }

  /**
   * Fits.
   *
   * @param squaresFirst whether the contrastive loss begins where the squares of errors are small
   */
  void fit(double[] z, ScoreFit.Loss loss, boolean squaresFirst) {
    if (loss == ScoreFit.Loss.CONTRASTIVE) {
      if (squaresFirst) {
        power = 2;
        minimize(z, STEPS, 1e-9, step -> {}, cancelled);
      }
      power = 0;
      minimize(z, 5 * STEPS, 1e-13, step -> {}, cancelled);
      model.scale(z, bestFactor(model.at(z).scores(ratios.length, ratios[0].length)));
      return;
    }
    for (double p : POWERS) {
      power = p;
      double[] before = z.clone();
      double error = error(z);
      minimize(z, STEPS, 1e-9, step -> {}, cancelled);
      if (!(error(z) <= error)) {
        System.arraycopy(before, 0, z, 0, z.length);
      }
    }
  }

  private double error(double[] z) {
    return ScoreFit.largestError(model.at(z).scores(ratios.length, ratios[0].length), ratios);
  }

  /** The factor of exp(score) with the least error, a convex function of it. */
  private double bestFactor(double[][] scores) {
    double low = 0;
    double high = 1;
    while (errorAt(scores, 2 * high) < errorAt(scores, high)) {
      high *= 2;
    }
    high *= 2;
    for (int step = 0; step < 200; step++) {
      double left = low + (high - low) / 3;
      double right = high - (high - low) / 3;
      if (errorAt(scores, left) < errorAt(scores, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }

  private double errorAt(double[][] scores, double factor) {
    double largest = 0;
    for (int x = 0; x < ratios.length; x++) {
      for (int y = 0; y < ratios[x].length; y++) {
        largest = Math.max(largest, Math.abs(factor * scores[x][y] - ratios[x][y]));
      }
    }
    return largest;
  }

  @Override
  protected double evaluate(double[] z, double[] out) {
    PointSets sets = model.at(z);
    double[][] scores = sets.scores(ratios.length, ratios[0].length);
    double[][] slopes = new double[ratios.length][ratios[0].length];
    double value = power == 0 ? contrastive(scores, slopes) : norm(scores, slopes);
    model.slopes(z, sets, slopes, out);
    double squares = 0;
    for (int i = 0; i < z.length; i++) {
      squares += z[i] * z[i];
      out[i] += 2 * RIDGE * z[i];
    }
    return value + RIDGE * squares;
  }

  /** The logarithm of the p-norm of the errors. */
  private double norm(double[][] scores, double[][] slopes) {
    double largest = Math.max(1e-300, ScoreFit.largestError(scores, ratios));
    if (!Double.isFinite(largest)) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (int x = 0; x < ratios.length; x++) {
      for (int y = 0; y < ratios[x].length; y++) {
        double error = (scores[x][y] - ratios[x][y]) / largest;
        double less = Math.pow(Math.abs(error), power - 1);
        sum += less * Math.abs(error);
        slopes[x][y] = Math.signum(error) * less / largest;
      }
    }
    for (double[] row : slopes) {
      for (int y = 0; y < row.length; y++) {
        row[y] /= sum;
      }
    }
    return Math.log(largest) + Math.log(sum) / power;
  }

  /** The loss of both sides above its least, as divergences of conditional distributions. */
  double excess(double[][] scores) {
    return contrastive(scores, new double[ratios.length][ratios[0].length]);
  }

  private double contrastive(double[][] scores, double[][] slopes) {
    int m = ratios.length;
    int n = ratios[0].length;
    double[] rowSums = new double[m];
    double[] columnSums = new double[n];
    for (int x = 0; x < m; x++) {
      for (int y = 0; y < n; y++) {
        rowSums[x] += columnShares[y] * scores[x][y];
        columnSums[y] += rowShares[x] * scores[x][y];
      }
    }
    double value = 0;
    for (int x = 0; x < m; x++) {
      for (int y = 0; y < n; y++) {
        double weight = rowShares[x] * columnShares[y];
        double joint = weight * ratios[x][y];
        if (joint > 0) {
          double logarithm = Math.log(ratios[x][y]) - Math.log(scores[x][y]);
          value += joint * (2 * logarithm + Math.log(rowSums[x]) + Math.log(columnSums[y]));
          slopes[x][y] -= 2 * joint / scores[x][y];
        }
        slopes[x][y] += weight * (1 / rowSums[x] + 1 / columnSums[y]);
      }
    }
    // Divergences, which are not negative.
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : Math.max(0, value);
  }
}
