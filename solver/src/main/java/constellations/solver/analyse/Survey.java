package constellations.solver.analyse;

import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.numeric.RowHash;
import constellations.solver.run.Workers;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A first look at all rows, by chunks: hashes, products of matching pairs, and sums for xi. It ends
 * with what the tasks of a {@link PairScan} need to know of rows that are not their own.
 */
final class Survey {
  /** Rows of a chunk; sums are over chunks, so that they do not depend on who does them. */
  private static final int CHUNK = 4096;

  private final ScanInput input;
  private final int[] hashes;
  private final double[] own;
  private final double[][] sums;
  private final double[] squares;

  private Survey(ScanInput input) {
    this.input = input;
    this.hashes = new int[2 * input.rows];
    this.own = new double[input.rows];
    int chunks = (input.rows - 1) / CHUNK + 1;
    this.sums = new double[chunks][];
    this.squares = new double[chunks];
  }

  /**
   * What was found.
   *
   * @param positives the products of all matching pairs in double precision, for each row of U
   * @param xi mean |x_i - mean x|^2 of x_i = U_i - V_i
   * @param meanShift |mean x|
   * @param repeats rows of U, and rows of V, that are equal to one before them
   */
  record Result(List<double[]> positives, double xi, double meanShift, int[] repeats) {}

  /**
   * The outcome of a chunk.
   *
   * @param hashes of its rows of U, then of those of V
   * @param own the products of row i of U with row i of V
   * @param sum of y_i = x_i - x_0
   * @param squares the sum of |y_i|^2
   */
  private record Part(int[] hashes, double[] own, double[] sum, double squares)
      implements Serializable {}

  /** Looks at all rows and completes the input; null if it was cancelled. */
  static Result of(ScanInput input, Workers workers, BooleanSupplier cancelled) {
    Survey survey = new Survey(input);
    int chunks = survey.sums.length;
    int[] done = new int[1];
    workers.run(
        input,
        chunks,
        Survey::part,
        (chunk, part) -> {
          survey.put(chunk, part);
          done[0]++;
        },
        cancelled);
    if (done[0] < chunks) {
      return null;
    }
    List<double[]> positives = survey.positives();
    survey.classes();
    return survey.result(positives);
  }

  private static Part part(ScanInput input, int chunk) {
    int from = chunk * CHUNK;
    int to = Math.min(input.rows, from + CHUNK);
    int d = input.dimension;
    EmbeddingMatrix u = input.u();
    EmbeddingMatrix v = input.v();
    double[] row = new double[d];
    double[] left = new double[d];
    double[] right = new double[d];
    double[] first = new double[d];
    u.unit(0, left);
    v.unit(0, right);
    for (int k = 0; k < d; k++) {
      first[k] = left[k] - right[k];
    }
    Part part = new Part(new int[2 * (to - from)], new double[to - from], new double[d], 0);
    double squares = 0;
    ExactPairs exact = input.exact();
    for (int i = from; i < to && !input.isCancelled(); i++) {
      u.row(i, row);
      part.hashes[i - from] = RowHash.of(row);
      v.row(i, row);
      part.hashes[to - from + i - from] = RowHash.of(row);
      part.own[i - from] = exact.approximate(i, i);
      u.unit(i, left);
      v.unit(i, right);
      for (int k = 0; k < d; k++) {
        double y = left[k] - right[k] - first[k];
        part.sum[k] += y;
        squares += y * y;
      }
    }
    return new Part(part.hashes, part.own, part.sum, squares);
  }

  private void put(int chunk, Part part) {
    int from = chunk * CHUNK;
    int count = part.own.length;
    System.arraycopy(part.hashes, 0, hashes, from, count);
    System.arraycopy(part.hashes, count, hashes, input.rows + from, count);
    System.arraycopy(part.own, 0, own, from, count);
    sums[chunk] = part.sum;
    squares[chunk] = part.squares;
  }

  /** The matching products, for each row, and the largest of each row and column. */
  private List<double[]> positives() {
    int rows = input.rows;
    input.rowPartner = new int[rows];
    input.columnPartner = new int[rows];
    input.rowOwn = new double[rows];
    input.columnOwn = new double[rows];
    Arrays.fill(input.rowOwn, Double.NEGATIVE_INFINITY);
    Arrays.fill(input.columnOwn, Double.NEGATIVE_INFINITY);
    List<double[]> positives = new ArrayList<>(rows);
    ExactPairs exact = input.exact();
    for (int i = 0; i < rows; i++) {
      int[] partners = input.matches.of(i);
      double[] products = new double[partners.length];
      for (int p = 0; p < partners.length; p++) {
        int j = partners[p];
        products[p] = i == j ? own[i] : exact.approximate(i, j);
        if (products[p] > input.rowOwn[i]) {
          input.rowOwn[i] = products[p];
          input.rowPartner[i] = j;
        }
        if (products[p] > input.columnOwn[j]) {
          input.columnOwn[j] = products[p];
          input.columnPartner[j] = i;
        }
      }
      positives.add(products);
    }
    return positives;
  }

  /** Rows of equal numbers: those of equal hashes are compared. */
  private void classes() {
    int rows = input.rows;
    long[] keys = new long[2 * rows];
    for (int i = 0; i < 2 * rows; i++) {
      keys[i] = (long) hashes[i] << 32 | i;
    }
    Arrays.sort(keys);
    int[] classes = new int[2 * rows];
    double[] row = new double[input.dimension];
    double[] other = new double[input.dimension];
    for (int from = 0; from < keys.length; ) {
      int to = from + 1;
      while (to < keys.length && keys[to] >> 32 == keys[from] >> 32) {
        to++;
      }
      List<Integer> distinct = new ArrayList<>();
      for (int at = from; at < to; at++) {
        int i = (int) keys[at];
        int known = i;
        if (to - from > 1) {
          row(i, row);
          for (int candidate : distinct) {
            row(candidate, other);
            if (Arrays.equals(row, other)) {
              known = candidate;
              break;
            }
          }
        }
        if (known == i) {
          distinct.add(i);
        }
        classes[i] = known;
      }
      from = to;
    }
    input.leftClass = Arrays.copyOf(classes, rows);
    input.rightClass = Arrays.copyOfRange(classes, rows, 2 * rows);
  }

  /** Rows that are not the first of their class. */
  private static int repeats(int[] classes) {
    return classes.length - (int) Arrays.stream(classes).distinct().count();
  }

  private void row(int i, double[] out) {
    if (i < input.rows) {
      input.u().row(i, out);
    } else {
      input.v().row(i - input.rows, out);
    }
  }

  private Result result(List<double[]> positives) {
    int n = input.rows;
    double[] mean = new double[input.dimension];
    double square = 0;
    for (int chunk = 0; chunk < sums.length; chunk++) {
      square += squares[chunk] / n;
      for (int k = 0; k < mean.length; k++) {
        mean[k] += sums[chunk][k] / n;
      }
    }
    double[] left = new double[input.dimension];
    double[] right = new double[input.dimension];
    input.u().unit(0, left);
    input.v().unit(0, right);
    double shift = 0;
    double moved = 0;
    for (int k = 0; k < mean.length; k++) {
      moved += mean[k] * mean[k];
      double x = mean[k] + (left[k] - right[k]);
      shift += x * x;
    }
    int[] repeats = {repeats(input.leftClass), repeats(input.rightClass)};
    return new Result(positives, Math.max(0, square - moved), Math.sqrt(shift), repeats);
  }
}
