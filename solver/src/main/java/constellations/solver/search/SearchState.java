package constellations.solver.search;

import constellations.solver.search.objective.SymmetricCode;
import java.util.List;

/**
 * Where a search stands between two rounds: all that its continuation depends on.
 *
 * @param done starts made so far
 * @param best the best configuration, or null before the first round
 * @param walkers the distinct configurations that basin hopping goes on from, best first
 * @param kinds the kinds of symmetric codes that did best, best first
 * @param seconds wall-clock time so far, for the reader alone
 */
public record SearchState(
    int done, Found best, List<Found> walkers, List<Tried> kinds, double seconds) {

  /** Before the first round. */
  static final SearchState BEGIN = new SearchState(0, null, List.of(), List.of(), 0);

  /** The same with other walkers, best first. */
  SearchState withWalkers(List<Found> others) {
    return new SearchState(done, others.get(0), List.copyOf(others), kinds, seconds);
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

  /**
   * A kind of symmetric code that was tried.
   *
   * @param value its least largest term at low sharpness
   * @param tries how often it was drawn
   * @param x the first points of the orbits where that value was reached
   */
  record Tried(SymmetricCode code, double value, int tries, double[] x) {
    /** The number of orbits. */
    int orbits() {
      return code.stabilisers().size();
    }
  }
}
