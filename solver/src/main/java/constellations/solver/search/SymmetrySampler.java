package constellations.solver.search;

import constellations.solver.group.Characters;
import constellations.solver.group.FiniteGroup;
import constellations.solver.group.FiniteGroup.Subgroup;
import constellations.solver.group.Groups;
import constellations.solver.group.Irreducible;
import constellations.solver.search.objective.SymmetricCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws kinds of symmetric codes of N points in R^d: a group, a part of a permutation
 * representation or few irreducible ones used again and again, and orbits whose sizes add up to N.
 */
final class SymmetrySampler {
  /** How often a representation is drawn for a group. */
  private static final int FAITHFUL_ATTEMPTS = 20;

  /** How often orbits are drawn for one representation. */
  private static final int ORBIT_ATTEMPTS = 50;

  /** How many numbers of points are tried for one representation, if there are several. */
  private static final int NUMBERS = 4;

  /** How often orbits are drawn first, and then a representation for them. */
  private static final int PERMUTATION_ATTEMPTS = 20;

  /** The trivial representation comes so often at most in such a space. */
  private static final int MOST_TRIVIAL = 6;

  /** The share of kinds whose space is a part of a permutation representation. */
  private static final double PERMUTATIONS = 0.5;

  /** The share of kinds with holes. */
  private static final double HOLES = 0.25;

  /** At most this part of the points is put into holes. */
  private static final int LEAST_CORE = 4;

  private final int dimension;
  private final int points;
  private final int most;
  private final boolean holes;

  /**
   * Prepares.
   *
   * @param points the least number of points of a kind
   * @param most the largest one; of several, kinds with few orbits are preferred half of the time
   * @param holes whether some kinds are of fewer points and holes for the others
   */
  SymmetrySampler(int dimension, int points, int most, boolean holes) {
    this.dimension = dimension;
    this.points = points;
    this.most = most;
    // A core has two points at least.
    this.holes = holes && points > 3;
  }

  /** The same group, and either another representation or other orbits. */
  Optional<SymmetricCode> mutate(UniformRandomProvider random, SymmetricCode code) {
    if (Groups.natural(code.group()).isPresent() || random.nextBoolean()) {
      return withRepresentation(random, code.group(), code.summands());
    }
    FiniteGroup group = Groups.named(code.group());
    List<Irreducible> all = Groups.irreducibles(group);
    List<Integer> usable = Groups.characters(group).usable();
    List<Integer> summands = new ArrayList<>(code.summands());
    int removed = summands.remove(random.nextInt(summands.size()));
    return filled(random, all, usable, usable, all.get(removed).degree(), summands)
        ? withRepresentation(random, code.group(), summands)
        : Optional.empty();
  }

  /** A kind with this group, if one is found. */
  Optional<SymmetricCode> withGroup(UniformRandomProvider random, String name) {
    Optional<List<Integer>> natural = Groups.natural(name);
    if (natural.isPresent()) {
      return withRepresentation(random, name, natural.get());
    }
    FiniteGroup group = Groups.named(name);
    return random.nextDouble() < PERMUTATIONS
        ? ofPermutations(random, group)
        : ofFew(random, group);
  }

