package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands on embeddings and training, as a user sees them. */
class EmbeddingCommandsTest extends CommandRuns {
  private static final Path WORDNET = ROOT.resolve("instances/wordnet");

  /** Against figures that a NumPy script has computed from the same files. */
  @Test
  void realEmbeddings() throws Exception {
    JsonNode expected = MAPPER.readTree(WORDNET.resolve("expected.json").toFile());
    for (String option : new String[] {"--json", "--exact --json"}) {
      Run run =
          line(
              "analyse "
                  + WORDNET.resolve("U.npy")
                  + " "
                  + WORDNET.resolve("V.npy")
                  + " --html page.html --texts "
                  + WORDNET.resolve("pairs.tsv")
                  + " "
                  + option);
      assertEquals(0, run.code(), run.err());
      JsonNode json = run.json();
      close(expected.get("minPositive"), json.at("/minPositive/value"), 1e-14);
      close(expected.get("maxNegative"), json.at("/maxNegative/value"), 1e-14);
      assertEquals(expected.get("minPositiveIndex"), json.at("/minPositive/index"));
      assertEquals(expected.get("maxNegativeRow"), json.at("/maxNegative/row"));
      assertEquals(expected.get("maxNegativeColumn"), json.at("/maxNegative/column"));
      int[] places = {1, 5, 10};
      for (int k = 0; k < 3; k++) {
        close(expected.at("/uToV/" + k), json.at("/retrieval/uToV/at" + places[k]), 1e-14);
        close(expected.at("/vToU/" + k), json.at("/retrieval/vToU/at" + places[k]), 1e-14);
      }
      close(expected.get("positive5"), json.at("/quantiles/positive5"), 1e-13);
      // The histogram's bins are 6.2e-5 wide.
      close(expected.get("negative95"), json.at("/quantiles/negative95"), 7e-5);
      close(expected.get("positiveMean"), json.at("/quantiles/positiveMean"), 1e-13);
      close(expected.get("negativeMean"), json.at("/quantiles/negativeMean"), 4e-5);
      close(expected.get("xi"), json.get("xi"), 1e-12);
      assertEquals("exact", json.get("tier").asText());
      assertEquals(
          constellations.verify.claim.Sha256.of(Files.readAllBytes(WORDNET.resolve("V.npy"))),
          json.at("/files/1/sha256").asText());
      assertFalse(json.get("zeroLoss").asBoolean());
    }
    String page = Files.readString(folder.resolve("page.html"));
    assertTrue(page.contains("umbo") && page.contains("</html>"));
    assertFalse(page.contains("http://") || page.contains("https://"), "no network assets");
  }

  private static void close(JsonNode expected, JsonNode actual, double slack) {
    assertEquals(expected.asDouble(), Double.parseDouble(actual.asText()), slack);
  }

  /** The vertices of a square and the same turned: three dimensions, labels, needed dimension. */
  @Test
  @Tag("long")
  void smallEmbeddings() throws Exception {
    Files.writeString(folder.resolve("u.csv"), "1,0,0\n0,1,0\n-1,0,0\n0,-1,0\n");
    Files.writeString(folder.resolve("v.csv"), "3,1,0\n-1,3,0\n-3,-1,0\n1,-3,0\n");
    line("analyse u.csv v.csv").isClearError(3);
    Run run = line("analyse u.csv v.csv --normalise --json --html p.html");
    assertEquals(0, run.code(), run.err());
    JsonNode json = run.json();
    assertTrue(json.get("zeroLoss").asBoolean());
    // cos 3/sqrt 10 and 1/sqrt 10
    assertEquals(1 / Math.sqrt(10), Double.parseDouble(json.get("margin").asText()), 1e-15);
    assertEquals("infinity", json.at("/sigmoidLoss/inverseTemperature").asText());
    assertEquals(2, json.at("/neededDimension/lower").asInt());
    assertTrue(Files.readString(folder.resolve("p.html")).contains("<canvas"));
    Files.writeString(folder.resolve("same.csv"), "1,0,0\n1,0,0\n0,1,0\n");
    JsonNode ties = line("analyse same.csv same.csv --json").json();
    assertEquals(0, new java.math.BigDecimal(ties.get("margin").asText()).signum());
  }

