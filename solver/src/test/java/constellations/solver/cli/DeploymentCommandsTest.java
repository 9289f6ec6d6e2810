package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.NpyWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shortened and quantised embeddings against integer arithmetic, and one model beside another. */
class DeploymentCommandsTest extends CommandRuns {
  private void write(String name, double[][] rows) {
    try (NpyWriter out = new NpyWriter(folder.resolve(name), rows.length, rows[0].length)) {
      for (double[] row : rows) {
        out.row(row);
      }
    }
  }

  private static double[][] rows(Random random, int count, int d) {
    double[][] rows = new double[count][d];
    for (double[] row : rows) {
      for (int k = 0; k < d; k++) {
        row[k] = (random.nextInt(41) - 20) / 8.0;
      }
      row[0] += row[0] == 0 ? 1 : 0;
    }
    return rows;
  }

  /** The levels of a vector, as the page says: by the largest coordinate, half to even. */
  private static long[] levels(double[] x, String scheme) {
    double largest = 0;
    for (double each : x) {
      largest = Math.max(largest, Math.abs(each));
    }
    long[] levels = new long[x.length];
    for (int k = 0; k < x.length; k++) {
      levels[k] =
          switch (scheme) {
            case "int8" -> (long) Math.rint(x[k] / largest * 127);
            case "int4" -> (long) Math.rint(x[k] / largest * 7);
            default -> x[k] < 0 ? -1 : 1;
          };
    }
    return levels;
  }

  private static long product(long[] x, long[] y) {
    long sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }

  /** The sign of cos(x, y) - cos(x, z), in integers. */
  private static int compare(long[] x, long[] y, long[] z) {
    long a = product(x, y);
    long b = product(x, z);
    java.math.BigInteger left =
        java.math.BigInteger.valueOf(a * Math.abs(a))
            .multiply(java.math.BigInteger.valueOf(product(z, z)));
    java.math.BigInteger right =
        java.math.BigInteger.valueOf(b * Math.abs(b))
            .multiply(java.math.BigInteger.valueOf(product(y, y)));
    return left.compareTo(right);
  }

