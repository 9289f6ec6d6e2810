package constellations.solver.search;

import constellations.solver.group.FiniteGroup;
import constellations.solver.group.Groups;
import constellations.solver.group.RandomGroups;
import constellations.solver.search.Known.Tried;
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
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Starts that are unions of orbits. Each chooses the better ones of several configurations, which a
 * low sharpness already tells: of kinds of one group, of one kind that did well before, or of
 * variations of such a kind. Which groups and kinds these are is learnt in the search ({@link
 * Known}); of all configurations those go on that are among the best at each stage.
 */
final class SymmetricStarts {
  /** So many starts try the group of their turn; the others one that is known, or its kinds. */
  static final int EXPLORING = 4;

  private static final Smoothing FIRST = Smoothing.exponential(20);
  private static final int FIRST_ITERATIONS = 30;

  /** Where kinds and groups are compared: here crystals are told from glasses. */
  private static final Smoothing SECOND = Smoothing.exponential(60);

  /**
   * How many of the best different values go on from {@link #SECOND}, and the stages after; or one
   * of so many configurations, if that is more: else many values of one good code would leave no
   * room for another.
   */
  private static final int[] LEADERS = {60, 20, 6};

  private static final int[] TRIALS_OF_LEADERS = {50, 150, 500};

  /** Long lists take time in every round. */
  private static final long MOST_LEADERS = 5000;

  /** Of the starts that explore nothing this part tries kinds of a group that did well. */
  private static final double OF_GROUPS = 0.47;

  /** This part tries variations of a kind, the rest the kind again. */
  private static final double VARIATIONS = 0.27;

  /** How often a group is drawn that has kinds of the right numbers of points. */
  private static final int ATTEMPTS = 10;

  /** With more orbits a kind takes the tries of others. */
  private static final int FEW_ORBITS = 8;

  /** Groups are drawn by the random numbers of starts from here down. */
  private static final int GROUPS = -1000;

  /** Symmetric codes have up to this part of the points more. */
  private static final int MORE_POINTS = 7;

  /** Groups are drawn again with probability exp(-rank/10). */
  private static final double GROUP_RANKS = 10;

  /** Kinds are drawn again with probability exp(-rank/12). */
  private static final double KIND_RANKS = 12;

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

  /**
   * The better half of the configurations of a start, at {@link #SECOND}; rarely none.
   *
   * @param turn the turn, if the start is to try the group of it
   */
  List<Candidate> begin(
      int number, OptionalInt turn, long seed, Known known, BooleanSupplier cancelled) {
    UniformRandomProvider random = RandomStarts.random(seed, number);
    List<Candidate> tried = new ArrayList<>();
    for (Trial trial : draw(turn, seed, random, known)) {
      SymmetricCode code = trial.code();
      OrbitObjective space = orbits(code);
      double[] x = RandomStarts.sphere(random, space.rows(), objective.dimension());
      if (trial.near().isPresent() && random.nextBoolean()) {
        moves.hopOrbits(trial.near().get(), x, random);
      }
      space.project(x);
      tried.add(
          scored(
              Candidate.plain(number, space, x, code.description())
                  .of(code)
                  .sharpened(FIRST, FIRST_ITERATIONS, cancelled),
              FIRST,
              random));
    }
    return Candidate.best(tried, 2).stream()
        .map(c -> scored(c.sharpened(SECOND, cancelled), SECOND, random))
        .toList();
  }

  /**
   * Brings the best of a round to {@link Tuning#MIDDLE}.
   *
   * @param known what was learnt, with this round
   * @param round what {@link #begin} has made
   */
  Promoted promoted(
      Known known, List<Candidate> round, long seed, int threads, BooleanSupplier cancelled) {
    List<Leaders> better = new ArrayList<>(known.leaders());
    List<Candidate> going = entering(better, 0, known.trials(), round);
    going = Candidate.map(going, threads, c -> common(c, seed, cancelled));
    going = entering(better, 1, known.trials(), going);
    going = Candidate.map(going, threads, c -> c.sharpened(Tuning.MIDDLE, cancelled));
    return new Promoted(better, entering(better, 2, known.trials(), going));
  }

  /**
   * What goes on.
   *
   * @param leaders the best values at each stage
   * @param candidates at {@link Tuning#MIDDLE}
   */
  record Promoted(List<Leaders> leaders, List<Candidate> candidates) {}

  /** Those that become leaders of a stage, best first; the leaders are exchanged. */
  private static List<Candidate> entering(
      List<Leaders> leaders, int stage, long trials, List<Candidate> candidates) {
    long share = Math.min(MOST_LEADERS, trials / TRIALS_OF_LEADERS[stage]);
    int most = (int) Math.max(LEADERS[stage], share);
    List<Candidate> ordered = new ArrayList<>(candidates);
    ordered.sort(Comparator.comparingDouble(Candidate::value).thenComparingInt(Candidate::number));
    List<Candidate> entering = new ArrayList<>();
    for (Candidate candidate : ordered) {
      Optional<Leaders> with = leaders.get(stage).with(candidate.value(), most);
      if (with.isPresent()) {
        leaders.set(stage, with.get());
        entering.add(candidate);
      }
    }
    return entering;
  }

  /** At {@link Candidate#COMMON}; with points in the holes, if it has any. */
  private Candidate common(Candidate c, long seed, BooleanSupplier cancelled) {
    UniformRandomProvider random = RandomStarts.random(seed, c.number());
    Candidate filled = c;
    if (holes(c)) {
      double[] all =
          HoleChoice.chosen((OrbitObjective) c.space(), c.x(), objective.items(), random);
      filled = c.at(objective, all, c.value());
    }
    return scored(filled.sharpened(Candidate.COMMON, cancelled), Candidate.COMMON, random);
  }

