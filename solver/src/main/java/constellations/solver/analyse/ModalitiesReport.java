package constellations.solver.analyse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.dimension.DimensionReport;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.format.Digest;
import constellations.solver.format.Stated;
import constellations.solver.modality.Synchronisation;
import constellations.verify.points.Separation;
import constellations.verify.points.Separation.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * An analysis of more than two modalities: the extremes over the pairs of modalities that are
 * synchronised, and each pair. The extremes and retrieval are exact.
 */
public final class ModalitiesReport {
  private static final int DECIMALS = 18;

  private final Synchronisation synchronised;
  private final List<ModalityPair> pairs;
  private final List<Digest> files;
  private final Separation separation;
  private final Optional<NeededDimension> needed;

  /** Joins the analyses of the pairs of modalities that are synchronised. */
  public ModalitiesReport(
      Synchronisation synchronised,
      List<ModalityPair> pairs,
      List<Digest> files,
      Function<AnalysisReport.Asked, Optional<NeededDimension>> needed) {
    this.synchronised = synchronised;
    this.pairs = pairs;
    this.files = files;
    Entry least = null;
    Entry largest = null;
    for (ModalityPair pair : pairs) {
      Entry s = named(pair, pair.analysis().separation().leastPositive());
      Entry beta = named(pair, pair.analysis().separation().largestNegative());
      least = least == null || s.cosine().compareTo(least.cosine()) < 0 ? s : least;
      largest = largest == null || beta.cosine().compareTo(largest.cosine()) > 0 ? beta : largest;
    }
    this.separation = new Separation(least, largest);
    Separation.Rounded held = separation.rounded(DECIMALS);
    this.needed = needed.apply(new AnalysisReport.Asked(held.margin(), held.bias(), false));
  }

  private static Entry named(ModalityPair pair, Entry entry) {
    return new Entry(entry.cosine(), pair.first(), entry.row(), pair.second(), entry.column());
  }

  private boolean zeroLoss() {
    return separation.leastPositive().cosine().compareTo(separation.largestNegative().cosine()) > 0;
  }

  /** As one JSON object. */
  public ObjectNode json() {
    Analysis first = pairs.get(0).analysis();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pairs", first.pairs()).put("dimension", first.dimension());
    json.put("modalities", synchronised.modalities())
        .put("clique", synchronised.clique().size())
        .put("colours", synchronised.colours());
    BigDecimal margin = separation.rounded(DECIMALS).margin();
    Stated.exact(margin.toPlainString()).put(json, "margin", "tier");
    json.put("bias", separation.rounded(DECIMALS).bias().toPlainString());
    json.put("gap", margin.multiply(BigDecimal.valueOf(2)).toPlainString());
    Entry least = separation.leastPositive();
    json.putObject("minPositive")
        .put("value", least.cosine().floor(DECIMALS).toPlainString())
        .put("index", least.row())
        .put("column", least.column())
        .putArray("modalities")
        .add(least.a())
        .add(least.b());
    Entry largest = separation.largestNegative();
    json.putObject("maxNegative")
        .put("value", largest.cosine().ceiling(DECIMALS).toPlainString())
        .put("row", largest.row())
        .put("column", largest.column())
        .putArray("modalities")
        .add(largest.a())
        .add(largest.b());
    json.put("zeroLoss", zeroLoss());
    ArrayNode list = json.putArray("modalityPairs");
    for (ModalityPair pair : pairs) {
      Analysis a = pair.analysis();
      ObjectNode node = list.addObject();
      node.putArray("modalities").add(pair.first()).add(pair.second());
      node.put("margin", a.rounded(DECIMALS).margin().toPlainString());
      node.put("bias", a.rounded(DECIMALS).bias().toPlainString());
      ObjectNode retrieval = node.putObject("retrieval");
      AnalysisReport.retrieval(retrieval.putObject("uToV"), a.scan().forwards());
      AnalysisReport.retrieval(retrieval.putObject("vToU"), a.scan().backwards());
      node.put("xi", AnalysisReport.decimal(a.scan().xi()));
    }
    ObjectNode ends = json.putObject("neededDimension");
    needed.ifPresent(
        n -> {
          n.lower().dimension().ifPresent(d -> ends.put("lower", d));
          n.upper().dimension().ifPresent(d -> ends.put("upper", d));
        });
    Digest.put(files, json.putArray("files"));
    json.putArray("numeric").add("xi");
    return json;
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    Analysis first = pairs.get(0).analysis();
    lines.add(
        first.pairs()
            + " items in "
            + synchronised.modalities()
            + " modalities"
            + (synchronised.text().isEmpty() ? "" : " (" + synchronised.text() + ")")
            + ", "
            + first.dimension()
            + " dimensions");
    String margin = "margin " + separation.rounded(8).margin().toPlainString();
    String bias = ", relative bias " + separation.rounded(8).bias().toPlainString();
    lines.add(Stated.exact(margin + bias).line());
    Entry least = separation.leastPositive();
    lines.add("  least matching product    " + least.cosine().floor(9).toPlainString() + at(least));
    Entry largest = separation.largestNegative();
    lines.add(
        "  largest other product     " + largest.cosine().ceiling(9).toPlainString() + at(largest));
    for (ModalityPair pair : pairs) {
      Analysis a = pair.analysis();
      String line =
          String.format(
              Locale.ROOT,
              "modalities %d and %d: margin %s, bias %s, retrieval at 1 %.4f and %.4f",
              pair.first(),
              pair.second(),
              a.rounded(8).margin().toPlainString(),
              a.rounded(8).bias().toPlainString(),
              a.scan().forwards().atFloor(1),
              a.scan().backwards().atFloor(1));
      lines.add(Stated.exact(line).line());
    }
    needed.ifPresent(
        n ->
            lines.add(
                "needed dimension: "
                    + DimensionReport.interval(n)
                    + "; used: "
                    + first.dimension()));
    return lines;
  }

  private static String at(Entry entry) {
    return "  at row "
        + entry.row()
        + " of modality "
        + entry.a()
        + " and row "
        + entry.column()
        + " of modality "
        + entry.b();
  }
}
