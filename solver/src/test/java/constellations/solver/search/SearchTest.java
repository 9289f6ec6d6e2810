package constellations.solver.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.Smoothing;
import constellations.verify.Verifier;
import constellations.verify.claim.Provenance;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.SphericalCodeCertificate;
import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The search against optima from the literature, and its promises. */
class SearchTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-22");
  private static final int THREADS = 2;

  private static SearchLimits limits(int starts) {
    return SearchLimits.of(1, starts, THREADS);
  }

  /**
   * Every optimum is met to 1e-12 by a claim that the verifier accepts (Sloane's value to 1e-10).
   */
  @ParameterizedTest
  @CsvFileSource(resources = "/optimal-codes.csv", numLinesToSkip = 5)
  @Tag("long")
  void meetsKnownOptima(int dimension, int points, BigDecimal optimum) {
    int starts = CodeSearch.defaultStarts(dimension, points, 1);
    SearchOutcome outcome =
        CodeSearch.run(dimension, points, optimum.doubleValue(), limits(starts));
    SphericalCodeCertificate certificate = Rounding.code(outcome.x(), 17, THREADS, PROVENANCE);
    assertTrue(Verifier.verify(certificate, THREADS).accepted());
    double allowed = optimum.scale() < 15 && optimum.scale() > 3 ? 1e-10 : 1e-12;
    double excess =
        certificate
            .cosine()
            .rational()
            .bigDecimalValue(20, java.math.RoundingMode.CEILING)
            .subtract(optimum)
            .doubleValue();
    assertTrue(excess <= allowed, "excess " + excess);
    assertTrue(excess >= -allowed, "better than an optimum by " + -excess);
  }

  /** docs/theory.md S4: constellations strictly between lift or aligned and the upper bound. */
  @ParameterizedTest
  @CsvSource({"3,8,0.3,0.1757", "4,12,0.6,0.3599"})
  @Tag("long")
  void findsDirectConstellations(int dimension, int pairs, BigDecimal bias, double margin) {
    SearchOutcome outcome =
        ConstellationSearch.run(dimension, pairs, 2, bias.doubleValue(), 2, limits(128));
    ConstellationCertificate certificate =
        Rounding.constellation(outcome.x(), bias, THREADS, PROVENANCE).orElseThrow();
    assertTrue(Verifier.verify(certificate, THREADS).accepted());
    assertTrue(certificate.margin().rational().doubleValue() >= margin);
  }

  /** For b <= 0 the lift of the best code one dimension below, from twice as many starts. */
  @ParameterizedTest
  @CsvSource({"3,6,0", "3,8,-0.3", "4,8,0", "4,12,-0.2", "5,16,-0.5"})
  @Tag("long")
  void findsTheLiftForBiasesThatAreNotPositive(int dimension, int pairs, double bias) {
    SearchOutcome below = CodeSearch.run(dimension - 1, pairs, -2, limits(128));
    double alpha = below.value();
    double lift = (1 + bias) * (1 - alpha) / (3 + alpha);
    SearchOutcome outcome = ConstellationSearch.run(dimension, pairs, 2, bias, 2, limits(256));
    assertTrue(-outcome.value() >= lift - 1e-12, -outcome.value() + " < " + lift);
  }

  @Test
  void suffixesReachManyModalities() {
    // alpha_3 at the cross-polytope of R^3 with 6 points: cosine 0, so at b = 0 m = 1/4 in R^5.
    SearchOutcome outcome = ConstellationSearch.run(5, 6, 3, 0, 2, limits(32));
    assertTrue(-outcome.value() >= 0.25 - 1e-12);
  }

  @Test
  void simplexHasTheRightProducts() {
    for (int k = 2; k <= 9; k++) {
      double[][] w = SimplexSuffix.simplex(k);
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          double inner = 0;
          for (int c = 0; c < k - 1; c++) {
            inner += w[a][c] * w[b][c];
          }
          assertEquals(a == b ? 1 : -1.0 / (k - 1), inner, 1e-14);
        }
      }
    }
  }

  @Test
  @Tag("long")
  void theResultDoesNotDependOnTheThreads() {
    SearchOutcome one = CodeSearch.run(4, 17, -2, SearchLimits.of(5, 40, 1));
    SearchOutcome three = CodeSearch.run(4, 17, -2, SearchLimits.of(5, 40, 3));
    assertEquals(one.bestStart(), three.bestStart());
    assertArrayEquals(one.x().data(), three.x().data());
    SearchOutcome single = ConstellationSearch.run(3, 7, 2, 0.4, 2, SearchLimits.of(5, 24, 1));
    SearchOutcome many = ConstellationSearch.run(3, 7, 2, 0.4, 2, SearchLimits.of(5, 24, 4));
    assertArrayEquals(single.x().data(), many.x().data());
  }

  @Test
  void interruptionKeepsTheBest() {
    int[] asked = {0};
    SearchLimits limits =
        new SearchLimits(
            1,
            1000,
            1,
            Double.POSITIVE_INFINITY,
            () -> ++asked[0] > 3000,
            Strategy.ALL,
            (d, t, b) -> {},
            SearchMemory.NONE);
    SearchOutcome outcome = CodeSearch.run(5, 30, -2, limits);
    assertEquals(SearchOutcome.INTERRUPTED, outcome.stop());
    assertTrue(outcome.starts() < 1000);
    assertTrue(Rounding.largestCosine(outcome.x()) < 1);
  }

  /** The gradient against differences. */
  @Property(tries = 100, seed = "1")
  void gradientsAgreeWithDifferences(
      @ForAll @IntRange(min = 2, max = 7) int items,
      @ForAll @IntRange(min = 1, max = 3) int modalities,
      @ForAll @IntRange(min = 2, max = 5) int dimension,
      @ForAll @LongRange(min = 0, max = 100000) long seed) {
    PairObjective objective =
        modalities == 1
            ? PairObjective.code(items, dimension)
            : PairObjective.constellation(items, modalities, dimension, 0.25);
    PairObjective.Workspace workspace = objective.new Workspace();
    Random random = new Random(seed);
    double[] x = new double[objective.rows() * dimension];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextGaussian();
    }
    PairObjective.normalise(x, dimension);
    // Nearly coinciding points bend the powers too much for differences.
    Assume.that(workspace.largest(x) < 0.9);
    for (Smoothing smoothing :
        new Smoothing[] {
          Smoothing.exponential(7),
          new Smoothing(Smoothing.Potential.POWER, 4),
          new Smoothing(Smoothing.Potential.SIGMOID, 7)
        }) {
      double[] gradient = new double[x.length];
      double[] scratch = new double[x.length];
      workspace.smoothMaximum(x, smoothing, gradient);
      for (int i = 0; i < x.length; i++) {
        double[] moved = x.clone();
        double h = 1e-6;
        moved[i] += h;
        double up = workspace.smoothMaximum(moved, smoothing, scratch);
        moved[i] -= 2 * h;
        double down = workspace.smoothMaximum(moved, smoothing, scratch);
        assertEquals((up - down) / (2 * h), gradient[i], 1e-5 * (1 + Math.abs(gradient[i])));
      }
    }
  }

  /** The smooth maximum lies above the largest term and comes down to it. */
  @Test
  void smoothMaximumBoundsTheLargestTerm() {
    double[] x = RandomStarts.sphere(RandomStarts.random(3, 3), 20, 4);
    PairObjective.Workspace workspace = PairObjective.code(20, 4).new Workspace();
    double largest = workspace.largest(x);
    double[] gradient = new double[x.length];
    double last = Double.POSITIVE_INFINITY;
    for (double p = 4; p < 1e6; p *= 4) {
      double value = workspace.smoothMaximum(x, Smoothing.exponential(p), gradient);
      assertTrue(value >= largest && value <= last);
      assertTrue(value - largest <= Math.log(190) / p + 1e-15);
      last = value;
    }
  }
}
