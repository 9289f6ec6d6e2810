package constellations.solver.modality;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.verify.claim.Fields;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.claim.ModalityGraph.Edge;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Graphs of modalities by name, or from files. */
public final class ModalityGraphs {
  /** A graph of 1000 modalities has half a million edges. */
  private static final long MOST_BYTES = 16_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private ModalityGraphs() {}

  /**
   * The graph of a name: star (the first modality with each other one), path, cycle, complete.
   *
   * @return nothing if it is no name
   * @throws BadInputException if there are too few or too many modalities for it
   */
  public static Optional<ModalityGraph> named(String name, int k) {
    if (name.equals("complete")) {
      return Optional.of(ModalityGraph.complete(k));
    }
    Stream<Edge> path = IntStream.range(1, k).mapToObj(a -> new Edge(a - 1, a));
    return switch (name) {
      case "star" ->
          Optional.of(
              ModalityGraph.of(k, IntStream.range(1, k).mapToObj(a -> new Edge(0, a)).toList()));
      case "path" -> Optional.of(ModalityGraph.of(k, path.toList()));
      case "cycle" ->
          Optional.of(
              ModalityGraph.of(k, Stream.concat(path, Stream.of(Edge.of(0, k - 1))).toList()));
      default -> Optional.empty();
    };
  }

  /**
   * Reads a graph: JSON, {@code {"modalities": k, "edges": [[0, 1], ...]}} or the list of edges
   * alone, whose modalities count from 0; or text with the two modalities of an edge in each line,
   * apart by blanks, tabs, commas or semicolons, numbers from 0 or names in the order in which they
   * appear. Empty lines and those that begin with # say nothing.
   *
   * @param modalities how many there are, if that is known
   * @throws BadInputException if the file is no graph
   */
  public static ModalityGraph read(Path file, OptionalInt modalities) {
    String text;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw BadInputException.file(
            file.toString(), Files.size(file) + " bytes", "at most " + MOST_BYTES);
      }
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\uFEFF", "");
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "nothing readable", "a graph of modalities");
    }
    try {
      boolean json = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
      return json ? json(text, modalities) : lines(text, modalities);
    } catch (JsonProcessingException e) {
      throw BadInputException.file(file.toString(), "no readable JSON", "a graph of modalities");
    } catch (BadInputException e) {
      throw e.inFile(file.toString());
    }
  }

  private static ModalityGraph json(String text, OptionalInt modalities)
      throws JsonProcessingException {
    JsonNode root = MAPPER.readTree(text);
    JsonNode list = root;
    OptionalInt known = modalities;
    if (root.isObject()) {
      Fields fields = Fields.of(root, "graph").only("modalities", "edges");
      list = fields.array("edges");
      if (fields.has("modalities")) {
        known = agreed(fields.integer("modalities"), modalities);
      }
    }
    List<Edge> edges = new ArrayList<>();
    for (JsonNode node : list) {
      edges.add(edge(Fields.integers(node, "edges"), "edges[" + edges.size() + "]"));
    }
    return graph(edges, known, 0);
  }

  private static Edge edge(List<Integer> ends, String where) {
    if (ends.size() != 2) {
      throw BadInputException.argument(where, ends, "two modalities");
    }
    return Edge.of(ends.get(0), ends.get(1));
  }

  private static ModalityGraph lines(String text, OptionalInt modalities) {
    List<String[]> rows = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      String[] ends = line.strip().split("\\s*[,;\\t]\\s*|\\s+");
      if (ends.length != 2) {
        throw BadInputException.argument("line " + number, line.strip(), "two modalities");
      }
      rows.add(ends);
    }
    boolean numbers =
        rows.stream().allMatch(r -> Stream.of(r).allMatch(end -> end.matches("\\d{1,6}")));
    Map<String, Integer> names = new LinkedHashMap<>();
    List<Edge> edges = new ArrayList<>();
    for (String[] row : rows) {
      List<Integer> ends = new ArrayList<>();
      for (String end : row) {
        ends.add(numbers ? Integer.valueOf(end) : names.computeIfAbsent(end, e -> names.size()));
      }
      edges.add(Edge.of(ends.get(0), ends.get(1)));
    }
    return graph(edges, modalities, names.size());
  }

  /** With as many modalities as are known, or as occur. */
  private static ModalityGraph graph(List<Edge> edges, OptionalInt known, int named) {
    int occur = Math.max(named, 1 + edges.stream().mapToInt(Edge::second).max().orElse(-1));
    return ModalityGraph.of(known.orElse(Math.max(2, occur)), edges);
  }

  private static OptionalInt agreed(int said, OptionalInt modalities) {
    if (modalities.isPresent() && modalities.getAsInt() != said) {
      throw BadInputException.argument("modalities", said, modalities.getAsInt() + " as asked for");
    }
    return OptionalInt.of(said);
  }
}
