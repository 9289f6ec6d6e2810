package constellations.solver.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.loss.SampledContrastive;
import constellations.solver.train.Settings.Bias;
import constellations.solver.train.Settings.Optimiser;
import constellations.verify.claim.ModalityGraph;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Training against a plain implementation, and against published ends. */
class SigmoidTrainingTest {
  private static Settings settings(
      int n, int d, int k, int epochs, Bias kind, double bias, boolean locked, boolean adapter) {
    return Settings.of(n, d)
        .modalities(k)
        .epochs(epochs)
        .bias(kind, bias, false)
        .locked(locked)
        .adapter(adapter)
        .recordEvery(epochs)
        .build();
  }

  @Property(tries = 60, seed = "1")
  void stepsAreThoseOfAdam(
      @ForAll @IntRange(min = 2, max = 9) int n,
      @ForAll @IntRange(min = 2, max = 6) int d,
      @ForAll @IntRange(min = 2, max = 3) int k,
      @ForAll boolean relative,
      @ForAll boolean locked,
      @ForAll boolean adapter,
      @ForAll @IntRange(min = 0, max = 1000) int seed) {
    Settings settings =
        settings(
            n,
            d,
            k,
            6,
            relative ? Bias.RELATIVE : Bias.ABSOLUTE,
            relative ? 0.3 : 2,
            locked,
            adapter);
    double[] start = SigmoidTraining.randomStart(settings, seed);
    double[] plain = start.clone();
    double[] parameters = {Math.log(10), settings.initialBias(), 0};
    plain(settings, plain, parameters);
    Outcome outcome = SigmoidTraining.run(settings, start, () -> false);
    assertArrayEquals(plain, outcome.x(), 1e-7);
    assertEquals(Math.exp(parameters[0]), outcome.last().inverseTemperature(), 1e-6);
    double b = relative ? parameters[1] : parameters[1] / Math.exp(parameters[0]);
    assertEquals(b, outcome.last().bias(), 1e-7);
    if (locked) {
      double[] first = SigmoidTraining.randomStart(settings, seed);
      assertArrayEquals(
          Arrays.copyOf(first, n * d), Arrays.copyOf(outcome.x(), n * d), "locked rows stay");
    }
  }

