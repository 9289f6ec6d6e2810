package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import constellations.verify.exact.Quadratic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes from files of all kinds, and where answers go. */
class CertifyCommandTest extends CommandRuns {
  /** A cube and an octahedron: 14 points, between them cosines of 1/sqrt 3. */
  private static final String CUBE_AND_OCTAHEDRON =
      IntStream.range(0, 8)
              .mapToObj(i -> (i & 1) * 2 - 1 + " " + ((i & 2) - 1) + " " + ((i & 4) / 2 - 1))
              .collect(Collectors.joining("\n"))
          + "\n1 0 0\n-1 0 0\n0 1 0\n0 -1 0\n0 0 1\n0 0 -1\n";

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private JsonNode certified(String arguments) {
    Run run = line("certify " + arguments + " --json --out c");
    assertEquals(0, run.code(), run.err());
    String certificate = run.json().get("certificate").asText();
    assertEquals(0, line("verify " + certificate).code());
    return run.json();
  }

  @Test
  void integersAreExact() throws IOException {
    write("points.txt", CUBE_AND_OCTAHEDRON);
    JsonNode json = certified("points.txt");
    assertEquals("1/3*sqrt(3)", json.get("cosineExact").asText());
    assertTrue(json.get("exact").asBoolean());
    assertEquals(14, json.get("points").asInt());
    write("one.txt", CUBE_AND_OCTAHEDRON.replace(' ', '\n') + "largest angle: 54.7\n");
    line("certify one.txt").isClearError(3);
    json = certified("one.txt --dimension 3");
    assertEquals("1/3*sqrt(3)", json.get("cosineExact").asText());
    assertTrue(json.get("notes").toString().contains("largest angle"), json.toString());
    write("cube.3.14.txt", CUBE_AND_OCTAHEDRON.replace(' ', '\n'));
    assertEquals(3, certified("cube.3.14.txt").get("dimension").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        "[[1,0],[\"-1/2\",\"1/2*sqrt(3)\"],[\"-1/2\",\"-1/2*sqrt(3)\"]] | -1/2 | 2",
        "{\"points\":[[1,1,0],[1,0,1],[0,1,1]]} | 1/2 | 3",
        "[[1,\"-1/2\",\"-1/2\"],[\"-1/2\",1,\"-1/2\"],[\"-1/2\",\"-1/2\",1]] | -1/2 | 2",
        "{\"gram\":[[2,1],[1,2]]} | 1/2 | 2",
        "{\"gram\":[[1,1,2],[1,2,3],[2,3,5]]} | 3/10*sqrt(10) | 2",
        "[[1,\"1/5*sqrt(5)\"],[\"1/5*sqrt(5)\",1]] | 1/5*sqrt(5) | 2"
      })
  void listsAndGramMatrices(String text, String cosine, int dimension) throws IOException {
    write("c.json", text);
    JsonNode json = certified("c.json");
    assertEquals(
        0,
        Quadratic.parse(json.get("cosineExact").asText(), "cosine")
            .compareTo(Quadratic.parse(cosine, "cosine")));
    assertEquals(dimension, json.get("dimension").asInt());
    assertTrue(json.get("exact").asBoolean());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[1,2],[2,1]]x",
        "[[1,2],[3]]",
        "[[0,0],[1,0]]",
        "{\"gram\":[[1,2],[2,1]]}",
        "{\"gram\":[[1,\"1/2\",\"1/2\"],[\"1/2\",1,\"-3/4\"],[\"1/2\",\"-3/4\",1]]}",
        "{\"things\":[[1,2]]}",
        "[[1,true],[2,3]]",
        "[[1,0]]",
        "[]",
        "7"
      })
  void whatIsNoConfigurationIsRefused(String text) throws IOException {
    write("c.json", text);
    Run run = line("certify c.json");
    assertTrue(run.code() == 3 || run.code() == 2, run.out() + run.err());
    assertFalse(run.err().contains("Exception"), run.err());
  }

  /** None of these is a file of points with a line of text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0,61 0,79\n-0,83 0,55\n",
        "0,6;0,8\n-0,6;0,8\n",
        "0.6 0.8\n-0.6 0.8\n0.5 -\n",
        "nan nan\n0.6 0.8\n-0.6 0.8\n",
        "1/0 1\n0.6 0.8\n-0.6 0.8\n",
        "0.6 0.8\n-0.6 0.8\n1e999999999 0\n",
        "1 0\n0 1\n1 0\n"
      })
  void linesWithFaultsAreRefused(String text) throws IOException {
    write("points.txt", text);
    Run run = line("certify points.txt");
    run.isClearError(3);
    assertTrue(run.err().startsWith("points.txt") || run.err().contains("/points.txt"), run.err());
  }

  /** Tables as pandas writes them: the same rules as for embeddings. */
  @Test
  void tablesOfPointsHaveNamesAndNumbersOfRows() throws IOException {
    write("t.csv", ",0,1\n0,0.6,0.8\n1,-0.6,0.8\n2,0,-1\n");
    JsonNode json = certified("t.csv");
    assertEquals(2, json.get("dimension").asInt());
    assertEquals(0.28, Double.parseDouble(json.get("cosine").asText()));
    assertEquals(2, json.get("notes").size());
    write("s.csv", "1/2,1/2*sqrt(3)\n-1,0\n1/2,-1/2*sqrt(3)\n");
    assertEquals("-0.5", certified("s.csv").get("cosineExact").asText());
  }

  /** A search that ended within its first round can be called again. */
  @Test
  void shortSearchesAreResumed() throws IOException {
    String search =
        "search --dimension 3 --points 7 --no-results --starts 2 --json --out s --checkpoint ck";
    Run first = line(search);
    assertEquals(0, first.code(), first.err());
    Run again = line(search);
    assertEquals(0, again.code(), again.err());
    assertEquals(first.json().get("cosine"), again.json().get("cosine"));
    // A better answer than what a search finds again is kept.
    Run longer = line(search.replace("--starts 2", "--starts 300"));
    Run resumed = line(search.replace("--starts 2", "--starts 301"));
    double before = Double.parseDouble(longer.json().get("cosine").asText());
    assertTrue(Double.parseDouble(resumed.json().get("cosine").asText()) <= before);
  }

  @Test
  void whatIsAskedForIsHeld() throws IOException {
    write("points.txt", CUBE_AND_OCTAHEDRON);
    assertEquals(0, line("certify points.txt --cosine 0.6 --dimension 3").code());
    assertEquals(1, line("certify points.txt --cosine 0.5").code());
    assertEquals(1, line("certify points.txt --dimension 2").code());
    Run run = line("verify points.txt");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("14 points in dimension 3"), run.out());
    assertEquals(0, line("table add points.txt --out r").code());
    Run started = line("search --dimension 3 --points 14 --starts 1 --start points.txt --json");
    assertEquals(0, started.code(), started.err());
    assertTrue(Double.parseDouble(started.json().get("cosine").asText()) < 0.5774);
  }

  /** What search writes is the same certificate again. */
  @ParameterizedTest
  @ValueSource(strings = {"npy", "csv", "txt"})
  void coordinatesComeBackAsTheSameCertificate(String format) throws IOException {
    for (String question : new String[] {"3 --points 7", "4 --points 13", "5 --points 19"}) {
      Run search =
          line(
              "search --dimension "
                  + question
                  + " --starts 2 --no-results --seed 5 --json --out s --write w."
                  + format);
      assertEquals(0, search.code(), search.err());
      JsonNode found = MAPPER.readTree(Path.of(search.json().get("certificate").asText()).toFile());
      JsonNode back = certified("w." + format + " --as-written");
      JsonNode again = MAPPER.readTree(Path.of(back.get("certificate").asText()).toFile());
      assertEquals(found.get("claim"), again.get("claim"));
      assertEquals(found.get("evidence"), again.get("evidence"));
    }
  }

  /**
   * What the results export is the same certificate again: of decimals the same evidence, of exact
   * coordinates the same claim.
   */
  @Property(tries = 12)
  void exportedEntriesComeBack(@ForAll @IntRange(min = 0, max = 900) int index) throws IOException {
    folder = Files.createTempDirectory("export");
    List<String> entries =
        Files.readAllLines(ROOT.resolve("results/index.jsonl")).stream()
            .filter(line -> line.contains("\"kind\":\"spherical-code\""))
            .toList();
    JsonNode entry = MAPPER.readTree(entries.get(index % entries.size()));
    JsonNode original =
        MAPPER.readTree(ROOT.resolve("results").resolve(entry.get("file").asText()).toFile());
    if (original.at("/claim/points").asInt() > 300) {
      return;
    }
    boolean decimal = original.at("/claim/cosine").asText().matches("0\\.\\d{15}");
    for (String format : List.of("npy", "csv", "txt")) {
      String id = entry.get("id").asText();
      String results = " --out " + ROOT.resolve("results");
      assertEquals(
          0, line("table export " + id + " --format " + format + " --to e" + results).code());
      JsonNode back = certified("e/" + id + "." + format + (decimal ? " --as-written" : ""));
      JsonNode again = MAPPER.readTree(Path.of(back.get("certificate").asText()).toFile());
      if (decimal) {
        assertEquals(original.get("evidence"), again.get("evidence"), id);
        assertEquals(original.get("claim"), again.get("claim"), id);
      } else if (back.get("exact").asBoolean()) {
        assertEquals(original.at("/claim/points"), again.at("/claim/points"), id);
        Quadratic before = Quadratic.parse(original.at("/claim/cosine").asText(), "cosine");
        Quadratic after = Quadratic.parse(again.at("/claim/cosine").asText(), "cosine");
        assertTrue(after.compareTo(before) <= 0, id);
      }
    }
  }

  /** The aligned constellation of a code whose exact form has roots, or more coordinates. */
  @ParameterizedTest
  @CsvSource({"3 --pairs 12, 0.27639320225002", "6 --pairs 27, 0.375"})
  void sharpCodesAreAligned(String question, double margin) {
    Run run = line("search --dimension " + question + " --starts 20 --no-results --json --out s");
    assertEquals(0, run.code(), run.err());
    assertEquals(margin, Double.parseDouble(run.json().get("margin").asText()), 1e-12);
    assertEquals(0, line("verify " + run.json().get("certificate").asText()).code());
  }

  /** Exact coordinates in more columns than dimensions are a start like others. */
  @Test
  void codesOfMoreCoordinatesAreStarts() {
    Run roots = line("construct e6 --json --out s");
    String start = " --starts 1 --json --out s --start " + roots.json().get("certificate").asText();
    Run same = line("search --dimension 6 --points 72" + start);
    assertEquals(0, same.code(), same.err());
    assertEquals(0.5, Double.parseDouble(same.json().get("cosine").asText()), 1e-12);
    assertEquals(0, line("search --dimension 6 --points 70" + start).code());
    assertEquals(0, line("search --dimension 5 --points 30" + start).code());
  }

  @Test
  void sharpCodesAreFoundExactly() {
    Run run = line("search --dimension 3 --points 12 --starts 8 --no-results --json --out s");
    assertEquals(0, run.code(), run.err());
    Run shown = line("verify " + run.json().get("certificate").asText());
    assertTrue(shown.out().contains("cosine at most 0.2*sqrt(5)"), shown.out());
  }

  /** Nothing is lost where it cannot be written: the answer is there, and the exit code says so. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "search --dimension 3 --points 7 --starts 1",
        "construct e8",
        "bound --dimension 4 --cosine 1/2 --method levenshtein",
        "bound --dimension 4 --cosine 1/2 --method lp",
        "dimension --pairs 10 --margin 0.3 --bias 0.5 --starts 1 --no-lp",
        "train --pairs 4 --dimension 3 --epochs 2000"
      })
  void answersAreGivenWhereNothingCanBeWritten(String command) throws IOException {
    write("file", "in the way");
    Run run = line(command + " --json --out file/out");
    assertFalse(run.json().isEmpty());
    boolean written = run.json().toString().contains("constellation-kept-");
    assertEquals(written ? 3 : 0, run.code(), run.err());
    if (written) {
      assertTrue(run.err().contains("no way to write: "), run.err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "search --dimension 3 --points 7 --starts 1 --write file/w.npy",
        "lock u.csv --write file/w.npy",
        "analyse u.csv u.csv --html file/page.html",
        "table bounds --dimension 3 --points 4..5 --out file/out",
        "sweep none.json --out file/out",
        "report --out file/site"
      })
  void filesThatCannotBeWrittenEndTheCommand(String command) throws IOException {
    write("file", "in the way");
    write("u.csv", "1,0\n0,1\n-1,0\n");
    line(command).isClearError(3);
  }
}
