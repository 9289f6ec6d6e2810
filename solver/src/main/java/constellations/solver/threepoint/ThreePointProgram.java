package constellations.solver.threepoint;

import constellations.solver.conic.ConicProgram;
import constellations.solver.numeric.Rows;
import constellations.verify.exact.Parallel;
import java.io.IOException;
import java.nio.file.Path;
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
  private static final int MAX_ROUNDS = 80;
  private static final double FIRST_TOLERANCE = 1e-2;
  private static final double LEAST_TOLERANCE = 1e-10;
  private static final double FINER = 0.1;
  private static final double TRACE = 1e-3;

  /** Maxima this far below the level, in standard deviations of T, become samples. */
  private static final double BAND = 0.05;

  /** Samples that were added are dropped when T is this far below. */
  private static final double FAR = 2;

  /** On the grid a maximum may be so much lower. */
  private static final double GRID_BAND = 0.4;

  private static final double FLAT = 3e-3;

  /** So many later samples so near make a sample superfluous. */
  private static final int CROWD = 8;

  /**
   * Where T is flat samples have to lie dense: those that are dropped sooner come back for ever.
   */
  private static final double NEAR = 0.001;

  private static final int MOST_MAXIMA = 4000;
  private static final int STALLED = 12;

  /** From below a round has to come nearer by this part to count. */
  private static final double CLOSER = 0.1;

  private final TripleBasis basis;
  private final ConicProgram program;
  private final int threads;
  private final int fixed;
  private final double[][] nodeRows;
  private final List<double[]> pairRows = new ArrayList<>();
  private final double[] pairAngles;
  private final List<double[]> pairSamples = new ArrayList<>();
  private List<Sample> samples = new ArrayList<>();

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
    for (int i = 0; i < 6 * halfDegree; i++) {
      program.add(basis.pairRow(Math.cos(TripleMaxima.angle(end, i, 6 * halfDegree))), -1);
    }
    tripleRows(TripleMaxima.grid(end, 2 * halfDegree + 4)).forEach(row -> program.add(row, 0));
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
      pairAngles[i] = TripleMaxima.angle(end, i, pairAngles.length);
      pairRows.add(basis.pair(Math.cos(pairAngles[i])));
    }
  }

  private List<double[]> parallel(int count, IntFunction<double[]> task) {
    return Parallel.map(count, threads, task);
  }

  private List<double[]> tripleRows(List<double[]> points) {
    return parallel(
        points.size(), i -> basis.tripleRow(points.get(i)[0], points.get(i)[1], points.get(i)[2]));
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

  /** Writes the program with its present samples, without the traces, in the format of SDPA. */
  public void write(Path file) throws IOException {
    program.write(file, basis.objective());
  }

  /** The number of points that a value of the objective stands for. */
  public double points(double objective) {
    return 1 + basis.size * objective;
  }

  /** What it is about, on one line. */
  public String text() {
    return "three-point, dimension " + basis.dimension + ", half degree " + basis.halfDegree;
  }

  /** The samples that a solution left, for a program like this one. */
  public List<double[]> samples() {
    return samples.stream().map(sample -> sample.point).toList();
  }

  /** Takes over samples of a program of the same dimension with another end. */
  public void begin(List<double[]> points) {
    List<double[]> inside = new ArrayList<>();
    for (double[] point : points) {
      double u = Math.min(point[0], basis.end);
      double v = Math.min(point[1], basis.end);
      double t = Math.min(point[2], basis.end);
      if (1 + 2 * u * v * t - u * u - v * v - t * t >= 0) {
        inside.add(new double[] {u, v, t});
      }
    }
    List<double[]> rows = tripleRows(inside);
    for (int i = 0; i < rows.size(); i++) {
      samples.add(new Sample(inside.get(i), rows.get(i)));
      program.add(rows.get(i), 0);
    }
  }

  /** Inner products of a triple, and the row of its inequality. */
  private record Sample(double[] point, double[] row) {}

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
      double reached = points(Rows.dot(plain, y));
      Extremes extremes = extremes(y);
      TripleCandidate candidate = new TripleCandidate(basis, y, extremes.pairs, extremes.triples);
      double bound = candidate.value();
      boolean better = bound < value * (1 - precision / 10);
      if (bound < value) {
        value = bound;
        best = candidate;
      }
      boolean precise = solution.gap() <= 2 * tolerance;
      if (precise) {
        // What the multiple of the traces may have cost, twice over.
        double cost = 2 * basis.size * TRACE * tolerance * Rows.dot(trace, y);
        double least = reached * (1 - 2 * solution.gap()) - cost;
        better |= least > relaxed + CLOSER * (value - relaxed);
        relaxed = Math.max(relaxed, least);
      }
      since = better ? 0 : since + (tolerance < 1e-4 ? 1 : 0);
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
      values[i] = Rows.dot(nodeRows[i], y);
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
    TripleMaxima maxima = new TripleMaxima(polynomial, basis.end, 6 * basis.halfDegree, threads);
    TripleMaxima.Values grid = maxima.values();
    double level = basis.tripleLevel(y);
    double from = Math.min(level, grid.largest());
    List<TripleMaxima.Point> points =
        maxima.above(
            grid, from - GRID_BAND * grid.deviation(), from - FLAT * grid.deviation(), MOST_MAXIMA);
    double triples = grid.largest();
    for (TripleMaxima.Point point : points) {
      double exact = Rows.dot(basis.triple(point.u(), point.v(), point.t()), y);
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
      h[i] = Rows.dot(pairRows.get(i), y);
      most = Math.max(most, h[i]);
    }
    for (int i = 0; i < n; i++) {
      boolean rises = i == 0 || h[i] >= h[i - 1];
      boolean falls = i == n - 1 || h[i] >= h[i + 1];
      if (rises && falls) {
        double angle = pairMaximum(y, Math.max(0, i - 1), Math.min(n - 1, i + 1));
        angles.add(angle);
        most = Math.max(most, Rows.dot(basis.pair(Math.cos(angle)), y));
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
      double atC = Rows.dot(basis.pair(Math.cos(c)), y);
      double atD = Rows.dot(basis.pair(Math.cos(d)), y);
      if (atC >= atD) {
        b = d;
      } else {
        a = c;
      }
    }
    return (a + b) / 2;
  }

  /** New samples where T and h are largest; those that they make superfluous are dropped. */
  private void add(double[] y, Extremes extremes) {
    double level = basis.tripleLevel(y);
    double far = level - FAR * extremes.deviation;
    List<double[]> found = new ArrayList<>();
    for (TripleMaxima.Point point : extremes.points) {
      if (point.value() > level - BAND * extremes.deviation) {
        found.add(new double[] {point.u(), point.v(), point.t()});
      }
    }
    List<Sample> left = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      double value = Rows.dot(sample.row, y) - y[basis.variables - 1];
      if (value > far && !isCrowded(sample.point, found, i)) {
        left.add(sample);
      }
    }
    List<double[]> rows = tripleRows(found);
    for (int i = 0; i < rows.size(); i++) {
      left.add(new Sample(found.get(i), rows.get(i)));
    }
    samples = left;
    extremes.angles.forEach(angle -> pairSamples.add(basis.pairRow(Math.cos(angle))));
    program.truncate(fixed);
    pairSamples.forEach(row -> program.add(row, -1));
    samples.forEach(sample -> program.add(sample.row, 0));
  }

  /** Whether there are enough later samples near a sample. */
  private boolean isCrowded(double[] point, List<double[]> found, int index) {
    int near = 0;
    for (double[] other : found) {
      near += isNear(point, other) ? 1 : 0;
    }
    for (int i = index + 1; i < samples.size() && near < CROWD; i++) {
      near += isNear(point, samples.get(i).point) ? 1 : 0;
    }
    return near >= CROWD;
  }

  private static boolean isNear(double[] p, double[] q) {
    return Math.abs(p[0] - q[0]) + Math.abs(p[1] - q[1]) + Math.abs(p[2] - q[2]) < NEAR;
  }
}
