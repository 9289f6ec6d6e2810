package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import constellations.solver.format.NpyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and documents with any relevance, as a user sees them. */
class RelevanceCommandsTest extends CommandRuns {
  private void write(String name, int[][] rows) {
    try (NpyWriter out = new NpyWriter(folder.resolve(name), rows.length, rows[0].length)) {
      for (int[] row : rows) {
        double[] numbers = new double[row.length];
        java.util.Arrays.setAll(numbers, k -> row[k]);
        out.row(numbers);
      }
    }
  }

  private void text(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  /**
   * Products 4/5, 3/5, 3/5, 0 of the first query; documents 1 and 2 are equal, and 2 is relevant:
   * it comes after 1. The second query has products 0, 4/5, 4/5, 1; 0 and 3 are relevant.
   */
  private void small() throws IOException {
    write("q.npy", new int[][] {{1, 0}, {0, 1}, {1, 0}});
    write("d.npy", new int[][] {{1, 0}, {3, 4}, {3, 4}, {0, 1}});
    text("qrels", "a 0 C 2\nb 0 A 1\nb 0 D 3\nb 0 B 0\n");
    text("q.txt", "a\nb\nc\n");
    text("d.txt", "A\nB\nC\nD\n");
  }

  private static final String SMALL =
      "analyse q.npy d.npy --normalise --relevance qrels --query-ids q.txt --document-ids d.txt";

  @Test
  void metricsAreThoseOfTrecEvalWithTiesAgainst() throws IOException {
    small();
    Run run = line(SMALL + " --json");
    assertEquals(0, run.code(), run.err());
    JsonNode json = run.json();
    // a: ranks 3 of C. b: D at 1, A at 4. c is left out.
    JsonNode metrics = json.at("/retrieval/uToV");
    assertEquals((1.0 / 3 + (1 + 2.0 / 4) / 2) / 2, metrics.get("map").asDouble(), 1e-14);
    assertEquals((1.0 / 3 + 1) / 2, metrics.get("mrr").asDouble(), 1e-14);
    assertEquals((0 + 0.5) / 2, metrics.at("/recall/at1").asDouble(), 1e-14);
    assertEquals(1, metrics.at("/recall/at5").asDouble(), 1e-14);
    assertEquals(0.5, metrics.at("/success/at1").asDouble(), 1e-14);
    assertEquals((0.2 + 0.4) / 2, metrics.at("/precision/at5").asDouble(), 1e-14);
    double log = Math.log(2);
    double second = (3 + 1 / (Math.log(5) / log)) / (3 + 1 / (Math.log(3) / log));
    assertEquals((1 / 2.0 + second) / 2, metrics.at("/ndcg/at10").asDouble(), 1e-14);
    assertEquals("exact", json.get("tier").asText());
    assertEquals(0, json.at("/rowMargins/separated").asInt());
    assertEquals(2, json.at("/rowMargins/queries").asInt());
    assertEquals(1, json.at("/relevance/withoutRelevant").asInt());
    // s* = 0 at (1, 0), beta* = 1 at (0, 0).
    assertEquals(0, json.at("/minPositive/value").asDouble());
    assertEquals(1, json.at("/maxNegative/value").asDouble());
    assertEquals(0, json.at("/maxNegative/row").asInt());
    assertTrue(!json.get("zeroLoss").asBoolean());
    assertEquals(5, json.get("files").size());
  }

  /** Against exact integer arithmetic, with many ties. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void extremesAndRanksAreExact(int seed) throws IOException {
    Random random = new Random(seed);
    int queries = 3 + random.nextInt(40);
    int documents = 3 + random.nextInt(60);
    int d = 2 + random.nextInt(3);
    // Coordinates of few values: many products are equal, and norms are those of integers.
    int[][] u = rows(random, queries, d);
    int[][] v = rows(random, documents, d);
    write("q.npy", u);
    write("d.npy", v);
    boolean[][] relevant = new boolean[queries][documents];
    StringBuilder pairs = new StringBuilder("query,document\n");
    for (int i = 0; i < queries; i++) {
      for (int j = 0; j < documents; j++) {
        if (random.nextInt(8) == 0) {
          relevant[i][j] = true;
          pairs.append(i).append(',').append(j).append('\n');
        }
      }
    }
    text("pairs.csv", pairs.toString());
    Run run = line("analyse q.npy d.npy --normalise --relevance pairs.csv --json");
    assertEquals(0, run.code(), run.err());
    double map = 0;
    int answered = 0;
    int separated = 0;
    double least = 2;
    double largest = -2;
    for (int i = 0; i < queries; i++) {
      List<Integer> ranks = new ArrayList<>();
      int count = 0;
      for (int j = 0; j < documents; j++) {
        double cosine = cosine(u[i], v[j]);
        least = relevant[i][j] ? Math.min(least, cosine) : least;
        largest = relevant[i][j] ? largest : Math.max(largest, cosine);
        if (relevant[i][j]) {
          count++;
          int rank = 1;
          for (int k = 0; k < documents; k++) {
            int order = compare(u[i], v[k], v[j]);
            boolean first = order > 0 || (order == 0 && (relevant[i][k] ? k < j : true));
            rank += k != j && first ? 1 : 0;
          }
          ranks.add(rank);
        }
      }
      if (count > 0) {
        answered++;
        ranks.sort(null);
        double sum = 0;
        for (int t = 0; t < count; t++) {
          sum += (t + 1.0) / ranks.get(t);
        }
        map += sum / count;
        separated += ranks.get(count - 1) == count ? 1 : 0;
      }
    }
    JsonNode json = run.json();
    assertEquals(map / answered, json.at("/retrieval/uToV/map").asDouble(), 1e-12);
    assertEquals(separated, json.at("/rowMargins/separated").asInt());
    assertEquals(least, json.at("/minPositive/value").asDouble(), 1e-14);
    assertEquals(largest, json.at("/maxNegative/value").asDouble(), 1e-14);
    assertEquals(
        run.out(),
        line("analyse q.npy d.npy --normalise --relevance pairs.csv --json --threads 1").out());
  }

  private static int[][] rows(Random random, int count, int d) {
    int[][] rows = new int[count][d];
    for (int[] row : rows) {
      do {
        for (int k = 0; k < d; k++) {
          row[k] = random.nextInt(5) - 2;
        }
      } while (product(row, row) == 0);
    }
    return rows;
  }

  private static long product(int[] x, int[] y) {
    long sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += (long) x[k] * y[k];
    }
    return sum;
  }

  private static double cosine(int[] x, int[] y) {
    return product(x, y) / Math.sqrt((double) product(x, x) * product(y, y));
  }

  /** The order of the cosines of two documents with a query, by squares of integers. */
  private static int compare(int[] x, int[] y, int[] z) {
    long a = product(x, y);
    long b = product(x, z);
    return Long.compare(a * Math.abs(a) * product(z, z), b * Math.abs(b) * product(y, y));
  }

  @Test
  void allFormsOfAFileSayTheSame() throws IOException {
    small();
    String plain = "analyse q.npy d.npy --normalise --json --relevance ";
    text("pairs", "0 2\n1 0\n1 3\n");
    JsonNode expected = metrics(plain + "pairs");
    text("beir.tsv", "query-id\tcorpus-id\tscore\na\tC\t1\nb\tA\t1\nb\tD\t1\n");
    text("q.jsonl", "{\"_id\": \"a\"}\n{\"_id\": \"b\"}\n{\"_id\": \"c\", \"text\": \"x\"}\n");
    assertEquals(expected, metrics(plain + "beir.tsv --query-ids q.jsonl --document-ids d.txt"));
    text("pairs.csv", "\uFEFFquery,document\r\n0,2\r\n1,0\r\n1,3\r\n");
    assertEquals(expected, metrics(plain + "pairs.csv"));
    write("pairs.npy", new int[][] {{0, 2}, {1, 0}, {1, 3}});
    assertEquals(expected, metrics(plain + "pairs.npy"));
    write("matrix.npy", new int[][] {{0, 0, 1, 0}, {1, 0, 0, 1}, {0, 0, 0, 0}});
    assertEquals(expected, metrics(plain + "matrix.npy"));
    csr(new int[][] {{0, 1, 3, 3}}, new int[][] {{2, 0, 3}});
    assertEquals(expected, metrics(plain + "csr.npz"));
  }

  private JsonNode metrics(String command) {
    Run run = line(command);
    assertEquals(0, run.code(), run.err());
    return run.json().get("retrieval");
  }

  private void csr(int[][] begins, int[][] columns) throws IOException {
    write("indptr.npy", begins);
    write("indices.npy", columns);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : new String[] {"indptr.npy", "indices.npy"}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(Files.readAllBytes(folder.resolve(name)));
        zip.closeEntry();
      }
    }
    Files.write(folder.resolve("csr.npz"), bytes.toByteArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a 0 X 1|line 1",
        "a 0 A 1\\nz 0 A 1|line 2",
        "a 0 A one\\nb 0 A 1|line",
        "a 0 A 1\\nb A 1|line 2",
        "a 0 A 1.5|1.5",
        "a 0 A 1\\na 0 A 2|judgement",
        "a|1 columns",
        "a 0 A 0|0 relevant pairs",
        "1 2 3 4 5|5 columns",
        "''|0 relevant pairs"
      })
  void badJudgements(String content, String message) throws IOException {
    small();
    text("qrels", content.replace("\\n", "\n"));
    Run run = line(SMALL);
    run.isClearError(3);
    assertTrue(run.err().contains("qrels") && run.err().contains(message), run.err());
  }

  @Test
  void badNamesAndShapes() throws IOException {
    small();
    for (String option : List.of("--exact", "--graph path", "--spark", "--logit-scale 1")) {
      line(SMALL + " " + option).isClearError(2);
    }
    text("d.txt", "A\nB\nC\n");
    line(SMALL).isClearError(3);
    text("d.txt", "A\nB\nC\nA\n");
    line(SMALL).isClearError(3);
    line("analyse q.npy d.npy --normalise --relevance qrels").isClearError(3);
    line("analyse q.npy d.npy --normalise --relevance nothing").isClearError(3);
    write("wrong.npy", new int[][] {{0, 2, 1}, {1, 0, 2}});
    line("analyse q.npy d.npy --normalise --relevance wrong.npy").isClearError(3);
    write("outside.npy", new int[][] {{0, 2}, {3, 0}});
    line("analyse q.npy d.npy --normalise --relevance outside.npy").isClearError(3);
    csr(new int[][] {{0, 3, 1, 3}}, new int[][] {{2, 0, 3}});
    line("analyse q.npy d.npy --normalise --relevance csr.npz").isClearError(3);
    Path narrow = folder.resolve("d.npy");
    write("d.npy", new int[][] {{1, 0, 0}});
    assertTrue(Files.exists(narrow));
    line("analyse q.npy d.npy --normalise --relevance qrels").isClearError(3);
  }

  /** A file by itself says how many queries and documents there are. */
  @Test
  void searches() throws IOException {
    // The first line is no head, though it has two names.
    text("names", "a A\na B\nb B\nb C\nc C\nc A\n");
    Run run = line("search --relevance names --dimension 3 --starts 2 --json");
    assertEquals(0, run.code(), run.err());
    JsonNode json = run.json();
    assertEquals(3, json.get("queries").asInt());
    assertEquals(3, json.get("documents").asInt());
    assertEquals("certified", json.get("tier").asText());
    String file = json.get("certificate").asText();
    Run verify = line("verify " + file);
    assertEquals(0, verify.code(), verify.out());
    // The same margin in the file's own words, and a larger one is false.
    String text = Files.readString(Path.of(file));
    String margin = json.get("margin").asText();
    assertTrue(text.contains(margin));
    text("better.json", text.replace("\"" + margin + "\"", "\"0.99\""));
    assertEquals(1, line("verify better.json").code());
    line("table add --out results " + file).isClearError(3);
    text("headed", "query,document\na,A\na,B\nb,B\nb,C\nc,C\nc,A\n");
    JsonNode headed = line("search --relevance headed --dimension 3 --starts 2 --json").json();
    assertEquals(3, headed.get("queries").asInt());
    assertEquals(json.get("margin"), headed.get("margin"));
    write("matrix.npy", new int[][] {{1, 1, 0}, {0, 1, 1}, {1, 0, 1}});
    Run matrix = line("search --relevance matrix.npy --dimension 3 --starts 2 --json");
    assertEquals(json.get("margin"), matrix.json().get("margin"));
    csr(new int[][] {{0, 2, 4, 6}}, new int[][] {{0, 1, 1, 2, 0, 2}});
    Run csr = line("search --relevance csr.npz --dimension 3 --starts 2 --json");
    assertEquals(json.get("margin"), csr.json().get("margin"));
    line("search --relevance names --dimension 3 --pairs 3").isClearError(2);
    line("search --relevance names --dimension 3 --bias 2").isClearError(2);
    line("search --relevance names --dimension 3 --write x.npy").isClearError(2);
    line("search --relevance names --dimension 3 --checkpoint c").isClearError(2);
    line("search --relevance nothing --dimension 3").isClearError(3);
  }
}
