package constellations.verify.lp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.Interval;
import constellations.verify.exact.Rationals;
import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Integer polynomials, Gegenbauer expansions and the exact decision of f &lt;= 0 on an interval.
 */
class PolynomialTest {
  /** q t - p, zero at p/q. */
  private static IntegerPolynomial root(BigFraction at) {
    return IntegerPolynomial.of(at.getNumerator().negate(), at.getDenominator());
  }

  private static IntegerPolynomial constant(long c) {
    return IntegerPolynomial.of(BigInteger.valueOf(c));
  }

  private record Root(int hundredth, int multiplicity) {}

  @Provide
  Arbitrary<List<Root>> roots() {
    return Combinators.combine(
            Arbitraries.integers().between(-150, 150), Arbitraries.integers().between(1, 4))
        .as(Root::new)
        .list()
        .ofMaxSize(6)
        .uniqueElements(Root::hundredth);
  }

  private static IntegerPolynomial product(List<Root> roots, long sign) {
    IntegerPolynomial f = constant(sign);
    for (Root r : roots) {
      for (int i = 0; i < r.multiplicity(); i++) {
        f = f.multiply(root(BigFraction.of(r.hundredth(), 100)));
      }
    }
    return f;
  }

  /** The decision against the sign pattern that the known roots give. */
  @Property(tries = 1000, seed = "1")
  void decidesBySignChanges(
      @ForAll("roots") List<Root> roots,
      @ForAll @IntRange(min = -99, max = 99) int end,
      @ForAll boolean negative) {
    IntegerPolynomial f = product(roots, negative ? -1 : 1);
    BigFraction b = BigFraction.of(end, 100);
    boolean positiveSomewhere = false;
    // Between neighbouring roots the sign is constant: one point of each gap in (-1, b) decides.
    List<Integer> cuts = new ArrayList<>(List.of(-100, end));
    roots.stream().map(Root::hundredth).filter(r -> r > -100 && r < end).forEach(cuts::add);
    cuts.sort(null);
    for (int i = 1; i < cuts.size(); i++) {
      positiveSomewhere |=
          f.valueAt(BigFraction.of(cuts.get(i - 1) + cuts.get(i), 200)).signum() > 0;
    }
    Statistics.label("sign").collect(positiveSomewhere ? "positive" : "at most 0");
    Statistics.label("sign").coverage(seen -> seen.check("at most 0").percentage(p -> p > 10));
    assertEquals(!positiveSomewhere, decide(f, b).holds());
  }

  @Property(tries = 300, seed = "1")
  void oddMultiplicitiesAreSplitOff(@ForAll("roots") List<Root> roots) {
    IntegerPolynomial f = product(roots, 1);
    IntegerPolynomial changes = f.signChanges(WorkBudget.of(1e10));
    long odd = roots.stream().filter(r -> r.multiplicity() % 2 == 1).count();
    assertEquals(odd, changes.degree());
    for (Root r : roots) {
      boolean isRoot = changes.valueAt(BigFraction.of(r.hundredth(), 100)).signum() == 0;
      assertEquals(r.multiplicity() % 2 == 1, isRoot);
    }
  }

  @Property(tries = 300, seed = "1")
  void greatestCommonDivisorDividesBoth(
      @ForAll("roots") List<Root> common,
      @ForAll("roots") List<Root> left,
      @ForAll("roots") List<Root> right) {
    IntegerPolynomial c = product(common, 1);
    IntegerPolynomial a = product(left, 3).multiply(c);
    IntegerPolynomial b = product(right, -2).multiply(c);
    IntegerPolynomial gcd = a.gcd(b, WorkBudget.of(1e10));
    assertTrue(gcd.degree() >= c.degree());
    a.quotient(gcd);
    b.quotient(gcd);
    gcd.quotient(c);
    IntegerPolynomial product = a.multiply(b);
    if (product.degree() > 0) {
      assertThrows(ArithmeticException.class, () -> constant(1).add(product).quotient(product));
    }
  }

  /** (t - 1/3)^2 - w^2/4 is negative on an interval of width w only; its negative is positive. */
  @ParameterizedTest
  @CsvSource({"1e-3", "1e-12", "1e-30", "1e-200"})
  void seesPositivityOnTinyIntervals(String width) {
    BigFraction w = Rationals.parse(width, "width");
    BigFraction third = BigFraction.of(1, 3);
    IntegerPolynomial inner =
        root(third.subtract(w.divide(2))).multiply(root(third.add(w.divide(2))));
    IntegerPolynomial f = inner.multiply(BigInteger.ONE.negate());
    assertFalse(decide(f, BigFraction.of(1, 2)).holds());
    // Above the interval it is at most 0, and so is what touches zero at 1/3.
    assertTrue(decide(f, BigFraction.of(1, 4)).holds());
    IntegerPolynomial touching =
        root(third).multiply(root(third)).multiply(BigInteger.ONE.negate());
    assertTrue(decide(touching, BigFraction.of(1, 2)).holds());
  }

