package constellations.solver.search;

import constellations.solver.group.FiniteGroup;
import constellations.solver.group.Groups;
import constellations.solver.group.RandomGroups;
import constellations.solver.search.SearchState.Tried;
import constellations.solver.search.objective.Objective;
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
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Starts that are unions of orbits. Each chooses the best of several configurations, which a low
 * sharpness already tells: of kinds of one random group, of one kind that did well before, or of
 * variations of such a kind.
 */
final class SymmetricStarts {
  private static final Smoothing FIRST = Smoothing.exponential(20);
  private static final int FIRST_ITERATIONS = 30;
  private static final Smoothing SECOND = Smoothing.exponential(60);

  /** So many of four starts draw a fresh kind, of the same group; the others one that is known. */
  private static final int FRESH = 2;

  /** How often a group is drawn that has kinds of the right numbers of points. */
  private static final int ATTEMPTS = 10;

  /** With more orbits a kind takes the tries of others. */
  private static final int FEW_ORBITS = 8;

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

  /** The groups of the catalogue in their order, once they have been asked for. */
  private List<String> catalogue;

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
  Optional<Candidate> begin(int number, long seed, List<Tried> kinds, BooleanSupplier cancelled) {
    UniformRandomProvider random = RandomStarts.random(seed, number);
    List<Candidate> tried = new ArrayList<>();
    for (Trial trial : draw(number, seed, random, kinds)) {
      SymmetricCode code = trial.code();
      OrbitObjective space = orbits(code);
      double[] x = RandomStarts.sphere(random, space.rows(), objective.dimension());
      if (trial.near().isPresent() && random.nextBoolean()) {
        moves.hopOrbits(trial.near().get(), x, random);
      }
      space.project(x);
      Candidate c =
          Candidate.plain(number, space, x, code.description())
              .of(new Candidate.Orbits(code, x))
              .sharpened(FIRST, FIRST_ITERATIONS, cancelled);
      tried.add(c.at(space, x, score(c, FIRST, random)));
    }
    if (tried.isEmpty()) {
      return Optional.empty();
    }
    List<Candidate> better = new ArrayList<>();
    for (Candidate c : Candidate.best(tried, 4)) {
      Candidate second = c.sharpened(SECOND, cancelled);
      better.add(second.at(second.space(), second.x(), score(second, SECOND, random)));
    }
    Candidate best = Candidate.best(better, 4).get(0).sharpened(Candidate.COMMON, cancelled);
    OrbitObjective space = (OrbitObjective) best.space();
    SymmetricCode code = best.kind().orElseThrow().code();
    Candidate.Orbits orbits = new Candidate.Orbits(code, best.x().clone());
    int more = space.solidItems() - objective.items();
    if (more >= 0) {
      String method = best.method() + (more > 0 ? ", less " + more : "");
      return Optional.of(
          Candidate.plain(number, space, best.x(), method)
              .of(orbits)
              .at(space, best.x(), best.value()));
    }
    boolean holes = code.holes() > 0;
    double[] all =
        holes
            ? HoleChoice.chosen(space, best.x(), objective.items(), random)
            : moves.resized(space.expand(best.x()), random);
    String method = best.method() + (holes ? "" : ", and " + -more);
    return Optional.of(
        Candidate.plain(number, objective, all, method)
            .of(orbits)
            .sharpened(Candidate.COMMON, cancelled));
  }

  /**
   * How good a configuration is, for comparison at one sharpness: the mean of the exponentials of
   * all terms, as a term; with holes, after points were put into them. The largest term alone may
   * be one of few points that have room.
   */
  private double score(Candidate c, Smoothing smoothing, UniformRandomProvider random) {
    OrbitObjective space = (OrbitObjective) c.space();
    if (c.kind().orElseThrow().code().holes() > 0) {
      double[] all = HoleChoice.chosen(space, c.x(), objective.items(), random);
      return mean(objective.workspace(), all, smoothing, objective.terms());
    }
    double pairs = space.items() * (space.items() - 1.0) / 2;
    double terms = objective.modalities() == 1 ? pairs : objective.terms();
    return mean(space.workspace(), c.x(), smoothing, terms);
  }

  private static double mean(
      Objective.Workspace workspace, double[] x, Smoothing smoothing, double terms) {
    double smooth = workspace.smoothMaximum(x, smoothing, new double[x.length]);
    return smooth - Math.log(terms) / smoothing.sharpness();
  }

