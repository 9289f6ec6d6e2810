package constellations.verify.theorem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levenshtein's bound against the sharp codes and its formula in doubles. */
class LevenshteinTest {
  private static final BigInteger ANY = BigInteger.TEN.pow(30);

  /** The sharp codes of a rational cosine (Cohn and Kumar 2007, table 1). */
  @ParameterizedTest
  @CsvSource({
    "4, -1, 4, 5",
    "5, 0, 1, 10",
    "8, 1, 2, 240",
    "7, 1, 3, 56",
    "6, 1, 4, 27",
    "5, 1, 5, 16",
    "24, 1, 2, 196560",
    "23, 1, 3, 4600",
    "22, 1, 4, 891",
    "23, 1, 5, 552",
    "22, 1, 6, 275",
    "21, 1, 7, 162",
    "22, 1, 11, 100",
    "3, 0, 1, 6",
    "21, 1, 9, 112"
  })
  void sharpCodes(int n, int numerator, int denominator, long points) {
    BigFraction s = BigFraction.of(numerator, denominator);
    BigFraction value = Levenshtein.below(n, s, ANY).orElseThrow().value();
    assertEquals(BigFraction.of(points), value);
    BigInteger exact = BigInteger.valueOf(points);
    assertTrue(Levenshtein.below(n, s, exact).isEmpty(), "not below itself");
    assertTrue(Levenshtein.below(n, s, exact.add(BigInteger.ONE)).isPresent());
  }

  private static double polynomial(int n, int k, double s) {
    double before = 1;
    double now = s;
    for (int j = 1; j < k; j++) {
      double next = ((2 * j + n - 2) * s * now - j * before) / (j + n - 2);
      before = now;
      now = next;
    }
    return k == 0 ? 1 : now;
  }

  private static double choose(int n, int k) {
    double value = 1;
    for (int i = 1; i <= k; i++) {
      value = value * (n - k + i) / i;
    }
    return value;
  }

  private static double formula(int n, int degree, double s) {
    int k = (degree + 1) / 2;
    double p = polynomial(n, k, s);
    if (degree % 2 == 1) {
      double quotient = (polynomial(n, k - 1, s) - p) / ((1 - s) * p);
      return choose(k + n - 3, k - 1) * ((2 * k + n - 3.0) / (n - 1) - quotient);
    }
    k = degree / 2;
    p = polynomial(n, k, s);
    double next = polynomial(n, k + 1, s);
    double quotient = (1 + s) * (p - next) / ((1 - s) * (p + next));
    return choose(k + n - 2, k) * ((2 * k + n - 1.0) / (n - 1) - quotient);
  }

  /** The value is the formula of its degree, and rises with s: so the interval is right. */
  @Property
  void isTheFormulaAndRises(
      @ForAll @IntRange(min = 3, max = 20) int n,
      @ForAll @IntRange(min = -999, max = 800) int thousandths,
      @ForAll @IntRange(min = 1, max = 40) int more) {
    BigFraction s = BigFraction.of(thousandths, 1000);
    Levenshtein.Bound bound = Levenshtein.below(n, s, ANY).orElseThrow();
    double value = bound.value().doubleValue();
    assertEquals(formula(n, bound.degree(), s.doubleValue()), value, 1e-6 * value);
    Levenshtein.Bound above =
        Levenshtein.below(n, BigFraction.of(thousandths + more, 1000), ANY).orElseThrow();
    assertTrue(above.value().compareTo(bound.value()) >= 0);
    assertTrue(above.degree() >= bound.degree());
    // A limit is heeded, whether the value is computed or known to be beyond it.
    BigInteger floor = bound.value().getNumerator().divide(bound.value().getDenominator());
    assertTrue(Levenshtein.below(n, s, floor).isEmpty());
    assertEquals(
        Optional.of(bound), Levenshtein.below(n, s, floor.add(BigInteger.ONE)), "a limit above");
  }

  @Test
  void ranges() {
    assertThrows(IllegalArgumentException.class, () -> Levenshtein.below(2, BigFraction.ZERO, ANY));
    assertThrows(IllegalArgumentException.class, () -> Levenshtein.below(3, BigFraction.ONE, ANY));
    assertThrows(
        IllegalArgumentException.class,
        () -> Levenshtein.below(3, BigFraction.of(-1001, 1000), ANY));
    assertEquals(
        BigFraction.of(2), Levenshtein.below(3, BigFraction.of(-1), ANY).orElseThrow().value());
  }
}
