package constellations.solver.group;

import constellations.verify.exact.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Groups by name, with their irreducible representations.
 *
 * <p>A name is a product of factors joined by {@code x}: {@code C6} (cyclic), {@code 7:3(2)} (7:3
 * with 3 acting as multiplication by 2), {@code D5} (dihedral of order 10), {@code S4}, {@code A5}
 * (symmetric and alternating), {@code L2(7) PGL(2,7) Q8 SL(2,3) SL(2,5) He3 He3:2 3^2:Q8
 * 3^2:SL(2,3)}, {@code 2^4:5} (a field under addition with multiplications by a subgroup of that
 * order), {@code 2^3:7:3} (with so many of its automorphisms), {@code D3wrC2} (wreath products of
 * groups C, D, A and S: a copy of the first for each of the points that the second permutes), and
 * at the end {@code x-1} for the antipode.
 */
public final class Groups {
  /** Larger groups are not made; with the antipode twice as many. */
  public static final int MOST_ELEMENTS = 360;

  private static final Pattern CYCLIC = Pattern.compile("C(\\d{1,3})");
  private static final Pattern DIHEDRAL = Pattern.compile("D(\\d{1,3})");
  private static final Pattern METACYCLIC =
      Pattern.compile("(\\d{1,3}):(\\d{1,3})\\((\\d{1,3})\\)");
  private static final Pattern MOVING = Pattern.compile("([AS])(\\d{1,2})");
  private static final Pattern WREATH = Pattern.compile("([CDAS])(\\d{1,2})wr([CDAS])(\\d{1,2})");
  private static final Pattern AFFINE = Pattern.compile("(\\d)\\^(\\d):(\\d{1,2})(?::(\\d))?");

  private static final Map<String, FiniteGroup> GROUPS = new ConcurrentHashMap<>();
  private static final Map<String, List<Irreducible>> IRREDUCIBLES = new ConcurrentHashMap<>();
  private static final Map<String, Characters> CHARACTERS = new ConcurrentHashMap<>();

  /** So many groups stay in memory. */
  private static final int MOST_KEPT = 400;

  private static final Map<String, FiniteGroup> DEFINED = new ConcurrentHashMap<>();
  private static final Map<String, List<Integer>> NATURAL = new ConcurrentHashMap<>();

  /** Coefficients of x^e in terms of lower powers for a primitive polynomial over F_p. */
  private static final Map<String, int[]> PRIMITIVE =
      Map.of(
          "2^2", new int[] {1, 1},
          "2^3", new int[] {1, 1, 0},
          "2^4", new int[] {1, 1, 0, 0},
          "2^5", new int[] {1, 0, 1, 0, 0},
          "3^2", new int[] {1, 1},
          "3^3", new int[] {2, 1, 0},
          "5^2", new int[] {3, 4});

  private static final List<int[]> QUATERNIONS =
      List.of(new int[] {0, 2, 1, 0}, new int[] {1, 1, 1, 2});
  private static final List<int[]> TRANSVECTIONS =
      List.of(new int[] {1, 1, 0, 1}, new int[] {1, 0, 1, 1});
  private static final List<int[]> HEISENBERG =
      List.of(
          new int[] {1, 2, 0, 4, 5, 3, 7, 8, 6},
          new int[] {0, 4, 8, 3, 7, 2, 6, 1, 5},
          new int[] {0, 2, 1, 3, 5, 4, 6, 8, 7});

  private Groups() {}

  /** The group of a name. */
  public static FiniteGroup named(String name) {
    FiniteGroup defined = DEFINED.get(name);
    if (defined != null) {
      return defined;
    }
    if (GROUPS.size() > MOST_KEPT) {
      GROUPS.keySet().removeIf(n -> !RandomGroups.CATALOGUE.contains(n));
      IRREDUCIBLES.keySet().retainAll(GROUPS.keySet());
      CHARACTERS.keySet().retainAll(GROUPS.keySet());
    }
    return GROUPS.computeIfAbsent(name, Groups::make);
  }