  /** Rows of one label may be equal: three labels fit in the plane, however many rows they have. */
  @Test
  void labelsCountAndNotRows() throws Exception {
    int copies = 8;
    StringBuilder rows = new StringBuilder();
    ByteBuffer labels = ByteBuffer.allocate(128 + 3 * copies * 8).order(ByteOrder.LITTLE_ENDIAN);
    labels.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
    String header = "{'descr': '<i8', 'fortran_order': False, 'shape': (24,)}";
    labels.put(String.format("%-117s\n", header).getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 3 * copies; i++) {
      labels.putLong(i % 3);
      double turn = 2 * Math.PI * (i % 3) / 3 + 0.01 * Math.floor(i / 3.0);
      rows.append(Math.cos(turn)).append(',').append(Math.sin(turn)).append('\n');
    }
    Files.writeString(folder.resolve("u.csv"), rows);
    Files.write(folder.resolve("labels.npy"), labels.array());
    for (String files : List.of("u.csv u.csv", "u.csv u.csv u.csv")) {
      JsonNode json = line("analyse " + files + " --labels labels.npy --scan-only --json").json();
      assertTrue(json.get("zeroLoss").asBoolean());
      assertTrue(json.at("/neededDimension/lower").asInt() <= 2, json.toString());
    }
    JsonNode json = line("analyse u.csv u.csv --labels labels.npy --json").json();
    assertEquals(3, json.get("labels").asInt());
    JsonNode worst = json.at("/worstPositives/0");
    assertEquals(json.at("/minPositive/index").asInt(), worst.get("row").asInt());
    assertEquals(json.at("/minPositive/column").asInt(), worst.get("column").asInt());
    assertTrue(worst.get("row").asInt() != worst.get("column").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "analyse none.npy none.npy|3|none.npy",
        "analyse a.csv|2|FILE",
        "analyse a.csv b.csv|3|2 x 2",
        "analyse a.csv a.csv --labels a.csv|3|labels",
        "analyse a.xls a.xls|3|.xls",
        "analyse one.csv one.csv|3|1 row",
        "analyse zero.csv zero.csv|3|zero vector",
        "analyse a.csv a.csv --texts none|3|none",
        "lock none.npy|3|none.npy",
        "lock a.csv --bias 2|2|bias",
        "lock one.csv|3|1 rows",
        "train --pairs 20|2|--dimension",
        "train --pairs 1 --dimension 4|2|pairs",
        "train --pairs 20 --dimension 4 --bias 1 --absolute-bias 1|2|both",
        "train --pairs 20 --dimension 4 --rate 0|2|rate",
        "train --pairs 20 --dimension 4 --edge 1-3|2|edge",
        "train --experiment none.json|3|none.json",
        "train --experiment bad.json|3|--nothing",
      })
  void wrongInput(String arguments, int code, String part) throws Exception {
    Files.writeString(folder.resolve("a.csv"), "1,0,0\n0,1,0\n");
    Files.writeString(folder.resolve("b.csv"), "1,0\n0,1\n");
    Files.writeString(folder.resolve("a.xls"), "1,0\n0,1\n");
    Files.writeString(folder.resolve("one.csv"), "1,0\n");
    Files.writeString(folder.resolve("zero.csv"), "1,0\n0,0\n");
    Files.writeString(
        folder.resolve("bad.json"),
        "{\"runs\": [{\"name\": \"x\", \"arguments\": \"--nothing\"}]}");
    Run run = line(arguments);
    run.isClearError(code);
    assertTrue(run.err().contains(part), run.err());
  }

