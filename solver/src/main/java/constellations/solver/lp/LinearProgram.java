package constellations.solver.lp;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear program for GLOP, in double precision. What it says is never trusted alone: callers
 * check, round outward, or only take a direction from it. Variables are numbered as they are made.
 */
public final class LinearProgram implements AutoCloseable {
  private final MPSolver solver;
  private final List<MPVariable> variables = new ArrayList<>();

  /** An empty program. */
  public LinearProgram() {
    NativeSolver.load();
    solver = MPSolver.createSolver("GLOP");
  }

  /**
   * Adds variables between two numbers, which may be infinite.
   *
   * @return the number of the first one
   */
  public int variables(int count, double least, double most) {
    int first = variables.size();
    variables.addAll(List.of(solver.makeNumVarArray(count, least, most)));
    return first;
  }

  /** Adds a row: a sum between two numbers, which may be infinite; still without terms. */
  public Row row(double least, double most) {
    return new Row(solver.makeConstraint(least, most));
  }

  /** A row of the program. */
  public final class Row {
    private final MPConstraint constraint;

    private Row(MPConstraint constraint) {
      this.constraint = constraint;
    }

    /** Gives a variable its coefficient. */
    public Row with(int variable, double coefficient) {
      constraint.setCoefficient(variables.get(variable), coefficient);
      return this;
    }

    /** Gives consecutive variables their coefficients. */
    public Row with(int first, double[] coefficients, int count) {
      for (int i = 0; i < count; i++) {
        with(first + i, coefficients[i]);
      }
      return this;
    }
  }

  /** Puts 1 as the coefficient of these consecutive variables into the objective. */
  public void objective(int first, int count) {
    for (int i = 0; i < count; i++) {
      solver.objective().setCoefficient(variables.get(first + i), 1);
    }
  }

  /** Ends the simplex method after so many milliseconds. */
  public void timeLimit(long milliseconds) {
    solver.setTimeLimit(milliseconds);
  }

  /**
   * How GLOP ended.
   *
   * @param status its word, in lower case
   * @param optimal whether it says that the values are optimal
   */
  public record Outcome(String status, boolean optimal) {}

  /** Makes the objective small. */
  public Outcome minimise() {
    solver.objective().setMinimization();
    return outcome();
  }

  /** Makes the objective large. */
  public Outcome maximise() {
    solver.objective().setMaximization();
    return outcome();
  }

  private Outcome outcome() {
    MPSolver.ResultStatus status = solver.solve();
    return new Outcome(
        status.name().toLowerCase(Locale.ROOT), status == MPSolver.ResultStatus.OPTIMAL);
  }

  /** The objective's value. */
  public double objective() {
    return solver.objective().value();
  }

  /** The value of a variable. */
  public double value(int variable) {
    return variables.get(variable).solutionValue();
  }

  /** Whether a variable is in the basis. */
  public boolean isBasic(int variable) {
    return variables.get(variable).basisStatus() == MPSolver.BasisStatus.BASIC;
  }

  @Override
  public void close() {
    solver.delete();
  }
}
