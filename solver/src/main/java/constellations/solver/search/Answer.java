package constellations.solver.search;

import constellations.solver.search.SearchState.Found;
import constellations.solver.search.objective.OrbitObjective;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The best that a search has seen, which a search that is killed leaves behind: with the state
 * between rounds, and every few seconds within one. Used by several threads.
 */
final class Answer {
  /** Between two writes within a round, in nanoseconds. */
  private static final long INTERVAL = 3_000_000_000L;

  private final SearchMemory memory;
  private final int coordinates;
  private SearchState kept;
  private Found best;
  private long written = System.nanoTime();

  /**
   * Begins with a state, which is kept at once.
   *
   * @param coordinates of a configuration
   */
  Answer(SearchMemory memory, SearchState state, int coordinates) {
    this.coordinates = coordinates;
    this.memory = memory;
    this.kept = state;
    this.best = state.answer();
    memory.write(state);
  }

  /** Takes the ends of a start, which may be the best so far; returns them. */
  synchronized List<Candidate> seen(List<Candidate> candidates, ToDoubleFunction<double[]> value) {
    if (memory == SearchMemory.NONE) {
      return candidates;
    }
    for (Candidate c : candidates) {
      double[] x =
          c.space() instanceof OrbitObjective orbits ? orbits.expand(c.x()) : c.x().clone();
      double found = x.length == coordinates ? value.applyAsDouble(x) : Double.POSITIVE_INFINITY;
      if (found < (best == null ? Double.POSITIVE_INFINITY : best.value())) {
        best = new Found(x, found, found, c.number(), c.method());
      }
    }
    if (System.nanoTime() - written > INTERVAL) {
      between(kept);
    }
    return candidates;
  }

  /** Keeps a state to go on from. */
  synchronized void between(SearchState state) {
    boolean worse = best != null && state.best() != null && state.best().value() <= best.value();
    best = worse ? state.best() : best;
    kept = state.answering(best);
    memory.write(kept);
    written = System.nanoTime();
  }

  /** What a search ends with, kept as the answer of its last state. */
  synchronized Found last(Found found) {
    if (best == null || found.value() <= best.value()) {
      best = found;
    }
    memory.write(kept.answering(best));
    return best;
  }
}
