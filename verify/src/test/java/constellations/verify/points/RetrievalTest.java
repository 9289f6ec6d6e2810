package constellations.verify.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.RandomConfigurations;
import constellations.verify.Verifier;
import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrievalTest {
  private static final Provenance BY = new Provenance("test", 1L, "none", "test", "2026-11-27");

  private static Quadratic q(String number) {
    return Quadratic.parse(number, "number");
  }

  private static RetrievalCertificate of(
      List<List<Integer>> relevant, String margin, String bias, PointSet u, PointSet v) {
    return new RetrievalCertificate(
        new RetrievalClaim.Exists(
            u.dimension(), new RelevanceMatrix(v.size(), relevant), q(margin), q(bias)),
        Vectors.Inline.of(u),
        Vectors.Inline.of(v),
        BY);
  }

  private static boolean holds(RetrievalCertificate certificate) {
    return Verifier.verify(certificate, 1).accepted();
  }

  /** Three documents (1,0), (3,4)/5, (0,1) and the queries (1,0), (2,1), (0,1). */
  @Test
  void marginsAreExact() {
    PointSet v = PointSet.ofIntegers(2, new long[] {1, 0, 3, 4, 0, 1});
    PointSet u = PointSet.ofIntegers(2, new long[] {1, 0, 0, 1});
    // Relevant: 1 and 1, others 3/5 and 0, and 0 and 4/5.
    List<List<Integer>> relevant = List.of(List.of(0), List.of(2));
    assertTrue(holds(of(relevant, "0.1", "0.9", u, v)));
    assertFalse(holds(of(relevant, "0.1000000000000000001", "0.9", u, v)));
    assertFalse(holds(of(relevant, "0.1", "0.9000000000000000001", u, v)));
    assertFalse(holds(of(relevant, "0.1", "0.8999999999999999999", u, v)));
    // The second document is relevant to both: least 3/5, others 0.
    assertTrue(holds(of(List.of(List.of(0, 1), List.of(1, 2)), "0.3", "0.3", u, v)));
    assertFalse(holds(of(List.of(List.of(0, 1), List.of(2)), "0", "0.5", u, v)));
    // A query without relevant documents is far from all.
    assertFalse(holds(of(List.of(List.of(0, 1), List.of()), "0", "-1", u, v)));
    PointSet other = PointSet.ofIntegers(2, new long[] {1, 0, -1, -1});
    assertTrue(holds(of(List.of(List.of(0, 1), List.of()), "0.3", "0.3", other, v)));
  }

  @Test
  void shapesAreChecked() {
    PointSet v = PointSet.ofIntegers(2, new long[] {1, 0, 0, 1});
    PointSet u = PointSet.ofIntegers(2, new long[] {1, 0, 0, 1});
    List<List<Integer>> identity = List.of(List.of(0), List.of(1));
    RetrievalCertificate good = of(identity, "1/2", "1/2", u, v);
    assertTrue(holds(good));
    RetrievalClaim.Exists claim = good.claim();
    PointSet three = PointSet.ofIntegers(2, new long[] {1, 0, 0, 1, 1, 1});
    PointSet space = PointSet.ofIntegers(3, new long[] {1, 0, 0, 0, 1, 0});
    for (PointSet bad : List.of(three, space)) {
      Vectors vectors = Vectors.Inline.of(bad);
      assertFalse(holds(new RetrievalCertificate(claim, vectors, good.documents(), BY)));
      assertFalse(holds(new RetrievalCertificate(claim, good.queries(), vectors, BY)));
    }
    assertEquals(
        claim, CertificateReader.parse(CertificateWriter.bytes(good), Path.of(".")).claim());
  }

  /** All pairs of three documents, in order; long lists are refused before they are made. */
  @Test
  void allSubsetsAreInOrder() {
    PointSet v = PointSet.ofIntegers(3, new long[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    PointSet u = PointSet.ofIntegers(3, new long[] {1, 1, 0, 1, 0, 1, 0, 1, 1});
    PointSet other = PointSet.ofIntegers(3, new long[] {1, 0, 1, 1, 1, 0, 0, 1, 1});
    RetrievalClaim.Exists claim =
        new RetrievalClaim.Exists(3, new AllSubsets(3, 2), q("0.35"), q("0.35"));
    Vectors documents = Vectors.Inline.of(v);
    RetrievalCertificate good =
        new RetrievalCertificate(claim, Vectors.Inline.of(u), documents, BY);
    assertTrue(holds(good));
    assertFalse(holds(new RetrievalCertificate(claim, Vectors.Inline.of(other), documents, BY)));
    assertEquals(
        good.claim(), CertificateReader.parse(CertificateWriter.bytes(good), Path.of(".")).claim());
    RetrievalClaim.Exists large =
        new RetrievalClaim.Exists(3, new AllSubsets(447, 445), q("0.3"), q("0.3"));
    assertFalse(holds(new RetrievalCertificate(large, Vectors.Inline.of(u), documents, BY)));
    assertThrows(BadInputException.class, () -> new AllSubsets(447, 445).listed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[[2], [1]]",
        "[[-1], [1]]",
        "[[0, 0], [1]]",
        "[[1, 0], [1]]",
        "[0, 1]",
        "{}",
        "[[0.5], [1]]",
        "[[\"0\"], [1]]"
      })
  void whatIsNoMatrixIsRefused(String relevant) {
    PointSet v = PointSet.ofIntegers(2, new long[] {1, 0, 0, 1});
    String text =
        new String(
            CertificateWriter.bytes(of(List.of(List.of(0), List.of(1)), "1/2", "1/2", v, v)),
            StandardCharsets.UTF_8);
    String bad =
        text.replaceAll("(?s)\"relevant\"\\s*:\\s*\\[.*?\\]\\s*\\]", "\"relevant\": " + relevant);
    assertFalse(bad.equals(text));
    byte[] file = bad.getBytes(StandardCharsets.UTF_8);
    assertThrows(
        BadInputException.class, () -> CertificateReader.parse(file, Path.of(".")), relevant);
  }

  /** The verdict is that of all exact comparisons, also where many products are close to it. */
  @Property(tries = 300)
  void theVerdictIsExact(@ForAll long seed) {
    Random random = new Random(seed);
    int d = 2 + random.nextInt(3);
    PointSet u = RandomConfigurations.unitVectors(random, 1 + random.nextInt(5), d);
    PointSet v = RandomConfigurations.unitVectors(random, 1 + random.nextInt(5), d);
    // A bound that is one of the products, or nearly so.
    Cosine some = u.cosine(random.nextInt(u.size()), v, random.nextInt(v.size()));
    Quadratic level = some.inner().divide(Quadratic.sqrt(some.norms().rational()));
    // Mostly the pairs that are at least at the level, and sometimes any.
    boolean fitting = random.nextInt(4) > 0;
    List<List<Integer>> relevant = new ArrayList<>();
    for (int i = 0; i < u.size(); i++) {
      List<Integer> row = new ArrayList<>();
      for (int j = 0; j < v.size(); j++) {
        boolean above = u.cosine(i, v, j).compareTo(level) >= 0;
        if (fitting ? above : random.nextBoolean()) {
          row.add(j);
        }
      }
      relevant.add(row);
    }
    Quadratic margin =
        random.nextInt(3) == 0 ? Quadratic.of(0) : q("1e-" + (1 + random.nextInt(25)));
    Quadratic bias = random.nextBoolean() ? level.add(margin) : level.subtract(margin);
    if (bias.compareTo(Quadratic.ONE) > 0 || bias.compareTo(Quadratic.of(-1)) < 0) {
      return;
    }
    boolean expected = true;
    for (int i = 0; i < u.size(); i++) {
      for (int j = 0; j < v.size(); j++) {
        Cosine cosine = u.cosine(i, v, j);
        expected &=
            relevant.get(i).contains(j)
                ? cosine.compareTo(bias.add(margin)) >= 0
                : cosine.compareTo(bias.subtract(margin)) <= 0;
      }
    }
    RetrievalCertificate certificate =
        new RetrievalCertificate(
            new RetrievalClaim.Exists(d, new RelevanceMatrix(v.size(), relevant), margin, bias),
            Vectors.Inline.of(u),
            Vectors.Inline.of(v),
            BY);
    Statistics.label("holds").collect(expected);
    Statistics.label("holds").coverage(seen -> seen.check(true).percentage(p -> p > 10));
    assertEquals(expected, holds(certificate));
  }

  /** Products that rounding cannot tell from a bound of 2000 digits: the work has a limit. */
  @Test
  void manyTiesAreLeftUndecided() {
    int n = 1500;
    long[] u = new long[2 * n];
    long[] v = new long[2 * n];
    List<List<Integer>> none = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      u[2 * i] = 1;
      v[2 * i] = 1_000_000_000;
      v[2 * i + 1] = 1;
      none.add(List.of());
    }
    assertFalse(
        holds(of(none, "1e-1999", "1", PointSet.ofIntegers(2, u), PointSet.ofIntegers(2, v))));
  }
}
