package constellations.solver.analyse;

import constellations.solver.loss.SigmoidLoss;
import constellations.solver.theory.Proposition1;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The inverse temperature t and bias c at which the sigmoid loss of given products is least
 * (docs/theory.md S2), by Newton's method; the loss is convex in (t, c). Products of pairs that do
 * not match are taken from a histogram, each at the middle of its bin, which errs by at most t / (2
 * bins) a pair in the loss.
 *
 * @param t infinite when the loss can be made as small as one likes
 * @param b the relative bias c / t
 * @param loss the least sum over all pairs, nats
 * @param positive the part of the matching pairs
 * @param negativeUpper not less than the part of the others: each at the upper end of its bin and
 *     the error of its product above
 */
public record SigmoidFit(double t, double b, double loss, double positive, double negativeUpper) {
  private static final int STEPS = 200;
  private static final double LEAST_T = 1e-3;

  /** Beyond this the width of a bin matters. */
  private static final double MOST_T = 2000;

  /**
   * Finds the least loss.
   *
   * @param positives the matching products
   * @param negatives counts of the others in {@link PairScan#BINS} bins
   * @param separated whether all matching products are above all others
   * @param error of a product in the histogram
   */
  public static SigmoidFit of(
      double[] positives, long[] negatives, boolean separated, double bias, double error) {
    if (separated) {
      return new SigmoidFit(Double.POSITIVE_INFINITY, bias, 0, 0, 0);
    }
    double t = 10;
    double c = t * bias;
    double loss = loss(positives, negatives, t, c);
    for (int step = 0; step < STEPS; step++) {
      double[] d = derivatives(positives, negatives, t, c);
      double determinant = d[2] * d[4] - d[3] * d[3];
      boolean convex = determinant > 1e-12 * d[2] * d[4];
      double dt = convex ? -(d[4] * d[0] - d[3] * d[1]) / determinant : -d[0] / Math.max(1, d[2]);
      double dc = convex ? -(d[2] * d[1] - d[3] * d[0]) / determinant : -d[1] / Math.max(1, d[4]);
      double slope = d[0] * dt + d[1] * dc;
      double length = 1;
      double next = loss(positives, negatives, t + dt, c + dc);
      while ((!(next <= loss + 1e-4 * length * slope) || !allowed(t + length * dt))
          && length > 1e-12) {
        length /= 2;
        next = loss(positives, negatives, t + length * dt, c + length * dc);
      }
      if (!(next < loss) || !allowed(t + length * dt)) {
        break;
      }
      t += length * dt;
      c += length * dc;
      boolean done = loss - next < 1e-13 * loss;
      loss = next;
      if (done) {
        break;
      }
    }
    double positive = 0;
    for (double x : positives) {
      positive += SigmoidLoss.softplus(c - t * x);
    }
    double negative = 0;
    for (int bin = 0; bin < negatives.length; bin++) {
      double most = middle(bin) + 1.0 / PairScan.BINS + error;
      negative += negatives[bin] == 0 ? 0 : negatives[bin] * SigmoidLoss.softplus(t * most - c);
    }
    return new SigmoidFit(t, c / t, loss, positive, negative);
  }

  private static boolean allowed(double t) {
    return t >= LEAST_T && t <= MOST_T;
  }

  /** The expected loss of a batch of size B: positive B/N + negative B(B-1)/(N(N-1)). */
  private double batchLoss(int pairs, long batch) {
    double n = pairs;
    return positive * batch / n + negativeUpper * batch * (batch - 1) / (n * (n - 1));
  }

  /**
   * The share of queries for which a small batch loss guarantees retrieval, by the best constant.
   */
  public double guaranteedRetrieval(int pairs) {
    double least = 1;
    for (long batch = 2; batch <= pairs; batch++) {
      least = Math.min(least, Proposition1.failingShare(pairs, batch, batchLoss(pairs, batch)));
    }
    return 1 - least;
  }

  /** The share by Proposition 1 of the paper, with the best size of batches. */
  public double guaranteedByThePaper(int pairs) {
    double least = 1;
    long bestBatch = 0;
    for (long batch = (long) Math.sqrt(pairs) + 1; batch <= pairs; batch++) {
      double xi = batchLoss(pairs, batch) / Math.log(2);
      double share = pairs * xi / ((double) batch * (batch - 1));
      if (xi <= 1 && share < least) {
        bestBatch = batch;
        least = share;
      }
    }
    return bestBatch == 0
        ? 0
        : Proposition1.guaranteedFraction(
                pairs, bestBatch, BigFraction.from(batchLoss(pairs, bestBatch) / Math.log(2)))
            .doubleValue();
  }

  private static double middle(int bin) {
    return (bin + 0.5) * 2 / PairScan.BINS - 1;
  }

  /** The loss at an inverse temperature t and c = t b. */
  static double loss(double[] positives, long[] negatives, double t, double c) {
    double sum = 0;
    for (double x : positives) {
      sum += SigmoidLoss.softplus(c - t * x);
    }
    for (int bin = 0; bin < negatives.length; bin++) {
      sum += negatives[bin] == 0 ? 0 : negatives[bin] * SigmoidLoss.softplus(t * middle(bin) - c);
    }
    return sum;
  }

  /** By t, by c, by t twice, by t and c, by c twice. */
  private static double[] derivatives(double[] positives, long[] negatives, double t, double c) {
    double[] d = new double[5];
    for (double x : positives) {
      add(d, 1, sigmoid(c - t * x), -x, 1);
    }
    for (int bin = 0; bin < negatives.length; bin++) {
      if (negatives[bin] > 0) {
        double y = middle(bin);
        add(d, negatives[bin], sigmoid(t * y - c), y, -1);
      }
    }
    return d;
  }

  private static void add(double[] d, double count, double sigmoid, double byT, double byC) {
    double curvature = count * sigmoid * (1 - sigmoid);
    d[0] += count * sigmoid * byT;
    d[1] += count * sigmoid * byC;
    d[2] += curvature * byT * byT;
    d[3] += curvature * byT * byC;
    d[4] += curvature * byC * byC;
  }

  private static double sigmoid(double x) {
    return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
  }
}
