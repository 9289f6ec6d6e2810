package constellations.solver.conic;

import constellations.solver.numeric.Cholesky;
import constellations.solver.numeric.WeightedGram;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Minimises c.y over all y with g_i.y &lt;= r_i for some rows and positive semidefinite matrices
 * F_k made of some of the variables.
 */
public final class ConicProgram {
  private final int variables;
  private final int[][] blocks;
  private final int threads;
  private final List<double[]> rows = new ArrayList<>();
  private final List<Double> bounds = new ArrayList<>();

  /**
   * A program without rows.
   *
   * @param blocks offset and order of each matrix
   */
  public ConicProgram(int variables, int[][] blocks, int threads) {
    this.variables = variables;
    this.blocks = blocks;
    this.threads = threads;
  }

  /** Adds the row g.y &lt;= r. */
  public void add(double[] row, double bound) {
    rows.add(row);
    bounds.add(bound);
  }

  public int rows() {
    return rows.size();
  }

  /** Keeps only the first rows. */
  public void truncate(int count) {
    rows.subList(count, rows.size()).clear();
    bounds.subList(count, bounds.size()).clear();
  }

  /**
   * Writes the program in the sparse format of SDPA: a block for each matrix, and one for the rows.
   *
   * @param objective c
   */
  public void write(Path file, double[] objective) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      out.println(variables);
      out.println(blocks.length + 1);
      for (int[] block : blocks) {
        out.print(block[1] + " ");
      }
      out.println(-rows.size());
      for (double c : objective) {
        out.print(c + " ");
      }
      out.println();
      for (int i = 0; i < rows.size(); i++) {
        entry(out, 0, blocks.length, i, i, -bounds.get(i));
      }
      for (int b = 0; b < blocks.length; b++) {
        int at = blocks[b][0];
        for (int i = 0; i < blocks[b][1]; i++) {
          for (int j = i; j < blocks[b][1]; j++) {
            entry(out, ++at, b, i, j, i == j ? 1 : Math.sqrt(0.5));
          }
        }
      }
      for (int i = 0; i < rows.size(); i++) {
        double[] row = rows.get(i);
        for (int k = 0; k < variables; k++) {
          entry(out, k + 1, blocks.length, i, i, -row[k]);
        }
      }
    }
  }

  private static void entry(PrintWriter out, int matrix, int block, int i, int j, double value) {
    if (value != 0) {
      out.println(matrix + " " + (block + 1) + " " + (i + 1) + " " + (j + 1) + " " + value);
    }
  }

  /**
   * A solution.
   *
   * @param y the variables
   * @param gap duality gap over value, or the largest violation of a row, whichever is larger
   * @param steps how many steps were made
   */
  public record Solution(double[] y, double gap, int steps) {}

  /**
   * Minimises.
   *
   * @param objective c
   * @param tolerance of the gap
   */
  public Solution solve(double[] objective, double tolerance, BooleanSupplier interrupted) {
    try (Cholesky cholesky = Cholesky.of(variables);
        WeightedGram gram = new WeightedGram(variables, threads)) {
      return new ConicSolver(rows, bounds, blocks, objective, cholesky, gram)
          .solve(tolerance, interrupted);
    }
  }
}
