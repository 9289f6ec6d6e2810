package constellations.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.claim.TwoSidedExists;
import constellations.verify.composition.CompositionCertificate.Rule;
import constellations.verify.composition.Placement;
import constellations.verify.dual.MarginDualCertificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.RetrievalCertificate;
import constellations.verify.points.Vectors;
import constellations.verify.theorem.TheoremCertificate;
import constellations.verify.theorem.TheoremCertificate.Theorem;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/**
 * Damaged certificates about queries and documents. Whatever was done to one, it must not crash the
 * reader or the checker, and if it is accepted a second evaluation must agree that it is right.
 */
class RetrievalMutationsTest {
  private static final int MUTATIONS = 5000;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Path NOWHERE = Path.of("nowhere");
  private static final Provenance BY = new Provenance("test", 1L, "none", "test", "2026-11-28");

  private static ObjectNode json(Certificate certificate) {
    assertTrue(Verifier.verify(certificate, 1).accepted(), "the honest one is accepted");
    try {
      return (ObjectNode) MAPPER.readTree(CertificateWriter.bytes(certificate));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Pairs of small integers, with the margin that they have. */
  private static List<ObjectNode> vectors() {
    List<ObjectNode> nodes = new ArrayList<>();
    Random random = new Random(3);
    for (int n = 2; n < 7; n++) {
      PointSet v = RandomConfigurations.unitVectors(random, n, 3);
      List<List<Integer>> rows = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        rows.add(List.of(i));
      }
      double most = -1;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          most = Math.max(most, v.cosine(i, v, j).ceiling(15).doubleValue());
        }
      }
      BigDecimal margin = Rationals.floor(BigFraction.from((1 - most) / 2 - 1e-15), 15);
      BigFraction bias = BigFraction.ONE.subtract(Rationals.of(margin));
      nodes.add(
          json(
              new RetrievalCertificate(
                  new RetrievalClaim.Exists(
                      3,
                      new RelevanceMatrix(n, rows),
                      Quadratic.of(Rationals.of(margin)),
                      Quadratic.of(bias)),
                  Vectors.Inline.of(v),
                  Vectors.Inline.of(v),
                  BY)));
    }
    return nodes;
  }

  /** Tight duals of N pairs, over all biases and at bias 0. */
  private static List<ObjectNode> duals() {
    List<ObjectNode> nodes = new ArrayList<>();
    for (int n = 3; n < 7; n++) {
      for (boolean free : new boolean[] {true, false}) {
        List<List<Integer>> rows = new ArrayList<>();
        List<List<BigInteger>> weights = new ArrayList<>();
        for (int i = 0; i < n; i++) {
          rows.add(List.of(i));
          List<BigInteger> row =
              new ArrayList<>(Collections.nCopies(n, BigInteger.valueOf(free ? -1 : -2)));
          row.set(i, BigInteger.valueOf(free ? n - 1 : n - 2));
          weights.add(row);
        }
        List<BigInteger> ends = Collections.nCopies(n, BigInteger.valueOf(n));
        nodes.add(
            json(
                new MarginDualCertificate(
                    new RetrievalClaim.MarginBound(
                        OptionalLong.empty(),
                        new RelevanceMatrix(n, rows),
                        Quadratic.of(BigFraction.of(n, free ? 2 * n - 2 : 3 * n - 4)),
                        free ? Optional.empty() : Optional.of(Quadratic.ZERO)),
                    weights,
                    ends,
                    ends,
                    BY)));
      }
    }
    return nodes;
  }

  @Test
  void noFalseCertificateIsAcceptedAndNoneCrashes() {
    List<List<ObjectNode>> originals = List.of(vectors(), duals());
    Random random = new Random(20261128);
    int[] accepted = new int[2];
    for (int i = 0; i < 2 * MUTATIONS; i++) {
      List<ObjectNode> kind = originals.get(i % 2);
      ObjectNode node = kind.get(random.nextInt(kind.size())).deepCopy();
      String what = change(node, random);
      byte[] bytes = node.toString().getBytes(StandardCharsets.UTF_8);
      Certificate certificate;
      boolean holds;
      try {
        certificate = CertificateReader.parse(bytes, NOWHERE);
        holds = Verifier.verify(certificate, 1).accepted();
      } catch (BadInputException e) {
        assertFalse(e.getMessage().contains("\n"));
        continue;
      }
      if (holds) {
        accepted[i % 2]++;
        assertTrue(
            certificate instanceof RetrievalCertificate retrieval
                ? right(retrieval)
                : right((MarginDualCertificate) certificate),
            () -> what + " was accepted: " + node);
      }
    }
    // What makes a claim weaker stays true; most changes do not.
    assertTrue(accepted[0] < 2 * MUTATIONS / 3 && accepted[1] < MUTATIONS / 2);
  }

  /** Changes one number, drops a member of a list, or takes one twice. */
  private static String change(ObjectNode node, Random random) {
    List<ArrayNode> lists = new ArrayList<>();
    collect(node.get("claim"), lists);
    collect(node.get("evidence"), lists);
    ObjectNode claim = (ObjectNode) node.get("claim");
    int kind = random.nextInt(8);
    if (kind == 0) {
      List<String> fields = new ArrayList<>();
      claim.fieldNames().forEachRemaining(fields::add);
      String field = fields.get(random.nextInt(fields.size()));
      if (claim.get(field).isInt()) {
        claim.put(field, claim.get(field).intValue() + random.nextInt(3) - 1);
      } else if (claim.get(field).isValueNode()) {
        Quadratic old = Quadratic.parse(claim.get(field).asText(), "x");
        Quadratic unit = Quadratic.parse((random.nextBoolean() ? "" : "-") + "1e-15", "x");
        claim.put(field, old.add(unit).toString());
      }
      return "claim." + field;
    }
    ArrayNode list = lists.get(random.nextInt(lists.size()));
    int at = random.nextInt(list.size());
    JsonNode old = list.get(at);
    if (kind == 1) {
      list.remove(at);
      return "a member left out";
    }
    if (kind == 2) {
      list.insert(at, old.deepCopy());
      return "a member twice";
    }
    if (old.isIntegralNumber()) {
      int value = old.intValue();
      int[] others = {value + 1, value - 1, -value, 0, value + 1000};
      list.set(at, new IntNode(others[random.nextInt(others.length)]));
      return "an integer";
    }
    if (old.isTextual()) {
      String[] others = {"0", "1", "-1", "1/3", "1e-15", "-7/5", "NaN"};
      list.set(at, new TextNode(others[random.nextInt(others.length)]));
      return "a number";
    }
    int other = random.nextInt(list.size());
    list.set(at, list.get(other).deepCopy());
    list.set(other, old.deepCopy());
    return "members exchanged";
  }

  private static void collect(JsonNode node, List<ArrayNode> lists) {
    if (node instanceof ArrayNode list && !list.isEmpty()) {
      lists.add(list);
    }
    node.forEach(child -> collect(child, lists));
  }

  /** Every pair, exactly. */
  private static boolean right(RetrievalCertificate certificate) {
    RetrievalClaim.Exists claim = certificate.claim();
    PointSet u = certificate.queries().points();
    PointSet v = certificate.documents().points();
    RelevanceMatrix relevance = claim.relevance().listed();
    boolean right =
        u.size() == relevance.rows().size()
            && v.size() == relevance.documents()
            && u.dimension() <= claim.dimension();
    for (int i = 0; right && i < u.size(); i++) {
      for (int j = 0; right && j < v.size(); j++) {
        right =
            relevance.rows().get(i).contains(j)
                ? u.cosine(i, v, j).compareTo(claim.bias().add(claim.margin())) >= 0
                : u.cosine(i, v, j).compareTo(claim.bias().subtract(claim.margin())) <= 0;
      }
    }
    return right;
  }

  /** The whole matrix in fractions, and the value. */
  private static boolean right(MarginDualCertificate certificate) {
    int queries = certificate.theta().size();
    int n = queries + certificate.phi().size();
    BigFraction[][] m = new BigFraction[n][n];
    BigFraction total = BigFraction.ZERO;
    BigFraction sum = BigFraction.ZERO;
    BigFraction ends = BigFraction.ZERO;
    RelevanceMatrix relevance = certificate.claim().relevance().listed();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m[i][j] = BigFraction.ZERO;
      }
      BigInteger end =
          i < queries ? certificate.theta().get(i) : certificate.phi().get(i - queries);
      m[i][i] = BigFraction.of(end);
      ends = ends.add(m[i][i]);
    }
    for (int i = 0; i < queries; i++) {
      for (int j = queries; j < n; j++) {
        BigFraction weight = BigFraction.of(certificate.weights().get(i).get(j - queries));
        boolean relevant = relevance.rows().get(i).contains(j - queries);
        if (relevant ? weight.signum() < 0 : weight.signum() > 0) {
          return false;
        }
        m[i][j] = weight.negate();
        m[j][i] = weight.negate();
        total = total.add(weight.abs());
        sum = sum.add(weight);
      }
    }
    for (int k = 0; k < n; k++) {
      for (int i = k + 1; i < n; i++) {
        if (m[k][k].signum() == 0 && m[i][k].signum() != 0) {
          return false;
        }
        BigFraction factor = m[k][k].signum() == 0 ? BigFraction.ZERO : m[i][k].divide(m[k][k]);
        for (int j = k; j < n; j++) {
          m[i][j] = m[i][j].subtract(factor.multiply(m[k][j]));
        }
      }
      if (m[k][k].signum() < 0) {
        return false;
      }
    }
    BigFraction bias = certificate.claim().bias().map(Quadratic::rational).orElse(BigFraction.ZERO);
    return (certificate.claim().bias().isPresent() || sum.signum() == 0)
        && certificate
                .claim()
                .margin()
                .rational()
                .multiply(total)
                .compareTo(ends.divide(2).subtract(bias.multiply(sum)))
            >= 0;
  }

  /**
   * Claims about sums over the simplex, pairs among subsets and different rows, with every number
   * moved: what is accepted is true by the formula in floating point, and the formula is reached.
   */
  @Test
  void movedNumbersOfCompositions() {
    Random random = new Random(4);
    int accepted = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      int n = 3 + random.nextInt(20);
      int k = 1 + random.nextInt(Math.min(4, n - 1));
      double bias = (random.nextInt(181) - 90) / 100.0;
      double r = Math.sqrt((double) k * (n - 1) * (n - k));
      double m0 = n / (2 * r);
      double b0 = (n - 2.0 * k) / (2 * r);
      double most = m0 * Math.min(1, Math.min((1 - bias) / (1 - b0), (1 + bias) / (1 + b0)));
      double moved = most + (random.nextInt(7) - 3) * 1e-9;
      // A simplex of a point or a dimension more or less, or of another cosine.
      int points = n + random.nextInt(3) - 1;
      long dimension = points - 1L + random.nextInt(3);
      BigFraction cosine = BigFraction.of(-1, points - 1);
      Certificate code =
          new TheoremCertificate(
              new TwoSidedExists(
                  points - 1,
                  BigInteger.valueOf(points),
                  Quadratic.of(cosine),
                  Quadratic.of(cosine)),
              Theorem.REGULAR_SIMPLEX,
              BY);
      RetrievalClaim claim =
          new RetrievalClaim.Exists(
              dimension,
              new AllSubsets(n, k),
              Quadratic.of(BigFraction.from(Math.max(0, moved))),
              Quadratic.of(BigFraction.from(bias)));
      boolean holds =
          Verifier.verify(CertificateWriter.composition(claim, Rule.SUBSETS, code, BY), 1)
              .accepted();
      accepted += holds ? 1 : 0;
      assertTrue(!holds || (points >= n && moved <= most + 1e-12), () -> "accepted: " + claim);
      assertTrue(
          holds || points != n || dimension < n || moved > most - 1e-12,
          () -> "rejected: " + claim);
      // Pairs among subsets: n - k + 1, of a margin that needs as many dimensions.
      int pairs = Math.max(2, n - k + 1 + random.nextInt(3) - 1);
      Demand demand =
          new Demand(
              BigInteger.valueOf(pairs),
              2,
              Quadratic.of(BigFraction.of(2, 5)),
              Quadratic.of(BigFraction.of(0, 1)));
      Certificate needed =
          new TheoremCertificate(
              new ConstellationClaim.Needs(2, demand), Theorem.RANKIN_CONSTELLATIONS, BY);
      boolean among =
          Verifier.verify(
                  CertificateWriter.composition(
                      new RetrievalClaim.Needs(
                          2, new AllSubsets(n, k), demand.margin(), demand.bias()),
                      Rule.INDUCED,
                      Placement.NONE,
                      needed,
                      BY),
                  1)
              .accepted();
      assertTrue(!among || pairs <= n - k + 1);
    }
    assertTrue(accepted > MUTATIONS / 20);
  }
}