  private List<Trial> draw(int number, long seed, UniformRandomProvider random, List<Tried> kinds) {
    SymmetrySampler sampler = sampler(random);
    if (kinds.isEmpty() || number % 4 < FRESH) {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        String drawn =
            group != null
                ? group
                : attempt == 0 ? turn(number / 4, seed) : RandomGroups.random(random, 2 * most());
        List<Trial> trials = trials(() -> sampler.withGroup(random, drawn));
        if (!trials.isEmpty()) {
          return trials;
        }
      }
      return List.of();
    }
    double all = 1 - Math.exp(-kinds.size() / RANKS);
    int rank = (int) (-RANKS * Math.log(1 - all * random.nextDouble()));
    Tried kind = kinds.get(Math.min(rank, kinds.size() - 1));
    SymmetricCode code = kind.code();
    double choice = random.nextDouble();
    if (choice < 0.27) {
      return Collections.nCopies(tries, new Trial(code, Optional.of(kind.x())));
    }
    SymmetrySampler alike =
        code.holes() > 0
            ? sampler
            : new SymmetrySampler(objective.dimension(), code.points(), code.points(), false);
    return trials(
        choice < 0.55
            ? () -> sampler.withGroup(random, code.group())
            : choice < 0.85
                ? () -> alike.mutate(random, code)
                : () -> sampler.withRepresentation(random, code.group(), code.summands()));
  }

  /**
   * The group of a turn: those of the catalogue one after the other, in an order that the seed
   * chooses, and a random one in each third turn. Turns whose numbers are those of hops are left
   * out.
   */
  String turn(int turn, long seed) {
    UniformRandomProvider random = RandomStarts.random(seed, GROUPS - turn);
    List<String> names = catalogue(seed);
    return turn % 3 == 0 || names.isEmpty()
        ? RandomGroups.random(random, 2 * most())
        : RandomGroups.withAntipode(
            random, names.get((turn - turn / 3 - 1) % names.size()), 2 * most());
  }

  private synchronized List<String> catalogue(long seed) {
    if (catalogue == null) {
      catalogue = RandomGroups.catalogue(RandomStarts.random(seed, GROUPS + 1), 2 * most());
    }
    return catalogue;
  }

  /**
   * Kinds to try, fewer where they have many orbits and so take long, and each once for each of its
   * orbits: with few of them it has few local minima.
   */
  private List<Trial> trials(Supplier<Optional<SymmetricCode>> next) {
    List<Trial> drawn = new ArrayList<>();
    Map<SymmetricCode, Integer> counts = new HashMap<>();
    int orbits = 0;
    for (int i = 0; i < 2 * tries && drawn.size() < tries && orbits < FEW_ORBITS * tries; i++) {
      Optional<SymmetricCode> code = next.get();
      int size = code.map(c -> c.stabilisers().size()).orElse(0);
      if (size > 0 && counts.merge(code.get(), 1, Integer::sum) <= size) {
        drawn.add(new Trial(code.get(), Optional.empty()));
        orbits += size;
      }
    }
    return drawn;
  }

  /**
   * For kinds of the number of points of the search; or of more, for the best code may be one of
   * more points with better symmetry, less some; rarely of fewer.
   */
  private SymmetrySampler sampler(UniformRandomProvider random) {
    int items = objective.items();
    int d = objective.dimension();
    double choice = random.nextDouble();
    boolean code = objective.modalities() == 1;
    if (!code || choice < 0.5) {
      return new SymmetrySampler(d, items, items, code);
    }
    return choice < 0.95
        ? new SymmetrySampler(d, items, most(), true)
        : new SymmetrySampler(d, Math.max(2, items - 2), Math.max(2, items - 1), false);
  }

  private int most() {
    int items = objective.items();
    return objective.modalities() > 1 ? items : items + Math.max(3, items / MORE_POINTS);
  }

  private OrbitObjective orbits(SymmetricCode code) {
    return new OrbitObjective(code, objective.modalities(), objective.bias());
  }

  /** The kinds that did best, of those known and those of a round; work costs rank. */
  List<Tried> ranked(List<Tried> known, List<Candidate> round) {
    List<Tried> kinds = new ArrayList<>(known);
    for (Candidate candidate : round) {
      if (candidate.kind().isPresent()) {
        SymmetricCode code = candidate.kind().get().code();
        Tried kind = new Tried(code, candidate.value(), 1, candidate.kind().get().first());
        for (int i = 0; i < kinds.size(); i++) {
          if (kinds.get(i).code().equals(code)) {
            Tried old = kinds.remove(i);
            Tried better = old.value() < kind.value() ? old : kind;
            kind = new Tried(code, better.value(), old.tries() + 1, better.x());
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
  boolean possible(Tried kind) {
    try {
      SymmetricCode code = kind.code();
      int orbits = code.stabilisers().size();
      int holes = code.holes();
      if (holes < 0 || holes >= orbits || (holes > 0 && objective.modalities() > 1)) {
        return false;
      }
      FiniteGroup known = Groups.named(code.group());
      int[] fixed = SymmetrySampler.fixedDimensions(known, code.summands());
      OrbitObjective space = orbits(code);
      int least = holes > 0 ? objective.items() : Math.max(2, objective.items() - 2);
      return code.stabilisers().stream().allMatch(s -> fixed[s] > 0)
          && space.dimension() == objective.dimension()
          && space.items() >= least
          && space.solidItems() <= most()
          && kind.x().length == space.rows() * space.dimension()
          && Double.isFinite(kind.value())
          && Arrays.stream(kind.x()).allMatch(Double::isFinite);
    } catch (IndexOutOfBoundsException | BadInputException e) {
      return false;
    }
  }
}
