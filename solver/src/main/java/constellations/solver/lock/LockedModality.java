package constellations.solver.lock;

import constellations.solver.format.UnitRows;
import constellations.solver.numeric.Rows;
import constellations.solver.search.objective.PairObjective;
import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The best second modality V for a first one U that is fixed: the largest margin over all b, or at
 * a given b. With |V_i| <= 1 in place of |V_i| = 1 the problem is convex and falls apart into one
 * for each row, see {@link SecondVector}; the margin of the whole is the smallest of the rows, a
 * concave function of b below the bounds of all rows, which are linear in b.
 *
 * <p>With a coordinate more, in which all U_i are 0, vectors with |V_i| < 1 become unit vectors, so
 * that the relaxed value is reached. (The adapter of Observation 1 of arXiv 2509.18552 gives the
 * U_i a common last coordinate; that is a U of its own, to which this class applies as well.)
 */
public final class LockedModality {
  private static final double FIRST_BIAS = 0.5;
  private static final int MOST_BIASES = 120;

  /**
   * What the rounding of a bound at a bias may hide: a product and a sum, the bias given as a
   * decimal, or the shares of two bounds whose slopes cancel but for their rounding; all of size 2
   * at most.
   */
  private static final double ROUNDING = 16 * 0x1p-53;

  private final double[] u;
  private final double[][] columns;
  private final int items;
  private final int dimension;
  private final SecondVector.Solution[] rows;

  /** All bounds that were found, of any row. */
  private final List<Line> lines = new ArrayList<>();

  /** Ends this close are not worth more work. */
  private final double close;

  private final int threads;
  private final BooleanSupplier cancelled;

  /** A bound that is linear in b. */
  private record Line(double height, double slope) {
    double at(double bias) {
      return height + slope * bias;
    }
  }

  private LockedModality(UnitRows given, int threads, BooleanSupplier cancelled) {
    this.u = given.data();
    this.items = given.items();
    this.dimension = given.dimension();
    this.threads = threads;
    this.cancelled = cancelled;
    this.columns = new double[dimension][items];
    for (int i = 0; i < u.length; i++) {
      columns[i % dimension][i / dimension] = u[i];
    }
    this.rows = new SecondVector.Solution[items];
    for (int i = 0; i < items; i++) {
      rows[i] = new SecondVector(u, columns, i).trivial();
    }
    this.close = 1e-13 + 2 * SecondVector.slack(dimension);
    // No product is above 1 or below -1, and the weights 1/2 of two rows bound the margin too.
    lines.add(new Line(rows[0].height(), -1));
    lines.add(new Line(rows[0].height(), 1));
    lines.add(new Line(nearest() / 2 + SecondVector.slack(dimension), 0));
  }

  /**
   * A row of V.
   *
   * @param margin of the unit vector, at the bias of the rows; numeric
   * @param relaxed the margin that a vector of norm 1 at most has
   * @param marginUpper no such vector has a larger margin; rounded up with a proved error bound
   */
  public record Row(double margin, double relaxed, double marginUpper) {}

  /**
   * A second modality.
   *
   * @param v unit rows
   * @param margin m, at the bias that was given or else the best for these rows; numeric
   * @param bias b
   * @param relaxed the margin with |V_i| <= 1, which unit vectors with a coordinate more reach;
   *     numeric
   * @param relaxedBias its b
   * @param marginUpper no second modality with |V_i| <= 1 has a larger margin: rounded up with a
   *     proved error bound
   * @param rowBias the bias of the rows
   * @param rows of rows that were not solved for themselves less is known
   */
  public record Outcome(
      UnitRows v,
      double margin,
      double bias,
      double relaxed,
      double relaxedBias,
      double marginUpper,
      double rowBias,
      List<Row> rows) {}

  /**
   * Finds the best V.
   *
   * @param u the vectors of the first modality
   * @param bias b, or null for the best
   * @param each whether each row is solved for itself, not only those that bound the whole
   * @param done is run after each row in the end
   * @param cancelled ends the work with what there is; the upper bounds hold all the same
   */
  public static Outcome best(
      UnitRows u,
      Double bias,
      boolean each,
      int threads,
      Runnable done,
      BooleanSupplier cancelled) {
    LockedModality locked = new LockedModality(u, threads, cancelled);
    double[] ends = bias == null ? locked.overBiases() : locked.at(bias);
    return locked.outcome(bias, ends[0], ends[1], each, done);
  }

