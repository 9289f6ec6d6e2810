package constellations.solver.search;

import java.util.List;

/**
 * Where a search stands between two rounds: all that its continuation depends on.
 *
 * @param done starts made so far
 * @param best the best configuration, or null before the first round
 * @param walkers the distinct configurations that basin hopping goes on from, best first
 * @param known what symmetric starts have learnt
 * @param shakes when shakes come
 * @param seconds wall-clock time so far, for the reader alone
 * @param answer the best that was seen at all, also in a round that was not ended or in the
 *     polishing at the end; null if that is the best. Nothing is searched from it, so that a search
 *     that was interrupted goes on as if it had not been; no search ends worse than it
 */
public record SearchState(
    int done,
    Found best,
    List<Found> walkers,
    Known known,
    Shakes shakes,
    double seconds,
    Found answer) {

  /** Before the first round. */
  static final SearchState BEGIN =
      new SearchState(0, null, List.of(), Known.NOTHING, Shakes.NONE, 0, null);

  /** The same with other walkers, best first. */
  SearchState withWalkers(List<Found> others) {
    return new SearchState(
        done, others.get(0), List.copyOf(others), known, shakes, seconds, answer);
  }

  /** The same at another time. */
  SearchState at(double time) {
    return new SearchState(done, best, walkers, known, shakes, time, answer);
  }

  /** The same with another answer. */
  SearchState answering(Found other) {
    return new SearchState(done, best, walkers, known, shakes, seconds, other);
  }

  /**
   * A configuration found.
   *
   * @param x unit rows
   * @param value the largest term
   * @param sharp the largest term before polishing
   * @param start the number of the start that led to x
   * @param method how it was found, for people
   */
  record Found(double[] x, double value, double sharp, int start, String method) {}
}
