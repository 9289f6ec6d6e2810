package constellations.verify.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading, arithmetic, order and enclosures of exact numbers. */
class ExactNumbersTest {
  private static final MathContext HUNDRED_DIGITS = new MathContext(100, RoundingMode.HALF_EVEN);

  @ParameterizedTest
  @CsvSource({
    "0.1,1,10",
    "-0.25,-1,4",
    "1e10,10000000000,1",
    "1.5E-3,3,2000",
    "+7,7,1",
    "2/6,1,3",
    ".5,1,2",
    "5.,5,1",
    "-3/9,-1,3",
    "0e5,0,1"
  })
  void readsNumbersExactly(String text, long numerator, long denominator) {
    assertEquals(BigFraction.of(numerator, denominator), Rationals.parse(text, "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "abc",
        "1/0",
        "1e",
        "1e99999",
        "1e999999999999",
        "NaN",
        "Infinity",
        "0x10",
        "1 ",
        "--1",
        "1/2/3",
        "1,5",
        "\u0661",
        "1e5000"
      })
  void refusesOtherText(String text) {
    assertThrows(BadInputException.class, () -> Rationals.parse(text, "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sqrt(-2)", "sqrt()", "2sqrt(5)", "1+*sqrt(5)", "sqrt(5)+1", "1+sqrt(2.5)"})
  void refusesOtherSurds(String text) {
    assertThrows(BadInputException.class, () -> Quadratic.parse(text, "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqrt(5)",
        "-sqrt(5)",
        "0.2*sqrt(5)",
        "0.25+0.25*sqrt(5)",
        "1/3-2/7*sqrt(2)",
        "-1/3-sqrt(7)"
      })
  void writesWhatItReads(String text) {
    assertEquals(text, Quadratic.parse(text, "x").toString());
  }

  @Test
  void readsExponentsInSurds() {
    Quadratic expected =
        Quadratic.of(BigFraction.of(1, 10), BigFraction.of(-1, 100), BigInteger.valueOf(3));
    assertEquals(expected, Quadratic.parse("1e-1-1e-2*sqrt(3)", "x"));
    assertEquals(Quadratic.of(2), Quadratic.parse("sqrt(4)", "x"));
  }

  @Test
  void quotientsKeepPositiveDenominators() {
    Quadratic root = Quadratic.parse("sqrt(2)", "x");
    Quadratic inverse = Quadratic.ONE.divide(root);
    assertEquals("0.5*sqrt(2)", inverse.toString());
    assertEquals(1, Quadratic.sqrt(BigFraction.of(-1, -2)).signum());
    PointSet points = PointSet.of(java.util.List.of(java.util.List.of(inverse, Quadratic.ONE)));
    assertEquals(1, points.row(0).get(0).signum());
    assertEquals(1, points.row(0).get(1).signum());
  }

  @Test
  void raggedRowsAndHugeDenominatorsAreRefused() {
    java.util.List<Quadratic> none = java.util.List.of();
    assertThrows(
        BadInputException.class,
        () -> PointSet.of(java.util.List.of(java.util.List.of(Quadratic.ONE), none)));
    java.util.Random random = new java.util.Random(1);
    java.util.List<Quadratic> row = new java.util.ArrayList<>();
    for (int k = 0; k < 400; k++) {
      BigInteger odd = new BigInteger(3000, random).setBit(0);
      row.add(Quadratic.of(BigFraction.of(BigInteger.ONE, odd)));
    }
    assertThrows(BadInputException.class, () -> PointSet.of(java.util.List.of(row)));
  }

  @Test
  void refusesSumsOverTwoFields() {
    Quadratic two = Quadratic.parse("sqrt(2)", "x");
    assertThrows(BadInputException.class, () -> two.add(Quadratic.parse("sqrt(3)", "x")));
    assertEquals(Quadratic.parse("3*sqrt(2)", "x"), two.add(Quadratic.parse("sqrt(8)", "x")));
  }

  @Provide
  Arbitrary<Quadratic> numbers() {
    Arbitrary<BigFraction> parts =
        Combinators.combine(
                Arbitraries.bigIntegers()
                    .between(BigInteger.valueOf(-1000), BigInteger.TEN.pow(12)),
                Arbitraries.longs().between(1, 1000))
            .as((n, d) -> BigFraction.of(n, BigInteger.valueOf(d)));
    return Combinators.combine(parts, parts, Arbitraries.of(true, false))
        .as((a, b, minus) -> Quadratic.of(a, minus ? b.negate() : b, BigInteger.valueOf(5)));
  }

  /** Near cancellations: convergents p/q of sqrt(5), p - q sqrt(5) tiny. */
  @Provide
  Arbitrary<Quadratic> cancellations() {
    return Arbitraries.integers()
        .between(1, 40)
        .map(
            n -> {
              BigInteger p = BigInteger.TWO;
              BigInteger q = BigInteger.ONE;
              for (int i = 0; i < n; i++) {
                BigInteger nextP =
                    p.multiply(BigInteger.TWO).add(q.multiply(BigInteger.valueOf(5)));
                q = p.add(q.multiply(BigInteger.TWO));
                p = nextP;
              }
              return Quadratic.of(
                  BigFraction.of(p), BigFraction.of(q.negate()), BigInteger.valueOf(5));
            });
  }

  private static BigDecimal decimal(Quadratic x) {
    BigDecimal a = new BigDecimal(x.rational().getNumerator());
    BigDecimal b = new BigDecimal(x.coefficient().getNumerator());
    MathContext context = HUNDRED_DIGITS;
    return a.divide(new BigDecimal(x.rational().getDenominator()), context)
        .add(
            b.divide(new BigDecimal(x.coefficient().getDenominator()), context)
                .multiply(new BigDecimal(x.radicand()).sqrt(context), context),
            context);
  }

  @Property(seed = "1")
  void signAgreesWithHundredDigits(@ForAll("numbers") Quadratic x) {
    BigDecimal value = decimal(x);
    int sign = value.abs().compareTo(new BigDecimal("1e-60")) < 0 ? 0 : value.signum();
    assertEquals(sign, x.signum());
  }

  @Property(seed = "1")
  void signAndEnclosureSurviveCancellation(@ForAll("cancellations") Quadratic x) {
    assertEquals(decimal(x).signum(), x.signum());
    Interval enclosure = x.enclosure(30);
    assertTrue(enclosure.lower().compareTo(decimal(x)) <= 0);
    assertTrue(enclosure.upper().compareTo(decimal(x)) >= 0);
    BigDecimal relative = enclosure.width().divide(decimal(x).abs(), MathContext.DECIMAL64);
    assertTrue(relative.compareTo(new BigDecimal("1e-27")) < 0, relative.toString());
  }

  @Property(seed = "1")
  void arithmeticAgreesWithHundredDigits(
      @ForAll("numbers") Quadratic x, @ForAll("numbers") Quadratic y) {
    assertClose(decimal(x).add(decimal(y)), x.add(y));
    assertClose(decimal(x).multiply(decimal(y)), x.multiply(y));
    if (y.signum() != 0) {
      assertEquals(x, x.divide(y).multiply(y));
    }
    assertEquals(x, Quadratic.parse(x.toString(), "x"));
  }

  private static void assertClose(BigDecimal expected, Quadratic actual) {
    BigDecimal difference = expected.subtract(decimal(actual)).abs();
    assertTrue(difference.compareTo(new BigDecimal("1e-60")) < 0, difference.toString());
  }

  @Property(seed = "1")
  void cosinesRoundToTheGridExactly(
      @ForAll("numbers") Quadratic p, @ForAll @IntRange(min = 1, max = 20) int decimals) {
    Cosine cosine = Cosine.of(p, Quadratic.parse("7+sqrt(5)", "x"));
    BigDecimal low = cosine.floor(decimals);
    BigDecimal high = cosine.ceiling(decimals);
    assertTrue(cosine.compareTo(Quadratic.of(Rationals.of(low))) >= 0);
    assertTrue(cosine.compareTo(Quadratic.of(Rationals.of(high))) <= 0);
    BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
    assertTrue(high.subtract(low).compareTo(unit) <= 0);
  }

  @Test
  void exactGridValuesStay() {
    // 3/5 = 3 / sqrt(25)
    Cosine cosine = Cosine.of(Quadratic.of(3), Quadratic.of(25));
    assertEquals(0, cosine.floor(1).compareTo(new BigDecimal("0.6")));
    assertEquals(0, cosine.ceiling(15).compareTo(new BigDecimal("0.6")));
  }

  @Test
  void piMatchesThePublishedDigits() {
    BigDecimal pi =
        new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459");
    Interval enclosure = Interval.pi(40);
    assertTrue(enclosure.lower().compareTo(pi) < 0 && enclosure.upper().compareTo(pi) > 0);
    assertTrue(enclosure.width().compareTo(new BigDecimal("1e-37")) < 0);
  }

  @Property(seed = "1")
  void intervalsEncloseRootsPowersAndCosines(
      @ForAll @IntRange(min = 1, max = 100000) int numerator,
      @ForAll @IntRange(min = 1, max = 1000) int denominator,
      @ForAll @IntRange(min = -200, max = 200) int exponent) {
    BigFraction x =
        BigFraction.of(numerator, denominator).multiply(BigFraction.of(10).pow(exponent));
    Interval interval = Interval.of(x, 30);
    Interval root = interval.sqrt();
    assertTrue(Rationals.of(root.lower()).pow(2).compareTo(x) <= 0);
    assertTrue(Rationals.of(root.upper()).pow(2).compareTo(x) >= 0);
    BigDecimal relative = root.width().divide(root.lower(), MathContext.DECIMAL64);
    assertTrue(relative.compareTo(new BigDecimal("1e-27")) < 0);
    Interval power = interval.pow(7);
    assertTrue(Rationals.of(power.lower()).compareTo(x.pow(7)) <= 0);
    assertTrue(Rationals.of(power.upper()).compareTo(x.pow(7)) >= 0);
    double angle = numerator * 4e-5;
    Interval cosine = Interval.of(BigFraction.from(angle), 30).cos();
    assertEquals(Math.cos(angle), cosine.lower().doubleValue(), 1e-15);
    assertTrue(cosine.width().compareTo(new BigDecimal("1e-26")) < 0);
  }

  /** Quotients of intervals of any signs are the extremes of those of their ends, outwards. */
  @Property(tries = 500, seed = "1")
  void quotientsOfIntervals(@ForAll long seed) {
    Random random = new Random(seed);
    BigDecimal a = BigDecimal.valueOf(random.nextInt(201) - 100, 1);
    BigDecimal b = a.add(BigDecimal.valueOf(random.nextInt(100), 1));
    BigDecimal c = BigDecimal.valueOf(1 + random.nextInt(100), 1);
    BigDecimal d = c.add(BigDecimal.valueOf(random.nextInt(100), 1));
    boolean negative = random.nextBoolean();
    Interval divisor = negative ? Interval.of(d.negate(), c.negate(), 8) : Interval.of(c, d, 8);
    Interval quotient = Interval.of(a, b, 8).divide(divisor);
    BigDecimal low = null;
    BigDecimal high = null;
    for (BigDecimal x : List.of(a, b)) {
      for (BigDecimal y : List.of(divisor.lower(), divisor.upper())) {
        BigDecimal under = x.divide(y, new MathContext(8, RoundingMode.FLOOR));
        BigDecimal over = x.divide(y, new MathContext(8, RoundingMode.CEILING));
        low = low == null ? under : low.min(under);
        high = high == null ? over : high.max(over);
      }
    }
    assertEquals(0, low.compareTo(quotient.lower()), quotient + " of " + a + ", " + b);
    assertEquals(0, high.compareTo(quotient.upper()), quotient + " of " + a + ", " + b);
  }

  /** Exponentials of wide and narrow intervals lie inside, and no end is far off. */
  @Property(tries = 200, seed = "1")
  void exponentialsOfIntervals(@ForAll long seed) {
    Random random = new Random(seed);
    double low = -30 * random.nextDouble();
    double width = Math.min(-low, Math.pow(10, -12 * random.nextDouble()));
    BigDecimal a = new BigDecimal(low);
    BigDecimal b = new BigDecimal(low + width);
    Interval e = Exponential.of(Interval.of(a, b, 40), 40);
    assertTrue(e.lower().compareTo(Exponential.of(Interval.of(a, a, 40), 40).upper()) <= 0);
    assertTrue(e.upper().compareTo(Exponential.of(Interval.of(b, b, 40), 40).lower()) >= 0);
    assertEquals(Math.exp(low), e.lower().doubleValue(), 1e-14 * Math.exp(low));
    double most = Math.exp(low) * (1 + 2 * (b.doubleValue() - low));
    assertTrue(e.upper().doubleValue() <= Math.max(most, Math.exp(low + width)) * (1 + 1e-14));
  }
}