  /** Adam on all parameters in one array, by loops over single products. */
  private static void plain(Settings s, double[] x, double[] parameters) {
    int n = s.pairs();
    int d = s.dimension();
    int length = x.length + 3;
    double[] first = new double[length];
    double[] second = new double[length];
    for (int epoch = 1; epoch <= s.epochs(); epoch++) {
      double[] g = new double[length];
      double t = Math.exp(parameters[0]);
      double square = s.adapter() ? 1 / (1 + Math.exp(-parameters[2])) : 1;
      for (ModalityGraph.Edge edge : s.graph().all().toList()) {
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            int p = (edge.first() * n + i) * d;
            int q = (edge.second() * n + j) * d;
            double product = 0;
            for (int c = 0; c < d; c++) {
              product += x[p + c] * x[q + c];
            }
            double adapted = square * product - (1 - square);
            double z =
                s.kind() == Bias.RELATIVE
                    ? t * (adapted - parameters[1])
                    : t * adapted - parameters[1];
            double sign = i == j ? -1 : 1;
            double slope = sign / (1 + Math.exp(-sign * z)) / n / n;
            for (int c = 0; c < d; c++) {
              g[p + c] += slope * t * square * x[q + c];
              g[q + c] += slope * t * square * x[p + c];
            }
            g[x.length] += slope * (s.kind() == Bias.RELATIVE ? z : t * adapted);
            g[x.length + 1] -= slope * (s.kind() == Bias.RELATIVE ? t : 1);
            g[x.length + 2] += slope * t * (product + 1) * square * (1 - square);
          }
        }
      }
      for (int row = 0; row < x.length; row += d) {
        double radial = 0;
        for (int c = row; c < row + d; c++) {
          radial += g[c] * x[c];
        }
        for (int c = row; c < row + d; c++) {
          g[c] -= radial * x[c];
        }
      }
      for (int i = 0; i < length; i++) {
        boolean fixed = (s.locked() && i < n * d) || (i == x.length + 2 && !s.adapter());
        first[i] = 0.9 * first[i] + 0.1 * g[i];
        second[i] = 0.999 * second[i] + 0.001 * g[i] * g[i];
        double step =
            0.01
                * (first[i] / (1 - Math.pow(0.9, epoch)))
                / (Math.sqrt(second[i] / (1 - Math.pow(0.999, epoch))) + 1e-8);
        if (!fixed && i < x.length) {
          x[i] -= step;
        } else if (!fixed) {
          parameters[i - x.length] -= step;
        }
      }
      for (int row = s.locked() ? n * d : 0; row < x.length; row += d) {
        double norm = 0;
        for (int c = row; c < row + d; c++) {
          norm += x[c] * x[c];
        }
        for (int c = row; c < row + d; c++) {
          x[c] /= Math.sqrt(norm);
        }
      }
    }
  }

  /** Ends of the authors' code for N = 100, d = 10 after 10 000 epochs: gaps 0.557 and 0.627. */
  @Test
  @Tag("long")
  void endsAsPublished() {
    Settings relative = settings(100, 10, 2, 10_000, Bias.RELATIVE, 0.6, false, false);
    Settings absolute = settings(100, 10, 2, 10_000, Bias.ABSOLUTE, 6, false, false);
    assertEquals(0.557, gap(relative), 0.01);
    assertEquals(0.627, gap(absolute), 0.01);
  }

  private static double gap(Settings settings) {
    Outcome outcome =
        SigmoidTraining.run(settings, SigmoidTraining.randomStart(settings, 1), () -> false);
    return 2 * outcome.last().margin();
  }

  /** Three modalities of which only the neighbours in a path are synchronised. */
  @Test
  void aGraphOfModalities() {
    Settings path =
        Settings.of(6, 6)
            .graph(
                ModalityGraph.of(
                    3, List.of(new ModalityGraph.Edge(0, 1), new ModalityGraph.Edge(1, 2))))
            .epochs(2000)
            .bias(Bias.RELATIVE, 0.5, false)
            .recordEvery(1000)
            .build();
    Outcome outcome = SigmoidTraining.run(path, SigmoidTraining.randomStart(path, 4), () -> false);
    assertTrue(outcome.last().margin() > 0.3);
    assertEquals(3, outcome.history().size());
  }

  private static Settings at(
      double temperature, Optimiser optimiser, int epochs, boolean locked, double bias) {
    return Settings.of(40, 6)
        .epochs(epochs)
        .temperature(temperature, true)
        .bias(Bias.RELATIVE, bias, false)
        .locked(locked)
        .optimiser(optimiser)
        .recordEvery(epochs)
        .build();
  }

  /** At a temperature that stays, L-BFGS goes on from where Adam ends, and not the other way. */
  @Test
  @Tag("long")
  void limitedMemoryEndsBelowAdam() {
    for (double temperature : new double[] {10, 60}) {
      Settings settings = at(temperature, Optimiser.LBFGS, 3000, false, 0.5);
      Settings published = at(temperature, Optimiser.ADAM, 3000, false, 0.5);
      double[] start = SigmoidTraining.randomStart(settings, 5);
      Outcome adam = SigmoidTraining.run(published, start.clone(), () -> false);
      Outcome further =
          SigmoidTraining.run(
              at(temperature, Optimiser.LBFGS, 3000, false, adam.last().bias()),
              adam.x().clone(),
              () -> false);
      // Where both end the sum of 1600 terms is the same but for its rounding.
      assertTrue(
          further.last().loss() <= adam.last().loss() * (1 + 1e-13),
          further.last().loss() + " and " + adam.last().loss());
      Outcome limited = SigmoidTraining.run(settings, start, () -> false);
      Outcome back =
          SigmoidTraining.run(
              at(temperature, Optimiser.ADAM, 3000, false, limited.last().bias()),
              limited.x().clone(),
              () -> false);
      assertTrue(limited.last().loss() <= back.last().loss() * (1 + 1e-9));
      assertEquals(temperature, limited.last().inverseTemperature(), 1e-9);
      for (int from = 0; from < limited.x().length; from += 6) {
        double norm = 0;
        for (int k = from; k < from + 6; k++) {
          norm += limited.x()[k] * limited.x()[k];
        }
        assertEquals(1, norm, 1e-12);
      }
    }
    Settings settings = at(10, Optimiser.LBFGS, 50, true, 0.5);
    double[] start = SigmoidTraining.randomStart(settings, 5);
    double[] first = Arrays.copyOf(start, 240);
    Outcome locked = SigmoidTraining.run(settings, start, () -> false);
    assertArrayEquals(first, Arrays.copyOf(locked.x(), 240), 1e-15);
  }

  /** A step of Adam on the contrastive loss, against differences of the loss of plain loops. */
  @Property(tries = 40, seed = "1")
  void contrastiveStepsGoDown(
      @ForAll @IntRange(min = 2, max = 7) int n,
      @ForAll @IntRange(min = 2, max = 4) int d,
      @ForAll boolean shared,
      @ForAll @IntRange(min = 0, max = 1000) int seed) {
    int m = 1 + seed % n;
    double rate = 1e-3;
    Settings settings =
        Settings.of(n, d).epochs(1).rate(rate).temperature(5, true).negatives(m, shared).build();
    double[] start = SigmoidTraining.randomStart(settings, seed);
    int[][] negatives =
        SampledContrastive.draw(RandomSource.XO_SHI_RO_256_PP.create(seed), n, m, shared);
    double[] after = ContrastiveTraining.run(settings, start.clone(), seed, () -> false).x();
    // The first step of Adam has the length of the rate along each slope that is not tiny.
    double[] moved = start.clone();
    for (int row = 0; row < start.length; row += d) {
      double[] slopes = new double[d];
      double radial = 0;
      for (int k = 0; k < d; k++) {
        double[] more = start.clone();
        double[] less = start.clone();
        more[row + k] += 1e-6;
        less[row + k] -= 1e-6;
        slopes[k] = (plain(more, negatives, n, d) - plain(less, negatives, n, d)) / 2e-6;
        radial += slopes[k] * start[row + k];
      }
      double norm = 0;
      for (int k = 0; k < d; k++) {
        double slope = slopes[k] - radial * start[row + k];
        moved[row + k] -= Math.abs(slope) < 1e-6 ? 0 : rate * Math.signum(slope);
        norm += moved[row + k] * moved[row + k];
      }
      for (int k = 0; k < d; k++) {
        moved[row + k] /= Math.sqrt(norm);
      }
    }
    assertArrayEquals(moved, after, 1e-4);
  }

  private static double plain(double[] x, int[][] negatives, int n, int d) {
    double loss = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j : negatives[negatives.length == 1 ? 0 : i]) {
        double difference = 0;
        for (int k = 0; k < d; k++) {
          difference += x[i * d + k] * (x[(n + j) * d + k] - x[(n + i) * d + k]);
        }
        sum += Math.exp(5 * difference);
      }
      loss += Math.log(sum / negatives[0].length) / n;
    }
    return loss;
  }

  /** With all items as negatives and enough room every match comes first. */
  @Test
  void contrastiveTrainingRanksMatchesFirst() {
    Settings settings =
        Settings.of(20, 6).epochs(1500).temperature(20, true).negatives(20, false).build();
    Outcome outcome =
        ContrastiveTraining.run(settings, SigmoidTraining.randomStart(settings, 1), 1, () -> false);
    assertEquals(1, outcome.last().ranking().recallAt1());
    assertEquals(1 - 1.0 / 40, outcome.last().ranking().success(), 1e-12);
    assertTrue(outcome.last().loss() > 0 && outcome.last().loss() < 0.01);
    assertTrue(outcome.last().margin() > 0);
    assertTrue(outcome.history().get(0).loss() > outcome.last().loss());
  }
}
