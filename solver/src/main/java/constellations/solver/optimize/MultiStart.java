package constellations.solver.optimize;

import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Many seeded starts in rounds of successive halving: each start of a round is brought to a
 * moderate sharpness, the better quarter goes on to a higher one, and the best two to the end and
 * through {@link Polish}. What a start does depends on its number alone, and a round is decided
 * when all of it is done, so the result does not depend on the number of threads.
 */
final class MultiStart {
  private static final int ITERATIONS = 200;
  private static final Smoothing COMMON = Smoothing.exponential(200);
  private static final List<Smoothing> SECOND = List.of(Smoothing.exponential(2e3));
  private static final List<Smoothing> LAST =
      List.of(Smoothing.exponential(2e4), Smoothing.exponential(1e5));

  private final PairObjective objective;
  private final IntFunction<Start> starts;
  private final ConcurrentLinkedQueue<SphereMinimizer> minimizers = new ConcurrentLinkedQueue<>();

  /**
   * A point to start from.
   *
   * @param x unit rows
   * @param schedule what to minimise before the common stages
   * @param ready whether x is polished already, and so a result of its own whatever becomes of it
   */
  record Start(double[] x, List<Smoothing> schedule, boolean ready) {}

  /** A start brought to the common sharpness, and the point itself if it was ready. */
  private record Begun(Candidate candidate, Optional<Candidate> ready) {}

  private record Candidate(int number, double[] x, double value) {}

  /**
   * Prepares a search.
   *
   * @param starts makes start number i from its seed; called from several threads
   */
  MultiStart(PairObjective objective, IntFunction<Start> starts) {
    this.objective = objective;
    this.starts = starts;
  }

  /**
   * Runs rounds until the limit of starts, the target or the cancellation is reached.
   *
   * @param target stops when the largest term is at most this
   */
  SearchOutcome run(SearchLimits limits, double target) {
    long begin = System.nanoTime();
    BooleanSupplier cancelled = limits.cancelled();
    int round = roundSize();
    Candidate best = null;
    int done = 0;
    String stop = SearchOutcome.STARTS;
    while (done < limits.starts()) {
      int first = done;
      int count = Math.min(round, limits.starts() - done);
      List<Begun> begun = Parallel.map(count, limits.threads(), i -> begin(first + i, cancelled));
      List<Candidate> candidates = begun.stream().map(Begun::candidate).toList();
      candidates = goOn(candidates, 4, limits, cancelled, SECOND);
      candidates = goOn(candidates, 4, limits, cancelled, LAST);
      double hopeless = best == null ? Double.POSITIVE_INFINITY : best.value() + possibleGain();
      candidates =
          map(
              candidates.stream().filter(c -> c.value() < hopeless).toList(),
              limits,
              (minimizer, c) -> polish(minimizer, c, cancelled));
      List<Candidate> results = new ArrayList<>(candidates);
      begun.forEach(b -> b.ready().ifPresent(results::add));
      for (Candidate candidate : results) {
        if (best == null || candidate.value() < best.value()) {
          best = candidate;
        }
      }
      done += count;
      limits.progress().report(done, limits.starts(), best.value());
      if (best.value() <= target) {
        stop = SearchOutcome.BOUND_MET;
        break;
      }
      if (cancelled.getAsBoolean()) {
        stop = limits.interrupted().getAsBoolean() ? SearchOutcome.INTERRUPTED : SearchOutcome.TIME;
        break;
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new SearchOutcome(best.x(), best.value(), done, best.number(), seconds, stop);
  }

  /** What polishing can gain, generously: the smooth maximum exceeds the largest term by less. */
  private double possibleGain() {
    return 10 * Math.log(objective.terms()) / LAST.get(LAST.size() - 1).sharpness();
  }

  /** Smaller rounds for larger problems, so that a time limit finds something finished. */
  private int roundSize() {
    long work = objective.terms() * objective.dimension();
    return work < 1_000_000 ? 32 : work < 10_000_000 ? 8 : 2;
  }

  private Begun begin(int number, BooleanSupplier cancelled) {
    Start start = starts.apply(number);
    double[] x = start.x();
    return with(
        minimizer -> {
          Optional<Candidate> ready =
              start.ready()
                  ? Optional.of(new Candidate(number, x.clone(), minimizer.workspace().largest(x)))
                  : Optional.empty();
          for (Smoothing smoothing : start.schedule()) {
            minimizer.minimize(x, smoothing, ITERATIONS, smoothing.tolerance(), cancelled);
          }
          double value = minimizer.minimize(x, COMMON, ITERATIONS, COMMON.tolerance(), cancelled);
          return new Begun(new Candidate(number, x, value), ready);
        });
  }

  /** Keeps the best 1/share of the candidates, at least two, and sharpens them. */
  private List<Candidate> goOn(
      List<Candidate> candidates,
      int share,
      SearchLimits limits,
      BooleanSupplier cancelled,
      List<Smoothing> stages) {
    int kept = Math.min(candidates.size(), Math.max(2, candidates.size() / share));
    List<Candidate> ordered = new ArrayList<>(candidates);
    ordered.sort(Comparator.comparingDouble(Candidate::value).thenComparingInt(Candidate::number));
    return map(
        ordered.subList(0, kept),
        limits,
        (minimizer, c) -> {
          double value = c.value();
          for (Smoothing smoothing : stages) {
            value =
                minimizer.minimize(c.x(), smoothing, ITERATIONS, smoothing.tolerance(), cancelled);
          }
          return new Candidate(c.number(), c.x(), value);
        });
  }

  private Candidate polish(SphereMinimizer minimizer, Candidate c, BooleanSupplier cancelled) {
    double value = new Polish(objective, minimizer.workspace()).run(c.x(), cancelled);
    return new Candidate(c.number(), c.x(), value);
  }

  private interface Step {
    Candidate apply(SphereMinimizer minimizer, Candidate candidate);
  }

  private List<Candidate> map(List<Candidate> candidates, SearchLimits limits, Step step) {
    return Parallel.map(
        candidates.size(),
        limits.threads(),
        i -> with(minimizer -> step.apply(minimizer, candidates.get(i))));
  }

  /** Lends a minimiser, which has room for one thread. */
  private <T> T with(Function<SphereMinimizer, T> work) {
    SphereMinimizer minimizer = minimizers.poll();
    if (minimizer == null) {
      minimizer = new SphereMinimizer(objective);
    }
    T result = work.apply(minimizer);
    minimizers.add(minimizer);
    return result;
  }
}
