package constellations.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.lattice.Lattice;
import constellations.verify.lattice.LatticeExistenceCertificate;
import constellations.verify.lp.BoundForm;
import constellations.verify.lp.GegenbauerExpansion;
import constellations.verify.lp.LpBoundCertificate;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** False claims at the edges of machine numbers, and certificates made to keep a verifier busy. */
class HostileCertificatesTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-22");

  private static Quadratic q(String number) {
    return Quadratic.parse(number, "number");
  }

  /** A difference of dimensions that wraps around. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, (1L << 60) + 1, Long.MAX_VALUE})
  void dimensionsAreLimited(long dimension) {
    Demand demand = new Demand(BigInteger.valueOf(1001), 2, q("1/4"), q("-1/4"));
    assertThrows(BadInputException.class, () -> new ConstellationClaim.Exists(dimension, demand));
    assertThrows(BadInputException.class, () -> new ConstellationClaim.Needs(dimension, demand));
    assertThrows(
        BadInputException.class, () -> new Claim.CodeExists(dimension, BigInteger.TEN, q("1/2")));
    assertThrows(
        BadInputException.class, () -> new Claim.CodeBound(dimension, BigInteger.TEN, q("1/2")));
  }

  @Test
  void liftsAtTheLimit() {
    long most = Claim.MAX_DIMENSION;
    Certificate simplex =
        new TheoremCertificate(
            new Claim.CodeExists(most, BigInteger.TEN, q("-1/9")),
            Theorem.REGULAR_SIMPLEX,
            PROVENANCE);
    assertTrue(Verifier.verify(simplex, 1).accepted());
    Claim claim =
        new ConstellationClaim.Exists(most, new Demand(BigInteger.TEN, 2, q("1/3"), q("0")));
    assertFalse(
        Verifier.verify(CertificateWriter.composition(claim, Rule.LIFT, simplex, PROVENANCE), 1)
            .accepted());
  }

  /** e_7 has norm 1 in this lattice, with coefficients 1544^j that pass 2^63. */
  @Test
  void badBasesHideNoVectors() {
    int n = 7;
    long[][] basis = new long[n][n];
    for (int i = 0; i < n; i++) {
      basis[i][i] = i == n - 1 ? 1 : 30;
      if (i > 0) {
        basis[i][i - 1] = -46320;
      }
    }
    long[][] gram = new long[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          gram[i][j] += basis[i][k] * basis[j][k];
        }
      }
    }
    Lattice lattice = Lattice.of(gram);
    Lattice.Search search = lattice.shorterThan(900, 1_000_000);
    assertTrue(search.vector().isPresent() || !search.complete());
    assertTrue(lattice.counts(10, 1_000_000).isEmpty());
    Certificate certificate =
        new LatticeExistenceCertificate(
            8,
            BigInteger.valueOf(66216),
            q("9/10"),
            lattice,
            900,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            PROVENANCE);
    assertFalse(Verifier.verify(certificate, 1).accepted());
  }

  /** (-2^63)^2 is 0 modulo 2^64. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, Integer.MIN_VALUE, 1L << 31, 7})
  void ranksDoNotOverflow(long entry) {
    int n = 12;
    long[] data = new long[n * n];
    for (int i = 0; i < n; i++) {
      data[i * n + i] = entry;
    }
    PointSet points = PointSet.ofIntegers(n, data);
    for (int d : new int[] {1, 11}) {
      Certificate code =
          new SphericalCodeCertificate(d, n, Quadratic.ZERO, Vectors.Inline.of(points), PROVENANCE);
      assertFalse(Verifier.verify(code, 1).accepted(), "dimension " + d);
    }
  }

  /** Sums of many large squares. */
  @Test
  void ranksOfLargeEntries() {
    long most = Integer.MAX_VALUE;
    long[] data = new long[3 * 40];
    for (int i = 0; i < 40; i++) {
      data[3 * i] = most - i;
      data[3 * i + 1] = -most + (long) i * i;
      data[3 * i + 2] = data[3 * i] + data[3 * i + 1];
    }
    assertTrue(PointSet.ofIntegers(3, data).rank() == 2);
    data[5]++;
    assertTrue(PointSet.ofIntegers(3, data).rank() == 3);
  }

  /** Levenshtein's bound grows with the dimension and is never below what exists. */
  @Test
  void levenshteinInHugeDimensions() {
    long d = Claim.MAX_DIMENSION;
    Claim claim =
        new Claim.CodeBound(d, BigInteger.ONE.shiftLeft(63).add(BigInteger.TEN), q("9/10"));
    assertFalse(
        Verifier.verify(new TheoremCertificate(claim, Theorem.LEVENSHTEIN, PROVENANCE), 1)
            .accepted());
    // 2d points of cosine 0 exist.
    Claim cross = new Claim.CodeBound(d, BigInteger.valueOf(2 * d - 1), q("1/1000000"));
    assertFalse(
        Verifier.verify(new TheoremCertificate(cross, Theorem.LEVENSHTEIN, PROVENANCE), 1)
            .accepted());
  }

  /** Two antipodal points exist in every dimension. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 100, Integer.MAX_VALUE - 1, Integer.MAX_VALUE})
  void programsInTheLargestDimension(int d) {
    List<BigFraction> coefficients =
        List.of(
            BigFraction.of(1_000_000_001, 1_000_000_000),
            BigFraction.ZERO,
            BigFraction.ZERO,
            BigFraction.ONE);
    Certificate bound =
        new LpBoundCertificate(
            d,
            BoundForm.POINTS_AT_MOST,
            BigInteger.ONE,
            q("-1"),
            new GegenbauerExpansion(d, coefficients),
            PROVENANCE);
    assertFalse(Verifier.verify(bound, 1).accepted());
  }

  /** These end soon, whatever the verdict; a test framework that hangs would say otherwise. */
  @Test
  void longNumbersAreDecidedSoon() {
    Quadratic nines = q("0." + "9".repeat(1990));
    for (Theorem theorem : Theorem.values()) {
      for (long d : new long[] {2, 3, 100_000_000L, Claim.MAX_DIMENSION}) {
        BigInteger many = BigInteger.TEN.pow(30);
        if (theorem == Theorem.RANKIN_CONSTELLATIONS) {
          Claim margin =
              new ConstellationClaim.MarginBound(d, new Demand(many, 2, Quadratic.ZERO, nines));
          assertFalse(
              Verifier.verify(new TheoremCertificate(margin, theorem, PROVENANCE), 1).accepted());
          continue;
        }
        if (theorem == Theorem.SUBSETS) {
          AllSubsets largest = new AllSubsets(AllSubsets.MOST_DOCUMENTS, AllSubsets.MOST_TOP);
          Claim none =
              new RetrievalClaim.MarginBound(
                  OptionalLong.of(d), largest, Quadratic.ZERO, Optional.of(nines));
          Claim needs = new RetrievalClaim.Needs(d, largest, nines, nines);
          assertFalse(
              Verifier.verify(new TheoremCertificate(none, theorem, PROVENANCE), 1).accepted());
          Verifier.verify(new TheoremCertificate(needs, theorem, PROVENANCE), 1);
          continue;
        }
        Claim exists = new Claim.CodeExists(d, many, nines);
        Claim bound = new Claim.CodeBound(d, many, nines);
        Verifier.verify(new TheoremCertificate(exists, theorem, PROVENANCE), 1);
        assertFalse(
            Verifier.verify(new TheoremCertificate(bound, theorem, PROVENANCE), 1).accepted());
      }
    }
  }

  @Test
  void countingIsLimited() {
    long[][] gram = new long[64][64];
    for (int i = 0; i < 64; i++) {
      gram[i][i] = 2;
    }
    assertTrue(Lattice.of(gram).counts(1000, 3_000_000).isEmpty());
  }
}
