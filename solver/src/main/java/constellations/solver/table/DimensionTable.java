package constellations.solver.table;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.dimension.End;
import constellations.solver.dimension.Instances.Instance;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.dimension.Query;
import constellations.solver.dimension.UpperEnd;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Tier;
import constellations.verify.composition.Composition;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/** The needed dimension over numbers of pairs and pairs of margin and bias. */
public final class DimensionTable {
  private static final String NAME = "dimension";

  private DimensionTable() {}

  /**
   * An end of a cell.
   *
   * @param dimension as text: a number, {@code none} when none suffices, or {@code unknown}
   * @param entry its proof in the index, if it has one
   */
  public record TableEnd(String dimension, String method, Tier tier, Optional<Entry> entry) {
    private static TableEnd of(Entry entry, long dimension) {
      return new TableEnd(
          Long.toString(dimension), entry.provenance().method(), entry.tier(), Optional.of(entry));
    }

    private static TableEnd by(String rule, Entry entry, long dimension) {
      return new TableEnd(
          Long.toString(dimension), rule + entry.text(), Tier.THEOREM, Optional.of(entry));
    }

    /** For JSON. */
    public ObjectNode json() {
      ObjectNode node = new JsonMapper().createObjectNode();
      if (dimension.matches("[0-9]+")) {
        node.put("dimension", Long.parseLong(dimension));
      } else {
        node.putNull("dimension");
      }
      return node.put("method", method)
          .put("tier", tier.toString())
          .put("certificate", entry.map(Entry::file).orElse(null));
    }
  }

  /** Both ends of a cell. */
  public record NeededCell(TableEnd lower, TableEnd upper) {
    /** For tables. */
    public Grid.Cell cell() {
      boolean meets = lower.dimension().equals(upper.dimension());
      Grid.Value most = new Grid.Value(upper.dimension(), upper.tier());
      Grid.Value least = new Grid.Value(lower.dimension(), lower.tier());
      return new Grid.Cell(
          meets ? List.of(most) : List.of(least, most),
          meets,
          upper.entry().or(lower::entry).map(Entry::id).orElse(null));
    }
  }

  /** The ends that the index proves. */
  public record Ends(Optional<TableEnd> lower, Optional<TableEnd> upper) {}

  /**
   * The ends that follow from the index: from constellations and their bounds by leaving out, from
   * codes by lift and alignment, from bounds for codes by projection (THEORY.md section 4).
   */
  public static Ends ends(ResultIndex index, Query query) {
    Optional<TableEnd> lower =
        index
            .constellationBound(query.demand())
            .map(e -> TableEnd.of(e, ((Claim.ConstellationNeeds) e.claim()).dimension()));
    Optional<TableEnd> upper =
        index
            .constellation(query.demand())
            .map(e -> TableEnd.of(e, ((Claim.ConstellationExists) e.claim()).dimension()));
    for (Entry entry : index.entries()) {
      if (entry.claim() instanceof Claim.CodeExists code
          && code.points().compareTo(query.pairs()) >= 0) {
        upper = lesser(upper, entry, code, query);
      } else if (entry.claim() instanceof Claim.CodeBound bound
          && bound.points().compareTo(query.pairs()) < 0
          && IntStream.rangeClosed(2, query.modalities())
              .anyMatch(
                  j -> Composition.projects(bound.cosine(), query.margin(), query.bias(), j))) {
        long dimension = bound.dimension() + 1;
        if (lower.isEmpty() || Long.parseLong(lower.get().dimension()) < dimension) {
          lower = Optional.of(TableEnd.by("projection and: ", entry, dimension));
        }
      }
    }
    return new Ends(lower, upper);
  }

  private static Optional<TableEnd> lesser(
      Optional<TableEnd> known, Entry entry, Claim.CodeExists code, Query query) {
    Optional<TableEnd> best = known;
    boolean aligned = code.cosine().compareTo(Quadratic.of(query.negative())) <= 0;
    if (aligned && isLess(code.dimension(), best)) {
      best = Optional.of(TableEnd.by("aligned: ", entry, code.dimension()));
    }
    int k = query.modalities();
    long lifted = code.dimension() + k - 1;
    if (isLess(lifted, best) && Composition.lifts(code.cosine(), query.margin(), query.bias(), k)) {
      best = Optional.of(TableEnd.by("lift of: ", entry, lifted));
    }
    return best;
  }

  private static boolean isLess(long dimension, Optional<TableEnd> end) {
    return end.isEmpty() || dimension < Long.parseLong(end.get().dimension());
  }

  /** The ends of a query: those of the index, or else computed and added to it. */
  public static NeededCell cell(ResultIndex index, Query query, UpperEnd.Effort effort) {
    if (index.isAnswered(query.demand())) {
      Ends known = ends(index, query);
      return new NeededCell(known.lower().get(), known.upper().get());
    }
    NeededDimension answer = NeededDimension.of(query, effort);
    return new NeededCell(
        end(index, answer, answer.lower(), effort), end(index, answer, answer.upper(), effort));
  }

  private static TableEnd end(
      ResultIndex index, NeededDimension answer, End end, UpperEnd.Effort effort) {
    Optional<Entry> entry =
        end.certificate().map(c -> index.addOwn(c, effort.limits().threads()).entry());
    return new TableEnd(answer.text(end), end.method(), end.tier(), entry);
  }

  /**
   * Fills the cells that the index does not have, and writes the table in all its forms.
   *
   * @return the table
   */
  public static Grid write(
      ResultIndex index, List<BigInteger> pairs, List<Instance> instances, UpperEnd.Effort effort) {
    List<ObjectNode> lines = new ArrayList<>();
    List<Grid.Row> rows = new ArrayList<>();
    for (Instance instance : instances) {
      List<Grid.Cell> cells = new ArrayList<>();
      for (BigInteger n : pairs) {
        NeededCell cell = cell(index, new Query(n, instance.margin(), instance.bias(), 2), effort);
        ObjectNode node = new JsonMapper().createObjectNode();
        node.put("name", instance.name())
            .put("pairs", n.toString())
            .put("margin", Rationals.toString(instance.margin()))
            .put("bias", Rationals.toString(instance.bias()));
        node.set("lower", cell.lower().json());
        node.set("upper", cell.upper().json());
        lines.add(node);
        cells.add(cell.cell());
      }
      index.save();
      rows.add(new Grid.Row((instance.name() + heading(instance)).strip(), cells));
    }
    String note =
        "No constellation exists below the first number of a cell, one exists at the second. "
            + Grid.LEGEND;
    List<String> columns = pairs.stream().map(DimensionTable::power).toList();
    Grid grid =
        new Grid("Needed dimension of N pairs", note, "instance (margin, bias)", columns, rows);
    TableFiles.write(index.folder(), NAME, grid, lines);
    return grid;
  }

  private static String heading(Instance instance) {
    BigFraction m = instance.margin();
    return " (" + Rationals.toString(m) + ", " + Rationals.toString(instance.bias()) + ")";
  }

  private static String power(BigInteger n) {
    String text = n.toString();
    boolean power = text.matches("10{2,}");
    return power ? "10^" + (text.length() - 1) : text;
  }
}
