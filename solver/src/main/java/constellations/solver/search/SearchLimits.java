package constellations.solver.search;

import constellations.solver.run.Deadline;
import java.util.function.BooleanSupplier;

/**
 * How much a search may do.
 *
 * @param seed the seed of all random numbers
 * @param starts the work limit; with the same seed it determines the result
 * @param threads how many threads to use; the result does not depend on it
 * @param seconds the time limit, infinite for none; it may cut the work short
 * @param interrupted becomes true when the user wants the best so far
 * @param strategy what is done beside plain starts
 * @param progress is told after each round
 * @param memory where the state after each round is kept, and what to go on from
 */
public record SearchLimits(
    long seed,
    int starts,
    int threads,
    double seconds,
    BooleanSupplier interrupted,
    Strategy strategy,
    Progress progress,
    SearchMemory memory) {

  /** Is told how a long search goes. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Reports.
     *
     * @param best the least value of the largest term so far
     */
    void report(int done, int total, double best);
  }

  /** Limits by work alone, without progress. */
  public static SearchLimits of(long seed, int starts, int threads) {
    return new SearchLimits(
        seed,
        starts,
        threads,
        Double.POSITIVE_INFINITY,
        () -> false,
        Strategy.ALL,
        (d, t, b) -> {},
        SearchMemory.NONE);
  }

  /** The same with another strategy. */
  public SearchLimits with(Strategy other) {
    return new SearchLimits(seed, starts, threads, seconds, interrupted, other, progress, memory);
  }

  /** The same with a memory. */
  public SearchLimits with(SearchMemory other) {
    return new SearchLimits(seed, starts, threads, seconds, interrupted, strategy, progress, other);
  }

  /** The same with another report of progress. */
  public SearchLimits with(Progress other) {
    return new SearchLimits(seed, starts, threads, seconds, interrupted, strategy, other, memory);
  }

  /** The same with another sign to stop. */
  public SearchLimits with(BooleanSupplier other) {
    return new SearchLimits(seed, starts, threads, seconds, other, strategy, progress, memory);
  }

  /** The same with another time limit. */
  public SearchLimits within(double otherSeconds) {
    return new SearchLimits(
        seed, starts, threads, otherSeconds, interrupted, strategy, progress, memory);
  }

  /** The same with another number of starts. */
  public SearchLimits withStarts(int others) {
    return new SearchLimits(
        seed, others, threads, seconds, interrupted, strategy, progress, memory);
  }

  /** Whether the time from now on, or the patience of the user, has run out. */
  public BooleanSupplier cancelled() {
    return Deadline.within(seconds, interrupted);
  }
}