  /** The distance of the first row from the nearest other one. */
  private double nearest() {
    double[] products = new double[items];
    Rows.rowTimesColumns(u, 0, dimension, columns, products);
    int nearest = 1;
    for (int j = 2; j < items; j++) {
      nearest = products[j] > products[nearest] ? j : nearest;
    }
    double square = 0;
    for (int k = 0; k < dimension; k++) {
      double difference = u[k] - u[nearest * dimension + k];
      square += difference * difference;
    }
    return Math.sqrt(square);
  }

  /** The upper bound of {@link Outcome#marginUpper} over all biases, without a V. */
  public static double marginUpper(UnitRows u, int threads, BooleanSupplier cancelled) {
    return new LockedModality(u, threads, cancelled).overBiases()[1] + ROUNDING;
  }

  /** Solves what bounds the margin at a bias; returns the bias and the bound. */
  private double[] at(double bias) {
    double before;
    double upper = upper(bias);
    do {
      before = upper;
      solve(bias, false, () -> {});
      upper = upper(bias);
    } while (upper < before - close && !cancelled.getAsBoolean());
    return new double[] {bias, upper};
  }

  /** The best bias, and the bound over all. */
  private double[] overBiases() {
    double low = -1;
    double high = 1;
    double bias = FIRST_BIAS;
    double best = Double.NEGATIVE_INFINITY;
    double bestBias = bias;
    for (int step = 0; step < MOST_BIASES && !cancelled.getAsBoolean(); step++) {
      at(bias);
      double margin = margin(bias);
      if (margin > best) {
        best = margin;
        bestBias = bias;
      }
      double[] peak = peak();
      if (peak[1] - best < close || !(low < high)) {
        break;
      }
      // The bounds found so far say on which side the best bias is; their peak may come to it
      // slowly, half way between the sides does not.
      if (lowest(bias, 0).slope() > 0) {
        low = bias;
      } else {
        high = bias;
      }
      bias = step % 2 == 0 && peak[0] > low && peak[0] < high ? peak[0] : (low + high) / 2;
    }
    // The rows have since been solved at other biases.
    at(bestBias);
    return new double[] {bestBias, peak()[1]};
  }

  private double margin(double bias) {
    return Arrays.stream(rows).mapToDouble(row -> row.margin(bias)).min().orElseThrow();
  }

  private double upper(double bias) {
    return lines.stream().mapToDouble(line -> line.at(bias)).min().orElseThrow();
  }

