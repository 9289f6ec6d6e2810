package constellations.solver.deployment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.bound.PointBounds;
import constellations.solver.format.Digest;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.theory.Margins;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Two models on the same items, side by side.
 *
 * @param items N, if rows match by their numbers; the largest margin of N pairs is bounded then
 * @param files that were read
 */
public record Comparison(Figures a, Figures b, Optional<Integer> items, List<Digest> files) {
  private static final int LISTED = 10;

  private int count(IntPredicate of) {
    return (int) rows().filter(of).count();
  }

  private IntStream rows() {
    return IntStream.range(0, a.right().length);
  }

  private boolean onlyA(int i) {
    return a.right()[i] && !b.right()[i];
  }

  private boolean onlyB(int i) {
    return b.right()[i] && !a.right()[i];
  }

  /** What no N pairs in the dimension of a model exceed, at any bias. */
  private Optional<BigFraction> ceiling(Figures figures) {
    return items
        .filter(n -> figures.dimension() >= 2)
        .map(
            n ->
                Margins.free(
                    PointBounds.cosine(figures.dimension(), BigInteger.valueOf(n)).value()));
  }

  /** As one JSON object. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("items", a.right().length);
    put(json.putObject("a"), a);
    put(json.putObject("b"), b);
    ObjectNode difference = json.putObject("difference");
    difference
        .put("margin", b.margin().subtract(a.margin()).toPlainString())
        .put("bias", b.bias().subtract(a.bias()).toPlainString())
        .put("recall", Exact.down(b.recall().subtract(a.recall())));
    if (a.recallBack().isPresent() && b.recallBack().isPresent()) {
      difference.put("recallBack", Exact.down(b.recallBack().get().subtract(a.recallBack().get())));
    }
    difference
        .put("both", count(i -> a.right()[i] && b.right()[i]))
        .put("onlyA", count(this::onlyA))
        .put("onlyB", count(this::onlyB))
        .put("neither", count(i -> !a.right()[i] && !b.right()[i]));
    list(difference.putArray("firstOnlyA"), this::onlyA);
    list(difference.putArray("firstOnlyB"), this::onlyB);
    json.put("tier", "exact");
    Digest.put(files, json.putArray("files"));
    return json;
  }

  private void put(ObjectNode node, Figures figures) {
    node.put("dimension", figures.dimension())
        .put("margin", figures.margin().toPlainString())
        .put("bias", figures.bias().toPlainString())
        .put("zeroLoss", figures.zeroLoss())
        .put("recall", Exact.down(figures.recall()));
    figures.recallBack().ifPresent(r -> node.put("recallBack", Exact.down(r)));
    Optional<BigFraction> most = ceiling(figures);
    node.put("marginUpper", most.map(Exact::up).orElse(null));
    node.put("headroom", most.map(m -> Exact.up(headroom(m, figures))).orElse(null));
  }

  private static BigFraction headroom(BigFraction most, Figures figures) {
    return most.subtract(Rationals.of(figures.margin()));
  }

  private void list(ArrayNode list, IntPredicate of) {
    rows().filter(of).limit(LISTED).forEach(list::add);
  }

  /**
   * A figure of both.
   *
   * @param what it is
   * @param a of the first model, perhaps empty
   * @param b of the second
   * @param difference B less A, perhaps empty
   * @param exact whether it is computed exactly, and not merely a bound or a shape
   */
  public record Row(String what, String a, String b, String difference, boolean exact) {
    String line() {
      String text =
          String.format(Locale.ROOT, "%-16s %13s %13s %13s", what, a, b, difference)
              .stripTrailing();
      return exact ? Stated.exact(text).line() : text;
    }
  }

  /** All figures side by side. */
  public List<Row> figures() {
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            "dimension",
            Integer.toString(a.dimension()),
            Integer.toString(b.dimension()),
            "",
            false));
    rows.add(exact("margin", a.margin(), b.margin()));
    rows.add(exact("bias", a.bias(), b.bias()));
    ceiling(a)
        .ifPresent(
            most ->
                rows.add(
                    new Row(
                        "no margin above",
                        shown(most),
                        ceiling(b).map(Comparison::shown).orElse(""),
                        "",
                        false)));
    rows.add(recall("recall at 1", a.recall(), b.recall()));
    if (a.recallBack().isPresent() && b.recallBack().isPresent()) {
      rows.add(recall("  V to U", a.recallBack().get(), b.recallBack().get()));
    }
    rows.add(new Row("zero loss", yes(a.zeroLoss()), yes(b.zeroLoss()), "", false));
    return rows;
  }

  private static Row exact(String what, BigDecimal a, BigDecimal b) {
    return new Row(what, down(a), down(b), down(b.subtract(a)), true);
  }

  private static Row recall(String what, BigFraction a, BigFraction b) {
    return new Row(what, Figures.four(a), Figures.four(b), Figures.four(b.subtract(a)), true);
  }

  private static String yes(boolean is) {
    return is ? "yes" : "no";
  }

  /** How many rows each gets right, and the first that one of them does not. */
  public List<String> rights() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "right in both "
            + count(i -> a.right()[i] && b.right()[i])
            + ", in A alone "
            + count(this::onlyA)
            + ", in B alone "
            + count(this::onlyB)
            + ", in none "
            + count(i -> !a.right()[i] && !b.right()[i]));
    add(lines, "rows that A alone gets right: ", this::onlyA);
    add(lines, "rows that B alone gets right: ", this::onlyB);
    return lines;
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(new Row("", "A", "B", "B - A", false).line());
    figures().forEach(row -> lines.add(row.line()));
    lines.addAll(rights());
    return lines;
  }

  private void add(List<String> lines, String what, IntPredicate of) {
    List<String> first = rows().filter(of).limit(LISTED).mapToObj(Integer::toString).toList();
    if (!first.isEmpty()) {
      lines.add(what + String.join(", ", first) + (count(of) > LISTED ? ", ..." : ""));
    }
  }

  private static String shown(BigFraction x) {
    return Rationals.ceiling(x, 8).toPlainString();
  }

  private static String down(BigDecimal x) {
    return x.setScale(8, RoundingMode.FLOOR).toPlainString();
  }
}
