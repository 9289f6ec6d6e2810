package constellations.verify.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** The inequalities of the rules, at equality and beside it. */
class CompositionTest {
  private static final BigFraction LITTLE = BigFraction.of(BigInteger.ONE, BigInteger.TEN.pow(30));

  private static Quadratic q(BigFraction x) {
    return Quadratic.of(x);
  }

  /**
   * alpha_k by what it is for: a code of cosine alpha, scaled by r^2 = 1 - h^2, with a simplex
   * suffix of norm h, has matching products r^2 - h^2/(k-1) = s and others r^2 alpha - h^2/(k-1) =
   * beta.
   */
  @Property
  void theLiftHasTheProductsOfItsDemand(
      @ForAll @IntRange(min = 2, max = 6) int k,
      @ForAll @IntRange(min = -99, max = 99) int bias,
      @ForAll @IntRange(min = 0, max = 99) int margin) {
    BigFraction b = BigFraction.of(bias, 100);
    BigFraction m = BigFraction.of(margin, 100);
    BigFraction s = b.add(m);
    BigFraction beta = b.subtract(m);
    if (s.compareTo(BigFraction.ONE) > 0) {
      assertThrows(BadInputException.class, () -> Reduction.cosine(m, b, k));
      return;
    }
    BigFraction least = BigFraction.of(-1, k - 1);
    if (s.compareTo(least) <= 0) {
      assertThrows(BadInputException.class, () -> Reduction.cosine(m, b, k));
      assertFalse(Composition.lifts(Quadratic.of(-1), m, b, k));
      assertFalse(Composition.projects(Quadratic.ONE, m, b, k));
      return;
    }
    // r^2 (1 + 1/(k-1)) - 1/(k-1) = s.
    BigFraction square = s.subtract(least).divide(BigFraction.ONE.subtract(least));
    BigFraction suffix = BigFraction.ONE.subtract(square).multiply(least);
    BigFraction alpha = Reduction.cosine(m, b, k);
    assertEquals(beta, square.multiply(alpha).add(suffix));
    assertTrue(Composition.lifts(q(alpha), m, b, k));
    assertTrue(Composition.lifts(q(alpha.subtract(LITTLE)), m, b, k));
    assertFalse(Composition.lifts(q(alpha.add(LITTLE)), m, b, k));
    boolean meant = alpha.compareTo(least) >= 0;
    assertEquals(meant, Composition.projects(q(alpha), m, b, k));
    assertEquals(meant, Composition.projects(q(alpha.add(LITTLE)), m, b, k));
    assertFalse(Composition.projects(q(alpha.subtract(LITTLE)), m, b, k));
  }

  @Test
  void rangesOfDemands() {
    BigFraction zero = BigFraction.ZERO;
    BigFraction one = BigFraction.ONE;
    assertEquals(zero, Reduction.cosine(one.divide(2), one.divide(2), 2));
    assertEquals(one, Reduction.cosine(zero, one, 2));
    assertThrows(BadInputException.class, () -> Reduction.cosine(zero, zero, 1));
    assertThrows(BadInputException.class, () -> Reduction.cosine(LITTLE.negate(), zero, 2));
    assertThrows(BadInputException.class, () -> Reduction.cosine(zero, one.add(LITTLE), 2));
    assertThrows(BadInputException.class, () -> Reduction.cosine(LITTLE, one, 2));
    assertThrows(
        BadInputException.class, () -> Reduction.cosine(one, one.negate().subtract(LITTLE), 2));
    assertThrows(BadInputException.class, () -> Reduction.cosine(zero, one.negate(), 2));
    // alpha = -1/(j-1) still projects: 1/3 for b = 0, three modalities would need more.
    BigFraction third = BigFraction.of(1, 3);
    BigFraction most = Reduction.cosine(one, zero, 2);
    assertEquals(BigFraction.of(-1), most);
    assertTrue(Composition.projects(q(most), one, zero, 2));
    assertEquals(zero, Reduction.cosine(third, zero, 2));
  }

  @Test
  void layersThatTouch() {
    BigFraction g = BigFraction.of(3, 5);
    BigFraction h = BigFraction.of(-4, 5);
    // cos of the sum of their latitudes: g h + sqrt(1 - g^2) sqrt(1 - h^2) = 0.
    assertTrue(Composition.apart(g, h, Quadratic.ZERO));
    assertTrue(Composition.apart(h, g, Quadratic.ZERO));
    assertFalse(Composition.apart(g, h, q(LITTLE.negate())));
    // rest = 0: poles.
    assertTrue(Composition.apart(BigFraction.ONE, h, q(h)));
    assertFalse(Composition.apart(BigFraction.ONE, h, q(h.subtract(LITTLE))));
    assertFalse(Composition.apart(g, g.negate(), Quadratic.of(-1)));
    Quadratic cosine = Quadratic.parse("1/4", "c");
    assertTrue(Composition.layer(cosine, g, Quadratic.parse("13/25", "a")));
    assertFalse(Composition.layer(cosine, g, q(BigFraction.of(13, 25).subtract(LITTLE))));
  }
}
