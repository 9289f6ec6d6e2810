package constellations.solver.report;

import constellations.solver.format.Exact;
import constellations.solver.results.CodeCell;
import constellations.solver.results.Entry;
import constellations.solver.results.MarginLimit;
import constellations.solver.results.PairCell;
import constellations.solver.results.PublishedCodes;
import constellations.solver.results.ResultIndex;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.ConstellationCertificate;
import constellations.verify.points.SphericalCodeCertificate;
import constellations.verify.points.Vectors;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the page of an entry shows. */
final class EntryPage {
  private static final int DECIMALS = 15;
  private static final int MOST_CELLS = 32;
  private static final BigInteger MOST_POINTS = BigInteger.valueOf(600);

  private final ResultIndex index;
  private final PublishedCodes published;
  private final Entry entry;
  private final List<Map<String, Object>> facts = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();

  private EntryPage(ResultIndex index, PublishedCodes published, Entry entry) {
    this.index = index;
    this.published = published;
    this.entry = entry;
  }

  /** The values of the template. */
  static Map<String, Object> values(ResultIndex index, PublishedCodes published, Entry entry) {
    return new EntryPage(index, published, entry).values();
  }

  private Map<String, Object> values() {
    claim();
    Certificate certificate = index.certificate(entry);
    values.put("title", entry.text());
    values.put("root", "../");
    values.put("id", entry.id());
    values.put("heading", SourceText.mathematics(entry.text()));
    values.put("tier", entry.tier().toString());
    values.put("facts", facts);
    values.put("method", entry.provenance().method());
    values.put("command", entry.provenance().command());
    values.put("budget", entry.budget());
    values.put("seed", entry.provenance().seed());
    values.put("version_", entry.provenance().toolVersion());
    values.put("date", entry.provenance().date());
    values.put("sha256", entry.sha256());
    values.put("parts", parts(certificate));
    values.put("vectors", vectors(certificate).orElse(null));
    return values;
  }

  private void fact(String name, String value, Optional<Entry> link) {
    Map<String, Object> fact = new HashMap<>();
    fact.put("name", name);
    fact.put("value", value);
    fact.put("link", link.map(Entry::id).orElse(null));
    facts.add(fact);
  }

  private void fact(String name, Object value) {
    fact(name, value.toString(), Optional.empty());
  }

  /** The numbers of the claim, and the other end of its cell. */
  private void claim() {
    if (entry.claim() instanceof Claim.CodeExists code) {
      fact("dimension", code.dimension());
      fact("points", code.points());
      fact("cosine", shown(code.cosine(), RoundingMode.CEILING));
      fact("angle", Exact.degrees(code.cosine()) + " degrees");
      published
          .at(code.dimension(), code.points().longValue())
          .ifPresent(
              best -> {
                values.put("published", Exact.plain(best.cosine()));
                values.put("publishedOptimal", best.optimal());
                values.put("source", SourceText.links(best.source()));
              });
      codeCell(code.dimension(), code.points())
          .ifPresent(
              cell -> {
                String least = shown(cell.lower(), RoundingMode.FLOOR);
                String text = least + " (" + cell.lowerMethod() + ")" + star(cell);
                fact("no cosine below", text, cell.lowerEntry());
              });
    } else if (entry.claim() instanceof Claim.CodeBound bound) {
      fact("dimension", bound.dimension());
      fact("points at most", bound.points());
      fact("for cosines up to", shown(bound.cosine(), RoundingMode.FLOOR));
      codeCell(bound.dimension(), bound.points().add(BigInteger.ONE))
          .ifPresent(
              cell ->
                  cell.upper()
                      .ifPresent(code -> fact("a code beyond", code.text(), Optional.of(code))));
    } else if (entry.claim() instanceof ConstellationClaim.Exists exists) {
      fact("dimension", exists.dimension());
      demand(exists.demand(), "margin", RoundingMode.FLOOR);
      pairCell(exists.dimension(), exists.demand())
          .ifPresent(
              cell -> {
                MarginLimit limit = cell.upper();
                String text = Rationals.ceiling(limit.margin(), DECIMALS).toPlainString();
                fact("no margin above", text + " (" + limit.method() + ")", limit.entry());
              });
    } else if (entry.claim() instanceof ConstellationClaim.MarginBound bound) {
      fact("dimension", bound.dimension());
      demand(bound.demand(), "margin at most", RoundingMode.CEILING);
      pairCell(bound.dimension(), bound.demand())
          .flatMap(PairCell::lower)
          .ifPresent(
              reached -> {
                String text = Rationals.floor(reached.margin(), DECIMALS).toPlainString();
                fact("reached", text, Optional.of(reached.entry()));
              });
    } else if (entry.claim() instanceof ConstellationClaim.Needs needs) {
      fact("dimension at least", needs.dimension());
      demand(needs.demand(), "margin", RoundingMode.FLOOR);
      index.constellation(needs.demand()).ifPresent(e -> fact("enough", e.text(), Optional.of(e)));
    }
  }

