package constellations.solver.search.objective;

import constellations.solver.numeric.Rows;
import constellations.verify.claim.ModalityGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a search makes small: the largest of the terms g of a spherical code or of a constellation
 * at a fixed bias.
 *
 * <ul>
 *   <li>A code of N points: g = &lt;X_i,X_j&gt; for i < j; the largest is the cosine.
 *   <li>A constellation of N items in k modalities at bias b, for modalities a < c: g =
 *       &lt;U_i^a,U_j^c&gt; - b for i != j and g = b - &lt;U_i^a,U_i^c&gt;; the largest is minus
 *       the margin. On a graph of modalities only those count that an edge joins.
 * </ul>
 *
 * Points are unit vectors, held row by row in one array: vector i of modality a is row a N + i.
 */
public final class PairObjective implements Objective {
  /** Terms whose weight is below exp(-37) < 1e-16 are left out. */
  private static final double CUTOFF = 37;

  /** Coinciding points repel as if they were this far apart. */
  private static final double LEAST_GAP = 1e-12;

  private final int items;
  private final ModalityGraph graph;
  private final int modalities;
  private final int dimension;
  private final double bias;

  /** No term exceeds this value. */
  private final double ceiling;

  /** For each modality the later ones with which it is not synchronised. */
  private final int[][] leftOut;

  private PairObjective(
      int items, int modalities, ModalityGraph graph, int dimension, double bias) {
    this.items = items;
    this.modalities = modalities;
    this.graph = graph;
    this.leftOut = new int[modalities][];
    for (int a = 0; a < modalities; a++) {
      int from = a;
      leftOut[a] =
          graph == null || graph.isComplete()
              ? new int[0]
              : IntStream.range(a + 1, modalities).filter(c -> !graph.joins(from, c)).toArray();
    }
    this.dimension = dimension;
    this.bias = bias;
    this.ceiling = 1 + Math.abs(bias);
  }

  /** The objective of a code of N points in R^d. */
  public static PairObjective code(int points, int dimension) {
    return new PairObjective(points, 1, null, dimension, 0);
  }

  /** The objective of a constellation of N items in k >= 2 modalities in R^d. */
  public static PairObjective constellation(int items, int modalities, int dimension, double bias) {
    return constellation(items, ModalityGraph.complete(modalities), dimension, bias);
  }

  /** The same where only the modalities are synchronised that an edge joins. */
  public static PairObjective constellation(
      int items, ModalityGraph graph, int dimension, double bias) {
    return new PairObjective(items, graph.modalities(), graph, dimension, bias);
  }

  /** The number N of items. */
  public int items() {
    return items;
  }

  /** The number k of modalities, 1 for a code. */
  public int modalities() {
    return modalities;
  }

  /** The relative bias b, 0 for a code. */
  public double bias() {
    return bias;
  }

  /** A term g = sign &lt;x_p,x_q&gt; + offset, with the value of g. */
  public record Term(int p, int q, double sign, double value) {}

