package constellations.solver.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.group.FiniteGroup;
import constellations.solver.group.Groups;
import constellations.solver.group.Irreducible;
import constellations.solver.group.RandomGroups;
import constellations.solver.group.Representation;
import constellations.solver.search.Known.Tried;
import constellations.solver.search.objective.OrbitObjective;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;
import constellations.solver.search.objective.SymmetricCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kinds are drawn, and which are kept. */
class SymmetricStartsTest {
  /** The generic point that a class of subgroups fixes has it as stabiliser, or is not wanted. */
  @ParameterizedTest
  @CsvSource({"S5,2", "S5,4", "L2(7),1", "A5,1", "2^3:7:3,3", "D6,5", "C2xC2xC2,3", "3^2:Q8,5"})
  void stabilisers(String name, int summand) {
    FiniteGroup group = Groups.named(name);
    Irreducible part = Groups.irreducibles(group).get(summand);
    Representation representation = new Representation(group, List.of(part, part));
    int d = representation.dimension();
    int[] fixed = SymmetrySampler.fixedDimensions(group, List.of(summand, summand));
    int wanted = 0;
    for (int s = 0; s < fixed.length; s++) {
      int[] subgroup = group.subgroups().get(s).elements();
      int dimension = 2 * Groups.characters(group).fixed(s, summand);
      double[] x = RandomStarts.sphere(RandomStarts.random(1, s), 1, d);
      x = mean(representation, subgroup, x);
      int stabiliser = 0;
      for (int g = 0; g < group.order(); g++) {
        double[] image = new double[d];
        representation.apply(g, x, 0, image, 0);
        double distance = 0;
        for (int k = 0; k < d; k++) {
          distance = Math.max(distance, Math.abs(image[k] - x[k]));
        }
        stabiliser += distance < 1e-9 ? 1 : 0;
      }
      boolean point = dimension > 0 && stabiliser == subgroup.length;
      assertEquals(point ? dimension : 0, fixed[s], name + " " + s);
      wanted += point ? 1 : 0;
    }
    assertTrue(wanted > 0);
  }

  @Property(tries = 300, seed = "1")
  @net.jqwik.api.Tag("long")
  void numbersOfPoints(
      @ForAll @IntRange(min = 2, max = 12) int dimension,
      @ForAll @IntRange(min = 2, max = 60) int least,
      @ForAll @IntRange(min = 0, max = 9) int more,
      @ForAll @IntRange(min = 0, max = 100000) int seed) {
    UniformRandomProvider random = RandomStarts.random(seed, 0);
    List<String> catalogue = RandomGroups.catalogue(random, 60);
    String name = random.nextBoolean() ? RandomGroups.random(random, 60) : catalogue.get(0);
    boolean holes = random.nextBoolean();
    Optional<SymmetricCode> drawn =
        new SymmetrySampler(dimension, least, least + more, holes).withGroup(random, name);
    Assume.that(drawn.isPresent());
    SymmetricCode code = drawn.get();
    int points = code.points();
    assertEquals(dimension, code.representation().dimension());
    if (code.holes() == 0) {
      assertTrue(points >= least && points <= least + more, points + " points");
    } else {
      assertTrue(holes);
      OrbitObjective space = new OrbitObjective(code, 1, 0);
      assertEquals(points, space.solidItems());
      assertTrue(points < least && space.items() >= least, "holes for all that are missing");
    }
  }

  /** Holes have no terms among them, and all others; those chosen are far from one another. */
  @Property(tries = 100, seed = "1")
  void holes(@ForAll @IntRange(min = 0, max = 100000) int seed) {
    UniformRandomProvider random = RandomStarts.random(seed, 1);
    int dimension = 4;
    int wanted = 20;
    SymmetrySampler sampler = new SymmetrySampler(dimension, wanted, wanted, true);
    String group = List.of("S4", "A4", "D6", "C2xC4", "5:4(2)").get(random.nextInt(5));
    Optional<SymmetricCode> drawn = sampler.withGroup(random, group).filter(c -> c.holes() > 0);
    Assume.that(drawn.isPresent());
    OrbitObjective space = new OrbitObjective(drawn.get(), 1, 0);
    double[] x = RandomStarts.sphere(random, space.rows(), dimension);
    space.project(x);
    double[] all = space.expand(x);
    double largest = -1;
    for (int i = 0; i < space.items(); i++) {
      for (int j = 0; j < Math.min(i, space.solidItems()); j++) {
        largest = Math.max(largest, inner(all, i, j, dimension));
      }
    }
    assertEquals(largest, space.workspace().largest(x), 1e-12);
    double[] chosen = HoleChoice.chosen(space, x, wanted, random);
    assertEquals(wanted * dimension, chosen.length);
    int solid = space.solidItems() * dimension;
    assertArrayEquals(Arrays.copyOf(all, solid), Arrays.copyOf(chosen, solid));
    double value = PairObjective.code(wanted, dimension).workspace().largest(chosen);
    assertTrue(value >= largest - 1e-12);
    double full = PairObjective.code(space.items(), dimension).workspace().largest(all);
    assertTrue(value <= full + 1e-12, "leaving holes out brings no two nearer");
  }