  /** A locked modality: training stays below the optimum, which is certified from both sides. */
  @Test
  @Tag("long")
  void trainingAndItsOptimum() throws Exception {
    Run trained =
        line("train --pairs 20 --dimension 4 --epochs 3000 --locked --history h.csv --json");
    assertEquals(0, trained.code(), trained.err());
    JsonNode json = trained.json();
    double gap = Double.parseDouble(json.get("gap").asText());
    double optimum = Double.parseDouble(json.get("gapUpper").asText());
    assertTrue(gap > 0 && gap < optimum && gap > 0.5 * optimum, gap + " " + optimum);
    assertTrue(Files.readAllLines(folder.resolve("h.csv")).size() > 100);
    assertEquals(0, line("verify " + json.get("certificate").asText()).code());

    Files.writeString(folder.resolve("u.csv"), "1,0\n0,1\n-1,0\n0,-1\n");
    Run locked = line("lock u.csv --json --rows --write v.csv");
    assertEquals(0, locked.code(), locked.err());
    // V = U is best for a square: products 1 and 0.
    double margin = Double.parseDouble(locked.json().get("margin").asText());
    double upper = Double.parseDouble(locked.json().get("marginUpper").asText());
    assertEquals(0.5, margin, 1e-8);
    assertTrue(upper >= 0.5 && upper < 0.5 + 1e-8);
    assertEquals(4, locked.json().get("rows").size());
    for (JsonNode row : locked.json().get("rows")) {
      assertEquals(0.5, Double.parseDouble(row.get("marginUpper").asText()), 1e-8);
      assertEquals(0.5, Double.parseDouble(row.get("margin").asText()), 1e-8);
    }
    assertEquals(0, line("verify " + locked.json().get("certificate").asText()).code());
    assertEquals(5, Files.readAllLines(folder.resolve("v.csv")).size());
  }

  /** A constellation's certificate has both sides, and its margin is that of the analysis. */
  @Test
  void certificatesAreEmbeddings() {
    Run found = line("search --dimension 4 --pairs 6 --bias 0 --starts 4 --json --out c");
    assertEquals(0, found.code(), found.err());
    String certificate = found.json().get("certificate").asText();
    Run run = line("analyse " + certificate + " --scan-only --json");
    assertEquals(0, run.code(), run.err());
    double margin = Double.parseDouble(found.json().get("margin").asText());
    assertEquals(margin, Double.parseDouble(run.json().get("margin").asText()), 1e-12);
    assertEquals(6, run.json().get("pairs").asInt());
    assertEquals(0, line("lock " + certificate + ":1 --out c").code());
    line("lock " + certificate + " --out c").isClearError(3);
  }

  /**
   * The loss and margin at the model's own numbers, by hand: products 0.8 that match, 0.6 and -0.6
   * that do not; scale 10, bias -5, hence the relative bias 1/2.
   */
  @Test
  void theModelsOwnNumbers() throws Exception {
    Files.writeString(folder.resolve("u.csv"), "1,0\n0,1\n");
    Files.writeString(folder.resolve("v.csv"), "0.8,0.6\n-0.6,0.8\n");
    Run run = line("analyse u.csv v.csv --logit-scale 10 --logit-bias=-5 --scan-only --json");
    assertEquals(0, run.code(), run.err());
    JsonNode model = run.json().get("model");
    double loss =
        2 * Math.log1p(Math.exp(-3)) + Math.log1p(Math.exp(1)) + Math.log1p(Math.exp(-11));
    assertEquals(loss, Double.parseDouble(model.get("loss").asText()), 2e-4);
    assertEquals(0.5, Double.parseDouble(model.get("bias").asText()));
    assertEquals(-0.1, Double.parseDouble(model.get("margin").asText()), 1e-15);
    assertEquals("exact", model.get("tier").asText());
    line("analyse u.csv v.csv --logit-scale 10").isClearError(2);
    line("analyse u.csv v.csv --logit-scale 0 --logit-bias 1").isClearError(2);
  }
}
