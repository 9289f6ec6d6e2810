package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.dimension.End;
import constellations.solver.dimension.Instances.Instance;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.dimension.Query;
import constellations.solver.dimension.UpperEnd;
import constellations.verify.check.CertificateStore;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** The needed dimension over numbers of pairs and pairs of margin and bias. */
public final class DimensionTable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String NAME = "dimension";

  private DimensionTable() {}

  /**
   * Computes the table and writes {@code dimension.md}, {@code dimension.csv} and {@code
   * dimension.jsonl}; certificates go to {@code certificates/}.
   */
  public static void write(
      Path folder, List<BigInteger> pairs, List<Instance> instances, UpperEnd.Effort effort) {
    StringBuilder lines = new StringBuilder();
    StringBuilder csv =
        new StringBuilder(
            "name,pairs,margin,bias,lower,lowerMethod,lowerTier,upper,upperMethod,upperTier\n");
    List<Grid.Row> rows = new ArrayList<>();
    for (Instance instance : instances) {
      List<String> cells = new ArrayList<>();
      for (BigInteger n : pairs) {
        Query query = new Query(n, instance.margin(), instance.bias(), 2);
        NeededDimension answer = NeededDimension.of(query, effort);
        ObjectNode node = MAPPER.createObjectNode();
        node.put("name", instance.name())
            .put("pairs", n.toString())
            .put("margin", Rationals.toString(instance.margin()))
            .put("bias", Rationals.toString(instance.bias()));
        node.set("lower", end(answer.lower(), folder, effort.limits().threads()));
        node.set("upper", end(answer.upper(), folder, effort.limits().threads()));
        lines.append(node).append('\n');
        csv.append(quoted(instance.name()))
            .append(',')
            .append(n)
            .append(',')
            .append(Rationals.toString(instance.margin()))
            .append(',')
            .append(Rationals.toString(instance.bias()))
            .append(csv(answer.text(answer.lower()), answer.lower()))
            .append(csv(answer.text(answer.upper()), answer.upper()))
            .append('\n');
        cells.add(cell(answer));
      }
      rows.add(new Grid.Row((instance.name() + heading(instance)).strip(), cells));
    }
    String title =
        "# Needed dimension of N pairs\n\n"
            + "No constellation exists below the first number of a cell, one exists at the second; a"
            + " star where they meet. Ends are theorems evaluated exactly or in outward-rounded"
            + " arithmetic, or have certificates (bold), named in dimension.jsonl.";
    List<String> columns = pairs.stream().map(DimensionTable::power).toList();
    put(folder, ".md", new Grid(title, "instance (margin, bias)", columns, rows).markdown());
    put(folder, ".csv", csv.toString());
    put(folder, ".jsonl", lines.toString());
  }

  private static void put(Path folder, String ending, String text) {
    CertificateStore.writeWhole(
        folder.resolve(NAME + ending), text.getBytes(StandardCharsets.UTF_8));
  }

  private static String heading(Instance instance) {
    BigFraction m = instance.margin();
    return " (" + Rationals.toString(m) + ", " + Rationals.toString(instance.bias()) + ")";
  }

  private static String power(BigInteger n) {
    String text = n.toString();
    boolean power = text.matches("10{2,}");
    return power ? "10^" + (text.length() - 1) : text;
  }

  private static ObjectNode end(End end, Path folder, int threads) {
    ObjectNode node = MAPPER.createObjectNode();
    if (end.dimension().isPresent()) {
      node.put("dimension", end.dimension().getAsLong());
    } else {
      node.putNull("dimension");
    }
    node.put("method", end.method()).put("tier", end.tier().toString());
    node.put(
        "certificate",
        end.certificate()
            .map(
                c ->
                    "certificates/"
                        + CertificateStore.write(folder.resolve("certificates"), c, threads)
                            .path()
                            .getFileName())
            .orElse(null));
    return node;
  }

  private static String csv(String dimension, End end) {
    return "," + dimension + "," + quoted(end.method()) + "," + end.tier();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private static String cell(NeededDimension answer) {
    boolean meets = answer.gap().map(gap -> gap == 0).orElse(true);
    return meets
        ? bold(answer, answer.upper()) + "*"
        : bold(answer, answer.lower()) + " " + bold(answer, answer.upper());
  }

  private static String bold(NeededDimension answer, End end) {
    String text = answer.text(end);
    return end.certificate().isPresent() ? "**" + text + "**" : text;
  }
}
