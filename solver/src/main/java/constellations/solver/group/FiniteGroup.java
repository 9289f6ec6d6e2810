package constellations.solver.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A finite group of moderate order by its table of products. Elements are numbered from 0, which is
 * the identity.
 */
public final class FiniteGroup {
  /** So many subgroups are enough to choose stabilisers from. */
  static final int MOST_SUBGROUPS = 200;

  private final String name;
  private final int[][] products;
  private final int[] inverses;

  /** An element that commutes with all and shall act as -1, or -1 when there is none. */
  private final int antipode;

  private List<int[]> permutations = List.of();
  private List<Subgroup> subgroups;

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
    // Each element but the first is an earlier one times a generator.
    List<int[]> origins = new ArrayList<>(List.of(new int[0]));
    List<int[]> timesGenerator = new ArrayList<>();
    for (int at = 0; at < elements.size(); at++) {
      int[] images = new int[generators.size()];
      for (int k = 0; k < images.length; k++) {
        int[] product = compose(elements.get(at), generators.get(k));
        Integer known = numbers.putIfAbsent(boxed(product), elements.size());
        images[k] = known == null ? elements.size() : known;
        if (known == null) {
          elements.add(product);
          origins.add(new int[] {at, k});
          if (elements.size() > mostElements) {
            return Optional.empty();
          }
        }
      }
      timesGenerator.add(images);
    }
    int order = elements.size();
    int[][] products = new int[order][order];
    for (int g = 0; g < order; g++) {
      products[g][0] = g;
      for (int h = 1; h < order; h++) {
        int[] origin = origins.get(h);
        products[g][h] = timesGenerator.get(products[g][origin[0]])[origin[1]];
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

  /** One element of each class of conjugates. */
  int[] conjugacyClasses() {
    BitSet seen = new BitSet();
    List<Integer> representatives = new ArrayList<>();
    for (int g = 0; g < order(); g++) {
      if (!seen.get(g)) {
        representatives.add(g);
        for (int h = 0; h < order(); h++) {
          seen.set(products[products[h][g]][inverses[h]]);
        }
      }
    }
    return representatives.stream().mapToInt(g -> g).toArray();
  }

  /** The elements of the subgroup that some elements generate, in increasing order. */
  public int[] generated(int... generators) {
    BitSet seen = bits(new int[] {0});
    int[] queue = new int[order()];
    int end = 1;
    for (int at = 0; at < end; at++) {
      for (int generator : generators) {
        int product = products[queue[at]][generator];
        if (!seen.get(product)) {
          seen.set(product);
          queue[end++] = product;
        }
      }
    }
    return seen.stream().toArray();
  }

  /**
   * A subgroup that stands for its class of conjugates.
   *
   * @param elements in increasing order
   * @param above the numbers, in the list of all, of the classes of subgroups that this one and one
   *     more element generate
   */
  public record Subgroup(int[] elements, List<Integer> above) {
    /** The number of elements. */
    public int order() {
      return elements.length;
    }
  }

  /**
   * The subgroups up to conjugation, by increasing order: candidates for the stabiliser of a point.
   * All of them where there are at most {@link #MOST_SUBGROUPS}; otherwise so many, those with few
   * generators, and the group itself.
   */
  public synchronized List<Subgroup> subgroups() {
    if (subgroups == null) {
      Map<BitSet, Integer> classes = new HashMap<>();
      List<int[]> generators = new ArrayList<>();
      List<int[]> found = new ArrayList<>();
      List<Set<Integer>> above = new ArrayList<>();
      // A subgroup is a smaller one with one more element.
      number(new int[0], classes, generators, found);
      for (int at = 0; at < found.size(); at++) {
        above.add(new TreeSet<>());
        int[] smaller = generators.get(at);
        for (int g = 1; g < order(); g++) {
          if (Arrays.binarySearch(found.get(at), g) < 0) {
            int[] more = Arrays.copyOf(smaller, smaller.length + 1);
            more[smaller.length] = g;
            number(more, classes, generators, found).ifPresent(above.get(at)::add);
          }
        }
      }
      number(IntStream.range(0, order()).toArray(), classes, generators, found);
      if (above.size() < found.size()) {
        above.add(Set.of());
      }
      List<Integer> bySize =
          IntStream.range(0, found.size())
              .boxed()
              .sorted(Comparator.comparingInt(c -> found.get(c).length))
              .toList();
      subgroups =
          bySize.stream()
              .map(
                  c ->
                      new Subgroup(
                          found.get(c), above.get(c).stream().map(bySize::indexOf).toList()))
              .toList();
    }
    return subgroups;
  }

  /** The number of the class of what some elements generate, if it is known or there is room. */
  private Optional<Integer> number(
      int[] generating, Map<BitSet, Integer> classes, List<int[]> generators, List<int[]> found) {
    int[] subgroup = generated(generating);
    Integer known = classes.get(bits(subgroup));
    if (known != null || (found.size() >= MOST_SUBGROUPS && subgroup.length < order())) {
      return Optional.ofNullable(known);
    }
    int number = found.size();
    for (int g = 0; g < order(); g++) {
      BitSet conjugate = new BitSet();
      for (int h : subgroup) {
        conjugate.set(products[products[g][h]][inverses[g]]);
      }
      classes.put(conjugate, number);
    }
    generators.add(generating);
    found.add(subgroup);
    return Optional.of(number);
  }

  private static BitSet bits(int[] elements) {
    BitSet bits = new BitSet();
    for (int g : elements) {
      bits.set(g);
    }
    return bits;
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
