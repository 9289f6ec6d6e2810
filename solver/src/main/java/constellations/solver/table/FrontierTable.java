package constellations.solver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.claim.Tier;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The largest margin as a function of the bias: certified constellations, beside them the margins
 * of the lift and of the aligned code, and a proved upper bound.
 */
public final class FrontierTable {
  private static final String NAME = "frontier";

  static final String TITLE = "Largest margins over the bias";
  static final String NOTE =
      "At each relative bias: the margin of a constellation, rounded down; an upper bound, rounded"
          + " up; the margins of the lift of a code one dimension below and of a code aligned with"
          + " itself. ";
  static final List<String> HEADS =
      List.of("bias", "margin at least", "at most", "lift", "aligned", "");

  private FrontierTable() {}

  /**
   * A row.
   *
   * @param bias as a decimal
   * @param margin of a constellation, rounded down, or {@code none}
   * @param marginUpper a proved upper bound, rounded up
   * @param lift the margin of the lift of the best code found, numeric, or {@code none}
   * @param aligned the same of the aligned code
   * @param certificate the name of its file, or null
   */
  public record Row(
      int dimension,
      int pairs,
      int modalities,
      String bias,
      String margin,
      String marginUpper,
      String lift,
      String aligned,
      boolean aboveBoth,
      String method,
      String certificate) {
    /** For JSON. */
    public ObjectNode json() {
      return new JsonMapper()
          .createObjectNode()
          .put("dimension", dimension)
          .put("pairs", pairs)
          .put("modalities", modalities)
          .put("bias", bias)
          .put("margin", margin)
          .put("marginUpper", marginUpper)
          .put("lift", lift)
          .put("aligned", aligned)
          .put("aboveBoth", aboveBoth)
          .put("method", method)
          .put("certificate", certificate);
    }

    /** What stands behind the margin: with a certificate the verdict that let it be written. */
    private Tier tier() {
      return certificate == null ? Tier.NUMERIC : Tier.CERTIFIED;
    }

    private static Row of(JsonNode node) {
      return new Row(
          node.path("dimension").asInt(),
          node.path("pairs").asInt(),
          node.path("modalities").asInt(),
          node.path("bias").asText(),
          node.path("margin").asText(),
          node.path("marginUpper").asText(),
          node.path("lift").asText(),
          node.path("aligned").asText(),
          node.path("aboveBoth").asBoolean(),
          node.path("method").asText(),
          node.path("certificate").asText(null));
    }

    /** What a row is about, but for the bias. */
    private List<Integer> question() {
      return List.of(dimension, pairs, modalities);
    }
  }

  /** Biases from -0.9 to 0.9 in equal steps, at most 6 decimals. */
  public static List<BigDecimal> grid(int count) {
    List<BigDecimal> biases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      biases.add(
          BigDecimal.valueOf(-0.9 + 1.8 * i / (count - 1))
              .setScale(6, RoundingMode.HALF_EVEN)
              .stripTrailingZeros());
    }
    return biases;
  }

  /**
   * Writes the table in all its forms; rows there for other dimensions and numbers of pairs are
   * kept.
   */
  public static void write(Path folder, List<Row> rows) {
    List<Row> all = new ArrayList<>(rows);
    for (Row old : read(folder)) {
      if (rows.stream().noneMatch(n -> n.question().equals(old.question()))) {
        all.add(old);
      }
    }
    all.sort(
        Comparator.comparingInt(Row::dimension)
            .thenComparingInt(Row::pairs)
            .thenComparingInt(Row::modalities)
            .thenComparingDouble(row -> Double.parseDouble(row.bias())));
    TableFiles.write(folder, NAME, grid(all), all.stream().map(Row::json).toList());
  }

  /**
   * The rows that a folder has; none if there is no table.
   *
   * @throws BadInputException if its lines are others
   */
  public static List<Row> read(Path folder) {
    Path lines = folder.resolve(NAME + ".jsonl");
    List<Row> rows = new ArrayList<>();
    if (!Files.exists(lines)) {
      return rows;
    }
    JsonMapper mapper = new JsonMapper();
    try {
      for (String line : Files.readAllLines(lines)) {
        JsonNode node = mapper.readTree(line);
        if (!node.path("margin").isTextual() || !node.path("bias").asText().matches("-?[0-9.]+")) {
          throw BadInputException.file(lines.toString(), line, "rows of a frontier");
        }
        rows.add(Row.of(node));
      }
    } catch (IOException e) {
      throw BadInputException.file(lines.toString(), "other content", "rows of a frontier")
          .withAdvice("Maybe name another folder with --out.");
    }
    return rows;
  }

  private static Grid grid(List<Row> all) {
    List<Grid.Row> rows = new ArrayList<>();
    for (Row row : all) {
      rows.add(
          new Grid.Row(
              heading(row.dimension(), row.pairs(), row.modalities()),
              List.of(
                  Grid.Cell.of(row.bias()),
                  Grid.Cell.of(row.margin(), row.tier(), null),
                  Grid.Cell.of(row.marginUpper(), Tier.THEOREM, null),
                  Grid.Cell.of(row.lift(), Tier.NUMERIC, null),
                  Grid.Cell.of(row.aligned(), Tier.NUMERIC, null),
                  Grid.Cell.of(row.aboveBoth() ? "above both" : ""))));
    }
    return new Grid(TITLE, NOTE + Grid.LEGEND, "constellation", HEADS, rows);
  }

  /** A constellation in words. */
  static String heading(long dimension, Object items, int modalities) {
    return items
        + (modalities == 2 ? " pairs" : " items in " + modalities + " modalities")
        + " in R^"
        + dimension;
  }
}
