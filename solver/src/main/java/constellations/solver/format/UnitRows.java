package constellations.solver.format;

import constellations.verify.exact.PointSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Unit vectors in double precision, of N items in k modalities in R^d.
 *
 * @param items N
 * @param modalities k, 1 for a code
 * @param dimension d
 * @param data k N rows of length d, vector i of modality a in row a N + i
 */
public record UnitRows(int items, int modalities, int dimension, double[] data) {
  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if the length of the data is another
   */
  public UnitRows {
    if (data.length != (long) items * modalities * dimension) {
      throw new IllegalArgumentException(
          data.length + " numbers for " + modalities + " x " + items + " rows of " + dimension);
    }
  }

  /** The points of a code, row by row. */
  public static UnitRows code(double[] data, int dimension) {
    return new UnitRows(data.length / dimension, 1, dimension, data);
  }

  /**
   * The directions of exact points, a set for each modality.
   *
   * @param modalities of as many points with as many coordinates each
   */
  public static UnitRows of(List<PointSet> modalities) {
    int items = modalities.get(0).size();
    int dimension = modalities.get(0).dimension();
    double[] data = new double[modalities.size() * items * dimension];
    int row = 0;
    for (PointSet points : modalities) {
      for (int i = 0; i < items; i++) {
        System.arraycopy(points.approximateUnit(i), 0, data, row++ * dimension, dimension);
      }
    }
    return new UnitRows(items, modalities.size(), dimension, data);
  }

  /** The number of rows, k N. */
  public int rows() {
    return items * modalities;
  }

  /** A copy of a row. */
  public double[] row(int row) {
    return Arrays.copyOfRange(data, row * dimension, (row + 1) * dimension);
  }

  /** A code in all of k modalities. */
  public UnitRows repeated(int times) {
    return picked(Collections.nCopies(times, 0));
  }

  /** These modalities, counted from 0, in this order; each as often as it is named. */
  public UnitRows picked(List<Integer> numbers) {
    int length = items * dimension;
    double[] all = new double[numbers.size() * length];
    for (int a = 0; a < numbers.size(); a++) {
      System.arraycopy(data, numbers.get(a) * length, all, a * length, length);
    }
    return new UnitRows(items, numbers.size(), dimension, all);
  }

  /** These and the modalities of others of as many items in the same dimension. */
  public UnitRows with(UnitRows others) {
    if (others.items != items || others.dimension != dimension) {
      throw new IllegalArgumentException(others.items + " other rows of " + others.dimension);
    }
    double[] all = Arrays.copyOf(data, data.length + others.data.length);
    System.arraycopy(others.data, 0, all, data.length, others.data.length);
    return new UnitRows(items, modalities + others.modalities, dimension, all);
  }

  /** The code of one modality, counted from 0. */
  public UnitRows modality(int a) {
    int length = items * dimension;
    return code(Arrays.copyOfRange(data, a * length, (a + 1) * length), dimension);
  }
}
