package constellations.solver.bound;

import constellations.solver.bound.PointBounds.CosineBound;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of several bounds are told: those of the method that was asked for, best first; a certified
 * one hides the same without.
 *
 * @param asked the one method that was asked for, or nothing for all
 */
public record BoundChoice(Optional<BoundMethod> asked) {
  private boolean has(BoundMethod kind, boolean certified) {
    return asked.map(m -> m.covers(kind, certified)).orElse(true);
  }

  /** Bounds on numbers of points, the least first. */
  public List<PointBound> points(List<PointBound> all) {
    return all.stream()
        .filter(bound -> has(bound.kind(), bound.certificate().isPresent()))
        .filter(
            bound ->
                bound.certificate().isPresent()
                    || all.stream()
                        .noneMatch(
                            other ->
                                other.certificate().isPresent()
                                    && other.method().equals(bound.method())))
        .sorted(
            Comparator.comparing(PointBound::points)
                .thenComparing(bound -> bound.certificate().isEmpty())
                .thenComparing(PointBound::value))
        .toList();
  }

  /** Bounds on the best cosine, the largest first. */
  public List<CosineBound> cosines(List<CosineBound> all) {
    return all.stream()
        .filter(bound -> has(bound.kind(), bound.certificate().isPresent()))
        .filter(
            bound ->
                bound.certificate().isPresent()
                    || all.stream()
                        .noneMatch(
                            other ->
                                other.certificate().isPresent()
                                    && other.value().equals(bound.value())))
        .sorted(Comparator.comparing(CosineBound::value).reversed())
        .toList();
  }
}
