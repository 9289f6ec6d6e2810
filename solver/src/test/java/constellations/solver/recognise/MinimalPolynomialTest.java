package constellations.solver.recognise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import constellations.verify.exact.Quadratic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimalPolynomialTest {
  @ParameterizedTest
  @CsvSource({
    "1/2, 2x - 1",
    "-1/3, 3x + 1",
    "0, x",
    "1/5*sqrt(5), 5x^2 - 1",
    "1/4+1/4*sqrt(5), 4x^2 - 2x - 1"
  })
  void ofNumbersOfAQuadraticField(String number, String polynomial) {
    assertEquals(polynomial, MinimalPolynomial.of(Quadratic.parse(number, "")).toString());
  }

  /** A root in (0, 1) of a polynomial that is -1 or less at 0 and positive at 1, by bisection. */
  private static BigDecimal root(List<BigInteger> coefficients, int digits) {
    MathContext context = new MathContext(digits + 30);
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ONE;
    for (int i = 0; i < digits * 4; i++) {
      BigDecimal middle = low.add(high).divide(BigDecimal.valueOf(2), context);
      BigDecimal value = BigDecimal.ZERO;
      for (int k = coefficients.size() - 1; k >= 0; k--) {
        value = value.multiply(middle, context).add(new BigDecimal(coefficients.get(k)), context);
      }
      if (value.signum() > 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low.setScale(digits, RoundingMode.HALF_EVEN);
  }

  /** What is found vanishes at the number, and has no larger degree than what it was made of. */
  @Property(tries = 60, seed = "7")
  void recognisesRoots(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int degree) {
    Random random = new Random(seed);
    List<BigInteger> made = new ArrayList<>();
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < degree; i++) {
      BigInteger c =
          BigInteger.valueOf(i == 0 ? -1 - random.nextInt(99) : random.nextInt(199) - 99);
      made.add(c);
      sum = sum.add(c);
    }
    made.add(sum.negate().max(BigInteger.ZERO).add(BigInteger.ONE));
    BigDecimal x = root(made, 100);
    MinimalPolynomial found = MinimalPolynomial.recognised(x, 100).orElseThrow();
    assertEquals(true, found.degree() <= degree, found + " of " + made);
    BigDecimal value = BigDecimal.ZERO;
    for (int k = found.degree(); k >= 0; k--) {
      value = value.multiply(x).add(new BigDecimal(found.coefficients().get(k)));
    }
    assertEquals(true, value.abs().compareTo(new BigDecimal("1e-90")) < 0, found + " of " + made);
  }

  /** The snub cube: 7x^3 + x^2 - 3x - 1 (tribonacci constant); e and random digits have none. */
  @Test
  void nothingIsRecognisedInOtherNumbers() {
    BigDecimal e =
        new BigDecimal(
            "0.71828182845904523536028747135266249775724709369995957496696762772407663035354759"
                + "45713821785251664274");
    assertEquals(Optional.empty(), MinimalPolynomial.recognised(e, 95));
    StringBuilder digits = new StringBuilder("0.");
    Random random = new Random(3);
    for (int i = 0; i < 150; i++) {
      digits.append(random.nextInt(10));
    }
    assertEquals(
        Optional.empty(), MinimalPolynomial.recognised(new BigDecimal(digits.toString()), 145));
  }
}
