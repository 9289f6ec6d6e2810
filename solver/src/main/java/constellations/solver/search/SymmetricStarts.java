package constellations.solver.search;

import constellations.solver.search.SearchState.Kind;
import constellations.solver.search.objective.OrbitObjective;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SymmetricCode;
import constellations.verify.exact.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Starts that are unions of orbits. Each chooses the best of several configurations, which a low
 * sharpness already tells: of kinds of one random group, of one kind that did well before, or of
 * variations of such a kind.
 */
final class SymmetricStarts {
  private static final Smoothing FIRST = Smoothing.exponential(20);
  private static final Smoothing SECOND = Smoothing.exponential(60);

  /** So many starts in a row draw the same group: making a group takes long. */
  private static final int SAME_GROUP = 2;

  /** Groups are drawn by the random numbers of starts from here down. */
  private static final int GROUPS = -1000;

  /** Symmetric codes have up to this part of the points more. */
  private static final int MORE_POINTS = 7;

  private static final int KINDS = 36;
  private static final int KINDS_OF_A_GROUP = 3;

  /** Kinds are drawn again with probability exp(-rank/6). */
  private static final double RANKS = 6;

  /** What a start costs a kind among others; its work grows with its orbits. */
  private static final double TRYING = 2e-5;

  private final PairObjective objective;
  private final Moves moves;
  private final String group;
  private final int tries;

  /**
   * Prepares.
   *
   * @param group the group of all starts, or null for random ones
   * @param tries how many configurations a start chooses from
   */
  SymmetricStarts(PairObjective objective, Moves moves, String group, int tries) {
    this.objective = objective;
    this.moves = moves;
    this.group = group;
    this.tries = tries;
  }

  /** A configuration to try. */
  private record Trial(SymmetricCode code, Optional<double[]> near) {}

  /** The start of a number, brought to {@link Candidate#COMMON}; rarely nothing. */
  Optional<Candidate> begin(int number, long seed, List<Kind> kinds, BooleanSupplier cancelled) {
    UniformRandomProvider random = RandomStarts.random(seed, number);
    List<Candidate> tried = new ArrayList<>();
    for (Trial trial : draw(number, seed, random, kinds)) {
      OrbitObjective space = orbits(trial.code());
      double[] x = RandomStarts.sphere(random, space.rows(), objective.dimension());
      if (trial.near().isPresent() && random.nextBoolean()) {
        moves.hopOrbits(trial.near().get(), x, random);
      }
      space.project(x);
      String method = trial.code().description();
      Optional<SymmetricCode> kind = Optional.of(trial.code());
      Candidate c = new Candidate(number, space, x, 0, method, kind, Optional.empty());
      tried.add(c.sharpened(FIRST, cancelled));
    }
    if (tried.isEmpty()) {
      return Optional.empty();
    }
    List<Candidate> better =
        Candidate.best(tried, 4).stream().map(c -> c.sharpened(SECOND, cancelled)).toList();
    Candidate best = Candidate.best(better, 4).get(0).sharpened(Candidate.COMMON, cancelled);
    OrbitObjective space = (OrbitObjective) best.space();
    int more = space.items() - objective.items();
    if (more < 0) {
      double[] all = moves.resized(space.expand(best.x()), random);
      return Optional.of(
          Candidate.plain(number, objective, all, best.method() + ", and " + -more)
              .sharpened(Candidate.COMMON, cancelled));
    }
    String method = best.method() + (more > 0 ? ", less " + more : "");
    return Optional.of(
        new Candidate(number, space, best.x(), best.value(), method, best.kind(), best.ready()));
  }

