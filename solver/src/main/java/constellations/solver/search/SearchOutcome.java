package constellations.solver.search;

import constellations.solver.format.UnitRows;
import constellations.solver.search.objective.PairObjective;
import constellations.verify.claim.Provenance;

/**
 * What a continuous search found.
 *
 * @param x what was found
 * @param value the largest term, see {@link PairObjective}; a cosine, or minus a margin
 * @param starts how many starts were made
 * @param bestStart the number of the start that led to x
 * @param seconds wall-clock time
 * @param stop one of the constants
 * @param method how x was found, for people
 */
public record SearchOutcome(
    UnitRows x,
    double value,
    int starts,
    int bestStart,
    double seconds,
    String stop,
    String method) {
  /** All starts were made. */
  public static final String STARTS = "starts";

  /** A proved bound was met, so nothing better exists. */
  public static final String BOUND_MET = "bound-met";

  /** The time limit was reached. */
  public static final String TIME = "time-limit";

  /** The user interrupted the search. */
  public static final String INTERRUPTED = "interrupted";

  /** Provenance of what was found: how, and from which start. */
  public Provenance by(Provenance origin) {
    return new Provenance(
        "smooth maximum, start " + bestStart + ", " + method,
        origin.seed(),
        origin.command(),
        origin.toolVersion(),
        origin.date());
  }
}
