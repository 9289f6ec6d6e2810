package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.PointBounds;
import constellations.solver.optimize.Frontier;
import constellations.solver.optimize.Rounding;
import constellations.solver.optimize.SearchLimits;
import constellations.verify.certificate.ConstellationCertificate;
import constellations.verify.certificate.Provenance;
import constellations.verify.check.CertificateStore;
import constellations.verify.exact.Rationals;
import constellations.verify.theory.Reduction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The largest margin as a function of the bias: certified constellations, beside them the margins
 * of the lift and of the aligned code, and a proved upper bound.
 */
public final class FrontierTable {
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
   * Searches and writes {@code frontier.md, .csv, .jsonl} and a certificate for each bias.
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
    StringBuilder csv = new StringBuilder("bias,margin,marginUpper,lift,aligned,new,method\n");
    StringBuilder lines = new StringBuilder();
    List<Grid.Row> rows = new ArrayList<>();
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
      lines.append(node).append('\n');
      csv.append(
              String.join(
                  ",",
                  point.bias().toPlainString(),
                  margin,
                  upper,
                  shown(point.lift()),
                  shown(point.aligned()),
                  Boolean.toString(fresh),
                  '"' + point.method() + '"'))
          .append('\n');
      rows.add(
          new Grid.Row(
              point.bias().toPlainString(),
              List.of(
                  "**" + margin + "**" + (fresh ? " new" : ""),
                  upper,
                  shown(point.lift()),
                  shown(point.aligned()))));
    }
    String title =
        "# Largest margins of "
            + items
            + (modalities == 2 ? " pairs" : " items in " + modalities + " modalities")
            + " in R^"
            + dimension
            + "\n\nAt each relative bias: the margin of a constellation with a certificate, named in"
            + " frontier.jsonl, rounded down; a proved upper bound, rounded up; the margins of the"
            + " lift of a code one dimension below and of a code aligned with itself, numeric. *New*"
            + " marks margins above both.";
    Grid grid =
        new Grid(title, "bias", List.of("margin at least", "at most", "lift", "aligned"), rows);
    put(folder, ".md", grid.markdown());
    put(folder, ".csv", csv.toString());
    put(folder, ".jsonl", lines.toString());
    return nodes;
  }

  private static String shown(double margin) {
    return margin < 0 ? "none" : new BigDecimal(margin).setScale(12, RoundingMode.FLOOR).toString();
  }

  private static void put(Path folder, String ending, String text) {
    CertificateStore.writeWhole(
        folder.resolve("frontier" + ending), text.getBytes(StandardCharsets.UTF_8));
  }
}
