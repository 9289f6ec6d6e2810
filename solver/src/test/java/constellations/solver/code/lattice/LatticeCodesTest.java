package constellations.solver.code.lattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.code.ExistingCode;
import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.lattice.LatitudeBand;
import constellations.verify.lattice.Lattice;
import constellations.verify.lattice.LatticeExistence;
import constellations.verify.lattice.LatticeExistenceCertificate;
import constellations.verify.lattice.LatticeShell;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laminated lattices and the codes that exist over their translates. */
class LatticeCodesTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-22");

  /** Determinants at least norm 4, dimension 1 to 24: Conway and Sloane, table 6.1. */
  private static final long[] DETERMINANTS = {
    4, 12, 32, 64, 128, 192, 256, 256, 512, 768, 1024, 1024, 1024, 768, 512, 256, 256, 192, 128, 64,
    32, 12, 4, 1
  };

  @Test
  void laminatedLatticesHaveThePublishedDeterminants() {
    List<long[][]> all = SectionLattices.down(SectionLattices.leech(), 1);
    assertEquals(24, all.size());
    for (long[][] gram : all) {
      Lattice lattice = Lattice.of(gram);
      assertEquals(
          BigInteger.valueOf(DETERMINANTS[gram.length - 1]),
          lattice.determinant(),
          "dimension " + gram.length);
      Lattice.Search shorter = lattice.shorterThan(4, 100_000_000);
      assertTrue(shorter.complete() && shorter.vector().isEmpty());
      assertTrue(lattice.shorterThan(5, 100_000_000).vector().isPresent());
    }
  }

  /** KP36 has least norm 8 and determinant 3^20, center density 2^18 / 3^10 = 4.4394. */
  @Test
  void theQuaternaryLattice() {
    Lattice lattice = Lattice.of(QuaternaryLattices.dimension36());
    assertEquals(BigInteger.valueOf(3).pow(20), lattice.determinant());
    Lattice.Search shorter = lattice.shorterThan(8, 300_000_000);
    assertTrue(shorter.complete() && shorter.vector().isEmpty());
    assertTrue(lattice.shorterThan(9, 300_000_000).vector().isPresent());
  }

  /** The functionals that are written down are those that the search finds. */
  @Test
  @org.junit.jupiter.api.Tag("long")
  void sectionsOfTheQuaternaryLattice() {
    long[][] top = QuaternaryLattices.dimension36();
    List<long[][]> found = SectionLattices.down(top, 33);
    List<long[][]> known = SectionLattices.down(top, LatticeCatalogue.QUATERNARY_SECTIONS);
    for (int i = 0; i < found.size(); i++) {
      assertEquals(Lattice.of(found.get(i)).determinant(), Lattice.of(known.get(i)).determinant());
    }
  }

  /** Even unimodular: determinant 1, even norms; extremal in dimension 32 and 40: none below 4. */
  @Test
  void extremalLattices() {
    for (long[][] gram :
        List.of(
            SectionLattices.leech(),
            SectionLattices.dimension32(),
            SectionLattices.dimension40())) {
      Lattice lattice = Lattice.of(gram);
      assertEquals(BigInteger.ONE, lattice.determinant());
      assertEquals(2, lattice.normDivisor());
      Lattice.Search shorter = lattice.shorterThan(4, 100_000_000);
      assertTrue(shorter.complete() && shorter.vector().isEmpty());
    }
  }

  /**
   * The mean-based margin of so400m of the paper: 2.08e10 vectors of cosine 3/4 in dimension 40.
   */
  @Test
  @Tag("long")
  void vectorsOfOneNorm() {
    ExistingCode code = LatticeCodes.best(40, BigFraction.of(3, 4));
    assertEquals(2.08e10, code.points().doubleValue(), 0.01e10);
    LatticeExistenceCertificate c = certificate(code);
    assertEquals(Optional.of(8), c.norm());
    assertTrue(accepted(c));
    assertFalse(accepted(with(c, c.points().add(BigInteger.ONE), c.cosine(), c.lattice(), 4)));
    Quadratic smaller = Quadratic.of(BigFraction.of(749, 1000));
    assertFalse(accepted(with(c, c.points(), smaller, c.lattice(), 4)));
    assertFalse(accepted(with(c, c.points(), c.cosine(), c.lattice(), 3)), "less known of norms");
    assertEquals(BigInteger.valueOf(196560), LatticeCodes.best(24, BigFraction.of(1, 2)).points());
  }

  /** The double circulant codes: doubly even, self-dual, least weight 8 (and 4 for length 8). */
  @Test
  void doubleCirculantCodes() {
    for (int p : new int[] {3, 11, 19}) {
      List<Long> words = SectionLattices.quadraticDoubleCirculant(p);
      for (long a : words) {
        assertEquals(0, Long.bitCount(a) % 4);
        for (long b : words) {
          assertEquals(0, Long.bitCount(a & b) % 2);
        }
      }
      int least = 64;
      for (long message = 1; message < 1L << (p + 1); message++) {
        long word = 0;
        for (long rest = message; rest != 0; rest &= rest - 1) {
          word ^= words.get(Long.numberOfTrailingZeros(rest));
        }
        least = Math.min(least, Long.bitCount(word));
      }
      assertEquals(p == 3 ? 4 : 8, least);
    }
  }

  /**
   * Shells of the catalogue, least norm 4: docs/theory.md S6; E8 as 240 sigma_3; Barnes-Wall and
   * Coxeter-Todd from Conway and Sloane, chapter 4, tables 4.10 and 4.12.
   */
  @ParameterizedTest
  @CsvSource({
    "8,4,240",
    "8,8,2160",
    "8,12,6720",
    "12,4,756",
    "12,6,4032",
    "16,4,4320",
    "16,6,61440",
    "24,4,196560",
    "24,6,16773120",
    "24,8,398034000",
    "24,10,4629381120",
    "24,12,34417656000",
    "32,4,146880",
    "40,4,39600",
    "9,4,272",
    "10,4,336",
    "11,4,432",
    "13,4,888",
    "14,4,1422",
    "15,4,2340",
    "17,4,5346",
    "18,4,7398",
    "19,4,10668",
    "20,4,17400",
    "21,4,27720",
    "22,4,49896",
    "23,4,93150"
  })
  @Tag("long")
  void publishedShells(int n, int norm, String vectors) {
    ExistingCode code = LatticeCodes.vectors(n, norm).orElseThrow();
    assertEquals(new BigInteger(vectors), code.points());
    LatticeExistenceCertificate c = certificate(code);
    assertTrue(accepted(c));
    assertFalse(accepted(with(c, c.points().add(BigInteger.ONE), c.cosine(), c.lattice(), 4)));
  }

  /** The theta series against an enumeration of the same lattice, further than it is determined. */
  @ParameterizedTest
  @ValueSource(ints = {8, 12, 16})
  void thetaSeriesAgreeWithEnumeration(int n) {
    Lattice lattice = LatticeCatalogue.lattice(n).lattice();
    long[] counts = lattice.counts(n == 16 ? 8 : 12, 1_000_000_000L).orElseThrow();
    for (int norm = 4; norm < counts.length; norm++) {
      assertEquals(
          BigInteger.valueOf(counts[norm]),
          LatticeShell.count(lattice, 4, norm, 1_000_000).orElseThrow().vectors(),
          "norm " + norm);
    }
  }

  /** docs/theory.md S7: 10^10 points of cosine 0.9473 in R^16. */
  @Test
  @Tag("long")
  void theWorkedExample() {
    BigFraction alpha = Rationals.parse("0.947256", "alpha");
    ExistingCode code = LatticeCodes.reaching(BigInteger.TEN.pow(10), alpha).get(0);
    assertEquals(16, code.dimension());
    assertTrue(accepted(certificate(code)));
    assertTrue(code.isExplicit(), "the shell of norm 36 of the Barnes-Wall lattice");
  }

  private static LatticeExistenceCertificate certificate(ExistingCode code) {
    return (LatticeExistenceCertificate) code.certificate(PROVENANCE);
  }

  private static boolean accepted(LatticeExistenceCertificate c) {
    return Verifier.verify(c, 1).accepted();
  }

  /** What exists never exceeds an upper bound, in all dimensions. */
  @Property(tries = 150, seed = "1")
  @net.jqwik.api.Tag("long")
  void existenceStaysBelowTheBounds(
      @ForAll @IntRange(min = 3, max = 65) int d,
      @ForAll @IntRange(min = 1, max = 97) int percent) {
    BigFraction alpha = BigFraction.of(percent, 100);
    ExistingCode code = LatticeCodes.best(d, alpha);
    PointBound upper = PointBounds.upper(d, alpha);
    assertTrue(
        code.points().compareTo(upper.points()) <= 0, code.points() + " > " + upper.points());
  }

  @Property(tries = 60, seed = "1")
  @net.jqwik.api.Tag("long")
  void everyCertificateIsAcceptedAndReadBack(
      @ForAll @IntRange(min = 2, max = 65) int d,
      @ForAll @IntRange(min = 30, max = 97) int percent) {
    LatticeExistenceCertificate c = certificate(LatticeCodes.best(d, BigFraction.of(percent, 100)));
    assertTrue(accepted(c));
    var read =
        (LatticeExistenceCertificate)
            CertificateReader.parse(CertificateWriter.bytes(c), Path.of("."));
    assertEquals(c.points(), read.points());
    assertEquals(c.width(), read.width());
    assertTrue(accepted(read));
  }

  /** A point more, a smaller cosine, a larger norm, another Gram entry: all rejected. */
  @Test
  @Tag("long")
  void tamperedCertificatesAreRejected() {
    for (int d : new int[] {4, 8, 9, 16, 25, 33, 41}) {
      LatticeExistenceCertificate c = certificate(LatticeCodes.best(d, BigFraction.of(9, 10)));
      assertTrue(accepted(c));
      long mu = c.leastNorm();
      assertFalse(
          accepted(with(c, c.points().add(BigInteger.ONE), c.cosine(), c.lattice(), mu)), "points");
      Quadratic smaller = Quadratic.of(BigFraction.of(899, 1000));
      assertFalse(accepted(with(c, c.points(), smaller, c.lattice(), mu)), "cosine");
      assertFalse(accepted(with(c, c.points(), c.cosine(), c.lattice(), mu + 1)), "least norm");
      int n = c.lattice().dimension();
      long[][] gram = new long[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          gram[i][j] = c.lattice().gram(i, j);
        }
      }
      // A vector of norm mu - 1 in place of mu, or a longer one.
      long last = gram[n - 1][n - 1];
      gram[n - 1][n - 1] = mu - 1;
      assertFalse(changedIsAccepted(c, gram), "shorter entry");
      gram[n - 1][n - 1] = 2 * last;
      assertFalse(changedIsAccepted(c, gram), "longer entry");
    }
  }

  private static boolean changedIsAccepted(LatticeExistenceCertificate c, long[][] gram) {
    try {
      return accepted(with(c, c.points(), c.cosine(), Lattice.of(gram), c.leastNorm()));
    } catch (constellations.verify.exact.BadInputException e) {
      return false;
    }
  }

  private static LatticeExistenceCertificate with(
      LatticeExistenceCertificate c,
      BigInteger points,
      Quadratic cosine,
      Lattice lattice,
      long leastNorm) {
    return new LatticeExistenceCertificate(
        c.dimension(),
        points,
        cosine,
        lattice,
        leastNorm,
        c.width(),
        c.norm(),
        c.bands(),
        PROVENANCE);
  }

  /** Bands of latitudes win for cosines near 1; moved together or made wider they are refused. */
  @Test
  @Tag("long")
  void bandsOfLatitudes() {
    BigFraction alpha = BigFraction.of(999, 1000);
    for (int d : new int[] {4, 7, 13}) {
      LatticeExistenceCertificate c = certificate(LatticeCodes.best(d, alpha));
      if (d < 13) {
        assertFalse(c.bands().isEmpty(), "dimension " + d);
      }
      LatticeCatalogue.Entry entry = LatticeCatalogue.lattice(d - 1);
      List<LatitudeBand> bands = LatitudeBands.best(d - 1, alpha);
      BigInteger points = LatticeExistence.bands(entry.lattice(), 4, alpha, bands).orElseThrow();
      assertTrue(points.compareTo(LatticeExistence.hemispheres(entry.lattice(), 4, alpha)) > 0);
      assertTrue(accepted(banded(d, points, alpha, entry.lattice(), bands)));
      assertFalse(accepted(banded(d, points.add(BigInteger.ONE), alpha, entry.lattice(), bands)));
      BigFraction less = BigFraction.of(998, 1000);
      assertFalse(accepted(banded(d, BigInteger.ONE, less, entry.lattice(), bands)), "gaps");
      for (int i = 0; i < bands.size(); i++) {
        BigFraction little = BigFraction.of(1, 100);
        List<LatitudeBand> moved = new java.util.ArrayList<>(bands);
        LatitudeBand band = bands.get(i);
        moved.set(i, new LatitudeBand(band.from().subtract(little), band.to()));
        assertFalse(accepted(banded(d, BigInteger.ONE, alpha, entry.lattice(), moved)), "from");
        if (i + 1 < bands.size()) {
          moved.set(i, new LatitudeBand(band.from(), band.to().add(little)));
          assertFalse(accepted(banded(d, BigInteger.ONE, alpha, entry.lattice(), moved)), "to");
        }
      }
    }
  }

  private static LatticeExistenceCertificate banded(
      int d, BigInteger points, BigFraction alpha, Lattice lattice, List<LatitudeBand> bands) {
    LatticeExistenceCertificate written =
        new LatticeExistenceCertificate(
            d,
            points,
            Quadratic.of(alpha),
            lattice,
            4,
            Optional.empty(),
            Optional.empty(),
            bands,
            PROVENANCE);
    return (LatticeExistenceCertificate)
        CertificateReader.parse(CertificateWriter.bytes(written), Path.of("."));
  }

  /** The map from a band to its ring never increases a distance. */
  @Property(tries = 2000, seed = "1")
  void ringsAreNoWiderThanBands(
      @ForAll @DoubleRange(min = 0, max = 1.57) double x,
      @ForAll @DoubleRange(min = 0, max = 1) double first,
      @ForAll @DoubleRange(min = 0, max = 1) double second,
      @ForAll @DoubleRange(min = 0, max = 3.14) double angle) {
    double f = x + first * (Math.PI / 2 - x);
    double g = x + second * (Math.PI / 2 - x);
    double r = Math.cos(x) - 2 * Math.sin((f - x) / 2);
    double s = Math.cos(x) - 2 * Math.sin((g - x) / 2);
    if (r < 0 || s < 0) {
      return;
    }
    double flat = r * r + s * s - 2 * r * s * Math.cos(angle);
    double round =
        2 - 2 * (Math.cos(f) * Math.cos(g) * Math.cos(angle) + Math.sin(f) * Math.sin(g));
    assertTrue(flat <= round + 1e-12, flat + " above " + round);
  }

  /** Volumes of balls: V_2 = pi, V_3 = 4 pi / 3, through two hemispheres over simple lattices. */
  @Test
  @Tag("long")
  void countsOnTheSquareLattice() {
    // Z^2 scaled to least distance sqrt(2 - 2a): pi (1+a) / (4 (1-a)) points in a hemisphere.
    Lattice square = Lattice.of(new long[][] {{1, 0}, {0, 1}});
    BigFraction a = BigFraction.of(98, 100);
    double expected = Math.PI * 1.98 / (4 * 0.02);
    BigInteger points = LatticeExistence.hemispheres(square, 1, a);
    assertEquals(2 * (long) Math.ceil(expected), points.longValueExact());
    // A shell of Z^3: 4 pi / 3 (P^3 - (P - w)^3), P^2 = (1 - w^2) / (2 - 2a).
    Lattice cubic = Lattice.of(new long[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    double outer = Math.sqrt(0.75 / 0.04);
    double volume = 4 * Math.PI / 3 * (Math.pow(outer, 3) - Math.pow(outer - 0.5, 3));
    points = LatticeExistence.shell(cubic, 1, a, BigFraction.of(1, 2));
    assertEquals((long) Math.ceil(volume), points.longValueExact());
    assertEquals(List.of(), LatticeCodes.reaching(BigInteger.TEN.pow(80), a));
  }
}
