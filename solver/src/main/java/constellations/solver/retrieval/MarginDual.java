package constellations.solver.retrieval;

import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.RetrievalObjective;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;
import constellations.verify.Accepted;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.dual.MarginDualCertificate;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A bound on the margin in every dimension by its dual (docs/theory.md T34): weights Y of the
 * pairs, theta and phi. In as many dimensions as there are queries or documents the largest margin
 * has no other local optima, so smooth maxima of growing sharpness lead to it; their weights are Y.
 * For these theta and phi are the lengths of the sums that vectors are balanced by.
 */
public final class MarginDual {
  private static final double[] SHARPNESS = {
    10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5
  };

  /** At any bias it is moved so often in each stage. */
  private static final int MOVES = 12;

  private static final int ITERATIONS = 400;
  private static final int BALANCING = 400;
  private static final double BALANCED = 1e-13;
  private static final int WEIGHT_BITS = 30;
  private static final int DECIMALS = 15;

  /** More queries and documents than so many of both are not tried: checks would take minutes. */
  private static final int MOST_OF_BOTH = 64;

  private static final long MOST_PAIRS = 400_000;

  /** What theta and phi are raised by until the exact check accepts them. */
  private static final double[] SLACK = {1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3};

  private final RelevanceMatrix matrix;
  private final Optional<BigFraction> bias;
  private final int dimension;
  private final BooleanSupplier cancelled;
  private final Provenance provenance;
  private Optional<Accepted<MarginDualCertificate>> best = Optional.empty();

  private MarginDual(
      RelevanceMatrix matrix,
      Optional<BigFraction> bias,
      BooleanSupplier cancelled,
      Provenance provenance) {
    this.matrix = matrix;
    this.bias = bias;
    this.dimension = Math.min(matrix.rows().size(), matrix.documents()) + 1;
    this.cancelled = cancelled;
    this.provenance = provenance;
  }

