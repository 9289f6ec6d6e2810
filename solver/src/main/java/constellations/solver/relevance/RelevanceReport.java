package constellations.solver.relevance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.analyse.ExactPairs;
import constellations.solver.format.Digest;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.verify.exact.Cosine;
import constellations.verify.points.Separation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** An analysis of queries and documents for people and for programs. */
public final class RelevanceReport {
  private static final int DECIMALS = 18;

  /** So many of the worst pairs are listed. */
  private static final int LISTED = 10;

  private static final int[] RECALLS = {1, 5, 10, 100};

  private final RelevanceScan.Result scan;
  private final int dimension;
  private final List<Digest> files;
  private final RetrievalMetrics metrics;
  private final Separation separation;
  private final double[] rowMargins;
  private final Threshold threshold;

  /** Where a threshold for all queries errs least. */
  private record Threshold(double value, double falsePositives, double falseNegatives) {}

  /**
   * Prepares.
   *
   * @param dimension of the vectors
   * @param files that were read
   */
  public RelevanceReport(RelevanceScan.Result scan, int dimension, List<Digest> files) {
    this.scan = scan;
    this.dimension = dimension;
    this.files = files;
    this.metrics = new RetrievalMetrics(scan);
    this.separation = scan.separation();
    this.rowMargins =
        scan.queries().stream()
            .filter(q -> q.isAnswered() && q.hardest().document() >= 0)
            .mapToDouble(q -> (q.least().value() - q.hardest().value()) / 2)
            .sorted()
            .toArray();
    this.threshold = threshold();
  }

  private boolean zeroLoss() {
    return cosine(true).compareTo(cosine(false)) > 0;
  }

  private Cosine cosine(boolean relevant) {
    return relevant ? scan.leastRelevant().cosine() : scan.largestOther().cosine();
  }

  /** The border of a bin where the sum of both rates of errors is least. */
  private Threshold threshold() {
    double[] relevant = scan.relevant();
    long others = scan.relevance().others();
    long above = others;
    int below = 0;
    Threshold best = new Threshold(-1, 1, 0);
    for (int bin = 0; bin < RelevanceScan.BINS; bin++) {
      above -= scan.others()[bin];
      double value = -1 + (bin + 1) * 2.0 / RelevanceScan.BINS;
      while (below < relevant.length && relevant[below] < value) {
        below++;
      }
      Threshold here =
          new Threshold(value, (double) above / others, (double) below / relevant.length);
      if (here.falsePositives() + here.falseNegatives()
          < best.falsePositives() + best.falseNegatives()) {
        best = here;
      }
    }
    return best;
  }

  /** The least margin of a query with a threshold of its own, rounded down. */
  private BigDecimal leastRowMargin() {
    double least = rowMargins.length == 0 ? 0 : rowMargins[0];
    return new BigDecimal(least - 2 * ExactPairs.errorBound(dimension))
        .setScale(12, RoundingMode.FLOOR);
  }

  private double middleRowMargin() {
    return rowMargins.length == 0 ? 0 : rowMargins[rowMargins.length / 2];
  }

  /** As one JSON object. */
  public ObjectNode json() {
    Judgements relevance = scan.relevance();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("queries", relevance.queries())
        .put("documents", relevance.documents())
        .put("pairs", relevance.pairs())
        .put("dimension", dimension);
    json.putObject("relevance")
        .put("queries", relevance.queries())
        .put("documents", relevance.documents())
        .put("relevant", relevance.pairs())
        .put("withoutRelevant", relevance.queries() - relevance.answered());
    Separation.Rounded held = separation.rounded(DECIMALS);
    Stated.exact(held.margin().toPlainString()).put(json, "margin", "tier");
    json.put("bias", held.bias().toPlainString());
    json.put("gap", held.margin().multiply(BigDecimal.valueOf(2)).toPlainString());
    json.putObject("minPositive")
        .put("value", cosine(true).floor(DECIMALS).toPlainString())
        .put("row", scan.leastRelevant().query())
        .put("column", scan.leastRelevant().document())
        .put("index", scan.leastRelevant().query());
    json.putObject("maxNegative")
        .put("value", cosine(false).ceiling(DECIMALS).toPlainString())
        .put("row", scan.largestOther().query())
        .put("column", scan.largestOther().document());
    json.put("zeroLoss", zeroLoss());
    ObjectNode retrieval = json.putObject("retrieval").putObject("uToV");
    ObjectNode recall = retrieval.putObject("recall");
    ObjectNode success = retrieval.putObject("success");
    ObjectNode gain = retrieval.putObject("ndcg");
    ObjectNode precision = retrieval.putObject("precision");
    for (int k : RECALLS) {
      recall.put("at" + k, Exact.plain(metrics.recall(k)));
      success.put("at" + k, Exact.plain(metrics.success(k)));
      gain.put("at" + k, Exact.plain(metrics.discountedGain(k)));
      precision.put("at" + k, Exact.plain(metrics.precision(k)));
    }
    gain.put("all", Exact.plain(metrics.discountedGain(Integer.MAX_VALUE)));
    retrieval.put("map", Exact.plain(metrics.averagePrecision()));
    retrieval.put("mrr", Exact.plain(metrics.reciprocalRank()));
    json.putObject("rowMargins")
        .put("separated", metrics.separated())
        .put("queries", metrics.queries())
        .put("least", leastRowMargin().toPlainString())
        .put("median", Exact.plain(middleRowMargin()));
    json.putObject("threshold")
        .put("value", Exact.plain(threshold.value()))
        .put("falsePositives", Exact.plain(threshold.falsePositives()))
        .put("falseNegatives", Exact.plain(threshold.falseNegatives()));
    list(json.putArray("leastRelevant"), leastRelevant());
    list(json.putArray("largestOthers"), largestOthers());
    json.putObject("neededDimension");
    Digest.put(files, json.putArray("files"));
    json.putArray("numeric")
        .add("rowMargins.median")
        .add("threshold")
        .add("leastRelevant")
        .add("largestOthers");
    return json;
  }

