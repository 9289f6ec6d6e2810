package constellations.solver.modality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.claim.ModalityGraph;
import constellations.verify.claim.ModalityGraph.Edge;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SynchronisationTest {
  private static ModalityGraph random(Random random, int k, double density) {
    List<Edge> edges = new ArrayList<>(List.of(new Edge(0, 1)));
    for (int a = 0; a < k; a++) {
      for (int c = a + 1; c < k; c++) {
        if (random.nextDouble() < density) {
          edges.add(new Edge(a, c));
        }
      }
    }
    return ModalityGraph.of(k, edges);
  }

  /** The clique number by trying all sets. */
  private static int clique(ModalityGraph graph) {
    int best = 0;
    for (int set = 1; set < 1 << graph.modalities(); set++) {
      boolean all = true;
      for (int a = 0; a < graph.modalities(); a++) {
        for (int c = a + 1; c < graph.modalities(); c++) {
          all &= (set >> a & set >> c & 1) == 0 || graph.joins(a, c);
        }
      }
      best = all ? Math.max(best, Integer.bitCount(set)) : best;
    }
    return best;
  }

  /** Whether the modalities from one on can be coloured, by trying all colours. */
  private static boolean colourable(ModalityGraph graph, int[] colour, int from, int colours) {
    if (from == colour.length) {
      return true;
    }
    for (int x = 0; x < colours; x++) {
      boolean free = true;
      for (int a = 0; a < from; a++) {
        free &= colour[a] != x || !graph.joins(a, from);
      }
      colour[from] = x;
      if (free && colourable(graph, colour, from + 1, colours)) {
        return true;
      }
    }
    return false;
  }

  @Property(tries = 100)
  void cliquesAndColoursAreThoseOfBruteForce(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int k) {
    Random random = new Random(seed);
    ModalityGraph graph = random(random, k, 0.2 + 0.7 * random.nextDouble());
    Synchronisation found = Synchronisation.of(graph);
    assertTrue(found.proved());
    assertEquals(clique(graph), found.clique().size());
    assertTrue(graph.isImageOf(ModalityGraph.complete(found.clique().size()), found.clique()));
    assertTrue(
        ModalityGraph.complete(found.colours()).isImageOf(graph, found.colouring()),
        found.toString());
    assertTrue(colourable(graph, new int[k], 0, found.colours()));
    assertTrue(!colourable(graph, new int[k], 0, found.colours() - 1));
  }

  @ParameterizedTest
  @CsvSource({
    "star, 1000, 2, 2",
    "path, 2, 2, 2",
    "path, 999, 2, 2",
    "cycle, 12, 2, 2",
    "cycle, 5, 2, 3",
    "cycle, 59, 2, 3",
    "cycle, 3, 3, 3",
    "complete, 7, 7, 7"
  })
  void namedGraphs(String name, int k, int clique, int colours) {
    Synchronisation found = Synchronisation.of(ModalityGraphs.named(name, k).orElseThrow());
    assertEquals(k, found.modalities());
    assertEquals(clique, found.clique().size());
    assertEquals(colours, found.colours());
  }

  /** Groetzsch's graph has no triangle and needs four colours. */
  @Test
  void groetzsch() {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      edges.add(Edge.of(i, (i + 1) % 5));
      edges.add(Edge.of(5 + i, (i + 1) % 5));
      edges.add(Edge.of(5 + i, (i + 4) % 5));
      edges.add(Edge.of(5 + i, 10));
    }
    Synchronisation found = Synchronisation.of(ModalityGraph.of(11, edges));
    assertEquals(2, found.clique().size());
    assertEquals(4, found.colours());
    assertTrue(found.proved());
  }

  @Test
  void largeGraphsWithOddCyclesAreRefused() {
    ModalityGraph graph = ModalityGraphs.named("cycle", 61).orElseThrow();
    assertThrows(BadInputException.class, () -> Synchronisation.of(graph));
  }

  @TempDir Path folder;

  private ModalityGraph read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("graph"), text);
    return ModalityGraphs.read(file, OptionalInt.empty());
  }

  @Test
  void theSameGraphInAllForms() throws IOException {
    ModalityGraph path = ModalityGraph.of(4, List.of(new Edge(0, 1), Edge.of(2, 1), Edge.of(2, 3)));
    for (String text :
        List.of(
            "{\"modalities\": 4, \"edges\": [[0, 1], [1, 2], [3, 2]]}",
            "[[0,1],[1,2],[2,3],[1,0]]",
            "0 1\n1 2\n\n# a comment\n 3 2 \n",
            "0,1\r\n1,2\r\n2,3\r\n",
            "0; 1\n1\t2\n2 ,3",
            "\uFEFFimage text\ntext audio\naudio depth\n")) {
      assertEquals(path, read(text), text);
    }
    assertEquals(6, read("{\"modalities\": 6, \"edges\": [[0, 1]]}").modalities());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0 1 2",
        "1 1",
        "a a",
        "[]",
        "[[0]]",
        "[[0,1,2]]",
        "[0,1]",
        "{}",
        "{\"edges\": []}",
        "{\"edges\": [[0,1]], \"nodes\": 3}",
        "{\"modalities\": 2, \"edges\": [[0,2]]}",
        "{\"modalities\": 2, \"edges\": [[-1,0]]}",
        "{\"modalities\": 1, \"edges\": [[0,1]]}",
        "{\"modalities\": 2, \"edges\": [[0,1]]",
        "[[0,1e99]]",
        "0 99999",
        "[[0,\"a\"]]",
        "null",
        "{\"modalities\": 2, \"modalities\": 3, \"edges\": [[0,1]]}"
      })
  void whatIsNoGraphIsOneLine(String text) {
    BadInputException e = assertThrows(BadInputException.class, () -> read(text));
    assertEquals(BadInputException.Source.FILE, e.source(), e.getMessage());
    assertTrue(!e.getMessage().contains("\n"), e.getMessage());
  }
}
