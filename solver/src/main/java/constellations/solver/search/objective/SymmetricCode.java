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
 * @param holes how many of the orbits, the last ones, are of holes: places for more points, which
 *     are far from the points but may be near to one another, so that only some of them are taken
 */
public record SymmetricCode(
    String group, List<Integer> summands, List<Integer> stabilisers, int holes) {

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

  /** The number of points, without holes. */
  public int points() {
    FiniteGroup found = Groups.named(group);
    return stabilisers.subList(0, stabilisers.size() - holes).stream()
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
    int points = stabilisers.size() - holes;
    String sizes = sizes(stabilisers.subList(0, points));
    String more = sizes(stabilisers.subList(points, stabilisers.size()));
    return "group " + group + ", orbits " + sizes + (holes > 0 ? ", and of " + more : "");
  }

  private String sizes(List<Integer> numbers) {
    FiniteGroup found = Groups.named(group);
    StringBuilder sizes = new StringBuilder();
    for (int from = 0; from < numbers.size(); ) {
      int size = found.order() / found.subgroups().get(numbers.get(from)).order();
      int to = from;
      while (to < numbers.size()
          && found.order() / found.subgroups().get(numbers.get(to)).order() == size) {
        to++;
      }
      sizes.append(from == 0 ? "" : " + ").append(to - from).append(" x ").append(size);
      from = to;
    }
    return sizes.toString();
  }
}
