package constellations.solver.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.RandomConfigurations;
import constellations.verify.RandomConfigurations.Shape;
import constellations.verify.composition.Composition;
import constellations.verify.composition.Reduction;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.Constellation;
import constellations.verify.points.Separation;
import constellations.verify.points.SphericalCode;
import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/**
 * Lift, aligned, projection and Constructions 1, 2, 3: docs/theory.md S3 and T18 to T20, exactly.
 */
class ConstructionsTest {
  @Provide
  Arbitrary<Constellation> positive() {
    return RandomConstellations.positiveMargin();
  }

  @Provide
  Arbitrary<Constellation> modalities() {
    return RandomConstellations.anyModalities();
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return RandomConfigurations.shapes(2, 8, 2, 5);
  }

  @Provide
  Arbitrary<BigFraction> fractions() {
    return Arbitraries.integers().between(1, 99).map(n -> BigFraction.of(n, 100));
  }

  private static SphericalCode code(Shape shape) {
    return RandomConfigurations.code(new Random(shape.seed()), shape.size(), shape.dimension());
  }

  private static Quadratic rational(Cosine cosine) {
    Quadratic root = Quadratic.sqrt(cosine.norms().rational());
    return cosine.inner().divide(root);
  }

  // alpha(m, b)

  @Test
  void cosineOfTheWorkedExample() {
    // docs/theory.md S7: so400m-patch14-384 has alpha = 0.9473.
    BigFraction alpha = Reduction.cosine(BigFraction.of(142, 10000), BigFraction.of(627, 10000), 2);
    assertEquals(BigFraction.of(10627 - 426, 10627 + 142), alpha);
    assertEquals(0.9473, alpha.doubleValue(), 5e-5);
  }

  /** Section 4: alpha_k(m, b) and its inverse. */
  @Property(seed = "1")
  void marginInvertsTheCosine(
      @ForAll("fractions") BigFraction m,
      @ForAll("fractions") BigFraction c,
      @ForAll @IntRange(min = 2, max = 9) int k) {
    BigFraction bias = c.multiply(2).subtract(1);
    if (m.add(bias).compareTo(BigFraction.ONE) > 0
        || m.add(bias).multiply(k - 1).add(1).signum() <= 0) {
      assertThrows(BadInputException.class, () -> Reduction.cosine(m, bias, k));
      return;
    }
    BigFraction alpha = Reduction.cosine(m, bias, k);
    if (alpha.compareTo(BigFraction.of(-1)) < 0) {
      return;
    }
    assertEquals(m, Margins.of(alpha, bias, k));
    if (k == 2) {
      BigFraction expected =
          bias.add(1).multiply(BigFraction.ONE.subtract(alpha)).divide(alpha.add(3));
      assertEquals(m, expected);
    }
  }

  /**
   * Section 4: what lift and aligned reach never exceeds the bound, for any cosines alpha_d <=
   * alpha_(d-1).
   */
  @Property(tries = 500, seed = "1")
  void reachedMarginsStayBelowTheBound(
      @ForAll @IntRange(min = -99, max = 99) int first,
      @ForAll @IntRange(min = -99, max = 99) int second,
      @ForAll @IntRange(min = -100, max = 100) int b,
      @ForAll @IntRange(min = 2, max = 6) int k) {
    BigFraction below = BigFraction.of(Math.max(first, second), 100);
    BigFraction cosine = BigFraction.of(Math.min(first, second), 100);
    BigFraction bias = BigFraction.of(b, 100);
    BigFraction bound = Margins.bound(cosine, bias, 2);
    assertTrue(Margins.reached(below, cosine, bias).compareTo(bound) <= 0);
    assertTrue(Margins.bound(cosine, bias, k).compareTo(bound) <= 0);
    // No bias allows more than (1 - alpha)/2, and b = 1 - m does.
    BigFraction free = Margins.free(cosine);
    assertTrue(bound.compareTo(free) <= 0);
    assertEquals(free, Margins.bound(cosine, BigFraction.ONE.subtract(free), 2));
    assertEquals(free, Margins.reached(below, cosine, BigFraction.ONE.subtract(free)));
  }

  // Section 4, lift: cosines are s, and (1+s)/2 x - (1-s)/2 <= beta.

