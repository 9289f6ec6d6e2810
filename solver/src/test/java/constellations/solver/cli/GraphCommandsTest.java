package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands about modalities of which not every two are synchronised. */
class GraphCommandsTest extends CommandRuns {
  private JsonNode dimension(String modalities) {
    Run run =
        line(
            "dimension --pairs 12 --margin 1/4 --bias 0 --starts 2 --seed 3 --no-results --json "
                + modalities);
    assertEquals(0, run.code(), run.err());
    JsonNode json = run.json();
    for (String side : new String[] {"lower", "upper"}) {
      String file = json.at("/" + side + "/certificate").asText();
      Run verify = line("verify --json " + file);
      assertEquals(0, verify.code(), verify.out());
      assertEquals("certified", json.at("/" + side + "/tier").asText());
    }
    return json;
  }

  /** A hub costs no more than two modalities; an odd cycle lies between two and three. */
  @Test
  void neededDimensions() {
    JsonNode two = dimension("--modalities 2");
    JsonNode three = dimension("--modalities 3");
    JsonNode star = dimension("--modalities 5 --graph star");
    assertEquals(two.at("/lower/dimension"), star.at("/lower/dimension"));
    assertEquals(two.at("/upper/dimension"), star.at("/upper/dimension"));
    assertEquals(two.get("cosine"), star.get("cosine"));
    assertEquals(5, star.get("modalities").asInt());
    JsonNode cycle = dimension("--modalities 5 --graph cycle");
    assertEquals(2, cycle.get("clique").asInt());
    assertEquals(3, cycle.get("colours").asInt());
    assertEquals(two.at("/lower/dimension"), cycle.at("/lower/dimension"));
    assertTrue(cycle.at("/upper/dimension").asInt() <= three.at("/upper/dimension").asInt());
    JsonNode complete = dimension("--graph complete --modalities 3");
    assertEquals(three.at("/lower/dimension"), complete.at("/lower/dimension"));
    assertEquals(three.at("/upper/dimension"), complete.at("/upper/dimension"));
  }

  @Test
  void emittedItemsHaveAllModalities() {
    Run run =
        line(
            "dimension --pairs 6 --margin 1/4 --bias 0 --starts 0 --no-results --graph path"
                + " --modalities 3 --emit x.npy");
    assertEquals(0, run.code(), run.err());
    Run analysis = line("analyse x-1.npy x-2.npy x-3.npy --graph path --scan-only --json");
    assertEquals(0, analysis.code(), analysis.err());
    assertTrue(Double.parseDouble(analysis.json().get("margin").asText()) > 0.2499);
    assertEquals(2, analysis.json().get("modalityPairs").size());
    // All three joined: the first and the last are the same vectors.
    Run all = line("analyse x-1.npy x-2.npy x-3.npy --scan-only --json");
    assertEquals(3, all.json().get("modalityPairs").size());
    line("analyse x-1.npy x-2.npy x-3.npy --graph path --modalities 4").isClearError(2);
  }

  @Test
  void boundsAndMargins() throws IOException {
    Files.writeString(folder.resolve("hub.txt"), "hub a\nhub b\nhub c\n");
    JsonNode pairs = line("bound --dimension 5 --margin 0.3 --bias 0 --json").json();
    JsonNode hub = line("bound --dimension 5 --margin 0.3 --bias 0 --graph hub.txt --json").json();
    assertEquals(pairs.get("upper"), hub.get("upper"));
    assertEquals(pairs.get("lower"), hub.get("lower"));
    JsonNode decided =
        line("bound --dimension 3 --pairs 6 --margin 1/3 --bias 0 --graph hub.txt --json").json();
    assertEquals("impossible", decided.get("answer").asText());
    assertEquals(0, line("verify " + decided.get("certificate").asText()).code());
    Run margin = line("margin --dimension 4 --pairs 5 --bias 0 --graph hub.txt --json --no-lp");
    JsonNode ends = margin.json();
    assertTrue(ends.get("attained").asBoolean(), margin.out());
    for (String side : new String[] {"lower", "upper"}) {
      Run verify = line("verify " + ends.at("/" + side + "/certificate").asText());
      assertEquals(0, verify.code(), verify.out());
      assertTrue(verify.out().contains("4 modalities on a graph of 3 edges"), verify.out());
    }
  }