  @Override
  public int rows() {
    return items * modalities;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public long terms() {
    long n = items;
    return modalities == 1 ? n * (n - 1) / 2 : n * n * graph.size();
  }

  private int firstPartner(int row) {
    return modalities == 1 ? row + 1 : (row / items + 1) * items;
  }

  @Override
  public Workspace workspace() {
    return new Workspace();
  }

  /**
   * Room for one thread's evaluations. The partners are held in blocks, column by column, and every
   * row of a block is computed over the whole block: loops of one length without an offset are
   * worth more than the half of the diagonal blocks that they waste. What is no term is minus
   * infinity.
   */
  public final class Workspace implements Objective.Workspace {
    /** Columns of a block stay in the first-level cache. */
    private static final int MOST_IN_BLOCK = 64;

    /** So many terms, and those of one more row, are collected. */
    private static final int COLLECTED = 1000;

    private final int blocks = (rows() + MOST_IN_BLOCK - 1) / MOST_IN_BLOCK;
    private final int width = (rows() + blocks - 1) / blocks;
    private final double[][][] columns = new double[blocks][dimension][width];
    private final double[][][] values = new double[blocks][][];
    private final double[][] gradientColumns = new double[dimension][width];
    private final double[] ratios = new double[width];
    private final double[] weights = new double[width];
    private final double[] nearValues = new double[COLLECTED + width + 2];
    private final int[] nearRows = new int[COLLECTED + width + 2];
    private final int[] nearPartners = new int[COLLECTED + width + 2];
    private double largest;

    /** Makes room. */
    public Workspace() {
      for (int block = 0; block < blocks; block++) {
        int rows = 0;
        while (rows < rows() && firstPartner(rows) < (block + 1) * width) {
          rows++;
        }
        values[block] = new double[rows][width];
      }
    }

    @Override
    public double largest(double[] x) {
      largest = Double.NEGATIVE_INFINITY;
      for (int block = 0; block < blocks; block++) {
        int begin = block * width;
        int end = Math.min(width, rows() - begin);
        for (int q = 0; q < end; q++) {
          for (int k = 0; k < dimension; k++) {
            columns[block][k][q] = x[(begin + q) * dimension + k];
          }
        }
        for (int p = 0; p < values[block].length; p++) {
          double[] row = values[block][p];
          Rows.rowTimesColumns(x, p * dimension, dimension, columns[block], row);
          if (modalities > 1) {
            toTerms(row, p, begin);
          }
          int first = first(p, block);
          Arrays.fill(row, 0, first, Double.NEGATIVE_INFINITY);
          Arrays.fill(row, end, width, Double.NEGATIVE_INFINITY);
          largest = Math.max(largest, Rows.largest(row, first));
        }
      }
      return largest;
    }

    /** Where the partners of a row begin in a block that has some. */
    private int first(int p, int block) {
      return Math.max(0, firstPartner(p) - block * width);
    }

    private void toTerms(double[] row, int p, int begin) {
      for (int q = 0; q < row.length; q++) {
        row[q] -= bias;
      }
      changeSignOfMatches(row, p, begin);
      for (int c : leftOut[p / items]) {
        int from = Math.max(0, c * items - begin);
        int to = Math.min(row.length, (c + 1) * items - begin);
        if (from < to) {
          Arrays.fill(row, from, to, Double.NEGATIVE_INFINITY);
        }
      }
    }

    private void changeSignOfMatches(double[] row, int p, int begin) {
      int first = Math.floorMod(p - begin, items);
      for (int q = first; q < row.length; q += items) {
        row[q] = -row[q];
      }
    }

    @Override
    public double smoothMaximum(double[] x, Smoothing smoothing, double[] gradient) {
      largest(x);
      Arrays.fill(gradient, 0);
      return switch (smoothing.potential()) {
        case EXPONENTIAL -> exponential(x, smoothing.sharpness(), gradient);
        case POWER -> power(x, smoothing, gradient);
        case SIGMOID -> sigmoid(x, smoothing.sharpness(), gradient);
      };
    }

    /** Few terms weigh anything: they are collected and then treated one after the other. */
    private double exponential(double[] x, double sharpness, double[] gradient) {
      double cutoff = largest - CUTOFF / sharpness;
      double sum = 0;
      int count = 0;
      for (int block = 0; block < blocks; block++) {
        for (int p = 0; p < values[block].length; p++) {
          int before = count;
          double[] row = values[block][p];
          count = Rows.above(row, first(p, block), cutoff, count, nearValues, nearPartners);
          for (int i = before; i < count; i++) {
            nearRows[i] = p;
            nearPartners[i] += block * width;
          }
          if (count > COLLECTED) {
            sum += addNear(x, count, sharpness, gradient);
            count = 0;
          }
        }
      }
      sum += addNear(x, count, sharpness, gradient);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] /= sum;
      }
      return largest + Math.log(sum) / sharpness;
    }

