package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.Exact;
import constellations.verify.Accepted;
import constellations.verify.CertificateReader;
import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.claim.Tier;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.RetrievalCertificate;
import constellations.verify.theorem.SubsetMargin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A query for each two of n documents at bias 0: the least dimension with a positive margin, and
 * margins in some dimensions, beside what gradient descent reaches, which is cited.
 */
public final class TopTwoTable {
  /** The name of the table, and of the folder of its certificates. */
  public static final String NAME = "top-two";

  private static final String CITED = "top-two.csv";
  private static final int TOP = 2;
  private static final List<Integer> DIMENSIONS = List.of(6, 18, 30);
  private static final int SHOWN = 6;
  private static final int BOUND_DECIMALS = 15;

  private TopTwoTable() {}

  /** A certificate that is accepted. */
  private record Found(long documents, long dimension, Quadratic margin, Tier tier, String file) {}

  /**
   * Verifies the certificates in the folder of that name, and writes the table in all its forms.
   *
   * @param results the folder of results
   * @throws BadInputException if a certificate is rejected
   */
  public static void write(Path results, int threads) {
    List<Found> found = found(results.resolve(NAME), threads);
    List<Grid.Row> rows = new ArrayList<>();
    List<ObjectNode> lines = new ArrayList<>();
    for (String[] cited : cited()) {
      long n = Long.parseLong(cited[0]);
      AllSubsets subsets = new AllSubsets(n, TOP);
      long least = SubsetMargin.leastDimension(subsets, BigFraction.ZERO);
      ObjectNode line = new JsonMapper().createObjectNode().put("documents", n).put("lower", least);
      Optional<Found> smallest =
          found.stream()
              .filter(f -> f.documents() == n && f.margin().signum() > 0)
              .min(Comparator.comparing(Found::dimension));
      // On the moment curve 2k + 1 dimensions suffice for every n (docs/theory.md S12).
      long upper = Math.min(2 * TOP + 1, smallest.map(Found::dimension).orElse(Long.MAX_VALUE));
      Tier tier =
          smallest.filter(f -> f.dimension() == upper).map(Found::tier).orElse(Tier.THEOREM);
      line.put("upper", upper)
          .put("upperTier", tier.toString())
          .put("sigmoid", cited[1])
          .put("infoNce", cited[2]);
      List<Grid.Cell> cells = new ArrayList<>();
      cells.add(
          new Grid.Cell(
              List.of(
                  new Grid.Value(Long.toString(least), Tier.THEOREM),
                  new Grid.Value(Long.toString(upper), tier)),
              least == upper,
              null));
      cells.add(Grid.Cell.of(cited[1], Tier.CITED, null));
      cells.add(Grid.Cell.of(cited[2], Tier.CITED, null));
      for (int i = 0; i < DIMENSIONS.size(); i++) {
        cells.add(margin(found, n, DIMENSIONS.get(i), cited[3 + i], line));
      }
      BigFraction most =
          SubsetMargin.margin(subsets, Optional.of(BigFraction.ZERO), BOUND_DECIMALS);
      line.put("marginAtMost", Exact.up(most));
      cells.add(Grid.Cell.of(Rationals.ceiling(most, SHOWN).toPlainString(), Tier.THEOREM, null));
      rows.add(new Grid.Row(Long.toString(n), cells));
      lines.add(line);
    }
    String note =
        "A query for each two of n documents, bias 0. The least dimension with a positive margin,"
            + " from both sides, and margins in dimension 6, 18 and 30 and at most in any; beside"
            + " the dimensions and margins that gradient descent on sigmoid loss and InfoNCE"
            + " reaches (Bangachev, Bresler, Kogan, Polyanskiy, arXiv 2605.23556). The certificates"
            + " lie in top-two/. "
            + Grid.LEGEND;
    List<String> heads =
        List.of(
            "least dimension",
            "sigmoid loss",
            "InfoNCE",
            "margin, d = 6",
            "d = 18",
            "d = 30",
            "any d, at most");
    TableFiles.write(
        results, NAME, new Grid("All pairs of documents", note, "n", heads, rows), lines);
  }

  private static Grid.Cell margin(
      List<Found> found, long n, int dimension, String cited, ObjectNode line) {
    Optional<Found> best =
        found.stream()
            .filter(f -> f.documents() == n && f.dimension() == dimension)
            .max(Comparator.comparing(Found::margin));
    line.put("margin" + dimension, best.map(f -> f.margin().toString()).orElse(""))
        .put("certificate" + dimension, best.map(Found::file).orElse(""))
        .put("cited" + dimension, cited);
    List<Grid.Value> values = new ArrayList<>();
    best.ifPresent(
        f ->
            values.add(
                new Grid.Value(
                    Rationals.floor(f.margin().rational(RoundingMode.FLOOR), SHOWN).toPlainString(),
                    f.tier())));
    if (!cited.isEmpty()) {
      values.add(new Grid.Value(cited, Tier.CITED));
    }
    return new Grid.Cell(values, false, null);
  }

  private static List<Found> found(Path folder, int threads) {
    List<Found> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        if (!(CertificateReader.read(file) instanceof RetrievalCertificate certificate)) {
          throw BadInputException.file(file.toString(), "another kind", "kind retrieval");
        }
        RetrievalClaim.Exists claim = certificate.claim();
        boolean asked =
            claim.relevance() instanceof AllSubsets subsets
                && subsets.top() == TOP
                && claim.bias().signum() == 0;
        Optional<Tier> tier =
            Accepted.of(certificate, threads).flatMap(accepted -> accepted.verdict().tier());
        if (!asked || tier.isEmpty()) {
          throw BadInputException.file(
              file.toString(), claim.text(), "all pairs of documents at bias 0, accepted");
        }
        found.add(
            new Found(
                ((AllSubsets) claim.relevance()).documents(),
                claim.dimension(),
                claim.margin(),
                tier.get(),
                String.valueOf(file.getFileName())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static List<String[]> cited() {
    try (InputStream in = TopTwoTable.class.getResourceAsStream(CITED)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.matches("\\d.*"))
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
