package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database of results, sweeps and the report, as a user sees them. */
class ResultsCommandsTest extends CommandRuns {
  private static final Path RESULTS = ROOT.resolve("results");

  /** The first codes of the results and nothing else. */
  private void copySome() throws Exception {
    Files.createDirectories(folder.resolve("results/certificates"));
    List<String> lines =
        Files.readAllLines(RESULTS.resolve("index.jsonl")).stream()
            .filter(line -> line.contains("\"kind\":\"spherical-code\""))
            .limit(60)
            .toList();
    Files.write(folder.resolve("results/index.jsonl"), lines);
    for (String line : lines) {
      String file = MAPPER.readTree(line).get("file").asText();
      Files.copy(RESULTS.resolve(file), folder.resolve("results").resolve(file));
    }
  }

  /** All results of the project, from nothing; some, with one gone and one byte changed. */
  @Test
  @Tag("long")
  void everythingIsAccepted() throws Exception {
    Run run = line("table check --json --out " + RESULTS);
    assertEquals(0, run.code(), run.out());
    assertTrue(run.json().get("accepted").asBoolean());
    assertTrue(run.json().get("entries").asInt() > 2000);

    copySome();
    assertEquals(0, line("table check").code());
    Path gone;
    Path changed;
    try (Stream<Path> files = Files.list(folder.resolve("results/certificates"))) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      gone = all.get(0);
      changed = all.get(all.size() / 2);
    }
    Files.delete(gone);
    byte[] bytes = Files.readAllBytes(changed);
    bytes[bytes.length / 3] ^= 1;
    Files.write(changed, bytes);
    Run broken = line("table check --json");
    assertEquals(1, broken.code());
    String problems = broken.json().get("problems").toString();
    assertTrue(problems.contains(gone.getFileName().toString()), problems);
    assertTrue(problems.contains(changed.getFileName().toString()), problems);
  }

  /** The worked example of the theory sheet: results and the command agree. */
  @Test
  @Tag("long")
  void queryAndDimensionAgree() throws Exception {
    JsonNode asked =
        line("table query --pairs 1e10 --margin 0.0142 --bias 0.0627 --json --out " + RESULTS)
            .json();
    assertEquals(14, asked.at("/lower/dimension").asInt());
    assertEquals(17, asked.at("/upper/dimension").asInt());
    JsonNode computed = line("dimension --pairs 1e10 --margin 0.0142 --bias 0.0627 --json").json();
    assertEquals(asked.at("/lower/dimension"), computed.at("/lower/dimension"));
    assertEquals(asked.at("/upper/dimension"), computed.at("/upper/dimension"));

    JsonNode codes =
        line("table query --dimension 3..4 --points 5..6 --json --out " + RESULTS).json();
    assertEquals(4, codes.get("cells").size());
    assertTrue(codes.at("/cells/0/meets").asBoolean());
    JsonNode pairs =
        line("table query --dimension 5..8 --pairs 16..18 --bias 0 --json --out " + RESULTS).json();
    assertEquals(12, pairs.get("cells").size());
    for (JsonNode cell : pairs.get("cells")) {
      double lower = cell.get("marginLower").asDouble(-1);
      assertTrue(lower <= Double.parseDouble(cell.get("marginUpper").asText()), cell.toString());
    }
    JsonNode best =
        line("table query --dimension 3 --pairs 8 --bias 0.27 --json --out " + RESULTS).json();
    String id = best.at("/cells/0/certificate").asText().replaceAll(".*/|\\.json", "");
    Run shown = line("table show " + id + " --out " + RESULTS);
    assertEquals(0, shown.code(), shown.err());
    assertTrue(shown.out().contains("8 pairs") && shown.out().contains("[certified]"), shown.out());
    for (String format : List.of("npy", "csv", "txt", "json")) {
      Run run = line("table export " + id + " --format " + format + " --to x --out " + RESULTS);
      assertEquals(0, run.code(), run.err());
    }
    Run again = line("analyse x/" + id + "-U.npy x/" + id + "-V.npy --json");
    assertEquals(
        Double.parseDouble(best.at("/cells/0/marginLower").asText()),
        Double.parseDouble(again.json().get("margin").asText()),
        1e-12);
    assertEquals(0, line("verify x/" + id + ".json").code());
  }

  /** A better code, found elsewhere, improves its cell and nothing else. */
  @Test
  @Tag("long")
  void betterOnesAreAdded() throws Exception {
    Files.copy(ROOT.resolve("instances/sweeps/small.json"), folder.resolve("small.json"));
    assertEquals(0, line("sweep small.json --threads 2 --out whole").code());
    assertEquals(0, line("sweep small.json --threads 2 --out parts").code());
    assertEquals(0, line("table diff whole parts").code());
    assertEquals(0, line("search --dimension 3 --points 11 --starts 512 --out better").code());
    Path better;
    try (Stream<Path> files = Files.list(folder.resolve("better"))) {
      better = files.findFirst().orElseThrow();
    }
    Run added = line("table add " + folder.relativize(better) + " --json --out parts");
    assertEquals(0, added.code(), added.err());
    Run diff = line("table diff whole parts --json");
    int changes = diff.json().get("better").size() + diff.json().get("equal").size();
    assertEquals(added.json().get("improved").asInt(), changes);
    assertEquals(0, line("table close --dimension 3..4 --points 5..20 --out parts").code());
    assertEquals(0, line("table check --out parts").code());
  }

  /** What cannot be read or decided does not keep the next file from its verdict. */
  /** The table is what its certificates say, all of them accepted; another one is refused. */
  @Test
  void topTwoIsMadeFromItsCertificates() throws Exception {
    Path copies = Files.createDirectories(folder.resolve("results/top-two"));
    try (Stream<Path> files = Files.list(RESULTS.resolve("top-two"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copies.resolve(file.getFileName()));
      }
    }
    assertEquals(0, line("table top-two --out results").code());
    for (String ending : List.of("md", "csv", "jsonl")) {
      assertEquals(
          Files.readString(RESULTS.resolve("top-two." + ending)),
          Files.readString(folder.resolve("results/top-two." + ending)));
    }
    Run other = line("search --documents 5 --top 3 --dimension 5 --starts 1 --out results/top-two");
    assertEquals(0, other.code(), other.err());
    line("table top-two --out results").isClearError(3);
  }

  @Test
  void hostileFilesDoNotStopTheRest() throws Exception {
    String text =
        """
        {"kind": "%s", "version": 1,
         "claim": {"dimension": 3, "pointsAtLeast": 6, "cosine": "%s"}, "evidence": {%s},
         "provenance": {"method": "", "command": "", "toolVersion": "", "date": ""}}
        """;
    String bands =
        "\"gram\": [[2, -1], [-1, 2]], \"leastNorm\": 2, \"bands\": [[0.8, 0.9], [0.3, 0.4]]";
    Path hostile = folder.resolve("bands.json");
    Files.writeString(hostile, text.formatted("lattice-existence", "0.9", bands));
    Files.writeString(folder.resolve("mark.json"), "\ufeff" + text);
    Files.copy(hostile, folder.resolve("x\naccepted  good.json"));
    assertEquals(0, new ProcessBuilder("mkfifo", folder + "/pipe.json").start().waitFor());
    Files.writeString(
        folder.resolve("good.json"),
        text.formatted("theorem", "0", "\"theorem\": \"cross-polytope\""));
    String[] files = {
      "pipe.json", "mark.json", "bands.json", "x\naccepted  good.json", "good.json"
    };
    for (String command : List.of("verify", "table add")) {
      Run run =
          run(
              Stream.concat(Stream.of(command.split(" ")), Stream.of(files))
                  .toArray(String[]::new));
      assertEquals(3, run.code(), run.err());
      assertEquals(4, run.err().lines().count(), run.err());
      assertEquals(
          1,
          run.out()
              .lines()
              .filter(line -> line.matches("(accepted|added) +\\S*good.json: .*"))
              .count(),
          run.out());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "table query --points 5|2|--dimension",
        "table query --points 5 --pairs 5 --dimension 3|2|--points and --pairs",
        "table query --dimension 3 --points 5 --bias 0|2|--points",
        "table query --dimension 3..2 --points 5 --out R|2|dimension",
        "table query --dimension 2..1000 --points 2..2000 --out R|2|cells",
        "table query --dimension 3 --points 5 --out nowhere|3|nowhere",
        "table show nothing --out R|2|ID",
        "table export lp-bound --format npy --out R|2|ID",
        "table export spherical-code-919c --format xls --out R|2|format",
        "table add nothing.json|3|nothing.json",
        "table diff R nowhere|3|nowhere",
        "sweep nothing.json|3|nothing.json",
        "sweep bad1.json|3|grids",
        "sweep bad2.json|3|task",
        "sweep bad3.json|3|points",
        "sweep bad4.json|3|bias",
        "sweep bad5.json|3|colour",
        "sweep bad6.json|3|margin + bias",
        "report --results nowhere|3|nowhere",
        "analyse one.npy|2|two files",
        "analyse one.parquet one.parquet|3|Parquet",
        "analyse a.npy a.npy --spark|2|Spark",
      })
  void badInputIsToldInOneLine(String line, int code, String word) throws Exception {
    Files.writeString(folder.resolve("bad1.json"), "{\"cells\": []}");
    Files.writeString(folder.resolve("bad2.json"), "{\"grids\": [{\"task\": \"cook\"}]}");
    Files.writeString(
        folder.resolve("bad3.json"),
        "{\"grids\": [{\"task\": \"code\", \"dimension\": 3, \"points\": \"9..2\"}]}");
    Files.writeString(
        folder.resolve("bad4.json"),
        "{\"grids\": [{\"task\": \"constellation\", \"dimension\": 3, \"pairs\": 4,"
            + " \"bias\": \"1/3\"}]}");
    Files.writeString(
        folder.resolve("bad5.json"), "{\"grids\": [{\"task\": \"code\", \"colour\": 3}]}");
    Files.writeString(
        folder.resolve("bad6.json"),
        "{\"grids\": [{\"task\": \"dimension\", \"pairs\": 100, \"margin\": \"0.9\","
            + " \"bias\": \"0.5\"}]}");
    Files.writeString(folder.resolve("one.parquet"), "PAR1 is not enough");
    Files.copy(ROOT.resolve("instances/wordnet/U.npy"), folder.resolve("a.npy"));
    Run run = line(line.replace("--out R", "--out " + RESULTS).replace(" R ", " " + RESULTS + " "));
    run.isClearError(code);
    assertTrue(run.err().contains(word), run.err());
  }

  /** Three modalities in three files: the extremes over all pairs of them. */
  @Test
  void severalModalities() throws Exception {
    Files.writeString(folder.resolve("a.csv"), "1,0,0\n0,1,0\n0,0,1\n");
    Files.writeString(folder.resolve("b.csv"), "4,3,0\n0,4,3\n3,0,4\n");
    Files.writeString(folder.resolve("c.csv"), "12,0,5\n5,12,0\n0,5,12\n");
    Run run = line("analyse a.csv b.csv c.csv --normalise --json");
    assertEquals(0, run.code(), run.err());
    JsonNode json = run.json();
    assertEquals(3, json.get("modalities").asInt());
    assertEquals(3, json.get("modalityPairs").size());
    // b and c match at 48/65; a and b have 3/5 for others, b and c 56/65... of rows i and i + 1.
    double least = 1;
    double largest = -1;
    double[][][] x = {
      {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
      {{.8, .6, 0}, {0, .8, .6}, {.6, 0, .8}},
      {{12 / 13., 0, 5 / 13.}, {5 / 13., 12 / 13., 0}, {0, 5 / 13., 12 / 13.}}
    };
    for (int a = 0; a < 3; a++) {
      for (int b = a + 1; b < 3; b++) {
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            double p = 0;
            for (int k = 0; k < 3; k++) {
              p += x[a][i][k] * x[b][j][k];
            }
            least = i == j ? Math.min(least, p) : least;
            largest = i != j ? Math.max(largest, p) : largest;
          }
        }
      }
    }
    assertEquals(least, Double.parseDouble(json.at("/minPositive/value").asText()), 1e-15);
    assertEquals(largest, Double.parseDouble(json.at("/maxNegative/value").asText()), 1e-15);
  }
}
