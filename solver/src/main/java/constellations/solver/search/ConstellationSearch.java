package constellations.solver.search;

import constellations.solver.format.UnitRows;
import constellations.solver.modality.Synchronisation;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;
import constellations.solver.search.polish.Polish;
import constellations.solver.theory.Construction3;
import constellations.verify.claim.Provenance;
import constellations.verify.points.ConstellationCertificate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Searches for constellations of N items in k modalities in R^d whose margin at a fixed bias is
 * large. Where not all modalities are synchronised, a graph that needs no more colours than it has
 * modalities of which every two are joined is searched with the colours as modalities; in others
 * starts take the vectors of colours for modalities.
 *
 * <p>Starts take turns: random vectors, the suffix construction over a code of R^(d-k+1) (for k = 2
 * the lift), a code of R^d in all modalities, each slightly disturbed, so that neither known family
 * is missed and both are left where something better lies beside them; and for pairs a code through
 * two linear maps, whose products U V^T are symmetric or not, and Construction 3, which no linear
 * map gives.
 */
public final class ConstellationSearch {
  private static final int KINDS = 4;
  private static final List<Smoothing> SHARP =
      List.of(Smoothing.exponential(20), Smoothing.exponential(60));

  private final int dimension;
  private final int items;
  private final int modalities;
  private final Synchronisation synchronised;
  private final double bias;
  private final BooleanSupplier cancelled;

  ConstellationSearch(
      int dimension,
      int items,
      Synchronisation synchronised,
      double bias,
      BooleanSupplier cancelled) {
    this.cancelled = cancelled;
    this.dimension = dimension;
    this.items = items;
    this.synchronised = synchronised;
    this.modalities = synchronised.colours();
    this.bias = bias;
  }

  /**
   * What is asked for.
   *
   * @param dimension d, at least 2
   * @param pairs N, at least 2
   * @param modalities which of k are synchronised
   * @param bias b in [-1, 1], as a decimal
   * @param marginBound a proved upper bound on the margin
   */
  public record Question(
      int dimension, int pairs, Synchronisation modalities, BigDecimal bias, double marginBound) {}

  /**
   * What was found.
   *
   * @param certificate claims the margin, rounded down; nothing if that is negative
   */
  public record Found(Optional<ConstellationCertificate> certificate, SearchOutcome outcome) {}

  /**
   * Searches, rounds and certifies.
   *
   * @param provenance what the certificate says of its origin
   */
  public static Found find(
      Question question, SearchLimits limits, Function<SearchOutcome, Provenance> provenance) {
    SearchOutcome outcome =
        run(
            question.dimension(),
            question.pairs(),
            question.modalities(),
            question.bias().doubleValue(),
            question.marginBound(),
            limits);
    Optional<ConstellationCertificate> certificate =
        Rounding.constellation(
            outcome.x(),
            question.modalities().graph(),
            question.bias(),
            limits.threads(),
            provenance.apply(outcome));
    return new Found(certificate, outcome);
  }

  /** Runs the search alone, for k modalities of which every two are synchronised. */
  public static SearchOutcome run(
      int dimension,
      int items,
      int modalities,
      double bias,
      double marginBound,
      SearchLimits limits) {
    return run(dimension, items, Synchronisation.complete(modalities), bias, marginBound, limits);
  }

  /**
   * Runs the search alone.
   *
   * @param dimension d >= 2
   * @param items N >= 2
   * @param modalities which are synchronised
   * @param bias b in [-1, 1]
   * @param marginBound a proved upper bound on the margin
   * @return an outcome whose value is minus the margin
   */
  public static SearchOutcome run(
      int dimension,
      int items,
      Synchronisation modalities,
      double bias,
      double marginBound,
      SearchLimits limits) {
    Strategy strategy = limits.strategy();
    boolean complete = modalities.graph().isComplete();
    if (modalities.settled() && !complete) {
      UnitRows given = strategy.given();
      Strategy alike = strategy.with(given == null ? null : given.picked(modalities.clique()));
      return run(dimension, items, modalities.searched(), bias, marginBound, limits.with(alike))
          .picked(modalities.colouring());
    }
    ConstellationSearch search =
        new ConstellationSearch(dimension, items, modalities, bias, limits.cancelled());
    return new Campaign(
            PairObjective.constellation(items, modalities.graph(), dimension, bias),
            (number, turn) -> search.start(limits.seed(), number, turn),
            complete ? strategy : strategy.withoutSymmetry())
        .run(limits, -marginBound + 2e-15);
  }

