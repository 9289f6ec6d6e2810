package constellations.solver.group;

import java.util.List;

/**
 * An orthogonal representation of a finite group on R^d, a direct sum of given ones.
 *
 * @param summands what it is the sum of; d is the sum of their degrees
 */
public record Representation(FiniteGroup group, List<Irreducible> summands) {
  /** The dimension d. */
  public int dimension() {
    return summands.stream().mapToInt(Irreducible::degree).sum();
  }

  /** Writes g x to {@code out} from {@code to} on, for x at {@code from} of {@code in}. */
  public void apply(int g, double[] in, int from, double[] out, int to) {
    int at = 0;
    for (Irreducible summand : summands) {
      double[] matrix = summand.matrices()[g];
      int degree = summand.degree();
      for (int a = 0; a < degree; a++) {
        double sum = 0;
        for (int b = 0; b < degree; b++) {
          sum += matrix[a * degree + b] * in[from + at + b];
        }
        out[to + at + a] = sum;
      }
      at += degree;
    }
  }
}