    private double addNear(double[] x, int count, double sharpness, double[] gradient) {
      Rows.exponentials(nearValues, count, sharpness, largest);
      double sum = 0;
      for (int i = 0; i < count; i++) {
        double weight = nearValues[i];
        sum += weight;
        int p = nearRows[i];
        int q = nearPartners[i];
        double factor = isMatch(p, q) ? -weight : weight;
        int to = p * dimension;
        int from = q * dimension;
        Rows.addEachOther(gradient, x, to, from, dimension, factor);
      }
      return sum;
    }

    /** Inverse powers, where all terms weigh something. */
    private double power(double[] x, Smoothing smoothing, double[] gradient) {
      double least = Math.max(LEAST_GAP, ceiling - largest);
      int squarings = smoothing.squarings();
      double sum =
          byRows(
              x,
              gradient,
              row -> {
                // weight = (least / gap)^sharpness, and its slope divides by the gap once more
                for (int q = 0; q < width; q++) {
                  ratios[q] = least / Math.max(LEAST_GAP, ceiling - row[q]);
                  weights[q] = ratios[q];
                }
                for (int s = 0; s < squarings; s++) {
                  for (int q = 0; q < width; q++) {
                    weights[q] *= weights[q];
                  }
                }
                double total = Rows.sum(weights);
                for (int q = 0; q < width; q++) {
                  weights[q] *= ratios[q];
                }
                return total;
              });
      double scale = 1 / (sum * least);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= scale;
      }
      return -Math.log(least) + Math.log(sum) / smoothing.sharpness();
    }

    /** The sigmoid loss. */
    private double sigmoid(double[] x, double sharpness, double[] gradient) {
      double sum =
          byRows(
              x,
              gradient,
              row -> {
                for (int q = 0; q < width; q++) {
                  weights[q] = sharpness * row[q];
                }
                return Rows.softplusSumThenSigmoids(weights, ratios);
              });
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] /= sum;
      }
      return Math.log(sum) / sharpness;
    }

    /** The contribution of a row of terms; sets the weights to their slopes. */
    private interface RowSum {
      double of(double[] row);
    }

    /** Sums over rows, in loops that become vector instructions, and the gradient of the sum. */
    private double byRows(double[] x, double[] gradient, RowSum rowSum) {
      double sum = 0;
      for (int block = 0; block < blocks; block++) {
        int begin = block * width;
        for (double[] column : gradientColumns) {
          Arrays.fill(column, 0);
        }
        for (int p = 0; p < values[block].length; p++) {
          sum += rowSum.of(values[block][p]);
          if (modalities > 1) {
            changeSignOfMatches(weights, p, begin);
          }
          for (int k = 0; k < dimension; k++) {
            gradient[p * dimension + k] += Rows.dot(weights, columns[block][k]);
            Rows.add(gradientColumns[k], x[p * dimension + k], weights);
          }
        }
        int end = Math.min(width, rows() - begin);
        for (int q = 0; q < end; q++) {
          for (int k = 0; k < dimension; k++) {
            gradient[(begin + q) * dimension + k] += gradientColumns[k][q];
          }
        }
      }
      return sum;
    }

    /** All terms within {@code slack} of the largest at x, by rows. */
    public List<Term> near(double[] x, double slack) {
      largest(x);
      List<Term> terms = new ArrayList<>();
      for (int p = 0; p < rows(); p++) {
        for (int block = 0; block < blocks; block++) {
          if (p >= values[block].length) {
            continue;
          }
          double[] row = values[block][p];
          int begin = block * width;
          for (int at = 0; at < width; at++) {
            if (row[at] >= largest - slack) {
              terms.add(new Term(p, at + begin, isMatch(p, at + begin) ? -1 : 1, row[at]));
            }
          }
        }
      }
      return terms;
    }

    private boolean isMatch(int p, int q) {
      return modalities > 1 && p % items == q % items;
    }
  }

  /** Scales each row of length d to norm 1, in place. */
  public static void normalise(double[] x, int dimension) {
    for (int from = 0; from < x.length; from += dimension) {
      double sum = 0;
      for (int k = from; k < from + dimension; k++) {
        sum += x[k] * x[k];
      }
      double norm = Math.sqrt(sum);
      for (int k = from; k < from + dimension; k++) {
        x[k] /= norm;
      }
    }
  }
}
