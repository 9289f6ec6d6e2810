package constellations.solver.group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealVector;

/**
 * An irreducible orthogonal representation of a finite group over the reals, in double precision.
 *
 * @param degree n
 * @param matrices for each element of the group an n x n matrix, row by row
 */
public record Irreducible(int degree, double[][] matrices) {
  private static final double SAME = 1e-6;

  /**
   * All irreducible representations up to isomorphism, by increasing degree, the trivial one first.
   *
   * <p>They are the eigenspaces of a generic symmetric matrix that commutes with the regular
   * representation: its matrix units are right translations, and Schur's lemma leaves no other
   * invariant subspace without a coincidence of eigenvalues.
   */
  static List<Irreducible> of(FiniteGroup group) {
    int order = group.order();
    double[] coefficients = new double[order];
    for (int g = 0; g < order; g++) {
      // Any numbers without relations; the same for every run.
      int least = Math.min(g, group.inverse(g));
      coefficients[g] = Math.sin(1000.0 * (least + 1) * Math.sqrt(least + 2.0));
    }
    double[][] commuting = new double[order][order];
    for (int g = 0; g < order; g++) {
      for (int h = 0; h < order; h++) {
        commuting[g][h] = coefficients[group.product(group.inverse(g), h)];
      }
    }
    EigenDecompositionSymmetric decomposition =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(commuting, false));
    List<Irreducible> found = new ArrayList<>();
    List<double[]> characters = new ArrayList<>();
    int[] classes = group.conjugacyClasses();
    int from = 0;
    while (from < order) {
      int to = from + 1;
      while (to < order
          && Math.abs(decomposition.getEigenvalue(to) - decomposition.getEigenvalue(from)) < SAME) {
        to++;
      }
      double[][] basis = basis(order, decomposition, from, to);
      double[] character = character(group, basis, classes);
      if (characters.stream().noneMatch(c -> same(c, character))) {
        found.add(restricted(group, basis));
        characters.add(character);
      }
      from = to;
    }
    found.sort(
        Comparator.comparingInt(Irreducible::degree)
            .thenComparing(r -> r.isTrivial() ? 0 : 1)
            .thenComparing(Irreducible::character, Irreducible::compare));
    return List.copyOf(found);
  }

  private static double[][] basis(
      int order, EigenDecompositionSymmetric decomposition, int from, int to) {
    double[][] basis = new double[order][to - from];
    for (int k = from; k < to; k++) {
      RealVector vector = decomposition.getEigenvector(k);
      for (int h = 0; h < order; h++) {
        basis[h][k - from] = vector.getEntry(h);
      }
    }
    return basis;
  }

  /** The traces of some elements on the space of a basis. */
  private static double[] character(FiniteGroup group, double[][] basis, int[] elements) {
    double[] traces = new double[elements.length];
    for (int i = 0; i < elements.length; i++) {
      for (int h = 0; h < basis.length; h++) {
        double[] image = basis[group.product(elements[i], h)];
        for (int k = 0; k < image.length; k++) {
          traces[i] += image[k] * basis[h][k];
        }
      }
    }
    return traces;
  }

  private static Irreducible restricted(FiniteGroup group, double[][] basis) {
    int order = group.order();
    int degree = basis[0].length;
    double[][] matrices = new double[order][degree * degree];
    for (int g = 0; g < order; g++) {
      for (int h = 0; h < order; h++) {
        double[] image = basis[group.product(g, h)];
        for (int a = 0; a < degree; a++) {
          for (int b = 0; b < degree; b++) {
            matrices[g][a * degree + b] += image[a] * basis[h][b];
          }
        }
      }
    }
    return new Irreducible(degree, matrices);
  }

  /** The traces of all elements. */
  public double[] character() {
    double[] traces = new double[matrices.length];
    for (int g = 0; g < traces.length; g++) {
      for (int a = 0; a < degree; a++) {
        traces[g] += matrices[g][a * (degree + 1)];
      }
    }
    return traces;
  }

  boolean isTrivial() {
    for (double[] matrix : matrices) {
      if (degree != 1 || matrix[0] < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(double[] x, double[] y) {
    return compare(x, y) == 0;
  }

  private static int compare(double[] x, double[] y) {
    for (int g = 0; g < x.length; g++) {
      if (Math.abs(x[g] - y[g]) > SAME) {
        return Double.compare(x[g], y[g]);
      }
    }
    return 0;
  }
}