  /** The mean of the images under a subgroup, which fixes it. */
  private static double[] mean(Representation representation, int[] subgroup, double[] x) {
    double[] mean = new double[x.length];
    double[] image = new double[x.length];
    for (int h : subgroup) {
      representation.apply(h, x, 0, image, 0);
      for (int k = 0; k < x.length; k++) {
        mean[k] += image[k] / subgroup.length;
      }
    }
    return mean;
  }

  private static double inner(double[] x, int i, int j, int dimension) {
    double sum = 0;
    for (int k = 0; k < dimension; k++) {
      sum += x[i * dimension + k] * x[j * dimension + k];
    }
    return sum;
  }

  /**
   * Rounding errors that lead out of what a stabiliser fixes must not grow: what is minimised is
   * the largest term of all points, also after hundreds of steps.
   */
  @Property(tries = 40, seed = "1")
  void minimisedPointsAreAsTheyAreValued(@ForAll @IntRange(min = 0, max = 100000) int seed) {
    UniformRandomProvider random = RandomStarts.random(seed, 3);
    String group = List.of("D5wrC2", "D3wrC2", "C2wrA4", "S4xC2").get(random.nextInt(4));
    Optional<SymmetricCode> drawn =
        new SymmetrySampler(12, 70, 110, false).withGroup(random, group);
    Assume.that(drawn.isPresent());
    OrbitObjective space = new OrbitObjective(drawn.get(), 1, 0);
    double[] x = RandomStarts.sphere(random, space.rows(), 12);
    space.project(x);
    double value = 0;
    for (double sharpness : new double[] {20, 60, 200, 2000}) {
      Smoothing smoothing = Smoothing.exponential(sharpness);
      value =
          new SphereMinimizer(space)
              .minimize(x, smoothing, 200, smoothing.tolerance(), () -> false);
    }
    double whole = PairObjective.code(space.items(), 12).workspace().largest(space.expand(x));
    assertEquals(whole, value, 1e-12);
  }

  /** What a checkpoint may not have: holes where there are none, points that nothing fixes. */
  @Test
  void damagedKinds() {
    PairObjective objective = PairObjective.code(12, 3);
    SymmetricStarts starts = new SymmetricStarts(objective, new Moves(objective), null, 4);
    // The trivial and the faithful representation of degree 2; a generic orbit.
    int faithful = Groups.characters(Groups.named("D6")).isFaithful(List.of(4)) ? 4 : 5;
    List<Integer> space = List.of(0, faithful);
    SymmetricCode code = new SymmetricCode("D6", space, List.of(0), 0);
    double[] x = {0.6, 0.8, 0};
    assertTrue(starts.possible(new Tried(code, 0.5, 1, x)));
    for (int holes : new int[] {-1, 1, 2}) {
      SymmetricCode other = new SymmetricCode("D6", space, List.of(0), holes);
      assertFalse(starts.possible(new Tried(other, 0.5, 1, x)), holes + " holes");
    }
    int whole = Groups.named("D6").subgroups().size() - 1;
    SymmetricCode nothing = new SymmetricCode("D6", List.of(1, faithful), List.of(0, whole), 0);
    assertFalse(starts.possible(new Tried(nothing, 0.5, 1, new double[] {1, 0, 0, 1, 0, 0})));
    SymmetricCode none = new SymmetricCode("D6", space, List.of(-1), 0);
    assertFalse(starts.possible(new Tried(none, 0.5, 1, x)));
  }

  /** Every group of the catalogue comes once before any comes again. */
  @Test
  void turns() {
    PairObjective objective = PairObjective.code(24, 4);
    SymmetricStarts starts = new SymmetricStarts(objective, new Moves(objective), null, 4);
    int size = RandomGroups.catalogue(RandomStarts.random(1, 0), 2 * 27).size();
    List<String> names = new ArrayList<>();
    for (int turn = 0; names.size() < size; turn++) {
      if (turn % 3 != 0) {
        names.add(starts.turn(turn, 1).replaceFirst("x-1$", ""));
      }
    }
    assertEquals(size, names.stream().distinct().count());
  }