  private List<Trial> draw(int number, long seed, UniformRandomProvider random, List<Kind> kinds) {
    double choice = random.nextDouble();
    SymmetrySampler sampler = sampler(random);
    Supplier<Optional<SymmetricCode>> next;
    if (kinds.isEmpty() || choice < 0.45) {
      Optional<String> drawn =
          Optional.ofNullable(group)
              .or(
                  () ->
                      sampler
                          .sample(RandomStarts.random(seed, GROUPS - number / SAME_GROUP), random)
                          .map(SymmetricCode::group));
      next = () -> drawn.flatMap(g -> sampler.withGroup(random, g));
    } else {
      double all = 1 - Math.exp(-kinds.size() / RANKS);
      int rank = (int) (-RANKS * Math.log(1 - all * random.nextDouble()));
      Kind kind = kinds.get(Math.min(rank, kinds.size() - 1));
      SymmetricCode code = kind.code();
      if (choice < 0.6) {
        return Collections.nCopies(tries, new Trial(code, Optional.of(kind.x())));
      }
      SymmetrySampler alike =
          new SymmetrySampler(objective.dimension(), code.points(), code.points());
      next =
          choice < 0.75
              ? () -> sampler.withGroup(random, code.group())
              : choice < 0.92
                  ? () -> alike.mutate(random, code)
                  : () -> sampler.withRepresentation(random, code.group(), code.summands());
    }
    List<Trial> drawn =
        Stream.generate(next)
            .limit(tries)
            .flatMap(Optional::stream)
            .map(code -> new Trial(code, Optional.empty()))
            .toList();
    // Where few were found they are tried from several points.
    return drawn.isEmpty()
        ? drawn
        : IntStream.range(0, tries).mapToObj(i -> drawn.get(i % drawn.size())).toList();
  }

  /**
   * For kinds of the number of points of the search; or of more, for the best code may be one of
   * more points with better symmetry, less some; rarely of fewer.
   */
  private SymmetrySampler sampler(UniformRandomProvider random) {
    int items = objective.items();
    int d = objective.dimension();
    double choice = random.nextDouble();
    if (objective.modalities() > 1 || choice < 0.5) {
      return new SymmetrySampler(d, items, items);
    }
    return choice < 0.95
        ? new SymmetrySampler(d, items, most())
        : new SymmetrySampler(d, Math.max(2, items - 2), Math.max(2, items - 1));
  }

  private int most() {
    int items = objective.items();
    return objective.modalities() > 1 ? items : items + Math.max(3, items / MORE_POINTS);
  }

  private OrbitObjective orbits(SymmetricCode code) {
    return new OrbitObjective(
        code.representation(), code.orbits(), objective.modalities(), objective.bias());
  }

  /** The kinds that did best, of those known and those of a round; work costs rank. */
  List<Kind> ranked(List<Kind> known, List<Candidate> round) {
    List<Kind> kinds = new ArrayList<>(known);
    for (Candidate candidate : round) {
      if (candidate.kind().isPresent()) {
        SymmetricCode code = candidate.kind().get();
        Kind kind = new Kind(code, candidate.value(), 1, candidate.x().clone());
        for (int i = 0; i < kinds.size(); i++) {
          if (kinds.get(i).code().equals(code)) {
            Kind old = kinds.remove(i);
            Kind better = old.value() < kind.value() ? old : kind;
            kind = new Kind(code, better.value(), old.tries() + 1, better.x());
          }
        }
        kinds.add(kind);
      }
    }
    kinds.sort(Comparator.comparingDouble(k -> k.value() + TRYING * k.tries() * k.orbits()));
    Map<String, Integer> counts = new HashMap<>();
    return kinds.stream()
        .filter(
            k ->
                group != null
                    || counts.merge(k.code().group(), 1, Integer::sum) <= KINDS_OF_A_GROUP)
        .limit(KINDS)
        .toList();
  }

  /** Whether a kind from a file is one that these starts may have left there. */
  boolean possible(Kind kind) {
    try {
      OrbitObjective space = orbits(kind.code());
      return space.dimension() == objective.dimension()
          && space.items() >= objective.items()
          && space.items() <= most()
          && kind.x().length == space.rows() * space.dimension()
          && Double.isFinite(kind.value())
          && Arrays.stream(kind.x()).allMatch(Double::isFinite);
    } catch (IndexOutOfBoundsException | BadInputException e) {
      return false;
    }
  }
}
