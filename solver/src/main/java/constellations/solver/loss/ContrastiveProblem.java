package constellations.solver.loss;

import constellations.verify.exact.BadInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A finite problem of contrastive learning: for each anchor the distribution P of its matches and Q
 * of others, and scores (docs/theory.md S8; Li, Wei, Yang, Ying, arXiv 2605.02116). Anchors weigh
 * the same.
 *
 * @param positive P, a row for each anchor
 * @param negative Q, likewise
 * @param scores s, likewise
 * @param temperature tau > 0
 */
public record ContrastiveProblem(
    double[][] positive, double[][] negative, double[][] scores, double temperature) {
  /** Rows of probabilities are divided by their sums, which are at most so far from 1. */
  private static final double SUM = 1e-6;

  /** Scores over the temperature: sums of such numbers are finite. */
  private static final double MOST = 1e300;

  private static final int STEPS = 200;

  /**
   * Checks the problem.
   *
   * @throws BadInputException if shapes differ, rows are no distributions, something is not finite,
   *     or a match has probability 0 among the others
   */
  public ContrastiveProblem {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw BadInputException.argument("temperature", temperature, "more than 0");
    }
    if (positive.length == 0
        || negative.length != positive.length
        || scores.length != positive.length) {
      throw BadInputException.argument(
          "anchors",
          positive.length + ", " + negative.length + " and " + scores.length + " rows",
          "as many rows of positive, negative and scores, at least one");
    }
    positive = positive.clone();
    negative = negative.clone();
    for (int i = 0; i < positive.length; i++) {
      int n = positive[i].length;
      if (n < 2 || negative[i].length != n || scores[i].length != n) {
        throw BadInputException.argument(
            "anchor " + i,
            n + ", " + negative[i].length + " and " + scores[i].length + " numbers",
            "as many of positive, negative and scores, at least two");
      }
      positive[i] = distribution(positive[i], "positive, anchor " + i);
      negative[i] = distribution(negative[i], "negative, anchor " + i);
      for (int j = 0; j < n; j++) {
        if (!(Math.abs(scores[i][j] / temperature) <= MOST)) {
          throw BadInputException.argument(
              "scores, anchor " + i,
              scores[i][j],
              "finite numbers, at most " + MOST + " times the temperature");
        }
        if (positive[i][j] > 0 && negative[i][j] == 0) {
          throw BadInputException.argument(
              "negative, anchor " + i, "0 for item " + j, "more than 0 where a match may be");
        }
      }
    }
  }

  /**
   * N pairs: the match of anchor i is item i, and others are uniform on all N.
   *
   * @param scores N rows of N numbers
   */
  public static ContrastiveProblem ofPairs(double[][] scores, double temperature) {
    int n = scores.length;
    double[][] positive = new double[n][n];
    double[][] negative = new double[n][n];
    for (int i = 0; i < n; i++) {
      positive[i][i] = 1;
      Arrays.fill(negative[i], 1.0 / n);
    }
    return new ContrastiveProblem(positive, negative, scores, temperature);
  }

  /**
   * Whether these are N pairs: the match of anchor i is item i, and others are uniform on all N.
   */
  public boolean isPairs() {
    return IntStream.range(0, anchors())
        .allMatch(
            i ->
                positive[i].length == anchors()
                    && positive[i][i] == 1
                    && Arrays.stream(negative[i]).allMatch(q -> q == negative[i][0]));
  }

  private static double[] distribution(double[] row, String where) {
    double sum = 0;
    for (double p : row) {
      if (!(p >= 0) || Double.isInfinite(p)) {
        throw BadInputException.argument(where, p, "probabilities, at least 0");
      }
      sum += p;
    }
    if (!(Math.abs(sum - 1) <= SUM)) {
      throw BadInputException.argument(
          where, String.format(Locale.ROOT, "a sum of %.9g", sum), "probabilities of sum 1");
    }
    double[] scaled = row.clone();
    for (int j = 0; j < scaled.length; j++) {
      scaled[j] /= sum;
    }
    return scaled;
  }

  /** The number of anchors. */
  public int anchors() {
    return positive.length;
  }

  private double mean(java.util.function.IntToDoubleFunction of) {
    return IntStream.range(0, anchors()).mapToDouble(of).average().orElseThrow();
  }

  /** E(s) = Pr[s(x,y) > s(x,y')] + Pr[=]/2 for y of P and y' of Q. */
  public double success() {
    return mean(i -> success(i, scores[i]));
  }

  /** E*: the success of the likelihood ratio P/Q, which is the best. */
  public double bestSuccess() {
    return mean(
        i -> {
          double[] ratio = new double[positive[i].length];
          for (int j = 0; j < ratio.length; j++) {
            ratio[j] = positive[i][j] == 0 ? 0 : positive[i][j] / negative[i][j];
          }
          return success(i, ratio);
        });
  }

  private double success(int i, double[] score) {
    double wins = 0;
    for (int y = 0; y < score.length; y++) {
      double below = 0;
      for (int z = 0; z < score.length; z++) {
        below +=
            score[y] > score[z] ? negative[i][z] : score[y] == score[z] ? negative[i][z] / 2 : 0;
      }
      wins += positive[i][y] * below;
    }
    return wins;
  }

  /** E* - E(s), not negative. */
  public double deficit() {
    return Math.max(0, bestSuccess() - success());
  }

  /** KL(P || R) of an anchor, R proportional to Q exp(s/tau); nats. */
  public double divergence(int i) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < scores[i].length; j++) {
      largest = negative[i][j] > 0 ? Math.max(largest, scores[i][j] / temperature) : largest;
    }
    double sum = 0;
    for (int j = 0; j < scores[i].length; j++) {
      sum += negative[i][j] * Math.exp(scores[i][j] / temperature - largest);
    }
    double logarithm = largest + Math.log(sum);
    double divergence = 0;
    for (int j = 0; j < scores[i].length; j++) {
      double p = positive[i][j];
      divergence +=
          p == 0 ? 0 : p * (Math.log(p / negative[i][j]) - scores[i][j] / temperature + logarithm);
    }
    return Math.max(0, divergence);
  }

  /** L(s) - L* = tau times the mean divergence. */
  public double excess() {
    return temperature * mean(this::divergence);
  }

  /** The paper's bound on the deficit, sqrt((2/tau)(L(s) - L*)). */
  public double klBound() {
    return Math.sqrt(2 * mean(this::divergence));
  }

  /** The bound with the best constant, sqrt((2/(3 tau))(L(s) - L*)). */
  public double sharpBound() {
    return Math.sqrt(2 * mean(this::divergence) / 3);
  }

  /**
   * The envelope: the mean over anchors of the largest deficit that their divergence allows by the
   * Legendre transform of log(sinh l / l); at most the bound with the best constant.
   */
  public double envelope() {
    return mean(i -> largestDeficit(divergence(i)));
  }

  /** The x with I(x) = divergence, I(x) = l x - log(sinh l / l) at coth l - 1/l = x. */
  static double largestDeficit(double divergence) {
    if (divergence < 1e-9) {
      // I(x) = 3 x^2/2 + O(x^4), from below.
      return Math.sqrt(2 * divergence / 3);
    }
    return slope(parameter(divergence));
  }

  /** The l at whose x the transform is a divergence. */
  static double parameter(double divergence) {
    double low = 0;
    double high = 1;
    while (transform(high) < divergence && high < 1e15) {
      high *= 2;
    }
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (transform(middle) < divergence) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double slope(double l) {
    return l < 1e-3 ? l / 3 - l * l * l / 45 : 1 / Math.tanh(l) - 1 / l;
  }

  /** I at the x that belongs to l. */
  private static double transform(double l) {
    double logarithm =
        l < 1e-3
            ? l * l / 6 - l * l * l * l / 180
            : l + Math.log1p(-Math.exp(-2 * l)) - Math.log(2 * l);
    return l * slope(l) - logarithm;
  }
}
