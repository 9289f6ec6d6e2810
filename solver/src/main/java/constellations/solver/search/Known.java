package constellations.solver.search;

import constellations.solver.search.objective.OrbitObjective;
import constellations.solver.search.objective.SymmetricCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What symmetric starts have learnt in a search: which kinds and groups did well, and how good the
 * best were at each stage. All of it follows from the starts so far, in their order.
 *
 * @param kinds the kinds that did best, less what was spent on them, best first
 * @param groups the groups, in the same way
 * @param turns how many starts have tried the group of their turn
 * @param trials how many configurations were compared
 * @param leaders the best values at each stage
 */
record Known(
    List<Tried> kinds, List<TriedGroup> groups, int turns, long trials, List<Leaders> leaders) {
  /** Before the first start. */
  static final Known NOTHING =
      new Known(List.of(), List.of(), 0, 0, List.of(Leaders.NONE, Leaders.NONE, Leaders.NONE));

  private static final int KINDS = 128;
  private static final int GROUPS = 256;

  /** What work costs a kind among others, so that none is tried for ever. */
  private static final double KIND_WORK = 2e-9;

  /** The same for a group, of which there are many kinds. */
  private static final double GROUP_WORK = 6e-10;

  /**
   * A kind of symmetric code that was tried.
   *
   * @param value its least value at low sharpness
   * @param work terms times dimension, over all tries
   * @param x the first points of the orbits where that value was reached
   */
  record Tried(SymmetricCode code, double value, double work, double[] x) {
    private double key() {
      return value + KIND_WORK * work;
    }
  }

  /**
   * A group of which kinds were tried.
   *
   * @param value the least value of its kinds
   * @param work as for a kind
   */
  record TriedGroup(String name, double value, double work) {
    private double key() {
      return value + GROUP_WORK * work;
    }
  }

  /**
   * With what a round has tried.
   *
   * @param round symmetric starts at the sharpness where kinds are compared
   * @param more how many starts of it have tried the group of their turn
   */
  Known with(List<Candidate> round, int more) {
    Map<SymmetricCode, Tried> tried = new LinkedHashMap<>();
    kinds.forEach(kind -> tried.put(kind.code(), kind));
    Map<String, TriedGroup> named = new HashMap<>();
    groups.forEach(group -> named.put(group.name(), group));
    for (Candidate candidate : round) {
      SymmetricCode code = candidate.kind().orElseThrow();
      double value = candidate.value();
      OrbitObjective space = (OrbitObjective) candidate.space();
      double work = (double) space.terms() * space.dimension();
      Tried kind = new Tried(code, value, work, candidate.x().clone());
      tried.merge(
          code,
          kind,
          (old, now) -> {
            Tried better = old.value() <= now.value() ? old : now;
            return new Tried(code, better.value(), old.work() + work, better.x());
          });
      named.merge(
          code.group(),
          new TriedGroup(code.group(), value, work),
          (old, now) ->
              new TriedGroup(old.name(), Math.min(old.value(), value), old.work() + now.work()));
    }
    List<Tried> best = new ArrayList<>(tried.values());
    best.sort(Comparator.comparingDouble(Tried::key));
    List<TriedGroup> bestGroups = new ArrayList<>(named.values());
    bestGroups.sort(Comparator.comparingDouble(TriedGroup::key).thenComparing(TriedGroup::name));
    return new Known(
        List.copyOf(best.subList(0, Math.min(KINDS, best.size()))),
        List.copyOf(bestGroups.subList(0, Math.min(GROUPS, bestGroups.size()))),
        turns + more,
        trials + round.size(),
        leaders);
  }

  Known with(List<Leaders> others) {
    return new Known(kinds, groups, turns, trials, List.copyOf(others));
  }
}
