package constellations.solver.deployment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.analyse.ExactPairs;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.numbers.fraction.BigFraction;

/** Prefixes and quantised forms of two matrices, beside the whole. */
public final class Shortened {
  private final EmbeddingMatrix u;
  private final EmbeddingMatrix v;
  private final Figures.Judge judge;
  private final int threads;
  private final BooleanSupplier cancelled;
  private final List<Figures> prefixes = new ArrayList<>();
  private final Figures whole;

  /**
   * For two matrices of as many columns.
   *
   * @param whole the figures of all their columns
   */
  public Shortened(
      EmbeddingMatrix u,
      EmbeddingMatrix v,
      Figures whole,
      Figures.Judge judge,
      int threads,
      BooleanSupplier cancelled) {
    this.u = u;
    this.v = v;
    this.whole = whole;
    this.judge = judge;
    this.threads = threads;
    this.cancelled = cancelled;
  }

  /**
   * Prefixes of these numbers of coordinates, each made to unit vectors again.
   *
   * @param keep the part of the recall that a prefix has to keep, if one is asked for
   * @return whether all were done before it was cancelled
   */
  public boolean prefixes(
      List<Integer> dimensions, Optional<BigFraction> keep, ObjectNode json, List<String> lines) {
    if (cancelled.getAsBoolean()) {
      return false;
    }
    ArrayNode list = json.putArray("prefixes");
    for (int d : dimensions) {
      Optional<Figures> found =
          Figures.of(Derived.prefix(u, d), Derived.prefix(v, d), judge, threads, cancelled);
      if (found.isEmpty()) {
        return false;
      }
      Figures here = found.get();
      prefixes.add(here);
      put(list.addObject().put("dimension", d), here);
      lines.add(Stated.exact(line("prefix of " + d + " coordinates", here, whole)).line());
    }
    keep.ifPresent(
        share -> {
          Optional<Figures> least =
              prefixes.stream()
                  .filter(p -> p.recall().compareTo(share.multiply(whole.recall())) >= 0)
                  .findFirst();
          ObjectNode node = json.putObject("keep").put("share", Exact.down(share));
          node.put("dimension", least.map(Figures::dimension).orElse(null));
          lines.add(
              least
                  .map(
                      p ->
                          "the least of them that keeps "
                              + Exact.down(share)
                              + " of recall at 1: "
                              + p.dimension())
                  .orElse("none of them keeps " + Exact.down(share) + " of recall at 1"));
        });
    return true;
  }

  /**
   * A quantised form.
   *
   * @param byDimension whether each coordinate has a scale of its own, and not each vector
   * @return whether it was done before it was cancelled
   */
  public boolean quantised(
      Derived.Scheme scheme, boolean byDimension, ObjectNode json, List<String> lines) {
    if (cancelled.getAsBoolean()) {
      return false;
    }
    double[] scales = byDimension ? Derived.largest(u, v) : new double[0];
    EmbeddingMatrix left = Derived.quantised(u, scheme, scales);
    EmbeddingMatrix right = Derived.quantised(v, scheme, scales);
    Optional<Figures> found = Figures.of(left, right, judge, threads, cancelled);
    if (found.isEmpty()) {
      return false;
    }
    double change = worstChange(left, right);
    ObjectNode node = json.putObject("quantised");
    node.put("scheme", scheme.text())
        .put("scale", byDimension ? "dimension" : "vector")
        .put("rule", scheme.rule(byDimension));
    put(node, found.get());
    node.put("worstMatch", Exact.plain(change));
    lines.add(Stated.exact(line(scheme.text(), found.get(), whole)).line());
    lines.add("  " + scheme.rule(byDimension));
    lines.add(
        Stated.numeric("  no matching product falls by more than " + Exact.plain(change)).line());
    return true;
  }

  /** The most that a product of rows that match falls by, about. */
  private double worstChange(EmbeddingMatrix left, EmbeddingMatrix right) {
    ExactPairs before = new ExactPairs(u, v);
    ExactPairs after = new ExactPairs(left, right);
    double worst = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < u.rows(); i++) {
      int row = i;
      int[] matches =
          judge
              .relevance()
              .map(r -> r.relevant(row))
              .orElseGet(() -> judge.matches().orElseThrow().partners(row));
      for (int j : matches) {
        worst = Math.max(worst, before.approximate(i, j) - after.approximate(i, j));
      }
    }
    return worst;
  }

  private static void put(ObjectNode node, Figures figures) {
    node.put("margin", figures.margin().toPlainString())
        .put("bias", figures.bias().toPlainString())
        .put("recall", Exact.down(figures.recall()));
    figures.recallBack().ifPresent(back -> node.put("recallBack", Exact.down(back)));
  }

  private static String line(String what, Figures here, Figures whole) {
    String back = here.recallBack().map(r -> " and " + Figures.four(r)).orElse("");
    String of = whole.recallBack().map(r -> " and " + Figures.four(r)).orElse("");
    return what
        + ": margin "
        + here.margin().setScale(8, RoundingMode.FLOOR).toPlainString()
        + " at bias "
        + here.bias().setScale(8, RoundingMode.FLOOR).toPlainString()
        + ", recall at 1 "
        + Figures.four(here.recall())
        + back
        + " (of "
        + Figures.four(whole.recall())
        + of
        + ")";
  }
}
