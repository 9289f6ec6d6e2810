package constellations.solver.search;

import constellations.solver.format.UnitRows;
import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.objective.RetrievalObjective;
import constellations.solver.search.objective.Smoothing;
import constellations.solver.search.objective.SphereMinimizer;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Relevance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.ExtremePairs;
import constellations.verify.exact.Parallel;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.RetrievalCertificate;
import constellations.verify.points.Vectors;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Searches for vectors of queries and documents whose margin at a fixed bias is large: random
 * documents, or a code, with queries that point to their relevant documents, then smooth maxima of
 * growing sharpness over both. One start in four has the documents on a moment curve, where a
 * polynomial tells up to (d-1)/2 of them from all others ({@link MomentCurve}).
 */
public final class RetrievalSearch {
  private static final int CLAIM_DECIMALS = 15;
  private static final double[] SHARPNESS = {
    10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 3e4, 1e5
  };
  private static final int ITERATIONS = 400;

  /** The last stage goes on as long as it gains. */
  private static final double[] LAST = {3e5, 1e6, 3e6};

  private static final int LAST_ITERATIONS = 2000;
  private static final List<String> METHODS =
      List.of("documents at random", "documents of a code", "all at random", "moment curve");

  private static final int KINDS = METHODS.size();
  private static final int STAGES = 12;

  private RetrievalSearch() {}

  /**
   * What is asked for.
   *
   * @param asked as the certificate states it
   * @param relevance the same, with a row for each query
   * @param dimension d, at least 2
   * @param bias b in [-1, 1], as a decimal
   */
  public record Question(
      Relevance asked, RelevanceMatrix relevance, int dimension, BigDecimal bias) {
    /** The question, whose rows are listed. */
    public Question(Relevance asked, int dimension, BigDecimal bias) {
      this(asked, asked.listed(), dimension, bias);
    }
  }

  /**
   * What was found.
   *
   * @param certificate claims the margin, rounded down; nothing if that is negative
   * @param outcome the rows of the queries, then those of the documents
   */
  public record Found(Optional<RetrievalCertificate> certificate, SearchOutcome outcome) {}

  /** A start and where it ended. */
  private record End(int start, double value, double[] x) {}

  /**
   * Searches, rounds and certifies.
   *
   * @param limits starts, seed, threads and time; the same seed and starts give the same result
   */
  public static Found find(Question question, SearchLimits limits, Provenance origin) {
    long begin = System.nanoTime();
    BooleanSupplier cancelled = limits.cancelled();
    RetrievalObjective objective =
        new RetrievalObjective(
            question.relevance().rows(),
            question.relevance().documents(),
            question.dimension(),
            question.bias().doubleValue());
    End best = null;
    int done = 0;
    while (done < limits.starts() && (best == null || !cancelled.getAsBoolean())) {
      int first = done;
      // The best of all starts does not depend on how many are run at a time.
      int round = Math.min(limits.threads(), limits.starts() - done);
      List<End> ends =
          Parallel.map(
              round, limits.threads(), s -> run(objective, limits.seed(), first + s, cancelled));
      for (End end : ends) {
        best = best == null || end.value() < best.value() ? end : best;
      }
      done += round;
      limits.progress().report(done, limits.starts(), best.value());
    }
    End chosen = java.util.Objects.requireNonNull(best);
    double seconds = (System.nanoTime() - begin) / 1e9;
    String stop =
        done >= limits.starts()
            ? SearchOutcome.STARTS
            : limits.interrupted().getAsBoolean() ? SearchOutcome.INTERRUPTED : SearchOutcome.TIME;
    SearchOutcome outcome =
        new SearchOutcome(
            UnitRows.code(chosen.x(), question.dimension()),
            chosen.value(),
            done,
            chosen.start(),
            seconds,
            stop,
            METHODS.get(chosen.start() % KINDS));
    return new Found(certificate(question, objective, outcome.x(), outcome.by(origin)), outcome);
  }

