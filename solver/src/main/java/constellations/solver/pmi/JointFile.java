package constellations.solver.pmi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.solver.format.EmbeddingFiles;
import constellations.solver.format.IntegerArray;
import constellations.verify.claim.Fields;
import constellations.verify.claim.JointCounts;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Joint distributions in files: JSON {@code {"counts": [[...], ...]}} or {@code {"latent":
 * {"prior": [...], "rows": [[p(x|z)], ...], "columns": [[p(y|z)], ...]}}}, or a table of counts in
 * .csv.
 */
public final class JointFile {
  private static final long MOST_BYTES = 100_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JointFile() {}

  /**
   * Reads a distribution.
   *
   * @throws BadInputException if the file is none
   */
  public static JointDistribution read(Path file) {
    String name = file.toString();
    if (!Files.isRegularFile(file)) {
      throw BadInputException.file(name, "no file", "counts in .json, .csv, .tsv or .npy");
    }
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (ending.equals("npy") || ending.equals("npz")) {
      return array(file);
    }
    byte[] bytes;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw BadInputException.file(name, Files.size(file) + " bytes", "at most " + MOST_BYTES);
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw BadInputException.file(name, "nothing readable", "counts in .json or .csv");
    }
    try {
      return List.of("csv", "tsv", "txt").contains(ending)
          ? JointDistribution.of(new JointCounts(table(bytes)))
          : json(bytes);
    } catch (BadInputException e) {
      throw e.inFile(name);
    }
  }

  private static JointDistribution json(byte[] bytes) {
    JsonNode root;
    try {
      root = MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw BadInputException.argument(
          "JSON", "another text", "one object with counts or latent, or a table in .csv");
    }
    Fields fields = Fields.of(root, "distribution").only("title", "counts", "latent");
    if (fields.has("counts") == fields.has("latent")) {
      throw BadInputException.argument(
          "distribution", fields.has("counts") ? "both" : "neither", "counts or latent");
    }
    if (fields.has("counts")) {
      return JointDistribution.of(JointCounts.read(fields.array("counts")));
    }
    Fields latent = fields.object("latent").only("prior", "rows", "columns");
    return JointDistribution.of(
        new Latent(latent.rationals("prior"), lists(latent, "rows"), lists(latent, "columns")));
  }

  private static List<List<BigFraction>> lists(Fields latent, String name) {
    List<List<BigFraction>> lists = new ArrayList<>();
    for (JsonNode list : latent.array(name)) {
      List<BigFraction> numbers = new ArrayList<>();
      for (JsonNode number : list) {
        numbers.add(Fields.rational(number, name + "[" + lists.size() + "]"));
      }
      lists.add(numbers);
    }
    return lists;
  }

  private static JointDistribution array(Path file) {
    IntegerArray array = IntegerArray.read(file);
    if (array.shape().length != 2) {
      throw BadInputException.file(
          file.toString(), array.shape().length + " axes", "2 axes, a row of counts for each x");
    }
    List<List<BigInteger>> rows = new ArrayList<>();
    int columns = (int) array.shape()[1];
    for (int x = 0; x < array.shape()[0]; x++) {
      List<BigInteger> row = new ArrayList<>();
      for (int y = 0; y < columns; y++) {
        row.add(BigInteger.valueOf(array.values()[x * columns + y]));
      }
      rows.add(row);
    }
    try {
      return JointDistribution.of(new JointCounts(rows));
    } catch (BadInputException e) {
      throw e.inFile(file.toString());
    }
  }

  private static List<List<BigInteger>> table(byte[] bytes) {
    List<List<BigInteger>> rows = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
      if (line.isBlank()) {
        continue;
      }
      List<BigInteger> row = new ArrayList<>();
      for (String cell : line.split("[,;\t]", -1)) {
        if (!cell.strip().matches("\\d{1,150}")) {
          throw BadInputException.argument(
              "row " + rows.size(),
              cell,
              "whole numbers between commas, semicolons or tabs, without names");
        }
        row.add(new BigInteger(cell.strip()));
      }
      rows.add(row);
    }
    return rows;
  }

  /**
   * Counts how often labels occur together.
   *
   * @param left a label for each pair
   * @param right likewise, as many
   * @throws BadInputException if they cannot be read, or differ in number
   */
  public static JointDistribution ofLabels(Path left, Path right) {
    long[] x = EmbeddingFiles.labels(left);
    long[] y = EmbeddingFiles.labels(right);
    if (x.length != y.length) {
      throw BadInputException.file(
          right.toString(), y.length + " labels", x.length + " as in " + left);
    }
    TreeMap<Long, TreeMap<Long, Long>> seen = new TreeMap<>();
    long columns = 0;
    for (int i = 0; i < x.length; i++) {
      seen.computeIfAbsent(x[i], l -> new TreeMap<>()).merge(y[i], 1L, Long::sum);
      columns = Math.max(columns, y[i] + 1);
    }
    if (seen.size() * columns > JointCounts.MOST_COUNTS) {
      throw BadInputException.file(
          left.toString(),
          seen.size() + " and " + columns + " different labels",
          "at most " + JointCounts.MOST_COUNTS + " pairs of labels");
    }
    List<List<BigInteger>> rows = new ArrayList<>();
    for (TreeMap<Long, Long> row : seen.values()) {
      List<BigInteger> counts = new ArrayList<>();
      for (long label = 0; label < columns; label++) {
        counts.add(BigInteger.valueOf(row.getOrDefault(label, 0L)));
      }
      rows.add(counts);
    }
    return JointDistribution.of(new JointCounts(rows));
  }
}
