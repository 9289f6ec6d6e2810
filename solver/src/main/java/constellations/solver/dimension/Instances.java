package constellations.solver.dimension;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Reads instance files: a JSON object with {@code instances}, a list of named margins and biases.
 */
public final class Instances {
  private static final long MAX_BYTES = 1 << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Instances() {}

  /**
   * A model or another source of a margin and a bias.
   *
   * @param name for people
   * @param margin m
   * @param bias b
   * @param dimensionUsed the dimension that the model uses, or null
   */
  public record Instance(
      String name, BigFraction margin, BigFraction bias, Integer dimensionUsed) {}

  /**
   * Reads a file.
   *
   * @throws BadInputException if it cannot be read or has another form
   */
  public static List<Instance> read(Path path) {
    JsonNode root;
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw BadInputException.file(path.toString(), Files.size(path) + " bytes", "at most 1 MiB");
      }
      root = MAPPER.readTree(Files.readAllBytes(path));
    } catch (JsonProcessingException e) {
      throw BadInputException.file(path.toString(), e.getOriginalMessage(), "one JSON document");
    } catch (IOException e) {
      throw BadInputException.file(path.toString(), "no readable file", "an instance file");
    }
    JsonNode list = root.path("instances");
    if (!list.isArray() || list.isEmpty()) {
      throw BadInputException.file(path + ": instances", list.getNodeType(), "a list");
    }
    List<Instance> instances = new ArrayList<>();
    for (JsonNode node : list) {
      String where = path + ": instances[" + instances.size() + "]";
      JsonNode used = node.path("dimensionUsed");
      try {
        instances.add(
            new Instance(
                text(node, "name", where),
                Rationals.parse(text(node, "margin", where), "margin"),
                Rationals.parse(text(node, "bias", where), "bias"),
                used.canConvertToInt() && used.isInt() ? used.intValue() : null));
      } catch (BadInputException e) {
        throw e.source() == BadInputException.Source.FILE ? e : e.inFile(where);
      }
    }
    return instances;
  }

  /**
   * One instance of a file.
   *
   * @throws BadInputException if the file cannot be read or lacks it
   */
  public static Instance named(Path path, String name) {
    List<Instance> all = read(path);
    return all.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.argument(
                    "name",
                    name,
                    "one of " + String.join(", ", all.stream().map(Instance::name).toList())));
  }

  private static String text(JsonNode node, String name, String where) {
    JsonNode field = node.path(name);
    if (!field.isTextual()) {
      throw BadInputException.file(where + "." + name, field.getNodeType(), "a string");
    }
    return field.textValue();
  }
}