  /** Starts as {@link SymmetricStarts#begin} makes them, all of one group, of rising value. */
  private static List<Candidate> round(String group, int count) {
    List<Candidate> round = new ArrayList<>();
    SymmetrySampler sampler = new SymmetrySampler(4, 24, 24, false);
    UniformRandomProvider random = RandomStarts.random(1, 1);
    while (round.size() < count) {
      SymmetricCode code = sampler.withGroup(random, group).orElseThrow();
      OrbitObjective space = new OrbitObjective(code, 1, 0);
      double[] x = RandomStarts.sphere(random, space.rows(), 4);
      round.add(Candidate.plain(round.size(), space, x, "").of(code).at(space, x, round.size()));
    }
    return round;
  }

  /** Of each kind and group the best value is kept, and what was spent on it counts. */
  @Test
  void whatIsLearnt() {
    List<Candidate> round = round("S4", 40);
    List<Candidate> others = round("A4", 10);
    Known once = Known.NOTHING.with(round, 3);
    Known twice = once.with(others, 4).with(round, 0);
    long different = round.stream().map(c -> c.kind().orElseThrow()).distinct().count();
    assertEquals(different, once.kinds().size());
    assertEquals(List.of("S4"), once.groups().stream().map(Known.TriedGroup::name).toList());
    assertEquals(7, twice.turns());
    assertEquals(90, twice.trials());
    assertEquals(0, once.kinds().get(0).value());
    assertArrayEquals(round.get(0).x(), once.kinds().get(0).x());
    for (Tried kind : once.kinds()) {
      double least = 99;
      double work = 0;
      for (Candidate c : round) {
        if (c.kind().orElseThrow().equals(kind.code())) {
          least = Math.min(least, c.value());
          work += (double) c.space().terms() * c.space().dimension();
        }
      }
      assertEquals(least, kind.value());
      assertEquals(work, kind.work());
      Tried again =
          twice.kinds().stream()
              .filter(k -> k.code().equals(kind.code()))
              .findFirst()
              .orElseThrow();
      assertEquals(least, again.value());
      assertEquals(2 * work, again.work());
    }
    // Of two groups of one value the one on which less was spent comes first.
    assertEquals(List.of("A4", "S4"), twice.groups().stream().map(Known.TriedGroup::name).toList());
  }

  @Test
  void leadersAreDifferentAndFew() {
    Leaders leaders = Leaders.NONE;
    for (double value : new double[] {0.5, 0.3, 0.4}) {
      leaders = leaders.with(value, 3).orElseThrow();
    }
    assertEquals(List.of(0.3, 0.4, 0.5), leaders.values());
    assertTrue(leaders.with(0.6, 3).isEmpty(), "worse than all");
    assertTrue(leaders.with(0.4 + 1e-8, 3).isEmpty(), "found again");
    assertTrue(leaders.with(0.4 - 1e-8, 3).isEmpty(), "found again");
    assertEquals(List.of(0.3, 0.35, 0.4), leaders.with(0.35, 3).orElseThrow().values());
    assertEquals(List.of(0.1, 0.3, 0.4), leaders.with(0.1, 3).orElseThrow().values());
  }

  /** The better half of the trials goes on, and of a round the leaders at each stage. */
  @Property(tries = 20, seed = "1")
  void stages(@ForAll @IntRange(min = 0, max = 100000) int seed, @ForAll boolean turn) {
    PairObjective objective = PairObjective.code(24, 4);
    SymmetricStarts starts = new SymmetricStarts(objective, new Moves(objective), null, 8);
    Known known = turn ? Known.NOTHING : Known.NOTHING.with(round("S4", 10), 1);
    OptionalInt which = turn ? OptionalInt.of(seed) : OptionalInt.empty();
    List<Candidate> trials = starts.begin(7, which, seed, known, () -> false);
    Assume.that(!trials.isEmpty());
    assertTrue(trials.size() <= 4);
    for (Candidate c : trials) {
      OrbitObjective space = (OrbitObjective) c.space();
      assertTrue(space.items() >= 24 && space.solidItems() <= 27);
    }
    SymmetricStarts.Promoted promoted = starts.promoted(known, trials, seed, 1, () -> false);
    assertTrue(promoted.candidates().size() <= trials.size());
    assertFalse(promoted.candidates().isEmpty());
    List<Double> values = promoted.candidates().stream().map(Candidate::value).toList();
    assertEquals(promoted.leaders().get(2).values(), values);
    for (Candidate c : promoted.candidates()) {
      assertEquals(c.space().workspace().largest(c.x()), c.value());
    }
    List<Candidate> again = starts.begin(7, which, seed, known, () -> false);
    SymmetricStarts.Promoted none =
        starts.promoted(known.with(promoted.leaders()), again, seed, 2, () -> false);
    assertTrue(none.candidates().isEmpty(), "found again");
    assertEquals(promoted.leaders(), none.leaders());
  }
}
