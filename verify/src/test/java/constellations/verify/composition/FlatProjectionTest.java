package constellations.verify.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.Rationals;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** The projection along the common difference, followed on constellations near bias -1. */
class FlatProjectionTest {
  private static double inner(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double[] unit(double[] x) {
    double norm = Math.sqrt(inner(x, x));
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] / norm;
    }
    return y;
  }

  /** Lifts of well separated points, each vector moved a little. */
  private static double[][][] pairs(Random random, int n, double t, double noise) {
    int d = n;
    double[][][] pairs = new double[n][2][];
    for (int i = 0; i < n; i++) {
      for (int side = 0; side < 2; side++) {
        double[] x = new double[d + 1];
        for (int k = 0; k < d; k++) {
          x[k] = Math.sqrt(t) * ((k == i ? 1 : 0.2) + noise * random.nextGaussian());
        }
        x[d] = (side == 0 ? 1 : -1) * Math.sqrt(1 - t);
        pairs[i][side] = unit(x);
      }
    }
    return pairs;
  }

  @Property(tries = 500)
  void projectedPointsAreAsFarApart(
      @ForAll long seed,
      @ForAll @IntRange(min = 3, max = 7) int n,
      @ForAll @DoubleRange(min = 0.01, max = 0.05) double t,
      @ForAll @DoubleRange(min = 0, max = 0.1) double noise) {
    double[][][] pairs = pairs(new Random(seed), n, t, noise);
    double s = 1;
    double beta = -1;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double product = inner(pairs[i][0], pairs[j][1]);
        s = i == j ? Math.min(s, product) : s;
        beta = i == j ? beta : Math.max(beta, product);
      }
    }
    // A little less margin than there is, so that roundings do not matter.
    double margin = (s - beta) / 2 - 1e-9;
    Optional<BigFraction> cosine =
        margin <= 0
            ? Optional.empty()
            : Composition.flatCosine(BigFraction.from(margin), BigFraction.from((s + beta) / 2));
    Statistics.label("says something").collect(cosine.isPresent());
    Statistics.label("says something").coverage(seen -> seen.check(true).percentage(p -> p > 30));
    if (cosine.isEmpty()) {
      return;
    }
    double[] h = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      h[k] = pairs[0][0][k] - pairs[0][1][k];
    }
    h = unit(h);
    double[][] projected = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] c = new double[n + 1];
      for (int k = 0; k <= n; k++) {
        c[k] = pairs[i][0][k] + pairs[i][1][k];
      }
      double along = inner(c, h);
      for (int k = 0; k <= n; k++) {
        c[k] -= along * h[k];
      }
      projected[i] = unit(c);
      for (int j = 0; j < i; j++) {
        assertTrue(inner(projected[i], projected[j]) <= cosine.get().doubleValue() + 1e-9);
      }
    }
  }

  /** By hand: m = 1/10, b = -17/20 give alpha = -3/5 and nothing; m = 1/40 gives alpha = 3/7. */
  @Test
  void byHand() {
    BigFraction bias = Rationals.parse("-17/20", "bias");
    assertFalse(Composition.flatCosine(BigFraction.of(1, 10), bias).isPresent());
    // gamma = 7/8, s = -33/40, e = (1/8)(19/4)/2 = 19/64, e^2/(2+2s) = (361/4096)/(7/20).
    BigFraction square = BigFraction.of(361, 4096).divide(BigFraction.of(7, 20));
    BigFraction expected =
        BigFraction.of(10, 7).divide(BigFraction.ONE.subtract(square)).subtract(1);
    assertTrue(expected.compareTo(BigFraction.ONE) < 0);
    assertEquals(Optional.of(expected), Composition.flatCosine(BigFraction.of(1, 40), bias));
    assertFalse(Composition.flatCosine(BigFraction.of(1, 40), BigFraction.ZERO).isPresent());
  }
}