  @Property(tries = 300, seed = "1")
  @net.jqwik.api.Tag("long")
  void liftHasTheClaimedMargin(
      @ForAll("shapes") Shape shape, @ForAll("fractions") BigFraction half) {
    SphericalCode code = code(shape);
    BigFraction s = half.multiply(2).subtract(1);
    Constellation lifted = Lift.of(code, s);
    assertEquals(shape.dimension() + 1, lifted.dimension());
    Cosine worst = code.largestCosine(1).cosine();
    BigFraction alpha = rational(worst).rational();
    BigFraction beta = s.add(1).multiply(alpha).subtract(BigFraction.ONE.subtract(s)).divide(2);
    BigFraction m = s.subtract(beta).divide(2);
    BigFraction b = s.add(beta).divide(2);
    assertEquals(alpha, Reduction.cosine(m, b, 2));
    Separation separation = lifted.separation(1);
    assertEquals(0, separation.leastPositive().cosine().compareTo(Quadratic.of(s)));
    assertEquals(0, separation.largestNegative().cosine().compareTo(Quadratic.of(beta)));
    assertTrue(separation.separates(Quadratic.of(m), Quadratic.of(b)));
    BigFraction more = m.add(BigFraction.of(1, 1_000_000_000));
    assertTrue(!separation.separates(Quadratic.of(more), Quadratic.of(b)));
  }

  // Section 4, aligned: margin b - alpha at any bias with m + b <= 1; (1 - alpha)/2 at best.

  @Property(tries = 200, seed = "1")
  void alignedHasTheClaimedMargin(@ForAll("shapes") Shape shape) {
    SphericalCode code = code(shape);
    BigFraction alpha = rational(code.largestCosine(1).cosine()).rational();
    Separation separation = Aligned.of(code, 3).separation(1);
    Quadratic m = Quadratic.of(Margins.free(alpha));
    assertTrue(separation.separates(m, Quadratic.ONE.subtract(m)));
    assertEquals(0, separation.largestNegative().cosine().compareTo(Quadratic.of(alpha)));
  }

  // Section 4, projection: centroids have cosine at most alpha_k(m*, b*).

  @Property(tries = 400, seed = "1")
  @net.jqwik.api.Tag("long")
  void projectionHasCosineAtMostAlpha(@ForAll("positive") Constellation c) {
    checkProjection(c);
  }

  @Property(tries = 300, seed = "1")
  @net.jqwik.api.Tag("long")
  void projectionOfManyModalities(@ForAll("modalities") Constellation c) {
    checkProjection(c);
  }

  private static void checkProjection(Constellation c) {
    int k = c.modalities().size();
    Separation separation = c.separation(1);
    Quadratic s = rational(separation.leastPositive().cosine());
    Quadratic beta = rational(separation.largestNegative().cosine());
    Quadratic least = Quadratic.of(BigFraction.of(-1, k - 1));
    Quadratic alpha =
        s.compareTo(least) > 0
            ? Quadratic.ONE
                .subtract(s)
                .add(beta.multiply(BigFraction.of(k)))
                .divide(Quadratic.ONE.add(s.multiply(BigFraction.of(k - 1))))
            : null;
    boolean applies = alpha != null && alpha.compareTo(least) >= 0;
    boolean informative = applies && alpha != null && alpha.compareTo(Quadratic.ONE) < 0;
    Statistics.label("projection, k = " + k)
        .collect(informative ? "informative" : applies ? "trivial" : "does not apply");
    Statistics.label("projection, k = " + k)
        .coverage(seen -> seen.check("informative").percentage(p -> p > 40));
    if (applies) {
      Cosine cosine = Projection.of(c).largestCosine(1).cosine();
      assertTrue(cosine.compareTo(alpha) <= 0);
    }
  }

  /** Lifting and projecting gives the code back. */
  @Property(tries = 100, seed = "1")
  void projectionInvertsTheLift(@ForAll("shapes") Shape shape) {
    SphericalCode code = code(shape);
    Constellation lifted = Lift.of(code, BigFraction.of(7, 25));
    Cosine back = Projection.of(lifted).largestCosine(1).cosine();
    assertEquals(0, back.compareTo(code.largestCosine(1).cosine()));
  }

  // Construction 1.

  @Property(tries = 200, seed = "1")
  @net.jqwik.api.Tag("long")
  void construction1HasTheClaimedMargin(
      @ForAll("positive") Constellation c,
      @ForAll("fractions") BigFraction first,
      @ForAll("fractions") BigFraction second) {
    BigFraction delta = first.multiply(7).divide(10);
    BigFraction phi = second.multiply(7).divide(10);
    Separation before = c.separation(1);
    BigFraction m = Rationals.of(before.marginFloor(20));
    BigFraction b = Rationals.of(before.biasFloor(20));
    BigFraction margin = Rationals.min(m, Rationals.of(before.marginFloor(bias(b), 20)));
    Separation after = Construction1.of(c, delta, phi).separation(1);
    assertTrue(
        after.separates(
            Quadratic.of(Construction1.margin(margin, delta)),
            Quadratic.of(Construction1.bias(b, delta, phi))));
    BigFraction tooMuch = margin.add(BigFraction.of(1, 1_000_000_000));
    assertTrue(
        !after.separates(
            Quadratic.of(Construction1.margin(tooMuch, delta)),
            Quadratic.of(Construction1.bias(b, delta, phi))));
  }

