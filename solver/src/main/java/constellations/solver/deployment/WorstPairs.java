package constellations.solver.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.analyse.ExactPairs;
import constellations.solver.analyse.Matches;
import constellations.solver.analyse.PairScan;
import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.format.Exact;
import constellations.solver.format.Stated;
import constellations.solver.format.WholeFiles;
import constellations.verify.exact.BadInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The pairs that cost most: for each row of U the row of V that is nearest of those that do not
 * match, by how much it is nearer than the match; and what copies of items have to do with it.
 */
public final class WorstPairs {
  /** From here on rows are said to be nearly copies. */
  private static final double NEAR = 0.99;

  private final EmbeddingMatrix u;
  private final EmbeddingMatrix v;
  private final EqualRows copies;
  private final List<Pair> pairs = new ArrayList<>();

  /** A row of U, the nearest row of V that does not match, and what it costs. */
  private record Pair(int row, int column, double product, double own, String kind) {
    double cost() {
      return product - own;
    }
  }

  /**
   * Finds them.
   *
   * @param scan of the two matrices
   */
  public WorstPairs(EmbeddingMatrix u, EmbeddingMatrix v, PairScan.Result scan) {
    this.u = u;
    this.v = v;
    this.copies = EqualRows.of(scan.leftClass(), scan.rightClass());
    ExactPairs products = new ExactPairs(u, v);
    ExactPairs left = new ExactPairs(u, u);
    ExactPairs right = new ExactPairs(v, v);
    for (int i = 0; i < u.rows(); i++) {
      int j = scan.hardestColumn()[i];
      String kind =
          copies.same(i, j)
              ? "copy"
              : left.approximate(i, j) >= NEAR || right.approximate(i, j) >= NEAR
                  ? "near copy"
                  : "";
      pairs.add(new Pair(i, j, products.approximate(i, j), scan.own()[i], kind));
    }
    pairs.sort(Comparator.comparingDouble((Pair p) -> -p.cost()).thenComparing(Pair::row));
  }

  /**
   * Writes the first of them as a table.
   *
   * @param texts what the rows stand for; of several columns the last two are of U and of V
   */
  public void write(Path file, int count, Optional<List<String[]>> texts) {
    StringBuilder out = new StringBuilder("row,column,product,match,cost,kind");
    out.append(texts.isPresent() ? ",text_u,text_v,text_of_column\r\n" : "\r\n");
    for (Pair pair : pairs.subList(0, Math.min(count, pairs.size()))) {
      out.append(pair.row()).append(',').append(pair.column()).append(',');
      out.append(Exact.plain(pair.product()))
          .append(',')
          .append(Exact.plain(pair.own()))
          .append(',');
      out.append(Exact.plain(pair.cost())).append(',').append(pair.kind());
      texts.ifPresent(
          t -> {
            out.append(',').append(quoted(text(t.get(pair.row()), 2)));
            out.append(',').append(quoted(text(t.get(pair.row()), 1)));
            out.append(',').append(quoted(text(t.get(pair.column()), 1)));
          });
      out.append("\r\n");
    }
    WholeFiles.write(file, out.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A text as RFC 4180 has it. */
  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String text(String[] columns, int fromEnd) {
    return columns[Math.max(0, columns.length - fromEnd)];
  }

  /**
   * Says what copies cost: the same figures where items that are equal in U or in V have one label.
   *
   * @return whether it was done before it was cancelled
   */
  public boolean copies(
      Figures before, int threads, BooleanSupplier cancelled, ObjectNode json, List<String> lines) {
    ObjectNode node = json.putObject("duplicates");
    long near = pairs.stream().filter(p -> p.kind().equals("near copy")).count();
    node.put("groups", copies.groups()).put("copies", copies.copies()).put("nearCopies", near);
    if (near > 0) {
      lines.add(
          Stated.numeric(
                  near + " rows have the nearest other row from an item that is nearly a copy")
              .line());
    }
    if (copies.copies() == 0) {
      lines.add(Stated.exact("no item is a copy of another, in U or in V").line());
      return true;
    }
    Matches labelled;
    try {
      labelled = Matches.labelled(copies.labels());
    } catch (BadInputException e) {
      lines.add(
          copies.copies() + " items are copies of another; not counted as one: " + e.getMessage());
      return true;
    }
    Figures.Judge labels = new Figures.Judge(Optional.of(labelled), Optional.empty());
    Optional<Figures> found = Figures.of(u, v, labels, threads, cancelled);
    if (found.isEmpty()) {
      return false;
    }
    Figures after = found.get();
    int gained = 0;
    for (int i = 0; i < after.right().length; i++) {
      gained += after.right()[i] && !before.right()[i] ? 1 : 0;
    }
    node.put("margin", after.margin().toPlainString())
        .put("bias", after.bias().toPlainString())
        .put("recall", Exact.down(after.recall()))
        .put("gained", gained)
        .put("zeroLoss", after.zeroLoss());
    lines.add(
        Stated.exact(
                String.format(
                    Locale.ROOT,
                    "%d items are copies of another in U or in V (%d groups); as one label each the"
                        + " margin is %s, recall at 1 %s, %d rows more find a match first",
                    copies.copies(),
                    copies.groups(),
                    after.margin().setScale(8, java.math.RoundingMode.FLOOR).toPlainString(),
                    Figures.four(after.recall()),
                    gained))
            .line());
    return true;
  }
}
