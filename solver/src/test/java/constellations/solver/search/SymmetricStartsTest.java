package constellations.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.group.FiniteGroup;
import constellations.solver.group.Groups;
import constellations.solver.group.Irreducible;
import constellations.solver.group.Representation;
import constellations.solver.search.SearchState.Kind;
import constellations.solver.search.objective.OrbitObjective;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.SymmetricCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    int[] fixed = SymmetrySampler.fixedDimensions(group, representation);
    int wanted = 0;
    for (int s = 0; s < fixed.length; s++) {
      int[] subgroup = group.subgroups().get(s).elements();
      int dimension = representation.fixedDimension(subgroup);
      double[] x = RandomStarts.sphere(RandomStarts.random(1, s), 1, d);
      representation.project(subgroup, x, 0);
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

  @Property(tries = 200, seed = "1")
  @net.jqwik.api.Tag("long")
  void numbersOfPoints(
      @ForAll @IntRange(min = 2, max = 12) int dimension,
      @ForAll @IntRange(min = 2, max = 60) int least,
      @ForAll @IntRange(min = 0, max = 9) int more,
      @ForAll @IntRange(min = 0, max = 100000) int seed) {
    UniformRandomProvider random = RandomStarts.random(seed, 0);
    SymmetrySampler sampler = new SymmetrySampler(dimension, least, least + more);
    Optional<SymmetricCode> drawn = sampler.sample(random, random);
    Assume.that(drawn.isPresent());
    int points = drawn.get().points();
    assertTrue(points >= least && points <= least + more, points + " points");
    assertEquals(dimension, drawn.get().representation().dimension());
  }

  /** Kinds of one group leave room for others, unless the group is given. */
  @Test
  void kindsOfOneGroup() {
    PairObjective objective = PairObjective.code(24, 4);
    List<Candidate> round = new ArrayList<>();
    SymmetrySampler sampler = new SymmetrySampler(4, 24, 24);
    UniformRandomProvider random = RandomStarts.random(1, 1);
    while (round.size() < 40) {
      SymmetricCode code = sampler.withGroup(random, "S4").orElseThrow();
      OrbitObjective space =
          new OrbitObjective(code.representation(), code.orbits(), 1, objective.bias());
      double[] x = RandomStarts.sphere(random, space.rows(), 4);
      round.add(new Candidate(0, space, x, round.size(), "", Optional.of(code), Optional.empty()));
    }
    long different = round.stream().map(Candidate::kind).distinct().count();
    Moves moves = new Moves(objective);
    List<Kind> any = new SymmetricStarts(objective, moves, null, 4).ranked(List.of(), round);
    assertEquals(3, any.size());
    assertEquals(0, any.get(0).value());
    List<Kind> given = new SymmetricStarts(objective, moves, "S4", 4).ranked(List.of(), round);
    assertTrue(different > 3);
    assertEquals(Math.min(36, different), given.size());
    assertTrue(given.stream().allMatch(new SymmetricStarts(objective, moves, "S4", 4)::possible));
  }
}
