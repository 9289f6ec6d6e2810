package constellations.solver.optimize;

import java.util.ArrayList;
import java.util.List;

/**
 * What a search makes small: the largest of the terms g of a spherical code or of a constellation
 * at a fixed bias.
 *
 * <ul>
 *   <li>A code of N points: g = &lt;X_i,X_j&gt; for i < j; the largest is the cosine.
 *   <li>A constellation of N items in k modalities at bias b, for modalities a < c: g =
 *       &lt;U_i^a,U_j^c&gt; - b for i != j and g = b - &lt;U_i^a,U_i^c&gt;; the largest is minus
 *       the margin.
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
  private final int modalities;
  private final int dimension;
  private final double bias;

  /** No term exceeds this value. */
  private final double ceiling;

  private PairObjective(int items, int modalities, int dimension, double bias) {
    this.items = items;
    this.modalities = modalities;
    this.dimension = dimension;
    this.bias = bias;
    this.ceiling = 1 + Math.abs(bias);
  }

  /** The objective of a code of N points in R^d. */
  public static PairObjective code(int points, int dimension) {
    return new PairObjective(points, 1, dimension, 0);
  }

  /** The objective of a constellation of N items in k >= 2 modalities in R^d. */
  public static PairObjective constellation(int items, int modalities, int dimension, double bias) {
    return new PairObjective(items, modalities, dimension, bias);
  }

  /** The number N of items. */
  int items() {
    return items;
  }

  /** The number k of modalities, 1 for a code. */
  int modalities() {
    return modalities;
  }

  /** The relative bias b, 0 for a code. */
  double bias() {
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
    long k = modalities;
    return k == 1 ? n * (n - 1) / 2 : n * n * k * (k - 1) / 2;
  }

  private int firstPartner(int row) {
    return modalities == 1 ? row + 1 : (row / items + 1) * items;
  }

  @Override
  public Workspace workspace() {
    return new Workspace();
  }

  /** Room for one thread's evaluations. */
  public final class Workspace implements Objective.Workspace {
    private final double[][] columns = new double[dimension][rows()];
    private final double[][] values = new double[rows()][];
    private final double[][] gradientColumns = new double[dimension][rows()];
    private final double[] ratios = new double[rows()];
    private final double[] weights = new double[rows()];
    private final int[] near = new int[rows() + 1];
    private double largest;

    /** Makes room. */
    public Workspace() {
      for (int p = 0; p < rows(); p++) {
        values[p] = new double[rows() - Math.min(firstPartner(p), rows())];
      }
    }

    @Override
    public double largest(double[] x) {
      int rows = rows();
      for (int p = 0; p < rows; p++) {
        for (int k = 0; k < dimension; k++) {
          columns[k][p] = x[p * dimension + k];
        }
      }
      largest = Double.NEGATIVE_INFINITY;
      for (int p = 0; p < rows; p++) {
        double[] row = values[p];
        int shift = rows - row.length;
        Products.rowTimesColumns(x, p * dimension, dimension, columns, shift, row);
        if (modalities > 1) {
          toTerms(row, p, shift);
        }
        largest = Math.max(largest, Products.largest(row));
      }
      return largest;
    }

    private void toTerms(double[] row, int p, int shift) {
      for (int q = 0; q < row.length; q++) {
        row[q] -= bias;
      }
      for (int q = firstPartner(p) + p % items; q < rows(); q += items) {
        row[q - shift] = -row[q - shift];
      }
    }

    @Override
    public double smoothMaximum(double[] x, Smoothing smoothing, double[] gradient) {
      largest(x);
      java.util.Arrays.fill(gradient, 0);
      return smoothing.potential() == Smoothing.Potential.POWER
          ? power(x, smoothing, gradient)
          : exponential(x, smoothing.sharpness(), gradient);
    }

    /** Few terms weigh anything: one after the other. */
    private double exponential(double[] x, double sharpness, double[] gradient) {
      double cutoff = largest - CUTOFF / sharpness;
      double sum = 0;
      for (int p = 0; p < rows(); p++) {
        double[] row = values[p];
        int shift = rows() - row.length;
        int count = 0;
        for (int at = 0; at < row.length; at++) {
          // Without a branch: which terms are near cannot be predicted.
          near[count] = at;
          count += row[at] > cutoff ? 1 : 0;
        }
        int to = p * dimension;
        for (int i = 0; i < count; i++) {
          double weight = Math.exp(sharpness * (row[near[i]] - largest));
          sum += weight;
          int q = near[i] + shift;
          double factor = isMatch(p, q) ? -weight : weight;
          int from = q * dimension;
          for (int k = 0; k < dimension; k++) {
            gradient[to + k] += factor * x[from + k];
            gradient[from + k] += factor * x[to + k];
          }
        }
      }
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] /= sum;
      }
      return largest + Math.log(sum) / sharpness;
    }

    /** All terms weigh something: row by row, in loops that become vector instructions. */
    private double power(double[] x, Smoothing smoothing, double[] gradient) {
      double least = Math.max(LEAST_GAP, ceiling - largest);
      int squarings = smoothing.squarings();
      for (double[] column : gradientColumns) {
        java.util.Arrays.fill(column, 0);
      }
      double sum = 0;
      for (int p = 0; p < rows(); p++) {
        double[] row = values[p];
        int length = row.length;
        int shift = rows() - length;
        // weight = (least / gap)^sharpness, and its slope divides by the gap once more
        for (int q = 0; q < length; q++) {
          ratios[q] = least / Math.max(LEAST_GAP, ceiling - row[q]);
          weights[q] = ratios[q];
        }
        for (int s = 0; s < squarings; s++) {
          for (int q = 0; q < length; q++) {
            weights[q] *= weights[q];
          }
        }
        sum += sum(weights, length);
        for (int q = 0; q < length; q++) {
          weights[q] *= ratios[q];
        }
        if (modalities > 1) {
          for (int q = firstPartner(p) + p % items; q < rows(); q += items) {
            weights[q - shift] = -weights[q - shift];
          }
        }
        for (int k = 0; k < dimension; k++) {
          gradient[p * dimension + k] += dot(weights, columns[k], length, shift);
          addShifted(gradientColumns[k], x[p * dimension + k], weights, length, shift);
        }
      }
      double scale = 1 / (sum * least);
      for (int p = 0; p < rows(); p++) {
        for (int k = 0; k < dimension; k++) {
          int at = p * dimension + k;
          gradient[at] = (gradient[at] + gradientColumns[k][p]) * scale;
        }
      }
      return -Math.log(least) + Math.log(sum) / smoothing.sharpness();
    }

    /** All terms within {@code slack} of the largest at x. */
    public List<Term> near(double[] x, double slack) {
      largest(x);
      List<Term> terms = new ArrayList<>();
      for (int p = 0; p < rows(); p++) {
        double[] row = values[p];
        int shift = rows() - row.length;
        for (int at = 0; at < row.length; at++) {
          if (row[at] >= largest - slack) {
            terms.add(new Term(p, at + shift, isMatch(p, at + shift) ? -1 : 1, row[at]));
          }
        }
      }
      return terms;
    }

    private boolean isMatch(int p, int q) {
      return modalities > 1 && p % items == q % items;
    }
  }

  private static void addShifted(
      double[] target, double factor, double[] weights, int length, int shift) {
    for (int q = 0; q < length; q++) {
      target[q + shift] += factor * weights[q];
    }
  }

  /** Four sums: the loop is then not bound by the latency of one addition. */
  private static double dot(double[] weights, double[] column, int length, int shift) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int q = 0;
    for (; q + 3 < length; q += 4) {
      a += weights[q] * column[q + shift];
      b += weights[q + 1] * column[q + shift + 1];
      c += weights[q + 2] * column[q + shift + 2];
      d += weights[q + 3] * column[q + shift + 3];
    }
    for (; q < length; q++) {
      a += weights[q] * column[q + shift];
    }
    return (a + b) + (c + d);
  }

  private static double sum(double[] x, int length) {
    double sum = 0;
    for (int q = 0; q < length; q++) {
      sum += x[q];
    }
    return sum;
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
