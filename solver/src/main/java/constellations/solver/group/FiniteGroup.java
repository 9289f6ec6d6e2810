package constellations.solver.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A finite group of moderate order by its table of products. Elements are numbered from 0, which is
 * the identity.
 */
public final class FiniteGroup {
  private final String name;
  private final int[][] products;
  private final int[] inverses;

  /** An element that commutes with all and shall act as -1, or -1 when there is none. */
  private final int antipode;

  private List<int[]> permutations = List.of();
  private List<int[]> subgroups;

  private FiniteGroup(String name, int[][] products, int antipode) {
    this.name = name;
    this.products = products;
    this.antipode = antipode;
    inverses = new int[products.length];
    for (int g = 0; g < products.length; g++) {
      for (int h = 0; h < products.length; h++) {
        if (products[g][h] == 0) {
          inverses[g] = h;
        }
      }
    }
  }

  /** The cyclic group of order n. */
  public static FiniteGroup cyclic(int n) {
    return metacyclic(n, 1, 1).named("C" + n);
  }

  /**
   * Pairs (a, b) of residues modulo n and m with (a,b)(c,e) = (a + k^b c, b + e).
   *
   * @param k with k^m = 1 modulo n
   */
  public static FiniteGroup metacyclic(int n, int m, int k) {
    int[] powers = new int[m];
    powers[0] = 1 % n;
    for (int b = 1; b < m; b++) {
      powers[b] = (int) ((long) powers[b - 1] * k % n);
    }
    if ((long) powers[m - 1] * k % n != 1 % n) {
      throw new IllegalArgumentException(k + "^" + m + " is not 1 modulo " + n);
    }
    int[][] products = new int[n * m][n * m];
    for (int g = 0; g < n * m; g++) {
      for (int h = 0; h < n * m; h++) {
        int b = g / n;
        products[g][h] = (g + powers[b] * (h % n)) % n + (b + h / n) % m * n;
      }
    }
    return new FiniteGroup(n + ":" + m + "(" + k + ")", products, -1);
  }

  /** The direct product. */
  public FiniteGroup times(FiniteGroup other) {
    int n = order();
    int[][] table = new int[n * other.order()][n * other.order()];
    for (int g = 0; g < table.length; g++) {
      for (int h = 0; h < table.length; h++) {
        table[g][h] = products[g % n][h % n] + n * other.products[g / n][h / n];
      }
    }
    return new FiniteGroup(name + "x" + other.name, table, -1);
  }

  /** The direct product with a group of order 2 whose other element shall act as -1. */
  public FiniteGroup withAntipode() {
    FiniteGroup doubled = times(cyclic(2));
    return new FiniteGroup(name + "x-1", doubled.products, order());
  }

  /** The group that permutations generate, or nothing when it has more elements than allowed. */
  public static Optional<FiniteGroup> ofPermutations(
      String name, List<int[]> generators, int mostElements) {
    int degree = generators.get(0).length;
    int[] identity = new int[degree];
    Arrays.setAll(identity, i -> i);
    List<int[]> elements = new ArrayList<>(List.of(identity));
    Map<List<Integer>, Integer> numbers = new HashMap<>(Map.of(boxed(identity), 0));
    for (int at = 0; at < elements.size(); at++) {
      for (int[] generator : generators) {
        int[] product = compose(elements.get(at), generator);
        if (numbers.putIfAbsent(boxed(product), elements.size()) == null) {
          elements.add(product);
          if (elements.size() > mostElements) {
            return Optional.empty();
          }
        }
      }
    }
    int order = elements.size();
    int[][] products = new int[order][order];
    for (int g = 0; g < order; g++) {
      for (int h = 0; h < order; h++) {
        products[g][h] = numbers.get(boxed(compose(elements.get(g), elements.get(h))));
      }
    }
    FiniteGroup group = new FiniteGroup(name, products, -1);
    group.permutations = elements;
    return Optional.of(group);
  }

