package constellations.solver.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.code.find.Families;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.Levenshtein;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rankin, Levenshtein and their inverses against published values. */
class BoundsTest {
  private static final BigInteger NO_LIMIT = BigInteger.TEN.pow(100);

  private static BigFraction levenshtein(long d, BigFraction s) {
    return Levenshtein.below(d, s, NO_LIMIT).orElseThrow().value();
  }

  /** docs/theory.md S6 and, for d = 3, the fraction 93/7. */
  @ParameterizedTest
  @CsvSource({"3,93,7", "4,26,1", "8,240,1", "24,196560,1"})
  void levenshteinAtOneHalf(long d, long numerator, long denominator) {
    assertEquals(BigFraction.of(numerator, denominator), levenshtein(d, BigFraction.of(1, 2)));
  }

  /** Sharp codes: Levenshtein's bound is their number of points (Levenshtein 1992). */
  @ParameterizedTest
  @CsvSource({
    "5,1,5,16",
    "6,1,4,27",
    "7,1,3,56",
    "21,1,7,162",
    "22,1,6,275",
    "22,1,11,100",
    "22,1,4,891",
    "23,1,5,552",
    "23,1,3,4600"
  })
  void levenshteinIsSharp(long d, long numerator, long denominator, long points) {
    assertEquals(BigFraction.of(points), levenshtein(d, BigFraction.of(numerator, denominator)));
  }

  /** The closed forms of degree 1, 2 and 3. */
  @Property(seed = "1")
  void lowDegreesMatchTheClosedForms(
      @ForAll @IntRange(min = 3, max = 60) int d, @ForAll @IntRange(min = -999, max = 999) int t) {
    BigFraction s = BigFraction.of(t, 1000);
    Levenshtein.Bound bound = Levenshtein.below(d, s, NO_LIMIT).orElseThrow();
    BigFraction one = BigFraction.ONE;
    BigFraction n = BigFraction.of(d);
    switch (bound.degree()) {
      case 1 -> assertEquals(one.subtract(s.reciprocal()), bound.value());
      case 2 ->
          assertEquals(
              n.multiply(2).multiply(one.subtract(s)).divide(one.subtract(n.multiply(s))),
              bound.value());
      case 3 ->
          assertEquals(
              n.multiply(one.subtract(s))
                  .multiply(n.add(1).multiply(s).add(2))
                  .divide(one.subtract(n.multiply(s).multiply(s))),
              bound.value());
      default -> assertTrue(s.signum() > 0);
    }
    if (s.compareTo(BigFraction.of(-1, d)) <= 0) {
      assertEquals(1, bound.degree());
    } else if (s.signum() <= 0) {
      assertEquals(2, bound.degree());
    }
  }

  @Property(seed = "1")
  void levenshteinIncreases(
      @ForAll @IntRange(min = 3, max = 30) int d, @ForAll @IntRange(min = -990, max = 900) int t) {
    BigFraction low = levenshtein(d, BigFraction.of(t, 1000));
    BigFraction high = levenshtein(d, BigFraction.of(t + 1, 1000));
    assertTrue(low.compareTo(high) < 0);
  }

  /** Existence never exceeds an upper bound. */
  @Property(tries = 200, seed = "1")
  @net.jqwik.api.Tag("long")
  void lowerStaysBelowUpper(
      @ForAll @IntRange(min = 1, max = 80) int d, @ForAll @IntRange(min = -99, max = 95) int t) {
    BigFraction s = BigFraction.of(t, 100);
    PointBound lower = PointBounds.lower(d, Quadratic.of(s));
    for (PointBound upper : PointBounds.uppers(d, s, NO_LIMIT)) {
      assertTrue(
          lower.points().compareTo(upper.points()) <= 0,
          lower.method() + " " + lower.points() + " > " + upper.method() + " " + upper.points());
    }
  }

  @Test
  void namedCodesObeyTheBounds() {
    for (Families.Code code : Families.fixed()) {
      if (code.cosine().isRational()) {
        PointBound upper = PointBounds.upper(code.dimension(), code.cosine().rational());
        assertTrue(upper.points().compareTo(BigInteger.valueOf(code.size())) >= 0);
      }
    }
  }

  @Test
  void namedCodesAreLowerBounds() {
    assertEquals(
        BigInteger.valueOf(240), PointBounds.lower(8, Quadratic.of(BigFraction.of(1, 2))).points());
    assertEquals(
        BigInteger.valueOf(196560),
        PointBounds.lower(24, Quadratic.of(BigFraction.of(1, 2))).points());
  }

  @Test
  void rankin() {
    assertEquals(BigInteger.valueOf(8), PointBounds.upper(20, BigFraction.of(-1, 7)).points());
    assertEquals(BigInteger.valueOf(6), PointBounds.upper(5, BigFraction.of(-1, 7)).points());
    assertEquals(BigInteger.valueOf(40), PointBounds.upper(20, BigFraction.ZERO).points());
  }

  @Test
  void polygons() {
    assertEquals(BigInteger.valueOf(6), PointBounds.upper(2, BigFraction.of(1, 2)).points());
    // cos(2 pi / 7) = 0.62348980185873353...
    assertEquals(
        BigInteger.valueOf(6),
        PointBounds.upper(2, BigFraction.of(623489801, 1000000000)).points());
    assertEquals(
        BigInteger.valueOf(7),
        PointBounds.upper(2, BigFraction.of(623489802, 1000000000)).points());
  }

  /** Bounds on the cosine: exact where the Levenshtein bound is attained. */
  @ParameterizedTest
  @CsvSource({"8,240,1,2", "24,196560,1,2", "7,56,1,3", "3,4,-1,3"})
  void cosineBounds(long d, BigInteger points, long numerator, long denominator) {
    BigFraction expected = BigFraction.of(numerator, denominator);
    BigFraction value = PointBounds.cosine(d, points).value();
    assertEquals(expected, value);
  }

  /**
   * (10, 100): Levenshtein proves 0.278446, so the gap 2m is at most 0.7216 (docs/theory.md S7).
   */
  @Test
  void hundredPointsInTenDimensions() {
    double value = PointBounds.cosine(10, BigInteger.valueOf(100)).value().doubleValue();
    assertEquals(0.7216, 1 - value, 5e-5);
  }

  @Test
  void capPackingServesWhereLevenshteinIsGivenUp() {
    BigFraction close = BigFraction.of(999_999_999_999L, 1_000_000_000_000L);
    PointBound bound = PointBounds.excluding(3, close, BigInteger.TEN.pow(15)).orElseThrow();
    assertEquals("cap packing", bound.method());
    // N (1 - sqrt((1+a)/2))/2 <= 1: about 8 / (1 - a)
    assertEquals(8e12, bound.points().doubleValue(), 1e8);
  }

  @ParameterizedTest
  @CsvSource({"0,1,2", "-1,1,2", "8,3,2", "8,1,1", "8,-3,2"})
  void refusesNonsense(long d, long numerator, long denominator) {
    assertThrows(
        BadInputException.class,
        () -> PointBounds.upper(d, BigFraction.of(numerator, denominator)));
  }
}
