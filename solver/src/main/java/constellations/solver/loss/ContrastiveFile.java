package constellations.solver.loss;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.verify.claim.Fields;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A finite problem in JSON: {@code {"positive": [[...], ...], "negative": ..., "scores": ...,
 * "temperature": t}}, a row for each anchor; numbers, or texts such as "1/3".
 */
public final class ContrastiveFile {
  private static final long MOST_BYTES = 100_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ContrastiveFile() {}

  /**
   * Reads a problem.
   *
   * @throws BadInputException if the file is none
   */
  public static ContrastiveProblem read(Path file) {
    JsonNode root;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw BadInputException.file(
            file.toString(), Files.size(file) + " bytes", "at most " + MOST_BYTES);
      }
      root = MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw BadInputException.file(
          file.toString(), "no readable JSON", "positive, negative, scores and temperature");
    }
    try {
      Fields fields =
          Fields.of(root, "problem").only("positive", "negative", "scores", "temperature");
      return new ContrastiveProblem(
          rows(fields, "positive"),
          rows(fields, "negative"),
          rows(fields, "scores"),
          number(fields.node("temperature"), "temperature"));
    } catch (BadInputException e) {
      throw e.inFile(file.toString());
    }
  }

  private static double[][] rows(Fields fields, String name) {
    List<double[]> rows = new ArrayList<>();
    for (JsonNode list : fields.array(name)) {
      if (!list.isArray()) {
        throw BadInputException.argument(name, list, "a list of numbers for each anchor");
      }
      double[] row = new double[list.size()];
      for (int j = 0; j < row.length; j++) {
        row[j] = number(list.get(j), name + ", anchor " + rows.size());
      }
      rows.add(row);
    }
    return rows.toArray(double[][]::new);
  }

  private static double number(JsonNode node, String where) {
    if (node.isTextual()) {
      return Rationals.parse(node.textValue(), where).doubleValue();
    }
    if (!node.isNumber()) {
      throw BadInputException.argument(where, node, "a number");
    }
    return node.doubleValue();
  }
}
