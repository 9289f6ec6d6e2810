package constellations.solver.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Systems of quadruples of n points that meet in at most two points, unions of orbits of a
 * permutation group: as many as A(n, 4, 4) says for n = 9 to 14 (18, 30, 35, 51, 65, 91; Brouwer,
 * Shearer, Sloane and Smith, A new table of constant weight codes, 1990). With them 2n + 16 A(n, 4,
 * 4) vectors of squared norm 4, +-2 at one place or +-1 at the places of a quadruple, have inner
 * products of at most 2 (construction A; Conway and Sloane, chapter 5, section 2).
 */
public final class Blocks {
  private Blocks() {}

  /**
   * The quadruples, a bit for each point.
   *
   * @param n from 9 to 14
   */
  public static Set<Integer> quadruples(int n) {
    return switch (n) {
      case 9 -> without(quadruples(10), 9);
      case 10 ->
          orbits(
              List.of(cycles(10, 10)),
              List.of(bits(0, 1, 2, 6), bits(0, 1, 3, 4), bits(0, 2, 4, 7)));
      case 11 ->
          orbits(
              List.of(cycles(11, 3, 3, 3)),
              List.of(
                  bits(0, 1, 3, 4),
                  bits(0, 1, 5, 6),
                  bits(0, 1, 7, 9),
                  bits(0, 1, 8, 10),
                  bits(0, 3, 6, 7),
                  bits(0, 3, 9, 10),
                  bits(0, 4, 5, 7),
                  bits(0, 4, 6, 10),
                  bits(0, 5, 8, 9),
                  bits(3, 4, 7, 10),
                  bits(3, 7, 8, 9),
                  bits(3, 4, 5, 9),
                  bits(6, 7, 8, 10)));
      case 12 ->
          orbits(
              List.of(cycles(12, 6, 6)),
              List.of(
                  bits(0, 1, 2, 6),
                  bits(0, 1, 3, 8),
                  bits(0, 1, 4, 7),
                  bits(0, 1, 9, 10),
                  bits(0, 2, 8, 10),
                  bits(0, 6, 7, 9),
                  bits(0, 6, 10, 11),
                  bits(0, 7, 8, 11),
                  bits(0, 3, 7, 10)));
      case 13 -> without(quadruples(14), 13);
      default ->
          orbits(
              List.of(cycles(14, 7, 7)),
              List.of(
                  bits(0, 1, 2, 4),
                  bits(0, 1, 5, 7),
                  bits(0, 1, 8, 9),
                  bits(0, 1, 10, 11),
                  bits(0, 1, 12, 13),
                  bits(0, 2, 7, 11),
                  bits(0, 2, 8, 13),
                  bits(0, 2, 10, 12),
                  bits(0, 3, 7, 12),
                  bits(0, 3, 8, 11),
                  bits(0, 3, 10, 13),
                  bits(0, 7, 9, 13),
                  bits(7, 8, 9, 12)));
    };
  }

  private static int bits(int... points) {
    int set = 0;
    for (int point : points) {
      set |= 1 << point;
    }
    return set;
  }

  private static Set<Integer> without(Set<Integer> blocks, int point) {
    Set<Integer> rest = new LinkedHashSet<>(blocks);
    rest.removeIf(block -> (block >> point & 1) == 1);
    return rest;
  }

  /** The permutation with cycles of these lengths, one after the other, and fixed points. */
  private static int[] cycles(int n, int... lengths) {
    int[] permutation = new int[n];
    for (int i = 0; i < n; i++) {
      permutation[i] = i;
    }
    int from = 0;
    for (int length : lengths) {
      for (int i = 0; i < length; i++) {
        permutation[from + i] = from + (i + 1) % length;
      }
      from += length;
    }
    return permutation;
  }

  /** The images of sets under a group that permutations generate. */
  public static Set<Integer> orbits(List<int[]> generators, List<Integer> bases) {
    Set<Integer> all = new LinkedHashSet<>(bases);
    Deque<Integer> open = new ArrayDeque<>(bases);
    while (!open.isEmpty()) {
      int block = open.pop();
      for (int[] permutation : generators) {
        int image = 0;
        for (int i = 0; i < permutation.length; i++) {
          image |= (block >> i & 1) << permutation[i];
        }
        if (all.add(image)) {
          open.push(image);
        }
      }
    }
    return all;
  }

  /** The vectors: 2n + 16 for each quadruple, n coordinates each. */
  public static long[] vectors(int n) {
    List<long[]> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int sign = -2; sign <= 2; sign += 4) {
        long[] row = new long[n];
        row[i] = sign;
        rows.add(row);
      }
    }
    for (int block : quadruples(n)) {
      for (int signs = 0; signs < 16; signs++) {
        long[] row = new long[n];
        int at = 0;
        for (int i = 0; i < n; i++) {
          if ((block >> i & 1) == 1) {
            row[i] = (signs >> at++ & 1) == 0 ? 1 : -1;
          }
        }
        rows.add(row);
      }
    }
    return rows.stream().flatMapToLong(java.util.Arrays::stream).toArray();
  }
}
