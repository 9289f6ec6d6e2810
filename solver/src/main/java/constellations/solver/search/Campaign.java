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
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A search in rounds of numbered starts, of three sorts:
 *
 * <ul>
 *   <li><b>plain</b>: from random vectors, or what the caller supplies;
 *   <li><b>symmetric</b>: unions of orbits of a random group, optimised through one point of each
 *       orbit (see {@link SymmetricStarts}); at the end the symmetry is released;
 *   <li><b>hops</b>: from the best configurations so far, changed (see {@link Moves}); shakes are
 *       those that go on with second derivatives ({@link Finish#shaken}).
 * </ul>
 *
 * <p>Plain starts compete by successive halving: all are brought to a low sharpness, the better
 * ones to a higher one, and the best two to the end. Of symmetric ones those go on that are among
 * the best so far. The best goes through {@link Polish}, of small problems in its round. What a
 * start does depends on its number and on the state before its round alone, and a round is decided
 * when all of it is done, so the result does not depend on the number of threads, and a search that
 * goes on from a saved state ends as if it had never been stopped.
 */
final class Campaign {
  private static final String PLAIN = "plain";

  /** Shakes come so many at a time, so that threads share them. */
  private static final int BURST = 4;

  private final PairObjective objective;
  private final PlainStarts starts;
  private final Strategy strategy;
  private final Moves moves;
  private final SymmetricStarts symmetric;

  private final Finish finish;

  /** Whether shakes pay: in few dimensions hops find all. */
  private final boolean shaking;

  /** How many starts take several times as long as a burst of shakes. */
  private final int interval;

  private final Walkers walkers;

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
    this.polishingInRounds = objective.rows() * objective.dimension() <= Tuning.QUICKLY_POLISHED;
    this.shaking = objective.dimension() >= Tuning.MANY_DIMENSIONS && Polish.secondOrder(objective);
    double size = objective.rows() * objective.dimension() / 1000.0;
    this.interval = (int) Math.min(1 << 28, Math.max(512, 4000 * Math.pow(size, 2.5)));
    this.finish = new Finish(objective, moves, polishingInRounds);
    this.walkers = new Walkers(finish, polishingInRounds);
  }

  /**
   * Runs rounds until the limit of starts, the target or the cancellation is reached.
   *
   * @param target stops when the largest term is at most this
   */
  SearchOutcome run(SearchLimits limits, double target) {
    long begin = System.nanoTime();
    BooleanSupplier cancelled = limits.cancelled();
    // With a work limit the clock decides nothing but when to stop.
    BooleanSupplier late =
        limits.starts() < Integer.MAX_VALUE
            ? () -> false
            : limits.within(Tuning.SEARCHING * limits.seconds()).cancelled();
    SearchState state = limits.memory().read().orElseGet(() -> beginning(limits, cancelled));
    requireConsistent(state);
    Answer answer = new Answer(limits.memory(), state, objective.rows() * objective.dimension());
    double before = state.seconds();
    String stop = SearchOutcome.STARTS;
    if (state.best() != null && state.best().value() <= target) {
      stop = SearchOutcome.BOUND_MET;
    }
    while (state.done() < limits.starts() && !stop.equals(SearchOutcome.BOUND_MET)) {
      int count = Math.min(roundSize(), limits.starts() - state.done());
      boolean finishing = late.getAsBoolean();
      SearchState next = round(state, count, limits, finishing, cancelled, answer);
      boolean cut = cancelled.getAsBoolean();
      double seconds = before + (System.nanoTime() - begin) / 1e9;
      state = next.at(seconds);
      double above = state.best().value() - target;
      if (above > 0 && above < Tuning.COMPARED_GAINS) {
        state = state.withWalkers(walkers.bestPolished(state, cancelled));
      }
      if (!cut && !finishing && count == roundSize()) {
        // A round that was cut short is no state to go on from, nor one in which time decided.
        answer.between(state);
      }
      limits.progress().report(state.done(), limits.starts(), state.best().value());
      if (state.best().value() <= target) {
        stop = SearchOutcome.BOUND_MET;
      } else if (cut) {
        stop = limits.interrupted().getAsBoolean() ? SearchOutcome.INTERRUPTED : SearchOutcome.TIME;
        break;
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    Found best =
        walkers
            .allPolished(
                state,
                limits,
                limits.seconds() == Double.POSITIVE_INFINITY
                    ? limits.interrupted()
                    : limits.within(Tuning.LATE_POLISHING * seconds + 1).cancelled())
            .get(0);
    best = answer.last(best);
    return new SearchOutcome(
        new UnitRows(objective.items(), objective.modalities(), objective.dimension(), best.x()),
        best.value(),
        state.done(),
        best.start(),
        before + (System.nanoTime() - begin) / 1e9,
        stop,
        best.method());
  }

  /** A state may come from a file that somebody has changed. */
  private void requireConsistent(SearchState state) {
    boolean good = true;
    List<Found> results = new ArrayList<>(state.walkers());
    if (state.best() != null) {
      good = !results.isEmpty();
      results.add(state.best());
    }
    if (state.answer() != null) {
      results.add(state.answer());
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
      found.add(
          finish.polished(
              new Found(given, 0, largest(given), -1, method), Tuning.LAST_STEPS, cancelled));
    } else {
      given = moves.resized(given, RandomStarts.random(limits.seed(), -1));
      method += " with points deleted or inserted";
    }
    Candidate moved =
        Candidate.plain(-2, objective, given.clone(), method)
            .sharpened(Candidate.COMMON, cancelled)
            .sharpened(Tuning.MIDDLE, cancelled);
    moved = finish.sharpest(moved, limits.seed(), cancelled);
    found.add(
        finish.polished(
            new Found(moved.x(), 0, moved.value(), -2, method), Tuning.LAST_STEPS, cancelled));
    found.sort(Comparator.comparingDouble(Found::value));
    return new SearchState(
        0, found.get(0), List.copyOf(found), Known.NOTHING, new Shakes(interval, 0), 0, null);
  }

  private SearchState round(
      SearchState state,
      int count,
      SearchLimits limits,
      boolean late,
      BooleanSupplier cancelled,
      Answer answer) {
    int first = state.done();
    boolean hopping = strategy.hopping() && !state.walkers().isEmpty() && objective.items() > 2;
    int shakes = hopping && shaking && state.shakes().due(first, late) ? Math.min(BURST, count) : 0;
    // So that small rounds have hops, too.
    double share = hopping ? hopShare(state) : 0;
    int hops = (int) (share * (first + count - shakes)) - (int) (share * first);
    int starts = count - hops - shakes;
    int threads = limits.threads();
    long seed = limits.seed();
    List<Candidate> fresh =
        Parallel.map(
                starts,
                threads,
                i -> answer.seen(begin(first + i, i, seed, state, cancelled), this::largest))
            .stream()
            .flatMap(List::stream)
            .toList();
    List<Candidate> orbits = fresh.stream().filter(c -> c.kind().isPresent()).toList();
    int each = SymmetricStarts.EXPLORING;
    int explored = strategy.symmetry() ? (starts + each - 1) / each : 0;
    Known known = state.known().with(orbits, explored);
    SymmetricStarts.Promoted promoted = symmetric.promoted(known, orbits, seed, threads, cancelled);
    List<Candidate> ends = new ArrayList<>(ends(fresh, promoted, state, limits, cancelled));
    int firstHop = first + starts;
    ends.addAll(
        present(Parallel.map(hops, threads, i -> hop(firstHop + i, seed, state, cancelled))));
    int firstShake = firstHop + hops;
    List<Found> results =
        new ArrayList<>(
            present(
                Parallel.map(
                    shakes, threads, i -> finish.shaken(firstShake + i, seed, state, cancelled))));
    for (Candidate c : fresh) {
      c.ready()
          .map(x -> new Found(x, largest(x), largest(x), c.number(), "supplied start"))
          .ifPresent(results::add);
    }
    results.addAll(walkers.withPolished(ends, state, threads, cancelled));
    List<Found> distinct = Walkers.distinct(results);
    boolean better = state.best() == null || distinct.get(0).value() < state.best().value();
    Found best = better ? distinct.get(0) : state.best();
    return new SearchState(
        first + count,
        best,
        distinct,
        known.with(promoted.leaders()),
        state.shakes().after(state, shakes > 0, best, first + count, interval),
        state.seconds(),
        null);
  }

  private static <T> List<T> present(List<Optional<T>> some) {
    return some.stream().flatMap(Optional::stream).toList();
  }

  /** The better ones of a round's starts, at the highest sharpness. */
  private List<Candidate> ends(
      List<Candidate> fresh,
      SymmetricStarts.Promoted promoted,
      SearchState state,
      SearchLimits limits,
      BooleanSupplier cancelled) {
    int threads = limits.threads();
    List<Candidate> plain = fresh.stream().filter(c -> c.kind().isEmpty()).toList();
    List<Candidate> kept = Candidate.best(plain, 4);
    kept = Candidate.map(kept, threads, c -> c.sharpened(Tuning.MIDDLE, cancelled));
    List<Candidate> last = new ArrayList<>(promising(Candidate.best(kept, 4), state));
    for (Candidate c : promising(promoted.candidates(), state)) {
      last.addAll(Collections.nCopies(finish.more(c) > 0 ? Tuning.DELETIONS : 1, c));
    }
    return Parallel.map(
        last.size(), threads, i -> finish.sharpest(last.get(i), limits.seed() + i, cancelled));
  }

  /**
   * In few dimensions hops find what there is; in many one takes as long as ten symmetric starts,
   * so that they are few, and fewer when the best has not changed for long.
   */
  private double hopShare(SearchState state) {
    if (objective.dimension() < Tuning.MANY_DIMENSIONS) {
      return 0.5;
    }
    return state.done() - state.best().start() < Tuning.RECENT ? 0.08 : 0.03;
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
    String method = Finish.hopped(walker);
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
}
