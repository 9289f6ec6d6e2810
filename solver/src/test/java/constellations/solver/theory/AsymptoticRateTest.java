package constellations.solver.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** The rates of docs/theory.md S5 against the plain formulas in double precision. */
class AsymptoticRateTest {
  private static double entropy(double u) {
    return ((1 + u) * Math.log(1 + u) - u * Math.log(u)) / Math.log(2);
  }

  private static void assertNear(double expected, Interval actual) {
    assertEquals(expected, actual.lower().doubleValue(), 1e-12);
    assertEquals(expected, actual.upper().doubleValue(), 1e-12);
  }

  @Property(tries = 300, seed = "1")
  @net.jqwik.api.Tag("long")
  void closedForms(@ForAll @IntRange(min = 1, max = 999) int thousandth) {
    BigFraction alpha = BigFraction.of(thousandth, 1000);
    double a = alpha.doubleValue();
    assertNear(-Math.log(1 - a * a) / 2 / Math.log(2), AsymptoticRate.shannonWyner(alpha));
    assertNear(-Math.log(1 - a) / 2 / Math.log(2), AsymptoticRate.theorem35(alpha));
    double kabatiansky = entropy((1 / Math.sqrt(1 - a * a) - 1) / 2);
    assertNear(kabatiansky, AsymptoticRate.kabatianskyLevenshtein(alpha));
    // Lower bounds stay below upper bounds, and the paper's Theorem 3.5 is the localisation at 0.
    assertTrue(
        AsymptoticRate.shannonWyner(alpha)
                .lower()
                .compareTo(AsymptoticRate.kabatianskyLevenshtein(alpha).upper())
            <= 0);
    assertNear(
        AsymptoticRate.theorem35(alpha).lower().doubleValue(),
        AsymptoticRate.localised(Interval.of(0, 40), BigFraction.ZERO, alpha));
  }

  /** Level 0 of the hierarchy is the bound of Kabatiansky and Levenshtein. */
  @Property(tries = 200, seed = "1")
  @net.jqwik.api.Tag("long")
  void levelZeroIsClassical(@ForAll @IntRange(min = 1, max = 4000) int thousandth) {
    BigFraction u = BigFraction.of(thousandth, 1000);
    AsymptoticRate.Member member = AsymptoticRate.hierarchy(List.of(u));
    BigFraction cosine = Rationals.of(member.cosine().lower());
    assertNear(member.rate().lower().doubleValue(), AsymptoticRate.kabatianskyLevenshtein(cosine));
  }

  /** The classical kissing rate, 0.4014 (Kabatiansky and Levenshtein 1978), and a better member. */
  @Test
  void atOneHalf() {
    BigFraction half = BigFraction.of(1, 2);
    assertEquals(
        0.4014, AsymptoticRate.kabatianskyLevenshtein(half).upper().doubleValue(), 0.00005);
    AsymptoticRate.Member member =
        AsymptoticRate.hierarchy(
            List.of(
                Rationals.parse("0.0900520", "a0"),
                Rationals.parse("0.0064766", "b1"),
                Rationals.parse("0.0003682", "a1")));
    assertTrue(Rationals.of(member.cosine().lower()).compareTo(half) >= 0);
    assertTrue(member.rate().upper().doubleValue() < 0.39664);
  }

  @Test
  void refusesWhatTheTheoremDoesNotCover() {
    BigFraction one = BigFraction.ONE;
    assertThrows(IllegalArgumentException.class, () -> AsymptoticRate.shannonWyner(one));
    assertThrows(
        IllegalArgumentException.class, () -> AsymptoticRate.hierarchy(List.of(one, one, one)));
    assertThrows(
        IllegalArgumentException.class,
        () -> AsymptoticRate.hierarchy(List.of(one, BigFraction.of(1, 2))));
    assertThrows(
        IllegalArgumentException.class, () -> AsymptoticRate.hierarchy(List.of(one.negate())));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            AsymptoticRate.localised(
                Interval.of(0, 40), BigFraction.of(1, 2), BigFraction.of(1, 3)));
  }
}