  @ParameterizedTest
  @CsvSource({"star, 4", "cycle, 5", "complete, 3"})
  void searches(String graph, int k) {
    Run run =
        line(
            "search --dimension 4 --pairs 5 --bias 0.1 --starts 6 --json --graph "
                + graph
                + " --modalities "
                + k);
    assertEquals(0, run.code(), run.err());
    assertEquals(k, run.json().get("modalities").asInt());
    String file = run.json().get("certificate").asText();
    assertEquals(0, line("verify " + file).code());
    Run again =
        line(
            "search --dimension 4 --pairs 5 --bias 0.1 --starts 1 --json --graph "
                + graph
                + " --modalities "
                + k
                + " --start "
                + file);
    assertEquals(0, again.code(), again.err());
    assertTrue(
        Double.parseDouble(again.json().get("margin").asText())
            >= Double.parseDouble(run.json().get("margin").asText()) - 1e-12);
    if (!graph.equals("complete")) {
      line("table add --out results " + file).isClearError(3);
    }
  }

  /** That three modalities are impossible does not mean that a cycle of five is. */
  @Test
  void impossibleColoursSayNothing() {
    Run run =
        line(
            "dimension --pairs 3 --margin 0.1 --bias -0.8 --graph cycle --modalities 5 --starts 0"
                + " --json");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.json().at("/upper/dimension").isNull());
    assertEquals("no construction is known", run.json().at("/upper/method").asText());
  }

  /** As many pairs, and as large a margin, on a hub of many modalities as for two. */
  @Test
  void largeHubs() {
    String question = "--dimension 4 --margin 0.3 --bias 0.1 --starts 4 --no-lp --json ";
    JsonNode two = line("pairs " + question).json();
    JsonNode hub = line("pairs " + question + "--graph star --modalities 30").json();
    assertEquals(two.at("/lower/pairs"), hub.at("/lower/pairs"));
    assertEquals(two.at("/upper/pairs"), hub.at("/upper/pairs"));
    String file = hub.at("/lower/certificate").asText();
    assertEquals(0, line("verify " + file).code());
    Run margin = line("margin --dimension 3 --pairs 7 --graph star --modalities 40 --json --no-lp");
    assertEquals(0, margin.code(), margin.err());
    assertEquals(0, line("verify " + margin.json().at("/lower/certificate").asText()).code());
  }

  @Test
  void training() {
    Run run =
        line(
            "train --pairs 4 --dimension 3 --graph star --modalities 3 --epochs 2000 --json"
                + " --seed 2");
    assertEquals(0, run.code(), run.err());
    Run edges =
        line(
            "train --pairs 4 --dimension 3 --edge 1-2 --edge 1-3 --modalities 3 --epochs 2000"
                + " --json --seed 2");
    assertEquals(run.json().get("gap"), edges.json().get("gap"));
    assertEquals(0, line("verify " + run.json().get("certificate").asText()).code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dimension --pairs 5 --margin 0.1 --bias 0 --graph star|--modalities k beside it",
        "dimension --pairs 5 --margin 0.1 --bias 0 --graph cycle --modalities 99|at most 60",
        "search --dimension 3 --pairs 5 --frontier 3 --graph star --modalities 3|--frontier",
        "train --pairs 5 --dimension 3 --graph star --modalities 3 --edge 1-2|no --graph"
      })
  void wrongUsage(String command, String message) {
    Run run = line(command);
    run.isClearError(2);
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void filesThatAreNoGraphs() throws IOException {
    Files.writeString(folder.resolve("g"), "0 0\n");
    line("dimension --pairs 5 --margin 0.1 --bias 0 --graph g").isClearError(3);
    line("dimension --pairs 5 --margin 0.1 --bias 0 --graph nothing").isClearError(3);
  }
}
