package constellations.solver.negatives;

import constellations.solver.loss.ContrastiveProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * L(s_n) -> L* brings E(s_n) -> E* (docs/theory.md S8): gradient descent on the contrastive loss of
 * a finite problem, from random scores; what retrieval lacks beside the bounds on it.
 *
 * @param points along the descent, the loss falling
 */
public record ConsistencyCurve(List<Point> points) {
  /** The loss falls by such a factor from point to point, until it is a share of the first one. */
  private static final double FACTOR = 0.7;

  private static final double LEAST_SHARE = 1e-7;
  private static final int MOST_STEPS = 200_000;

  /**
   * A point.
   *
   * @param excess L(s) - L*
   * @param deficit E* - E(s)
   * @param envelope the exact envelope, likewise the bounds with the best constant and the paper's
   */
  public record Point(
      double excess, double deficit, double envelope, double sharpBound, double klBound) {}

  /** Descends; the same for the same seed. */
  public static ConsistencyCurve of(
      int anchors, int items, double temperature, long seed, BooleanSupplier cancelled) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] p = new double[anchors][];
    double[][] q = new double[anchors][];
    double[][] s = new double[anchors][items];
    for (int i = 0; i < anchors; i++) {
      p[i] = distribution(items, normal);
      q[i] = distribution(items, normal);
      for (int j = 0; j < items; j++) {
        s[i][j] = 2 * temperature * normal.sample();
      }
    }
    List<Point> points = new ArrayList<>();
    double first = 0;
    double next = Double.POSITIVE_INFINITY;
    for (int step = 0; step < MOST_STEPS && !cancelled.getAsBoolean(); step++) {
      ContrastiveProblem problem = new ContrastiveProblem(p, q, s, temperature);
      double excess = problem.excess();
      first = step == 0 ? excess : first;
      if (excess <= next) {
        points.add(
            new Point(
                excess,
                problem.deficit(),
                problem.envelope(),
                problem.sharpBound(),
                problem.klBound()));
        next = excess * FACTOR;
      }
      if (excess < LEAST_SHARE * first) {
        break;
      }
      descend(p, q, s, temperature);
    }
    return new ConsistencyCurve(points);
  }

  private static double[] distribution(int items, ZigguratSampler.NormalizedGaussian normal) {
    double[] row = new double[items];
    double sum = 0;
    for (int j = 0; j < items; j++) {
      row[j] = Math.exp(normal.sample());
      sum += row[j];
    }
    for (int j = 0; j < items; j++) {
      row[j] /= sum;
    }
    return row;
  }

  /** A step along P - R, R proportional to Q exp(s/tau): the slope of the loss of an anchor. */
  private static void descend(double[][] p, double[][] q, double[][] s, double temperature) {
    for (int i = 0; i < s.length; i++) {
      double[] r = new double[s[i].length];
      double sum = 0;
      for (int j = 0; j < r.length; j++) {
        r[j] = q[i][j] * Math.exp(s[i][j] / temperature);
        sum += r[j];
      }
      for (int j = 0; j < r.length; j++) {
        s[i][j] += temperature * (p[i][j] - r[j] / sum);
      }
    }
  }
}