  /** The permutation that element g was made from, for a group of permutations. */
  int[] permutation(int g) {
    return permutations.get(g);
  }

  static int[] compose(int[] f, int[] g) {
    int[] product = new int[f.length];
    Arrays.setAll(product, i -> f[g[i]]);
    return product;
  }

  private static List<Integer> boxed(int[] permutation) {
    return Arrays.stream(permutation).boxed().toList();
  }

  private FiniteGroup named(String other) {
    return new FiniteGroup(other, products, antipode);
  }

  /** A name from which {@link Groups#named} makes the group again. */
  public String name() {
    return name;
  }

  /** The number of elements. */
  public int order() {
    return products.length;
  }

  /** The product gh. */
  public int product(int g, int h) {
    return products[g][h];
  }

  /** The inverse of g. */
  public int inverse(int g) {
    return inverses[g];
  }

  /** The element that shall act as -1, if any. */
  public Optional<Integer> antipode() {
    return antipode < 0 ? Optional.empty() : Optional.of(antipode);
  }

  /** The elements of the subgroup that some elements generate, in increasing order. */
  public int[] generated(int... generators) {
    TreeSet<Integer> found = new TreeSet<>(List.of(0));
    List<Integer> queue = new ArrayList<>(found);
    for (int at = 0; at < queue.size(); at++) {
      for (int generator : generators) {
        int product = products[queue.get(at)][generator];
        if (found.add(product)) {
          queue.add(product);
        }
      }
    }
    return found.stream().mapToInt(g -> g).toArray();
  }

  /**
   * Candidates for the stabiliser of a point, up to conjugation: the trivial group, the cyclic
   * subgroups, those with two generators where the group is small enough to look for them, and the
   * group itself; by increasing order.
   */
  public synchronized List<int[]> subgroups() {
    if (subgroups == null) {
      Map<List<Integer>, int[]> classes = new LinkedHashMap<>();
      add(classes, new int[] {0});
      List<int[]> cyclic = new ArrayList<>();
      for (int g = 1; g < order(); g++) {
        int[] generated = generated(g);
        if (add(classes, generated)) {
          cyclic.add(new int[] {g});
        }
      }
      if (order() <= MOST_FOR_PAIRS) {
        for (int[] first : cyclic) {
          for (int g = 1; g < order(); g++) {
            add(classes, generated(first[0], g));
          }
        }
      }
      int[] all = new int[order()];
      Arrays.setAll(all, g -> g);
      add(classes, all);
      List<int[]> found = new ArrayList<>(classes.values());
      found.sort(Comparator.comparingInt(h -> h.length));
      subgroups = List.copyOf(found);
    }
    return subgroups;
  }

  private static final int MOST_FOR_PAIRS = 64;

  /** Adds a subgroup under the least of its conjugates; false when it is there. */
  private boolean add(Map<List<Integer>, int[]> classes, int[] subgroup) {
    if (classes.containsKey(boxed(subgroup))) {
      return false;
    }
    for (int g = 0; g < order(); g++) {
      int[] conjugate = new int[subgroup.length];
      for (int i = 0; i < subgroup.length; i++) {
        conjugate[i] = products[products[g][subgroup[i]]][inverses[g]];
      }
      Arrays.sort(conjugate);
      if (classes.containsKey(boxed(conjugate))) {
        return false;
      }
    }
    classes.put(boxed(subgroup), subgroup);
    return true;
  }

  /** One element of each left coset g H, the identity first. */
  public int[] cosets(int[] subgroup) {
    boolean[] seen = new boolean[order()];
    List<Integer> representatives = new ArrayList<>();
    for (int g = 0; g < order(); g++) {
      if (!seen[g]) {
        representatives.add(g);
        for (int h : subgroup) {
          seen[products[g][h]] = true;
        }
      }
    }
    return representatives.stream().mapToInt(g -> g).toArray();
  }
}
