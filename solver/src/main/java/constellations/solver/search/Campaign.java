package constellations.solver.search;

import constellations.solver.format.UnitRows;
import constellations.solver.search.SearchState.Found;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.polish.Polish;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

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
 * <p>Plain starts compete by successive halving: all are brought to a low sharpness, the better
 * ones to a higher one, and the best two to the end. Of symmetric ones those go on that are among
 * the best so far. A new best goes through {@link Polish}. What a start does depends on its number
 * and on the state before its round alone, and a round is decided when all of it is done, so the
 * result does not depend on the number of threads, and a search that goes on from a saved state
 * ends as if it had never been stopped.
 */
final class Campaign {
  private static final String PLAIN = "plain";
  private static final String HOPS = ", hops";

  private final PairObjective objective;
  private final PlainStarts starts;
  private final Strategy strategy;
  private final Moves moves;
  private final SymmetricStarts symmetric;

  private final Finish finish;

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
        new SymmetricStarts(objective, moves, strategy.group(), Math.max(1, roundSize() / 8));
    this.polishingInRounds = objective.rows() * objective.dimension() <= Polish.LP_SIZE;
    this.finish = new Finish(objective, moves, polishingInRounds);
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
      state = new SearchState(next.done(), next.best(), next.walkers(), next.known(), seconds);
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
                  return ready ? found : finish.polished(found, cancelled);
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
    good = good && symmetric.possible(state.known());
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
      found.add(finish.polished(new Found(given, 0, largest(given), -1, method), cancelled));
    } else {
      given = moves.resized(given, RandomStarts.random(limits.seed(), -1));
      method += " with points deleted or inserted";
    }
    Candidate moved =
        Candidate.plain(-2, objective, given.clone(), method)
            .sharpened(Candidate.COMMON, cancelled)
            .sharpened(Tuning.MIDDLE, cancelled);
    moved = finish.sharpest(moved, limits.seed(), cancelled);
    found.add(finish.polished(new Found(moved.x(), 0, moved.value(), -2, method), cancelled));
    found.sort(Comparator.comparingDouble(Found::value));
    return new SearchState(0, found.get(0), List.copyOf(found), Known.NOTHING, 0);
  }

  private SearchState round(
      SearchState state, int count, SearchLimits limits, BooleanSupplier cancelled) {
    boolean hopping = strategy.hopping() && !state.walkers().isEmpty() && objective.items() > 2;
    int first = state.done();
    // So that small rounds have hops, too.
    double share = hopping ? hopShare(state) : 0;
    int hops = (int) (share * (first + count)) - (int) (share * first);
    List<Candidate> fresh =
        Parallel.map(
                count - hops,
                limits.threads(),
                i -> begin(first + i, i, limits.seed(), state, cancelled))
            .stream()
            .flatMap(List::stream)
            .toList();
    List<Candidate> orbits = fresh.stream().filter(c -> c.kind().isPresent()).toList();
    int each = SymmetricStarts.EXPLORING;
    int explored = strategy.symmetry() ? (count - hops + each - 1) / each : 0;
    Known known = state.known().with(orbits, explored);
    SymmetricStarts.Promoted promoted =
        symmetric.promoted(known, orbits, limits.seed(), limits.threads(), cancelled);
    List<Candidate> plain = fresh.stream().filter(c -> c.kind().isEmpty()).toList();
    List<Candidate> kept = Candidate.best(plain, 4);
    kept = Candidate.map(kept, limits.threads(), c -> c.sharpened(Tuning.MIDDLE, cancelled));
    kept = new ArrayList<>(promising(Candidate.best(kept, 4), state));
    for (Candidate c : promising(promoted.candidates(), state)) {
      kept.addAll(Collections.nCopies(finish.more(c) > 0 ? Tuning.DELETIONS : 1, c));
    }
    List<Candidate> last = kept;
    List<Candidate> ends =
        new ArrayList<>(
            Parallel.map(
                last.size(),
                limits.threads(),
                i -> finish.sharpest(last.get(i), limits.seed() + i, cancelled)));
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
    List<Found> unpolished = new ArrayList<>();
    for (Found f : found) {
      if (Stream.concat(results.stream(), unpolished.stream()).noneMatch(w -> same(w, f))) {
        unpolished.add(f);
      }
    }
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
        Parallel.map(
            polishing, limits.threads(), i -> finish.polished(unpolished.get(i), cancelled)));
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
    return new SearchState(
        first + count, best, List.copyOf(walkers), known.with(promoted.leaders()), state.seconds());
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
    if (objective.dimension() < Tuning.MANY_DIMENSIONS) {
      return 0.5;
    }
    boolean recent = state.done() - state.best().start() < Tuning.RECENT;
    return !recent ? 0.03 : state.best().method().endsWith(HOPS) ? 0.3 : 0.08;
  }

  /**
   * Of so many starts one is plain: in many dimensions one takes as long as several symmetric ones.
   */
  private int plainTurns(int number, SearchState state) {
    boolean plainLeads = state.best() != null && state.best().method().startsWith(PLAIN);
    return number >= Tuning.FIRST && !plainLeads
        ? 32
        : objective.dimension() < Tuning.MANY_DIMENSIONS ? 4 : 8;
  }

  /** Smaller rounds for larger problems, so that a time limit finds something finished. */
  private int roundSize() {
    long work = objective.terms() * objective.dimension();
    return work < 200_000 ? 64 : work < 2_000_000 ? 32 : work < 10_000_000 ? 8 : 4;
  }

  private double largest(double[] x) {
    return objective.workspace().largest(x);
  }

  /** A plain start at the common sharpness, or the better trials of a symmetric one. */
  private List<Candidate> begin(
      int number, int index, long seed, SearchState state, BooleanSupplier cancelled) {
    int turns = plainTurns(number, state);
    // Neither a start that explores nor, at the end of a round, a hop.
    boolean plain = number % turns == 1;
    if (strategy.symmetry() && !plain && !cancelled.getAsBoolean()) {
      int each = SymmetricStarts.EXPLORING;
      OptionalInt turn =
          index % each == 0
              ? OptionalInt.of(state.known().turns() + index / each)
              : OptionalInt.empty();
      List<Candidate> trials = symmetric.begin(number, turn, seed, state.known(), cancelled);
      if (!trials.isEmpty()) {
        return trials;
      }
    }
    int turn =
        !strategy.symmetry()
            ? number
            : number < Tuning.FIRST
                ? number / turns
                : RandomStarts.random(seed, ~number).nextInt(Tuning.TURNS);
    PlainStarts.Start start = starts.of(number, turn);
    Candidate begun = Candidate.plain(number, objective, start.x(), PLAIN);
    begun = start.ready() ? begun.withReady(start.x().clone()) : begun;
    return List.of(
        begun.sharpened(start.schedule(), cancelled).sharpened(Candidate.COMMON, cancelled));
  }

  /** Those that may come near the best, once there are enough results to hop from. */
  private static List<Candidate> promising(List<Candidate> candidates, SearchState state) {
    return state.walkers().size() < Tuning.WALKERS
        ? candidates
        : candidates.stream().filter(c -> c.value() < state.best().sharp() + Tuning.FAR).toList();
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
    c = finish.compared(c, cancelled);
    boolean same = polishingInRounds && Math.abs(c.value() - walker.sharp()) <= Tuning.SAME;
    return same ? Optional.empty() : Optional.of(c);
  }

  private static boolean same(Found a, Found b) {
    return Math.abs(a.sharp() - b.sharp()) < Tuning.SAME
        || Math.abs(a.value() - b.value()) < Tuning.SAME_POLISHED;
  }
}
