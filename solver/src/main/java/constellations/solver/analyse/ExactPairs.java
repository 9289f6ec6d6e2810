package constellations.solver.analyse;

import constellations.solver.format.EmbeddingMatrix;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Cosines of single pairs of rows: in double precision with a proved error bound, and exactly. The
 * numbers of the files are taken as they are, and rows are normalised exactly. For one thread.
 */
public final class ExactPairs {
  private static final int CACHED = 64;
  private static final int MOST_BITS = 62;

  private final EmbeddingMatrix u;
  private final EmbeddingMatrix v;
  private final double[] left;
  private final double[] right;
  private final Map<Long, PointSet> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, PointSet> eldest) {
          return size() > CACHED;
        }
      };

  /** For two matrices of as many coordinates. */
  public ExactPairs(EmbeddingMatrix u, EmbeddingMatrix v) {
    this.u = u;
    this.v = v;
    this.left = new double[u.columns()];
    this.right = new double[v.columns()];
  }

  /** The cosine of row i of U with row j of V, within {@link #errorBound}. */
  public double approximate(int i, int j) {
    u.unit(i, left);
    v.unit(j, right);
    double sum = 0;
    for (int k = 0; k < left.length; k++) {
      sum += left[k] * right[k];
    }
    return sum;
  }

  /**
   * A bound on |approximate - exact|: a unit vector's common relative error is (d/2 + 3) 2^-53 and
   * that of each coordinate 2^-53, for both vectors (d + 8) 2^-53; the sum of d products adds 1.01
   * d 2^-53. The value used is more than twice that.
   */
  public static double errorBound(int dimension) {
    return (5.0 * dimension + 20) * 0x1p-53;
  }

  /** The exact cosine of row i of U with row j of V. */
  public Cosine exact(int i, int j) {
    return points(u, i, 0).cosine(0, points(v, j, 1), 0);
  }

  private PointSet points(EmbeddingMatrix matrix, int i, int side) {
    return cache.computeIfAbsent(2L * i + side, key -> exactRow(matrix, i));
  }

  private static PointSet exactRow(EmbeddingMatrix matrix, int i) {
    double[] row = new double[matrix.columns()];
    matrix.row(i, row);
    // Times a power of two most rows are machine integers.
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    for (double x : row) {
      if (x != 0) {
        long bits = Double.doubleToRawLongBits(x);
        int trailing = Math.min(52, Long.numberOfTrailingZeros(bits));
        least = Math.min(least, Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - 52 + trailing);
        most = Math.max(most, Math.getExponent(x));
      }
    }
    if (most - least < MOST_BITS) {
      long[] integers = new long[row.length];
      for (int k = 0; k < row.length; k++) {
        integers[k] = (long) Math.scalb(row[k], -least);
      }
      return PointSet.ofIntegers(row.length, integers);
    }
    List<Quadratic> exact = new ArrayList<>(row.length);
    for (double x : row) {
      exact.add(Quadratic.of(BigFraction.from(x)));
    }
    return PointSet.of(List.of(exact));
  }

  /** Whether the cosine of (i, j) is at least that of (p, q); decided exactly where it is close. */
  public boolean atLeast(int i, int j, int p, int q) {
    double difference = approximate(i, j) - approximate(p, q);
    if (Math.abs(difference) > 2 * errorBound(left.length)) {
      return difference > 0;
    }
    return exact(i, j).compareTo(exact(p, q)) >= 0;
  }
}
