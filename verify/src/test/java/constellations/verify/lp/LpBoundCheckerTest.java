package constellations.verify.lp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import constellations.verify.Verifier;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.stream.LongStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The polynomial of the 240 roots of E8, which is zero at the cosine 1/2 and positive above. */
class LpBoundCheckerTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-26");

  /**
   * The roots have no cosine above 1/2, so that 240 points have *at least* 1/2 is no proof that
   * they have more: the second form is strict. A cosine that is larger by 1e-70, or irrational, is
   * not one half.
   */
  @ParameterizedTest
  @CsvSource({
    "POINTS_AT_MOST,240,1/2,true",
    "POINTS_AT_MOST,239,1/2,false",
    "COSINE_AT_LEAST,241,1/2,true",
    "COSINE_AT_LEAST,240,1/2,false",
    "POINTS_AT_MOST,240,1/2-1e-70*sqrt(2),true",
    "POINTS_AT_MOST,240,1/2+1e-70*sqrt(2),false",
    "COSINE_AT_LEAST,241,1/2+1e-70*sqrt(2),false",
    "POINTS_AT_MOST,240,0.50000000000000000000000000000000000000000000000000000000000000000000000000000000000001,false"
  })
  void thePolynomialOfE8(BoundForm form, long points, String cosine, boolean accepted) {
    GegenbauerExpansion f =
        new GegenbauerExpansion(
            8, LongStream.of(2, 16, 50, 104, 133, 120, 55).mapToObj(BigFraction::of).toList());
    LpBoundCertificate certificate =
        new LpBoundCertificate(
            8, form, BigInteger.valueOf(points), Quadratic.parse(cosine, "cosine"), f, PROVENANCE);
    assertEquals(accepted, Verifier.verify(certificate, 1).accepted());
  }
}
