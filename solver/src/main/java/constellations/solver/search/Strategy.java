package constellations.solver.search;

import constellations.solver.format.UnitRows;

/**
 * What a search uses beside plain starts.
 *
 * @param symmetry whether most fresh starts are unions of orbits of groups
 * @param hopping whether some starts are changes of the best configurations so far
 * @param group the group of symmetric starts, or null for random ones
 * @param given a configuration to begin with, of as many or more or fewer points, or null
 * @param origin where that comes from, for people
 */
public record Strategy(
    boolean symmetry, boolean hopping, String group, UnitRows given, String origin) {
  /** What the caller gives. */
  public static final String GIVEN = "given";

  /** Everything. */
  public static final Strategy ALL = new Strategy(true, true, null, null, GIVEN);

  /** The same with another configuration to begin with. */
  public Strategy with(UnitRows other) {
    return new Strategy(symmetry, hopping, group, other, origin);
  }

  /** The same without symmetric starts. */
  Strategy withoutSymmetry() {
    return new Strategy(false, hopping, null, given, origin);
  }

  /** Nothing: a plain multi-start. */
  public static final Strategy PLAIN = new Strategy(false, false, null, null, GIVEN);
}
