package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.DelsarteBound;
import constellations.solver.construct.CodeFinder;
import constellations.solver.construct.ExistingCode;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Tier;
import constellations.verify.exact.Quadratic;
import constellations.verify.theorem.TheoremCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * Writes the table for dimensions 2 to 32 in all its forms, and its certificates to the index.
   *
   * @param progress what has been done
   */
  public static void write(
      ResultIndex index,
      DelsarteBound delsarte,
      Provenance provenance,
      int threads,
      Consumer<String> progress) {
    List<ObjectNode> lines = new ArrayList<>();
    List<Grid.Row> rows = new ArrayList<>();
    for (Map.Entry<Integer, Known> entry : known().entrySet()) {
      int d = entry.getKey();
      Known cited = entry.getValue();
      Entry code = code(index, d, provenance, threads);
      Certificate bound = d < 3 ? hexagon(provenance) : delsarte.pointsAtMost(d, HALF, null).get();
      Entry proof = index.addOwn(bound, threads).entry();
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
              List.of(new Grid.Value(lower.toString(), Tier.CERTIFIED)),
              lower.equals(upper),
              code.id());
      rows.add(
          new Grid.Row(
              Integer.toString(d),
              List.of(
                  least,
                  Grid.Cell.of(upper.toString(), Tier.CERTIFIED, proof.id()),
                  Grid.Cell.of(cited.lower() + " to " + cited.upper(), Tier.CITED, null),
                  Grid.Cell.of(shortfall.signum() == 0 ? "equal" : shortfall.toString()),
                  Grid.Cell.of(code.provenance().method()))));
      index.save();
      progress.accept("dimension " + d);
    }
    String note =
        "Points on the sphere with cosines of at most 1/2. The cited column has the best known"
            + " bounds (H. Cohn's table as of 2026-08-30), and the shortfall is how far our codes"
            + " stay below them. "
            + Grid.LEGEND;
    List<String> heads = List.of("at least", "at most", "cited", "shortfall", "our code");
    TableFiles.write(
        index.folder(), NAME, new Grid("Kissing numbers", note, "dimension", heads, rows), lines);
  }

  /** The largest code of cosine 1/2 that the index or a construction has. */
  private static Entry code(ResultIndex index, int d, Provenance provenance, int threads) {
    ExistingCode named = CodeFinder.largest(d, HALF);
    Optional<Entry> known =
        index.entries().stream()
            .filter(
                e ->
                    e.claim() instanceof Claim.CodeExists x
                        && x.dimension() == d
                        && x.cosine().compareTo(HALF) <= 0)
            .max(Comparator.comparing(e -> ((Claim.CodeExists) e.claim()).points()));
    boolean enough =
        known
            .filter(e -> ((Claim.CodeExists) e.claim()).points().compareTo(named.points()) >= 0)
            .isPresent();
    return enough ? known.get() : index.addOwn(named.certificate(provenance), threads).entry();
  }

  private static Certificate hexagon(Provenance provenance) {
    return new TheoremCertificate(
        new Claim.CodeBound(2, BigInteger.valueOf(6), HALF),
        TheoremCertificate.Theorem.REGULAR_POLYGON,
        provenance);
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
