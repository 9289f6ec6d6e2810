package constellations.solver.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;

/** The cells of a run, and what their provenance says. */
final class Shared implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<SweepCell> cells;
  private final String version;
  private final String date;

  /** Only on the machine that began; others are stopped by their cluster. */
  private final transient BooleanSupplier cancelled;

  Shared(ArrayList<SweepCell> cells, String version, String date, BooleanSupplier cancelled) {
    this.cells = cells;
    this.version = version;
    this.date = date;
    this.cancelled = cancelled;
  }

  CellResult compute(int number) {
    return cells.get(number).compute(version, date, cancelled == null ? () -> false : cancelled);
  }
}
