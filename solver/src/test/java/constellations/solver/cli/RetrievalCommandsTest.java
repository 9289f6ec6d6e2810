package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import constellations.solver.format.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dimensions, bounds and searches for queries and documents, as a user sees them. */
class RetrievalCommandsTest extends CommandRuns {
  private void write(String name, boolean[][] relevant) {
    try (NpyWriter out = new NpyWriter(folder.resolve(name), relevant.length, relevant[0].length)) {
      for (boolean[] row : relevant) {
        double[] numbers = new double[row.length];
        java.util.Arrays.setAll(numbers, k -> row[k] ? 1 : 0);
        out.row(numbers);
      }
    }
  }

  /** All certificates that a command left are accepted and follow the schema. */
  @AfterEach
  void certificatesAreAccepted() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(ROOT.resolve("docs/certificate.schema.json")));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        Run verify = line("verify --json " + file);
        assertEquals(0, verify.code(), verify.out() + verify.err());
        JsonNode certificate = MAPPER.readTree(file.toFile());
        assertEquals("[]", schema.validate(certificate).toString(), file.toString());
      }
    }
  }

  private JsonNode json(String command) {
    Run run = line(command + " --json --seed 3 --no-results");
    assertEquals(0, run.code(), run.out() + run.err());
    return run.json();
  }

  private static double number(JsonNode json, String at) {
    return Double.parseDouble(json.at(at).asText());
  }

  /** Lists of equal labels have the ends of the pairs of labels. */
  @Test
  void labelsHaveTheAnswerOfPairs() throws IOException {
    int[] queries = {0, 1, 2, 3, 4, 5, 0, 3, 3};
    int[] documents = {5, 4, 3, 2, 1, 0, 0, 1, 5, 5, 5};
    boolean[][] relevant = new boolean[queries.length][documents.length];
    StringBuilder pairs = new StringBuilder("query,document\n");
    for (int i = 0; i < queries.length; i++) {
      for (int j = 0; j < documents.length; j++) {
        relevant[i][j] = queries[i] == documents[j];
        pairs.append(relevant[i][j] ? i + "," + j + "\n" : "");
      }
    }
    write("labels.npy", relevant);
    Files.writeString(folder.resolve("labels.csv"), pairs);
    JsonNode one = json("dimension --pairs 6 --margin 1/4 --bias 0 --starts 2");
    for (String file : List.of("labels.npy", "labels.csv")) {
      JsonNode many = json("dimension --relevance " + file + " --margin 1/4 --bias 0 --starts 2");
      for (String side : List.of("lower", "upper")) {
        assertEquals(one.at("/" + side + "/dimension"), many.at("/" + side + "/dimension"), file);
        assertEquals("certified", many.at("/" + side + "/tier").asText());
      }
    }
    // The margin in two dimensions: six pairs on a circle, and the dual of six pairs is 6/14.
    JsonNode bound = json("bound --relevance labels.npy --bias 0 --dimension 2");
    JsonNode pairsBound = json("bound --points 6 --bias 0 --dimension 2");
    assertTrue(number(bound, "/marginUpper") <= number(pairsBound, "/marginUpper") + 1e-12);
    JsonNode any = json("bound --relevance labels.npy --bias 0");
    assertEquals(6 / 14.0, number(any, "/marginUpper"), 1e-4);
    assertEquals("9", any.get("queries").asText());
    assertEquals("11", any.get("documents").asText());
  }

  /** Eight documents, two at a time: the theorem, the dual of its list, and what search reaches. */
  @ParameterizedTest
  @CsvSource({"0", "0.3", "-0.2"})
  void subsetsAndTheirList(String bias) {
    int n = 8;
    double r = Math.sqrt(2 * 7 * 6);
    double m0 = 8 / (2 * r);
    double b0 = 4 / (2 * r);
    double b = Double.parseDouble(bias);
    double most = m0 * Math.min(1, Math.min((1 - b) / (1 - b0), (1 + b) / (1 + b0)));
    JsonNode theorem = json("bound --documents 8 --top 2 --bias " + bias);
    assertEquals(most, number(theorem, "/marginUpper"), 1e-12);
    boolean[][] list = new boolean[n * (n - 1) / 2][n];
    int row = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++, row++) {
        list[row][i] = true;
        list[row][j] = true;
      }
    }
    write("list.npy", list);
    JsonNode dual = json("bound --relevance list.npy --bias " + bias);
    assertEquals(most, number(dual, "/marginUpper"), 1e-5);
    assertTrue(number(dual, "/marginUpper") >= most - 1e-12);
    JsonNode found = json("search --documents 8 --top 2 --dimension 8 --starts 4 --bias " + bias);
    assertTrue(number(found, "/margin") <= most && number(found, "/margin") > most - 1e-3);
  }

  @Test
  void overAllBiases() {
    JsonNode theorem = json("bound --documents 8 --top 2");
    assertEquals(8 / (2 * Math.sqrt(84)), number(theorem, "/marginUpper"), 1e-12);
    assertTrue(theorem.get("bias").isNull());
    boolean[][] pairs = new boolean[5][5];
    for (int i = 0; i < 5; i++) {
      pairs[i][i] = true;
    }
    write("pairs.npy", pairs);
    assertEquals(5 / 8.0, number(json("bound --relevance pairs.npy"), "/marginUpper"), 1e-4);
  }

  /** A million documents, ten at a time: both ends at once. */
  @Test
  void manySubsets() {
    JsonNode json = json("dimension --documents 1e6 --top 10 --margin 0.05 --bias 0.05");
    int lower = json.at("/lower/dimension").asInt();
    int upper = json.at("/upper/dimension").asInt();
    assertTrue(lower >= 46 && upper <= 8096 && lower <= upper);
    assertEquals("certified", json.at("/lower/tier").asText());
    assertEquals("certified", json.at("/upper/tier").asText());
    Run none = line("dimension --documents 1e6 --top 10 --margin 0.2 --bias 0 --json");
    assertEquals(1, none.code());
    assertTrue(none.json().at("/lower/dimension").isNull());
    assertFalse(none.json().at("/lower/certificate").isNull());
    JsonNode few = json("dimension --documents 1000 --top 3 --margin 1e-12 --bias 0 --starts 0");
    assertEquals(7, few.at("/lower/dimension").asInt());
  }

  /** Random relevance: the ends do not cross, and a bound is above what search reaches. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void randomRelevance(int seed) {
    Random random = new Random(seed);
    boolean[][] relevant = new boolean[7][6];
    for (boolean[] row : relevant) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextInt(3) == 0;
      }
    }
    relevant[0][0] = true;
    relevant[1][0] = false;
    write("random.npy", relevant);
    List<Double> bounds = new ArrayList<>();
    for (int d = 2; d <= 4; d++) {
      JsonNode bound = json("bound --relevance random.npy --bias 0.1 --dimension " + d);
      bounds.add(number(bound, "/marginUpper"));
      Run search =
          line("search --relevance random.npy --bias 0.1 --starts 8 --json --dimension " + d);
      if (search.code() == 0) {
        assertTrue(number(search.json(), "/margin") <= bounds.get(d - 2));
      }
    }
    Run run = line("dimension --relevance random.npy --margin 0.1 --bias 0.1 --starts 4 --json");
    JsonNode json = run.json();
    if (run.code() == 0) {
      assertTrue(json.at("/lower/dimension").asInt() <= json.at("/upper/dimension").asInt(99));
    } else {
      assertTrue(number(json("bound --relevance random.npy --bias 0.1"), "/marginUpper") < 0.1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dimension --margin 0.1 --bias 0",
        "dimension --documents 5 --margin 0.1 --bias 0",
        "dimension --top 5 --margin 0.1 --bias 0",
        "dimension --documents 5 --top 5 --margin 0.1 --bias 0",
        "dimension --documents 5 --top 0 --margin 0.1 --bias 0",
        "dimension --documents 1 --top 1 --margin 0.1 --bias 0",
        "dimension --documents 1e13 --top 1 --margin 0.1 --bias 0",
        "dimension --documents 5.5 --top 1 --margin 0.1 --bias 0",
        "dimension --documents 5 --top 2 --bias 0",
        "dimension --documents 5 --top 2 --margin 0.6 --bias 0.6",
        "dimension --documents 5 --top 2 --margin 0 --bias 0",
        "dimension --documents 5 --top 2 --margin 0.1 --bias 0 --pairs 3",
        "dimension --documents 5 --top 2 --margin 0.1 --bias 0 --graph star",
        "bound --documents 5 --top 2 --points 3",
        "bound --documents 5 --top 2 --bias 2",
        "bound --documents 5 --top 2 --method lp",
        "bound --bias 0.1",
        "search --documents 1000000 --top 2 --dimension 3"
      })
  void whatMeansNothingIsRefused(String command) {
    line(command).isClearError(2);
  }
}
