package constellations.verify.threepoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.WorkBudget;
import constellations.verify.lp.BoundForm;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Certificates of three-point bounds that were made before this program was (by a prototype in
 * 106-bit arithmetic), and what must not pass.
 */
class ThreePointCheckerTest {
  private static ThreePointCertificate read(String name) {
    try {
      Path file = Path.of(ThreePointCheckerTest.class.getResource(name + ".json").toURI());
      return (ThreePointCertificate) CertificateReader.read(file);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Verdict verdict(ThreePointCertificate certificate) {
    return Verifier.verify(certificate, 2);
  }

  private static ThreePointCertificate with(
      ThreePointCertificate c, BigInteger points, Quadratic cosine, TripleFunction function) {
    return new ThreePointCertificate(
        c.claimed(), points, cosine, function, c.alpha(), c.beta(), c.provenance());
  }

  private static ThreePointCertificate moved(
      ThreePointCertificate c, int k, int i, int j, BigInteger by) {
    TripleFunction f = c.function();
    List<List<List<BigInteger>>> factors = new ArrayList<>();
    f.factors().forEach(l -> factors.add(new ArrayList<>(l.stream().map(ArrayList::new).toList())));
    factors.get(k).get(i).set(j, factors.get(k).get(i).get(j).add(by));
    return with(
        c,
        c.points(),
        c.cosine(),
        new TripleFunction(f.dimension(), f.bits(), f.linear(), factors));
  }

  @ParameterizedTest
  @ValueSource(strings = {"b_n4_d4_K10", "b_n4_d8_K24", "s_n5_d8_K19", "s_n7_d12_K134"})
  void acceptsWhatIsTrueAndRejectsWhatIsMoved(String name) {
    ThreePointCertificate c = read(name);
    assertTrue(verdict(c).accepted(), verdict(c).reason());
    TripleFunction f = c.function();
    Quadratic raised = Quadratic.of(c.cosine().rational().add(BigFraction.of(1, 50)));
    assertFalse(verdict(with(c, c.points(), raised, f)).accepted(), "cosine raised");
    for (int n : new int[] {f.dimension() - 1, f.dimension() + 1}) {
      TripleFunction other = new TripleFunction(n, f.bits(), f.linear(), f.factors());
      Verdict verdict = verdict(with(c, c.points(), c.cosine(), other));
      assertFalse(verdict.accepted(), "dimension " + n);
    }
    BigInteger fewer = c.points().subtract(BigInteger.ONE);
    assertFalse(verdict(with(c, fewer, c.cosine(), f)).accepted(), "one point fewer");
    // The first file has T <= -beta - 0.0093, the others are nearer: so much may be added to none.
    BigInteger small = BigInteger.ONE.shiftLeft(f.bits()).divide(BigInteger.valueOf(100));
    assertFalse(
        verdict(
                new ThreePointCertificate(
                    c.claimed(),
                    c.points(),
                    c.cosine(),
                    f,
                    c.alpha(),
                    c.beta().add(small),
                    c.provenance()))
            .accepted(),
        "beta raised");
    BigInteger half = BigInteger.ONE.shiftLeft(f.bits() - 1);
    assertFalse(verdict(moved(c, 1, 1, 0, half)).accepted(), "an entry moved");
    // Column sums of L_0 are what A is made of.
    assertFalse(verdict(moved(c, 0, 0, 0, half)).accepted(), "an entry of L_0 moved");
  }

  /** Rounded up, however small the numbers are: 3 points of cosine -1/2 exist in every plane. */
  @Test
  void valuesAreRoundedUp() {
    BigInteger unit = BigInteger.ONE.shiftLeft(256);
    BigInteger a = unit.multiply(BigInteger.valueOf(149)).divide(BigInteger.TEN.pow(52));
    BigInteger alpha = a.multiply(BigInteger.valueOf(35)).divide(BigInteger.valueOf(100));
    List<List<List<BigInteger>>> zeros =
        List.of(
            List.of(
                List.of(BigInteger.ZERO),
                List.of(BigInteger.ZERO, BigInteger.ZERO),
                List.of(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO)),
            List.of(List.of(BigInteger.ZERO), List.of(BigInteger.ZERO, BigInteger.ZERO)),
            List.of(List.of(BigInteger.ZERO)));
    ThreePointCertificate tiny =
        new ThreePointCertificate(
            BoundForm.POINTS_AT_MOST,
            BigInteger.valueOf(3),
            Quadratic.parse("-0.35", "cosine"),
            new TripleFunction(3, 256, List.of(a), zeros),
            alpha,
            BigInteger.ZERO,
            read("b_n4_d4_K10").provenance());
    assertTrue(verdict(tiny).accepted(), verdict(tiny).reason());
    assertTrue(tiny.value(6).doubleValue() >= 1 + 1 / 0.35, "" + tiny.value(6));
    // 24.928677986 is 1 + K with A - K alpha - K (K-1) beta just below 0.
    ThreePointCertificate kissing = read("b_n4_d8_K24");
    double k = kissing.value(9).doubleValue() - 1;
    double scale = Math.scalb(1.0, -kissing.function().bits());
    double sum =
        kissing.function().atOne().doubleValue() * scale * scale
            - k * kissing.alpha().doubleValue() * scale
            - k * (k - 1) * kissing.beta().doubleValue() * scale;
    assertTrue(sum <= 1e-9 && sum > -1e-6, "" + sum);
  }

  @Test
  void negativeCoefficientsAreRejected() {
    ThreePointCertificate c = read("b_n4_d4_K10");
    List<BigInteger> linear = new ArrayList<>(c.function().linear());
    linear.set(3, BigInteger.ONE.negate());
    TripleFunction f = c.function();
    Verdict verdict =
        verdict(
            with(
                c,
                c.points(),
                c.cosine(),
                new TripleFunction(f.dimension(), f.bits(), linear, f.factors())));
    assertFalse(verdict.accepted());
    assertTrue(verdict.reason().contains("a_4"), verdict.reason());
  }

  /** Pairs are bounded as well: with T small everywhere, a large alpha is a lie about h alone. */
  @Test
  void alphaIsChecked() {
    ThreePointCertificate c = read("b_n4_d4_K10");
    BigInteger more = c.alpha().add(BigInteger.ONE.shiftLeft(c.function().bits()));
    Verdict verdict =
        verdict(
            new ThreePointCertificate(
                c.claimed(), c.points(), c.cosine(), c.function(), more, c.beta(), c.provenance()));
    assertFalse(verdict.accepted());
    assertTrue(verdict.reason().startsWith("pairs"), verdict.reason());
  }

  /** In the second form N points are excluded, not N + 1. */
  @ParameterizedTest
  @CsvSource({"11, true", "10, false"})
  void theSecondFormExcludesItsNumber(int points, boolean accepted) {
    ThreePointCertificate c = read("b_n4_d4_K10");
    ThreePointCertificate second =
        new ThreePointCertificate(
            BoundForm.COSINE_AT_LEAST,
            BigInteger.valueOf(points),
            c.cosine(),
            c.function(),
            c.alpha(),
            c.beta(),
            c.provenance());
    assertEquals(accepted, verdict(second).accepted());
    assertEquals(BigInteger.valueOf(points - 1L), second.most(), "what compositions may use");
  }

  @Test
  void threadsAndSpellingChangeNothing() {
    ThreePointCertificate c = read("s_n5_d8_K19");
    assertEquals(Verifier.verify(c, 1), Verifier.verify(c, 3));
    assertEquals(c, CertificateReader.parse(CertificateWriter.bytes(c), Path.of(".")));
  }

  @Test
  void shapesAreChecked() {
    TripleFunction f = read("b_n4_d4_K10").function();
    List<List<List<BigInteger>>> wrong = new ArrayList<>(f.factors());
    wrong.remove(2);
    assertThrows(
        BadInputException.class,
        () -> new TripleFunction(f.dimension(), f.bits(), f.linear(), wrong));
    assertThrows(
        BadInputException.class, () -> new TripleFunction(2, f.bits(), f.linear(), f.factors()));
    assertThrows(
        BadInputException.class,
        () -> new TripleFunction(4, f.bits(), List.of(BigInteger.ONE.shiftLeft(600)), f.factors()));
  }

  @Test
  void theWorkIsLimited() {
    ThreePointCertificate c = read("s_n7_d12_K134");
    TripleFunction f = c.function();
    TrivariatePolynomial t = f.triples(WorkBudget.of(1e12));
    BigInteger beta = c.beta().multiply(f.scale().shiftRight(f.bits()));
    TrivariatePolynomial p =
        t.plus(beta)
            .times(BigInteger.ONE.negate())
            .bernstein(c.cosine().rational(), WorkBudget.of(1e12));
    TrivariatePolynomial g =
        TrivariatePolynomial.determinant().bernstein(c.cosine().rational(), WorkBudget.of(1e12));
    TripleRegion.Answer answer = new TripleRegion(p, g, WorkBudget.of(1e6)).decide(1);
    assertFalse(answer.holds());
    assertTrue(answer.reason().contains("limit of work"), answer.reason());
  }

  /** Random changes; what is accepted must not contradict ten points of R^4 at cosine 1/6. */
  @Test
  void mutantsThatContradictACodeAreRejected() {
    ThreePointCertificate c = read("b_n4_d4_K10");
    TripleFunction f = c.function();
    Random random = new Random(7);
    int accepted = 0;
    for (int i = 0; i < 400; i++) {
      int k = random.nextInt(5);
      int row = random.nextInt(5 - k);
      BigInteger by = new BigInteger(1 + random.nextInt(f.bits() + 2), random);
      ThreePointCertificate m =
          moved(c, k, row, random.nextInt(row + 1), random.nextBoolean() ? by : by.negate());
      BigInteger points = c.points().add(BigInteger.valueOf(random.nextInt(4) - 2));
      int n = 3 + random.nextInt(3);
      BigFraction cosine = BigFraction.of(10 + random.nextInt(10), 72);
      m =
          new ThreePointCertificate(
              c.claimed(),
              points,
              Quadratic.of(cosine),
              new TripleFunction(n, f.bits(), m.function().linear(), m.function().factors()),
              c.alpha().add(new BigInteger(f.bits() - 2, random)),
              c.beta().subtract(new BigInteger(f.bits() - 8, random)),
              c.provenance());
      if (verdict(m).accepted()) {
        accepted++;
        boolean known = n >= 4 && cosine.compareTo(BigFraction.of(1, 6)) >= 0;
        assertFalse(known && points.compareTo(BigInteger.TEN) < 0, m.text());
      }
    }
    assertTrue(accepted < 400, "accepted: " + accepted);
  }
}
