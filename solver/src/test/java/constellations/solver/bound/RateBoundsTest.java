package constellations.solver.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.bound.RateBounds.RateBound;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The asymptotic rates with the parameters that the search finds. */
class RateBoundsTest {
  private static BigDecimal value(List<RateBound> bounds, String method) {
    return bounds.stream().filter(b -> b.method().equals(method)).findFirst().orElseThrow().value();
  }

  private static BigDecimal best(BigFraction alpha) {
    return RateBounds.uppers(alpha).stream()
        .map(RateBound::value)
        .reduce(BigDecimal::min)
        .orElseThrow();
  }

  /** 0.4014 is the classical rate of kissing configurations; 0.39661 is docs/theory.md S5. */
  @Test
  @Tag("long")
  void atOneHalf() {
    List<RateBound> bounds = RateBounds.uppers(BigFraction.of(1, 2));
    assertEquals(0.401414, value(bounds, "Kabatiansky-Levenshtein").doubleValue(), 1e-6);
    assertTrue(value(bounds, "hierarchy, level 1").doubleValue() < 0.39663);
    assertTrue(best(BigFraction.of(1, 2)).doubleValue() <= 0.39661);
  }

  /** The angle beyond which localisation helps, 62.997 degrees (Levenshtein 1998). */
  @Test
  void localisationPoint() {
    RateBound bound =
        RateBounds.uppers(BigFraction.of(3, 4)).stream()
            .filter(b -> b.method().equals("Kabatiansky-Levenshtein, localised"))
            .findFirst()
            .orElseThrow();
    double angle = Math.toDegrees(Math.acos(bound.parameters().get(0).doubleValue()));
    assertEquals(62.9974, angle, 1e-3);
  }

  /** Each kind of bound is no worse than the simpler one, and none is below what exists. */
  @Property(tries = 60, seed = "1")
  @net.jqwik.api.Tag("long")
  void boundsAreOrdered(@ForAll @IntRange(min = 1, max = 995) int thousandth) {
    BigFraction alpha = BigFraction.of(thousandth, 1000);
    List<RateBound> bounds = RateBounds.uppers(alpha);
    double tiny = 1e-12;
    double classical = value(bounds, "Kabatiansky-Levenshtein").doubleValue();
    double localised = value(bounds, "Kabatiansky-Levenshtein, localised").doubleValue();
    double paper = value(bounds, "Theorem 3.5").doubleValue();
    assertTrue(localised <= classical + tiny);
    assertTrue(localised <= paper + tiny);
    double least = best(alpha).doubleValue();
    assertTrue(least < localised);
    assertTrue(RateBounds.lower(alpha).value().doubleValue() <= least);
  }

  /** The rate grows with the cosine. */
  @Property(tries = 30, seed = "1")
  @net.jqwik.api.Tag("long")
  void theBestBoundIncreases(@ForAll @IntRange(min = 1, max = 99) int percent) {
    BigFraction low = BigFraction.of(percent * 99L, 10_000);
    BigFraction high = BigFraction.of(percent, 100);
    assertTrue(best(low).compareTo(best(high)) < 0);
  }

  /** Cosines so near 0 or 1 that parameters cannot be told apart still have the simpler bounds. */
  @Test
  @Tag("long")
  void extremeCosines() {
    for (String text :
        new String[] {"1e-4", "1e-12", "1e-60", "0.99999999", "0." + "9".repeat(60)}) {
      BigFraction alpha = constellations.verify.exact.Rationals.parse(text, "alpha");
      assertTrue(best(alpha).compareTo(RateBounds.lower(alpha).value()) >= 0, text);
    }
  }

  @Test
  void noExponentialGrowthWithoutPositiveCosines() {
    for (BigFraction alpha : new BigFraction[] {BigFraction.ZERO, BigFraction.of(-1)}) {
      assertEquals(0, best(alpha).signum());
      assertEquals(0, RateBounds.lower(alpha).value().signum());
    }
  }
}