  private static String star(CodeCell cell) {
    return cell.meets() ? " ★" : "";
  }

  private void demand(Demand demand, String margin, RoundingMode rounding) {
    fact(demand.modalities() == 2 ? "pairs" : "items", demand.pairs());
    if (demand.modalities() > 2) {
      fact("modalities", demand.modalities());
    }
    fact(margin, shown(demand.margin(), rounding));
    fact("relative bias", demand.bias());
  }

  /** The cell of a code, where its bounds are quickly found. */
  private Optional<CodeCell> codeCell(long dimension, BigInteger points) {
    return isSmall(dimension, points)
        ? Optional.of(CodeCell.of(index, dimension, points.longValue()))
        : Optional.empty();
  }

  /** The same of a constellation. */
  private Optional<PairCell> pairCell(long dimension, Demand demand) {
    return isSmall(dimension, demand.pairs()) && demand.bias().isRational()
        ? Optional.of(
            PairCell.of(
                index,
                dimension,
                demand.pairs().longValue(),
                demand.modalities(),
                Optional.of(demand.bias().rational())))
        : Optional.empty();
  }

  private static boolean isSmall(long dimension, BigInteger points) {
    return dimension >= 2
        && dimension <= MOST_CELLS
        && points.compareTo(MOST_POINTS) <= 0
        && points.compareTo(BigInteger.TWO) >= 0;
  }

  private static String shown(Quadratic x, RoundingMode rounding) {
    if (x.isRational() && x.toString().length() <= DECIMALS + 4) {
      return x.toString();
    }
    var enclosure = x.enclosure(DECIMALS + 20);
    String decimal =
        (rounding == RoundingMode.FLOOR ? enclosure.lower() : enclosure.upper())
            .setScale(DECIMALS, rounding)
            .toPlainString();
    return x.isRational() ? decimal : decimal + " = " + x;
  }

  private List<Map<String, Object>> parts(Certificate certificate) {
    List<Map<String, Object>> parts = new ArrayList<>();
    if (certificate instanceof CompositionCertificate composition) {
      for (CompositionCertificate.Part part : composition.parts()) {
        String id = part.file().replaceFirst("\\.json$", "");
        parts.add(
            Map.of(
                "rule",
                composition.rule() + " of",
                "link",
                index.find(id).isPresent()
                    ? id + ".html"
                    : "../" + ResultIndex.CERTIFICATES + "/" + part.file() + ".gz",
                "claim",
                part.certificate().text()));
      }
    }
    return parts;
  }

  private static Optional<Map<String, Object>> vectors(Certificate certificate) {
    List<PointSet> modalities =
        certificate instanceof SphericalCodeCertificate code
            ? List.of(code.vectors().points())
            : certificate instanceof ConstellationCertificate constellation
                ? constellation.vectors().stream().map(Vectors::points).toList()
                : List.of();
    if (modalities.isEmpty()
        || modalities.get(0).size() < 2
        || modalities.get(0).size() > VectorFigures.MOST_POINTS) {
      return Optional.empty();
    }
    VectorFigures figures = new VectorFigures(modalities);
    boolean pairs = modalities.size() > 1;
    Map<String, Object> values = new HashMap<>();
    values.put("gram", figures.gram().orElse(null));
    values.put(
        "gramCaption",
        (pairs ? "Inner products of U (rows) and V (columns)" : "Gram matrix")
            + ": red above 0, blue below. The coordinates are in the certificate.");
    values.put("histogram", figures.histogram());
    values.put("histogramData", figures.histogramData());
    values.put("pairs", pairs);
    if (!pairs) {
      values.put("contacts", figures.contacts().orElse(null));
      values.put("contactCaption", figures.contactCaption());
    }
    if (modalities.get(0).dimension() == 3) {
      values.put("sphere", figures.sphere());
    }
    return Optional.of(values);
  }
}