  private PlainStarts.Start start(long seed, int number, int turn) {
    UniformRandomProvider random = RandomStarts.random(seed, number);
    int kind = turn % KINDS;
    int codeDimension = dimension - modalities + 1;
    // The disturbance takes turns too: none, small, larger.
    double noise = new double[] {0, 0.01, 0.1}[turn / KINDS % 3];
    if (kind == 1 && codeDimension >= 2) {
      return near(suffixed(code(random, codeDimension, turn, noise == 0)), noise, random);
    }
    if (kind == 2) {
      UnitRows code = code(random, dimension, turn, noise == 0);
      return near(code.repeated(modalities), noise, random);
    }
    if (kind == KINDS - 1 && modalities == 2) {
      boolean arc = turn / KINDS % 4 == 3 && dimension >= 3 && items >= dimension;
      return arc
          ? near(UnitRows.of(Construction3.of(dimension, items).modalities()), noise, random)
          : near(mapped(code(random, dimension, turn, false), random, turn), noise, random);
    }
    double[] x = RandomStarts.sphere(random, items * synchronised.modalities(), dimension);
    return new PlainStarts.Start(x, RandomStarts.constellationSchedule(turn / KINDS), false);
  }

  /** A code of N points from one start. */
  private UnitRows code(
      UniformRandomProvider random, int codeDimension, int turn, boolean polished) {
    double[] x = RandomStarts.sphere(random, items, codeDimension);
    PairObjective objective = PairObjective.code(items, codeDimension);
    SphereMinimizer minimizer = new SphereMinimizer(objective);
    for (Smoothing smoothing : RandomStarts.schedule(turn / KINDS)) {
      minimizer.minimize(x, smoothing, 200, smoothing.tolerance(), cancelled);
    }
    for (double p : new double[] {200, 2e3, 2e4, 1e5}) {
      Smoothing smoothing = Smoothing.exponential(p);
      minimizer.minimize(x, smoothing, 200, smoothing.tolerance(), cancelled);
    }
    if (polished) {
      new Polish(objective, objective.workspace()).run(x, Tuning.POLISHING_STEPS, cancelled);
    }
    return UnitRows.code(x, codeDimension);
  }

  /**
   * A code through two linear maps: U = A x, V = S B x with diagonal A and B, normalised, and S of
   * signs that make them far from equal. B is the inverse of A, so that U V^T is nearly symmetric,
   * or in every third turn independent of it.
   */
  private UnitRows mapped(UnitRows code, UniformRandomProvider random, int turn) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] data = new double[2 * items * dimension];
    double spread = 0.3 + 0.7 * random.nextDouble();
    int reflected = random.nextInt(dimension);
    for (int j = 0; j < dimension; j++) {
      double a = Math.exp(spread * gaussian.sample());
      double b = turn / KINDS % 3 == 2 ? Math.exp(spread * gaussian.sample()) : 1 / a;
      for (int i = 0; i < items; i++) {
        double x = code.data()[i * dimension + j];
        data[i * dimension + j] = a * x;
        data[(items + i) * dimension + j] = j < reflected ? -b * x : b * x;
      }
    }
    PairObjective.normalise(data, dimension);
    return new UnitRows(items, 2, dimension, data);
  }

  /** The suffix construction with the delta that suits the bias and the code's cosine. */
  UnitRows suffixed(UnitRows code) {
    double cosine = Rounding.largestCosine(code);
    int k = modalities;
    double margin = (1 + (k - 1) * bias) * (1 - cosine) / (k + 1 + (k - 1) * cosine);
    double s = Math.max(-1.0 / (k - 1), Math.min(1, bias + margin));
    return SimplexSuffix.of(code, k, s);
  }

  /** A start at x, or a little beside it. */
  private PlainStarts.Start near(UnitRows rows, double noise, UniformRandomProvider random) {
    boolean complete = synchronised.graph().isComplete();
    double[] x = (complete ? rows : rows.picked(synchronised.colouring())).data();
    if (noise > 0) {
      ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
      for (int i = 0; i < x.length; i++) {
        x[i] += noise * gaussian.sample();
      }
      PairObjective.normalise(x, dimension);
    }
    return new PlainStarts.Start(x, SHARP, noise == 0);
  }
}