  /**
   * A kind in a space that is a part of the permutation representation on its points, which every
   * code with that symmetry spans. Most constituents come once.
   */
  private Optional<SymmetricCode> ofPermutations(UniformRandomProvider random, FiniteGroup group) {
    List<Irreducible> all = Groups.irreducibles(group);
    Characters characters = Groups.characters(group);
    int[] any = new int[group.subgroups().size()];
    Arrays.fill(any, dimension);
    for (int attempt = 0; attempt < PERMUTATION_ATTEMPTS; attempt++) {
      Optional<List<Integer>> orbits = orbits(random, group, any, points, most);
      if (orbits.isEmpty()) {
        return Optional.empty();
      }
      int[] multiplicities = multiplicities(random, characters, all, orbits.get());
      Optional<List<Integer>> summands = constituents(random, all, multiplicities);
      if (summands.isPresent() && characters.isFaithful(summands.get())) {
        int[] fixed = fixedDimensions(group, summands.get());
        if (orbits.get().stream().allMatch(s -> fixed[s] > 0)) {
          return holes && random.nextDouble() < HOLES
              ? withHoles(random, group, summands.get(), fixed)
              : Optional.of(new SymmetricCode(group.name(), summands.get(), orbits.get(), 0));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * How often each representation may come at most: as often as on the points, but no more often
   * than fills the space, mostly, and the trivial one a few times.
   */
  private int[] multiplicities(
      UniformRandomProvider random,
      Characters characters,
      List<Irreducible> all,
      List<Integer> orbits) {
    int[] times = new int[all.size()];
    for (int i : characters.usable()) {
      times[i] = orbits.stream().mapToInt(s -> characters.multiplicity(s, i)).sum();
    }
    int trivial = Math.min(MOST_TRIVIAL, (int) (-1.5 * Math.log(random.nextDouble())));
    times[0] = Math.min(times[0], trivial);
    int often = 0;
    int filled = 0;
    while (filled < dimension && often < dimension) {
      often++;
      filled = times[0];
      for (int i = 1; i < times.length; i++) {
        filled += Math.min(times[i], often) * all.get(i).degree();
      }
    }
    double choice = random.nextDouble();
    int limit = often + (choice < 0.7 ? 0 : choice < 0.9 ? 1 : 2);
    for (int i = 1; i < times.length; i++) {
      times[i] = Math.min(times[i], limit);
    }
    return times;
  }

  /** Constituents of this dimension together, each choice of multiplicities equally likely. */
  private Optional<List<Integer>> constituents(
      UniformRandomProvider random, List<Irreducible> all, int[] multiplicities) {
    // ways[i][n]: of dimension n by the first i.
    double[][] ways = new double[all.size() + 1][dimension + 1];
    ways[0][0] = 1;
    for (int i = 0; i < all.size(); i++) {
      for (int n = 0; n <= dimension; n++) {
        for (int m = 0; m <= multiplicities[i] && m * all.get(i).degree() <= n; m++) {
          ways[i + 1][n] += ways[i][n - m * all.get(i).degree()];
        }
      }
    }
    if (ways[all.size()][dimension] == 0) {
      return Optional.empty();
    }
    List<Integer> summands = new ArrayList<>();
    int left = dimension;
    for (int i = all.size() - 1; i >= 0; i--) {
      double rest = ways[i + 1][left] * random.nextDouble();
      int m = 0;
      while (m < multiplicities[i]
          && (m + 1) * all.get(i).degree() <= left
          && rest >= ways[i][left - m * all.get(i).degree()]) {
        rest -= ways[i][left - m * all.get(i).degree()];
        m++;
      }
      for (int copy = 0; copy < m; copy++) {
        summands.add(i);
      }
      left -= m * all.get(i).degree();
    }
    summands.sort(Comparator.naturalOrder());
    return left == 0 ? Optional.of(summands) : Optional.empty();
  }

  /** A kind in a space that few irreducible representations, used again and again, make up. */
  private Optional<SymmetricCode> ofFew(UniformRandomProvider random, FiniteGroup group) {
    List<Irreducible> all = Groups.irreducibles(group);
    Characters characters = Groups.characters(group);
    List<Integer> usable = characters.usable();
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
          && characters.isFaithful(summands)) {
        return withRepresentation(random, group.name(), summands);
      }
    }
    return Optional.empty();
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
    int[] fixed = fixedDimensions(group, summands);
    if (holes && random.nextDouble() < HOLES) {
      return withHoles(random, group, summands, fixed);
    }
    int numbers = most > points && random.nextBoolean() ? NUMBERS : 1;
    return IntStream.range(0, numbers)
        .mapToObj(i -> orbits(random, group, fixed, points, most))
        .flatMap(Optional::stream)
        .min(Comparator.comparingInt(List::size))
        .map(stabilisers -> new SymmetricCode(name, summands, stabilisers, 0));
  }

  /** Fewer points with this group and representation, and an orbit of holes for the others. */
  private Optional<SymmetricCode> withHoles(
      UniformRandomProvider random, FiniteGroup group, List<Integer> summands, int[] fixed) {
    int least = points - Math.max(2, points / LEAST_CORE);
    Optional<List<Integer>> core = orbits(random, group, fixed, least, points - 1);
    if (core.isEmpty()) {
      return Optional.empty();
    }
    int missing = points - new SymmetricCode(group.name(), summands, core.get(), 0).points();
    List<Subgroup> subgroups = group.subgroups();
    List<Integer> fitting =
        IntStream.range(0, fixed.length)
            .filter(
                s -> {
                  int size = group.order() / subgroups.get(s).order();
                  boolean free = fixed[s] > 1 || (fixed[s] == 1 && !core.get().contains(s));
                  return free && size >= missing && size <= Math.max(2 * most, missing);
                })
            .boxed()
            .toList();
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> stabilisers = new ArrayList<>(core.get());
    stabilisers.add(fitting.get(random.nextInt(fitting.size())));
    return Optional.of(new SymmetricCode(group.name(), summands, stabilisers, 1));
  }

  /**
   * For each class of subgroups the dimension of the space that it fixes, 0 if a larger one fixes
   * the same: then it is the stabiliser of no point.
   */
  static int[] fixedDimensions(FiniteGroup group, List<Integer> summands) {
    Characters characters = Groups.characters(group);
    List<Subgroup> subgroups = group.subgroups();
    int[] all = new int[subgroups.size()];
    for (int s = 0; s < all.length; s++) {
      for (int i : summands) {
        all[s] += characters.fixed(s, i);
      }
    }
    int[] fixed = new int[all.length];
    for (int s = 0; s < fixed.length; s++) {
      int dimension = all[s];
      boolean stabiliser = subgroups.get(s).above().stream().allMatch(t -> all[t] < dimension);
      fixed[s] = stabiliser ? dimension : 0;
    }
    return fixed;
  }

  /** The stabilisers of orbits of least to largest points together, if they are found. */
  private Optional<List<Integer>> orbits(
      UniformRandomProvider random, FiniteGroup group, int[] fixed, int least, int largest) {
    List<Subgroup> subgroups = group.subgroups();
    for (int attempt = 0; attempt < ORBIT_ATTEMPTS; attempt++) {
      int[] uses = new int[fixed.length];
      List<Integer> stabilisers = new ArrayList<>();
      int rest = largest;
      int surplus = random.nextInt(largest - least + 1);
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
