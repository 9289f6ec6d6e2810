package constellations.solver.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.WholeFiles;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a table in all its forms: Markdown and LaTeX for people, CSV, JSON Lines, and the cells as
 * they are shown as JSON.
 */
public final class TableFiles {
  /** The endings of the files. */
  public static final List<String> ENDINGS = List.of("md", "tex", "csv", "jsonl", "json");

  private TableFiles() {}

  /**
   * Writes the files of a table.
   *
   * @param name without an ending
   * @param rows all with the same fields; in CSV those of an object inside have its name before
   */
  public static void write(Path folder, String name, Grid grid, List<ObjectNode> rows) {
    StringBuilder lines = new StringBuilder();
    StringBuilder csv = new StringBuilder();
    for (ObjectNode row : rows) {
      lines.append(row).append('\n');
      List<String> names = new ArrayList<>();
      List<String> values = new ArrayList<>();
      flatten("", row, names, values);
      if (csv.isEmpty()) {
        csv.append(String.join(",", names)).append('\n');
      }
      csv.append(String.join(",", values)).append('\n');
    }
    write(folder, name + ".md", grid.markdown());
    write(folder, name + ".tex", grid.latex());
    write(folder, name + ".csv", csv.toString());
    write(folder, name + ".jsonl", lines.toString());
    try {
      write(folder, name + ".json", new JsonMapper().writeValueAsString(grid) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a table of texts is always written", e);
    }
  }

  /**
   * The cells of a table as they are shown, if the folder has it.
   *
   * @throws BadInputException if it cannot be read
   */
  public static Optional<Grid> read(Path folder, String name) {
    Path file = folder.resolve(name + ".json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new JsonMapper().readValue(file.toFile(), Grid.class));
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "no table", "the cells of a table as JSON");
    }
  }

  private static void write(Path folder, String name, String text) {
    WholeFiles.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void flatten(
      String prefix, JsonNode node, List<String> names, List<String> values) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String key = field.getKey();
      String name =
          prefix.isEmpty() ? key : prefix + Character.toUpperCase(key.charAt(0)) + key.substring(1);
      if (field.getValue().isObject()) {
        flatten(name, field.getValue(), names, values);
      } else {
        names.add(name);
        String text = field.getValue().isNull() ? "" : field.getValue().asText();
        boolean quoted = text.contains(",") || text.contains("\"") || text.contains("\n");
        values.add(quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
      }
    }
  }
}
