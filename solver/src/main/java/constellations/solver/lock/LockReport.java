package constellations.solver.lock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.verify.claim.Tier;
import constellations.verify.claim.Verdict;
import constellations.verify.points.ConstellationCertificate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The best second modality for people and for programs.
 *
 * @param best what was found
 * @param reached its certificate, if it has one, which says what is reached
 * @param bias the relative bias that was asked for, if one was
 * @param verdict on the certificate
 */
public record LockReport(
    int pairs,
    int dimension,
    LockedModality.Outcome best,
    Optional<ConstellationCertificate> reached,
    Optional<String> bias,
    Optional<Verdict> verdict) {
  private static final int SHOWN = 10;

  /** What a coordinate more has to bring to be told. */
  private static final double LOOSE = 1e-6;

  private String margin() {
    return reached.map(c -> Exact.down(c.margin())).orElse(down(best.margin()));
  }

  private String gap() {
    return reached.map(c -> Exact.down(c.margin().add(c.margin()))).orElse(down(2 * best.margin()));
  }

  private String shownBias() {
    return bias.or(() -> reached.map(c -> Exact.down(c.bias()))).orElse(down(best.bias()));
  }

  /**
   * For programs.
   *
   * @param certificate its path
   * @param rows whether rows were solved for themselves
   */
  public ObjectNode json(Optional<String> certificate, boolean rows) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pairs", pairs).put("dimension", dimension);
    Stated.of(margin(), verdict, Tier.NUMERIC).put(json, "margin", "tier");
    json.put("gap", gap()).put("bias", shownBias());
    json.put("marginRelaxed", down(best.relaxed())).put("biasRelaxed", down(best.relaxedBias()));
    Stated.theorem(up(best.marginUpper())).put(json, "marginUpper", "upperTier");
    certificate.ifPresent(path -> json.put("certificate", path));
    if (rows) {
      json.put("rowBias", down(best.rowBias()));
      ArrayNode list = json.putArray("rows");
      for (LockedModality.Row one : best.rows()) {
        list.addObject()
            .put("margin", down(one.margin()))
            .put("marginRelaxed", down(one.relaxed()))
            .put("marginUpper", up(one.marginUpper()));
      }
    }
    return json;
  }

  /** For people; see {@link #json}. */
  public List<String> lines(Optional<String> certificate, boolean rows) {
    List<String> lines = new ArrayList<>();
    lines.add(pairs + " rows in " + dimension + " dimensions");
    String found = "margin " + margin() + " (gap " + gap() + ") at relative bias " + shownBias();
    lines.add(Stated.of(found + " found", verdict, Tier.NUMERIC).line());
    lines.add(Stated.numeric("margin " + down(best.relaxed()) + " with a coordinate more").line());
    String upper = "no second encoder has a margin above " + up(best.marginUpper());
    lines.add(Stated.theorem(upper + ", by duality").line());
    certificate.ifPresent(path -> lines.add("certificate: " + path));
    if (rows) {
      rows(lines);
    }
    return lines;
  }

  private void rows(List<String> lines) {
    List<LockedModality.Row> rows = best.rows();
    List<Integer> tightest =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> rows.get(i).margin()))
            .toList();
    int last = rows.size() - 1;
    lines.add(
        Stated.numeric(
                String.format(
                    Locale.ROOT,
                    "each row by itself at relative bias %s: margins from %s, median %s, to %s",
                    down(best.rowBias()),
                    down(rows.get(tightest.get(0)).margin()),
                    down(rows.get(tightest.get(last / 2)).margin()),
                    down(rows.get(tightest.get(last)).margin())))
            .line());
    long loose = rows.stream().filter(r -> r.relaxed() - r.margin() > LOOSE).count();
    lines.add("rows to which a coordinate more would give more: " + loose);
    lines.add(
        Stated.theorem("the rows in the way, and bounds by duality that no V of theirs exceeds")
            .line());
    for (int row : tightest.subList(0, Math.min(SHOWN, rows.size()))) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%8d  %s  at most %s",
              row,
              down(rows.get(row).margin()),
              up(rows.get(row).marginUpper())));
    }
  }

  private static String down(double x) {
    return decimal(x, RoundingMode.FLOOR);
  }

  private static String up(double x) {
    return decimal(x, RoundingMode.CEILING);
  }

  private static String decimal(double x, RoundingMode rounding) {
    return new BigDecimal(x).round(new MathContext(12, rounding)).toPlainString();
  }
}
