package constellations.solver.threepoint;

import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The three-point bound for spherical codes of R^n with cosines at most s, as a semidefinite
 * program with infinitely many inequalities: T &lt;= -b_22 where triples can be, h &lt;= -1 - 2
 * b_12 - b_22 where pairs can be. It is solved for samples; the largest values between them become
 * new samples, until they are hardly larger. No sums of squares are asked for, so the value is that
 * of the best function of its degree.
 *
 * <p>Solutions are not asked to be more precise than the samples are: central ones are violated
 * less between samples. A small multiple of the traces keeps functions from growing where the
 * samples do not hold them.
 */
public final class ThreePointProgram {
  private static final int MAX_ROUNDS = 60;
  private static final double FIRST_TOLERANCE = 1e-2;
  private static final double LEAST_TOLERANCE = 1e-10;
  private static final double FINER = 0.1;
  private static final double TRACE = 1e-3;

  /** Maxima this far below the level, in standard deviations of T, become samples. */
  private static final double BAND = 0.05;

  /** Samples that were added are dropped when T is this far below. */
  private static final double FAR = 2;

  private static final int MOST_MAXIMA = 800;
  private static final int STALLED = 6;

  private final TripleBasis basis;
  private final ConicProgram program;
  private final int threads;
  private final int fixed;
  private final double[][] nodeRows;
  private final List<double[]> pairRows = new ArrayList<>();
  private final double[] pairAngles;

  /**
   * A program with its first samples.
   *
   * @param dimension n, at least 3
   * @param end s in (0, 1)
   * @param halfDegree d, at least 2: T has degree d in each variable
   * @param size a rough number of points of the code, to choose units by
   * @param threads how many threads to use; the solution does not depend on it
   */
  public ThreePointProgram(int dimension, double end, int halfDegree, double size, int threads) {
    this.basis = new TripleBasis(dimension, end, halfDegree, size);
    this.program = new ConicProgram(basis.variables, basis.blocks, threads);
    this.threads = threads;
    for (int k = 0; k < basis.linear; k++) {
      program.add(basis.signRow(k), 0);
    }
    double first = Math.acos(end);
    for (int i = 0; i < 6 * halfDegree; i++) {
      program.add(
          basis.pairRow(Math.cos(first + (Math.PI - first) * i / (6 * halfDegree - 1))), -1);
    }
    addTriples(TripleMaxima.grid(end, 2 * halfDegree + 4));
    this.fixed = program.rows();
    double[] nodes = TriplePolynomial.nodes(halfDegree, end);
    List<double[]> triples = new ArrayList<>();
    for (int i = 0; i <= halfDegree; i++) {
      for (int j = i; j <= halfDegree; j++) {
        for (int l = j; l <= halfDegree; l++) {
          triples.add(new double[] {nodes[i], nodes[j], nodes[l]});
        }
      }
    }
    List<double[]> rows =
        parallel(
            triples.size(),
            i -> basis.triple(triples.get(i)[0], triples.get(i)[1], triples.get(i)[2]));
    this.nodeRows = rows.toArray(double[][]::new);
    this.pairAngles = new double[40 * halfDegree];
    for (int i = 0; i < pairAngles.length; i++) {
      pairAngles[i] = first + (Math.PI - first) * i / (pairAngles.length - 1);
      pairRows.add(basis.pair(Math.cos(pairAngles[i])));
    }
  }

  private List<double[]> parallel(int count, IntFunction<double[]> task) {
    return Parallel.map(count, threads, task);
  }

  private void addTriples(List<double[]> points) {
    parallel(
            points.size(),
            i -> basis.tripleRow(points.get(i)[0], points.get(i)[1], points.get(i)[2]))
        .forEach(row -> program.add(row, 0));
  }

  /**
   * What the program comes to.
   *
   * @param function the best function
   * @param value the bound that it would give
   * @param relaxed what the samples alone allow: how low the value may come yet
   * @param rounds how often samples were added
   * @param steps of the interior point method, in all
   */
  public record Solution(
      TripleCandidate function, double value, double relaxed, int rounds, int steps) {}

  /** What is told after each round. */
  public record Round(int round, double value, double relaxed, double tolerance, int samples) {}

