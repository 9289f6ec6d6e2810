package constellations.solver.sweep;

import constellations.solver.dimension.End;
import constellations.solver.dimension.Instances.Instance;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.dimension.Query;
import constellations.solver.dimension.UpperEnd;
import constellations.solver.results.Entry;
import constellations.solver.results.NeededCell;
import constellations.solver.results.ResultIndex;
import constellations.solver.table.DimensionTable;
import constellations.verify.claim.Tier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Fills cells of the needed dimension; those that the results answer are not computed again. */
public final class NeededCells {
  private NeededCells() {}

  /**
   * The rows of the table for instances and numbers of pairs; what is computed is added.
   *
   * @param progress is told each cell, and may end the work
   */
  public static List<DimensionTable.Row> fill(
      ResultIndex index,
      List<BigInteger> pairs,
      List<Instance> instances,
      UpperEnd.Effort effort,
      Consumer<String> progress) {
    List<DimensionTable.Row> rows = new ArrayList<>();
    try {
      for (Instance instance : instances) {
        List<NeededCell> cells = new ArrayList<>();
        for (BigInteger n : pairs) {
          cells.add(cell(index, new Query(n, instance.margin(), instance.bias(), 2), effort));
          progress.accept(n + " pairs");
        }
        rows.add(
            new DimensionTable.Row(instance.name(), instance.margin(), instance.bias(), cells));
      }
    } finally {
      index.save();
    }
    return rows;
  }

  /** The ends of a query: those of the index, or else computed and added to it. */
  private static NeededCell cell(ResultIndex index, Query query, UpperEnd.Effort effort) {
    if (NeededCell.isAnswered(index, query.demand())) {
      NeededCell.Ends known = NeededCell.ends(index, query.demand());
      return new NeededCell(known.lower().get(), known.upper().get());
    }
    NeededDimension answer = NeededDimension.of(query, effort);
    return new NeededCell(
        end(index, answer, answer.lower(), effort), end(index, answer, answer.upper(), effort));
  }

  private static NeededCell.End end(
      ResultIndex index, NeededDimension answer, End end, UpperEnd.Effort effort) {
    Optional<Entry> entry =
        end.certificate().map(c -> index.addOwn(c, effort.limits().threads()).entry());
    Tier tier = entry.map(Entry::tier).orElse(Tier.THEOREM);
    return new NeededCell.End(end.text(answer.lower()), end.method(), tier, entry);
  }
}