  private static End run(
      RetrievalObjective objective, long seed, int number, BooleanSupplier cancelled) {
    UniformRandomProvider random = RandomStarts.random(seed, number);
    double[] x = RandomStarts.sphere(random, objective.rows(), objective.dimension());
    if (number % KINDS == KINDS - 1 && objective.dimension() >= 3) {
      MomentCurve.fill(x, objective);
      return sharpened(objective, number, x, cancelled);
    }
    int begin = objective.queries() * objective.dimension();
    if (number % KINDS == 1) {
      PairObjective code = PairObjective.code(objective.documents(), objective.dimension());
      double[] points = Arrays.copyOfRange(x, begin, x.length);
      SphereMinimizer minimizer = new SphereMinimizer(code);
      for (Smoothing smoothing : RandomStarts.schedule(number)) {
        minimizer.minimize(points, smoothing, 200, smoothing.tolerance(), cancelled);
      }
      System.arraycopy(points, 0, x, begin, points.length);
    }
    if (number % KINDS != 2) {
      objective.alignQueries(x, number / KINDS % 2 == 0 ? 0 : 1.0 / objective.documents());
    }
    SphereMinimizer minimizer = new SphereMinimizer(objective);
    double value = 0;
    for (double p : SHARPNESS) {
      Smoothing smoothing = Smoothing.exponential(p);
      value = minimizer.minimize(x, smoothing, ITERATIONS, smoothing.tolerance(), cancelled);
    }
    for (double p : LAST) {
      Smoothing smoothing = Smoothing.exponential(p);
      double[] before = x.clone();
      double after =
          minimizer.minimize(x, smoothing, LAST_ITERATIONS, smoothing.tolerance(), cancelled);
      if (after > value) {
        System.arraycopy(before, 0, x, 0, x.length);
      }
      value = Math.min(value, after);
    }
    return new End(number, value, x);
  }

  /** Sharp maxima alone, which keep a small margin that is there. */
  private static End sharpened(
      RetrievalObjective objective, int number, double[] x, BooleanSupplier cancelled) {
    double value = objective.workspace().largest(x);
    double[] best = x.clone();
    SphereMinimizer minimizer = new SphereMinimizer(objective);
    double p = 10 / Math.max(1e-7, Math.abs(value));
    for (int stage = 0; stage < STAGES && !cancelled.getAsBoolean(); stage++) {
      Smoothing smoothing = Smoothing.exponential(p);
      double after =
          minimizer.minimize(x, smoothing, LAST_ITERATIONS, smoothing.tolerance(), cancelled);
      if (after < value) {
        value = after;
        best = x.clone();
      } else {
        System.arraycopy(best, 0, x, 0, x.length);
      }
      p *= value < 0 && stage < STAGES / 2 ? Math.max(0.5, Math.min(3, 10 / (p * -value))) : 3;
    }
    return new End(number, value, best);
  }

  /** The vectors as decimals, with the margin that these have, exactly. */
  private static Optional<RetrievalCertificate> certificate(
      Question question, RetrievalObjective objective, UnitRows x, Provenance by) {
    int d = objective.dimension();
    int begin = objective.queries() * d;
    double[] data = x.data();
    Vectors queries = Rounding.modalities(UnitRows.code(Arrays.copyOf(data, begin), d)).get(0);
    Vectors documents =
        Rounding.modalities(UnitRows.code(Arrays.copyOfRange(data, begin, data.length), d)).get(0);
    BigDecimal margin =
        margin(question, queries.points(), documents.points())
            .setScale(CLAIM_DECIMALS, RoundingMode.FLOOR);
    if (margin.signum() < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new RetrievalCertificate(
            new RetrievalClaim.Exists(
                d,
                question.asked(),
                Quadratic.of(Rationals.of(margin)),
                Quadratic.of(Rationals.of(question.bias()))),
            queries,
            documents,
            by));
  }

  /** The margin of exact vectors, rounded down: of pairs near to the least one exactly. */
  private static BigDecimal margin(Question question, PointSet queries, PointSet documents) {
    double[][] v = new double[documents.size()][];
    for (int j = 0; j < v.length; j++) {
      v[j] = documents.approximateUnit(j);
    }
    double b = question.bias().doubleValue();
    double[][] margins = new double[queries.size()][v.length];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < margins.length; i++) {
      double[] u = queries.approximateUnit(i);
      Set<Integer> relevant = new HashSet<>(question.relevance().rows().get(i));
      for (int j = 0; j < v.length; j++) {
        double product = 0;
        for (int k = 0; k < u.length; k++) {
          product += u[k] * v[j][k];
        }
        margins[i][j] = relevant.contains(j) ? product - b : b - product;
        least = Math.min(least, margins[i][j]);
      }
    }
    BigDecimal smallest = null;
    double near = least + 2 * ExtremePairs.errorBound(queries.dimension()) + 4 * Math.ulp(1.0);
    int scale = Math.max(CLAIM_DECIMALS + 2, question.bias().scale());
    for (int i = 0; i < margins.length; i++) {
      for (int j = 0; j < v.length; j++) {
        if (margins[i][j] > near) {
          continue;
        }
        Cosine cosine = queries.cosine(i, documents, j);
        boolean relevant = question.relevance().rows().get(i).contains(j);
        BigDecimal margin =
            relevant
                ? cosine.floor(scale).subtract(question.bias())
                : question.bias().subtract(cosine.ceiling(scale));
        smallest = smallest == null || margin.compareTo(smallest) < 0 ? margin : smallest;
      }
    }
    return java.util.Objects.requireNonNull(smallest);
  }
}
