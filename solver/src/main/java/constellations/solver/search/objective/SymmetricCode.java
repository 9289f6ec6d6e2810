package constellations.solver.search.objective;

import constellations.solver.group.FiniteGroup;
import constellations.solver.group.Groups;
import constellations.solver.group.Irreducible;
import constellations.solver.group.Representation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A kind of symmetric code: a group, a representation of it on R^d and the stabilisers of the
 * points that stand for their orbits.
 *
 * @param group the name of the group
 * @param summands the numbers of the irreducible representations that make up R^d
 * @param stabilisers for each orbit the number of its stabiliser among the group's subgroups
 */
public record SymmetricCode(String group, List<Integer> summands, List<Integer> stabilisers) {

  /** The representation on R^d. */
  public Representation representation() {
    FiniteGroup found = Groups.named(group);
    List<Irreducible> all = Groups.irreducibles(found);
    return new Representation(found, summands.stream().map(all::get).toList());
  }

  /** The orbits, in order. */
  public List<Orbit> orbits() {
    FiniteGroup found = Groups.named(group);
    List<Orbit> orbits = new ArrayList<>();
    for (int number : stabilisers) {
      int[] stabiliser = found.subgroups().get(number).elements();
      orbits.add(new Orbit(stabiliser, found.cosets(stabiliser)));
    }
    return orbits;
  }

  /** The number of points. */
  public int points() {
    FiniteGroup found = Groups.named(group);
    return stabilisers.stream()
        .mapToInt(s -> found.order() / found.subgroups().get(s).order())
        .sum();
  }

  /**
   * An orbit of points.
   *
   * @param stabiliser the elements that fix its first point
   * @param cosets for each point an element that takes the first point there; the identity first
   */
  record Orbit(int[] stabiliser, int[] cosets) {
    @Override
    public String toString() {
      return "orbit of " + cosets.length + " points, stabiliser " + Arrays.toString(stabiliser);
    }
  }

  /** The group and the sizes of the orbits, for people. */
  public String description() {
    StringBuilder sizes = new StringBuilder();
    int order = Groups.named(group).order();
    int last = -1;
    int count = 0;
    for (int number : stabilisers) {
      int size = order / Groups.named(group).subgroups().get(number).order();
      if (size != last && count > 0) {
        sizes.append(sizes.isEmpty() ? "" : " + ").append(count).append(" x ").append(last);
        count = 0;
      }
      last = size;
      count++;
    }
    sizes.append(sizes.isEmpty() ? "" : " + ").append(count).append(" x ").append(last);
    return "group " + group + ", orbits " + sizes;
  }
}
