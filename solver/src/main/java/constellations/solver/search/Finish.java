package constellations.solver.search;

import constellations.solver.search.SearchState.Found;
import constellations.solver.search.objective.OrbitObjective;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.polish.InteriorPoint;
import constellations.solver.search.polish.Polish;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** The last stages of a start: to the highest sharpness, out of its symmetry, polished. */
final class Finish {
  private static final String HOPS = ", hops";

  private final PairObjective objective;
  private final Moves moves;
  private final boolean polishing;

  /**
   * Prepares.
   *
   * @param polishing whether results are polished in any case
   */
  Finish(PairObjective objective, Moves moves, boolean polishing) {
    this.objective = objective;
    this.moves = moves;
    this.polishing = polishing;
  }

  /** How many points a union of orbits has more than are sought. */
  int more(Candidate c) {
    return c.space() instanceof OrbitObjective orbits ? orbits.items() - objective.items() : 0;
  }

  /** To the highest sharpness; a symmetric configuration also beside its symmetry. */
  Candidate sharpest(Candidate c, long seed, BooleanSupplier cancelled) {
    if (!(c.space() instanceof OrbitObjective orbits)) {
      return compared(c.sharpened(Tuning.LAST, cancelled), cancelled);
    }
    UniformRandomProvider random = RandomStarts.random(~seed, c.number());
    double[] x = c.x().clone();
    Candidate copy = c.at(orbits, x, c.value());
    Candidate sharp = compared(copy.sharpened(Tuning.LAST, cancelled), cancelled);
    double[] all = orbits.expand(sharp.x());
    int more = more(c);
    if (more > 0) {
      all = moves.resized(all, random);
    }
    Candidate whole = c.named(c.method() + (more > 0 ? ", less " + more : ""));
    double[] released = all.clone();
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    for (int i = 0; i < released.length; i++) {
      released[i] += Tuning.RELEASE * gaussian.sample();
    }
    PairObjective.normalise(released, objective.dimension());
    Candidate free =
        whole
            .at(objective, released, 0)
            .sharpened(Tuning.MIDDLE, cancelled)
            .sharpened(Tuning.LAST, cancelled);
    free = compared(free, cancelled);
    double value = objective.workspace().largest(all);
    return free.value() < value ? free : whole.at(objective, all, value);
  }

  /** Where larger problems compare configurations; smaller ones are polished. */
  Candidate compared(Candidate c, BooleanSupplier cancelled) {
    return polishing ? c : c.sharpened(Tuning.COMPARED, cancelled);
  }

  /** At a local optimum, to double precision. */
  Found polished(Found found, int steps, BooleanSupplier cancelled) {
    double[] x = found.x().clone();
    double value = new Polish(objective, objective.workspace()).run(x, steps, cancelled);
    return new Found(x, value, found.sharp(), found.start(), found.method());
  }

  /**
   * A disturbed walker, minimised with second derivatives: where a symmetric configuration can be
   * left in many ways, each leads to another optimum a little below.
   *
   * @return nothing where it seems that the walker stays better
   */
  Optional<Found> shaken(int number, long seed, SearchState state, BooleanSupplier cancelled) {
    UniformRandomProvider random = RandomStarts.random(seed, number);
    int rank = (int) (-Tuning.SHAKEN_RANKS * Math.log(random.nextDouble()));
    Found walker = state.walkers().get(Math.min(rank, state.walkers().size() - 1));
    PairObjective.Workspace workspace = objective.workspace();
    boolean far = random.nextBoolean();
    double noise = between(Tuning.LEAST_SHAKE, Tuning.MOST_SHAKE, random);
    double[] x =
        far ? moves.relocated(walker.x(), random) : moves.disturbed(walker.x(), noise, random);
    if (far || noise > Tuning.SMALL_SHAKE) {
      x = Candidate.plain(number, objective, x, "").sharpened(Candidate.COMMON, cancelled).x();
    }
    double rise = workspace.largest(x) - walker.value();
    double gap =
        Math.max(
            Math.min(rise, Tuning.MOST_GAP), between(Tuning.LEAST_GAP, Tuning.MOST_GAP, random));
    double hopeless = walker.value() + Tuning.SHAKEN_HOPELESS;
    try (InteriorPoint method = new InteriorPoint(objective, workspace)) {
      double value =
          method.run(x, gap, random.nextBoolean(), hopeless, Tuning.SHAKE_STEPS, cancelled);
      return value < hopeless
          ? Optional.of(new Found(x, value, value, number, hopped(walker)))
          : Optional.empty();
    }
  }

  /** A number whose logarithm is uniform. */
  private static double between(double least, double most, UniformRandomProvider random) {
    return least * Math.pow(most / least, random.nextDouble());
  }

  /** What is said of what comes from a hop. */
  static String hopped(Found walker) {
    return walker.method().replaceFirst(HOPS + "$", "") + HOPS;
  }
}
