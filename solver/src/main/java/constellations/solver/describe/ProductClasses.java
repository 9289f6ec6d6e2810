package constellations.solver.describe;

import constellations.solver.numeric.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * The inner products of the points of codes, those that differ by rounding alone taken for one:
 * sorted, a product belongs to the class of the one before it unless it is farther away than the
 * tolerance. A class that is wider than that is no class of equal products: then they are too dense
 * to be told apart.
 */
final class ProductClasses {
  /** The matrices of classes take so many numbers at most. */
  static final int MOST_POINTS = 4000;

  private final double[] values;
  private final int[][] classes;
  private final int[] sizes;
  private final boolean clear;

  private ProductClasses(double[] values, int[][] classes, int[] sizes, boolean clear) {
    this.clear = clear;
    this.values = values;
    this.classes = classes;
    this.sizes = sizes;
  }

  /**
   * The classes of all products within each code, the same for all of them.
   *
   * @param codes each N rows of length d
   * @param tolerance how far rounding may take equal products apart
   */
  static ProductClasses of(List<double[][]> codes, double tolerance) {
    double[][] products = codes.stream().map(ProductClasses::products).toArray(double[][]::new);
    double[] sorted = Arrays.stream(products).flatMapToDouble(Arrays::stream).toArray();
    Arrays.parallelSort(sorted);
    double[] ends = new double[sorted.length];
    double[] values = new double[sorted.length];
    int count = 0;
    int from = 0;
    boolean clear = true;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] - sorted[i - 1] > tolerance) {
        ends[count] = sorted[i - 1];
        clear &= sorted[i - 1] - sorted[from] <= tolerance;
        values[count++] = (sorted[from] + sorted[i - 1]) / 2;
        from = i;
      }
    }
    double[] last = Arrays.copyOf(ends, count);
    int[][] classes = new int[products.length][];
    int[] sizes = new int[count];
    for (int c = 0; c < products.length; c++) {
      classes[c] = new int[products[c].length];
      for (int k = 0; k < classes[c].length; k++) {
        int at = Arrays.binarySearch(last, products[c][k]);
        classes[c][k] = at < 0 ? -at - 1 : at;
        sizes[classes[c][k]]++;
      }
    }
    return new ProductClasses(Arrays.copyOf(values, count), classes, sizes, clear);
  }

  private static double[] products(double[][] points) {
    double[] products = new double[points.length * (points.length - 1) / 2];
    int at = 0;
    for (int i = 1; i < points.length; i++) {
      for (int j = 0; j < i; j++) {
        products[at++] = Rows.dot(points[i], points[j]);
      }
    }
    return products;
  }

  /** Whether equal products could be told from others. */
  boolean isClear() {
    return clear;
  }

  /** The values, ascending. */
  double[] values() {
    return values;
  }

  /** How many pairs i &lt; j of all codes have each value. */
  int[] sizes() {
    return sizes;
  }

  /** The class of the product of different points of a code. */
  int of(int code, int i, int j) {
    int p = Math.max(i, j);
    return classes[code][p * (p - 1) / 2 + Math.min(i, j)];
  }
}
