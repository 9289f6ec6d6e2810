package constellations.verify.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.RandomConfigurations;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.composition.CompositionCertificate.Part;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.SphericalCode;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules against the vectors that they stand for, and tampered compositions. */
class CompositionCheckerTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-22");

  private static BigInteger n(long number) {
    return BigInteger.valueOf(number);
  }

  private static Quadratic q(String number) {
    return Quadratic.parse(number, "number");
  }

  private static Demand demand(long pairs, int k, String margin, String bias) {
    return new Demand(n(pairs), k, q(margin), q(bias));
  }

  private static Certificate crossPolytope(int d) {
    return new TheoremCertificate(
        new Claim.CodeExists(d, n(2L * d), Quadratic.ZERO), Theorem.CROSS_POLYTOPE, PROVENANCE);
  }

  private static boolean holds(Claim claim, Rule rule, Certificate... parts) {
    List<Part> list = java.util.Arrays.stream(parts).map(CertificateWriter::part).toList();
    return Verifier.verify(new CompositionCertificate(claim, rule, list, PROVENANCE), 1).accepted();
  }

  private static boolean layers(Claim claim, List<String> heights, Certificate... parts) {
    List<Part> list = java.util.Arrays.stream(parts).map(CertificateWriter::part).toList();
    List<BigFraction> at = heights.stream().map(h -> Rationals.parse(h, "height")).toList();
    return Verifier.verify(
            new CompositionCertificate(claim, Rule.LAYERS, list, Placement.layers(at), PROVENANCE),
            1)
        .accepted();
  }

  /** alpha(1/3, 0) = 0: a cross-polytope of R^5 lifts to ten pairs in R^6, and not one more. */
  @Test
  void lift() {
    Certificate code = crossPolytope(5);
    Claim claim = new ConstellationClaim.Exists(6, demand(10, 2, "1/3", "0"));
    assertTrue(holds(claim, Rule.LIFT, code));
    assertFalse(
        holds(new ConstellationClaim.Exists(6, demand(11, 2, "1/3", "0")), Rule.LIFT, code));
    assertFalse(
        holds(new ConstellationClaim.Exists(5, demand(10, 2, "1/3", "0")), Rule.LIFT, code));
    assertFalse(
        holds(new ConstellationClaim.Exists(6, demand(10, 2, "0.33333334", "0")), Rule.LIFT, code));
    assertFalse(
        holds(
            new ConstellationClaim.Exists(6, demand(10, 2, "1/3", "-0.0000001")), Rule.LIFT, code));
    assertFalse(
        holds(new ConstellationClaim.Exists(6, demand(10, 3, "0.1", "0")), Rule.LIFT, code));
    assertTrue(holds(new ConstellationClaim.Exists(7, demand(10, 3, "0.1", "0")), Rule.LIFT, code));
    assertFalse(holds(claim, Rule.ALIGNED, code));
    assertFalse(holds(claim, Rule.PROJECTION, code));
    assertFalse(holds(claim, Rule.DIRECT_SUM, code));
    assertFalse(holds(claim, Rule.WEAKENING, code));
  }

  @Test
  void aligned() {
    Certificate code = crossPolytope(5);
    Claim claim = new ConstellationClaim.Exists(5, demand(10, 4, "0.4", "0.4"));
    assertTrue(holds(claim, Rule.ALIGNED, code));
    assertFalse(
        holds(new ConstellationClaim.Exists(5, demand(10, 4, "0.4", "0.399")), Rule.ALIGNED, code));
    assertFalse(
        holds(new ConstellationClaim.Exists(5, demand(10, 4, "0.6", "0.6")), Rule.ALIGNED, code));
    assertFalse(
        holds(new ConstellationClaim.Exists(4, demand(10, 4, "0.4", "0.4")), Rule.ALIGNED, code));
  }

  /** Conditions without which a rule has no proof. */
  @Test
  void conditionsOfTheRules() {
    Certificate code = crossPolytope(5);
    assertFalse(
        holds(new ConstellationClaim.Exists(5, demand(11, 2, "0.4", "0.4")), Rule.ALIGNED, code),
        "more pairs than points");
    Certificate hexagon =
        new TheoremCertificate(
            new Claim.CodeExists(2, n(6), q("1/2")), Theorem.REGULAR_POLYGON, PROVENANCE);
    assertTrue(holds(new Claim.CodeExists(4, n(12), q("1/2")), Rule.DIRECT_SUM, hexagon, hexagon));
    assertFalse(
        holds(new Claim.CodeExists(4, n(12), q("1/4")), Rule.DIRECT_SUM, hexagon, hexagon),
        "each part has the cosine of the sum");
    // beta = -0.6 is below -1/2: three modalities do not project (T20), two do, to -0.27.
    Certificate three =
        new TheoremCertificate(new Claim.CodeBound(5, n(3), q("-1/2")), Theorem.RANKIN, PROVENANCE);
    assertFalse(
        holds(
            new ConstellationClaim.Needs(6, demand(4, 3, "0.35", "-0.25")),
            Rule.PROJECTION,
            three));
    // An irrational margin is not decided, and does not crash.
    Demand irrational = demand(10, 2, "1/10*sqrt(2)", "0");
    assertFalse(holds(new ConstellationClaim.Exists(6, irrational), Rule.LIFT, code));
    Certificate bound =
        new TheoremCertificate(new Claim.CodeBound(5, n(9), q("-1/8")), Theorem.RANKIN, PROVENANCE);
    Demand steep = demand(11, 2, "1/3*sqrt(2)", "0");
    assertFalse(holds(new ConstellationClaim.Needs(6, steep), Rule.PROJECTION, bound));
  }

  @Test
  void projection() {
    Certificate bound =
        new TheoremCertificate(
            new Claim.CodeBound(5, n(10), Quadratic.ZERO), Theorem.RANKIN, PROVENANCE);
    Claim claim = new ConstellationClaim.Needs(6, demand(11, 2, "1/3", "0"));
    assertTrue(holds(claim, Rule.PROJECTION, bound));
    assertFalse(
        holds(new ConstellationClaim.Needs(6, demand(10, 2, "1/3", "0")), Rule.PROJECTION, bound));
    assertFalse(
        holds(new ConstellationClaim.Needs(7, demand(11, 2, "1/3", "0")), Rule.PROJECTION, bound));
    assertFalse(
        holds(
            new ConstellationClaim.Needs(6, demand(11, 2, "0.333", "0")), Rule.PROJECTION, bound));
    // Two of three modalities project as well.
    assertTrue(
        holds(new ConstellationClaim.Needs(6, demand(11, 3, "1/3", "0")), Rule.PROJECTION, bound));
  }

  @Test
  void directSums() {
    Claim claim = new Claim.CodeExists(9, n(18), Quadratic.ZERO);
    assertTrue(holds(claim, Rule.DIRECT_SUM, crossPolytope(5), crossPolytope(4)));
    assertFalse(
        holds(
            new Claim.CodeExists(9, n(19), Quadratic.ZERO),
            Rule.DIRECT_SUM,
            crossPolytope(5),
            crossPolytope(4)));
    assertFalse(
        holds(
            new Claim.CodeExists(8, n(18), Quadratic.ZERO),
            Rule.DIRECT_SUM,
            crossPolytope(5),
            crossPolytope(4)));
    Certificate simplex =
        new TheoremCertificate(
            new Claim.CodeExists(2, n(3), q("-1/2")), Theorem.REGULAR_SIMPLEX, PROVENANCE);
    assertFalse(
        holds(new Claim.CodeExists(4, n(6), q("-1/2")), Rule.DIRECT_SUM, simplex, simplex),
        "orthogonal vectors have cosine 0");
    assertTrue(holds(new Claim.CodeExists(4, n(3), q("-1/2")), Rule.DIRECT_SUM, simplex));
  }

  /** Three squares at heights -4/5, 0, 4/5: cosines 16/25 within, 3/5 between neighbours. */
  @Test
  void layersOfSquares() {
    Certificate square = crossPolytope(2);
    List<String> heights = List.of("-4/5", "0", "4/5");
    Claim claim = new Claim.CodeExists(3, n(12), q("16/25"));
    assertTrue(layers(claim, heights, square, square, square));
    assertFalse(
        layers(new Claim.CodeExists(3, n(13), q("16/25")), heights, square, square, square));
    assertFalse(
        layers(new Claim.CodeExists(3, n(12), q("0.639999")), heights, square, square, square));
    assertFalse(
        layers(new Claim.CodeExists(2, n(12), q("16/25")), heights, square, square, square));
    assertFalse(
        layers(claim, List.of("-4/5", "0", "3/5"), square, square, square), "3/5 is 4/5 from 0");
    assertThrows(
        BadInputException.class,
        () -> layers(claim, List.of("-4/5", "0", "1"), square, square, square));
    assertThrows(BadInputException.class, () -> layers(claim, List.of("0"), square, square));
  }

  @Test
  void weakening() {
    Certificate code = crossPolytope(5);
    assertTrue(holds(new Claim.CodeExists(6, n(9), q("1/10")), Rule.WEAKENING, code));
    assertFalse(holds(new Claim.CodeExists(6, n(11), q("1/10")), Rule.WEAKENING, code));
    assertFalse(holds(new Claim.CodeExists(4, n(9), q("1/10")), Rule.WEAKENING, code));
    assertFalse(holds(new Claim.CodeExists(6, n(9), q("-1/10")), Rule.WEAKENING, code));
    Certificate bound =
        new TheoremCertificate(
            new Claim.CodeBound(5, n(10), Quadratic.ZERO), Theorem.RANKIN, PROVENANCE);
    assertTrue(holds(new Claim.CodeBound(4, n(11), q("-1/10")), Rule.WEAKENING, bound));
    assertFalse(holds(new Claim.CodeBound(6, n(11), q("-1/10")), Rule.WEAKENING, bound));
    assertFalse(holds(new Claim.CodeBound(4, n(9), q("-1/10")), Rule.WEAKENING, bound));
    assertFalse(holds(new Claim.CodeBound(4, n(11), q("1/10")), Rule.WEAKENING, bound));
    assertFalse(holds(new Claim.CodeBound(5, n(11), q("0")), Rule.WEAKENING, code));
  }

  @Test
  void weakeningOfConstellations() {
    Certificate exists =
        CertificateWriter.composition(
            new ConstellationClaim.Exists(6, demand(10, 2, "1/3", "0")),
            Rule.LIFT,
            crossPolytope(5),
            PROVENANCE);
    assertTrue(
        holds(new ConstellationClaim.Exists(7, demand(9, 2, "0.3", "0")), Rule.WEAKENING, exists));
    assertTrue(
        holds(
            new ConstellationClaim.Exists(7, demand(9, 2, "0.3", "0.03")), Rule.WEAKENING, exists));
    assertFalse(
        holds(
            new ConstellationClaim.Exists(7, demand(9, 2, "0.3", "0.04")), Rule.WEAKENING, exists));
    for (ConstellationClaim.Exists more :
        List.of(
            new ConstellationClaim.Exists(5, demand(10, 2, "1/3", "0")),
            new ConstellationClaim.Exists(6, demand(11, 2, "1/3", "0")),
            new ConstellationClaim.Exists(6, demand(10, 3, "1/3", "0")))) {
      assertFalse(holds(more, Rule.WEAKENING, exists), more.text());
    }
    Certificate needs =
        CertificateWriter.composition(
            new ConstellationClaim.Needs(6, demand(11, 2, "1/3", "0")),
            Rule.PROJECTION,
            new TheoremCertificate(
                new Claim.CodeBound(5, n(10), Quadratic.ZERO), Theorem.RANKIN, PROVENANCE),
            PROVENANCE);
    assertTrue(
        holds(new ConstellationClaim.Needs(5, demand(12, 3, "0.34", "0")), Rule.WEAKENING, needs));
    assertFalse(
        holds(new ConstellationClaim.Needs(6, demand(12, 2, "0.3", "0")), Rule.WEAKENING, needs));
    assertFalse(
        holds(new ConstellationClaim.Needs(7, demand(12, 2, "0.34", "0")), Rule.WEAKENING, needs));
  }

  /** Layers at the rational heights (1 - t^2)/(1 + t^2) against their vectors. */
  @Property(tries = 1000, seed = "1")
  void layersAgreeWithVectors(
      @ForAll @IntRange(min = 1, max = 1_000_000) int seed,
      @ForAll @IntRange(min = 1, max = 30) int first,
      @ForAll @IntRange(min = 1, max = 30) int second,
      @ForAll @IntRange(min = 40, max = 99) int percent) {
    Quadratic claimed = Quadratic.of(BigFraction.of(percent, 100));
    SphericalCode code = RandomConfigurations.code(new Random(seed), 3, 2);
    Quadratic cosine = Quadratic.of(Rationals.of(code.largestCosine(1).cosine().ceiling(15)));
    if (cosine.compareTo(Quadratic.ONE) >= 0 || first == second) {
      return;
    }
    int[] tangents = {first, second};
    boolean accepted = true;
    List<double[]> vectors = new ArrayList<>();
    for (int tangent : tangents) {
      BigFraction t = BigFraction.of(tangent, 10);
      BigFraction down = t.multiply(t).add(1).reciprocal();
      BigFraction h = BigFraction.ONE.subtract(t.multiply(t)).multiply(down);
      double r = t.multiply(2).multiply(down).doubleValue();
      accepted &= Composition.layer(cosine, h, claimed);
      for (int i = 0; i < 3; i++) {
        double[] x = code.points().approximateUnit(i);
        vectors.add(new double[] {r * x[0], r * x[1], h.doubleValue()});
      }
    }
    accepted &= Composition.apart(height(first), height(second), claimed);
    Statistics.label("layers").collect(accepted);
    Statistics.label("layers").coverage(seen -> seen.check(true).percentage(p -> p > 0));
    double largest = -1;
    for (int i = 0; i < vectors.size(); i++) {
      for (int j = 0; j < i; j++) {
        double product = 0;
        for (int k = 0; k < 3; k++) {
          product += vectors.get(i)[k] * vectors.get(j)[k];
        }
        largest = Math.max(largest, product);
      }
    }
    if (accepted) {
      assertTrue(largest <= percent / 100.0 + 1e-12, largest + " above " + percent);
    }
  }

  private static BigFraction height(int tangent) {
    BigFraction square = BigFraction.of(tangent * tangent, 100);
    return BigFraction.ONE.subtract(square).divide(square.add(1));
  }

  /** Points in more coordinates than dimensions: the hexagon as the roots of A2. */
  @Test
  void rankCounts() {
    long[] roots = {1, -1, 0, -1, 1, 0, 1, 0, -1, -1, 0, 1, 0, 1, -1, 0, -1, 1};
    Vectors vectors = Vectors.Inline.of(PointSet.ofIntegers(3, roots));
    for (int d = 1; d <= 4; d++) {
      Certificate code = new SphericalCodeCertificate(d, 6, q("1/2"), vectors, PROVENANCE);
      assertEquals(d == 2 || d == 3, Verifier.verify(code, 1).accepted(), "dimension " + d);
    }
  }

  @TempDir Path folder;

  /** Writes a certificate and all its parts beside each other. */
  private Path write(Certificate certificate) throws IOException {
    if (certificate instanceof CompositionCertificate composition) {
      for (Part part : composition.parts()) {
        write(part.certificate());
      }
    }
    Path path = folder.resolve(CertificateWriter.part(certificate).file());
    return Files.write(path, CertificateWriter.bytes(certificate));
  }

  /** A part that is missing, changed, false, or another file; each is refused. */
  @Test
  void partsAreFollowed() throws IOException {
    Claim claim = new ConstellationClaim.Exists(6, demand(10, 2, "1/3", "0"));
    Certificate composition =
        CertificateWriter.composition(claim, Rule.LIFT, crossPolytope(5), PROVENANCE);
    Path written = write(composition);
    assertTrue(Verifier.verify(CertificateReader.read(written), 1).accepted());
    String part = CertificateWriter.part(crossPolytope(5)).file();
    byte[] honest = Files.readAllBytes(folder.resolve(part));
    Files.delete(folder.resolve(part));
    assertThrows(BadInputException.class, () -> CertificateReader.read(written));
    for (int i = 0; i < honest.length; i++) {
      byte[] changed = honest.clone();
      changed[i] ^= 1;
      Files.write(folder.resolve(part), changed);
      assertThrows(BadInputException.class, () -> CertificateReader.read(written));
    }
    Files.write(folder.resolve(part), honest);
    String text = Files.readString(written);
    String digest = CertificateWriter.part(crossPolytope(5)).sha256();
    for (String bad :
        List.of(
            text.replace(digest, digest.replace(digest.charAt(0), '0').replace('1', '2')),
            text.replace(part, "../" + part),
            text.replace(part, "absent.json"),
            text.replace("\"lift\"", "\"left\""),
            text.replace("\"parts\"", "\"heights\": [], \"parts\""))) {
      if (!bad.equals(text)) {
        Files.writeString(folder.resolve("bad.json"), bad);
        Path file = folder.resolve("bad.json");
        boolean refused;
        try {
          refused = !Verifier.verify(CertificateReader.read(file), 1).accepted();
        } catch (BadInputException e) {
          refused = true;
        }
        assertEquals(!bad.contains("heights"), refused, bad);
      }
    }
    // A part that is well formed but false.
    Certificate lie =
        new TheoremCertificate(
            new Claim.CodeExists(5, n(11), Quadratic.ZERO), Theorem.CROSS_POLYTOPE, PROVENANCE);
    assertFalse(holds(claim, Rule.LIFT, lie));
  }

  /** Certificates in certificates end somewhere. */
  @Test
  void depthIsLimited() throws IOException {
    Certificate inner = crossPolytope(5);
    for (int depth = 0; depth < 9; depth++) {
      inner =
          CertificateWriter.composition(
              new Claim.CodeExists(5, n(10), Quadratic.ZERO), Rule.WEAKENING, inner, PROVENANCE);
    }
    Path written = write(inner);
    assertThrows(BadInputException.class, () -> CertificateReader.read(written));
  }
}