  /** Where the least of the bounds of the rows is largest, and how large it is there. */
  private double[] peak() {
    double low = -1;
    double high = 1;
    // The least of linear functions is concave: halve the interval by the slope of the least one.
    for (int step = 0; step < 60; step++) {
      double middle = (low + high) / 2;
      if (lowest(middle, 0).slope() > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    // Weights of a rising and a falling bound whose slopes cancel give one that holds at each bias.
    Line rising = lowest(low, 1);
    Line falling = lowest(high, -1);
    if (rising == null || falling == null) {
      double end = rising == null ? -1 : 1;
      return new double[] {end, upper(end)};
    }
    double share = -falling.slope() / (rising.slope() - falling.slope());
    double bound = share * rising.height() + (1 - share) * falling.height();
    return new double[] {(low + high) / 2, bound + ROUNDING};
  }

  /** The line that is least at a bias, among those whose slope has a sign, or all (0). */
  private Line lowest(double bias, int sign) {
    Line best = null;
    for (Line line : lines) {
      boolean fits = sign > 0 ? line.slope() > 0 : sign == 0 || line.slope() <= 0;
      if (fits && (best == null || line.at(bias) < best.at(bias))) {
        best = line;
      }
    }
    return best;
  }

  /** Solves the rows that may bound the margin at a bias, or all. */
  private void solve(double bias, boolean all, Runnable done) {
    double upper = upper(bias);
    SecondVector.Solution[] found =
        Parallel.map(
                items,
                threads,
                i -> {
                  boolean bounding =
                      all
                          ? rows[i].upper(bias) - rows[i].margin(bias) > close
                          : rows[i].margin(bias) < upper - close;
                  SecondVector.Solution row =
                      bounding && !cancelled.getAsBoolean()
                          ? new SecondVector(u, columns, i).solve(bias, cancelled)
                          : rows[i];
                  done.run();
                  return row;
                })
            .toArray(SecondVector.Solution[]::new);
    for (int i = 0; i < items; i++) {
      if (!found[i].equals(rows[i])) {
        lines.add(new Line(found[i].height(), found[i].slope()));
        // What was stopped may be worse than what an earlier bias has left.
        boolean kept = cancelled.getAsBoolean() && found[i].margin(bias) < rows[i].margin(bias);
        rows[i] = kept ? rows[i] : found[i];
      }
    }
  }

  private Outcome outcome(Double given, double bias, double upper, boolean each, Runnable done) {
    if (each) {
      solve(bias, true, done);
    }
    List<Unit> units = Parallel.map(items, threads, i -> unit(i, bias));
    double[] v = new double[items * dimension];
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    List<Row> ends = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      Unit unit = units.get(i);
      System.arraycopy(unit.v(), 0, v, i * dimension, dimension);
      least = Math.min(least, unit.own());
      largest = Math.max(largest, unit.largest());
      double margin = Math.min(unit.own() - bias, bias - unit.largest());
      ends.add(
          new Row(margin, Math.max(margin, rows[i].margin(bias)), rows[i].upper(bias) + ROUNDING));
    }
    double margin = given == null ? (least - largest) / 2 : Math.min(least - bias, bias - largest);
    double middle = given == null ? (least + largest) / 2 : bias;
    // V = U costs nothing, and is better than what is begun and not finished.
    UnitVectors.Extremes same = ofFirst();
    double free =
        given == null ? same.gap() / 2 : Math.min(same.least() - given, given - same.largest());
    if (free > margin + close) {
      v = u.clone();
      margin = free;
      middle = given == null ? same.middle() : bias;
    }
    if (given == null && Arrays.stream(rows).anyMatch(row -> !row.isUnit())) {
      // For unit vectors another bias may be better.
      UnitVectors joint = new UnitVectors(u, columns, 0, items, null);
      double[] other = joint.best(v, cancelled);
      UnitVectors.Extremes extremes = joint.extremes(other);
      if (extremes.gap() > 2 * margin) {
        v = other;
        margin = extremes.gap() / 2;
        middle = extremes.middle();
      }
    }
    boolean relaxedBetter = margin(bias) >= margin;
    return new Outcome(
        UnitRows.code(v, dimension),
        margin,
        middle,
        relaxedBetter ? margin(bias) : margin,
        relaxedBetter ? bias : middle,
        upper + ROUNDING,
        bias,
        List.copyOf(ends));
  }

  /** The extremes of V = U. */
  private UnitVectors.Extremes ofFirst() {
    List<UnitVectors.Extremes> rows =
        Parallel.map(
            items,
            threads,
            i -> {
              double[] row = Arrays.copyOfRange(u, i * dimension, (i + 1) * dimension);
              return new UnitVectors(u, columns, i, 1, null).extremes(row);
            });
    return new UnitVectors.Extremes(
        rows.stream().mapToDouble(UnitVectors.Extremes::least).min().orElseThrow(),
        rows.stream().mapToDouble(UnitVectors.Extremes::largest).max().orElseThrow());
  }

  /** A unit vector with its product with its own row and the largest with others. */
  private record Unit(double[] v, double own, double largest) {}

  /** The vector of a row with norm 1; where that costs something, the best that a search finds. */
  private Unit unit(int row, double bias) {
    SecondVector.Solution known = rows[row];
    double[] start = known.v().clone();
    if (Rows.dot(start, start) < 1e-12) {
      System.arraycopy(u, row * dimension, start, 0, dimension);
    }
    PairObjective.normalise(start, dimension);
    if (known.isUnit()) {
      return new Unit(start, known.own(), known.largest());
    }
    UnitVectors search = new UnitVectors(u, columns, row, 1, bias);
    double[] v = cancelled.getAsBoolean() ? start : search.best(start, cancelled);
    UnitVectors.Extremes extremes = search.extremes(v);
    return new Unit(v, extremes.least(), extremes.largest());
  }
}
