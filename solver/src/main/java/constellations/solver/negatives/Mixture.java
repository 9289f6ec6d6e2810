package constellations.solver.negatives;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Two views of labels: x and y are Gaussian around a centre of their label each, independent given
 * it. The best score is the logarithm of R(x,y) = sum_c p(c|x) p(c|y) / p(c), which is known.
 */
final class Mixture {
  private final int features;
  private final double noise;
  private final double[][] left;
  private final double[][] right;

  /** A sample: row i of x matches row i of y. */
  record Sample(double[][] x, double[][] y) {}

  /** Centres at random, of norm about 1. */
  Mixture(int labels, int features, double noise, long seed) {
    this.features = features;
    this.noise = noise;
    ZigguratSampler.NormalizedGaussian normal = normal(seed);
    left = centres(labels, normal);
    right = centres(labels, normal);
  }

  private static ZigguratSampler.NormalizedGaussian normal(long seed) {
    return ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_SHI_RO_256_PP.create(seed));
  }

  private double[][] centres(int labels, ZigguratSampler.NormalizedGaussian normal) {
    double[][] centres = new double[labels][features];
    for (double[] centre : centres) {
      for (int k = 0; k < features; k++) {
        centre[k] = normal.sample() / Math.sqrt(features);
      }
    }
    return centres;
  }

  /** Pairs of one label each. */
  Sample sample(int pairs, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] x = new double[pairs][features];
    double[][] y = new double[pairs][features];
    for (int i = 0; i < pairs; i++) {
      int label = random.nextInt(left.length);
      for (int k = 0; k < features; k++) {
        x[i][k] = left[label][k] + noise * normal.sample();
        y[i][k] = right[label][k] + noise * normal.sample();
      }
    }
    return new Sample(x, y);
  }

  /** R of each row of x and each row of y. */
  double[][] ratios(Sample sample) {
    double[][] a = posteriors(sample.x(), left);
    double[][] b = posteriors(sample.y(), right);
    double[][] ratios = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        for (int c = 0; c < left.length; c++) {
          ratios[i][j] += a[i][c] * b[j][c] * left.length;
        }
      }
    }
    return ratios;
  }

  /** p(c|x). */
  private double[][] posteriors(double[][] rows, double[][] centres) {
    double[][] posteriors = new double[rows.length][centres.length];
    for (int i = 0; i < rows.length; i++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < centres.length; c++) {
        double square = 0;
        for (int k = 0; k < features; k++) {
          double off = rows[i][k] - centres[c][k];
          square += off * off;
        }
        posteriors[i][c] = -square / (2 * noise * noise);
        largest = Math.max(largest, posteriors[i][c]);
      }
      double sum = 0;
      for (int c = 0; c < centres.length; c++) {
        posteriors[i][c] = Math.exp(posteriors[i][c] - largest);
        sum += posteriors[i][c];
      }
      for (int c = 0; c < centres.length; c++) {
        posteriors[i][c] /= sum;
      }
    }
    return posteriors;
  }
}