  @ParameterizedTest
  @CsvSource({"int8, 1", "int4, 2", "binary, 3", "int8, 4", "int4, 5", "binary, 6"})
  void quantisedRecallIsThatOfIntegers(String scheme, int seed) {
    Random random = new Random(seed);
    int n = 4 + random.nextInt(40);
    int d = 2 + random.nextInt(6);
    double[][] u = rows(random, n, d);
    double[][] v = rows(random, n, d);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        v[i][k] = u[i][k] + (random.nextInt(2) == 0 ? 0 : v[i][k] / 2);
      }
      v[i][0] += v[i][0] == 0 ? 1 : 0;
    }
    write("u.npy", u);
    write("v.npy", v);
    Run run = line("analyse u.npy v.npy --normalise --scan-only --json --quantise " + scheme);
    assertEquals(0, run.code(), run.err());
    int right = 0;
    double least = 2;
    double largest = -2;
    for (int i = 0; i < n; i++) {
      long[] own = levels(u[i], scheme);
      boolean first = true;
      for (int j = 0; j < n; j++) {
        long[] other = levels(v[j], scheme);
        double cosine =
            product(own, other) / Math.sqrt((double) product(own, own) * product(other, other));
        least = i == j ? Math.min(least, cosine) : least;
        largest = i == j ? largest : Math.max(largest, cosine);
        first &= j == i || compare(own, levels(v[i], scheme), other) > 0;
      }
      right += first ? 1 : 0;
    }
    JsonNode node = run.json().get("quantised");
    assertEquals((double) right / n, node.get("recall").asDouble(), 1e-12);
    assertEquals((least - largest) / 2, node.get("margin").asDouble(), 1e-13);
    assertEquals((least + largest) / 2, node.get("bias").asDouble(), 1e-13);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void prefixesAreThoseOfCutFiles(int seed) {
    Random random = new Random(seed);
    double[][] u = rows(random, 20, 6);
    double[][] v = rows(random, 20, 6);
    write("u.npy", u);
    write("v.npy", v);
    Run run =
        line("analyse u.npy v.npy --normalise --scan-only --json --prefixes 4,2,6 --keep 0.5");
    assertEquals(0, run.code(), run.err());
    JsonNode prefixes = run.json().get("prefixes");
    assertEquals(3, prefixes.size());
    int[] dimensions = {2, 4, 6};
    for (int p = 0; p < 3; p++) {
      double[][] a = cut(u, dimensions[p]);
      double[][] b = cut(v, dimensions[p]);
      write("a.npy", a);
      write("b.npy", b);
      JsonNode alone = line("analyse a.npy b.npy --normalise --scan-only --json").json();
      assertEquals(dimensions[p], prefixes.get(p).get("dimension").asInt());
      assertEquals(alone.get("margin"), prefixes.get(p).get("margin"));
      assertEquals(alone.get("bias"), prefixes.get(p).get("bias"));
      assertEquals(
          alone.at("/retrieval/uToV/at1").asDouble(),
          prefixes.get(p).get("recall").asDouble(),
          1e-12);
    }
    assertTrue(run.json().get("keep").has("dimension"));
  }

  private static double[][] cut(double[][] rows, int d) {
    double[][] cut = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      cut[i] = java.util.Arrays.copyOf(rows[i], d);
    }
    return cut;
  }

  @Test
  void packedBitsAreSigns() throws Exception {
    Random random = new Random(7);
    double[][] u = new double[10][16];
    byte[] bits = new byte[20];
    for (int i = 0; i < 10; i++) {
      for (int k = 0; k < 16; k++) {
        boolean one = random.nextBoolean();
        u[i][k] = one ? 1 : -1;
        bits[2 * i + k / 8] |= (byte) (one ? 128 >> k % 8 : 0);
      }
    }
    // A row of zero bytes has eight times -1.
    bits[2] = 0;
    bits[3] = 0;
    java.util.Arrays.fill(u[1], -1);
    write("u.npy", u);
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (10, 2), }";
    byte[] head =
        (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
    java.io.ByteArrayOutputStream file = new java.io.ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
    file.write(head);
    file.write(bits);
    Files.write(folder.resolve("bits.npy"), file.toByteArray());
    Run packed = line("analyse bits.npy bits.npy --packed --scan-only --json");
    assertEquals(0, packed.code(), packed.err());
    Run plain = line("analyse u.npy u.npy --normalise --scan-only --json");
    assertEquals(plain.json().get("margin"), packed.json().get("margin"));
    assertEquals(16, packed.json().get("dimension").asInt());
    assertTrue(packed.out().contains("bits.npy"), "the file of the user is named");
    line("analyse u.npy u.npy --packed --normalise --scan-only").isClearError(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prefixes 0|prefixes",
        "--prefixes 99|prefixes",
        "--prefixes x|x",
        "--keep 0.9|--prefixes beside it",
        "--prefixes 2 --keep 2|from 0 to 1",
        "--quantise int16|int8, int4 or binary",
        "--quantise int8 --scale row|vector or dimension"
      })
  void wrongUsage(String options, String message) {
    write("u.npy", rows(new Random(1), 5, 4));
    Run run = line("analyse u.npy u.npy --normalise " + options);
    run.isClearError(2);
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void prefixesWithoutADirectionAreNamed() {
    write("u.npy", new double[][] {{1, 0, 0}, {0, 0, 1}, {0, 1, 1}});
    Run run = line("analyse u.npy u.npy --normalise --prefixes 2");
    run.isClearError(3);
    assertTrue(run.err().contains("row 1") && run.err().contains("u.npy"), run.err());
  }

  /** Model B is A with two captions exchanged: two items go wrong, the others stay. */
  @Test
  void comparison() {
    Random random = new Random(5);
    double[][] u = new double[12][12];
    double[][] v = new double[12][12];
    for (int i = 0; i < 12; i++) {
      u[i][i] = 1;
      v[i][i] = 1;
      v[i][(i + 1) % 12] = random.nextInt(3) / 8.0;
    }
    double[][] wrong = v.clone();
    wrong[3] = v[7];
    wrong[7] = v[3];
    write("u.npy", u);
    write("v.npy", v);
    write("w.npy", wrong);
    Run run = line("compare u.npy v.npy u.npy w.npy --normalise --json");
    assertEquals(0, run.code(), run.err());
    JsonNode json = run.json();
    assertEquals(2, json.at("/difference/onlyA").asInt());
    assertEquals(0, json.at("/difference/onlyB").asInt());
    assertEquals(10, json.at("/difference/both").asInt());
    assertEquals("[3,7]", json.at("/difference/firstOnlyA").toString());
    assertEquals(1, json.at("/a/recall").asDouble());
    assertTrue(json.at("/a/zeroLoss").asBoolean());
    JsonNode alone = line("analyse u.npy v.npy --normalise --scan-only --json").json();
    assertEquals(alone.get("margin"), json.at("/a/margin"));
    // 12 pairs in R^12 have a margin of at most 6/11.
    assertEquals(6 / 11.0, json.at("/a/marginUpper").asDouble(), 1e-15);
    assertEquals(
        json.at("/a/marginUpper").asDouble() - json.at("/a/margin").asDouble(),
        json.at("/a/headroom").asDouble(),
        1e-12);
    assertEquals(3, json.get("files").size());
    Run people = line("compare u.npy v.npy u.npy w.npy --normalise");
    assertTrue(people.out().contains("rows that A alone gets right: 3, 7"), people.out());
    write("short.npy", rows(random, 11, 12));
    line("compare u.npy v.npy u.npy short.npy --normalise").isClearError(3);
    write("narrow.npy", rows(random, 12, 5));
    line("compare u.npy v.npy u.npy narrow.npy --normalise").isClearError(3);
    line("compare u.npy v.npy u.npy").isClearError(2);
    assertEquals(0, line("compare u.npy v.npy narrow.npy narrow.npy --normalise --json").code());
  }

  @Test
  void comparisonWithRelevance() throws Exception {
    write("q.npy", new double[][] {{1, 0}, {0, 1}});
    write("a.npy", new double[][] {{1, 0}, {3, 4}, {0, 1}});
    write("b.npy", new double[][] {{0, 1}, {3, 4}, {1, 0}});
    Files.writeString(folder.resolve("pairs"), "0 0\n1 2\n");
    Run run = line("compare q.npy a.npy q.npy b.npy --normalise --json --relevance pairs");
    assertEquals(0, run.code(), run.err());
    assertEquals(1, run.json().at("/a/recall").asDouble());
    assertEquals(0, run.json().at("/b/recall").asDouble());
    assertEquals(2, run.json().at("/difference/onlyA").asInt());
    line("compare q.npy a.npy q.npy b.npy --normalise").isClearError(3);
    Run page = line("compare q.npy a.npy q.npy b.npy --normalise --relevance pairs --html c.html");
    assertEquals(0, page.code(), page.err());
    String html = Files.readString(folder.resolve("c.html"));
    assertTrue(html.contains("<th scope=\"row\">recall at 1</th><td>1.0000</td><td>0.0000</td>"));
    assertTrue(html.contains("rows that A alone gets right: 0, 1"));
    assertFalse(html.contains("http"), "it needs no other file");
  }

  /** Five captions to an image, equal or nearly so, are as one. */
  @Test
  void severalCaptions() throws Exception {
    JsonNode one = line("dimension --pairs 50 --margin 0.2 --bias 0 --starts 0 --json").json();
    JsonNode five =
        line("dimension --pairs 50 --margin 0.2 --bias 0 --starts 0 --captions 5 --json").json();
    assertEquals(one.at("/lower/dimension"), five.at("/lower/dimension"));
    assertEquals(one.at("/upper/dimension"), five.at("/upper/dimension"));
    assertEquals(5, five.get("captions").asInt());
    line("dimension --pairs 50 --margin 0.2 --bias 0 --captions 0").isClearError(2);
    double[][] images = rows(new Random(3), 6, 8);
    double[][] captions = new double[30][];
    StringBuilder pairs = new StringBuilder();
    for (int j = 0; j < 30; j++) {
      captions[j] = images[j / 5];
      pairs.append(j / 5).append(' ').append(j).append('\n');
    }
    write("i.npy", images);
    write("c.npy", captions);
    Files.writeString(folder.resolve("pairs"), pairs.toString());
    JsonNode all = line("analyse i.npy c.npy --normalise --relevance pairs --json").json();
    JsonNode each = line("analyse i.npy i.npy --normalise --scan-only --json").json();
    assertEquals(each.get("margin"), all.get("margin"));
    assertEquals(each.get("bias"), all.get("bias"));
    assertEquals(
        each.at("/retrieval/uToV/at1").asDouble(),
        all.at("/retrieval/uToV/success/at1").asDouble(),
        1e-12);
  }

  /** Items 2 and 5 have one caption: as one label the margin is that of the others. */
  @Test
  void worstPairsAndCopies() throws Exception {
    double[][] u = new double[6][6];
    double[][] v = new double[6][6];
    for (int i = 0; i < 6; i++) {
      u[i][i] = 1;
      v[i][i] = 1;
    }
    v[5] = v[2].clone();
    write("u.npy", u);
    write("v.npy", v);
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      texts.append("image ").append(i).append("\tcaption, \"").append(i).append("\"\n");
    }
    Files.writeString(folder.resolve("texts.tsv"), texts.toString());
    Run run = line("analyse u.npy v.npy --scan-only --json --worst 2 worst.csv --texts texts.tsv");
    assertEquals(0, run.code(), run.err());
    JsonNode copies = run.json().get("duplicates");
    assertEquals(1, copies.get("groups").asInt());
    assertEquals(1, copies.get("copies").asInt());
    // Label of 2 and 5: U_5 and V_2 match with product 0, so the margin is 0 where it was -1/2.
    assertEquals(-0.5, run.json().get("margin").asDouble(), 1e-15);
    assertEquals(0, copies.get("margin").asDouble(), 1e-15);
    java.util.List<String> lines = Files.readAllLines(folder.resolve("worst.csv"));
    assertEquals(3, lines.size());
    assertEquals("row,column,product,match,cost,kind,text_u,text_v,text_of_column", lines.get(0));
    assertTrue(lines.get(1).startsWith("2,5,"), lines.get(1));
    assertTrue(lines.get(1).contains(",copy,"), lines.get(1));
    assertTrue(lines.get(1).endsWith("\"caption, \"\"5\"\"\""), lines.get(1));
    Run none = line("analyse u.npy u.npy --scan-only --worst 3 w.csv");
    assertTrue(none.out().contains("no item is a copy of another"), none.out());
    line("analyse u.npy v.npy --worst 0 w.csv").isClearError(2);
    line("analyse u.npy v.npy --worst 3").isClearError(2);
  }

  /** Several relevant documents: recall is a part of them, in the report and of a prefix. */
  @Test
  void recallIsTheSameEverywhere() throws Exception {
    write("q.npy", new double[][] {{1, 0, 0}, {0, 1, 0}});
    write("d.npy", new double[][] {{1, 0, 0}, {4, 3, 0}, {0, 1, 0}, {0, 0, 1}});
    Files.writeString(folder.resolve("pairs"), "0 0\n0 1\n1 2\n");
    JsonNode json =
        line("analyse q.npy d.npy --normalise --relevance pairs --prefixes 3 --json").json();
    assertEquals(0.75, json.at("/retrieval/uToV/recall/at1").asDouble());
    assertEquals(0.75, json.at("/prefixes/0/recall").asDouble());
  }

  /** Blank captions: all items are copies of one another, and the answer is still given. */
  @Test
  void copiesThatAreNoLabelsDoNotLoseTheAnswer() {
    write("u.npy", new double[][] {{1, 0}, {0, 1}, {1, 1}});
    write("v.npy", new double[][] {{1, 0}, {1, 0}, {1, 0}});
    Run run = line("analyse u.npy v.npy --normalise --scan-only --worst 2 w.csv");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("not counted as one"), run.out());
  }

  @Test
  void modelsOnALineAreComparedToo() {
    write("u.npy", new double[][] {{1, 0}, {0, 1}});
    write("x.npy", new double[][] {{1}, {-1}});
    assertEquals(0, line("compare u.npy u.npy x.npy x.npy").code());
    assertEquals(0, line("compare u.npy u.npy x.npy x.npy --json").code());
  }

  /** Two anchors by hand: one with the scores reversed, one with the best. */
  @Test
  void calibration() throws Exception {
    Files.writeString(
        folder.resolve("p.json"),
        "{\"positive\": [[\"3/4\", 0.25], [0.75, 0.25]], \"negative\": [[0.5, 0.5], [0.5, 0.5]],"
            + " \"scores\": [[0, 1], [1, 0]], \"temperature\": 1}");
    Run run = line("calibrate p.json --json");
    assertEquals(0, run.code(), run.err());
    JsonNode json = run.json();
    // E* = 3/4 * 3/4 + 1/4 * 1/4 = 5/8, reversed 3/8.
    assertEquals(0.5, json.get("success").asDouble(), 1e-15);
    assertEquals(0.625, json.get("bestSuccess").asDouble(), 1e-15);
    assertEquals(0.125, json.get("deficit").asDouble(), 1e-15);
    assertTrue(json.get("envelope").asDouble() >= 0.125);
    assertTrue(json.get("envelope").asDouble() <= json.get("sharpBound").asDouble());
    assertEquals(
        Math.sqrt(3), json.get("klBound").asDouble() / json.get("sharpBound").asDouble(), 1e-12);
    assertEquals("exact", json.get("tier").asText());
    assertEquals("0.125", json.at("/deficitEnds/0").asText());
    assertTrue(line("calibrate p.json").out().contains("retrieval lacks       0.125   [exact]"));
    line("calibrate nothing.json").isClearError(3);
    for (String bad :
        new String[] {
          "",
          "[]",
          "{}",
          "{\"positive\": 1}",
          "{\"positive\": [[1]], \"negative\": [[1]]," + " \"scores\": [[0]], \"temperature\": 1}",
          "{\"positive\": [[0.5, 0.6]], \"negative\": [[0.5, 0.5]], \"scores\": [[0, 1]],"
              + " \"temperature\": 1}",
          "{\"positive\": [[\"x\", 0.5]], \"negative\": [[0.5, 0.5]], \"scores\": [[0, 1]],"
              + " \"temperature\": 1}"
        }) {
      Files.writeString(folder.resolve("bad.json"), bad);
      line("calibrate bad.json").isClearError(3);
    }
  }

  /** Pairs by their scores alone, and the same problem as arrays of probabilities. */
  @Test
  void calibrateReadsArrays() {
    write("s.npy", new double[][] {{0, 0, 0}, {1, 2, 0}, {0, 1, 0.5}});
    write("p.npy", new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    double third = 1.0 / 3;
    write(
        "q.npy",
        new double[][] {{third, third, third}, {third, third, third}, {third, third, third}});
    JsonNode pairs = line("calibrate --scores s.npy --temperature 1/2 --json").json();
    // Ties with all, beats both, beats one: (1.5 + 2.5 + 1.5) / 9.
    assertEquals(5.5 / 9, pairs.get("success").asDouble(), 1e-15);
    assertEquals(2.5 / 3, pairs.get("bestSuccess").asDouble(), 1e-15);
    assertTrue(pairs.get("deficit").asDouble() <= pairs.get("pairBound").asDouble());
    assertEquals(
        2.0 / 3 / Math.sqrt(Math.log(3)) * Math.sqrt(3.0 / 2),
        pairs.get("pairBound").asDouble() / pairs.get("sharpBound").asDouble(),
        1e-12);
    JsonNode arrays =
        line("calibrate --scores s.npy --positive p.npy --negative q.npy --temperature 0.5 --json")
            .json();
    ((ObjectNode) arrays).remove("files");
    ((ObjectNode) pairs).remove("files");
    assertEquals(pairs, arrays);
    line("calibrate").isClearError(2);
    line("calibrate p.json --scores s.npy --temperature 1").isClearError(2);
    line("calibrate --scores s.npy").isClearError(2);
    line("calibrate --scores s.npy --temperature 0").isClearError(2);
    line("calibrate --scores s.npy --temperature 1 --positive p.npy").isClearError(2);
    line("calibrate --scores nothing.npy --temperature 1").isClearError(3);
    // Embeddings whose products are these: of unit vectors, (1, 0), (0.6, 0.8), and the same
    // turned.
    write("u.npy", new double[][] {{1, 0}, {3, 4}});
    write("v.npy", new double[][] {{0.6, 0.8}, {1, 0}});
    JsonNode products = line("calibrate u.npy v.npy --temperature 1 --json").json();
    // Both matches score 0.6 and lose to 1: half of a win of two each.
    assertEquals(0.25, products.get("success").asDouble(), 1e-15);
    assertEquals("numeric", products.get("tier").asText());
    assertEquals(Math.log1p(Math.exp(0.4)), products.get("excess").asDouble(), 1e-12);
    line("calibrate u.npy v.npy").isClearError(2);
    line("calibrate u.npy s.npy --temperature 1").isClearError(3);
    line("calibrate p.json --temperature 1").isClearError(2);
    write("wide.npy", new double[][] {{0, 1, 2}});
    line("calibrate --scores wide.npy --temperature 1").isClearError(3);
  }

  /** 8 of 10 rows are 0.8 of all, and not 0.81. */
  @Test
  void sharesAreComparedExactly() {
    double[][] u = new double[10][11];
    double[][] v = new double[10][11];
    for (int i = 0; i < 10; i++) {
      u[i][i] = 1;
      v[i][i] = 1;
    }
    // The last two are told apart by the last coordinate alone.
    u[9] = u[8].clone();
    v[9] = v[8].clone();
    u[9][10] = 1;
    v[9][10] = 1;
    write("u.npy", u);
    write("v.npy", v);
    JsonNode json =
        line("analyse u.npy v.npy --normalise --scan-only --prefixes 10 --keep 0.8 --json").json();
    assertEquals(1, json.at("/retrieval/uToV/at1").asDouble());
    assertEquals("0.8", json.at("/prefixes/0/recall").asText());
    assertEquals(10, json.at("/keep/dimension").asInt());
    JsonNode more =
        line("analyse u.npy v.npy --normalise --scan-only --prefixes 10 --keep 0.81 --json").json();
    assertTrue(more.at("/keep/dimension").isNull());
  }
}
