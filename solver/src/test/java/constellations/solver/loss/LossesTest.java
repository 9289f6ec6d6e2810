package constellations.solver.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.theory.AdapterParameters;
import constellations.solver.theory.Corollary1;
import constellations.solver.theory.Proposition1;
import constellations.solver.theory.RandomConstellations;
import constellations.verify.RandomConfigurations;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.Constellation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/**
 * Theorems 3.1 and 3.2, Proposition 1, the Observations and section 8, on random configurations.
 */
class LossesTest {
  @Provide
  Arbitrary<Constellation> any() {
    return RandomConstellations.anyConstellation();
  }

  @Provide
  Arbitrary<Constellation> positive() {
    return RandomConstellations.positiveMargin();
  }

  @Provide
  Arbitrary<Constellation> anyOrPositive() {
    return Arbitraries.oneOf(any(), positive());
  }

  /** Pairs that nearly match, a few of them damaged: retrieval then fails for some. */
  @Provide
  Arbitrary<Constellation> damaged() {
    return RandomConfigurations.shapes(6, 24, 4, 8)
        .map(
            shape -> {
              Random random = new Random(shape.seed());
              PointSet u =
                  RandomConfigurations.unitVectors(random, shape.size(), shape.dimension());
              List<List<Quadratic>> v = new ArrayList<>(u.unitRows());
              for (int damage = random.nextInt(4); damage > 0; damage--) {
                v.set(
                    random.nextInt(v.size()),
                    RandomConfigurations.unitVector(random, shape.dimension()));
              }
              return Constellation.of(u, PointSet.of(v));
            });
  }

  // The stable softplus against 60 digits is exact arithmetic's business: compare with identities.

  @Property(seed = "1")
  void softplusIsStable(@ForAll @DoubleRange(min = -700, max = 700) double x) {
    double value = SigmoidLoss.softplus(x);
    assertTrue(value >= Math.max(0, x));
    // softplus(x) - softplus(-x) = x
    assertEquals(x, value - SigmoidLoss.softplus(-x), 1e-12 * Math.abs(x) + 1e-15);
    if (x < -40) {
      assertEquals(Math.exp(x), value, 1e-12 * Math.exp(x));
    }
  }

  // Theorem 3.2, finite form.

  @Property(tries = 300, seed = "1")
  @net.jqwik.api.Tag("long")
  void infimumLiesBetweenTheBoundsOfTheorem32(
      @ForAll("anyOrPositive") Constellation c,
      @ForAll @DoubleRange(min = 0.1, max = 200) double t) {
    Products products = Products.of(c, 0, 1);
    double n = c.size();
    double term = SigmoidLoss.softplus(-t * products.margin());
    double infimum = SigmoidLoss.infimumOverBias(products, t);
    Statistics.label("margin").collect(products.margin() > 0 ? "positive" : "not positive");
    Statistics.label("margin").coverage(seen -> seen.check("positive").percentage(p -> p > 20));
    assertTrue(term <= infimum * (1 + 1e-9), term + " <= " + infimum);
    assertTrue(infimum <= n * n * term * (1 + 1e-9), infimum + " <= " + n * n * term);
  }

  /** Theorem 3.2: a positive margin makes the loss tend to 0, at the rate exp(-t m*). */
  @Property(tries = 200, seed = "1")
  @net.jqwik.api.Tag("long")
  void lossTendsToZeroAtTheMargin(@ForAll("positive") Constellation c) {
    Products products = Products.of(c, 0, 1);
    double t = 60 / products.margin();
    double loss = SigmoidLoss.relative(products, t, products.bias());
    assertTrue(loss <= c.size() * c.size() * Math.exp(-60) * 1.01);
    double slope = -Math.log(SigmoidLoss.infimumOverBias(products, t)) / t;
    assertEquals(products.margin(), slope, products.margin() * 0.15);
  }

  // Theorem 3.1, finite form: a loss below log 2 proves a margin.

  @Property(tries = 300, seed = "1")
  @net.jqwik.api.Tag("long")
  void smallLossMeansAConstellation(
      @ForAll("positive") Constellation c, @ForAll @DoubleRange(min = 0.5, max = 30) double scale) {
    Products products = Products.of(c, 0, 1);
    double t = scale / products.margin();
    double b = products.bias();
    double loss = SigmoidLoss.relative(products, t, b);
    boolean small = loss < Math.log(2);
    Statistics.label("loss").collect(small ? "below log 2" : "above");
    Statistics.label("loss").coverage(seen -> seen.check("below log 2").percentage(p -> p > 15));
    if (small) {
      double margin = SigmoidLoss.guaranteedMargin(loss, t);
      assertTrue(margin > 0);
      assertTrue(margin <= products.margin() * (1 + 1e-9));
    }
  }

  // Proposition 1, for every batch size.

  @Property(tries = 300, seed = "1")
  @net.jqwik.api.Tag("long")
  void smallBatchLossMeansRetrieval(
      @ForAll("damaged") Constellation c,
      @ForAll @DoubleRange(min = 1, max = 400) double t,
      @ForAll @DoubleRange(min = 0, max = 1) double b) {
    Products products = Products.of(c, 0, 1);
    Corollary1.Retrieval retrieval = Corollary1.retrieval(c);
    int n = c.size();
    for (int batch = (int) Math.sqrt(n) + 1; batch <= n; batch++) {
      double xi = SigmoidLoss.expectedBatch(products, batch, t, b * t) / Math.log(2);
      if (xi > 1) {
        continue;
      }
      double guaranteed =
          Proposition1.guaranteedFraction(n, batch, BigFraction.from(xi)).doubleValue();
      Statistics.label("Proposition 1").collect(retrieval.uToV() < n ? "some fail" : "none fails");
      Statistics.label("Proposition 1")
          .coverage(seen -> seen.check("some fail").percentage(p -> p > 0));
      assertTrue(retrieval.uToV() >= (guaranteed - 1e-9) * n);
      assertTrue(retrieval.vToU() >= (guaranteed - 1e-9) * n);
    }
  }

