package constellations.solver.deployment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Items that have a row in common with another: the same numbers in U, or in V. They are joined to
 * groups, also through a third one, to be counted as one label each.
 */
public final class EqualRows {
  private final int[] parent;
  private int copies;

  private EqualRows(int rows) {
    parent = new int[rows];
    Arrays.setAll(parent, i -> i);
  }

  /**
   * Finds the groups; exact.
   *
   * @param leftClass a number for each row of U, the same for equal rows
   * @param rightClass likewise of V
   */
  public static EqualRows of(int[] leftClass, int[] rightClass) {
    EqualRows groups = new EqualRows(leftClass.length);
    groups.join(leftClass);
    groups.join(rightClass);
    for (int i = 0; i < groups.parent.length; i++) {
      groups.copies += groups.root(i) == i ? 0 : 1;
    }
    return groups;
  }

  private void join(int[] classes) {
    Map<Integer, Integer> first = new HashMap<>();
    for (int i = 0; i < classes.length; i++) {
      Integer known = first.putIfAbsent(classes[i], i);
      if (known != null) {
        parent[root(i)] = root(known);
      }
    }
  }

  private int root(int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Whether two items are in one group. */
  boolean same(int i, int j) {
    return root(i) == root(j);
  }

  /** How many items are copies of another one. */
  public int copies() {
    return copies;
  }

  /** A label for each item, the same in a group. */
  long[] labels() {
    long[] labels = new long[parent.length];
    Arrays.setAll(labels, this::root);
    return labels;
  }

  /** How many groups have several items. */
  int groups() {
    Map<Integer, Integer> sizes = new HashMap<>();
    for (int i = 0; i < parent.length; i++) {
      sizes.merge(root(i), 1, Integer::sum);
    }
    return (int) sizes.values().stream().filter(size -> size > 1).count();
  }
}
