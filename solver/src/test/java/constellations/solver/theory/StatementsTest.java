package constellations.solver.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.RandomConfigurations;
import constellations.verify.RandomConfigurations.Shape;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.Constellation;
import constellations.verify.points.Separation;
import constellations.verify.theorem.GilbertVarshamov;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Corollaries, Theorems 3.3-3.5, Propositions 1, 4, 5, 6 and Observations: docs/theory.md S3. */
class StatementsTest {
  @Provide
  Arbitrary<Constellation> positive() {
    return RandomConstellations.positiveMargin();
  }

  @Provide
  Arbitrary<Constellation> any() {
    return RandomConstellations.anyConstellation();
  }

  @Provide
  Arbitrary<Constellation> signed() {
    return RandomConstellations.signPattern(4, 9);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return RandomConfigurations.shapes(2, 6, 2, 4);
  }

  // Corollary 1.

  @Property(tries = 200, seed = "1")
  @net.jqwik.api.Tag("long")
  void positiveMarginMeansPerfectRetrieval(@ForAll("positive") Constellation c) {
    assertEquals(new Corollary1.Retrieval(c.size(), c.size()), Corollary1.retrieval(c));
  }

  @Test
  void tiesCountAsFailures() {
    PointSet same = PointSet.ofIntegers(2, new long[] {1, 0, 1, 0});
    assertEquals(
        new Corollary1.Retrieval(0, 0), Corollary1.retrieval(Constellation.of(same, same)));
  }

  // Theorem 3.4, in its general form with means, for arbitrary configurations.

  @Property(tries = 400, seed = "1")
  void meansObeyTheorem34(@ForAll("any") Constellation c) {
    Theorem34.Means means = Theorem34.means(c);
    if (means.margin().signum() >= 0) {
      assertTrue(Theorem34.allows(means.margin(), means.bias(), c.size()));
    }
    Statistics.label("mean margin").collect(means.margin().signum() >= 0);
    Statistics.label("mean margin").coverage(seen -> seen.check(true).percentage(p -> p > 30));
  }

  @Property(tries = 200, seed = "1")
  @net.jqwik.api.Tag("long")
  void constellationsObeyTheorem34(@ForAll("positive") Constellation c) {
    Separation separation = c.separation(1);
    BigFraction b = Rationals.of(separation.biasFloor(20));
    BigFraction m = Rationals.of(separation.marginFloor(20));
    assertTrue(Theorem34.allows(Quadratic.of(m), Quadratic.of(b), c.size()));
  }

  /** Equality: the simplex of N points, U = -V of it reflected, reaches (3 - 4/N) m = 1 + b. */
  @Test
  void theorem34IsSharp() {
    // U_i = V_i = simplex in R^3: s = 1, beta = -1/3: m = 2/3, b = 1/3: (3 - 1) 2/3 = 4/3 = 1 + b.
    Quadratic m = Quadratic.of(BigFraction.of(2, 3));
    Quadratic b = Quadratic.of(BigFraction.of(1, 3));
    assertTrue(Theorem34.allows(m, b, 4));
    Quadratic more = m.add(Quadratic.of(BigFraction.of(1, 1_000_000)));
    assertFalse(Theorem34.allows(more, b, 4));
    PointSet simplex =
        PointSet.ofIntegers(3, new long[] {1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1});
    assertTrue(Constellation.of(simplex, simplex).separation(1).separates(m, b));
  }

  // Theorem 3.3 and its finite form: 1/Gamma_d(alpha) >= 2 (1 - alpha^2)^(-(d-1)/2).

  @Property(tries = 150, seed = "1")
  void existenceGrowsAtLeastAsTheorem33Says(
      @ForAll @IntRange(min = 2, max = 60) int d,
      @ForAll @IntRange(min = 1, max = 99) int percent) {
    BigFraction alpha = BigFraction.of(percent, 100);
    BigFraction growth = BigFraction.ONE.subtract(alpha.multiply(alpha)).reciprocal();
    BigInteger points = GilbertVarshamov.points(d, alpha);
    // points^2 >= 4 growth^(d-1) up to rounding points up
    assertTrue(
        BigFraction.of(points.multiply(points)).compareTo(growth.pow(d - 1).multiply(4)) >= 0);
    assertTrue(GilbertVarshamov.reaches(d, alpha, points));
    assertFalse(GilbertVarshamov.reaches(d, alpha, points.add(BigInteger.ONE).shiftLeft(1)));
  }

