package constellations.solver.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CholeskyTest {
  /** With B B' + I for random B; above the diagonal is noise, which must not be read. */
  @Property(tries = 50)
  void itSolves(@ForAll @IntRange(min = 1, max = 60) int n, @ForAll long seed) {
    Random random = new Random(seed);
    double[][] b = new double[n][n];
    for (double[] row : b) {
      for (int j = 0; j < n; j++) {
        row[j] = random.nextGaussian();
      }
    }
    double[] matrix = new double[n * n];
    double[] right = new double[n];
    double[] x = random.doubles(n).toArray();
    double shift = random.nextDouble();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double entry = i == j ? 1 : 0;
        for (int k = 0; k < n; k++) {
          entry += b[i][k] * b[j][k];
        }
        matrix[i * n + j] = j <= i ? entry : Double.NaN;
        right[i] += (entry + (i == j ? shift : 0)) * x[j];
      }
    }
    for (Cholesky cholesky : List.of(Cholesky.of(n), Cholesky.plain(n))) {
      try (cholesky) {
        assertTrue(cholesky.factor(matrix, shift));
        double[] solved = right.clone();
        cholesky.solve(solved);
        for (int i = 0; i < n; i++) {
          assertEquals(x[i], solved[i], 1e-9);
        }
      }
    }
  }

  @Test
  void whatIsIndefiniteIsRefused() {
    double[] matrix = {1, 0, 2, 1};
    for (Cholesky cholesky : List.of(Cholesky.of(2), Cholesky.plain(2))) {
      try (cholesky) {
        assertFalse(cholesky.factor(matrix, 0));
        assertTrue(cholesky.factor(matrix, 1.01));
        assertFalse(cholesky.factor(matrix, 0.99));
      }
    }
  }
}
