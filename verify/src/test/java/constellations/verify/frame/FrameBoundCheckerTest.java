package constellations.verify.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameBoundCheckerTest {
  private final FrameBoundCertificate bound = read();

  private static FrameBoundCertificate read() {
    try {
      Path file = Path.of(FrameBoundCheckerTest.class.getResource("frame_d3_N8.json").toURI());
      return (FrameBoundCertificate) CertificateReader.read(file);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Verdict verdict(FrameBoundCertificate certificate) {
    return Verifier.verify(certificate, 1);
  }

  private FrameBoundCertificate of(Claim claim) {
    return new FrameBoundCertificate(
        claim, bound.bits(), bound.level(), bound.kernels(), bound.provenance());
  }

  private static Demand demand(int pairs, String margin, String bias) {
    return new Demand(
        BigInteger.valueOf(pairs),
        2,
        Quadratic.parse(margin, "margin"),
        Quadratic.parse(bias, "bias"));
  }

  @Test
  void acceptsBothFormsOfTheClaim() {
    assertTrue(verdict(bound).accepted(), verdict(bound).reason());
    assertTrue(
        verdict(of(new ConstellationClaim.Needs(4, demand(8, "0.226151", "0.3")))).accepted());
    assertEquals(bound, CertificateReader.parse(CertificateWriter.bytes(bound), Path.of(".")));
  }

  /** 0.1757 is reached in R^3 and 0.2944 in R^4; fewer pairs have larger margins. */
  @ParameterizedTest
  @CsvSource({"3,8,0.1757,0.3", "4,8,0.226151,0.3", "3,4,0.226151,0.3", "3,8,0.226151,0.9"})
  void rejectsWhatIsFalse(long d, int pairs, String margin, String bias) {
    assertFalse(
        verdict(of(new ConstellationClaim.MarginBound(d, demand(pairs, margin, bias)))).accepted());
    assertFalse(
        verdict(of(new ConstellationClaim.Needs(d + 1, demand(pairs, margin, bias)))).accepted());
  }

  @Test
  void rejectsWhatIsMoved() {
    for (int level : new int[] {-20, 20}) {
      BigInteger moved =
          bound
              .level()
              .add(BigInteger.ONE.shiftLeft(bound.bits()).divide(BigInteger.valueOf(level)));
      Verdict verdict =
          verdict(
              new FrameBoundCertificate(
                  bound.claim(), bound.bits(), moved, bound.kernels(), bound.provenance()));
      assertFalse(verdict.accepted(), verdict.reason());
    }
    for (int k = 0; k < bound.kernels().size(); k++) {
      List<FrameKernel> kernels = new ArrayList<>(bound.kernels());
      FrameKernel kernel = kernels.remove(k);
      Verdict without =
          verdict(
              new FrameBoundCertificate(
                  bound.claim(), bound.bits(), bound.level(), kernels, bound.provenance()));
      assertFalse(without.accepted(), "without kernel " + k);
      List<BigInteger> row = new ArrayList<>(kernel.factor().get(0));
      row.set(0, row.get(0).multiply(BigInteger.TWO));
      kernels.add(
          new FrameKernel(
              kernel.form(), kernel.degree(), kernel.parity(), kernel.powerOfNu(), List.of(row)));
      Verdict larger =
          verdict(
              new FrameBoundCertificate(
                  bound.claim(), bound.bits(), bound.level(), kernels, bound.provenance()));
      assertFalse(larger.accepted(), "kernel " + k + " doubled");
    }
  }

  @Test
  void outsideOfWhatIsProved() {
    assertFalse(
        verdict(of(new ConstellationClaim.MarginBound(2, demand(8, "0.226151", "0.3"))))
            .accepted());
    assertFalse(
        verdict(of(new ConstellationClaim.MarginBound(3, demand(8, "0.7", "0.3")))).accepted());
    assertFalse(
        verdict(of(new ConstellationClaim.MarginBound(3, demand(8, "0", "-1")))).accepted());
    assertFalse(
        verdict(of(new ConstellationClaim.MarginBound(3, demand(8, "1e-400", "-1")))).accepted());
    assertFalse(
        verdict(of(new ConstellationClaim.MarginBound(3, demand(8, "1e-12", "-1")))).accepted());
    Claim code = new Claim.CodeBound(3, BigInteger.TEN, Quadratic.ZERO);
    assertThrows(BadInputException.class, () -> of(code));
    assertThrows(
        BadInputException.class,
        () -> new FrameKernel(FrameForm.HOOK, 2, 0, 0, List.of(List.of(BigInteger.ONE))));
    assertThrows(
        BadInputException.class,
        () -> new FrameKernel(FrameForm.SYMMETRIC, 2, 0, 0, List.of(List.of(BigInteger.ONE))));
    assertThrows(
        BadInputException.class,
        () -> new FrameKernel(FrameForm.ALTERNATING, 1, 0, 11, List.of(List.of(BigInteger.ONE))));
  }
}
