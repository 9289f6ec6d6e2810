package constellations.solver.select;

import constellations.solver.group.SignedPermutation;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The orbits of a group of signed permutations on a set of vectors, and which of them cannot be in
 * one code: the codes that the group maps to themselves are the independent sets.
 *
 * @param orbits the admissible orbits: no two of their own vectors are too close
 * @param conflicts which pairs of orbits hold vectors that are too close
 */
public record OrbitGraph(List<List<int[]>> orbits, WeightedGraph conflicts) {

  /** More vertices are refused: the graph has a bit for each pair. */
  public static final int MOST_ORBITS = 20_000;

  /**
   * Finds the orbits and their conflicts.
   *
   * @param most the largest inner product that is allowed
   * @param generators of the group; none for the trivial group
   */
  public static OrbitGraph of(
      VectorSet set, long most, List<SignedPermutation> generators, int threads) {
    List<List<int[]>> admissible = new ArrayList<>();
    for (List<int[]> orbit : orbits(set, generators)) {
      if (apart(orbit.get(0), orbit, most)) {
        admissible.add(orbit);
      }
    }
    int n = admissible.size();
    if (n > MOST_ORBITS) {
      throw BadInputException.argument("number of orbits", n, "at most " + MOST_ORBITS)
          .withAdvice("Maybe prescribe a larger group, or a smaller set.");
    }
    List<long[]> rows =
        Parallel.map(
            n,
            threads,
            a -> {
              long[] row = new long[(n + 63) / 64];
              for (int b = 0; b < n; b++) {
                if (a != b && !apart(admissible.get(a), admissible.get(b), most)) {
                  row[b >> 6] |= 1L << b;
                }
              }
              return row;
            });
    int[] weights = admissible.stream().mapToInt(List::size).toArray();
    return new OrbitGraph(admissible, new WeightedGraph(weights, rows.toArray(long[][]::new)));
  }

  /** By invariance one vector of the one orbit against all of the other is enough. */
  private static boolean apart(List<int[]> a, List<int[]> b, long most) {
    return a.size() < b.size() ? apart(b.get(0), a, most) : apart(a.get(0), b, most);
  }

  /** Whether a vector is far enough from all others of an orbit. */
  private static boolean apart(int[] v, List<int[]> orbit, long most) {
    for (int[] w : orbit) {
      if (w != v && VectorSet.inner(v, w) > most) {
        return false;
      }
    }
    return true;
  }

  /** The orbits of the vectors, leaving out those that leave the set. */
  private static List<List<int[]>> orbits(VectorSet set, List<SignedPermutation> generators) {
    Set<Key> left = new HashSet<>();
    for (int[] v : set.vectors()) {
      left.add(new Key(v));
    }
    List<List<int[]>> orbits = new ArrayList<>();
    for (int[] first : set.vectors()) {
      if (left.remove(new Key(first))) {
        List<int[]> orbit = new ArrayList<>(List.of(first));
        Set<Key> members = new HashSet<>(Set.of(new Key(first)));
        boolean whole = true;
        for (int at = 0; at < orbit.size(); at++) {
          for (SignedPermutation generator : generators) {
            Key image = new Key(generator.apply(orbit.get(at)));
            if (members.add(image)) {
              whole &= left.remove(image);
              orbit.add(image.vector);
            }
          }
        }
        if (whole) {
          orbits.add(orbit);
        }
      }
    }
    return orbits;
  }

  private record Key(int[] vector) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(vector, key.vector);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(vector);
    }
  }
}
