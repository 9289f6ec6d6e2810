package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.PointBounds;
import constellations.solver.optimize.Frontier;
import constellations.solver.optimize.Rounding;
import constellations.solver.optimize.SearchLimits;
import constellations.solver.results.CertificateStore;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Tier;
import constellations.verify.composition.Reduction;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import constellations.verify.points.ConstellationCertificate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The largest margin as a function of the bias: certified constellations, beside them the margins
 * of the lift and of the aligned code, and a proved upper bound.
 */
public final class FrontierTable {
  private static final String NAME = "frontier";

  /** A margin that exceeds both known families by less is not called new. */
  private static final double NEW = 1e-9;

  static final String TITLE = "Largest margins over the bias";
  static final String NOTE =
      "At each relative bias: the margin of a constellation, rounded down; an upper bound, rounded"
          + " up; the margins of the lift of a code one dimension below and of a code aligned with"
          + " itself. ";
  static final List<String> HEADS =
      List.of("bias", "margin at least", "at most", "lift", "aligned", "");

  private FrontierTable() {}

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
   * Searches and writes a certificate for each bias and the table in all its forms; rows there for
   * other dimensions and numbers of pairs are kept.
   *
   * @param folder where the files go
   * @param limits for the search at each bias
   * @param provenance made from a method
   */
  public static List<ObjectNode> write(
      Path folder,
      int dimension,
      int items,
      int modalities,
      List<BigDecimal> biases,
      SearchLimits limits,
      Function<String, Provenance> provenance) {
    Path lines = folder.resolve(NAME + ".jsonl");
    List<ObjectNode> known = Files.exists(lines) ? read(lines) : List.of();
    PointBounds.CosineBound bound = PointBounds.cosine(dimension, BigInteger.valueOf(items));
    Function<BigDecimal, BigFraction> most =
        b ->
            Rationals.min(
                Reduction.marginBound(bound.value(), Rationals.of(b), modalities),
                BigFraction.ONE.subtract(Rationals.of(b)));
    List<Frontier.Point> points =
        Frontier.run(
            dimension, items, modalities, biases, b -> most.apply(b).doubleValue(), limits);
    JsonMapper mapper = new JsonMapper();
    List<ObjectNode> nodes = new ArrayList<>();
    for (Frontier.Point point : points) {
      Optional<ConstellationCertificate> certificate =
          Rounding.constellation(
              point.x(),
              dimension,
              modalities,
              point.bias(),
              limits.threads(),
              provenance.apply(point.method()));
      String margin = "none";
      String file = null;
      if (certificate.isPresent()) {
        margin = certificate.get().margin().toString();
        file =
            CertificateStore.write(folder, certificate.get(), limits.threads())
                .path()
                .getFileName()
                .toString();
      }
      String upper = Rationals.ceiling(most.apply(point.bias()), 15).toPlainString();
      boolean fresh = point.margin() > Math.max(point.lift(), point.aligned()) + NEW;
      ObjectNode node = mapper.createObjectNode();
      node.put("dimension", dimension)
          .put("pairs", items)
          .put("modalities", modalities)
          .put("bias", point.bias().toPlainString())
          .put("margin", margin)
          .put("marginUpper", upper)
          .put("lift", shown(point.lift()))
          .put("aligned", shown(point.aligned()))
          .put("aboveBoth", fresh)
          .put("method", point.method())
          .put("certificate", file);
      nodes.add(node);
    }
    List<ObjectNode> all = new ArrayList<>(nodes);
    for (ObjectNode old : known) {
      if (nodes.stream().noneMatch(n -> question(n).equals(question(old)))) {
        all.add(old);
      }
    }
    all.sort(
        Comparator.comparingInt((ObjectNode n) -> n.path("dimension").asInt())
            .thenComparingInt(n -> n.path("pairs").asInt())
            .thenComparingInt(n -> n.path("modalities").asInt())
            .thenComparingDouble(n -> n.path("bias").asDouble()));
    TableFiles.write(folder, NAME, grid(all), all);
    return nodes;
  }

  /** What a row is about, but for the bias. */
  private static List<Integer> question(ObjectNode node) {
    return List.of(
        node.path("dimension").asInt(),
        node.path("pairs").asInt(),
        node.path("modalities").asInt());
  }

  private static List<ObjectNode> read(Path lines) {
    List<ObjectNode> nodes = new ArrayList<>();
    JsonMapper mapper = new JsonMapper();
    try {
      for (String line : Files.readAllLines(lines)) {
        if (!(mapper.readTree(line) instanceof ObjectNode node)
            || !node.path("margin").isTextual()) {
          throw BadInputException.file(lines.toString(), line, "rows of a frontier");
        }
        nodes.add(node);
      }
    } catch (IOException e) {
      throw BadInputException.file(lines.toString(), "other content", "rows of a frontier")
          .withAdvice("Maybe name another folder with --out.");
    }
    return nodes;
  }

  private static Grid grid(List<ObjectNode> nodes) {
    List<Grid.Row> rows = new ArrayList<>();
    for (ObjectNode node : nodes) {
      List<Integer> question = question(node);
      boolean fresh = node.path("aboveBoth").asBoolean();
      rows.add(
          new Grid.Row(
              heading(question.get(0), question.get(1), question.get(2)),
              List.of(
                  Grid.Cell.of(node.path("bias").asText()),
                  Grid.Cell.of(node.path("margin").asText(), Tier.CERTIFIED, null),
                  Grid.Cell.of(node.path("marginUpper").asText(), Tier.THEOREM, null),
                  Grid.Cell.of(node.path("lift").asText(), Tier.NUMERIC, null),
                  Grid.Cell.of(node.path("aligned").asText(), Tier.NUMERIC, null),
                  Grid.Cell.of(fresh ? "above both" : ""))));
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

  private static String shown(double margin) {
    return margin < 0 ? "none" : new BigDecimal(margin).setScale(12, RoundingMode.FLOOR).toString();
  }
}
