package constellations.verify.lattice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Codes of lattices: shells against their known sizes, volumes against formulas in doubles. */
class LatticeExistenceTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-26");
  private static final Lattice A2 = Lattice.of(new long[][] {{2, -1}, {-1, 2}});
  private static final Lattice D4 =
      Lattice.of(new long[][] {{2, -1, 0, 0}, {-1, 2, -1, -1}, {0, -1, 2, 0}, {0, -1, 0, 2}});

  private static Quadratic number(String text) {
    return Quadratic.parse(text, "number");
  }

  private static BigFraction fraction(double x) {
    return Rationals.of(BigDecimal.valueOf(x));
  }

  private static LatticeExistenceCertificate certificate(
      Lattice lattice,
      long points,
      String cosine,
      Optional<BigFraction> width,
      Optional<Integer> norm,
      List<LatitudeBand> bands) {
    int d = lattice.dimension() + (width.isPresent() || norm.isPresent() ? 0 : 1);
    return new LatticeExistenceCertificate(
        d, BigInteger.valueOf(points), number(cosine), lattice, 2, width, norm, bands, PROVENANCE);
  }

  private static LatticeExistenceCertificate shell(
      Lattice lattice, long points, String cosine, int norm) {
    return certificate(lattice, points, cosine, Optional.empty(), Optional.of(norm), List.of());
  }

  private static Verdict verdict(Certificate certificate) {
    return Verifier.verify(certificate, 1);
  }

  @Test
  void shells() {
    assertTrue(verdict(shell(D4, 24, "1/2", 2)).accepted());
    assertFalse(verdict(shell(D4, 25, "1/2", 2)).accepted());
    assertFalse(verdict(shell(D4, 24, "0.4999999999", 2)).accepted());
    assertTrue(verdict(shell(D4, 24, "3/4", 4)).accepted());
    assertTrue(verdict(shell(D4, 96, "5/6", 6)).accepted());
    assertFalse(verdict(shell(D4, 97, "5/6", 6)).accepted());
    assertTrue(verdict(shell(A2, 6, "1/2", 2)).accepted());
    assertFalse(verdict(shell(A2, 1, "0.99", 4)).accepted(), "no vectors of norm 4");
  }

  /** A least norm that the lattice has not. */
  @Test
  void leastNorms() {
    Lattice squares = Lattice.of(new long[][] {{1, 0}, {0, 1}});
    Verdict bad = verdict(shell(squares, 4, "1/2", 2));
    assertFalse(bad.accepted());
    assertTrue(bad.reason().contains("has squared norm 1, below 2"), bad.reason());
  }

  private static double ball(int n) {
    return n == 2 ? Math.PI : Math.PI * Math.PI / 2;
  }

  /** The number of points is the formula, rounded up from a little below. */
  private static void assertCeiling(double expected, BigInteger points) {
    double ceiling = Math.ceil(expected);
    assertTrue(
        points.doubleValue() == ceiling
            || (ceiling - expected > 1 - 1e-9 && points.doubleValue() == ceiling - 1)
            || (ceiling - expected < 1e-9 && points.doubleValue() == ceiling + 1),
        points + " for " + expected);
  }

  @Property
  void volumes(
      @ForAll boolean plane,
      @ForAll @IntRange(min = -90, max = 999) int thousandths,
      @ForAll @IntRange(min = 1, max = 1413) int width) {
    Lattice lattice = plane ? A2 : D4;
    int n = lattice.dimension();
    double alpha = thousandths / 1000.0;
    double w = width / 1000.0;
    double covolume = plane ? Math.sqrt(3) : 2;
    double radius = Math.sqrt(2 * (1 + alpha) / (4 * (1 - alpha)));
    assertCeiling(
        ball(n) * Math.pow(radius, n) / covolume,
        LatticeExistence.hemispheres(lattice, 2, fraction(alpha)).shiftRight(1));
    double outer = Math.sqrt((2 - w * w) / (2 - 2 * alpha));
    double inner = Math.max(0, outer - w);
    assertCeiling(
        ball(n) * (Math.pow(outer, n) - Math.pow(inner, n)) / covolume,
        LatticeExistence.shell(lattice, 2, fraction(alpha), fraction(w)));
    assertThrows(
        IllegalArgumentException.class,
        () -> LatticeExistence.shell(lattice, 2, fraction(alpha), fraction(1.42)));
    assertThrows(
        IllegalArgumentException.class,
        () -> LatticeExistence.shell(lattice, 2, fraction(alpha), BigFraction.ZERO));
  }

  @Property
  void bandsAreRings(
      @ForAll @IntRange(min = 300, max = 990) int thousandths,
      @ForAll @IntRange(min = 0, max = 300) int begin,
      @ForAll @IntRange(min = 1, max = 300) int height,
      @ForAll @IntRange(min = -2, max = 40) int more) {
    double alpha = thousandths / 1000.0;
    double angle = Math.acos(alpha);
    double from = Math.rint((angle / 2 + begin / 1000.0) * 1e6) / 1e6 + more * 1e-6;
    double to = from + height / 1000.0;
    double next = Math.rint((to + angle) * 1e6) / 1e6 + more * 1e-6;
    List<LatitudeBand> bands =
        List.of(
            new LatitudeBand(fraction(from), fraction(to)),
            new LatitudeBand(fraction(next), fraction(next + 0.01)));
    double scale = 2 / (2 - 2 * alpha) / Math.sqrt(3);
    double expected = 0;
    boolean possible = 2 * from >= angle && next - to >= angle;
    for (LatitudeBand band : bands) {
      double outer = Math.cos(band.from().doubleValue());
      double chord = band.to().subtract(band.from()).doubleValue();
      double inner = outer - 2 * Math.sin(chord / 2);
      possible &= inner >= 0;
      expected += Math.ceil(Math.PI * (outer * outer - inner * inner) * scale);
    }
    Optional<BigInteger> points = LatticeExistence.bands(A2, 2, fraction(alpha), bands);
    assertEquals(possible, points.isPresent());
    if (possible) {
      assertEquals(2 * expected, points.orElseThrow().doubleValue(), 4);
    }
  }

  @Test
  void claimsAreDecidedAtTheirNumbers() {
    Optional<BigFraction> width = Optional.of(BigFraction.of(1, 2));
    List<LatitudeBand> bands = List.of(new LatitudeBand(fraction(0.5), fraction(0.8)));
    BigFraction alpha = fraction(0.9);
    long hemispheres = LatticeExistence.hemispheres(D4, 2, alpha).longValueExact();
    long shell = LatticeExistence.shell(D4, 2, alpha, width.get()).longValueExact();
    long wrapped = LatticeExistence.bands(D4, 2, alpha, bands).orElseThrow().longValueExact();
    for (int more = 0; more < 2; more++) {
      for (LatticeExistenceCertificate certificate :
          List.of(
              certificate(
                  D4, hemispheres + more, "0.9", Optional.empty(), Optional.empty(), List.of()),
              certificate(D4, shell + more, "0.9", width, Optional.empty(), List.of()),
              certificate(D4, wrapped + more, "0.9", Optional.empty(), Optional.empty(), bands),
              shell(D4, 24 + more, "0.9", 2))) {
        Verdict verdict = verdict(certificate);
        assertEquals(more == 0, verdict.accepted(), verdict.reason());
        byte[] bytes = CertificateWriter.bytes(certificate);
        Certificate read = CertificateReader.parse(bytes, Path.of("nowhere"));
        assertArrayEquals(bytes, CertificateWriter.bytes(read));
        assertEquals(certificate.claim(), read.claim());
        assertEquals(verdict, verdict(read));
      }
    }
    List<LatitudeBand> near = List.of(new LatitudeBand(fraction(0.2), fraction(0.8)));
    Verdict close = verdict(certificate(D4, 1, "0.9", Optional.empty(), Optional.empty(), near));
    assertEquals("the bands are not for certain far enough apart", close.reason());
  }

  @Test
  void rangesOfClaims() {
    Optional<BigFraction> none = Optional.empty();
    Optional<Integer> two = Optional.of(2);
    List<LatitudeBand> bands = List.of(new LatitudeBand(fraction(0.5), fraction(1.57)));
    certificate(A2, 1, "0.9", none, Optional.empty(), bands);
    shell(A2, 1, "0.9", 1000);
    certificate(A2, 1, "0.9", Optional.of(fraction(1.414)), Optional.empty(), List.of());
    assertRefused(() -> shell(A2, 0, "0.9", 2));
    assertRefused(() -> shell(A2, 1, "1", 2));
    assertRefused(() -> shell(A2, 1, "-1", 2));
    assertRefused(() -> shell(A2, 1, "0.9", 1));
    assertRefused(() -> shell(A2, 1, "0.9", 1001));
    assertRefused(() -> certificate(A2, 1, "0.9", none, two, bands));
    assertRefused(() -> certificate(A2, 1, "0.9", Optional.of(fraction(1)), two, List.of()));
    for (double width : new double[] {0, -1, 1.4143}) {
      Optional<BigFraction> bad = Optional.of(fraction(width));
      assertRefused(() -> certificate(A2, 1, "0.9", bad, Optional.empty(), List.of()));
    }
    for (double[] b : new double[][] {{-0.1, 0.5}, {0.5, 0.5}, {0.5, 0.4}, {0.5, 1.5701}}) {
      List<LatitudeBand> bad = List.of(new LatitudeBand(fraction(b[0]), fraction(b[1])));
      assertRefused(() -> certificate(A2, 1, "0.9", none, Optional.empty(), bad));
    }
    assertRefused(() -> hemispheres(2, 2));
    assertRefused(() -> hemispheres(3, 0));
    hemispheres(3, 2);
  }

  private static LatticeExistenceCertificate hemispheres(int dimension, long leastNorm) {
    return new LatticeExistenceCertificate(
        dimension,
        BigInteger.ONE,
        number("0.9"),
        A2,
        leastNorm,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        PROVENANCE);
  }

  private static void assertRefused(org.junit.jupiter.api.function.Executable claim) {
    assertThrows(BadInputException.class, claim);
  }
}
