package constellations.solver.table;

import constellations.solver.results.CodeCell;
import constellations.solver.results.Entry;
import constellations.solver.results.NeededCell;
import constellations.solver.results.PairCell;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Cells of the results as tables show them, at 6 decimals. */
public final class Cells {
  private static final int SHOWN = 6;
  private static final int DECIMALS = 18;

  private Cells() {}

  /** Lower bound and code; one number where they meet. */
  public static Grid.Cell of(CodeCell cell) {
    Grid.Value least = new Grid.Value(cell.lowerFloor(SHOWN).toPlainString(), cell.lowerTier());
    if (cell.upper().isEmpty()) {
      return new Grid.Cell(List.of(least), false, null);
    }
    Entry code = cell.upper().get();
    if (cell.meets()) {
      // Rounded up, 0.2 and a rounding error would look like 0.200001.
      BigDecimal nearest =
          cell.cosineCeiling(DECIMALS).get().setScale(SHOWN, RoundingMode.HALF_EVEN);
      Grid.Value both = new Grid.Value(nearest.toPlainString(), code.tier());
      return new Grid.Cell(List.of(both), true, code.id());
    }
    Grid.Value most = new Grid.Value(cell.cosineCeiling(SHOWN).get().toPlainString(), code.tier());
    return new Grid.Cell(List.of(least, most), false, code.id());
  }

  /** The margin that is reached, and the upper bound; one number where they meet. */
  public static Grid.Cell of(PairCell cell) {
    String upper = Rationals.ceiling(cell.upper().margin(), SHOWN).toPlainString();
    Grid.Value most = new Grid.Value(upper, cell.upper().tier());
    if (cell.lower().isEmpty()) {
      return new Grid.Cell(List.of(most), false, null);
    }
    PairCell.Reached reached = cell.lower().get();
    if (cell.meets()) {
      return new Grid.Cell(List.of(most), true, reached.entry().id());
    }
    String lower = Rationals.floor(reached.margin(), SHOWN).toPlainString();
    Grid.Value least = new Grid.Value(lower, reached.tier());
    return new Grid.Cell(List.of(least, most), false, reached.entry().id());
  }

  /** Both ends of the needed dimension, or the one where they meet. */
  public static Grid.Cell of(NeededCell cell) {
    NeededCell.End upper = cell.upper();
    NeededCell.End lower = cell.lower();
    boolean meets = lower.dimension().equals(upper.dimension());
    Grid.Value most = new Grid.Value(upper.dimension(), upper.tier());
    Grid.Value least = new Grid.Value(lower.dimension(), lower.tier());
    return new Grid.Cell(
        meets ? List.of(most) : List.of(least, most),
        meets,
        upper.entry().or(lower::entry).map(Entry::id).orElse(null));
  }
}
