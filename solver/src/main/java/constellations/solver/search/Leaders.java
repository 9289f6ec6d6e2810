package constellations.solver.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The best different values that a stage has seen: what is not among them goes no further.
 *
 * @param values rising
 */
record Leaders(List<Double> values) {
  /** Values that differ by less are of one configuration, found again. */
  private static final double SAME = 1e-7;

  /** Of a stage that has seen nothing. */
  static final Leaders NONE = new Leaders(List.of());

  /**
   * These with one more value, and without the last if there are too many.
   *
   * @param most how many are kept
   * @return nothing if the value is there already, or so many are better
   */
  Optional<Leaders> with(double value, int most) {
    int found = Collections.binarySearch(values, value);
    int at = found < 0 ? -found - 1 : found;
    boolean known =
        (at > 0 && value - values.get(at - 1) < SAME)
            || (at < values.size() && values.get(at) - value < SAME);
    if (known || at >= most) {
      return Optional.empty();
    }
    List<Double> more = new ArrayList<>(values);
    more.add(at, value);
    return Optional.of(new Leaders(List.copyOf(more.subList(0, Math.min(more.size(), most)))));
  }
}
