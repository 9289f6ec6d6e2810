package constellations.solver.search;

import constellations.solver.format.UnitRows;
import constellations.solver.search.SearchState.Found;
import constellations.solver.search.SearchState.Tried;
import constellations.solver.search.objective.OrbitObjective;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.polish.Polish;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A search in rounds of numbered starts, of three sorts:
 *
 * <ul>
 *   <li><b>plain</b>: from random vectors, or what the caller supplies;
 *   <li><b>symmetric</b>: unions of orbits of a random group, optimised through one point of each
 *       orbit (see {@link SymmetricStarts}); at the end the symmetry is released;
 *   <li><b>hops</b>: from the best configurations so far, changed (see {@link Moves}).
 * </ul>
 *
 * <p>Plain and symmetric starts compete by successive halving: all are brought to a low sharpness,
 * the better ones to a higher one, and the best two to the end; a new best goes through {@link
 * Polish}. What a start does depends on its number and on the state before its round alone, and a
 * round is decided when all of it is done, so the result does not depend on the number of threads,
 * and a search that goes on from a saved state ends as if it had never been stopped.
 */
final class Campaign {
  private static final String PLAIN = "plain";
  private static final String HOPS = ", hops";

  private final PairObjective objective;
  private final PlainStarts starts;
  private final Strategy strategy;
  private final Moves moves;
  private final SymmetricStarts symmetric;

  /** Whether polishing is so quick that every candidate for the best gets it. */
  private final boolean polishingInRounds;

  /**
   * Prepares a search.
   *
   * @param starts makes the plain starts; called from several threads
   */
  Campaign(PairObjective objective, PlainStarts starts, Strategy strategy) {
    this.objective = objective;
    this.starts = starts;
    this.strategy = strategy;
    this.moves = new Moves(objective);
    this.symmetric =
        new SymmetricStarts(objective, moves, strategy.group(), Math.max(1, roundSize() / 4));
    this.polishingInRounds = objective.rows() * objective.dimension() <= Polish.LP_SIZE;
  }

  /**
   * Runs rounds until the limit of starts, the target or the cancellation is reached.
   *
   * @param target stops when the largest term is at most this
   */
  SearchOutcome run(SearchLimits limits, double target) {
    long begin = System.nanoTime();
    BooleanSupplier cancelled = limits.cancelled();
    SearchState state = limits.memory().read().orElseGet(() -> beginning(limits, cancelled));
    requireConsistent(state);
    double before = state.seconds();
    String stop = SearchOutcome.STARTS;
    if (state.best() != null && state.best().value() <= target) {
      stop = SearchOutcome.BOUND_MET;
    }
    while (state.done() < limits.starts() && !stop.equals(SearchOutcome.BOUND_MET)) {
      int count = Math.min(roundSize(), limits.starts() - state.done());
      SearchState next = round(state, count, limits, cancelled);
      boolean cut = cancelled.getAsBoolean();
      double seconds = before + (System.nanoTime() - begin) / 1e9;
      state = new SearchState(next.done(), next.best(), next.walkers(), next.kinds(), seconds);
      if (state.best().value() - target < Tuning.COMPARED_GAINS && state.best().value() > target) {
        state = state.withWalkers(allPolished(state, limits, cancelled));
      }
      if (!cut && count == roundSize()) {
        // A round that was cut short is no state to go on from.
        limits.memory().write(state);
      }
      limits.progress().report(state.done(), limits.starts(), state.best().value());
      if (state.best().value() <= target) {
        stop = SearchOutcome.BOUND_MET;
      } else if (cut) {
        stop = limits.interrupted().getAsBoolean() ? SearchOutcome.INTERRUPTED : SearchOutcome.TIME;
        break;
      }
    }
    double seconds = before + (System.nanoTime() - begin) / 1e9;
    boolean late = stop.equals(SearchOutcome.TIME) || stop.equals(SearchOutcome.INTERRUPTED);
    Found best =
        allPolished(
                state,
                limits,
                late
                    ? limits.within(Tuning.LATE_POLISHING * seconds + 1).cancelled()
                    : limits.interrupted())
            .get(0);
    return new SearchOutcome(
        new UnitRows(objective.items(), objective.modalities(), objective.dimension(), best.x()),
        best.value(),
        state.done(),
        best.start(),
        before + (System.nanoTime() - begin) / 1e9,
        stop,
        best.method());
  }

