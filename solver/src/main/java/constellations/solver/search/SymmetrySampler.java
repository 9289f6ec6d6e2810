package constellations.solver.search;

import constellations.solver.group.FiniteGroup;
import constellations.solver.group.FiniteGroup.Subgroup;
import constellations.solver.group.Groups;
import constellations.solver.group.Irreducible;
import constellations.solver.group.RandomGroups;
import constellations.solver.group.Representation;
import constellations.solver.search.objective.SymmetricCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws kinds of symmetric codes of N points in R^d: a group, few of its irreducible
 * representations used again and again, and orbits whose sizes add up to N.
 */
final class SymmetrySampler {
  private static final int ATTEMPTS = 60;
  private static final double FEW_ORBITS = 8;

  /** How often a kind with a group is sought: few large orbits rarely have the right sum. */
  private static final int GROUP_ATTEMPTS = 8;

  /** How often a representation is drawn for a group. */
  private static final int FAITHFUL_ATTEMPTS = 20;

  /** How often orbits are drawn for one representation. */
  private static final int ORBIT_ATTEMPTS = 50;

  /** How many numbers of points are tried for one representation, if there are several. */
  private static final int NUMBERS = 4;

  private final int dimension;
  private final int points;
  private final int most;

  /**
   * Prepares.
   *
   * @param points the least number of points of a kind
   * @param most the largest one; of several, kinds with few orbits are preferred half of the time
   */
  SymmetrySampler(int dimension, int points, int most) {
    this.dimension = dimension;
    this.points = points;
    this.most = most;
  }

  /**
   * A fresh kind; rarely nothing.
   *
   * @param groups draws the group; given the same again, another kind with the same group is likely
   */
  Optional<SymmetricCode> sample(UniformRandomProvider groups, UniformRandomProvider random) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String group = RandomGroups.random(groups, 2 * most);
      Optional<SymmetricCode> found =
          Stream.generate(() -> withGroup(random, group))
              .limit(GROUP_ATTEMPTS)
              .flatMap(Optional::stream)
              .findFirst();
      // Kinds with many orbits take long; together they get no more time than others.
      if (found.isPresent()
          && random.nextDouble() * found.get().stabilisers().size() < FEW_ORBITS) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The same group, and either another representation or other orbits. */
  Optional<SymmetricCode> mutate(UniformRandomProvider random, SymmetricCode code) {
    if (Groups.natural(code.group()).isPresent() || random.nextBoolean()) {
      return withRepresentation(random, code.group(), code.summands());
    }
    FiniteGroup group = Groups.named(code.group());
    List<Irreducible> all = Groups.irreducibles(group);
    List<Integer> usable = usable(group, all);
    List<Integer> summands = new ArrayList<>(code.summands());
    int removed = summands.remove(random.nextInt(summands.size()));
    return filled(random, all, usable, usable, all.get(removed).degree(), summands)
        ? withRepresentation(random, code.group(), summands)
        : Optional.empty();
  }

  /** The numbers of the irreducible representations in which the antipode, if any, acts as -1. */
  private static List<Integer> usable(FiniteGroup group, List<Irreducible> all) {
    return IntStream.range(0, all.size())
        .filter(i -> group.antipode().map(z -> all.get(i).matrices()[z][0] < 0).orElse(true))
        .boxed()
        .toList();
  }

  /** A kind with this group, if one is found. */
  Optional<SymmetricCode> withGroup(UniformRandomProvider random, String name) {
    Optional<List<Integer>> natural = Groups.natural(name);
    if (natural.isPresent()) {
      return withRepresentation(random, name, natural.get());
    }
    FiniteGroup group = Groups.named(name);
    List<Irreducible> all = Groups.irreducibles(group);
    List<Integer> usable = usable(group, all);
    for (int attempt = 0; attempt < FAITHFUL_ATTEMPTS; attempt++) {
      int kinds = 1 + random.nextInt(3);
      List<Integer> palette = new ArrayList<>();
      for (int i = 0; i < kinds; i++) {
        int chosen = usable.get(random.nextInt(usable.size()));
        // The trivial representation is for what is left over.
        if (all.get(chosen).degree() <= dimension && chosen > 0) {
          palette.add(chosen);
        }
      }
      List<Integer> summands = new ArrayList<>();
      if (filled(random, all, palette, usable, dimension, summands)
          && faithful(group, all, summands)) {
        return withRepresentation(random, name, summands);
      }
    }
    return Optional.empty();
  }

