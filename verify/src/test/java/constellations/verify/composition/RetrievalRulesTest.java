package constellations.verify.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Relevance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.claim.TwoSidedExists;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import constellations.verify.words.BinaryCode;
import constellations.verify.words.BinaryCodeCertificate;
import constellations.verify.words.CyclicCode;
import constellations.verify.words.GeneratedCode;
import constellations.verify.words.QuadraticFormCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class RetrievalRulesTest {
  private static final Provenance BY = new Provenance("test", 1L, "none", "test", "2026-11-28");

  private static Quadratic q(String number) {
    return Quadratic.parse(number, "number");
  }

  private static boolean holds(Claim claim, Rule rule, Placement at, Certificate part) {
    return Verifier.verify(CertificateWriter.composition(claim, rule, at, part, BY), 1).accepted();
  }

  private static boolean holds(Claim claim, Theorem theorem) {
    return Verifier.verify(new TheoremCertificate(claim, theorem, BY), 1).accepted();
  }

  private static Claim twoSided(long d, long n, String least, String cosine) {
    return new TwoSidedExists(d, BigInteger.valueOf(n), q(least), q(cosine));
  }

  @Test
  void twoSidedCodes() {
    assertTrue(holds(twoSided(3, 4, "-1/3", "-1/3"), Theorem.REGULAR_SIMPLEX));
    assertFalse(holds(twoSided(2, 4, "-1/3", "-1/3"), Theorem.REGULAR_SIMPLEX));
    assertFalse(holds(twoSided(3, 4, "-3/10", "0"), Theorem.REGULAR_SIMPLEX));
    assertTrue(holds(twoSided(3, 3, "0", "0"), Theorem.CROSS_POLYTOPE));
    assertFalse(holds(twoSided(3, 4, "0", "0"), Theorem.CROSS_POLYTOPE));
    assertFalse(holds(twoSided(3, 3, "-1", "0.5"), Theorem.RANKIN));
    // On the circle caps of half an angle of 60 degrees: 1/(2 * 1/3) = 1.5, so two lines for sure.
    assertTrue(holds(twoSided(2, 2, "-1/2", "1/2"), Theorem.GILBERT_VARSHAMOV));
    assertFalse(holds(twoSided(2, 3, "-1/2", "1/2"), Theorem.GILBERT_VARSHAMOV));
  }

  /** Of words and their complements one of each two; nothing else is halved. */
  @Test
  void halvesOfBinaryCodes() {
    // The first-order Reed-Muller code of length 4: 8 words, 4 lines that are orthogonal.
    BinaryCode reedMuller =
        new BinaryCode(QuadraticFormCode.of(2, List.of(new int[] {0, 0}), false), false, 0, 0);
    BinaryCode ones =
        new BinaryCode(GeneratedCode.of(4, List.of("1100", "0011"), Optional.empty()), false, 0, 0);
    BinaryCode none =
        new BinaryCode(
            GeneratedCode.of(5, List.of("11000", "00110"), Optional.empty()), false, 0, 0);
    // The Hamming code of length 7 has the word of ones, extended as well, even words do not.
    BinaryCode hamming = new BinaryCode(CyclicCode.of(7, List.of(1)), false, 0, 0);
    BinaryCode extended = new BinaryCode(CyclicCode.of(7, List.of(1)), true, 0, 0);
    BinaryCode shortened = new BinaryCode(CyclicCode.of(7, List.of(1)), true, 1, 0);
    BinaryCode even = new BinaryCode(CyclicCode.of(7, List.of(0, 1)), false, 0, 0);
    assertTrue(half(reedMuller, 0, 1));
    assertTrue(half(ones, 0, 1));
    assertFalse(half(none, 0, 1));
    assertTrue(half(hamming, 0, 1));
    assertTrue(half(extended, 0, 1));
    assertFalse(half(shortened, 0, 1));
    assertFalse(half(even, 0, 1));
    for (BinaryCode code : List.of(reedMuller, ones, hamming, extended)) {
      assertFalse(half(code, 1, 1), "one line more");
    }
    assertFalse(half(hamming, 0, 0), "a smaller cosine");
  }

  private static boolean half(BinaryCode code, int more, int units) {
    int distance = code.distance(1L << 20).orElseThrow();
    BigFraction cosine =
        code.cosine(distance).subtract(units == 1 ? BigFraction.ZERO : BigFraction.of(1, 1000));
    BigFraction size = cosine.abs();
    Claim claim =
        new TwoSidedExists(
            code.dimension(),
            code.points().shiftRight(1).add(BigInteger.valueOf(more)),
            Quadratic.of(size.negate()),
            Quadratic.of(size));
    return Verifier.verify(new BinaryCodeCertificate(claim, code, BY), 1).accepted();
  }

  private static Certificate simplex(long n) {
    return new TheoremCertificate(
        twoSided(n - 1, n, "-1/" + (n - 1), "-1/" + (n - 1)), Theorem.REGULAR_SIMPLEX, BY);
  }

  private static Claim exists(long d, Relevance relevance, String margin, String bias) {
    return new RetrievalClaim.Exists(d, relevance, q(margin), q(bias));
  }

  private static Claim needs(long d, Relevance relevance, String margin, String bias) {
    return new RetrievalClaim.Needs(d, relevance, q(margin), q(bias));
  }

  /** Nine points, k = 1: m0 = 9/16, b0 = 7/16 in R^8, and at bias 0 the margin 9/23 in R^9. */
  @Test
  void sumsOverSubsets() {
    AllSubsets one = new AllSubsets(9, 1);
    assertTrue(holds(exists(8, one, "9/16", "7/16"), Rule.SUBSETS, Placement.NONE, simplex(9)));
    assertFalse(holds(exists(7, one, "9/16", "7/16"), Rule.SUBSETS, Placement.NONE, simplex(9)));
    assertFalse(
        holds(exists(9, one, "0.5625000001", "0.4375"), Rule.SUBSETS, Placement.NONE, simplex(9)));
    assertTrue(
        holds(exists(9, one, "0.391304347826", "0"), Rule.SUBSETS, Placement.NONE, simplex(9)));
    assertFalse(holds(exists(9, one, "0.3913044", "0"), Rule.SUBSETS, Placement.NONE, simplex(9)));
    assertFalse(
        holds(exists(8, one, "0.391304347826", "0"), Rule.SUBSETS, Placement.NONE, simplex(9)));
    assertFalse(
        holds(
            exists(9, new AllSubsets(10, 1), "0.1", "0"), Rule.SUBSETS, Placement.NONE, simplex(9)),
        "ten documents");
    assertFalse(
        holds(
            exists(9, new AllSubsets(9, 8), "0.4", "0"), Rule.SUBSETS, Placement.NONE, simplex(9)));
  }

  private static Certificate pairsNeed(long d, long n, String margin, String bias) {
    Demand demand = new Demand(BigInteger.valueOf(n), 2, q(margin), q(bias));
    return new TheoremCertificate(
        new ConstellationClaim.Needs(d, demand), Theorem.RANKIN_CONSTELLATIONS, BY);
  }

  /** Five pairs of margin above (1+b)/3 need four dimensions. */
  @Test
  void pairsAmongSubsets() {
    Certificate five = pairsNeed(4, 5, "0.35", "0");
    assertTrue(Verifier.verify(five, 1).accepted());
    AllSubsets seven = new AllSubsets(7, 3);
    assertTrue(holds(needs(4, seven, "0.35", "0"), Rule.INDUCED, Placement.NONE, five));
    assertTrue(holds(needs(3, seven, "0.36", "0"), Rule.INDUCED, Placement.NONE, five));
    assertFalse(holds(needs(5, seven, "0.35", "0"), Rule.INDUCED, Placement.NONE, five));
    assertFalse(holds(needs(4, seven, "0.34", "0"), Rule.INDUCED, Placement.NONE, five));
    assertFalse(holds(needs(4, seven, "0.35", "0.01"), Rule.INDUCED, Placement.NONE, five));
    assertFalse(
        holds(needs(4, new AllSubsets(6, 3), "0.35", "0"), Rule.INDUCED, Placement.NONE, five));
    // A bound never says that something exists.
    assertFalse(holds(exists(9, seven, "0.35", "0"), Rule.INDUCED, Placement.NONE, five));
    Claim bound =
        new RetrievalClaim.MarginBound(OptionalLong.of(3), seven, q("0.35"), Optional.of(q("0")));
    assertTrue(holds(bound, Rule.INDUCED, Placement.NONE, five));
    Claim everywhere =
        new RetrievalClaim.MarginBound(OptionalLong.empty(), seven, q("0.35"), Optional.of(q("0")));
    assertFalse(holds(everywhere, Rule.INDUCED, Placement.NONE, five));
  }

  /** A query for each one of n documents is n pairs. */
  @Test
  void oneOfManyIsPairs() {
    AllSubsets six = new AllSubsets(6, 1);
    Certificate five = pairsNeed(4, 5, "0.35", "0");
    assertTrue(holds(needs(4, six, "0.35", "0"), Rule.INDUCED, Placement.NONE, five));
    assertFalse(
        holds(needs(4, new AllSubsets(4, 1), "0.35", "0"), Rule.INDUCED, Placement.NONE, five));
    // What no five documents have, no matrix with five pairs has, in any dimension.
    Claim most =
        new RetrievalClaim.MarginBound(
            OptionalLong.empty(), new AllSubsets(5, 1), q("5/8"), Optional.empty());
    Certificate theorem = new TheoremCertificate(most, Theorem.SUBSETS, BY);
    RelevanceMatrix matrix =
        new RelevanceMatrix(
            6, List.of(List.of(0, 5), List.of(1, 5), List.of(2), List.of(3), List.of(4)));
    Claim claim =
        new RetrievalClaim.MarginBound(OptionalLong.empty(), matrix, q("5/8"), Optional.empty());
    List<Integer> all = List.of(0, 1, 2, 3, 4);
    assertTrue(holds(claim, Rule.INDUCED, Placement.induced(all, all), theorem));
    assertFalse(
        holds(
            claim, Rule.INDUCED, Placement.induced(all.subList(0, 4), all.subList(0, 4)), theorem));
    assertFalse(
        holds(
            new RetrievalClaim.MarginBound(
                OptionalLong.empty(), matrix, q("0.62"), Optional.empty()),
            Rule.INDUCED,
            Placement.induced(all, all),
            theorem));
  }

  /** A row that is used twice counts once: the matching has to be one. */
  @Test
  void inducedMatchings() {
    RelevanceMatrix matrix =
        new RelevanceMatrix(
            6,
            List.of(List.of(0, 5), List.of(1, 5), List.of(2), List.of(3), List.of(4), List.of()));
    Claim claim = needs(4, matrix, "0.35", "0");
    Certificate five = pairsNeed(4, 5, "0.35", "0");
    List<Integer> all = List.of(0, 1, 2, 3, 4);
    assertTrue(holds(claim, Rule.INDUCED, Placement.induced(all, all), five));
    assertFalse(holds(claim, Rule.INDUCED, Placement.induced(all, List.of(5, 1, 2, 3, 4)), five));
    assertFalse(holds(claim, Rule.INDUCED, Placement.induced(List.of(0, 0, 2, 3, 4), all), five));
    assertFalse(
        holds(
            claim,
            Rule.INDUCED,
            Placement.induced(List.of(0, 0, 2, 3, 4), List.of(0, 0, 2, 3, 4)),
            five));
    assertFalse(
        holds(claim, Rule.INDUCED, Placement.induced(all.subList(0, 4), all.subList(0, 4)), five));
    assertFalse(holds(claim, Rule.INDUCED, Placement.NONE, five));
    assertFalse(holds(claim, Rule.INDUCED, Placement.induced(List.of(0, 1, 2, 3, 6), all), five));
    assertThrows(
        BadInputException.class,
        () -> holds(claim, Rule.WEAKENING, Placement.induced(all, all), five));
  }

  private static Certificate pairsExist() {
    // Four points of the cross-polytope of R^2 are four pairs of margin 1/2 at bias 1/2.
    Certificate code =
        new TheoremCertificate(
            new Claim.CodeExists(2, BigInteger.valueOf(4), Quadratic.ZERO),
            Theorem.CROSS_POLYTOPE,
            BY);
    return CertificateWriter.composition(
        new ConstellationClaim.Exists(2, new Demand(BigInteger.valueOf(4), 2, q("1/2"), q("1/2"))),
        Rule.ALIGNED,
        code,
        BY);
  }

  @Test
  void labelsAreAsPairs() {
    // Queries of labels 0, 1, 1, 3 and documents of labels 1, 0, 2.
    RelevanceMatrix matrix =
        new RelevanceMatrix(3, List.of(List.of(1), List.of(0), List.of(0), List.of()));
    Placement labels = Placement.induced(List.of(0, 1, 1, 3), List.of(1, 0, 2));
    Certificate pairs = pairsExist();
    assertTrue(holds(exists(2, matrix, "1/2", "1/2"), Rule.INDUCED, labels, pairs));
    assertTrue(holds(exists(3, matrix, "1/4", "1/2"), Rule.INDUCED, labels, pairs));
    assertFalse(holds(exists(1, matrix, "1/2", "1/2"), Rule.INDUCED, labels, pairs));
    assertFalse(holds(exists(2, matrix, "1/2", "1/4"), Rule.INDUCED, labels, pairs));
    assertFalse(
        holds(
            exists(2, matrix, "1/2", "1/2"),
            Rule.INDUCED,
            Placement.induced(List.of(0, 1, 1, 4), List.of(1, 0, 2)),
            pairs),
        "there are four pairs");
    assertFalse(
        holds(
            exists(2, matrix, "1/2", "1/2"),
            Rule.INDUCED,
            Placement.induced(List.of(0, 1, 1, 2), List.of(1, 0, 2)),
            pairs));
  }

  /** Rows of documents among all k-subsets: against the definition. */
  @Property(tries = 500)
  void rowsAmongSubsets(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(4);
    int k = 1 + random.nextInt(n - 1);
    int documents = 1 + random.nextInt(4);
    List<Integer> columns = new ArrayList<>();
    for (int j = 0; j < documents; j++) {
      columns.add(random.nextInt(n + (random.nextInt(10) == 0 ? 1 : 0)));
    }
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      Set<Integer> row = new TreeSet<>();
      int mask = random.nextInt(1 << n);
      for (int j = 0; j < documents; j++) {
        boolean in = (mask >> columns.get(j) & 1) == 1;
        if (in != (random.nextInt(12) == 0)) {
          row.add(j);
        }
      }
      rows.add(List.copyOf(row));
    }
    boolean expected = columns.stream().allMatch(c -> c < n);
    for (List<Integer> row : rows) {
      boolean found = false;
      for (int mask = 0; mask < 1 << n; mask++) {
        if (Integer.bitCount(mask) == k) {
          Set<Integer> of = new HashSet<>();
          for (int j = 0; j < documents; j++) {
            if ((mask >> columns.get(j) & 1) == 1) {
              of.add(j);
            }
          }
          found |= of.equals(new HashSet<>(row));
        }
      }
      expected &= found;
    }
    RelevanceMatrix matrix = new RelevanceMatrix(documents, rows);
    BigFraction least = BigFraction.of(-1, n - 1);
    SubsetSums sums = SubsetSums.of(k, least, least, 60).orElseThrow();
    Quadratic small = q("1/1000");
    BigFraction bias = sums.matching().add(sums.other()).divide(2);
    Certificate all =
        CertificateWriter.composition(
            new RetrievalClaim.Exists(n - 1, new AllSubsets(n, k), small, Quadratic.of(bias)),
            Rule.SUBSETS,
            simplex(n),
            BY);
    assertTrue(Verifier.verify(all, 1).accepted());
    Statistics.label("among").collect(expected);
    Statistics.label("among").coverage(s -> s.check(true).percentage(p -> p > 10));
    assertEquals(
        expected,
        holds(
            new RetrievalClaim.Exists(n - 1, matrix, small, Quadratic.of(bias)),
            Rule.INDUCED,
            Placement.induced(List.of(), columns),
            all));
  }

  private static Certificate codeBound(long d, long n, String cosine) {
    return new TheoremCertificate(
        new Claim.CodeBound(d, BigInteger.valueOf(n), q(cosine)), Theorem.RANKIN, BY);
  }

  /** Margin 0.71: 1 - 2 m^2 = -0.0082, where R^d has d + 1 points, so d + 2 rows need more. */
  @Test
  void differentRows() {
    AllSubsets three = new AllSubsets(3, 1);
    Certificate two = codeBound(1, 2, "-0.0082");
    assertTrue(holds(needs(2, three, "0.71", "0"), Rule.DISTINCT_ROWS, Placement.NONE, two));
    assertFalse(holds(needs(3, three, "0.71", "0"), Rule.DISTINCT_ROWS, Placement.NONE, two));
    assertFalse(holds(needs(2, three, "0.70", "0"), Rule.DISTINCT_ROWS, Placement.NONE, two));
    assertFalse(
        holds(
            needs(
                2,
                new RelevanceMatrix(2, List.of(List.of(0), List.of(1), List.of(1))),
                "0.71",
                "0"),
            Rule.DISTINCT_ROWS,
            Placement.NONE,
            two),
        "rows of one kind count once");
    // Columns count as well.
    assertTrue(
        holds(
            needs(2, new RelevanceMatrix(3, List.of(List.of(0), List.of(1))), "0.71", "0"),
            Rule.DISTINCT_ROWS,
            Placement.NONE,
            two));
    // At bias 1/2 the margin 0.5 has an angle of arccos 0 - arccos 1, at most 90 degrees.
    Certificate right = codeBound(2, 4, "0");
    AllSubsets five = new AllSubsets(5, 1);
    assertTrue(holds(needs(3, five, "1/2", "1/2"), Rule.DISTINCT_ROWS, Placement.NONE, right));
    assertFalse(holds(needs(3, five, "1/2", "0"), Rule.DISTINCT_ROWS, Placement.NONE, right));
    assertFalse(holds(needs(3, five, "0.49", "1/2"), Rule.DISTINCT_ROWS, Placement.NONE, right));
  }

  /** Two thousand million documents of which two are named, and rows of one hash code. */
  @Test
  void manyColumnsAndEqualHashesTakeNoTime() {
    RelevanceMatrix wide = new RelevanceMatrix(Integer.MAX_VALUE, List.of(List.of(0), List.of(1)));
    assertEquals(BigInteger.TWO, wide.distinctRows());
    assertEquals(BigInteger.valueOf(3), wide.distinctColumns());
    List<List<Integer>> rows = new ArrayList<>();
    int n = 60_000;
    for (int i = 0; i < n; i++) {
      rows.add(List.of(i, 40 * n - 31 * i));
    }
    assertEquals(1, rows.stream().map(List::hashCode).distinct().count());
    rows.add(rows.get(0));
    assertEquals(BigInteger.valueOf(n), new RelevanceMatrix(41 * n, rows).distinctRows());
  }

  /** Vectors of two rows that differ have at most the cosine of the rule, also tightly. */
  @Property(tries = 300)
  void rowsThatDifferAreApart(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int percent) {
    Random random = new Random(seed);
    double m = percent / 100.0;
    double b = (random.nextInt(201) - 100) / 100.5 * (1 - m);
    // In the plane of v: u at the angle of b + m, u' at that of b - m, on the same side.
    double cosine = Math.cos(Math.acos(b - m) - Math.acos(b + m));
    BigFraction margin = BigFraction.from(m);
    BigFraction bias = BigFraction.from(b);
    AllSubsets two = new AllSubsets(2, 1);
    for (int sign = -1; sign <= 1; sign += 2) {
      BigFraction near = BigFraction.from(cosine + sign * 1e-7);
      Claim claim = new RetrievalClaim.Needs(2, two, Quadratic.of(margin), Quadratic.of(bias));
      if (near.compareTo(BigFraction.ONE) >= 0 || near.compareTo(BigFraction.of(-1)) < 0) {
        continue;
      }
      // A bound that no theorem says; only the rule is asked.
      CompositionCertificate certificate =
          CertificateWriter.composition(
              claim,
              Rule.DISTINCT_ROWS,
              new TheoremCertificate(
                  new Claim.CodeBound(1, BigInteger.ONE, Quadratic.of(near)), Theorem.RANKIN, BY),
              BY);
      assertEquals(
          sign > 0,
          RetrievalRules.distinctRows(
              certificate, new Claim.CodeBound(1, BigInteger.ONE, Quadratic.of(near))));
    }
  }
}