  /** The walkers with those that may be the best polished, best first. */
  private List<Found> allPolished(
      SearchState state, SearchLimits limits, BooleanSupplier cancelled) {
    List<Found> walkers = new ArrayList<>(state.walkers());
    if (state.best() != null
        && walkers.stream().noneMatch(w -> w.value() <= state.best().value())) {
      // The walkers may have drifted.
      walkers.add(0, state.best());
    }
    double promising = state.best().sharp() + Tuning.COMPARED_GAINS;
    List<Found> polished =
        new ArrayList<>(
            Parallel.map(
                walkers.size(),
                limits.threads(),
                i -> {
                  Found found = walkers.get(i);
                  boolean ready = found.value() != found.sharp() || found.sharp() > promising;
                  return ready ? found : polished(found, cancelled);
                }));
    polished.sort(Comparator.comparingDouble(Found::value).thenComparingInt(Found::start));
    return polished;
  }

  /** A state may come from a file that somebody has changed. */
  private void requireConsistent(SearchState state) {
    boolean good = true;
    List<Found> results = new ArrayList<>(state.walkers());
    if (state.best() != null) {
      good = !results.isEmpty();
      results.add(state.best());
    }
    for (Found found : results) {
      double[] unit = found.x().clone();
      good &= unit.length == objective.rows() * objective.dimension();
      PairObjective.normalise(unit, objective.dimension());
      good = good && Math.abs(largest(unit) - found.value()) < 1e-12;
    }
    good = good && state.kinds().stream().allMatch(symmetric::possible);
    if (!good) {
      throw BadInputException.file("checkpoint", "values that do not fit together", "a state");
    }
  }

  /** Before the first round: nothing, or a configuration that was given. */
  private SearchState beginning(SearchLimits limits, BooleanSupplier cancelled) {
    if (strategy.given() == null) {
      return SearchState.BEGIN;
    }
    double[] given = strategy.given().data();
    String method = strategy.origin();
    List<Found> found = new ArrayList<>();
    if (given.length == objective.rows() * objective.dimension()) {
      found.add(polished(new Found(given, 0, largest(given), -1, method), cancelled));
    } else {
      given = moves.resized(given, RandomStarts.random(limits.seed(), -1));
      method += " with points deleted or inserted";
    }
    Candidate moved =
        Candidate.plain(-2, objective, given.clone(), method)
            .sharpened(Candidate.COMMON, cancelled)
            .sharpened(Tuning.MIDDLE, cancelled);
    moved = finish(moved, limits.seed(), cancelled);
    found.add(polished(new Found(moved.x(), 0, moved.value(), -2, method), cancelled));
    found.sort(Comparator.comparingDouble(Found::value));
    return new SearchState(0, found.get(0), List.copyOf(found), List.of(), 0);
  }

