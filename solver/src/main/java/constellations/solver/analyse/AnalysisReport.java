package constellations.solver.analyse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.format.Digest;
import constellations.solver.format.Stated;
import constellations.verify.exact.Rationals;
import constellations.verify.points.Separation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An analysis for people and for programs.
 *
 * @param needed the ends of the needed dimension, if the margin asked for is positive
 * @param labelled whether rows match by labels
 * @param files what was analysed
 * @param model the scale and bias that the model was trained with, if they are known
 */
public record AnalysisReport(
    Analysis analysis,
    Optional<NeededDimension> needed,
    Matches matches,
    boolean labelled,
    List<Digest> files,
    Optional<ModelScale> model) {
  private static final int DECIMALS = 18;

  /**
   * The question for the needed dimension: with the margin, or if it is negative with quantiles.
   */
  public record Asked(BigDecimal margin, BigDecimal bias, boolean quantiles) {}

  /** What is asked of these embeddings. */
  public static Asked asked(Analysis a) {
    if (a.zeroLoss()) {
      Separation.Rounded held = a.rounded(DECIMALS);
      return new Asked(held.margin(), held.bias(), false);
    }
    double s = a.positiveQuantile(0.05);
    double beta = a.negativeQuantile(0.95);
    return new Asked(
        Rationals.floor(BigFraction.from((s - beta) / 2), 9),
        Rationals.floor(BigFraction.from((s + beta) / 2), 9),
        true);
  }

  static String decimal(double x) {
    BigDecimal rounded = new BigDecimal(x).round(new java.math.MathContext(15));
    return Math.abs(x) < 1e-9 ? rounded.toString() : rounded.toPlainString();
  }

  /** As one JSON object. */
  public ObjectNode json() {
    Analysis a = analysis;
    Separation s = a.separation();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pairs", a.pairs()).put("dimension", a.dimension());
    Separation.Rounded held = a.rounded(DECIMALS);
    Stated.exact(held.margin().toPlainString()).put(json, "margin", "tier");
    json.put("bias", held.bias().toPlainString());
    json.put("gap", held.margin().multiply(BigDecimal.valueOf(2)).toPlainString());
    Separation.Entry least = s.leastPositive();
    ObjectNode positive = json.putObject("minPositive");
    positive.put("value", least.cosine().floor(DECIMALS).toPlainString());
    positive.put("index", least.row());
    if (labelled) {
      positive.put("column", least.column());
    }
    Separation.Entry largest = s.largestNegative();
    json.putObject("maxNegative")
        .put("value", largest.cosine().ceiling(DECIMALS).toPlainString())
        .put("row", largest.row())
        .put("column", largest.column());
    json.put("zeroLoss", a.zeroLoss());
    ObjectNode retrieval = json.putObject("retrieval");
    retrieval(retrieval.putObject("uToV"), a.scan().forwards());
    retrieval(retrieval.putObject("vToU"), a.scan().backwards());
    a.plane()
        .ifPresent(
            plane -> {
              ObjectNode gap = json.putObject("modalityGap");
              plane
                  .separable()
                  .ifPresentOrElse(
                      yes -> gap.put("separable", yes), () -> gap.putNull("separable"));
              gap.put("exceptions", plane.exceptions());
            });
    json.put("xi", decimal(a.scan().xi())).put("meanShift", decimal(a.scan().meanShift()));
    json.putObject("quantiles")
        .put("positive5", decimal(a.positiveQuantile(0.05)))
        .put("negative95", decimal(a.negativeQuantile(0.95)))
        .put("positiveMean", decimal(a.positiveMean()))
        .put("negativeMean", decimal(a.negativeMean()));
    ObjectNode loss = json.putObject("sigmoidLoss");
    loss.put("inverseTemperature", a.zeroLoss() ? "infinity" : decimal(a.fit().t()));
    loss.put("bias", decimal(a.fit().b())).put("loss", decimal(a.fit().loss()));
    model.ifPresent(
        scale -> {
          ObjectNode node = json.putObject("model");
          node.put("scale", Rationals.toString(scale.scale()));
          node.put("logitBias", Rationals.toString(scale.logitBias()));
          node.put("bias", scale.relativeBias().toPlainString());
          Stated.exact(scale.margin(a).toPlainString()).put(node, "margin", "tier");
          node.put("loss", decimal(scale.loss(a)));
        });
    json.putObject("repeatedRows").put("u", a.scan().repeats()[0]).put("v", a.scan().repeats()[1]);
    a.losses()
        .ifPresent(
            l ->
                json.putObject("otherLosses")
                    .put("inverseTemperature", decimal(l.t()))
                    .put("infoNce", decimal(l.infoNce()))
                    .put("triplet", decimal(l.triplet()))
                    .put("retrievalDeficit", decimal(l.deficit()))
                    .put("retrievalDeficitBound", decimal(l.deficitBound()))
                    .put("retrievalDeficitBoundOfThePaper", decimal(l.paperBound())));
    a.removal()
        .ifPresent(
            r -> {
              ObjectNode node = json.putObject("removal");
              node.put("lower", r.lower()).put("upper", r.rows().length);
              ArrayNode rows = node.putArray("rows");
              Arrays.stream(r.rows()).forEach(rows::add);
            });
    guarantee(a)
        .ifPresent(
            g ->
                json.put("guaranteedRetrieval", decimal(g))
                    .put(
                        "guaranteedRetrievalOfThePaper",
                        decimal(a.fit().guaranteedByThePaper(a.pairs()))));
    ArrayNode worst = json.putArray("worstPositives");
    a.scan().worst().forEach(product -> product(worst.addObject(), product));
    ArrayNode hardest = json.putArray("hardestNegatives");
    a.scan().hardestOthers().forEach(product -> product(hardest.addObject(), product));
    ObjectNode ends = json.putObject("neededDimension");
    Asked asked = asked(a);
    ends.put("margin", asked.margin().toPlainString()).put("bias", asked.bias().toPlainString());
    ends.put("of", asked.quantiles() ? "quantiles" : "all pairs");
    needed.ifPresent(
        n -> {
          n.lower().dimension().ifPresent(d -> ends.put("lower", d));
          n.upper().dimension().ifPresent(d -> ends.put("upper", d));
        });
    if (labelled) {
      json.put("labels", matches.labels());
    }
    json.put("matchingPairs", String.valueOf(matches.positives()));
    files(json);
    json.putArray("numeric")
        .add("xi")
        .add("meanShift")
        .add("quantiles")
        .add("sigmoidLoss")
        .add("otherLosses")
        .add("removal")
        .add("guaranteedRetrieval");
    return json;
  }

  private void files(ObjectNode json) {
    Digest.put(files, json.putArray("files"));
  }

  static void retrieval(ObjectNode node, Retrieval retrieval) {
    for (int k : new int[] {1, 5, 10}) {
      node.put("at" + k, decimal(retrieval.at(k)));
    }
    node.put("meanReciprocalRank", decimal(retrieval.meanReciprocalRank()));
  }

  /** What a small batch loss guarantees, when it says something. */
  private Optional<Double> guarantee(Analysis a) {
    double share = labelled || a.zeroLoss() ? 0 : a.fit().guaranteedRetrieval(a.pairs());
    return share > 0 ? Optional.of(share) : Optional.empty();
  }

  private static void product(ObjectNode node, PairScan.Product product) {
    node.put("row", product.row()).put("column", product.column());
    node.put("value", decimal(product.value()));
  }

  /** Line by line; the last two are the pairs in the way. */
  public void describe(Consumer<String> out) {
    Analysis a = analysis;
    Separation s = a.separation();
    say(
        out,
        "%d pairs in %d dimensions, %d of them matching",
        (long) a.pairs() * a.pairs(),
        a.dimension(),
        matches.positives());
    Separation.Rounded shown = a.rounded(8);
    String margin = "margin " + shown.margin().toPlainString();
    out.accept(Stated.exact(margin + ", relative bias " + shown.bias().toPlainString()).line());
    say(
        out,
        "  least matching product    %s  at (%d, %d)",
        s.leastPositive().cosine().floor(9).toPlainString(),
        s.leastPositive().row(),
        s.leastPositive().column());
    say(
        out,
        "  largest other product     %s  at (%d, %d)",
        s.largestNegative().cosine().ceiling(9).toPlainString(),
        s.largestNegative().row(),
        s.largestNegative().column());
    say(
        out,
        a.zeroLoss()
            ? "The sigmoid loss can be brought to 0 with these embeddings."
            : "No temperature and bias bring the sigmoid loss to 0 with these embeddings.");
    print(out, "retrieval U to V", a.scan().forwards());
    print(out, "retrieval V to U", a.scan().backwards());
    say(
        out,
        "5%% of matching products below %.6f, 5%% of others above %.6f; means %.6f and %.6f",
        a.positiveQuantile(0.05),
        a.negativeQuantile(0.95),
        a.positiveMean(),
        a.negativeMean());
    if (!a.zeroLoss()) {
      say(
          out,
          "least sigmoid loss %.6g at inverse temperature %.4g, relative bias %.4g",
          a.fit().loss(),
          a.fit().t(),
          a.fit().b());
    }
    model.ifPresent(
        scale -> {
          String at = "margin " + scale.margin(a).setScale(9, RoundingMode.FLOOR).toPlainString();
          String bias = scale.relativeBias().setScale(9, RoundingMode.FLOOR).toPlainString();
          String what = "the model's own numbers: " + at + " at its relative bias " + bias;
          out.accept(Stated.exact(what).line());
          say(
              out,
              "  sigmoid loss %.6g with products times %.6g plus %.6g",
              scale.loss(a),
              scale.scale().doubleValue(),
              scale.logitBias().doubleValue());
        });
    int[] repeats = a.scan().repeats();
    if (!labelled && repeats[0] + repeats[1] > 0) {
      String equal = repeats[0] + " rows of U and " + repeats[1] + " of V";
      out.accept(Stated.exact(equal + " are equal to one before them").line());
      out.accept("  Maybe several rows match: --labels FILE says which.");
    }
    a.removal()
        .ifPresent(
            r ->
                say(
                    out,
                    "%s",
                    Stated.numeric(
                            "for a positive margin "
                                + (r.lower() == r.rows().length
                                    ? String.valueOf(r.lower())
                                    : r.lower() + " to " + r.rows().length)
                                + " of the "
                                + a.pairs()
                                + " pairs must be removed")
                        .line()));
    a.losses()
        .ifPresent(
            l ->
                say(
                    out,
                    "at inverse temperature %.4g: InfoNCE %.6g, triplet %.6g; retrieval falls short"
                        + " by %.3g, calibration allows %.3g (the paper's constant: %.3g)",
                    l.t(),
                    l.infoNce(),
                    l.triplet(),
                    l.deficit(),
                    l.deficitBound(),
                    l.paperBound()));
    guarantee(a)
        .ifPresent(
            g ->
                say(
                    out,
                    "the batch loss guarantees retrieval at 1 of %.4f (Proposition 1: %.4f)",
                    Math.floor(g * 1e4) / 1e4,
                    Math.floor(a.fit().guaranteedByThePaper(a.pairs()) * 1e4) / 1e4));
    a.plane().ifPresent(plane -> say(out, "modality gap: %s", gap(plane)));
    say(out, "xi %.6f, mean shift %.6f", a.scan().xi(), a.scan().meanShift());
    Asked asked = asked(a);
    needed.ifPresent(
        n ->
            say(
                out,
                "needed dimension at margin %s, bias %s%s%s: %s to %s; used: %d",
                asked.margin().stripTrailingZeros().toPlainString(),
                asked.bias().stripTrailingZeros().toPlainString(),
                asked.quantiles() ? " (the quantiles)" : "",
                labelled ? ", for " + matches.labels() + " labels" : "",
                n.lower().dimension().isPresent() ? n.lower().dimension().getAsLong() : "none",
                n.upper().dimension().isPresent() ? n.upper().dimension().getAsLong() : "none",
                a.dimension()));
    say(out, "worst matching pairs: %s", products(a.scan().worst()));
    say(out, "hardest others: %s", products(a.scan().hardestOthers()));
  }

  private static String gap(SeparatingPlane plane) {
    String exceptions = plane.exceptions() + " rows on the wrong side of the best found, or on it";
    if (plane.separable().isEmpty()) {
      return exceptions;
    }
    return plane.separable().get()
        ? Stated.exact("a hyperplane through 0 separates U from V").line()
        : Stated.exact("no hyperplane through 0 separates U from V").line() + "; " + exceptions;
  }

  private static String products(List<PairScan.Product> products) {
    return String.join(
        ", ",
        products.stream()
            .map(p -> String.format(Locale.ROOT, "(%d, %d) %.4f", p.row(), p.column(), p.value()))
            .toList());
  }

  private static void print(Consumer<String> out, String name, Retrieval retrieval) {
    String line =
        String.format(
            Locale.ROOT,
            "%s: %.4f at 1, %.4f at 5, %.4f at 10",
            name,
            retrieval.atFloor(1),
            retrieval.atFloor(5),
            retrieval.atFloor(10));
    out.accept(Stated.exact(line).line());
  }

  private static void say(Consumer<String> out, String format, Object... values) {
    out.accept(String.format(Locale.ROOT, format, values));
  }
}
