package constellations.solver.code.lattice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Disjoint sets of roots of one norm whose cosines are at most -1/2: triangles, then pairs. */
final class RootTriangles {
  private final List<List<List<Integer>>> through = new ArrayList<>();
  private final boolean[] used;
  private final int wanted;
  private final List<List<Integer>> sets = new ArrayList<>();

  private RootTriangles(List<long[]> roots, int wanted) {
    this.used = new boolean[roots.size()];
    this.wanted = wanted;
    Map<List<Long>, Integer> index = new HashMap<>();
    for (long[] root : roots) {
      index.put(key(root, root, -2), index.size());
    }
    for (int i = 0; i < roots.size(); i++) {
      through.add(new ArrayList<>());
    }
    for (int i = 0; i < roots.size(); i++) {
      for (int j = 0; j < i; j++) {
        // The third of a triangle is the negative of the sum.
        int third = index.getOrDefault(key(roots.get(i), roots.get(j), 1), roots.size());
        if (third < j) {
          List<Integer> triangle = List.of(third, j, i);
          triangle.forEach(k -> through.get(k).add(triangle));
        }
      }
    }
  }

  /** The negative of x plus a factor times y. */
  private static List<Long> key(long[] x, long[] y, int factor) {
    Long[] key = new Long[x.length];
    Arrays.setAll(key, i -> -x[i] - factor * y[i]);
    return List.of(key);
  }

  /**
   * As many triangles as there can be, and pairs of the roots that are left.
   *
   * @param roots of one norm
   * @param most the number of sets that are asked for
   */
  static List<List<Integer>> of(List<long[]> roots, int most) {
    int n = roots.size();
    int triangles = Math.min(most, n / 3);
    RootTriangles cover = new RootTriangles(roots, triangles);
    while (!cover.complete(n - 3 * triangles)) {
      triangles--;
      cover = new RootTriangles(roots, triangles);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i && cover.sets.size() < most; j++) {
        if (!cover.used[i] && !cover.used[j] && obtuse(roots.get(i), roots.get(j))) {
          cover.used[i] = true;
          cover.used[j] = true;
          cover.sets.add(List.of(j, i));
        }
      }
    }
    return cover.sets;
  }

  private static boolean obtuse(long[] x, long[] y) {
    long product = 0;
    long norm = 0;
    for (int i = 0; i < x.length; i++) {
      product += x[i] * y[i];
      norm += x[i] * x[i];
    }
    return 2 * product <= -norm;
  }

  /** Exact cover, the root with fewest choices first; so many roots may be left. */
  private boolean complete(int left) {
    if (sets.size() == wanted) {
      return true;
    }
    int fewest = -1;
    List<List<Integer>> choices = List.of();
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        List<List<Integer>> free =
            through.get(i).stream().filter(t -> t.stream().noneMatch(k -> used[k])).toList();
        if (fewest < 0 || free.size() < choices.size()) {
          fewest = i;
          choices = free;
        }
      }
    }
    for (List<Integer> triangle : choices) {
      triangle.forEach(i -> used[i] = true);
      sets.add(triangle);
      if (complete(left)) {
        return true;
      }
      sets.remove(sets.size() - 1);
      triangle.forEach(i -> used[i] = false);
    }
    if (left == 0 || fewest < 0) {
      return false;
    }
    used[fewest] = true;
    boolean complete = complete(left - 1);
    used[fewest] = false;
    return complete;
  }
}
