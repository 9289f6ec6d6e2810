package constellations.solver.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.format.UnitRows;
import constellations.solver.lock.LockedModality.Outcome;
import constellations.solver.lock.LockedModality.Row;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.UnitSphereSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class LockedModalityTest {
  private static double[] random(int n, int d, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    UnitSphereSampler sampler = UnitSphereSampler.of(random, d);
    double[] u = new double[n * d];
    for (int i = 0; i < n; i++) {
      System.arraycopy(sampler.sample(), 0, u, i * d, d);
    }
    return u;
  }

  private static Outcome best(double[] u, int d, Double bias, boolean each) {
    return LockedModality.best(UnitRows.code(u, d), bias, each, 1, () -> {}, () -> false);
  }

  /** Both ends of each row meet, and of the whole, which is the worst of the rows. */
  @Property(tries = 150, seed = "1")
  @net.jqwik.api.Tag("long")
  void endsMeet(
      @ForAll @IntRange(min = 2, max = 40) int n,
      @ForAll @IntRange(min = 2, max = 12) int d,
      @ForAll @DoubleRange(min = -1, max = 1) double bias,
      @ForAll long seed) {
    double[] u = random(n, d, seed);
    Outcome outcome = best(u, d, bias, true);
    double least = Double.POSITIVE_INFINITY;
    for (Row row : outcome.rows()) {
      assertTrue(row.marginUpper() >= row.relaxed());
      assertEquals(row.marginUpper(), row.relaxed(), 1e-9);
      assertTrue(row.margin() <= row.marginUpper());
      least = Math.min(least, row.relaxed());
    }
    assertEquals(least, outcome.relaxed());
    assertTrue(outcome.marginUpper() >= outcome.relaxed());
    assertEquals(outcome.marginUpper(), outcome.relaxed(), 1e-9);
    assertEquals(outcome.relaxed(), best(u, d, bias, false).relaxed(), 1e-9);
  }

  /** However early it is stopped, the margin is not below that of V = U, which costs nothing. */
  @Property(tries = 60, seed = "2")
  void stoppedEarlyItIsNotBelowTheFirst(
      @ForAll @IntRange(min = 2, max = 60) int n,
      @ForAll @IntRange(min = 2, max = 24) int d,
      @ForAll @IntRange(min = 0, max = 40) int checks,
      @ForAll long seed) {
    double[] u = random(n, d, seed);
    double largest = -1;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double product = 0;
        for (int k = 0; k < d; k++) {
          product += u[i * d + k] * u[j * d + k];
        }
        largest = Math.max(largest, product);
      }
    }
    int[] left = {checks};
    Outcome outcome =
        LockedModality.best(UnitRows.code(u, d), null, false, 1, () -> {}, () -> left[0]-- <= 0);
    assertTrue(outcome.margin() >= (1 - largest) / 2 - 1e-12, () -> outcome.margin() + "");
    assertTrue(outcome.marginUpper() >= outcome.margin());
  }

  /** Over all biases the ends meet too, no bias has more, and no thread count changes anything. */
  @Property(tries = 60, seed = "1")
  @net.jqwik.api.Tag("long")
  void bestBias(
      @ForAll @IntRange(min = 2, max = 40) int n,
      @ForAll @IntRange(min = 2, max = 12) int d,
      @ForAll @DoubleRange(min = -1, max = 1) double bias,
      @ForAll long seed) {
    double[] u = random(n, d, seed);
    Outcome outcome = best(u, d, null, false);
    assertTrue(outcome.marginUpper() >= outcome.relaxed());
    assertEquals(outcome.marginUpper(), outcome.relaxed(), 1e-9);
    assertTrue(best(u, d, bias, false).relaxed() <= outcome.marginUpper());
    assertTrue(outcome.margin() <= outcome.relaxed() + 1e-12);
    assertTrue(outcome.margin() <= outcome.marginUpper());
    Outcome parallel =
        LockedModality.best(UnitRows.code(u, d), null, false, 3, () -> {}, () -> false);
    assertEquals(outcome.marginUpper(), parallel.marginUpper());
    assertEquals(outcome.margin(), parallel.margin());
  }

  /** In the plane the best vectors can be found by trying all directions and lengths. */
  @Property(tries = 40, seed = "1")
  @net.jqwik.api.Tag("long")
  void allVectorsOfThePlane(
      @ForAll @IntRange(min = 2, max = 12) int n,
      @ForAll @DoubleRange(min = -1, max = 1) double bias,
      @ForAll long seed) {
    double[] u = random(n, 2, seed);
    Outcome outcome = best(u, 2, bias, true);
    for (int i = 0; i < n; i++) {
      double relaxed = Double.NEGATIVE_INFINITY;
      double unit = Double.NEGATIVE_INFINITY;
      for (int step = 0; step < 3600; step++) {
        double angle = Math.toRadians(step / 10.0);
        for (int length = 0; length <= 100; length++) {
          double margin =
              margin(u, i, length * Math.cos(angle) / 100, length * Math.sin(angle) / 100, bias);
          relaxed = Math.max(relaxed, margin);
          unit = length == 100 ? Math.max(unit, margin) : unit;
        }
      }
      Row row = outcome.rows().get(i);
      assertTrue(relaxed <= row.marginUpper() && relaxed >= row.relaxed() - 0.006);
      // Where |v| = 1 costs something the search may end in another hollow, so only from above.
      assertTrue(row.margin() <= unit + 0.001);
    }
  }

  private static double margin(double[] u, int i, double x, double y, double bias) {
    double margin = u[2 * i] * x + u[2 * i + 1] * y - bias;
    for (int j = 0; j < u.length / 2; j++) {
      double product = u[2 * j] * x + u[2 * j + 1] * y;
      margin = j == i ? margin : Math.min(margin, bias - product);
    }
    return margin;
  }

  /**
   * An orthonormal basis: V_i is along U_i less the mean of the others, of gap sqrt(N / (N - 1)).
   */
  @Test
  void orthonormalBasis() {
    int n = 6;
    double[] u = new double[n * n];
    for (int i = 0; i < n; i++) {
      u[i * n + i] = 1;
    }
    Outcome outcome = best(u, n, null, false);
    assertEquals(Math.sqrt(n / (n - 1.0)) / 2, outcome.margin(), 1e-12);
    assertEquals(Math.sqrt(n / (n - 1.0)) / 2, outcome.marginUpper(), 1e-12);
    for (int i = 0; i < n; i++) {
      double norm = 0;
      for (int k = 0; k < n; k++) {
        norm += outcome.v().data()[i * n + k] * outcome.v().data()[i * n + k];
      }
      assertEquals(1, norm, 1e-14);
    }
  }

  /** Equal rows have no margin, whatever V is. */
  @Test
  void equalRows() {
    double[] u = random(5, 4, 1);
    System.arraycopy(u, 0, u, 4, 4);
    Outcome outcome = best(u, 4, null, true);
    assertEquals(0, outcome.marginUpper(), 1e-12);
    assertTrue(outcome.marginUpper() >= 0);
  }

  /** Where unit vectors are not the best ones, their best bias is another one. */
  @Property(tries = 40, seed = "1")
  @net.jqwik.api.Tag("long")
  void noBiasIsBetterThanTheBest(
      @ForAll @IntRange(min = 2, max = 12) int n,
      @ForAll @IntRange(min = 2, max = 4) int d,
      @ForAll long seed) {
    double[] u = random(n, d, seed);
    double best = best(u, d, null, false).margin();
    for (double bias = -0.9; bias < 1; bias += 0.1) {
      assertTrue(best(u, d, bias, false).margin() <= best + 1e-6);
    }
  }

  /** Stopped before it begins, the bounds still hold. */
  @Test
  void cancelled() {
    double[] u = random(9, 4, 1);
    Outcome outcome = LockedModality.best(UnitRows.code(u, 4), 0.25, true, 2, () -> {}, () -> true);
    assertTrue(outcome.marginUpper() >= best(u, 4, 0.25, false).marginUpper());
    Outcome over = LockedModality.best(UnitRows.code(u, 4), null, true, 2, () -> {}, () -> true);
    assertTrue(over.marginUpper() >= best(u, 4, null, false).marginUpper());
    assertTrue(over.marginUpper() < 1, "half the distance of two rows");
  }
}
