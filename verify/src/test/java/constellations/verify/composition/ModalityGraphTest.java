package constellations.verify.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.claim.ModalityGraph.Edge;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Weakening;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.Vectors;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Constellations on graphs of modalities, and what goes from one graph to another. */
class ModalityGraphTest {
  private static final Provenance BY = new Provenance("test", 1L, "none", "test", "2026-11-27");

  private static Quadratic q(String number) {
    return Quadratic.parse(number, "number");
  }

  private static ModalityGraph graph(int k, int... ends) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < ends.length; i += 2) {
      edges.add(Edge.of(ends[i], ends[i + 1]));
    }
    return ModalityGraph.of(k, edges);
  }

  private static ModalityGraph random(Random random, int k) {
    List<Edge> edges = new ArrayList<>(List.of(new Edge(0, 1)));
    for (int a = 0; a < k; a++) {
      for (int c = a + 1; c < k; c++) {
        if (random.nextInt(5) < 2) {
          edges.add(new Edge(a, c));
        }
      }
    }
    return ModalityGraph.of(k, edges);
  }

  private static Demand demand(ModalityGraph graph, String margin, String bias) {
    return new Demand(BigInteger.valueOf(4), graph, q(margin), q(bias));
  }

  private static boolean holds(Claim claim, List<Integer> map, Certificate part) {
    return Verifier.verify(
            CertificateWriter.composition(
                claim, Rule.HOMOMORPHISM, Placement.mapped(map), part, BY),
            1)
        .accepted();
  }

  private static Certificate lift(ModalityGraph graph) {
    Certificate square =
        new TheoremCertificate(
            new Claim.CodeExists(2, BigInteger.valueOf(4), Quadratic.ZERO),
            Theorem.CROSS_POLYTOPE,
            BY);
    long dimension = 2 + graph.modalities() - 1L;
    // alpha_k = 0 at bias 0: 1 - s + k beta = 1 - (k + 1) m
    String margin = "1/" + (graph.modalities() + 1);
    return CertificateWriter.composition(
        new ConstellationClaim.Exists(dimension, demand(graph, margin, "0")),
        Rule.LIFT,
        square,
        BY);
  }

  @Test
  void hubsCostNoMoreThanTwoModalities() {
    ModalityGraph two = ModalityGraph.complete(2);
    ModalityGraph star = graph(5, 0, 1, 0, 2, 0, 3, 0, 4);
    Claim exists = new ConstellationClaim.Exists(3, demand(star, "1/3", "0"));
    assertTrue(holds(exists, List.of(0, 1, 1, 1, 1), lift(two)));
    assertFalse(holds(exists, List.of(0, 0, 1, 1, 1), lift(two)), "an edge collapses");
    assertFalse(holds(exists, List.of(0, 1, 1, 1), lift(two)), "a modality is left out");
    assertFalse(holds(exists, List.of(0, 1, 1, 1, 2), lift(two)), "there is no third");
    assertFalse(holds(exists, List.of(0, 1, 1, 1, -1), lift(two)), "out of range");
    Claim better = new ConstellationClaim.Exists(3, demand(star, "0.34", "0"));
    assertFalse(holds(better, List.of(0, 1, 1, 1, 1), lift(two)), "a larger margin");
    Claim lower = new ConstellationClaim.Exists(2, demand(star, "1/3", "0"));
    assertFalse(holds(lower, List.of(0, 1, 1, 1, 1), lift(two)), "fewer dimensions");
    Claim complete =
        new ConstellationClaim.Exists(3, demand(ModalityGraph.complete(3), "1/3", "0"));
    assertFalse(holds(complete, List.of(0, 1, 1), lift(two)), "three have no such map to two");
  }

  @Test
  void boundsGoTheOtherWay() {
    ModalityGraph two = ModalityGraph.complete(2);
    ModalityGraph star = graph(4, 0, 1, 0, 2, 0, 3);
    // Six pairs at margin 1/3 and bias 0 need dimension 4 (T27).
    Demand six = new Demand(BigInteger.valueOf(6), two, q("1/3"), q("0"));
    Certificate needs =
        new TheoremCertificate(
            new ConstellationClaim.Needs(4, six), Theorem.RANKIN_CONSTELLATIONS, BY);
    assertTrue(Verifier.verify(needs, 1).accepted());
    Claim onStar = new ConstellationClaim.Needs(4, six.on(star));
    assertTrue(holds(onStar, List.of(2, 0), needs));
    assertFalse(holds(onStar, List.of(1, 2), needs), "1 and 2 are not joined");
    assertFalse(holds(onStar, List.of(0, 1, 1, 1), needs), "the map of existence");
    Claim existence = new ConstellationClaim.Exists(3, six.on(star));
    assertFalse(holds(existence, List.of(0, 1, 1, 1), needs), "a bound proves no existence");
    assertTrue(
        Verifier.verify(new TheoremCertificate(onStar, Theorem.RANKIN_CONSTELLATIONS, BY), 1)
            .accepted(),
        "an argument for two modalities that are synchronised");
  }

  /** The projection of three modalities says nothing where no three are joined. */
  @Test
  void projectionsTakeModalitiesThatAreJoined() {
    // Three modalities at s = 1/2, beta = -1/4 have alpha_3 = -1/8, two have alpha_2 = 0.
    Certificate bound =
        new TheoremCertificate(
            new Claim.CodeBound(8, BigInteger.valueOf(9), q("-1/8")), Theorem.RANKIN, BY);
    assertTrue(Verifier.verify(bound, 1).accepted());
    Demand ten = new Demand(BigInteger.TEN, ModalityGraph.complete(3), q("3/8"), q("1/8"));
    assertTrue(
        Verifier.verify(
                CertificateWriter.composition(
                    new ConstellationClaim.Needs(9, ten), Rule.PROJECTION, bound, BY),
                1)
            .accepted());
    Claim path = new ConstellationClaim.Needs(9, ten.on(graph(3, 0, 1, 1, 2)));
    assertFalse(
        Verifier.verify(CertificateWriter.composition(path, Rule.PROJECTION, bound, BY), 1)
            .accepted());
  }

  @Test
  void vectorsAreCheckedAlongEdges() {
    // On the path 0 - 1 - 2 the ends may be equal; of three that are all joined they may not.
    Vectors u = Vectors.Inline.of(List.of(row("1", "0"), row("-1", "0")));
    Vectors v = Vectors.Inline.of(List.of(row("4/5", "3/5"), row("-4/5", "3/5")));
    Vectors w = Vectors.Inline.of(List.of(row("4/5", "-3/5"), row("-4/5", "-3/5")));
    ModalityGraph path = graph(3, 0, 1, 0, 2);
    List<Vectors> vectors = List.of(u, v, w);
    ConstellationCertificate onPath =
        new ConstellationCertificate(2, 2, path, q("4/5"), q("0"), vectors, BY);
    assertTrue(Verifier.verify(onPath, 1).accepted());
    assertFalse(
        Verifier.verify(new ConstellationCertificate(2, 2, 3, q("4/5"), q("0"), vectors, BY), 1)
            .accepted());
    Certificate read = CertificateReader.parse(CertificateWriter.bytes(onPath), Path.of("."));
    assertEquals(onPath.claim(), read.claim());
    assertTrue(read.text().contains("a graph of 2 edges"), read.text());
  }

  private static List<Quadratic> row(String... numbers) {
    return java.util.Arrays.stream(numbers).map(ModalityGraphTest::q).toList();
  }

  @Test
  void whatIsNoGraphIsRefused() {
    String good =
        new String(
            CertificateWriter.bytes(
                new ConstellationCertificate(
                    2,
                    2,
                    graph(3, 0, 1, 1, 2),
                    q("0"),
                    q("0"),
                    List.of(
                        Vectors.Inline.of(List.of(row("1", "0"), row("-1", "0"))),
                        Vectors.Inline.of(List.of(row("1", "0"), row("-1", "0"))),
                        Vectors.Inline.of(List.of(row("1", "0"), row("-1", "0")))),
                    BY)),
            java.nio.charset.StandardCharsets.UTF_8);
    String edges = good.replaceAll("(?s).*(\"edges\"\\s*:\\s*\\[.*?\\]\\s*\\]).*", "$1");
    for (String bad :
        List.of("[]", "[[0,3]]", "[[1,1]]", "[[-1,0]]", "[[0]]", "[[0,1,2]]", "[0,1]", "{}")) {
      byte[] file =
          good.replace(edges, "\"edges\": " + bad)
              .getBytes(java.nio.charset.StandardCharsets.UTF_8);
      assertThrows(BadInputException.class, () -> CertificateReader.parse(file, Path.of(".")), bad);
    }
    byte[] same =
        good.replace(edges, "\"edges\": [[2,1],[1,0],[0,1]]")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(
        graph(3, 0, 1, 1, 2),
        ((ConstellationCertificate) CertificateReader.parse(same, Path.of("."))).graph());
  }

  @Test
  void allEdgesAreNone() {
    assertEquals(ModalityGraph.complete(3), graph(3, 0, 1, 1, 2, 2, 0));
    assertTrue(ModalityGraph.complete(2_000_000_000).contains(ModalityGraph.complete(1_000_000)));
    assertFalse(graph(3, 0, 1, 1, 2).contains(ModalityGraph.complete(2_000_000_000)));
    assertEquals(1999999999L * 1000000000L, ModalityGraph.complete(2_000_000_000).size());
  }

  /** A map is accepted exactly if no edge loses its ends, compared with all pairs one by one. */
  @Property(tries = 300)
  void homomorphisms(@ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int k) {
    Random random = new Random(seed);
    ModalityGraph from = random(random, k);
    ModalityGraph to = random(random, 2 + random.nextInt(4));
    List<Integer> map = random.ints(k, 0, to.modalities()).boxed().toList();
    boolean expected = true;
    for (int a = 0; a < k; a++) {
      for (int c = 0; c < k; c++) {
        expected &= !from.joins(a, c) || to.joins(map.get(a), map.get(c));
      }
    }
    assertEquals(expected, to.isImageOf(from, map));
  }

  /** Leaving out edges or modalities weakens what exists and strengthens what is needed. */
  @Property(tries = 300)
  void parts(@ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int k) {
    Random random = new Random(seed);
    ModalityGraph a = random(random, k);
    ModalityGraph b = random(random, 2 + random.nextInt(5));
    boolean part = b.modalities() <= k && b.all().allMatch(e -> a.joins(e.first(), e.second()));
    Demand more = demand(a, "1/4", "0");
    Demand less = demand(b, "1/4", "0");
    assertEquals(part, more.covers(less));
    assertEquals(
        part,
        Weakening.follows(
            new ConstellationClaim.Exists(3, more), new ConstellationClaim.Exists(3, less)));
    assertEquals(
        part,
        Weakening.follows(
            new ConstellationClaim.Needs(3, less), new ConstellationClaim.Needs(3, more)));
    assertEquals(
        part,
        Weakening.follows(
            new ConstellationClaim.MarginBound(3, less),
            new ConstellationClaim.MarginBound(3, more)));
  }
}