  private SearchState round(
      SearchState state, int count, SearchLimits limits, BooleanSupplier cancelled) {
    boolean hopping = strategy.hopping() && !state.walkers().isEmpty() && objective.items() > 2;
    int first = state.done();
    int hops = hopping ? (int) (count * hopShare(state)) : 0;
    List<Candidate> fresh =
        Parallel.map(
            count - hops, limits.threads(), i -> begin(first + i, limits.seed(), state, cancelled));
    List<Tried> kinds = symmetric.ranked(state.kinds(), fresh);
    List<Candidate> kept = Candidate.best(fresh, 4);
    kept = map(kept, limits, c -> c.sharpened(Tuning.MIDDLE, cancelled));
    kept = promising(Candidate.best(kept, 4), state);
    List<Candidate> ends =
        new ArrayList<>(map(kept, limits, c -> finish(c, limits.seed(), cancelled)));
    ends.addAll(
        Parallel.map(
                hops,
                limits.threads(),
                i -> hop(first + count - hops + i, limits.seed(), state, cancelled))
            .stream()
            .flatMap(Optional::stream)
            .toList());
    ends.sort(Comparator.comparingDouble(Candidate::value).thenComparingInt(Candidate::number));
    List<Found> found =
        ends.stream()
            .map(c -> new Found(c.x(), c.value(), c.value(), c.number(), c.method()))
            .toList();
    List<Found> results = drifted(state.walkers(), found);
    List<Found> unpolished =
        found.stream().filter(f -> results.stream().noneMatch(w -> same(w, f))).toList();
    int polishing = 0;
    if (polishingInRounds && !unpolished.isEmpty()) {
      double promising =
          state.best() == null
              ? Double.POSITIVE_INFINITY
              : state.best().value() + Tuning.POLISHING_GAINS;
      polishing =
          (int)
              unpolished.stream()
                  .limit(Tuning.MOST_POLISHED)
                  .filter(f -> f.sharp() < promising)
                  .count();
    }
    results.addAll(
        Parallel.map(polishing, limits.threads(), i -> polished(unpolished.get(i), cancelled)));
    results.addAll(unpolished.subList(polishing, unpolished.size()));
    for (Candidate c : fresh) {
      c.ready()
          .map(x -> new Found(x, largest(x), largest(x), c.number(), "supplied start"))
          .ifPresent(results::add);
    }
    results.sort(Comparator.comparingDouble(Found::value).thenComparingInt(Found::start));
    List<Found> walkers = new ArrayList<>();
    for (Found result : results) {
      if (walkers.size() < Tuning.WALKERS && walkers.stream().noneMatch(w -> same(w, result))) {
        walkers.add(result);
      }
    }
    boolean better = state.best() == null || walkers.get(0).value() < state.best().value();
    Found best = better ? walkers.get(0) : state.best();
    return new SearchState(first + count, best, List.copyOf(walkers), kinds, state.seconds());
  }

  /**
   * The walkers, each exchanged for a result of the same value if there is one: where some points
   * are free, or were deleted from a larger code, many configurations have one value, and some lead
   * further. Where results are polished at once a walker is kept.
   */
  private List<Found> drifted(List<Found> walkers, List<Found> found) {
    List<Found> drifted = new ArrayList<>(walkers);
    for (int i = 0; i < drifted.size() && !polishingInRounds; i++) {
      Found walker = drifted.get(i);
      boolean raw = walker.value() == walker.sharp();
      drifted.set(
          i,
          found.stream()
              .filter(f -> raw && Math.abs(f.sharp() - walker.sharp()) < Tuning.SAME_DRIFTING)
              .findFirst()
              .orElse(walker));
    }
    return drifted;
  }

  /**
   * In few dimensions hops find what there is; in many one takes as long as ten symmetric starts,
   * so that they are few, fewer when the best has not changed for long, and more while hops find
   * better ones.
   */
  private double hopShare(SearchState state) {
    if (objective.dimension() < 6) {
      return 0.5;
    }
    boolean recent = state.done() - state.best().start() < Tuning.RECENT;
    return !recent ? 0.075 : state.best().method().endsWith(HOPS) ? 0.3 : 0.15;
  }

  /** Smaller rounds for larger problems, so that a time limit finds something finished. */
  private int roundSize() {
    long work = objective.terms() * objective.dimension();
    return work < 200_000 ? 64 : work < 2_000_000 ? 32 : work < 10_000_000 ? 8 : 4;
  }

  private double largest(double[] x) {
    return objective.workspace().largest(x);
  }

