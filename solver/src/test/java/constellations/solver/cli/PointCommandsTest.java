package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** describe and polish. */
class PointCommandsTest extends CommandRuns {
  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** An icosahedron in the form of Sloane's tables, and another one as lists of JSON. */
  private void icosahedra() throws IOException {
    StringBuilder sloane = new StringBuilder();
    StringBuilder list = new StringBuilder("[");
    for (double[] x : icosahedron()) {
      sloane.append(x[0]).append('\n').append(x[1]).append('\n').append(x[2]).append('\n');
      // Turned by a right angle, and the other way round.
      list.insert(1, "[" + -x[1] + "," + x[0] + "," + x[2] + "],");
    }
    write("pack.3.12.txt", sloane.toString());
    write("list.json", list.substring(0, list.length() - 1) + "]");
  }

  @Test
  void describesAnIcosahedron() throws IOException {
    icosahedra();
    JsonNode json = line("describe pack.3.12.txt list.json --json").json();
    assertEquals(3, json.get("dimension").asInt());
    assertEquals(12, json.get("points").asInt());
    assertEquals("0.2*sqrt(5)", json.get("cosineExact").asText());
    assertEquals("5x^2 - 1", json.get("minimalPolynomial").asText());
    assertEquals("120", json.get("symmetryOrder").asText());
    assertEquals(30, json.get("contacts").asInt());
    assertEquals(0, json.get("rattlers").asInt());
    assertEquals(3, json.get("distinctProducts").asInt());
    assertEquals(5, json.get("design").asInt());
    assertTrue(json.get("antipodal").asBoolean());
    assertTrue(json.get("sameAs").asBoolean());
    assertEquals("63.4349488229", json.get("angle").asText());
    assertEquals("certified", json.get("tier").asText());
    Run verified = run("verify", json.get("certificate").asText());
    assertEquals(0, verified.code(), verified.err());
  }

  @Test
  void differentCodesAreNotTheSame() throws IOException {
    icosahedra();
    write("other.txt", "1 0 0\n0 1 0\n0 0 1\n");
    Run run = line("describe list.json other.txt --json");
    assertEquals(1, run.code(), run.err());
    assertEquals(false, run.json().get("sameAs").asBoolean());
  }

  @Test
  void errorsAreClear() throws IOException {
    write("one.txt", "1 0 0\n");
    line("describe one.txt").isClearError(3);
    line("describe nowhere.txt").isClearError(3);
    line("describe").isClearError(2);
    line("describe one.txt --tolerance 7").isClearError(2);
    line("polish nowhere.npy").isClearError(3);
    line("polish one.txt --digits 3").isClearError(2);
  }

  /** The best code of five points in the plane is the pentagon (regular polygon). */
  @Test
  void polishesToTheLocalOptimum() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      double angle = 2 * Math.PI * (i + 0.01 * (i % 2)) / 5;
      text.append(Math.cos(angle)).append(' ').append(Math.sin(angle)).append('\n');
    }
    write("five.txt", text.toString());
    Run run = line("polish five.txt --write out.txt --json");
    JsonNode json = run.json();
    assertEquals(0, run.code(), run.err());
    assertTrue(json.get("improved").asBoolean());
    assertTrue(Double.parseDouble(json.get("cosineBefore").asText()) > 0.31);
    assertEquals(Math.cos(2 * Math.PI / 5), json.get("cosine").asDouble(), 1e-14);
    assertEquals(5, Files.readAllLines(folder.resolve("out.txt")).size());
    assertEquals(0, run("verify", json.get("certificate").asText()).code());
    // What is best stays as it is.
    JsonNode again = run("polish", json.get("certificate").asText(), "--json").json();
    assertEquals(false, again.get("improved").asBoolean());
    assertEquals(json.get("cosine").asText(), again.get("cosine").asText());
  }

  /** The same claim and evidence make one file, whatever the spelling. */
  @Test
  void theSameClaimMakesOneFile() throws IOException {
    for (String command :
        List.of(
            "bound --dimension 8 --cosine 1/2 --method lp",
            "bound --cosine 0.5 --dimension 8 --method lp",
            "bound --dimension=8 --cosine 5e-1 --method LP --threads 1")) {
      assertEquals(0, line(command).code());
    }
    line("bound --dimension 8 --margin 0.1 --bias 0 --method lp");
    line("bound --dimension 8 --margin 1/10 --bias 0.0 --method lp");
    line("dimension --pairs 1e6 --margin 0.3 --bias 0 --starts 0");
    line("dimension --pairs 1000000 --margin 3/10 --bias 0 --starts 0");
    try (var files = Files.list(folder.resolve("out"))) {
      List<Path> all = files.toList();
      assertEquals(
          all.size(),
          all.stream().map(PointCommandsTest::content).distinct().count(),
          all::toString);
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file).replaceFirst("(?s)\"provenance\".*?\\}", "");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
