package constellations.verify.theorem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims that are just true are accepted, and those one better rejected. */
class TheoremCheckerTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-22");

  private static boolean accepted(Claim claim, String theorem) {
    Theorem name = Theorem.valueOf(theorem.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    byte[] bytes = CertificateWriter.bytes(new TheoremCertificate(claim, name, PROVENANCE));
    return Verifier.verify(CertificateReader.parse(bytes, Path.of("nowhere")), 1).accepted();
  }

  /** Numbers from the theorems by hand; Levenshtein's from docs/theory.md S6; 5 &lt; 1/0.1955. */
  @ParameterizedTest
  @CsvSource({
    "regular-simplex,7,8,-1/7",
    "cross-polytope,7,14,0",
    "regular-polygon,2,6,1/2",
    "regular-polygon,2,5,0.3090169943749474242",
    "gilbert-varshamov,3,4,1/2"
  })
  void existence(String theorem, long d, long n, String cosine) {
    Quadratic a = Quadratic.parse(cosine, "cosine");
    Quadratic less = a.subtract(Quadratic.parse("0.000000001", "x"));
    assertEquals(true, accepted(new Claim.CodeExists(d, BigInteger.valueOf(n), a), theorem));
    assertEquals(false, accepted(new Claim.CodeExists(d, BigInteger.valueOf(n + 1), a), theorem));
    boolean slack = theorem.startsWith("gilbert");
    assertEquals(slack, accepted(new Claim.CodeExists(d, BigInteger.valueOf(n), less), theorem));
    Claim bound = new Claim.CodeBound(d, BigInteger.valueOf(1_000_000_000), a);
    boolean both = theorem.equals("regular-polygon");
    assertEquals(both, accepted(bound, theorem), "a theorem of existence bounds nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "rankin,5,6,-1/5",
    "rankin,9,4,-1/3",
    "rankin,7,14,0",
    "rankin,1,2,99/100",
    "regular-polygon,2,6,1/2",
    "levenshtein,3,13,1/2",
    "levenshtein,4,26,1/2",
    "levenshtein,8,240,1/2",
    "levenshtein,24,196560,1/2"
  })
  void bounds(String theorem, long d, long n, String cosine) {
    Quadratic a = Quadratic.parse(cosine, "cosine");
    assertEquals(true, accepted(new Claim.CodeBound(d, BigInteger.valueOf(n), a), theorem));
    assertEquals(false, accepted(new Claim.CodeBound(d, BigInteger.valueOf(n - 1), a), theorem));
    assertEquals(true, accepted(new Claim.CodeBound(d, BigInteger.valueOf(n + 1), a), theorem));
  }

  /** Caps of 30 degrees on the sphere cover (1 - cos 30)/2 = 0.0669872981: at most 14. */
  @Test
  void capPacking() {
    Quadratic half = Quadratic.parse("1/2", "cosine");
    assertEquals(
        true, accepted(new Claim.CodeBound(3, BigInteger.valueOf(14), half), "cap-packing"));
    assertEquals(
        false, accepted(new Claim.CodeBound(3, BigInteger.valueOf(13), half), "cap-packing"));
  }

  /** Irrational cosines are rounded to the safe side. */
  @Test
  void irrationalCosines() {
    Quadratic pentagon = Quadratic.parse("-1/4+1/4*sqrt(5)", "cosine");
    // cos(72 degrees), compared exactly.
    assertEquals(
        true,
        accepted(new Claim.CodeExists(2, BigInteger.valueOf(5), pentagon), "regular-polygon"));
    assertEquals(
        true,
        accepted(new Claim.CodeExists(2, BigInteger.valueOf(4), pentagon), "regular-polygon"));
    assertEquals(
        true, accepted(new Claim.CodeBound(2, BigInteger.valueOf(5), pentagon), "regular-polygon"));
    assertEquals(
        false,
        accepted(new Claim.CodeBound(2, BigInteger.valueOf(4), pentagon), "regular-polygon"));
  }

  /**
   * Just beside a number for which the theorem holds, by less than what rounding may change; and in
   * dimensions where it says nothing.
   */
  @ParameterizedTest
  @CsvSource({
    "cross-polytope,exists,7,14,1e-70*sqrt(2),true",
    "cross-polytope,exists,7,14,-1e-70*sqrt(2),false",
    "regular-simplex,exists,8,9,-1/8+1e-70*sqrt(2),true",
    "regular-simplex,exists,8,9,-1/8-1e-70*sqrt(2),false",
    "regular-simplex,exists,7,9,-1/8,false",
    "rankin,bounds,7,14,-1e-70*sqrt(2),true",
    "rankin,bounds,7,14,1e-70*sqrt(2),false",
    "levenshtein,bounds,8,240,1/2-1e-70*sqrt(2),true",
    "regular-polygon,exists,1,3,1/2,false",
    "regular-polygon,exists,2,4,-1/10,false",
    "regular-polygon,exists,3,6,1/2,true",
    "regular-polygon,bounds,1,6,1/2,true",
    "regular-polygon,bounds,3,6,1/2,false",
    "regular-polygon,bounds,3,11,1/2,false"
  })
  void nearAndBeside(String theorem, String way, long d, long n, String cosine, boolean accepted) {
    BigInteger points = BigInteger.valueOf(n);
    Quadratic a = Quadratic.parse(cosine, "cosine");
    Claim claim =
        way.equals("exists")
            ? new Claim.CodeExists(d, points, a)
            : new Claim.CodeBound(d, points, a);
    assertEquals(accepted, accepted(claim, theorem));
  }

  @Test
  void refusesNonsense() {
    Quadratic half = Quadratic.parse("1/2", "cosine");
    assertThrows(BadInputException.class, () -> new Claim.CodeExists(0, BigInteger.TWO, half));
    assertThrows(BadInputException.class, () -> new Claim.CodeBound(3, BigInteger.ZERO, half));
    assertThrows(
        BadInputException.class, () -> new Claim.CodeExists(3, BigInteger.TWO, Quadratic.ONE));
    Demand demand = new Demand(BigInteger.TWO, 2, half, Quadratic.ZERO);
    assertThrows(
        BadInputException.class,
        () ->
            new TheoremCertificate(
                new ConstellationClaim.Exists(3, demand), Theorem.RANKIN, PROVENANCE));
    String unknown =
        """
        {"kind": "theorem", "version": 1,
         "claim": {"dimension": 3, "pointsAtMost": 2, "cosine": "1/2"},
         "evidence": {"theorem": "fermat"},
         "provenance": {"method": "", "command": "", "toolVersion": "", "date": ""}}
        """;
    assertThrows(
        BadInputException.class,
        () ->
            CertificateReader.parse(unknown.getBytes(StandardCharsets.UTF_8), Path.of("nowhere")));
  }
}