  /** A plain or symmetric start, brought to the common sharpness. */
  private Candidate begin(int number, long seed, SearchState state, BooleanSupplier cancelled) {
    // Not the numbers of fresh kinds.
    boolean plainLeads = state.best() != null && state.best().method().startsWith(PLAIN);
    int turns = number < Tuning.FIRST ? 4 : plainLeads ? 4 : 32;
    boolean plain = number % turns == turns - 1;
    if (strategy.symmetry() && !plain && !cancelled.getAsBoolean()) {
      Optional<Candidate> start = symmetric.begin(number, seed, state.kinds(), cancelled);
      if (start.isPresent()) {
        return start.get();
      }
    }
    // Beside symmetric starts each fourth number is a plain one, or each 32nd.
    PlainStarts.Start start =
        starts.of(number, strategy.symmetry() ? number / 4 + number / 128 : number);
    Candidate begun = Candidate.plain(number, objective, start.x(), PLAIN);
    begun = start.ready() ? begun.withReady(start.x().clone()) : begun;
    return begun.sharpened(start.schedule(), cancelled).sharpened(Candidate.COMMON, cancelled);
  }

  /** Those that may come near the best, once there are enough results to hop from. */
  private static List<Candidate> promising(List<Candidate> candidates, SearchState state) {
    return state.walkers().size() < Tuning.WALKERS
        ? candidates
        : candidates.stream().filter(c -> c.value() < state.best().sharp() + Tuning.FAR).toList();
  }

  private interface Step {
    Candidate apply(Candidate candidate);
  }

  private static List<Candidate> map(List<Candidate> candidates, SearchLimits limits, Step step) {
    return Parallel.map(candidates.size(), limits.threads(), i -> step.apply(candidates.get(i)));
  }

  /** To the highest sharpness; a symmetric configuration also beside its symmetry. */
  private Candidate finish(Candidate c, long seed, BooleanSupplier cancelled) {
    Candidate sharp = compared(c.sharpened(Tuning.LAST, cancelled), cancelled);
    if (!(c.space() instanceof OrbitObjective orbits)) {
      return sharp;
    }
    UniformRandomProvider random = RandomStarts.random(~seed, c.number());
    double[] all = orbits.expand(sharp.x());
    if (orbits.items() > objective.items()) {
      all = moves.resized(all, random);
    }
    double[] released = all.clone();
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    for (int i = 0; i < released.length; i++) {
      released[i] += Tuning.RELEASE * gaussian.sample();
    }
    PairObjective.normalise(released, objective.dimension());
    Candidate free =
        c.at(objective, released, 0)
            .sharpened(Tuning.MIDDLE, cancelled)
            .sharpened(Tuning.LAST, cancelled);
    free = compared(free, cancelled);
    double value = largest(all);
    return free.value() < value ? free : c.at(objective, all, value);
  }

  /** A changed copy of a walker at the highest sharpness, if it may be better than the walker. */
  private Optional<Candidate> hop(
      int number, long seed, SearchState state, BooleanSupplier cancelled) {
    UniformRandomProvider random = RandomStarts.random(seed, number);
    int rank = Math.min((int) (-1.5 * Math.log(random.nextDouble())), state.walkers().size() - 1);
    Found walker = state.walkers().get(rank);
    double[] x = moves.hop(walker.x(), random);
    String method = walker.method().replaceFirst(HOPS + "$", "") + HOPS;
    Candidate c = Candidate.plain(number, objective, x, method).sharpened(Tuning.HOP, cancelled);
    if (c.value() > walker.sharp() + Tuning.HOPELESS) {
      return Optional.empty();
    }
    c = c.sharpened(Tuning.LAST, cancelled);
    if (c.value() > walker.value() + Tuning.POLISHING_GAINS) {
      return Optional.empty();
    }
    c = compared(c, cancelled);
    boolean same = polishingInRounds && Math.abs(c.value() - walker.sharp()) <= Tuning.SAME;
    return same ? Optional.empty() : Optional.of(c);
  }

  private Candidate compared(Candidate c, BooleanSupplier cancelled) {
    return polishingInRounds ? c : c.sharpened(Tuning.COMPARED, cancelled);
  }

  private static boolean same(Found a, Found b) {
    return Math.abs(a.sharp() - b.sharp()) < Tuning.SAME
        || Math.abs(a.value() - b.value()) < Tuning.SAME_POLISHED;
  }

  private Found polished(Found found, BooleanSupplier cancelled) {
    double[] x = found.x().clone();
    double value = new Polish(objective, objective.workspace()).run(x, cancelled);
    return new Found(x, value, found.sharp(), found.start(), found.method());
  }
}