  @Test
  void exponentialGrowthNeedsBothConditions() {
    assertTrue(Theorem33.growsExponentially(BigFraction.of(1, 10), BigFraction.ZERO));
    assertFalse(Theorem33.growsExponentially(BigFraction.of(1, 3), BigFraction.ZERO));
    assertFalse(Theorem33.growsExponentially(BigFraction.of(1, 10), BigFraction.of(9, 10)));
    assertEquals(
        BigFraction.of(4, 3), Theorem33.squaredGrowth(BigFraction.of(1, 7), BigFraction.ZERO));
  }

  // Theorem 3.5, finite form: no constellation has more pairs than any delta allows.

  @Property(tries = 150, seed = "1")
  @net.jqwik.api.Tag("long")
  void constellationsObeyTheorem35(@ForAll("positive") Constellation c) {
    Separation separation = c.separation(1);
    BigFraction m = Rationals.of(separation.marginFloor(15));
    BigFraction b = Rationals.of(separation.biasFloor(15));
    if (m.signum() > 0) {
      Optional<BigInteger> bound = Theorem35.bestBound(c.dimension(), m, b);
      Statistics.label("Theorem 3.5").collect(bound.isPresent());
      Statistics.label("Theorem 3.5").coverage(seen -> seen.check(true).percentage(p -> p > 80));
      bound.ifPresent(most -> assertTrue(most.compareTo(BigInteger.valueOf(c.size())) >= 0));
    }
  }

  /** The E8 roots, aligned: 240 pairs in R^8 with margin 1/4 at bias 3/4. */
  @Test
  void theorem35AllowsTheE8Roots() {
    BigInteger most =
        Theorem35.bestBound(8, BigFraction.of(1, 4), BigFraction.of(3, 4)).orElseThrow();
    assertTrue(most.compareTo(BigInteger.valueOf(240)) >= 0, most.toString());
    assertTrue(most.compareTo(BigInteger.valueOf(10_000)) < 0, most.toString());
  }

  // Proposition 1: the guarantee itself; that it holds is tested with the loss.

  @Test
  void proposition1() {
    // 1 - 100 * 0.5 / (20 * 19)
    assertEquals(
        BigFraction.of(330, 380), Proposition1.guaranteedFraction(100, 20, BigFraction.of(1, 2)));
    assertThrows(
        BadInputException.class,
        () -> Proposition1.guaranteedFraction(100, 10, BigFraction.of(1, 2)));
  }

  // Proposition 4 through the partner V_i, which is positive on U_i and negative on the others, so
  // U_i
  // is in no cone of others; m > |b| gives the sign pattern.

  @Property(tries = 100, seed = "1")
  @net.jqwik.api.Tag("long")
  void partnersSeparateEachVectorFromTheConeOfTheOthers(@ForAll("signed") Constellation c) {
    Random random = new Random(c.size());
    assertTrue(ModalityGap.hasSignPattern(c));
    for (int i = 0; i < c.size(); i++) {
      List<BigFraction> weights = new ArrayList<>();
      for (int j = 0; j < c.size(); j++) {
        weights.add(j == i ? BigFraction.ZERO : BigFraction.of(1 + random.nextInt(9)));
      }
      PointSet inCone = ModalityGap.inConvexHull(c.modality(0), weights);
      assertTrue(inCone.inner(0, c.modality(1), i).signum() < 0);
    }
  }

  @Property(tries = 300, seed = "1")
  @net.jqwik.api.Tag("long")
  void largeMarginsHaveTheSignPattern(@ForAll("positive") Constellation c) {
    Separation separation = c.separation(1);
    boolean large =
        separation.leastPositive().cosine().compareTo(Quadratic.ZERO) > 0
            && separation.largestNegative().cosine().compareTo(Quadratic.ZERO) < 0;
    Statistics.label("m > |b|").collect(large);
    Statistics.label("m > |b|").coverage(seen -> seen.check(true).percentage(p -> p > 5));
    assertEquals(large, ModalityGap.hasSignPattern(c));
  }

