package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.PointBounds;
import constellations.solver.optimize.Frontier;
import constellations.solver.optimize.Rounding;
import constellations.solver.optimize.SearchLimits;
import constellations.verify.BadInputException;
import constellations.verify.certificate.ConstellationCertificate;
import constellations.verify.certificate.Provenance;
import constellations.verify.check.CertificateStore;
import constellations.verify.exact.Rationals;
import constellations.verify.theory.Reduction;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
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
   * Searches and writes a certificate for each bias and {@code frontier.md, .csv, .jsonl}; rows
   * there for other dimensions and numbers of pairs are kept.
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
    put(folder, ".jsonl", String.join("", all.stream().map(n -> n + "\n").toList()));
    put(folder, ".csv", csv(all));
    put(folder, ".md", markdown(all));
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

  private static String csv(List<ObjectNode> nodes) {
    List<String> names =
        List.of(
            "dimension",
            "pairs",
            "modalities",
            "bias",
            "margin",
            "marginUpper",
            "lift",
            "aligned",
            "aboveBoth",
            "certificate");
    StringBuilder csv = new StringBuilder(String.join(",", names)).append('\n');
    for (ObjectNode node : nodes) {
      csv.append(String.join(",", names.stream().map(n -> node.path(n).asText()).toList()))
          .append('\n');
    }
    return csv.toString();
  }

  private static String markdown(List<ObjectNode> nodes) {
    StringBuilder text =
        new StringBuilder(
            "# Largest margins over the bias\n\n"
                + "At each relative bias: the margin of a constellation with a certificate, named in"
                + " frontier.jsonl, rounded down; a proved upper bound, rounded up; the margins of the"
                + " lift of a code one dimension below and of a code aligned with itself, numeric."
                + " *New* marks margins above both.\n");
    List<Integer> last = null;
    List<Grid.Row> rows = new ArrayList<>();
    for (int i = 0; i <= nodes.size(); i++) {
      List<Integer> question = i < nodes.size() ? question(nodes.get(i)) : null;
      if (last != null && !last.equals(question)) {
        String title =
            "\n## "
                + last.get(1)
                + (last.get(2) == 2 ? " pairs" : " items in " + last.get(2) + " modalities")
                + " in R^"
                + last.get(0);
        List<String> heads = List.of("margin at least", "at most", "lift", "aligned");
        text.append(new Grid(title, "bias", heads, List.copyOf(rows)).markdown());
        rows.clear();
      }
      last = question;
      if (i < nodes.size()) {
        ObjectNode node = nodes.get(i);
        boolean fresh = node.path("aboveBoth").asBoolean();
        rows.add(
            new Grid.Row(
                node.path("bias").asText(),
                List.of(
                    "**" + node.path("margin").asText() + "**" + (fresh ? " *new*" : ""),
                    node.path("marginUpper").asText(),
                    node.path("lift").asText(),
                    node.path("aligned").asText())));
      }
    }
    return text.toString();
  }

  private static String shown(double margin) {
    return margin < 0 ? "none" : new BigDecimal(margin).setScale(12, RoundingMode.FLOOR).toString();
  }

  private static void put(Path folder, String ending, String text) {
    CertificateStore.writeWhole(
        folder.resolve(NAME + ending), text.getBytes(StandardCharsets.UTF_8));
  }
}
