package constellations.solver.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import constellations.solver.lp.LinearProgram;
import constellations.solver.numeric.Rows;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The interior point method against programs with known optima, and against GLOP. */
class ConicProgramTest {
  private static final double ROOT = Math.sqrt(2);

  /** The least trace of a positive semidefinite matrix of order 3 with ones beside the diagonal. */
  @Test
  void matrixOfOnes() {
    ConicProgram program = new ConicProgram(6, new int[][] {{0, 3}}, 1);
    for (int entry : new int[] {1, 2, 4}) {
      double[] row = new double[6];
      row[entry] = -1 / ROOT;
      program.add(row, -1);
    }
    double[] trace = {1, 0, 0, 1, 0, 1};
    ConicProgram.Solution solution = program.solve(trace, 1e-10, () -> false);
    assertEquals(3, Rows.dot(trace, solution.y()), 1e-8);
  }

  /** min t with t I - A positive semidefinite is the largest eigenvalue, here 1 + 2 cos(pi/5). */
  @Test
  void largestEigenvalue() {
    // F = t I - A for the path of four points plus the identity: F_ii <= t - 1, entries fixed.
    ConicProgram program = new ConicProgram(11, new int[][] {{0, 4}}, 2);
    int at = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = i; j < 4; j++, at++) {
        double[] row = new double[11];
        row[at] = i == j ? 1 : 1 / ROOT;
        row[10] = i == j ? -1 : 0;
        double a = i == j ? -1 : j == i + 1 ? -1 : 0;
        program.add(row, a);
        if (i != j) {
          double[] other = row.clone();
          other[at] = -other[at];
          program.add(other, -a + 1e-9);
        }
      }
    }
    double[] objective = new double[11];
    objective[10] = 1;
    ConicProgram.Solution solution = program.solve(objective, 1e-9, () -> false);
    assertEquals(1 + 2 * Math.cos(Math.PI / 5), Rows.dot(objective, solution.y()), 1e-6);
  }

  /** Linear programs: a matrix of order 1 is a variable that is not negative. */
  @Property(tries = 30)
  void linearProgramsAgreeWithGlop(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 3 + random.nextInt(5);
    int rows = n + random.nextInt(10);
    int[][] blocks = new int[n][];
    for (int i = 0; i < n; i++) {
      blocks[i] = new int[] {i, 1};
    }
    ConicProgram program = new ConicProgram(n, blocks, 1);
    double[] objective = new double[n];
    for (int i = 0; i < n; i++) {
      objective[i] = 1;
    }
    try (LinearProgram glop = new LinearProgram()) {
      int first = glop.variables(n, 0, Double.POSITIVE_INFINITY);
      for (int k = 0; k < rows; k++) {
        double[] row = new double[n];
        double[] negative = new double[n];
        for (int i = 0; i < n; i++) {
          row[i] = random.nextDouble();
          negative[i] = -row[i];
        }
        double least = random.nextDouble();
        program.add(negative, -least);
        glop.row(least, Double.POSITIVE_INFINITY).with(first, row, n);
      }
      glop.objective(first, n);
      glop.minimise();
      ConicProgram.Solution solution = program.solve(objective, 1e-10, () -> false);
      assertEquals(glop.objective(), Rows.dot(objective, solution.y()), 1e-7);
    }
  }
}