  // Proposition 5: in the plane three pairs exist, four do not, for whatever U.

  @Property(tries = 500, seed = "1")
  void inThePlaneFourPairsDoNotExist(@ForAll("shapes") Shape shape) {
    int size = 4 + shape.size() % 3;
    PointSet u = RandomConfigurations.unitVectors(new Random(shape.seed()), size, 2);
    assertFalse(ModalityGap.planarPartnersExist(u));
  }

  @Test
  void inThePlaneThreePairsExist() {
    PointSet u = PointSet.ofIntegers(2, new long[] {0, 1, -4, -3, 4, -3});
    assertTrue(ModalityGap.planarPartnersExist(u));
  }

  // Observation 4: zero triplet loss for a <= 4m, and not for every larger a.

  @Property(tries = 200, seed = "1")
  @net.jqwik.api.Tag("long")
  void zeroTripletLossUpToFourMargins(@ForAll("positive") Constellation c) {
    Quadratic m = Quadratic.of(Rationals.of(c.separation(1).marginFloor(20)));
    assertTrue(Observation4.hasZeroTripletLoss(c, m.multiply(BigFraction.of(4))));
    assertFalse(Observation4.hasZeroTripletLoss(c, Quadratic.of(5)));
  }

  // xi and Proposition 6.

  @Property(tries = 200, seed = "1")
  void xiIsTheMeanSquaredDeviation(@ForAll("any") Constellation c) {
    List<List<Quadratic>> x = LinearRepresentation.differences(c);
    // mean |x_i - xbar|^2 = (1/(2 N^2)) sum_ij |x_i - x_j|^2
    Quadratic pairs = Quadratic.ZERO;
    for (List<Quadratic> p : x) {
      for (List<Quadratic> q : x) {
        List<Quadratic> difference =
            LinearRepresentation.add(p, q.stream().map(Quadratic::negate).toList());
        pairs = pairs.add(LinearRepresentation.inner(difference, difference));
      }
    }
    long n = x.size();
    Quadratic xi = LinearRepresentation.xi(c);
    assertEquals(pairs.multiply(BigFraction.of(1, 2 * n * n)), xi);
    assertEquals(x.stream().distinct().count() == 1, xi.signum() == 0);
  }

  @Property(tries = 100, seed = "1")
  void xiVanishesExactlyForParallelPairs(@ForAll("shapes") Shape shape) {
    Constellation lifted =
        Lift.of(
            RandomConfigurations.code(new Random(shape.seed()), shape.size(), shape.dimension()),
            BigFraction.of(7, 25));
    assertEquals(0, LinearRepresentation.xi(lifted).signum());
    Constellation disturbed =
        Constellation.of(
            lifted.modality(0),
            RandomConfigurations.unitVectors(
                new Random(shape.seed()), shape.size(), shape.dimension() + 1));
    assertTrue(LinearRepresentation.xi(disturbed).signum() > 0);
  }

  // Observations 1 and 2: parameters that absorb the adapter.

  @Property(tries = 200, seed = "1")
  void adapterParametersAbsorbTheSuffix(
      @ForAll @IntRange(min = 1, max = 99) int percent,
      @ForAll @IntRange(min = -99, max = 99) int product,
      @ForAll @IntRange(min = 2, max = 9) int k) {
    BigFraction deltaSquared = BigFraction.of(percent, 100);
    BigFraction x = BigFraction.of(product, 100);
    BigFraction t = BigFraction.of(7, 3);
    BigFraction b = BigFraction.of(product, 137);
    AdapterParameters plain = AdapterParameters.absorb(t, b, deltaSquared, k);
    // The loss depends on t (x - b) alone.
    BigFraction adapted = Construction2.cosine(x, deltaSquared, k).subtract(b).multiply(t);
    assertEquals(adapted, x.subtract(plain.bias()).multiply(plain.inverseTemperature()));
    if (k == 2) {
      assertEquals(
          b.add(1).subtract(deltaSquared).divide(deltaSquared), plain.bias(), "Observation 1");
    }
  }
}
