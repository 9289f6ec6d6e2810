package constellations.verify.theorem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** The cap measure against closed forms for d = 2, 3, 4, 5 and against quadrature. */
class CapMeasureTest {
  private static void assertNear(double expected, Interval actual) {
    double low = actual.lower().doubleValue();
    double high = actual.upper().doubleValue();
    assertTrue(low <= high);
    assertEquals(expected, low, 1e-13 + 1e-12 * Math.abs(expected));
    assertEquals(expected, high, 1e-13 + 1e-12 * Math.abs(expected));
  }

  @Property(seed = "1")
  @net.jqwik.api.Tag("long")
  void closedForms(@ForAll @IntRange(min = -999, max = 999) int thousandth) {
    BigFraction exact = BigFraction.of(thousandth, 1000);
    double x = exact.doubleValue();
    double angle = Math.acos(x);
    assertNear(angle / Math.PI, CapMeasure.of(2, exact));
    assertNear((1 - x) / 2, CapMeasure.of(3, exact));
    assertNear((angle - x * Math.sqrt(1 - x * x)) / Math.PI, CapMeasure.of(4, exact));
    // d = 5: density (3/4)(1 - t^2)
    assertNear(0.5 - 0.75 * (x - x * x * x / 3), CapMeasure.of(5, exact));
  }

  /** For odd d the measure is a polynomial with rational coefficients: an exact check. */
  @Property(tries = 60, seed = "1")
  void enclosesTheExactValueInOddDimensions(
      @ForAll @IntRange(min = 1, max = 40) int half,
      @ForAll @IntRange(min = 0, max = 999) int thousandth) {
    int d = 2 * half + 1;
    BigFraction x = BigFraction.of(thousandth, 1000);
    BigFraction whole = primitive(half - 1, BigFraction.ONE);
    BigFraction exact = whole.subtract(primitive(half - 1, x)).divide(whole.multiply(2));
    Interval enclosure = CapMeasure.of(d, x);
    assertTrue(Rationals.of(enclosure.lower()).compareTo(exact) <= 0);
    assertTrue(Rationals.of(enclosure.upper()).compareTo(exact) >= 0);
    if (exact.signum() > 0) {
      BigFraction width = Rationals.of(enclosure.width()).divide(exact);
      assertTrue(width.compareTo(BigFraction.of(1, 1_000_000_000_000L)) < 0);
    }
  }

  /** The integral of (1 - t^2)^p from 0 to x. */
  private static BigFraction primitive(int p, BigFraction x) {
    BigFraction sum = BigFraction.ZERO;
    BigInteger choose = BigInteger.ONE;
    BigFraction power = x;
    for (int i = 0; i <= p; i++) {
      BigFraction term = power.multiply(choose).divide(2L * i + 1);
      sum = i % 2 == 0 ? sum.add(term) : sum.subtract(term);
      choose = choose.multiply(BigInteger.valueOf(p - i)).divide(BigInteger.valueOf(i + 1));
      power = power.multiply(x).multiply(x);
    }
    return sum;
  }

  /** Simpson's rule on cos^(d-2), for even d. */
  @Property(tries = 60, seed = "1")
  void agreesWithQuadratureInEvenDimensions(
      @ForAll @IntRange(min = 1, max = 60) int half,
      @ForAll @IntRange(min = 0, max = 95) int percent) {
    int d = 2 * half;
    double from = Math.asin(percent / 100.0);
    double part = simpson(d - 2, from);
    double whole = 2 * simpson(d - 2, 0);
    double value = CapMeasure.of(d, BigFraction.of(percent, 100)).lower().doubleValue();
    assertEquals(part / whole, value, 1e-6 * value + 1e-300);
  }

  private static double simpson(int exponent, double from) {
    int steps = 4000;
    double h = (Math.PI / 2 - from) / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.pow(Math.cos(from + i * h), exponent);
    }
    return sum * h / 3;
  }

  @Test
  void halfAtZeroAndNothingBeyondThePole() {
    for (long d : new long[] {2, 3, 17, 1000, 100_000, 1_000_000_000_000L}) {
      assertEquals(0, CapMeasure.of(d, BigFraction.ZERO).upper().compareTo(new BigDecimal("0.5")));
      assertEquals(0, CapMeasure.of(d, BigFraction.ONE).upper().signum());
    }
  }

  /** log10 of the leading term (1-x^2)^((d-1)/2) / (x sqrt(2 pi d)) for a tail far below double. */
  @Test
  void tailsFarBelowDoublePrecision() {
    Interval tail = CapMeasure.of(100_000, BigFraction.of(999, 1000));
    double digits = -tail.lower().precision() + tail.lower().scale() + 1;
    double expected =
        -(99_999 / 2.0) * Math.log10(1 - 0.998001)
            + Math.log10(0.999 * Math.sqrt(2 * Math.PI * 1e5));
    assertEquals(expected, digits, 1.5);
    assertTrue(tail.lower().signum() > 0);
  }

  /** Tails of 1e-300000 in logarithmic form: (1-x^2)^((d-1)/2) / (x sqrt(2 pi d)) (1 + O(1/d)). */
  @Test
  void logarithmsOfTails() {
    BigFraction x = BigFraction.of(9_999_995, 10_000_000);
    Interval log = CapMeasure.log10(100_000, x);
    double z = 1 - x.doubleValue() * x.doubleValue();
    double expected =
        99_999 / 2.0 * Math.log10(z) - Math.log10(x.doubleValue() * Math.sqrt(2 * Math.PI * 1e5));
    assertEquals(expected, log.lower().doubleValue(), 1e-4);
    assertTrue(log.lower().doubleValue() < -299_000);
    assertTrue(log.width().doubleValue() < 1e-20);
  }

  /** Between the two series, for all dimensions up to 10^5, the enclosure stays narrow. */
  @Property(tries = 40, seed = "1")
  @net.jqwik.api.Tag("long")
  void isNarrowUpToDimensionOneHundredThousand(
      @ForAll @IntRange(min = 2, max = 100_000) int d,
      @ForAll @IntRange(min = 0, max = 200) int tenths) {
    // x^2 = (tenths/10)^2 / d: from the middle of the sphere to 20 standard deviations.
    BigFraction square =
        Rationals.min(BigFraction.of((long) tenths * tenths, 100L * d), BigFraction.of(99, 100));
    Interval measure = CapMeasure.ofSquare(d, square);
    assertTrue(measure.lower().signum() > 0);
    double relative =
        measure.width().divide(measure.lower(), java.math.MathContext.DECIMAL64).doubleValue();
    assertTrue(relative < 1e-15, "relative width " + relative);
  }

  /**
   * The sphere is covered by the caps of a maximal code, and packed by half caps: both consistent.
   */
  @Property(tries = 100, seed = "1")
  void existenceStaysBelowPacking(
      @ForAll @IntRange(min = 3, max = 200) int d,
      @ForAll @IntRange(min = 1, max = 99) int percent) {
    BigFraction alpha = BigFraction.of(percent, 100);
    assertTrue(
        GilbertVarshamov.points(d, alpha).compareTo(CapPacking.bound(d, alpha).orElseThrow()) <= 0);
  }
}
