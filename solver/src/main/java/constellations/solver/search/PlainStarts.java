package constellations.solver.search;

import constellations.solver.search.objective.Smoothing;
import java.util.List;

/** Makes the starts of a campaign that have no symmetry; called from several threads. */
@FunctionalInterface
interface PlainStarts {
  /**
   * A point to start from.
   *
   * @param x unit rows
   * @param schedule what to minimise before the common stages
   * @param ready whether x is polished already, and so a result of its own whatever becomes of it
   */
  record Start(double[] x, List<Smoothing> schedule, boolean ready) {}

  /**
   * Makes a start.
   *
   * @param number for its random numbers
   * @param turn for what takes turns: counts the plain starts at first, then random; all residues
   *     come
   */
  Start of(int number, int turn);
}