  private static void list(ArrayNode list, List<RelevanceScan.Product> products) {
    for (RelevanceScan.Product product : products) {
      list.addObject()
          .put("query", product.query())
          .put("document", product.document())
          .put("product", Exact.plain(product.value()));
    }
  }

  /** For people. */
  public List<String> lines() {
    Judgements relevance = scan.relevance();
    List<String> lines = new ArrayList<>();
    lines.add(
        relevance.queries()
            + " queries and "
            + relevance.documents()
            + " documents in "
            + dimension
            + " dimensions, "
            + relevance.pairs()
            + " relevant pairs");
    int none = relevance.queries() - relevance.answered();
    if (none > 0) {
      lines.add(none + " queries have no relevant document and are left out of the means");
    }
    Separation.Rounded held = separation.rounded(8);
    lines.add(
        Stated.exact(
                "margin "
                    + held.margin().toPlainString()
                    + ", relative bias "
                    + held.bias().toPlainString())
            .line());
    lines.add(
        "  least relevant product    "
            + cosine(true).floor(9).toPlainString()
            + "  at ("
            + scan.leastRelevant().query()
            + ", "
            + scan.leastRelevant().document()
            + ")");
    lines.add(
        "  largest other product     "
            + cosine(false).ceiling(9).toPlainString()
            + "  at ("
            + scan.largestOther().query()
            + ", "
            + scan.largestOther().document()
            + ")");
    lines.add(
        zeroLoss()
            ? "The sigmoid loss goes to 0 with these embeddings, as the temperature does."
            : "No temperature and bias bring the sigmoid loss to 0 with these embeddings.");
    lines.add(
        Stated.exact(
                metrics.separated()
                    + " of "
                    + metrics.queries()
                    + " queries have all relevant documents before all others; least margin of a query "
                    + leastRowMargin().toPlainString())
            .line());
    lines.add(
        Stated.exact(
                String.format(
                    Locale.ROOT,
                    "recall %.4f at 1, %.4f at 10, %.4f at 100; MAP %.4f, nDCG %.4f at 10, MRR %.4f",
                    metrics.recall(1),
                    metrics.recall(10),
                    metrics.recall(100),
                    metrics.averagePrecision(),
                    metrics.discountedGain(10),
                    metrics.reciprocalRank()))
            .line());
    lines.add(
        Stated.numeric(
                String.format(
                    Locale.ROOT,
                    "one threshold for all queries, %.4f: %.3g of the others above, %.3g of the"
                        + " relevant below",
                    threshold.value(),
                    threshold.falsePositives(),
                    threshold.falseNegatives()))
            .line());
    if (!zeroLoss()) {
      lines.add("in the way, relevant:     " + text(leastRelevant()));
      lines.add("in the way, not relevant: " + text(largestOthers()));
    }
    return lines;
  }

  private static String text(List<RelevanceScan.Product> products) {
    return String.join(
        ", ",
        products.stream()
            .limit(5)
            .map(
                p ->
                    String.format(Locale.ROOT, "(%d, %d) %.4f", p.query(), p.document(), p.value()))
            .toList());
  }

  /** The relevant pairs of least products; one of each query. */
  private List<RelevanceScan.Product> leastRelevant() {
    return scan.queries().stream()
        .filter(RelevanceScan.Query::isAnswered)
        .map(RelevanceScan.Query::least)
        .sorted(Comparator.comparingDouble(RelevanceScan.Product::value))
        .limit(LISTED)
        .toList();
  }

  /** The other pairs of largest products; one of each query. */
  private List<RelevanceScan.Product> largestOthers() {
    return scan.queries().stream()
        .map(RelevanceScan.Query::hardest)
        .filter(p -> p.document() >= 0)
        .sorted(Comparator.comparingDouble(p -> -p.value()))
        .limit(LISTED)
        .toList();
  }
}