  private static java.math.BigDecimal bias(BigFraction b) {
    return b.bigDecimalValue(20, java.math.RoundingMode.UNNECESSARY);
  }

  @Test
  void construction1RefusesTooLongSuffixes() {
    Constellation c =
        Constellation.of(
            PointSet.ofIntegers(2, new long[] {1, 0, 0, 1}),
            PointSet.ofIntegers(2, new long[] {1, 0, 0, 1}));
    assertThrows(
        BadInputException.class,
        () -> Construction1.of(c, BigFraction.of(4, 5), BigFraction.of(7, 10)));
  }

  // Construction 2, the simplex suffix, and the lower end of section 4 for k modalities.

  @Property(tries = 200, seed = "1")
  @net.jqwik.api.Tag("long")
  void construction2HasTheClaimedCosines(
      @ForAll("shapes") Shape shape, @ForAll("fractions") BigFraction deltaSquared) {
    for (int k : new int[] {2, 4, 8}) {
      SphericalCode code = code(shape);
      Constellation c = Construction2.of(code, deltaSquared, Construction2.simplex(k));
      assertEquals(shape.dimension() + k - 1, c.dimension());
      BigFraction alpha = rational(code.largestCosine(1).cosine()).rational();
      Separation separation = c.separation(1);
      BigFraction s = Construction2.cosine(BigFraction.ONE, deltaSquared, k);
      BigFraction beta = Construction2.cosine(alpha, deltaSquared, k);
      assertEquals(0, separation.leastPositive().cosine().compareTo(Quadratic.of(s)));
      assertEquals(0, separation.largestNegative().cosine().compareTo(Quadratic.of(beta)));
      assertEquals(
          alpha,
          Reduction.cosine(s.subtract(beta).divide(2), s.add(beta).divide(2), k),
          "the suffix reaches alpha_k");
    }
  }

  @Test
  void simplexOfThreeIsExactInTheFieldOfRootThree() {
    PointSet simplex = Construction2.simplex(3);
    assertEquals(BigInteger.valueOf(3), simplex.radicand());
    Cosine cosine = new SphericalCode(simplex).largestCosine(1).cosine();
    assertEquals(0, cosine.compareTo(Quadratic.of(BigFraction.of(-1, 2))));
    assertThrows(BadInputException.class, () -> Construction2.simplex(5));
  }

  // Construction 3: the sign pattern holds, and V_i = U_i lies in the cone of U for d - 1 of the i.

  @Property(tries = 60, seed = "1")
  void construction3ForcesExceptions(
      @ForAll @IntRange(min = 3, max = 8) int d, @ForAll @IntRange(min = 0, max = 12) int more) {
    Constellation c = Construction3.of(d, d + more);
    assertTrue(ModalityGap.hasSignPattern(c));
    int forced = 0;
    for (int i = 0; i < c.size(); i++) {
      forced += c.modality(0).row(i).equals(c.modality(1).row(i)) ? 1 : 0;
    }
    assertEquals(d - 1, forced);
  }

  /** Where the rule says that a code lifts, its lift is accepted as a list of vectors. */
  @Property(tries = 200, seed = "1")
  void liftsAgreeWithVectors(
      @ForAll @IntRange(min = 1, max = 1_000_000) int seed,
      @ForAll @IntRange(min = 2, max = 7) int points,
      @ForAll @IntRange(min = -60, max = 90) int b,
      @ForAll @IntRange(min = 0, max = 60) int m) {
    BigFraction bias = BigFraction.of(b, 100);
    BigFraction margin = BigFraction.of(m, 100);
    SphericalCode code = RandomConfigurations.code(new Random(seed), points, 3);
    BigFraction s = bias.add(margin);
    Quadratic cosine = Quadratic.of(Rationals.of(code.largestCosine(1).cosine().ceiling(15)));
    boolean possible =
        s.compareTo(BigFraction.ONE) <= 0
            && cosine.compareTo(Quadratic.ONE) < 0
            && s.compareTo(BigFraction.of(-1)) > 0;
    if (!possible) {
      return;
    }
    boolean lifts = Composition.lifts(cosine, margin, bias, 2);
    Statistics.label("lifts").collect(lifts);
    Statistics.label("lifts").coverage(seen -> seen.check(true).percentage(p -> p > 0));
    if (lifts) {
      Constellation lifted;
      try {
        lifted = Lift.of(code, s);
      } catch (BadInputException severalFields) {
        return;
      }
      BigFraction largest = bias.subtract(margin);
      assertTrue(
          lifted.separation(1).largestNegative().cosine().compareTo(Quadratic.of(largest)) <= 0);
      assertTrue(lifted.separation(1).leastPositive().cosine().compareTo(Quadratic.of(s)) >= 0);
    } else {
      assertTrue(cosine.compareTo(Quadratic.of(Reduction.cosine(margin, bias, 2))) > 0);
    }
  }
}