  /** The expected batch loss against the average over all batches of three. */
  @Property(tries = 50, seed = "1")
  void expectedBatchLossIsTheAverage(@ForAll("damaged") Constellation c) {
    Products products = Products.of(c, 0, 1);
    int n = c.size();
    double sum = 0;
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        for (int k = j + 1; k < n; k++) {
          sum += SigmoidLoss.value(part(products, i, j, k), 3, 1);
          count++;
        }
      }
    }
    double expected = SigmoidLoss.expectedBatch(products, 3, 3, 1);
    assertEquals(sum / count, expected, 1e-11 * expected);
  }

  private static Products part(Products products, int... indices) {
    double[][] values = new double[indices.length][indices.length];
    for (int i = 0; i < indices.length; i++) {
      for (int j = 0; j < indices.length; j++) {
        values[i][j] = products.values()[indices[i]][indices[j]];
      }
    }
    return new Products(values);
  }

  // Observations 1 and 2: the adapter is absorbed by t and b.

  @Property(tries = 200, seed = "1")
  void adaptersAreAbsorbed(
      @ForAll("any") Constellation c,
      @ForAll @IntRange(min = 1, max = 99) int percent,
      @ForAll @IntRange(min = 2, max = 6) int k,
      @ForAll @DoubleRange(min = 0.1, max = 30) double t,
      @ForAll @DoubleRange(min = -1, max = 1) double b) {
    BigFraction deltaSquared = BigFraction.of(percent, 100);
    Products plain = Products.of(c, 0, 1);
    double d2 = deltaSquared.doubleValue();
    double[][] adapted = new double[c.size()][c.size()];
    for (int i = 0; i < c.size(); i++) {
      for (int j = 0; j < c.size(); j++) {
        // (delta x, sqrt(1-delta^2) w_a) with <w_a,w_b> = -1/(k-1)
        adapted[i][j] = d2 * plain.values()[i][j] - (1 - d2) / (k - 1);
      }
    }
    AdapterParameters absorbed =
        AdapterParameters.absorb(BigFraction.from(t), BigFraction.from(b), deltaSquared, k);
    double left = SigmoidLoss.relative(new Products(adapted), t, b);
    double right =
        SigmoidLoss.relative(
            plain, absorbed.inverseTemperature().doubleValue(), absorbed.bias().doubleValue());
    assertEquals(left, right, 1e-10 * left);
  }

  // Observation 4.

  @Property(tries = 200, seed = "1")
  @net.jqwik.api.Tag("long")
  void tripletLossVanishesUpToFourMargins(@ForAll("positive") Constellation c) {
    Products products = Products.of(c, 0, 1);
    assertEquals(0, OtherLosses.triplet(products, 4 * products.margin() - 1e-12));
    assertTrue(OtherLosses.triplet(products, 5) > 0);
  }

  // Section 8: E* - E(s) <= sqrt((2/tau)(L(s) - L*)).

  @Property(tries = 400, seed = "1")
  @net.jqwik.api.Tag("long")
  void calibrationInequality(
      @ForAll("damaged") Constellation c, @ForAll @DoubleRange(min = 0.01, max = 3) double tau) {
    Calibration calibration = Calibration.of(Products.of(c, 0, 1), tau);
    Statistics.label("deficit").collect(calibration.deficit() > 0 ? "positive" : "zero");
    Statistics.label("deficit").coverage(seen -> seen.check("positive").percentage(p -> p > 20));
    assertTrue(calibration.deficit() >= -1e-15);
    assertTrue(calibration.deficit() <= calibration.deficitBound() + 1e-12);
    assertTrue(calibration.deficit() <= calibration.sharpBound() + 1e-12);
    assertTrue(calibration.deficit() <= calibration.pairBound() + 1e-12);
  }

  @Test
  void calibrationOfPerfectScores() {
    Products perfect = new Products(new double[][] {{1, 0}, {0, 1}});
    Calibration calibration = Calibration.of(perfect, 0.1);
    assertEquals(0.75, calibration.success());
    assertEquals(calibration.bestSuccess(), calibration.success());
    assertEquals(0.1 * Math.log1p(Math.exp(-10)), calibration.excess(), 1e-18);
  }

  @Test
  void infoNceOfTwoPairs() {
    Products products = new Products(new double[][] {{1, 0}, {0, 1}});
    assertEquals(4 * Math.log1p(Math.exp(-2)), OtherLosses.infoNce(products, 2), 1e-15);
    double huge = OtherLosses.infoNce(products, 1e6);
    assertEquals(0, huge);
  }

  @Test
  void lossOfTwoPairsByHand() {
    Products products = new Products(new double[][] {{1, -0.5}, {0.25, 0.5}});
    BigDecimal expected =
        new BigDecimal(
            Math.log(1 + Math.exp(-2 + 0.5))
                + Math.log(1 + Math.exp(-1 + 0.5))
                + Math.log(1 + Math.exp(-1 - 0.5))
                + Math.log(1 + Math.exp(0.5 - 0.5)));
    assertEquals(expected.doubleValue(), SigmoidLoss.value(products, 2, 0.5), 1e-15);
    assertEquals(
        SigmoidLoss.value(products, 2, 0.5), SigmoidLoss.relative(products, 2, 0.25), 1e-15);
  }
}
