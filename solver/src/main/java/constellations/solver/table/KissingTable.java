package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.results.Entry;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kissing numbers, codes of cosine 1/2, dimension by dimension: what our codes have and what our
 * linear programs allow, both with certificates, beside the best known bounds, which are cited.
 */
public final class KissingTable {
  private static final String NAME = "kissing";
  private static final String CITED = "kissing-numbers.csv";

  private KissingTable() {}

  private record Known(BigInteger lower, BigInteger upper) {}

  /**
   * A dimension.
   *
   * @param code the largest that there is
   * @param proof of an upper bound
   */
  public record Row(int dimension, Entry code, Entry proof) {}

  /** The dimensions of the table: those of the cited bounds. */
  public static List<Integer> dimensions() {
    return List.copyOf(known().keySet());
  }

  /** Writes the table in all its forms. */
  public static void write(Path folder, List<Row> all) {
    List<ObjectNode> lines = new ArrayList<>();
    List<Grid.Row> rows = new ArrayList<>();
    Map<Integer, Known> known = known();
    for (Row row : all) {
      int d = row.dimension();
      Known cited = known.get(d);
      Entry code = row.code();
      Entry proof = row.proof();
      BigInteger lower = ((Claim.CodeExists) code.claim()).points();
      BigInteger upper = ((Claim.CodeBound) proof.claim()).points();
      BigInteger shortfall = cited.lower().subtract(lower);
      lines.add(
          new JsonMapper()
              .createObjectNode()
              .put("dimension", d)
              .put("lower", lower.toString())
              .put("lowerMethod", code.provenance().method())
              .put("lowerCertificate", code.file())
              .put("upper", upper.toString())
              .put("upperCertificate", proof.file())
              .put("citedLower", cited.lower().toString())
              .put("citedUpper", cited.upper().toString())
              .put("shortfall", shortfall.toString()));
      Grid.Cell least =
          new Grid.Cell(
              List.of(new Grid.Value(lower.toString(), code.tier())),
              lower.equals(upper),
              code.id());
      rows.add(
          new Grid.Row(
              Integer.toString(d),
              List.of(
                  least,
                  Grid.Cell.of(upper.toString(), proof.tier(), proof.id()),
                  Grid.Cell.of(cited.lower() + " to " + cited.upper(), Tier.CITED, null),
                  Grid.Cell.of(shortfall(shortfall)),
                  Grid.Cell.of(code.provenance().method()))));
    }
    String note =
        "Points on the sphere with cosines of at most 1/2. The cited column has the best known"
            + " bounds (H. Cohn's table as of 2026-08-30), and the shortfall is how far our codes"
            + " stay below them. "
            + Grid.LEGEND;
    List<String> heads = List.of("at least", "at most", "cited", "shortfall", "our code");
    TableFiles.write(
        folder, NAME, new Grid("Kissing numbers", note, "dimension", heads, rows), lines);
  }

  private static String shortfall(BigInteger points) {
    return switch (points.signum()) {
      case 0 -> "equal";
      case 1 -> points.toString();
      default -> points.negate() + " more";
    };
  }

  /** The cited bounds. */
  private static Map<Integer, Known> known() {
    Map<Integer, Known> all = new TreeMap<>();
    try (InputStream in = KissingTable.class.getResourceAsStream(CITED)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> line.matches("\\d.*"))
          .map(line -> line.split(","))
          .forEach(
              row ->
                  all.put(
                      Integer.valueOf(row[0]),
                      new Known(new BigInteger(row[1]), new BigInteger(row[2]))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