  /** Whether only the unit acts as the identity; otherwise the symmetry is that of a quotient. */
  private static boolean faithful(
      FiniteGroup group, List<Irreducible> all, List<Integer> summands) {
    double[] trace = new double[group.order()];
    double degree = 0;
    for (int summand : summands) {
      double[] character = all.get(summand).character();
      for (int g = 0; g < trace.length; g++) {
        trace[g] += character[g];
      }
      degree += all.get(summand).degree();
    }
    double full = degree - 0.001;
    return java.util.Arrays.stream(trace).filter(t -> t > full).count() == 1;
  }

  /**
   * Adds random summands until a dimension is filled, from the palette where one fits; false when
   * nothing fits.
   */
  private static boolean filled(
      UniformRandomProvider random,
      List<Irreducible> all,
      List<Integer> palette,
      List<Integer> usable,
      int dimension,
      List<Integer> summands) {
    int rest = dimension;
    while (rest > 0) {
      int left = rest;
      List<Integer> fitting = palette.stream().filter(i -> all.get(i).degree() <= left).toList();
      if (fitting.isEmpty()) {
        fitting = usable.stream().filter(i -> all.get(i).degree() <= left).toList();
      }
      if (fitting.isEmpty()) {
        return false;
      }
      int chosen = fitting.get(random.nextInt(fitting.size()));
      summands.add(chosen);
      rest -= all.get(chosen).degree();
    }
    summands.sort(Comparator.naturalOrder());
    return true;
  }

  /** A kind with this group and representation, if one is found. */
  Optional<SymmetricCode> withRepresentation(
      UniformRandomProvider random, String name, List<Integer> summands) {
    FiniteGroup group = Groups.named(name);
    Representation representation = new SymmetricCode(name, summands, List.of()).representation();
    int[] fixed = fixedDimensions(group, representation);
    int numbers = most > points && random.nextBoolean() ? NUMBERS : 1;
    return IntStream.range(0, numbers)
        .mapToObj(i -> orbits(random, group, fixed))
        .flatMap(Optional::stream)
        .min(Comparator.comparingInt(List::size))
        .map(stabilisers -> new SymmetricCode(name, summands, stabilisers));
  }

  /**
   * For each class of subgroups the dimension of the space that it fixes, 0 if a larger one fixes
   * the same: then it is the stabiliser of no point.
   */
  static int[] fixedDimensions(FiniteGroup group, Representation representation) {
    List<Subgroup> subgroups = group.subgroups();
    int[] fixed = new int[subgroups.size()];
    int[] all =
        subgroups.stream().mapToInt(s -> representation.fixedDimension(s.elements())).toArray();
    for (int s = 0; s < fixed.length; s++) {
      int dimension = all[s];
      boolean stabiliser = subgroups.get(s).above().stream().allMatch(t -> all[t] < dimension);
      fixed[s] = stabiliser ? dimension : 0;
    }
    return fixed;
  }

  /** The stabilisers of orbits that have a right number of points together, if they are found. */
  private Optional<List<Integer>> orbits(
      UniformRandomProvider random, FiniteGroup group, int[] fixed) {
    List<Subgroup> subgroups = group.subgroups();
    for (int attempt = 0; attempt < ORBIT_ATTEMPTS; attempt++) {
      int[] uses = new int[fixed.length];
      List<Integer> stabilisers = new ArrayList<>();
      int rest = most;
      int surplus = random.nextInt(most - points + 1);
      while (rest > surplus) {
        List<Integer> fitting = new ArrayList<>();
        for (int s = 0; s < fixed.length; s++) {
          int size = group.order() / subgroups.get(s).order();
          // A line holds two points at most.
          if (size <= rest && fixed[s] > 0 && (fixed[s] > 1 || uses[s] < 2)) {
            fitting.add(s);
          }
        }
        if (fitting.isEmpty()) {
          break;
        }
        int chosen = drawn(random, fitting, subgroups);
        stabilisers.add(chosen);
        uses[chosen]++;
        rest -= group.order() / subgroups.get(chosen).order();
      }
      if (rest <= surplus) {
        stabilisers.sort(Comparator.naturalOrder());
        return Optional.of(stabilisers);
      }
    }
    return Optional.empty();
  }

  /** The subgroups come by increasing order: the largest orbit that fits, or a large one. */
  private static int drawn(
      UniformRandomProvider random, List<Integer> fitting, List<Subgroup> subgroups) {
    if (random.nextDouble() < 0.6) {
      return fitting.get(0);
    }
    double total = 0;
    for (int s : fitting) {
      total += 1.0 / subgroups.get(s).order();
    }
    double rest = total * random.nextDouble();
    for (int s : fitting) {
      rest -= 1.0 / subgroups.get(s).order();
      if (rest < 0) {
        return s;
      }
    }
    return fitting.get(0);
  }
}