  /** Work beyond the budget ends the decision; it does not go on for hours. */
  @Test
  void theWorkIsLimited() {
    IntegerPolynomial f = constant(-1);
    for (int i = 1; i <= 12; i++) {
      IntegerPolynomial r = root(BigFraction.of(i, 101));
      f = f.multiply(r).multiply(r);
    }
    IntegerPolynomial touching = f;
    assertThrows(WorkBudget.Exhausted.class, () -> touching.signChanges(WorkBudget.of(1000)));
    assertTrue(decide(f, BigFraction.of(1, 2)).holds());
    // 501 coefficients over a cosine of 2000 digits: refused, not begun.
    BigInteger[] many = new BigInteger[501];
    java.util.Arrays.fill(many, BigInteger.ONE);
    many[500] = BigInteger.TEN.pow(60_000);
    assertFalse(decide(IntegerPolynomial.of(many), Rationals.parse("1e-70", "b")).holds());
  }

  @Test
  void constantsAndEnds() {
    BigFraction half = BigFraction.of(1, 2);
    assertTrue(decide(IntegerPolynomial.ZERO, half).holds());
    assertTrue(decide(constant(-1), half).holds());
    assertFalse(decide(constant(1), half).holds());
    assertTrue(decide(root(half), half).holds());
    assertFalse(decide(root(BigFraction.of(499, 1000)), half).holds());
    assertTrue(decide(root(half), BigFraction.of(-1)).holds());
    assertFalse(decide(constant(1), BigFraction.of(-1)).holds());
  }

  /** Legendre's and Chebyshev's (second kind) polynomials are the cases d = 3 and d = 4. */
  @Test
  void knownGegenbauerPolynomials() {
    // P_4 of R^3 is (35 t^4 - 30 t^2 + 3)/8; of R^4, U_4/5 = (16 t^4 - 12 t^2 + 1)/5.
    assertPolynomial(3, 4, 3, 0, -30, 0, 35);
    assertPolynomial(4, 4, 1, 0, -12, 0, 16);
    // P_3 of R^8: ((d+2) t^3 - 3t)/(d-1).
    assertPolynomial(8, 3, 0, -3, 0, 10);
  }

  private static void assertPolynomial(int d, int k, long... expected) {
    List<BigFraction> unit = new ArrayList<>();
    for (int i = 0; i <= k; i++) {
      unit.add(i == k ? BigFraction.ONE : BigFraction.ZERO);
    }
    IntegerPolynomial p = new GegenbauerExpansion(d, unit).polynomial();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(BigInteger.valueOf(expected[i]), p.coefficient(i));
    }
    assertEquals(expected.length - 1, p.degree());
  }

  @Property(tries = 200, seed = "1")
  void expansionOfPowersRoundTrips(
      @ForAll @IntRange(min = 3, max = 50) int d, @ForAll("roots") List<Root> roots) {
    IntegerPolynomial f = product(roots, 7);
    List<BigFraction> powers = new ArrayList<>();
    for (int i = 0; i <= f.degree(); i++) {
      powers.add(BigFraction.of(f.coefficient(i)));
    }
    GegenbauerExpansion expansion = GegenbauerExpansion.of(d, powers);
    assertEquals(f.valueAt(BigFraction.ONE), expansion.atOne());
    IntegerPolynomial back = expansion.polynomial();
    assertEquals(f.degree(), back.degree());
    // The same up to a positive factor.
    BigInteger left = f.coefficient(f.degree());
    BigInteger right = back.coefficient(back.degree());
    assertEquals(left.signum(), right.signum());
    for (int i = 0; i <= f.degree(); i++) {
      assertEquals(f.coefficient(i).multiply(right), back.coefficient(i).multiply(left));
    }
  }

  // The logarithm.

  @Property(tries = 500, seed = "1")
  @net.jqwik.api.Tag("long")
  void logarithmEnclosesTheTruth(
      @ForAll @IntRange(min = 1, max = 1_000_000) int numerator,
      @ForAll @IntRange(min = 1, max = 1_000_000) int denominator) {
    BigFraction x = BigFraction.of(numerator, denominator);
    Interval log = Interval.of(x, 40).log();
    double expected = Math.log(numerator) - Math.log(denominator);
    assertEquals(expected, log.lower().doubleValue(), 1e-13 + 1e-14 * Math.abs(expected));
    assertTrue(log.width().doubleValue() < 1e-36);
    // log(x) + log(1/x) = 0 and log(x^2) = 2 log(x), up to the widths.
    Interval sum = log.add(Interval.of(x.reciprocal(), 40).log());
    assertTrue(sum.lower().signum() <= 0 && sum.upper().signum() >= 0);
    Interval twice = Interval.of(x.multiply(x), 40).log().subtract(log).subtract(log);
    assertTrue(twice.lower().signum() <= 0 && twice.upper().signum() >= 0);
  }

  /** ln 2 to 50 decimals (OEIS A002162), and the logarithm of a number far below double. */
  @Test
  void knownLogarithms() {
    String digits = "0.69314718055994530941723212145817656807550013436025";
    Interval log = Interval.of(2, 60).log();
    assertTrue(log.lower().compareTo(new java.math.BigDecimal(digits)) >= 0);
    assertTrue(log.upper().compareTo(new java.math.BigDecimal(digits + "6")) <= 0);
    java.math.BigDecimal tiny = new java.math.BigDecimal("1e-300000");
    Interval small = Interval.of(tiny, tiny, 40).log().divide(Interval.of(10, 40).log());
    assertEquals(-300_000, small.lower().doubleValue(), 1e-9);
    assertThrows(ArithmeticException.class, () -> Interval.of(0, 40).log());
  }

  private static NonPositivity.Answer decide(IntegerPolynomial f, BigFraction b) {
    return NonPositivity.decide(f, b, WorkBudget.of(2e10));
  }
}
