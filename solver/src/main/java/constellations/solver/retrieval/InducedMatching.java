package constellations.solver.retrieval;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.Literal;
import constellations.solver.lp.NativeSolver;
import constellations.verify.claim.RelevanceMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows and columns of a relevance of which each row has one of the columns and each column one of
 * the rows: they are pairs, so bounds for constellations hold. Greedy, then by CP-SAT
 * (docs/theory.md T37).
 *
 * @param rows the queries of the pairs
 * @param columns their documents
 */
record InducedMatching(List<Integer> rows, List<Integer> columns) {
  /** Beyond so many relevant pairs the greedy matching stays. */
  private static final long MOST_MODELLED = 20_000;

  /**
   * What the program may take; deterministic, so that the answer does not depend on the machine.
   */
  private static final double DETERMINISTIC = 10;

  int size() {
    return rows.size();
  }

  /**
   * A large induced matching.
   *
   * @param seconds what the program may take at most
   */
  static InducedMatching of(RelevanceMatrix matrix, double seconds) {
    InducedMatching greedy = greedy(matrix);
    return matrix.relevant() > MOST_MODELLED ? greedy : larger(matrix, greedy, seconds);
  }

  /** Takes queries of few relevant documents first. */
  private static InducedMatching greedy(RelevanceMatrix matrix) {
    List<List<Integer>> columns = DistinctMatrix.columns(matrix);
    boolean[] covered = new boolean[matrix.documents()];
    boolean[] blocked = new boolean[matrix.rows().size()];
    List<Integer> chosenRows = new ArrayList<>();
    List<Integer> chosenColumns = new ArrayList<>();
    List<Integer> order =
        IntStream.range(0, matrix.rows().size())
            .boxed()
            .sorted(Comparator.comparing(i -> matrix.rows().get(i).size()))
            .toList();
    for (int i : order) {
      if (blocked[i]) {
        continue;
      }
      // The column may belong to no chosen row, and its other rows are blocked from then on.
      int best = -1;
      for (int j : matrix.rows().get(i)) {
        if (!covered[j] && (best < 0 || columns.get(j).size() < columns.get(best).size())) {
          best = j;
        }
      }
      if (best < 0) {
        continue;
      }
      chosenRows.add(i);
      chosenColumns.add(best);
      matrix.rows().get(i).forEach(j -> covered[j] = true);
      columns.get(best).forEach(other -> blocked[other] = true);
    }
    return new InducedMatching(chosenRows, chosenColumns);
  }

  /** Each chosen row has one chosen column, and each chosen column one chosen row. */
  private static InducedMatching larger(
      RelevanceMatrix matrix, InducedMatching known, double seconds) {
    NativeSolver.load();
    CpModel model = new CpModel();
    BoolVar[] row = new BoolVar[matrix.rows().size()];
    BoolVar[] column = new BoolVar[matrix.documents()];
    Arrays.setAll(row, i -> model.newBoolVar("row" + i));
    Arrays.setAll(column, j -> model.newBoolVar("column" + j));
    for (int i = 0; i < row.length; i++) {
      one(model, row[i], matrix.rows().get(i), column);
      model.addHint(row[i], known.rows().contains(i) ? 1 : 0);
    }
    List<List<Integer>> columns = DistinctMatrix.columns(matrix);
    for (int j = 0; j < column.length; j++) {
      one(model, column[j], columns.get(j), row);
      model.addHint(column[j], known.columns().contains(j) ? 1 : 0);
    }
    model.maximize(LinearExpr.sum(row));
    CpSolver solver = new CpSolver();
    solver
        .getParameters()
        .setNumWorkers(1)
        .setRandomSeed(1)
        .setMaxDeterministicTime(DETERMINISTIC)
        .setMaxTimeInSeconds(seconds);
    CpSolverStatus status = solver.solve(model);
    if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
      return known;
    }
    List<Integer> rows = new ArrayList<>();
    List<Integer> partners = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      if (solver.booleanValue(row[i])) {
        rows.add(i);
        partners.add(
            matrix.rows().get(i).stream()
                .filter(j -> solver.booleanValue(column[j]))
                .findFirst()
                .orElseThrow());
      }
    }
    return rows.size() > known.size() ? new InducedMatching(rows, partners) : known;
  }

  private static void one(CpModel model, BoolVar chosen, List<Integer> others, BoolVar[] of) {
    Literal[] partners = others.stream().map(o -> (Literal) of[o]).toArray(Literal[]::new);
    if (partners.length == 0) {
      model.addEquality(chosen, 0);
    } else {
      model.addEquality(LinearExpr.sum(partners), 1).onlyEnforceIf(chosen);
    }
  }
}
