package constellations.solver.search;

import constellations.solver.search.SearchState.Found;
import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Keeps the best different results of a search, which hops and shakes go on from. */
final class Walkers {
  private final Finish finish;

  /** Whether polishing is so quick that every candidate for the best gets it. */
  private final boolean polishingInRounds;

  Walkers(Finish finish, boolean polishingInRounds) {
    this.finish = finish;
    this.polishingInRounds = polishingInRounds;
  }

  /** The walkers and what a round has found, of which the best are polished where that is quick. */
  List<Found> withPolished(
      List<Candidate> ends, SearchState state, int threads, BooleanSupplier cancelled) {
    ends.sort(Comparator.comparingDouble(Candidate::value).thenComparingInt(Candidate::number));
    List<Found> found =
        ends.stream()
            .map(c -> new Found(c.x(), c.value(), c.value(), c.number(), c.method()))
            .toList();
    List<Found> results = drifted(state.walkers(), found);
    List<Found> unpolished = new ArrayList<>();
    for (Found f : found) {
      if (Stream.concat(results.stream(), unpolished.stream()).noneMatch(w -> same(w, f))) {
        unpolished.add(f);
      }
    }
    int polishing = 0;
    if (polishingInRounds && !unpolished.isEmpty()) {
      double promising =
          state.best() == null
              ? Double.POSITIVE_INFINITY
              : state.best().value() + Tuning.POLISHING_GAINS;
      polishing =
          (int)
              unpolished.stream()
                  .limit(Tuning.MOST_POLISHED)
                  .filter(f -> f.sharp() < promising)
                  .count();
    }
    results.addAll(
        Parallel.map(
            polishing,
            threads,
            i -> finish.polished(unpolished.get(i), Tuning.LAST_STEPS, cancelled)));
    results.addAll(unpolished.subList(polishing, unpolished.size()));
    return results;
  }

  /** The best different results, best first. */
  static List<Found> distinct(List<Found> results) {
    results.sort(Comparator.comparingDouble(Found::value).thenComparingInt(Found::start));
    List<Found> walkers = new ArrayList<>();
    for (Found result : results) {
      if (walkers.size() < Tuning.WALKERS && walkers.stream().noneMatch(w -> same(w, result))) {
        walkers.add(result);
      }
    }
    return List.copyOf(walkers);
  }

  /**
   * The walkers, each exchanged for a result of the same value if there is one: where some points
   * are free, or were deleted from a larger code, many configurations have one value, and some lead
   * further. Where results are polished at once a walker is kept.
   */
  private List<Found> drifted(List<Found> walkers, List<Found> found) {
    List<Found> drifted = new ArrayList<>(walkers);
    for (int i = 0; i < drifted.size() && !polishingInRounds; i++) {
      Found walker = drifted.get(i);
      boolean raw = walker.value() == walker.sharp();
      drifted.set(
          i,
          found.stream()
              .filter(f -> raw && Math.abs(f.sharp() - walker.sharp()) < Tuning.SAME_DRIFTING)
              .findFirst()
              .orElse(walker));
    }
    return drifted;
  }

  /** The walkers with the best polished, if it is not yet. */
  List<Found> bestPolished(SearchState state, BooleanSupplier cancelled) {
    List<Found> polished = new ArrayList<>(state.walkers());
    polished.remove(state.best());
    Found best = state.best();
    polished.add(
        0,
        best.value() == best.sharp()
            ? finish.polished(best, Tuning.POLISHING_STEPS, cancelled)
            : best);
    return polished;
  }

  /** The walkers with those that may be the best polished, best first. */
  List<Found> allPolished(SearchState state, SearchLimits limits, BooleanSupplier cancelled) {
    List<Found> walkers = new ArrayList<>(state.walkers());
    if (state.best() != null
        && walkers.stream().noneMatch(w -> w.value() <= state.best().value())) {
      // The walkers may have drifted.
      walkers.add(0, state.best());
    }
    double promising = state.best().sharp() + Tuning.COMPARED_GAINS;
    List<Found> polished =
        new ArrayList<>(
            Parallel.map(
                walkers.size(),
                limits.threads(),
                i -> {
                  Found found = walkers.get(i);
                  boolean ready = found.value() != found.sharp() || found.sharp() > promising;
                  return ready ? found : finish.polished(found, Tuning.LAST_STEPS, cancelled);
                }));
    polished.sort(Comparator.comparingDouble(Found::value).thenComparingInt(Found::start));
    return polished;
  }

  private static boolean same(Found a, Found b) {
    return Math.abs(a.sharp() - b.sharp()) < Tuning.SAME
        || Math.abs(a.value() - b.value()) < Tuning.SAME_POLISHED;
  }
}