  /** What a search is told after each stage. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Reports.
     *
     * @param bound the least so far
     */
    void report(int done, int total, double bound);
  }

  /**
   * The least bound that is found, accepted by the verifier.
   *
   * @param matrix of few enough queries and documents, else nothing is found
   * @param bias b, or nothing for a bound over all biases
   * @param seed of the start
   */
  public static Optional<Accepted<MarginDualCertificate>> of(
      RelevanceMatrix matrix,
      Optional<BigFraction> bias,
      long seed,
      BooleanSupplier cancelled,
      Progress progress,
      Provenance provenance) {
    if (matrix.rows().size() * (long) matrix.documents() > MOST_PAIRS
        || Math.min(matrix.rows().size(), matrix.documents()) > MOST_OF_BOTH) {
      return Optional.empty();
    }
    MarginDual dual = new MarginDual(matrix, bias, cancelled, provenance);
    dual.uniform();
    dual.descend(seed, progress);
    return dual.best;
  }

  /** The same weight for all relevant pairs, and for all others: a bound for a start. */
  private void uniform() {
    double relevant = matrix.relevant();
    double others = matrix.rows().size() * (double) matrix.documents() - relevant;
    double[][] weights = new double[matrix.rows().size()][matrix.documents()];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < matrix.documents(); j++) {
        weights[i][j] = matrix.isRelevant(i, j) ? 1 / relevant : -1 / others;
      }
    }
    RetrievalObjective objective = objective(0);
    consider(weights, RandomStarts.sphere(RandomStarts.random(1, 0), objective.rows(), dimension));
  }

  private RetrievalObjective objective(double b) {
    return new RetrievalObjective(matrix.rows(), matrix.documents(), dimension, b);
  }

  private void descend(long seed, Progress progress) {
    double b = bias.map(BigFraction::doubleValue).orElse(0.0);
    RetrievalObjective objective = objective(b);
    double[] x = RandomStarts.sphere(RandomStarts.random(seed, 0), objective.rows(), dimension);
    for (int stage = 0; stage < SHARPNESS.length && !cancelled.getAsBoolean(); stage++) {
      double p = SHARPNESS[stage];
      Smoothing smoothing = Smoothing.exponential(p);
      int moves = bias.isPresent() ? 1 : MOVES;
      for (int move = 0; move < moves; move++) {
        new SphereMinimizer(objective)
            .minimize(
                x, smoothing, ITERATIONS / moves + 20, smoothing.tolerance() / 100, cancelled);
        if (bias.isEmpty()) {
          double[] sums = sums(objective.weights(x, p));
          b += Math.log(sums[1] / sums[0]) / (2 * p);
          objective = objective(b);
        }
      }
      if (!cancelled.getAsBoolean() || best.isEmpty()) {
        consider(objective.weights(x, p), x);
      }
      progress.report(stage + 1, SHARPNESS.length, bound());
    }
  }

  private double bound() {
    return best.map(a -> a.certificate().claim().margin().rational().doubleValue())
        .orElse(Double.NaN);
  }

  /** The sums of positive and of negative weights, in size. */
  private static double[] sums(double[][] weights) {
    double[] sums = new double[2];
    for (double[] row : weights) {
      for (double weight : row) {
        sums[weight > 0 ? 0 : 1] += Math.abs(weight);
      }
    }
    return sums;
  }

  /** The bound of these weights, if it is accepted and better than that so far. */
  private void consider(double[][] weights, double[] start) {
    BigInteger[][] y = rounded(weights);
    double[][] exact = new double[y.length][];
    for (int i = 0; i < y.length; i++) {
      exact[i] = new double[y[i].length];
      for (int j = 0; j < y[i].length; j++) {
        exact[i][j] = y[i][j].doubleValue();
      }
    }
    Balance balance = Balance.of(exact, start.clone(), dimension, BALANCING, BALANCED, cancelled);
    for (double slack : SLACK) {
      MarginDualCertificate certificate =
          certificate(y, raised(balance.theta(), slack), raised(balance.phi(), slack));
      double before = bound();
      double value = certificate.claim().margin().rational().doubleValue();
      if (value >= before || cancelled.getAsBoolean()) {
        return;
      }
      Optional<Accepted<MarginDualCertificate>> accepted = Accepted.of(certificate, 1);
      if (accepted.isPresent()) {
        best = accepted;
        return;
      }
    }
  }

  /** Integers, the largest of so many bits; over all biases of sum 0. */
  private BigInteger[][] rounded(double[][] weights) {
    double[] sums = sums(weights);
    double positive = bias.isPresent() ? 1 : 0.5 / sums[0];
    double negative = bias.isPresent() ? 1 : 0.5 / sums[1];
    double largest = 0;
    for (double[] row : weights) {
      for (double weight : row) {
        largest = Math.max(largest, Math.abs(weight) * (weight > 0 ? positive : negative));
      }
    }
    BigInteger[][] y = new BigInteger[weights.length][];
    BigInteger sum = BigInteger.ZERO;
    int[] heaviest = {0, 0};
    for (int i = 0; i < y.length; i++) {
      y[i] = new BigInteger[weights[i].length];
      for (int j = 0; j < y[i].length; j++) {
        double weight = weights[i][j] * (weights[i][j] > 0 ? positive : negative) / largest;
        y[i][j] = BigInteger.valueOf(Math.round(Math.scalb(weight, WEIGHT_BITS)));
        sum = sum.add(y[i][j]);
        if (y[i][j].compareTo(y[heaviest[0]][heaviest[1]]) > 0) {
          heaviest = new int[] {i, j};
        }
      }
    }
    if (bias.isEmpty()) {
      // The sum is some units of rounding, far below the weight of the heaviest pair.
      y[heaviest[0]][heaviest[1]] = y[heaviest[0]][heaviest[1]].subtract(sum);
    }
    return y;
  }

  private static List<BigInteger> raised(double[] numbers, double slack) {
    List<BigInteger> raised = new ArrayList<>();
    for (double number : numbers) {
      raised.add(BigInteger.valueOf((long) Math.ceil(number * (1 + slack))));
    }
    return raised;
  }

  private MarginDualCertificate certificate(
      BigInteger[][] y, List<BigInteger> theta, List<BigInteger> phi) {
    BigInteger total = BigInteger.ZERO;
    BigInteger sum = BigInteger.ZERO;
    List<List<BigInteger>> rows = new ArrayList<>();
    for (BigInteger[] row : y) {
      rows.add(List.of(row));
      for (BigInteger weight : row) {
        total = total.add(weight.abs());
        sum = sum.add(weight);
      }
    }
    BigInteger ends = BigInteger.ZERO;
    for (BigInteger number : theta) {
      ends = ends.add(number);
    }
    for (BigInteger number : phi) {
      ends = ends.add(number);
    }
    BigFraction value =
        BigFraction.of(ends, total.shiftLeft(1))
            .subtract(bias.orElse(BigFraction.ZERO).multiply(BigFraction.of(sum, total)));
    BigFraction margin =
        Rationals.max(BigFraction.ZERO, Rationals.of(Rationals.ceiling(value, DECIMALS)));
    return new MarginDualCertificate(
        new RetrievalClaim.MarginBound(
            OptionalLong.empty(), matrix, Quadratic.of(margin), bias.map(Quadratic::of)),
        rows,
        theta,
        phi,
        provenance);
  }
}