  /**
   * Solves until the value is known to a relative precision.
   *
   * @param precision of the value
   * @return the best function; nothing that helps has an infinite value
   */
  public Solution solve(double precision, BooleanSupplier interrupted, Consumer<Round> progress) {
    double[] plain = basis.objective();
    double[] trace = basis.trace();
    double tolerance = FIRST_TOLERANCE;
    TripleCandidate best = null;
    double value = Double.POSITIVE_INFINITY;
    double relaxed = 1;
    int steps = 0;
    int since = 0;
    int round = 0;
    while (round < MAX_ROUNDS && since < STALLED && !interrupted.getAsBoolean()) {
      round++;
      double[] objective = plain.clone();
      for (int i = 0; i < objective.length; i++) {
        objective[i] += TRACE * tolerance * trace[i];
      }
      ConicProgram.Solution solution = program.solve(objective, tolerance, interrupted);
      steps += solution.steps();
      double[] y = solution.y();
      double reached = 1 + basis.size * ConicProgram.dot(plain, y);
      Extremes extremes = extremes(y);
      TripleCandidate candidate = new TripleCandidate(basis, y, extremes.pairs, extremes.triples);
      double bound = candidate.value();
      since = bound < value * (1 - precision / 10) ? 0 : since + (tolerance < 1e-4 ? 1 : 0);
      if (bound < value) {
        value = bound;
        best = candidate;
      }
      boolean precise = solution.gap() <= 2 * tolerance;
      if (precise) {
        // What the multiple of the traces may have cost, twice over.
        double cost = 2 * basis.size * TRACE * tolerance * ConicProgram.dot(trace, y);
        relaxed = Math.max(relaxed, reached * (1 - 2 * solution.gap()) - cost);
      }
      progress.accept(new Round(round, value, relaxed, solution.gap(), program.rows()));
      if (value - relaxed < precision * value) {
        break;
      }
      add(y, extremes);
      double open = Math.max(bound - reached, 0) / reached;
      double next = Math.min(tolerance, Math.max(FINER * open, FINER * tolerance));
      tolerance = precise ? Math.max(LEAST_TOLERANCE, next) : tolerance;
    }
    return new Solution(best, value, relaxed, round, steps);
  }

  /** Where T and h are largest. */
  private record Extremes(
      double pairs,
      double triples,
      List<Double> angles,
      List<TripleMaxima.Point> points,
      double deviation) {}

  private Extremes extremes(double[] y) {
    double[] values = new double[nodeRows.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = ConicProgram.dot(nodeRows[i], y);
    }
    int n = basis.halfDegree + 1;
    double[] cube = new double[n * n * n];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        for (int l = j; l < n; l++) {
          double x = values[at++];
          int[][] orders = {{i, j, l}, {i, l, j}, {j, i, l}, {j, l, i}, {l, i, j}, {l, j, i}};
          for (int[] o : orders) {
            cube[(o[0] * n + o[1]) * n + o[2]] = x;
          }
        }
      }
    }
    TriplePolynomial polynomial = TriplePolynomial.through(basis.halfDegree, basis.end, cube);
    TripleMaxima maxima = new TripleMaxima(polynomial, basis.end, 5 * basis.halfDegree);
    TripleMaxima.Values grid = maxima.values();
    double level = basis.tripleLevel(y);
    List<TripleMaxima.Point> points =
        maxima.above(grid, Math.min(level, grid.largest()) - BAND * grid.deviation(), MOST_MAXIMA);
    double triples = grid.largest();
    for (TripleMaxima.Point point : points) {
      double exact = ConicProgram.dot(basis.triple(point.u(), point.v(), point.t()), y);
      triples = Math.max(triples, Math.max(exact, point.value()));
    }
    List<Double> angles = new ArrayList<>();
    double pairs = pairMaxima(y, angles);
    return new Extremes(pairs, triples, angles, points, grid.deviation());
  }

  /** The largest value of h; the angles of its local maxima are added to a list. */
  private double pairMaxima(double[] y, List<Double> angles) {
    int n = pairAngles.length;
    double[] h = new double[n];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      h[i] = ConicProgram.dot(pairRows.get(i), y);
      most = Math.max(most, h[i]);
    }
    for (int i = 0; i < n; i++) {
      boolean rises = i == 0 || h[i] >= h[i - 1];
      boolean falls = i == n - 1 || h[i] >= h[i + 1];
      if (rises && falls) {
        double angle = pairMaximum(y, Math.max(0, i - 1), Math.min(n - 1, i + 1));
        angles.add(angle);
        most = Math.max(most, ConicProgram.dot(basis.pair(Math.cos(angle)), y));
      }
    }
    return most;
  }

  /** Golden sections. */
  private double pairMaximum(double[] y, int from, int to) {
    double golden = (Math.sqrt(5) - 1) / 2;
    double a = pairAngles[from];
    double b = pairAngles[to];
    for (int i = 0; i < 32; i++) {
      double c = b - golden * (b - a);
      double d = a + golden * (b - a);
      double atC = ConicProgram.dot(basis.pair(Math.cos(c)), y);
      double atD = ConicProgram.dot(basis.pair(Math.cos(d)), y);
      if (atC >= atD) {
        b = d;
      } else {
        a = c;
      }
    }
    return (a + b) / 2;
  }

  private void add(double[] y, Extremes extremes) {
    double level = basis.tripleLevel(y);
    double far = level - FAR * extremes.deviation;
    program.retain(
        i ->
            i < fixed
                || program.row(i)[basis.variables - 2] != 0
                || value(program.row(i), y) > far);
    extremes.angles.forEach(angle -> program.add(basis.pairRow(Math.cos(angle)), -1));
    List<double[]> points = new ArrayList<>();
    for (TripleMaxima.Point point : extremes.points) {
      if (point.value() > level - BAND * extremes.deviation) {
        points.add(new double[] {point.u(), point.v(), point.t()});
      }
    }
    addTriples(points);
  }

  /** K T of a row of a triple. */
  private double value(double[] row, double[] y) {
    return ConicProgram.dot(row, y) - y[basis.variables - 1];
  }
}