  private static boolean holes(Candidate c) {
    return c.space() instanceof OrbitObjective && c.kind().orElseThrow().holes() > 0;
  }

  /**
   * Valued for comparison at one sharpness, by the mean of the exponentials of all terms, as a
   * term; with holes, after points were put into them. The largest term alone may be one of few
   * points that have room.
   */
  private Candidate scored(Candidate c, Smoothing smoothing, UniformRandomProvider random) {
    Objective space = c.space();
    double[] x = c.x();
    double terms = objective.terms();
    if (holes(c)) {
      x = HoleChoice.chosen((OrbitObjective) space, x, objective.items(), random);
      space = objective;
    } else if (space instanceof OrbitObjective orbits && objective.modalities() == 1) {
      terms = orbits.items() * (orbits.items() - 1.0) / 2;
    }
    double smooth = space.workspace().smoothMaximum(x, smoothing, new double[x.length]);
    return c.at(c.space(), c.x(), smooth - Math.log(terms) / smoothing.sharpness());
  }

  private List<Trial> draw(OptionalInt turn, long seed, UniformRandomProvider random, Known known) {
    SymmetrySampler sampler = sampler(random);
    boolean explores = turn.isPresent() || known.kinds().isEmpty();
    List<Trial> trials = explores ? List.of() : learnt(random, known, sampler);
    for (int attempt = 0; trials.isEmpty() && attempt < ATTEMPTS; attempt++) {
      String drawn =
          group != null
              ? group
              : attempt == 0 && turn.isPresent()
                  ? turn(turn.getAsInt(), seed)
                  : RandomGroups.random(random, 2 * most());
      trials = trials(() -> sampler.withGroup(random, drawn));
    }
    return trials;
  }

  /** Of a group or a kind that did well. */
  private List<Trial> learnt(UniformRandomProvider random, Known known, SymmetrySampler sampler) {
    double choice = random.nextDouble();
    if (choice < OF_GROUPS) {
      String name = ranked(known.groups(), GROUP_RANKS, random).name();
      return trials(() -> sampler.withGroup(random, name));
    }
    Tried kind = ranked(known.kinds(), KIND_RANKS, random);
    SymmetricCode code = kind.code();
    if (choice >= OF_GROUPS + VARIATIONS) {
      return Collections.nCopies(tries, new Trial(code, Optional.of(kind.x())));
    }
    SymmetrySampler alike =
        code.holes() > 0
            ? sampler
            : new SymmetrySampler(objective.dimension(), code.points(), code.points(), false);
    return trials(
        random.nextBoolean()
            ? () -> alike.mutate(random, code)
            : () -> sampler.withRepresentation(random, code.group(), code.summands()));
  }

  /** One of a list whose first ones are the best. */
  private static <T> T ranked(List<T> best, double scale, UniformRandomProvider random) {
    double all = 1 - Math.exp(-best.size() / scale);
    int rank = (int) (-scale * Math.log(1 - all * random.nextDouble()));
    return best.get(Math.min(rank, best.size() - 1));
  }

  /**
   * The group of a turn: those of the catalogue one after the other, in an order that the seed
   * chooses, and a random one in each third turn.
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
    int most = Math.max(ATTEMPTS, 2 * tries);
    for (int i = 0; i < most && drawn.size() < tries && orbits < FEW_ORBITS * tries; i++) {
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
   * more points with better symmetry, less some.
   */
  private SymmetrySampler sampler(UniformRandomProvider random) {
    int items = objective.items();
    boolean code = objective.modalities() == 1;
    int largest = code && random.nextBoolean() ? most() : items;
    return new SymmetrySampler(objective.dimension(), items, largest, code);
  }

  private int most() {
    int items = objective.items();
    return objective.modalities() > 1 ? items : items + Math.max(3, items / MORE_POINTS);
  }

  private OrbitObjective orbits(SymmetricCode code) {
    return new OrbitObjective(code, objective.modalities(), objective.bias());
  }

  /** Whether what a file says is something that these starts may have learnt. */
  boolean possible(Known known) {
    try {
      known.groups().forEach(g -> Groups.named(g.name()));
    } catch (BadInputException e) {
      return false;
    }
    return known.kinds().stream().allMatch(this::possible);
  }

  /** Whether a kind from a file is one that these starts may have left there. */
  boolean possible(Tried kind) {
    try {
      SymmetricCode code = kind.code();
      int orbits = code.stabilisers().size();
      int holes = code.holes();
      // Before anything is made of their size.
      boolean small = orbits - holes <= most() && code.summands().size() <= objective.dimension();
      int mostHoles = objective.modalities() == 1 ? 1 : 0;
      if (!small || holes < 0 || holes > mostHoles || holes >= orbits) {
        return false;
      }
      FiniteGroup known = Groups.named(code.group());
      int[] fixed = SymmetrySampler.fixedDimensions(known, code.summands());
      OrbitObjective space = orbits(code);
      return code.stabilisers().stream().allMatch(s -> fixed[s] > 0)
          && space.dimension() == objective.dimension()
          && space.items() >= objective.items()
          && space.solidItems() <= most()
          && kind.x().length == space.rows() * space.dimension()
          && Double.isFinite(kind.value())
          && Arrays.stream(kind.x()).allMatch(Double::isFinite);
    } catch (IndexOutOfBoundsException | BadInputException e) {
      return false;
    }
  }
}
