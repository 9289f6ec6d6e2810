package constellations.solver.describe;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Maps of the points of one code to those of another that keep all classes of inner products:
 * isometries, up to the tolerance of the classes. They are found by individualisation: images of
 * the points of a base are tried one after the other, as long as the points of both codes have the
 * same numbers of equal signatures, which are the classes of their products with the base so far;
 * every map is compared with all pairs before it counts. The order of the group is the product of
 * the orbits along the base (Schreier and Sims). For one thread.
 */
final class Isometries {
  /** Steps over one pair of points each. */
  private static final long MOST_WORK = 6_000_000_000L;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final ProductClasses classes;
  private final int size;
  private final int target;
  private final BooleanSupplier stop;

  /** The base, and the signatures of the points of the first code for each part of it. */
  private final List<Integer> base = new ArrayList<>();

  private final List<long[]> signatures = new ArrayList<>();
  private long work;

  /** The search was too long. */
  private static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("", null, false, false);
    }
  }

  /**
   * The symmetries of a code.
   *
   * @param order of its group; nothing if that took too long
   * @param orbits for each point the least one of its orbit; where the order is unknown, under the
   *     symmetries that were found
   */
  record Symmetry(Optional<BigInteger> order, int[] orbits) {
    /** How many orbits there are. */
    long count() {
      return Arrays.stream(orbits).distinct().count();
    }
  }

  private Isometries(ProductClasses classes, int size, int target, BooleanSupplier stop) {
    this.classes = classes;
    this.size = size;
    this.target = target;
    this.stop = stop;
    signatures.add(profiles(0));
    while (true) {
      int next = ofLargestCell(signatures.get(base.size()));
      if (next < 0) {
        break;
      }
      signatures.add(individualised(0, signatures.get(base.size()), next));
      base.add(next);
    }
  }

  /** The symmetries of the only code of the classes, N points. */
  static Symmetry symmetry(ProductClasses classes, int size, BooleanSupplier stop) {
    try {
      return new Isometries(classes, size, 0, stop).symmetry();
    } catch (Exhausted e) {
      int[] alone = new int[size];
      Arrays.setAll(alone, i -> i);
      return new Symmetry(Optional.empty(), alone);
    }
  }

  /** Whether two codes of N points are the same; nothing if that took too long. */
  static Optional<Boolean> same(ProductClasses classes, int size, BooleanSupplier stop) {
    try {
      Isometries both = new Isometries(classes, size, 1, stop);
      return Optional.of(both.extended(new int[0], both.profiles(1)).isPresent());
    } catch (Exhausted e) {
      return Optional.empty();
    }
  }

  private Symmetry symmetry() {
    List<int[]> generators = new ArrayList<>();
    BigInteger order = BigInteger.ONE;
    try {
      for (int level = base.size() - 1; level >= 0; level--) {
        order = order.multiply(BigInteger.valueOf(orbitLength(level, generators)));
      }
      return new Symmetry(Optional.of(order), orbits(generators));
    } catch (Exhausted e) {
      return new Symmetry(Optional.empty(), orbits(generators));
    }
  }

  /** The orbit of a point of the base under what fixes those before it; adds its generators. */
  private int orbitLength(int level, List<int[]> generators) {
    long[] before = signatures.get(level);
    int point = base.get(level);
    int[] images = new int[level + 1];
    for (int i = 0; i < level; i++) {
      images[i] = base.get(i);
    }
    boolean[] refused = new boolean[size];
    int[] orbits = orbits(generators);
    for (int candidate = 0; candidate < size; candidate++) {
      boolean possible = before[candidate] == before[point] && !refused[orbits[candidate]];
      if (!possible || orbits[candidate] == orbits[point]) {
        continue;
      }
      images[level] = candidate;
      long[] with = individualised(0, before, candidate);
      Optional<int[]> found =
          sum(with) == sum(signatures.get(level + 1)) ? extended(images, with) : Optional.empty();
      if (found.isPresent()) {
        generators.add(found.get());
        boolean[] old = refused;
        int[] larger = orbits(generators);
        refused = new boolean[size];
        for (int i = 0; i < size; i++) {
          refused[larger[i]] |= old[orbits[i]];
        }
        orbits = larger;
      } else {
        refused[orbits[candidate]] = true;
      }
    }
    int length = 0;
    for (int orbit : orbits) {
      length += orbit == orbits[point] ? 1 : 0;
    }
    return length;
  }

  /** The least point of the orbit of each under some maps. */
  private int[] orbits(List<int[]> generators) {
    int[] least = new int[size];
    Arrays.setAll(least, i -> i);
    for (int[] map : generators) {
      for (int i = 0; i < size; i++) {
        int a = root(least, i);
        int b = root(least, map[i]);
        least[Math.max(a, b)] = Math.min(a, b);
      }
    }
    for (int i = 0; i < size; i++) {
      least[i] = root(least, i);
    }
    return least;
  }

  private static int root(int[] least, int i) {
    int at = i;
    while (least[at] != at) {
      at = least[at];
    }
    return at;
  }

  /**
   * A map that takes the first points of the base to these images, if there is one.
   *
   * @param signature of the points of the target with these images
   */
  private Optional<int[]> extended(int[] images, long[] signature) {
    int level = images.length;
    if (level == base.size()) {
      return map(signature);
    }
    long wanted = signatures.get(level)[base.get(level)];
    long sum = sum(signatures.get(level + 1));
    int[] longer = Arrays.copyOf(images, level + 1);
    for (int candidate = 0; candidate < size; candidate++) {
      if (signature[candidate] == wanted) {
        longer[level] = candidate;
        long[] next = individualised(target, signature, candidate);
        Optional<int[]> found = sum(next) == sum ? extended(longer, next) : Optional.empty();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** The map of points of equal signatures, if it keeps all classes. */
  private Optional<int[]> map(long[] signature) {
    Map<Long, Integer> places = new HashMap<>();
    for (int j = 0; j < size; j++) {
      places.put(signature[j], j);
    }
    int[] map = new int[size];
    for (int i = 0; i < size; i++) {
      Integer image = places.get(signatures.get(base.size())[i]);
      if (image == null) {
        return Optional.empty();
      }
      map[i] = image;
    }
    for (int i = 1; i < size; i++) {
      charge(i);
      for (int j = 0; j < i; j++) {
        if (map[i] == map[j] || classes.of(0, i, j) != classes.of(target, map[i], map[j])) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(map);
  }

  private void charge(int steps) {
    work += steps;
    if (work > MOST_WORK || stop.getAsBoolean()) {
      throw new Exhausted();
    }
  }

  /** How many products of each class a point has. */
  private long[] profiles(int code) {
    long[] profiles = new long[size];
    for (int i = 1; i < size; i++) {
      for (int j = 0; j < i; j++) {
        long mixed = mixed(classes.of(code, i, j) + 1L);
        profiles[i] += mixed;
        profiles[j] += mixed;
      }
    }
    return profiles;
  }

  private long[] individualised(int code, long[] before, int point) {
    charge(size);
    long[] after = new long[size];
    for (int i = 0; i < size; i++) {
      long with = i == point ? 0 : classes.of(code, i, point) + 1L;
      after[i] = mixed(before[i] * 31 + with);
    }
    return after;
  }

  /** The same for the same signatures in any order. */
  private static long sum(long[] signatures) {
    long sum = 0;
    for (long signature : signatures) {
      sum += mixed(signature);
    }
    return sum;
  }

  private static long mixed(long x) {
    long z = x * MIX;
    z = (z ^ (z >>> 32)) * 0xD6E8FEB86659FD93L;
    return z ^ (z >>> 29);
  }

  /** The first point of the largest set of equal signatures; -1 if all are different. */
  private static int ofLargestCell(long[] signatures) {
    Map<Long, Integer> counts = new HashMap<>();
    int largest = 1;
    for (long signature : signatures) {
      largest = Math.max(largest, counts.merge(signature, 1, Integer::sum));
    }
    for (int i = 0; i < signatures.length && largest > 1; i++) {
      if (counts.getOrDefault(signatures[i], 0) == largest) {
        return i;
      }
    }
    return -1;
  }
}
