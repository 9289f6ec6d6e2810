package constellations.solver.search;

import constellations.solver.search.objective.Objective;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;
import constellations.solver.search.objective.SymmetricCode;
import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * A start on its way.
 *
 * @param number of the start
 * @param space what x are rows of: the problem, or that of one point of each orbit
 * @param value the largest term at the sharpness reached, or what stands for it in comparisons
 * @param method how it was found, for people
 * @param kind the orbits that it is a union of, or was made from, if it was
 * @param ready a configuration that was supplied, undisturbed
 */
record Candidate(
    int number,
    Objective space,
    double[] x,
    double value,
    String method,
    Optional<SymmetricCode> kind,
    Optional<double[]> ready) {
  private static final int ITERATIONS = 200;

  /** Where plain starts are compared first, and symmetric ones the second time. */
  static final Smoothing COMMON = Smoothing.exponential(200);

  /** A start of no symmetry. */
  static Candidate plain(int number, Objective space, double[] x, String method) {
    return new Candidate(number, space, x, 0, method, Optional.empty(), Optional.empty());
  }

  Candidate at(Objective space, double[] x, double value) {
    return new Candidate(number, space, x, value, method, kind, ready);
  }

  Candidate of(SymmetricCode code) {
    return new Candidate(number, space, x, value, method, Optional.of(code), ready);
  }

  Candidate named(String how) {
    return new Candidate(number, space, x, value, how, kind, ready);
  }

  Candidate withReady(double[] supplied) {
    return new Candidate(number, space, x, value, method, kind, Optional.of(supplied));
  }

  /** Minimises at a sharpness, in place. */
  Candidate sharpened(Smoothing smoothing, BooleanSupplier cancelled) {
    return sharpened(smoothing, ITERATIONS, cancelled);
  }

  /** The same with so many steps at most. */
  Candidate sharpened(Smoothing smoothing, int iterations, BooleanSupplier cancelled) {
    double reached =
        new SphereMinimizer(space)
            .minimize(x, smoothing, iterations, smoothing.tolerance(), cancelled);
    return at(space, x, reached);
  }

  Candidate sharpened(List<Smoothing> schedule, BooleanSupplier cancelled) {
    Candidate sharp = this;
    for (Smoothing smoothing : schedule) {
      sharp = sharp.sharpened(smoothing, cancelled);
    }
    return sharp;
  }

  /** Takes a step with each, in parallel. */
  static List<Candidate> map(
      List<Candidate> candidates, int threads, UnaryOperator<Candidate> step) {
    return Parallel.map(candidates.size(), threads, i -> step.apply(candidates.get(i)));
  }

  /** The best 1/share of the candidates, at least two, in order. */
  static List<Candidate> best(List<Candidate> candidates, int share) {
    int kept = Math.min(candidates.size(), Math.max(2, candidates.size() / share));
    List<Candidate> ordered = new ArrayList<>(candidates);
    ordered.sort(Comparator.comparingDouble(Candidate::value).thenComparingInt(Candidate::number));
    return ordered.subList(0, kept);
  }
}
