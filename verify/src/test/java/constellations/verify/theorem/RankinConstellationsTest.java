package constellations.verify.theorem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.Verifier;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankinConstellationsTest {
  private static final Provenance BY = new Provenance("test", 1L, "none", "test", "2026-11-27");

  private static BigFraction rational(String text) {
    return Rationals.parse(text, "number");
  }

  private static boolean accepted(Claim claim) {
    return Verifier.verify(new TheoremCertificate(claim, Theorem.RANKIN_CONSTELLATIONS, BY), 1)
        .accepted();
  }

  private static Demand demand(long pairs, String margin, String bias) {
    return new Demand(
        BigInteger.valueOf(pairs), 2, Quadratic.of(rational(margin)), Quadratic.of(rational(bias)));
  }

  @ParameterizedTest
  @CsvSource({
    "3,4,0,1/3",
    "3,4,-1/2,1/6",
    "3,4,1/4,7/12",
    "3,4,2/5,3/5",
    "5,6,0,1/3",
    "5,6,1/3,8/15",
    "4,7,0,1/3",
    "3,9,4/5,1/5",
    "7,3,0,3/5",
    "7,2,-1/2,1/2",
    "1,2,0,1"
  })
  void margins(long d, long n, String bias, String margin) {
    BigInteger pairs = BigInteger.valueOf(n);
    BigFraction most = rational(margin);
    assertEquals(most, RankinConstellations.margin(d, pairs, rational(bias)));
    assertTrue(accepted(new ConstellationClaim.MarginBound(d, demand(n, margin, bias))));
    String less = Rationals.toString(most.multiply(BigFraction.of(99, 100)));
    assertFalse(accepted(new ConstellationClaim.MarginBound(d, demand(n, less, bias))));
    String more = Rationals.toString(most.multiply(BigFraction.of(101, 100)));
    assertTrue(accepted(new ConstellationClaim.Needs(d + 1, demand(n, more, bias))));
    assertFalse(accepted(new ConstellationClaim.Needs(d + 1, demand(n, less, bias))));
    assertFalse(accepted(new ConstellationClaim.Needs(d + 2, demand(n, less, bias))));
  }

  /** 2(d - 1) pairs of margin (1 + b)/3 exist, more do not, unless all vectors of a pair agree. */
  @ParameterizedTest
  @CsvSource({"3,0", "4,-1/2", "5,1/4", "8,49/100"})
  void atCosineZero(long d, String bias) {
    String third = Rationals.toString(rational(bias).add(1).divide(3));
    assertFalse(accepted(new ConstellationClaim.Needs(d + 1, demand(2 * d - 2, third, bias))));
    assertTrue(accepted(new ConstellationClaim.Needs(d + 1, demand(2 * d - 1, third, bias))));
    assertFalse(accepted(new ConstellationClaim.Needs(d + 1, demand(2 * d, "1/2", "1/2"))));
    assertFalse(accepted(new ConstellationClaim.Needs(3, demand(3, third, bias))));
  }

  @Test
  void ofConstellationsOnly() {
    Claim code = new Claim.CodeBound(3, BigInteger.TEN, Quadratic.ZERO);
    org.junit.jupiter.api.Assertions.assertThrows(
        constellations.verify.exact.BadInputException.class, () -> accepted(code));
    org.junit.jupiter.api.Assertions.assertThrows(
        constellations.verify.exact.BadInputException.class,
        () ->
            new TheoremCertificate(
                new ConstellationClaim.MarginBound(3, demand(4, "1/3", "0")), Theorem.RANKIN, BY));
  }
}
