package constellations.solver.search;

import constellations.solver.format.UnitRows;
import constellations.solver.search.objective.PairObjective;
import constellations.verify.claim.Provenance;
import java.util.List;
import java.util.Locale;

/**
 * What a continuous search found.
 *
 * @param x what was found
 * @param value the largest term, see {@link PairObjective}; a cosine, or minus a margin
 * @param starts how many starts were made
 * @param bestStart the number of the start that led to x, negative for points that were given
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

  /** The same of these modalities of what was found. */
  public SearchOutcome picked(List<Integer> modalities) {
    return new SearchOutcome(x.picked(modalities), value, starts, bestStart, seconds, stop, method);
  }

  /** Provenance of what was found: how, and from which start. */
  public Provenance by(Provenance origin) {
    return by(origin, "");
  }

  /** The same with what was done to it. */
  public Provenance by(Provenance origin, String after) {
    return new Provenance(
        "smooth maximum, " + source() + after,
        origin.seed(),
        origin.command(),
        origin.toolVersion(),
        origin.date());
  }

  private String source() {
    return bestStart < 0 ? "points " + method : "start " + bestStart + ", " + method;
  }

  /** How long it took and what it came from, for people. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%d %s in %.1f s, best from %s, stopped by: %s",
        starts,
        starts == 1 ? "start" : "starts",
        seconds,
        source(),
        stop);
  }
}
