package constellations.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.Constellation;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.SphericalCode;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * More than ten thousand damaged certificates. Whatever was done to one, it must not crash the
 * reader or the checker, and if it is accepted, a second, independent evaluation of what the JSON
 * says must agree that the claim is true.
 */
class MutatedCertificatesTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 12_000);
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final MathContext DIGITS = new MathContext(120);
  private static final Path NOWHERE = Path.of("nowhere");
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-22");

  private final List<ObjectNode> originals = originals();

  /** Honest certificates of all forms, most of them tight. */
  private static List<ObjectNode> originals() {
    List<Certificate> certificates = new ArrayList<>();
    Random random = new Random(7);
    for (int n = 3; n < 9; n++) {
      SphericalCode code = RandomConfigurations.code(random, n, 2 + n % 3);
      BigDecimal cosine = code.largestCosine(1).cosine().ceiling(15);
      if (cosine.compareTo(BigDecimal.ONE) < 0) {
        certificates.add(
            new SphericalCodeCertificate(
                code.dimension(),
                n,
                Quadratic.of(Rationals.of(cosine)),
                Vectors.Inline.of(code.points()),
                PROVENANCE));
      }
      Constellation pairs =
          Constellation.of(
              RandomConfigurations.moved(random, code.points(), 10),
              RandomConfigurations.moved(random, code.points(), 10));
      BigDecimal bias = pairs.separation(1).biasFloor(15);
      BigDecimal margin = pairs.separation(1).marginFloor(bias, 15);
      if (margin.signum() >= 0) {
        certificates.add(
            new ConstellationCertificate(
                pairs.dimension(),
                n,
                2,
                Quadratic.of(Rationals.of(margin)),
                Quadratic.of(Rationals.of(bias)),
                pairs.modalities().stream().map(p -> (Vectors) Vectors.Inline.of(p)).toList(),
                PROVENANCE));
      }
    }
    // The icosahedron: sqrt(5)/5 exactly.
    Quadratic golden = Quadratic.parse("1/2+1/2*sqrt(5)", "x");
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int sign = -1; sign <= 1; sign += 2) {
      for (Quadratic g : List.of(golden, golden.negate())) {
        Quadratic one = Quadratic.of(sign);
        rows.add(List.of(Quadratic.ZERO, one, g));
        rows.add(List.of(one, g, Quadratic.ZERO));
        rows.add(List.of(g, Quadratic.ZERO, one));
      }
    }
    certificates.add(
        new SphericalCodeCertificate(
            3, 12, Quadratic.parse("1/5*sqrt(5)", "x"), Vectors.Inline.of(rows), PROVENANCE));
    certificates.add(
        new SphericalCodeCertificate(
            3,
            6,
            Quadratic.ZERO,
            Vectors.Inline.of(
                PointSet.ofIntegers(
                    3, new long[] {1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1})),
            PROVENANCE));
    List<ObjectNode> nodes = new ArrayList<>();
    for (Certificate certificate : certificates) {
      byte[] bytes = CertificateWriter.bytes(certificate);
      assertTrue(
          Verifier.verify(CertificateReader.parse(bytes, NOWHERE), 1).accepted(),
          "the honest certificate is accepted and what is written is read back");
      nodes.add((ObjectNode) read(bytes));
    }
    return nodes;
  }

  private static JsonNode read(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Tag("long")
  void noFalseCertificateIsAcceptedAndNoneCrashes() {
    Random random = new Random(20261122);
    Map<String, int[]> statistics = new TreeMap<>();
    for (int i = 0; i < MUTATIONS; i++) {
      ObjectNode node = originals.get(random.nextInt(originals.size())).deepCopy();
      Mutation mutation = Mutation.values()[i % Mutation.values().length];
      byte[] bytes = mutation.apply(node, originals, random);
      int[] counts = statistics.computeIfAbsent(mutation.name(), name -> new int[3]);
      counts[outcome(bytes, mutation)]++;
    }
    statistics.forEach(
        (name, c) ->
            System.out.printf(
                "%-24s accepted and true %5d, rejected %5d, refused %5d%n",
                name, c[0], c[1], c[2]));
    // A claim better by one unit in its last place is false for every one of the originals.
    assertEquals(0, statistics.get(Mutation.CLAIM_RAISED_BY_ONE_UNIT.name())[0]);
    assertEquals(0, statistics.get(Mutation.ZERO_VECTOR.name())[0]);
    assertEquals(0, statistics.get(Mutation.NOT_A_NUMBER.name())[0]);
    assertEquals(0, statistics.get(Mutation.HUGE_EXPONENT.name())[0]);
    assertEquals(0, statistics.get(Mutation.TRUNCATED.name())[0]);
    assertEquals(0, statistics.get(Mutation.WRONG_DIMENSION.name())[0]);
    assertEquals(0, statistics.get(Mutation.OTHER_VERSION_OR_KIND.name())[0]);
    assertTrue(statistics.get(Mutation.COORDINATE_CHANGED.name())[1] > MUTATIONS / 120);
    assertTrue(statistics.get(Mutation.DUPLICATE_POINT.name())[1] > MUTATIONS / 120);
  }

  /** 0 accepted (and true), 1 rejected, 2 refused as malformed. */
  private static int outcome(byte[] bytes, Mutation mutation) {
    Certificate certificate;
    boolean accepted;
    try {
      certificate = CertificateReader.parse(bytes, NOWHERE);
      accepted = Verifier.verify(certificate, 1).accepted();
    } catch (BadInputException e) {
      assertFalse(e.getMessage().contains("\n"));
      return 2;
    }
    if (accepted) {
      assertTrue(
          Independent.holds(read(bytes)),
          () -> mutation + " was accepted:\n" + new String(bytes, StandardCharsets.UTF_8));
    }
    return accepted ? 0 : 1;
  }

  /** What is done to a certificate. */
  private enum Mutation {
    COORDINATE_CHANGED {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        ArrayNode row = row(node, random);
        int k = random.nextInt(row.size());
        String[] changes = {"0", "1", "-1", "1/3", "1e-15", "-7/5", "sqrt(5)", "1e3"};
        row.set(k, new TextNode(changes[random.nextInt(changes.length)]));
        return bytes(node);
      }
    },
    CLAIM_RAISED_BY_ONE_UNIT {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        ObjectNode claim = (ObjectNode) node.get("claim");
        String field = claim.has("cosine") ? "cosine" : "margin";
        Quadratic old = Quadratic.parse(claim.get(field).asText(), "x");
        Quadratic unit = Quadratic.of(BigFraction.of(1, 1_000_000_000_000_000L));
        Quadratic better = field.equals("cosine") ? old.subtract(unit) : old.add(unit);
        claim.put(field, better.toString());
        return bytes(node);
      }
    },
    ROWS_FROM_ANOTHER_FILE {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        ArrayNode target = row(node, random);
        ArrayNode source = row(others.get(random.nextInt(others.size())), random);
        ArrayNode copy = source.deepCopy();
        target.removeAll();
        target.addAll(copy);
        return bytes(node);
      }
    },
    ROWS_SWAPPED {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        ArrayNode one = row(node, random);
        ArrayNode two = row(node, random);
        ArrayNode copy = one.deepCopy();
        ArrayNode copyOfTwo = two.deepCopy();
        one.removeAll();
        one.addAll(copyOfTwo);
        two.removeAll();
        two.addAll(copy);
        return bytes(node);
      }
    },
    TRUNCATED {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        byte[] bytes = bytes(node);
        return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
    },
    BYTE_CHANGED {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        byte[] bytes = bytes(node);
        bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(95) + 32);
        return bytes;
      }
    },
    HUGE_EXPONENT {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        ArrayNode row = row(node, random);
        String[] huge = {"1e999999999", "1e-999999999", "-1e5000", "1e99999999999999999999"};
        row.set(random.nextInt(row.size()), new TextNode(huge[random.nextInt(huge.length)]));
        return bytes(node);
      }
    },
    WRONG_DIMENSION {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        ObjectNode claim = (ObjectNode) node.get("claim");
        String[] fields = {"dimension", claim.has("points") ? "points" : "pairs"};
        String field = fields[random.nextInt(2)];
        int old = claim.get(field).asInt();
        int change = 1 + random.nextInt(3);
        claim.put(field, random.nextBoolean() ? old + change : old - change);
        return bytes(node);
      }
    },
    DUPLICATE_POINT {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        ArrayNode rows = rows(node, random);
        int i = random.nextInt(rows.size());
        int j = (i + 1 + random.nextInt(rows.size() - 1)) % rows.size();
        rows.set(i, rows.get(j).deepCopy());
        return bytes(node);
      }
    },
    ZERO_VECTOR {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        ArrayNode row = row(node, random);
        for (int k = 0; k < row.size(); k++) {
          row.set(k, new TextNode("0"));
        }
        return bytes(node);
      }
    },
    NOT_A_NUMBER {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        ArrayNode row = row(node, random);
        int k = random.nextInt(row.size());
        switch (random.nextInt(4)) {
          case 0 -> row.set(k, new TextNode("NaN"));
          case 1 -> row.set(k, Double.NaN);
          case 2 -> row.setNull(k);
          default -> row.set(k, true);
        }
        return bytes(node);
      }
    },
    OTHER_VERSION_OR_KIND {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        switch (random.nextInt(4)) {
          case 0 -> node.put("version", 2);
          case 1 -> node.put("version", "1");
          case 2 -> node.put("kind", "spherical-codes");
          default -> node.put("comment", "trust me");
        }
        return bytes(node);
      }
    },
    FIELD_REMOVED {
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        ObjectNode claim = (ObjectNode) node.get("claim");
        List<String> names = new ArrayList<>();
        claim.fieldNames().forEachRemaining(names::add);
        claim.remove(names.get(random.nextInt(names.size())));
        return bytes(node);
      }
    },
    NUMBER_SCALED {
      // Scaling a whole row changes no direction: stays true. Scaling one number does.
      @Override
      byte[] apply(ObjectNode node, List<ObjectNode> others, Random random) {
        ArrayNode row = row(node, random);
        boolean whole = random.nextBoolean();
        int one = random.nextInt(row.size());
        for (int k = 0; k < row.size(); k++) {
          if (whole || k == one) {
            Quadratic x = Quadratic.parse(row.get(k).asText(), "x");
            row.set(k, new TextNode(x.multiply(BigFraction.of(3, 7)).toString()));
          }
        }
        return bytes(node);
      }
    };

    abstract byte[] apply(ObjectNode node, List<ObjectNode> others, Random random);

    static ArrayNode rows(ObjectNode node, Random random) {
      ArrayNode vectors = (ArrayNode) node.at("/evidence/vectors");
      return node.get("kind").asText().equals("constellation")
          ? (ArrayNode) vectors.get(random.nextInt(vectors.size()))
          : vectors;
    }

    static ArrayNode row(ObjectNode node, Random random) {
      ArrayNode rows = rows(node, random);
      return (ArrayNode) rows.get(random.nextInt(rows.size()));
    }

    static byte[] bytes(JsonNode node) {
      return node.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * A second opinion that shares no code with the checker but the parser of rational numbers: 120
   * digits of floating point, with room for equality.
   */
  private static final class Independent {
    private static final BigDecimal ROOM = new BigDecimal("1e-60");

    static boolean holds(JsonNode node) {
      JsonNode claim = node.get("claim");
      JsonNode vectors = node.at("/evidence/vectors");
      int d = claim.get("dimension").asInt();
      if (node.get("kind").asText().equals("spherical-code")) {
        List<BigDecimal[]> x = matrix(vectors);
        BigDecimal a = value(claim.get("cosine"));
        boolean holds = x.size() == claim.get("points").asInt() && x.get(0).length == d;
        for (int i = 0; i < x.size(); i++) {
          for (int j = 0; j < i; j++) {
            holds &= cosine(x.get(i), x.get(j)).compareTo(a.add(ROOM)) <= 0;
          }
        }
        return holds;
      }
      List<BigDecimal[]> u = matrix(vectors.get(0));
      List<BigDecimal[]> v = matrix(vectors.get(1));
      BigDecimal b = value(claim.get("bias"));
      BigDecimal m = value(claim.get("margin"));
      boolean holds = u.size() == claim.get("pairs").asInt() && u.get(0).length == d;
      for (int i = 0; i < u.size(); i++) {
        for (int j = 0; j < v.size(); j++) {
          BigDecimal cosine = cosine(u.get(i), v.get(j));
          holds &=
              i == j
                  ? cosine.compareTo(b.add(m).subtract(ROOM)) >= 0
                  : cosine.compareTo(b.subtract(m).add(ROOM)) <= 0;
        }
      }
      return holds;
    }

    private static List<BigDecimal[]> matrix(JsonNode rows) {
      List<BigDecimal[]> matrix = new ArrayList<>();
      for (JsonNode row : rows) {
        BigDecimal[] numbers = new BigDecimal[row.size()];
        for (int k = 0; k < numbers.length; k++) {
          numbers[k] = value(row.get(k));
        }
        matrix.add(numbers);
      }
      return matrix;
    }

    /** a, or a+b*sqrt(D), as written by the originals and the mutations. */
    private static BigDecimal value(JsonNode node) {
      String text = node.asText();
      int root = text.indexOf("sqrt(");
      if (root < 0) {
        return rational(text);
      }
      BigDecimal radicand =
          new BigDecimal(new BigInteger(text.substring(root + 5, text.length() - 1)));
      String before = text.substring(0, root);
      int split = Math.max(before.lastIndexOf('+'), before.lastIndexOf('-'));
      String factor = before.substring(Math.max(split, 0)).replace("*", "");
      BigDecimal b =
          factor.isEmpty() || factor.equals("+") || factor.equals("-")
              ? new BigDecimal(factor + "1")
              : rational(factor);
      BigDecimal a = split <= 0 ? BigDecimal.ZERO : rational(before.substring(0, split));
      return a.add(b.multiply(radicand.sqrt(DIGITS), DIGITS), DIGITS);
    }

    private static BigDecimal rational(String text) {
      BigFraction x = Rationals.parse(text, "x");
      return new BigDecimal(x.getNumerator()).divide(new BigDecimal(x.getDenominator()), DIGITS);
    }

    private static BigDecimal cosine(BigDecimal[] x, BigDecimal[] y) {
      BigDecimal norms = inner(x, x).multiply(inner(y, y), DIGITS).sqrt(DIGITS);
      return inner(x, y).divide(norms, DIGITS);
    }

    private static BigDecimal inner(BigDecimal[] x, BigDecimal[] y) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int k = 0; k < x.length; k++) {
        sum = sum.add(x[k].multiply(y[k], DIGITS), DIGITS);
      }
      return sum;
    }
  }
}