  /**
   * Makes a group of signed permutations known under a name.
   *
   * @throws BadInputException if it has more than {@link #MOST_ELEMENTS} elements
   */
  public static void define(String name, List<SignedPermutation> generators) {
    List<int[]> permutations = generators.stream().map(Groups::doubled).toList();
    FiniteGroup group =
        FiniteGroup.ofPermutations(name, permutations, MOST_ELEMENTS)
            .orElseThrow(() -> tooLarge(name, "more than " + MOST_ELEMENTS));
    DEFINED.put(name, group);
    IRREDUCIBLES.remove(name);
    CHARACTERS.remove(name);
    List<Irreducible> all = irreducibles(group);
    int coordinates = generators.get(0).targets().length;
    List<Integer> summands = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      double[] character = all.get(i).character();
      double product = 0;
      double square = 0;
      for (int g = 0; g < group.order(); g++) {
        int[] permutation = group.permutation(g);
        int trace = 0;
        for (int k = 0; k < coordinates; k++) {
          trace += permutation[k] == k ? 1 : permutation[k] == k + coordinates ? -1 : 0;
        }
        product += trace * character[g];
        square += character[g] * character[g];
      }
      for (long m = Math.round(product / square); m > 0; m--) {
        summands.add(i);
      }
    }
    NATURAL.put(name, List.copyOf(summands));
  }

  /** The permutation of the coordinate vectors and their negatives. */
  private static int[] doubled(SignedPermutation generator) {
    int n = generator.targets().length;
    int[] permutation = new int[2 * n];
    for (int k = 0; k < n; k++) {
      boolean plus = generator.signs()[k] > 0;
      permutation[k] = generator.targets()[k] + (plus ? 0 : n);
      permutation[k + n] = generator.targets()[k] + (plus ? n : 0);
    }
    return permutation;
  }

  /**
   * For a group made by {@link #define} the numbers of the irreducible representations that its
   * action on the coordinates is the sum of.
   */
  public static Optional<List<Integer>> natural(String name) {
    return Optional.ofNullable(NATURAL.get(name));
  }

  /** The characters of a group made by {@link #named}. */
  public static Characters characters(FiniteGroup group) {
    return CHARACTERS.computeIfAbsent(
        group.name(), name -> new Characters(group, irreducibles(group)));
  }

  /** The irreducible representations of a group made by {@link #named}. */
  public static List<Irreducible> irreducibles(FiniteGroup group) {
    return IRREDUCIBLES.computeIfAbsent(group.name(), n -> Irreducible.of(group));
  }

  private static FiniteGroup make(String name) {
    FiniteGroup product = null;
    boolean antipode = false;
    for (String factor : name.split("x")) {
      if (factor.equals("-1")) {
        antipode = true;
      } else {
        FiniteGroup group = factor(factor, name);
        long order = (product == null ? 1L : product.order()) * group.order();
        if (order > MOST_ELEMENTS) {
          throw tooLarge(name, order);
        }
        product = product == null ? group : product.times(group);
      }
    }
    if (product == null) {
      product = factor(antipode ? "C1" : "", name);
    }
    return antipode ? product.withAntipode() : product;
  }

  private static FiniteGroup factor(String factor, String name) {
    Matcher cyclic = CYCLIC.matcher(factor);
    if (cyclic.matches() && !cyclic.group(1).matches("0+")) {
      return FiniteGroup.cyclic(Integer.parseInt(cyclic.group(1)));
    }
    Matcher dihedral = DIHEDRAL.matcher(factor);
    if (dihedral.matches() && !dihedral.group(1).matches("0+")) {
      int n = Integer.parseInt(dihedral.group(1));
      return FiniteGroup.metacyclic(n, 2, Math.max(1, n - 1));
    }
    Matcher metacyclic = METACYCLIC.matcher(factor);
    if (metacyclic.matches()) {
      int n = Integer.parseInt(metacyclic.group(1));
      int m = Integer.parseInt(metacyclic.group(2));
      int k = Integer.parseInt(metacyclic.group(3));
      if (n > 0 && m > 0 && (long) n * m <= MOST_ELEMENTS && power(k, m, n) == 1 % n) {
        return FiniteGroup.metacyclic(n, m, k);
      }
    }
    Matcher moving = MOVING.matcher(factor);
    if (moving.matches()) {
      List<int[]> generators = moving(moving.group(1), Integer.parseInt(moving.group(2)));
      if (!generators.isEmpty()) {
        return permutations(factor, generators);
      }
    }
    Matcher wreath = WREATH.matcher(factor);
    if (wreath.matches()) {
      List<int[]> below = moving(wreath.group(1), Integer.parseInt(wreath.group(2)));
      List<int[]> above = moving(wreath.group(3), Integer.parseInt(wreath.group(4)));
      if (!below.isEmpty() && !above.isEmpty()) {
        return permutations(factor, wreath(below, above));
      }
    }
    Matcher affine = AFFINE.matcher(factor);
    if (affine.matches() && PRIMITIVE.containsKey(affine.group(1) + "^" + affine.group(2))) {
      int p = Integer.parseInt(affine.group(1));
      int e = Integer.parseInt(affine.group(2));
      int m = Integer.parseInt(affine.group(3));
      int k = affine.group(4) == null ? 1 : Integer.parseInt(affine.group(4));
      int units = (int) Math.round(Math.pow(p, e)) - 1;
      if (m > 0 && units % m == 0 && k > 0 && e % k == 0) {
        return permutations(factor, affine(p, e, units / m, e / k));
      }
    }
    return switch (factor) {
      case "L2(7)" ->
          permutations(
              factor, List.of(new int[] {1, 2, 3, 4, 5, 6, 0}, new int[] {0, 1, 4, 3, 2, 6, 5}));
      // x + 1, 3x and -1/x on the line over F_7 with 7 for infinity.
      case "PGL(2,7)" ->
          permutations(
              factor,
              List.of(
                  new int[] {1, 2, 3, 4, 5, 6, 0, 7},
                  new int[] {0, 3, 6, 2, 5, 1, 4, 7},
                  new int[] {7, 6, 3, 2, 5, 4, 1, 0}));
      case "Q8" -> permutations(factor, special(3, QUATERNIONS));
      case "SL(2,3)" -> permutations(factor, special(3, TRANSVECTIONS));
      case "3^2:Q8" -> permutations(factor, withTranslations(special(3, QUATERNIONS)));
      case "3^2:SL(2,3)" -> permutations(factor, withTranslations(special(3, TRANSVECTIONS)));
      // (x, y) to (x + 1, y) and (x, y + x), of order 27, and (-x, y).
      case "He3" -> permutations(factor, HEISENBERG.subList(0, 2));
      case "He3:2" -> permutations(factor, HEISENBERG);
      case "SL(2,5)" -> permutations(factor, special(5, TRANSVECTIONS));
      default ->
          throw BadInputException.argument(
              "group",
              name,
              "factors such as C6, D5, 7:3(2), S4, A5, 2^4:5, 2^3:7:3, D3wrC2, joined by x, then x-1");
    };
  }

  private static FiniteGroup permutations(String name, List<int[]> generators) {
    return FiniteGroup.ofPermutations(name, generators, MOST_ELEMENTS)
        .orElseThrow(() -> tooLarge(name, "more than " + MOST_ELEMENTS));
  }

  private static BadInputException tooLarge(String name, Object order) {
    return BadInputException.argument(
        "order of the group " + name, order, "at most " + MOST_ELEMENTS);
  }

  private static int[] cycle(int degree, int... points) {
    int[] permutation = new int[degree];
    Arrays.setAll(permutation, i -> i);
    for (int i = 0; i < points.length; i++) {
      permutation[points[i]] = points[(i + 1) % points.length];
    }
    return permutation;
  }

  /**
   * Generators of a cyclic, dihedral, alternating or symmetric group on n points; none for n < 2.
   */
  private static List<int[]> moving(String family, int n) {
    if (n < (family.equals("A") || family.equals("D") ? 3 : 2)) {
      return List.of();
    }
    int[] turn = cycle(n, IntStream.range(0, n).toArray());
    int[] mirror = new int[n];
    Arrays.setAll(mirror, i -> (n - i) % n);
    return switch (family) {
      case "C" -> List.of(turn);
      case "D" -> List.of(turn, mirror);
      case "S" -> List.of(turn, cycle(n, 0, 1));
      default -> IntStream.range(2, n).mapToObj(i -> cycle(n, 0, 1, i)).toList();
    };
  }

  /** The first group on the points of one block, and the second one on the blocks. */
  private static List<int[]> wreath(List<int[]> below, List<int[]> above) {
    int size = below.get(0).length;
    int blocks = above.get(0).length;
    List<int[]> generators = new ArrayList<>();
    for (int[] inside : below) {
      int[] permutation = new int[size * blocks];
      Arrays.setAll(permutation, i -> i < size ? inside[i] : i);
      generators.add(permutation);
    }
    for (int[] outside : above) {
      int[] permutation = new int[size * blocks];
      Arrays.setAll(permutation, i -> outside[i / size] * size + i % size);
      generators.add(permutation);
    }
    return generators;
  }

  /**
   * Translations of F_p^e, the given power of a matrix whose powers permute all but 0, and as many
   * times the automorphism x^p as given.
   */
  private static List<int[]> affine(int p, int e, int power, int frobenius) {
    int size = (int) Math.round(Math.pow(p, e));
    int[] recursion = PRIMITIVE.get(p + "^" + e);
    int[] multiply = new int[size];
    for (int v = 0; v < size; v++) {
      int top = v * p / size;
      int image = 0;
      int place = 1;
      int rest = v;
      int below = 0;
      for (int i = 0; i < e; i++) {
        image += (below + top * recursion[i]) % p * place;
        below = rest % p;
        rest /= p;
        place *= p;
      }
      multiply[v] = image;
    }
    int[] unit = multiply;
    for (int i = 1; i < power; i++) {
      unit = FiniteGroup.compose(multiply, unit);
    }
    List<Integer> powers = new ArrayList<>(List.of(1));
    while (powers.size() < size - 1) {
      powers.add(multiply[powers.get(powers.size() - 1)]);
    }
    int[] automorphism = new int[size];
    int exponent = (int) Math.round(Math.pow(p, frobenius));
    for (int i = 0; i < size - 1; i++) {
      automorphism[powers.get(i)] = powers.get(i * exponent % (size - 1));
    }
    List<int[]> generators = new ArrayList<>(List.of(unit, automorphism));
    generators.addAll(translations(p, e));
    return generators;
  }

  private static List<int[]> translations(int p, int e) {
    int size = (int) Math.round(Math.pow(p, e));
    List<int[]> generators = new ArrayList<>();
    for (int place = 1; place < size; place *= p) {
      int step = place;
      int[] shift = new int[size];
      Arrays.setAll(shift, v -> v / step % p == p - 1 ? v - step * (p - 1) : v + step);
      generators.add(shift);
    }
    return generators;
  }

  /** Matrices (a b; c d) over F_p as permutations of the vectors. */
  private static List<int[]> special(int p, List<int[]> matrices) {
    List<int[]> permutations = new ArrayList<>();
    for (int[] m : matrices) {
      int[] permutation = new int[p * p];
      for (int x = 0; x < p; x++) {
        for (int y = 0; y < p; y++) {
          permutation[x + p * y] = (m[0] * x + m[1] * y) % p + p * ((m[2] * x + m[3] * y) % p);
        }
      }
      permutations.add(permutation);
    }
    return permutations;
  }

  private static List<int[]> withTranslations(List<int[]> generators) {
    List<int[]> all = new ArrayList<>(generators);
    all.addAll(translations(3, 2));
    return all;
  }

  private static int power(int k, int m, int n) {
    long power = 1 % n;
    for (int i = 0; i < m; i++) {
      power = power * k % n;
    }
    return (int) power;
  }
}
