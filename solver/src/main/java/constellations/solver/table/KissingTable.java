package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.DelsarteBound;
import constellations.solver.construct.CodeFinder;
import constellations.solver.construct.ExistingCode;
import constellations.verify.certificate.Certificate;
import constellations.verify.certificate.Claim;
import constellations.verify.certificate.Provenance;
import constellations.verify.certificate.TheoremCertificate;
import constellations.verify.check.CertificateStore;
import constellations.verify.exact.Quadratic;
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
import java.util.function.Consumer;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Kissing numbers, codes of cosine 1/2, dimension by dimension: what our codes have and what our
 * linear programs allow, both with certificates, beside the best known bounds, which are cited.
 */
public final class KissingTable {
  private static final String NAME = "kissing";
  private static final String CITED = "kissing-numbers.csv";
  private static final Quadratic HALF = Quadratic.of(BigFraction.of(1, 2));

  private KissingTable() {}

  private record Known(BigInteger lower, BigInteger upper) {}

  /**
   * Writes the table for dimensions 2 to 32.
   *
   * @param folder where it goes, and the certificates in {@code certificates} below
   * @param progress what has been done
   */
  public static void write(
      Path folder,
      DelsarteBound delsarte,
      Provenance provenance,
      int threads,
      Consumer<String> progress) {
    JsonMapper mapper = new JsonMapper();
    StringBuilder lines = new StringBuilder();
    StringBuilder csv =
        new StringBuilder("dimension,lower,method,upper,citedLower,citedUpper,shortfall\n");
    List<Grid.Row> rows = new ArrayList<>();
    for (Map.Entry<Integer, Known> entry : known().entrySet()) {
      int d = entry.getKey();
      Known cited = entry.getValue();
      ExistingCode code = CodeFinder.largest(d, HALF);
      Certificate bound = d < 3 ? hexagon(provenance) : delsarte.pointsAtMost(d, HALF, null).get();
      BigInteger upper = ((Claim.CodeBound) bound.stated()).points();
      BigInteger shortfall = cited.lower().subtract(code.points());
      ObjectNode node = mapper.createObjectNode();
      node.put("dimension", d)
          .put("lower", code.points().toString())
          .put("lowerMethod", code.description())
          .put("lowerCertificate", stored(folder, code.certificate(provenance), threads))
          .put("upper", upper.toString())
          .put("upperCertificate", stored(folder, bound, threads))
          .put("citedLower", cited.lower().toString())
          .put("citedUpper", cited.upper().toString())
          .put("shortfall", shortfall.toString());
      lines.append(node).append('\n');
      csv.append(d)
          .append(',')
          .append(code.points())
          .append(",\"")
          .append(code.description())
          .append("\",")
          .append(upper)
          .append(',')
          .append(cited.lower())
          .append(',')
          .append(cited.upper())
          .append(',')
          .append(shortfall)
          .append('\n');
      String star = code.points().equals(upper) ? "*" : "";
      rows.add(
          new Grid.Row(
              Integer.toString(d),
              List.of(
                  "**" + code.points() + "**" + star,
                  "**" + upper + "**",
                  cited.lower() + " to " + cited.upper(),
                  shortfall.signum() == 0 ? "equal" : shortfall.toString(),
                  code.description())));
      progress.accept("dimension " + d);
    }
    String title =
        "# Kissing numbers\n\n"
            + "Points on the sphere with cosines of at most 1/2: bold numbers have certificates,"
            + " named in kissing.jsonl; a star where the ends meet. The cited column has the best"
            + " known bounds (H. Cohn's table as of 2026-08-30), and the shortfall is how far our"
            + " codes stay below them.";
    Grid grid =
        new Grid(
            title,
            "dimension",
            List.of("at least", "at most", "cited", "shortfall", "our code"),
            rows);
    put(folder, ".md", grid.markdown());
    put(folder, ".csv", csv.toString());
    put(folder, ".jsonl", lines.toString());
  }

  private static Certificate hexagon(Provenance provenance) {
    return new TheoremCertificate(
        new Claim.CodeBound(2, BigInteger.valueOf(6), HALF),
        TheoremCertificate.Theorem.REGULAR_POLYGON,
        provenance);
  }

  private static String stored(Path folder, Certificate certificate, int threads) {
    Path path = CertificateStore.write(folder.resolve("certificates"), certificate, threads).path();
    return "certificates/" + path.getFileName();
  }

  private static void put(Path folder, String ending, String text) {
    CertificateStore.writeWhole(
        folder.resolve(NAME + ending), text.getBytes(StandardCharsets.UTF_8));
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
