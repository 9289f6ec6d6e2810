package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands: exit codes, messages, JSON and files, as a user sees them. */
class CommandsTest extends CommandRuns {
  // Wrong usage: exit code 2.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing|nothing",
        "dimension --pairs many --margin 0.1 --bias 0|many",
        "dimension --pairs 1 --margin 0.1 --bias 0|pairs: found 1",
        "dimension --pairs 100.5 --margin 0.1 --bias 0|whole number",
        "dimension --pairs 100 --margin 0.6 --bias 0.6|margin + bias: found 1.2",
        "dimension --pairs 100 --margin 0 --bias 0|margin: found 0",
        "dimension --pairs 100 --margin nan --bias 0|nan",
        "dimension --pairs 100 --margin 0.1|bias",
        "dimension --pairs 100 --margin 0.1 --bias 0 --modalities 1|modalities: found 1",
        "dimension --pairs 1e999999999 --margin 0.1 --bias 0|exponent",
        "dimension --pairs 1e400 --margin 0.1 --bias 0|120 digits",
        "dimension --pairs 1e40 --margin 0.1 --bias 0|10^18",
        "dimension --pairs 100 --margin 0.1 --bias 0 --threads 0|threads: found 0",
        "dimension --pairs 100 --margin 0.1 --bias 0 --colour red|--colour",
        "bound --dimension 1 --cosine 1/2|dimension: found 1",
        "bound --dimension 8 --cosine 1.5|cosine: found 1.5",
        "bound --dimension 8 --cosine -1.5|cosine: found -1.5",
        "bound --dimension 8|question",
        "bound --dimension 8 --points 1|points: found 1",
        "bound --dimension 8 --margin 0.6 --bias 0.6|margin + bias",
        "bound --dimension 8 --margin 0.6|question",
        "bound --dimension 8 --bias 0.6|question",
        "bound --dimension 8 --cosine 1/2 --bias 0.6|question",
        "bound --dimension 8 --cosine 1|cosine: found 1",
        "bound --dimension 8 --cosine sqrt(2)|cosine",
        "bound --dimension 8 --cosine sqrt(-2)|cosine: found sqrt(-2)",
        "bound --dimension 8 --cosine half|half",
        "bound --dimension 8 --cosine 1/2 --method guess|method: found guess",
        "bound --dimension 8 --cosine 1/2 --degree 1|degree: found 1",
        "bound --dimension 8 --cosine 1/2 --degree 21|degree: found 21",
        "bound --dimension 8 --cosine 1/2 --degree x|degree",
        "bound --dimension 8 --points 9 --bias 2|bias: found 2",
        "bound --dimension 1e7 --cosine 1/2|dimension: found 1e7",
        "bound --dimension nan --cosine 1/2|nan",
        "bound --dimension 8 --cosine 1/0|denominator",
        "rate|question",
        "rate --cosine 1|cosine: found 1",
        "rate --cosine -1.1|cosine: found -1.1",
        "rate --cosine 0.5 --margin 0.1 --bias 0|question",
        "rate --margin 0.7 --bias 0.7|margin + bias",
        "rate --margin -0.1 --bias 0|margin: found -0.1",
        "plot|missing",
        "plot margin p.svg --bias 1|bias: found 1",
        "plot dimension p.svg --margin 0.5 --bias 0|margin: found 0.5",
        "plot dimension p.svg --margin 0.1 --bias 0 --dimension 9..4|9..4",
        "bench|missing",
        "search --dimension 0 --points 5|dimension: found 0",
        "search --dimension 3 --points 1|points: found 1",
        "search --dimension 3|neither",
        "search --dimension 3 --points 5 --pairs 5|both",
        "search --dimension 3 --pairs 5 --bias 2|bias: found 2",
        "search --dimension 3 --points 5 --time-limit soon|soon",
        "search --dimension 3 --points 5 --starts 0|starts: found 0",
        "search --dimension 3 --points 5 --strategy best|strategy: found best",
        "search --dimension 3 --points 5 --group Z5|group: found Z5",
        "search --dimension 3 --points 5 --digits 99|digits: found 99",
        "search --dimension 3 --points 5 --write x.doc|x.doc",
        "bench search --cells 3|cell: found 3",
        "select --shapes 1^20,0^20 --cosine 1/2|1000000",
        "search --dimension 3 --pairs 5 --bias 0 --frontier 3|--frontier",
        "search --dimension 3 --points 5 --frontier 3|--frontier",
        "select --cosine 1/2|--coordinates",
        "select --coordinates 3 --norm 2 --cosine 1|cosine: found 1",
        "select --coordinates 3 --cosine 1/2|--norm",
        "select --coordinates 3 --norm 7 --cosine 1/2|vectors: found none",
        "select --coordinates 40 --norm 9 --cosine 1/2|1000000",
        "select --shapes 1,x --cosine 1/2|shape",
        "select --coordinates 3 --norm 2 --cosine 1/2 --group turn|group: found turn",
        "select --words 9 --cosine 1/2|--weight",
        "select --coordinates 3 --norm 2 --cosine 1/2 --orthogonal 1,1|orthogonal",
        "search --dimension 100000 --points 100000|number of coordinates",
        "construct e9|family: found e9",
        "construct simplex|dimension: found none",
        "table|missing",
        "table bounds --dimension 9..2 --points 2..5|9..2",
        "table dimension --pairs 100|question",
        "verify|FILE"
      })
  void wrongUsage(String arguments, String part) throws Exception {
    Run run = line(arguments);
    run.isClearError(2);
    assertTrue(run.err().contains(part), run.err());
    assertEquals("", run.out());
  }

  // Unreadable input: exit code 3.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\": \"spherical-code\", \"version\": 1, |JSON",
        "[]|object",
        "{}|version",
        "{\"version\":2}|version: found 2",
        "not json|JSON",
        "{\"kind\":\"sdp-bound\",\"version\":1,\"claim\":{},\"evidence\":{\"vectors\":[]},"
            + "\"provenance\":{\"method\":\"\",\"command\":\"\",\"toolVersion\":\"\",\"date\":\"\"}}"
            + "|kind: found sdp-bound",
        "{\"kind\":\"lp-bound\",\"version\":1,\"claim\":{\"dimension\":2,\"pointsAtMost\":6,"
            + "\"cosine\":\"0.5\"},\"evidence\":{\"coefficients\":[1]},"
            + "\"provenance\":{\"method\":\"\",\"command\":\"\",\"toolVersion\":\"\",\"date\":\"\"}}"
            + "|claim.dimension: found 2",
        "{\"kind\":\"lp-bound\",\"version\":1,\"claim\":{\"dimension\":3,\"pointsAtMost\":6,"
            + "\"cosine\":\"0.5\"},\"evidence\":{\"coefficients\":[1,\"sqrt(2)\"]},"
            + "\"provenance\":{\"method\":\"\",\"command\":\"\",\"toolVersion\":\"\",\"date\":\"\"}}"
            + "|rational",
        "{\"version\":1,\"version\":1}|Duplicate",
        "{\"version\":1e99999999999}|1e99999999999",
      })
  void unreadableCertificates(String text, String part) throws Exception {
    Files.writeString(folder.resolve("c.json"), text);
    Run run = line("verify c.json");
    run.isClearError(3);
    assertTrue(run.err().contains("c.json") && run.err().contains(part), run.err());
  }

  @Test
  void missingFilesAndFolders() throws Exception {
    line("verify nowhere.json").isClearError(3);
    line("verify .").isClearError(3);
    line("dimension --instances nowhere.json --pairs 100").isClearError(3);
    Files.writeString(folder.resolve("i.json"), "{\"instances\": [{\"name\": \"x\"}]}");
    line("dimension --instances i.json --pairs 100").isClearError(3);
    Run json = line("verify nowhere.json --json");
    assertEquals(3, json.code());
    assertFalse(json.json().get("accepted").asBoolean());
  }

  // False claims: exit code 1.

  @Test
  void rejectedCertificates() throws Exception {
    assertEquals(0, line("construct d4 --out certificates").code());
    Path honest = only("certificates");
    String text = Files.readString(honest);
    Path raised = folder.resolve("raised.json");
    Files.writeString(raised, text.replace("\"0.5\"", "\"0.499999999999999\""));
    Run run = run("verify", honest.toString(), raised.toString());
    assertEquals(1, run.code());
    assertTrue(run.out().contains("accepted  " + honest), run.out());
    assertTrue(run.out().contains("REJECTED  " + raised), run.out());
    assertTrue(run.out().contains("above the claim by 1"), run.out());
    JsonNode json = run("verify", honest.toString(), raised.toString(), "--json").json();
    assertFalse(json.get("accepted").asBoolean());
    assertTrue(json.get("results").get(0).get("accepted").asBoolean());
    assertEquals("certified", json.get("results").get(0).get("tier").asText());
    assertEquals("spherical-code", json.get("results").get(1).get("kind").asText());
  }

  private Path only(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.filter(f -> f.toString().endsWith(".json")).findFirst().orElseThrow();
    }
  }

  @Test
  void noDimensionSuffices() throws Exception {
    Run run = line("dimension --pairs 100 --margin 0.2 --bias -0.5 --json");
    assertEquals(1, run.code());
    assertTrue(run.json().get("lower").get("dimension").isNull());
  }

  @Test
  void noConstellationFound() throws Exception {
    // In the plane at most three pairs have the sign pattern that margin >= 0 at bias 0 asks for.
    Run run = line("search --dimension 2 --pairs 9 --bias -0.9 --starts 4");
    assertEquals(1, run.code(), run.err());
    assertTrue(run.err().contains("No constellation"), run.err());
  }

  // The main job and the search.

  @Test
  @Tag("long")
  void theMainJob() throws Exception {
    Run run = line("dimension --pairs 1e10 --margin 0.0142 --bias 0.0627");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("14 to 17"), run.out());
    JsonNode json = line("dimension --pairs 1e10 --margin 0.0142 --bias 0.0627 --json").json();
    assertEquals("10000000000", json.get("pairs").asText());
    assertEquals(14, json.get("lower").get("dimension").asInt());
    assertEquals(17, json.get("upper").get("dimension").asInt());
    assertEquals("certified", json.get("upper").get("tier").asText());
    assertEquals(0, run("verify", json.get("upper").get("certificate").asText()).code());
    assertEquals("certified", json.get("lower").get("tier").asText());
    assertEquals(0, run("verify", json.get("lower").get("certificate").asText()).code());
  }

  /** Both ends of a certificate chain: the file that bound writes is what verify accepts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bound --dimension 8 --cosine 1/2|240|240",
        "bound --dimension 4 --cosine 1/4+1/4*sqrt(5)|120|120.000000",
        "bound --dimension 24 --cosine 0.5|196560|196560",
        "bound --dimension 9 --margin 1/7 --bias 0|380|380.099",
      })
  @Tag("long")
  void boundsAreCertified(String line, String upper, String begin) throws Exception {
    Run run = line(line + " --json");
    assertEquals(0, run.code(), run.err());
    assertEquals(upper, run.json().get("upper").asText());
    assertTrue(run.json().get("upperValue").asText().startsWith(begin), run.out());
    assertEquals("certified", run.json().get("tier").asText());
    String path = run.json().get("certificate").asText();
    JsonNode verified = run("verify", path, "--json").json();
    assertTrue(verified.get("accepted").asBoolean());
    assertEquals("lp-bound", verified.get("results").get(0).get("kind").asText());
    // Claim one better.
    String text = Files.readString(folder.resolve(path));
    String better = new java.math.BigInteger(upper).subtract(java.math.BigInteger.ONE).toString();
    Files.writeString(
        folder.resolve("better.json"),
        text.replace("\"pointsAtMost\" : " + upper, "\"pointsAtMost\" : " + better));
    assertEquals(1, line("verify better.json").code());
  }

  /** Three points exclude what the linear program leaves open: 25.56 points, cosine 0.1360. */
  @Test
  void threePointBounds() throws Exception {
    JsonNode points =
        line("bound --dimension 4 --cosine 1/2 --method three-point --degree 6 --json").json();
    assertEquals("25", points.get("upper").asText());
    assertTrue(points.get("upperValue").asDouble() < 25.1, points.toString());
    assertEquals("three-point, half degree 6", points.get("method").asText());
    assertEquals("certified", points.get("tier").asText());
    String path = points.get("certificate").asText();
    JsonNode verified = run("verify", path, "--json").json();
    assertTrue(verified.get("accepted").asBoolean());
    assertEquals("three-point-bound", verified.get("results").get(0).get("kind").asText());
    String text = Files.readString(folder.resolve(path));
    Files.writeString(
        folder.resolve("better.json"),
        text.replace("\"pointsAtMost\" : 25", "\"pointsAtMost\" : 24"));
    assertEquals(1, line("verify better.json").code());
    JsonNode cosine = line("bound --dimension 4 --points 10 --json").json();
    assertTrue(cosine.get("cosineLower").asDouble() > 0.1666, cosine.toString());
    assertTrue(cosine.get("method").asText().startsWith("three-point"), cosine.toString());
    Run all = line("bound --dimension 4 --points 10 --method all --degree 3");
    assertTrue(all.out().contains("three-point, half degree 3"), all.out());
    assertTrue(all.out().contains("Delsarte linear program"), all.out());
    Run none = line("bound --dimension 4 --cosine -1/2 --method three-point");
    assertEquals(1, none.code());
  }

  @Test
  @Tag("long")
  void boundsSideBySide() throws Exception {
    Run all = line("bound --dimension 10 --margin 0.3 --bias 0.2 --modalities 3 --method all");
    for (String method : List.of("Levenshtein", "Theorem 3.5", "two modalities")) {
      assertTrue(all.out().contains(method), all.out());
    }
    JsonNode json = line("bound --dimension 5 --points 40 --json").json();
    assertTrue(json.get("cosineLower").asDouble() > 0.46452);
    assertEquals(0, run("verify", json.get("certificate").asText()).code());
    JsonNode biased = line("bound --dimension 5 --points 40 --bias 0 --json").json();
    assertTrue(biased.get("marginUpper").asDouble() < json.get("marginUpper").asDouble());
    Run none = line("bound --dimension 5 --cosine 0.5 --method rankin");
    assertEquals(1, none.code());
    assertTrue(line("bound --dimension 5 --cosine 0.5 --method levenshtein").out().contains("48"));
  }

  @Test
  @Tag("long")
  void rates() throws Exception {
    JsonNode json = line("rate --cosine 1/2 --json").json();
    assertTrue(json.get("rateUpper").asDouble() <= 0.39661);
    assertTrue(json.get("rateLower").asDouble() > 0.2075);
    JsonNode pairs = line("rate --margin 0.125 --bias 0 --json").json();
    // alpha(1/8, 0) = (5/8)/(9/8) = 5/9
    assertEquals("0.555555555555555555", pairs.get("cosine").asText());
    assertEquals("0", line("rate --cosine -0.5 --json").json().get("rateUpper").asText());
    // A cosine rounded up beside an upper bound would say something false: five points at -1/4.
    Run below = line("bound --dimension 5 --cosine -0.2500000000000000001");
    assertTrue(below.out().contains("at most -0.2500000000000000001"), below.out());
    Run huge = line("bound --dimension 1000000 --cosine 0.9999");
    assertTrue(huge.out().contains("no bound below 10^1000"), huge.out());
  }

  @Test
  @Tag("long")
  void plotsAreWritten() throws Exception {
    assertEquals(0, line("plot dimension d.svg --margin 0.2 --bias 0 --dimension 3..8").code());
    assertEquals(0, line("plot margin m.svg --bias 0.3").code());
    for (String name : List.of("d.svg", "m.svg")) {
      String svg = Files.readString(folder.resolve(name));
      assertTrue(svg.contains("<svg") && svg.contains("Theorem 3.5"), name);
    }
  }

  @Test
  @Tag("long")
  void allEightCheckpoints() throws Exception {
    String file = ROOT.resolve("instances/siglip.json").toString();
    JsonNode results =
        run("dimension", "--instances", file, "--pairs", "1e10", "--json").json().get("results");
    assertEquals(8, results.size());
    for (JsonNode result : results) {
      assertTrue(result.get("lower").get("dimension").asInt() >= 13);
      assertTrue(result.get("upper").get("dimension").asInt() <= 17);
    }
  }

  @Test
  @Tag("long")
  void searchWritesCertificatesThatTheSchemaAndTheVerifierAccept() throws Exception {
    Path docs = ROOT.resolve("docs");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(docs.resolve("certificate.schema.json")));
    for (String line :
        List.of(
            "search --dimension 3 --points 12",
            "search --dimension 3 --pairs 5 --bias 0.2 --starts 8",
            "search --dimension 4 --pairs 9 --starts 8",
            "search --dimension 4 --pairs 4 --bias 0 --modalities 3 --starts 8",
            "construct 600-cell",
            "bound --dimension 3 --cosine 1/2",
            "bound --dimension 3 --points 13",
            "construct leech")) {
      Run run = run((line + " --json --out found").split(" "));
      assertEquals(0, run.code(), run.err());
      String path = run.json().get("certificate").asText();
      Path file = folder.resolve(path);
      assertEquals(
          "[]", schema.validate(MAPPER.readTree(Files.readAllBytes(file))).toString(), line);
      if (!line.endsWith("leech")) {
        assertEquals(0, run("verify", path).code());
      }
    }
    try (Stream<Path> files = Files.list(folder.resolve("found"))) {
      assertTrue(files.noneMatch(f -> f.toString().endsWith(".tmp")));
    }
  }

  /**
   * Certificates of both ends of the needed dimension, in each way that a code is used: all of them
   * follow the schema, and the verifier follows each composition to its parts.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pairs 1e10 --margin 0.0142 --bias 0.0627 | lattice-existence",
        "--pairs 2000 --margin 0.05 --bias 0 | lattice-existence",
        "--pairs 1e10 --margin 0.0695 --bias 0.068 | lattice-existence",
        "--pairs 1e10 --margin 0.2 --bias 0 | binary-code",
        "--pairs 1.5e10 --margin 0.25 --bias 0 | binary-code",
        "--pairs 4000 --margin 0.2 --bias 0 | spherical-code",
        "--pairs 1e6 --margin 0.33333 --bias 0 | theorem",
        "--pairs 398200000 --margin 0.0695 --bias 0.068 | composition"
      })
  @Tag("long")
  void composedCertificates(String question, String part) throws Exception {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(ROOT.resolve("docs/certificate.schema.json")));
    String line = "dimension " + question + " --explain --certificates proofs --starts 0 --json";
    Run run = run(line.split(" "));
    assertEquals(0, run.code(), run.err());
    for (String end : List.of("lower", "upper")) {
      JsonNode node = run.json().get(end);
      assertEquals("certified", node.get("tier").asText(), end);
      assertEquals("composition", node.get("explanation").get("kind").asText());
      String path = node.get("certificate").asText();
      assertTrue(Path.of(path).getParent().endsWith("proofs"), path);
      assertEquals(0, run("verify", path).code());
    }
    JsonNode explanation = run.json().get("upper").get("explanation");
    assertEquals(
        part, explanation.get("parts").get(0).get("kind").asText(), explanation.toString());
    try (Stream<Path> files = Files.list(folder.resolve("proofs"))) {
      for (Path file : files.toList()) {
        JsonNode certificate = MAPPER.readTree(Files.readAllBytes(file));
        assertEquals("[]", schema.validate(certificate).toString(), file.toString());
      }
    }
  }

  /** The first pairs of an explicit constellation as NumPy files: header and inner products. */
  @Test
  @Tag("long")
  void pairsAreEmitted() throws Exception {
    String line = "dimension --pairs 1e10 --margin 0.0142 --bias 0.0627 --no-lp --emit m.npy";
    Run run = run((line + " --count 50 --json").split(" "));
    assertEquals(0, run.code(), run.err());
    JsonNode emitted = run.json().get("emitted");
    assertEquals(17, emitted.get("dimension").asInt());
    double[][] u = doubles(folder.resolve("m-U.npy"), 50, 17);
    double[][] v = doubles(folder.resolve("m-V.npy"), 50, 17);
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j < 50; j++) {
        double product = 0;
        for (int k = 0; k < 17; k++) {
          product += u[i][k] * v[j][k];
        }
        boolean fits = i == j ? product >= 0.0769 - 1e-15 : product <= 0.0485 + 1e-15;
        assertTrue(fits, i + " " + j + ": " + product);
      }
    }
    line("dimension --pairs 10 --margin 0.0142 --bias 0.0627 --emit m.npy --count 11")
        .isClearError(2);
  }

  /** A file that cannot be written is refused before work: the message is not that of writing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dimension --pairs 10 --margin 0.01 --bias 0 --emit /proc/none/m.npy",
        "plot needed /proc/none/p.svg --margin 0.1 --bias 0",
        "plot dimension /proc/p.svg --margin 0.1 --bias 0",
        "plot margin /proc/p.svg --bias 0",
        "train --pairs 6 --dimension 3 --epochs 10 --history /proc/h.csv",
        "search --dimension 3 --points 6 --starts 1 --checkpoint /proc/c.json",
        "search --dimension 3 --points 6 --starts 1 --write /proc/c.npy",
      })
  void filesThatCannotBeWritten(String command) {
    Run run = line(command);
    run.isClearError(3);
    assertTrue(run.err().contains("no file can be made in /proc"), run.err());
    assertEquals("", run.out());
  }

  private static double[][] doubles(Path path, int rows, int columns) throws IOException {
    java.nio.ByteBuffer bytes =
        java.nio.ByteBuffer.wrap(Files.readAllBytes(path)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int header = 10 + bytes.getShort(8);
    assertEquals(0, header % 64);
    String text =
        new String(bytes.array(), 10, header - 10, java.nio.charset.StandardCharsets.US_ASCII);
    assertTrue(text.contains("'<f8'") && text.contains("(" + rows + ", " + columns + ")"), text);
    assertEquals(header + 8 * rows * columns, bytes.array().length);
    double[][] matrix = new double[rows][columns];
    for (int i = 0; i < rows * columns; i++) {
      matrix[i / columns][i % columns] = bytes.getDouble(header + 8 * i);
    }
    return matrix;
  }

  /** Families by name; points by index and back. */
  @Test
  @Tag("long")
  void codesAreEncodedAndDecoded() throws Exception {
    String shell = "construct shell --dimension 16 --norm 36";
    Run run = line(shell + " --encode 12345678901 --json");
    assertEquals(0, run.code(), run.err());
    assertEquals("19590534240", run.json().get("points").asText());
    String vector = line(shell + " --encode 12345678901").out().strip();
    assertEquals("12345678901", line(shell + " --decode=" + vector).out().strip());
    line(shell + " --encode 19590534240").isClearError(2);
    line(shell + " --decode=1,2,3").isClearError(2);
    line("construct shell --dimension 12 --norm 6 --encode 1").isClearError(2);
    line("construct simplex --dimension 5 --encode 1").isClearError(2);
    line("construct shell --dimension 16").isClearError(2);
    line("construct shell --dimension 70 --norm 4").isClearError(2);
    line("construct bch --length 16 --distance 3").isClearError(2);
    line("construct e8 --norm 4").isClearError(2);
    Run list = line("construct --list --json");
    assertTrue(list.json().get("families").size() > 30);
    for (String family :
        List.of(
            "e8-27",
            "leech-275",
            "kerdock --variables 4",
            "bch --length 127 --distance 15 --extended --shortened 3 --punctured 2",
            "reed-muller --order 2 --variables 6",
            "golay-words --weight 8",
            "concatenated --variables 4 --length 15 --distance 80",
            "shell --dimension 12 --norm 6",
            "a --dimension 6")) {
      Run written = line("construct " + family + " --json");
      assertEquals(0, written.code(), written.err());
      assertEquals(0, run("verify", written.json().get("certificate").asText()).code(), family);
    }
  }

  /** The best codes of each family, the least dimension first, each with its certificate. */
  @Test
  void theBestCodes() throws Exception {
    Run run = line("construct --best --points 1e6 --cosine 0.7 --json");
    assertEquals(0, run.code(), run.err());
    long before = 0;
    assertTrue(run.json().get("codes").size() > 3);
    for (JsonNode code : run.json().get("codes")) {
      long dimension = code.get("dimension").asLong();
      assertTrue(dimension >= before);
      before = dimension;
      assertEquals("certified", code.get("tier").asText());
      assertEquals(0, run("verify", code.get("certificate").asText()).code());
    }
    Run none = line("construct --best --points 1e6 --cosine 0.7 --dimension 5");
    assertTrue(none.out().startsWith("no code that we know"), none.out());
    line("construct --best --points 10").isClearError(2);
    line("construct --best --points 10 --cosine 1").isClearError(2);
    line("construct --best --points 1 --cosine 0.5").isClearError(2);
    line("construct --best --points 1e40 --cosine 0.5").isClearError(2);
  }

  @Test
  void aChangedSideFileIsRefused() throws Exception {
    // A small code in a side file, by hand: the square.
    byte[] data = {1, 0, 0, 1, -1, 0, 0, -1};
    byte[] bytes = constellations.verify.points.IntegerMatrixFile.bytes(2, data);
    String digest = constellations.verify.claim.Sha256.of(bytes);
    Files.write(folder.resolve("square.npy"), bytes);
    String json =
        "{\"kind\":\"spherical-code\",\"version\":1,"
            + "\"claim\":{\"dimension\":2,\"points\":4,\"cosine\":\"0\"},"
            + "\"evidence\":{\"vectors\":{\"file\":\"square.npy\",\"sha256\":\"DIGEST\"}},"
            + "\"provenance\":{\"method\":\"by hand\",\"command\":\"none\","
            + "\"toolVersion\":\"0\",\"date\":\"2026-11-22\"}}";
    Files.writeString(folder.resolve("c.json"), json.replace("DIGEST", digest));
    assertEquals(0, line("verify c.json").code());
    bytes[bytes.length - 1] = 1;
    Files.write(folder.resolve("square.npy"), bytes);
    line("verify c.json").isClearError(3);
    Files.write(folder.resolve("square.npy"), java.util.Arrays.copyOf(bytes, 40));
    line("verify c.json").isClearError(3);
    Files.delete(folder.resolve("square.npy"));
    line("verify c.json").isClearError(3);
    Files.writeString(
        folder.resolve("c.json"), json.replace("DIGEST", digest).replace("square", "../square"));
    line("verify c.json").isClearError(3);
  }

  @Test
  @Tag("long")
  void theTimeLimitKeepsTheBest() throws Exception {
    Run run =
        line(
            "search --dimension 10 --points 100 --starts 100000 --time-limit 4s --json --out found");
    assertEquals(0, run.code(), run.err());
    assertEquals("time-limit", run.json().get("stop").asText());
    assertEquals(0, run("verify", run.json().get("certificate").asText()).code());
  }

  @Test
  @Tag("long")
  void coordinatesInEveryFormat() throws Exception {
    for (String ending : List.of("npy", "csv", "txt")) {
      Run run = line("search --dimension 3 --points 7 --starts 64 --digits 50 --write x." + ending);
      assertEquals(0, run.code(), run.err());
    }
    double[][] points = doubles(folder.resolve("x.npy"), 7, 3);
    List<String> lines = Files.readAllLines(folder.resolve("x.txt"));
    assertEquals(7, lines.size());
    assertEquals(points[6][2], Double.parseDouble(lines.get(6).split(",")[2]));
    assertEquals(8, Files.readAllLines(folder.resolve("x.csv")).size());
    line("search --dimension 3 --points 7 --starts 64 --write x.doc").isClearError(2);
    String start = only("out").toString();
    Run more = line("search --dimension 3 --points 8 --starts 64 --json --start " + start);
    assertEquals(0, more.code(), more.err());
    assertEquals(0.261203874963741, more.json().get("cosine").asDouble(), 1e-12);
    // From one dimension less: eight points in R^4 may be as good as a cross-polytope.
    Run up = line("search --dimension 4 --points 8 --starts 64 --json --start " + start);
    assertEquals(0, up.code(), up.err());
    assertEquals(0, up.json().get("cosine").asDouble(), 1e-12);
    line("search --dimension 5 --points 8 --start " + start).isClearError(3);
    line("search --dimension 3 --pairs 8 --bias 0 --start " + start).isClearError(3);
  }

  @Test
  @Tag("long")
  void frontiersAreCertified() throws Exception {
    Run run = line("search --dimension 3 --pairs 6 --frontier 5 --starts 32 --json --out results");
    assertEquals(0, run.code(), run.err());
    assertEquals(5, run.json().get("frontier").size());
    for (var row : run.json().get("frontier")) {
      double margin = row.get("margin").asDouble();
      assertTrue(margin >= Math.max(number(row.get("lift")), number(row.get("aligned"))) - 1e-11);
      assertTrue(margin <= row.get("marginUpper").asDouble());
      String file = "results/" + row.get("certificate").asText();
      assertEquals(0, run("verify", file).code());
    }
    assertEquals(5, Files.readAllLines(folder.resolve("results/frontier.jsonl")).size());
  }

  private static double number(com.fasterxml.jackson.databind.JsonNode node) {
    return node.asText().equals("none") ? -1 : node.asDouble();
  }

  @Test
  @Tag("long")
  void codesAreSelectedFromFiniteSets() throws Exception {
    Run quads = line("select --shapes 2,0^8;1^4,0^5 --cosine 1/2 --group signs --json --out found");
    assertEquals(0, quads.code(), quads.err());
    assertEquals(306, quads.json().get("points").asInt());
    assertEquals(9, quads.json().get("dimension").asInt());
    assertTrue(quads.json().get("optimal").asBoolean());
    assertEquals(0, run("verify", quads.json().get("certificate").asText()).code());
    String triples = "1,1,1,0,0,0,0,0,0;0,0,0,1,1,1,0,0,0;0,0,0,0,0,0,1,1,1";
    Run e6 =
        line(
            "select --coordinates 9 --norm 18 --entries 3 --orthogonal "
                + triples
                + " --cosine 1/2 --group cycle:3 --moves 20000 --time-limit 20s --json --out found");
    assertEquals(72, e6.json().get("points").asInt(), e6.err());
    assertEquals(6, e6.json().get("dimension").asInt());
    Run again =
        line(
            "select --from "
                + e6.json().get("certificate").asText()
                + " --cosine 0 --json --out found");
    assertEquals(0, again.code(), again.err());
    assertEquals(6, again.json().get("dimension").asInt());
    assertEquals(1, line("select --coordinates 3 --norm 2 --cosine 1/2 --points 13").code());
  }

  @Test
  @Tag("long")
  void tablesGoOnWhereTheyStopped() throws Exception {
    String table = "table bounds --dimension 2..3 --points 2..8 --starts 8 --out results";
    assertEquals(0, line(table).code());
    Path lines = folder.resolve("results/bounds.jsonl");
    List<String> first = Files.readAllLines(lines, StandardCharsets.UTF_8);
    assertEquals(14, first.size());
    assertEquals(0, line(table.replace("2..8", "2..9")).code());
    List<String> second = Files.readAllLines(lines);
    assertEquals(16, second.size());
    assertTrue(second.containsAll(first));
    String markdown = Files.readString(folder.resolve("results/bounds.md"));
    assertTrue(markdown.contains("| 4 | **0.000000*** | **-0.333333*** |"), markdown);
    assertEquals(
        0,
        line("table dimension --pairs 1e2,1e5 --margin 0.1,0.2 --bias 0 --starts 0 --out results")
            .code());
    assertEquals(4, Files.readAllLines(folder.resolve("results/dimension.jsonl")).size());
  }

  @Test
  @Tag("long")
  void thePictureIsWritten() throws Exception {
    assertEquals(0, line("picture q.svg").code());
    assertTrue(Files.readString(folder.resolve("q.svg")).startsWith("<svg "));
  }

  @Test
  void helpIsShown() throws Exception {
    for (String command :
        List.of(
            "dimension",
            "bound",
            "rate",
            "search",
            "construct",
            "verify",
            "table",
            "plot",
            "picture",
            "bench")) {
      Run run = run(command, "--help");
      assertEquals(0, run.code());
      assertTrue(run.out().startsWith("Usage: constellation " + command), run.out());
    }
    assertTrue(line("--help").out().contains("dimension"));
    assertTrue(line("--version").out().startsWith("constellation "));
  }
}
