package constellations.solver.frame;

import constellations.solver.conic.ConicProgram;
import constellations.verify.frame.FrameForm;
import constellations.verify.frame.FrameKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The semidefinite program of the frame bound at a margin and a bias: minimise A over positive
 * semidefinite functions F of frames with F &lt;= A for a pair with itself and F &lt;= -1 where the
 * inner products of two pairs can be; then N - 1 &lt;= A. The inequalities are imposed at samples,
 * which are exchanged until none is missing. Nothing here is proved.
 *
 * <p>The argument: docs/theory.md T29.
 */
public final class FrameProgram {
  private static final int DIAGONAL = 61;
  private static final int FIRST = 3_000;
  private static final int NEW = 15_000;
  private static final int ROUNDS = 40;
  private static final double TOLERANCE = 1e-9;

  /** Samples whose row is slacker than this are forgotten. */
  private static final double SLACK = 0.5;

  /**
   * The functions that matter (docs/method.md): harmonic tensors of even parity up to degree 3 and
   * of odd parity of degree 3, x ^ m, the hook x (x ^ m), and those of degree 3 times nu.
   */
  private static final List<FrameBasis.Shape> SHAPES =
      List.of(
          new FrameBasis.Shape(FrameForm.SYMMETRIC, 1, 0, 0),
          new FrameBasis.Shape(FrameForm.SYMMETRIC, 2, 0, 0),
          new FrameBasis.Shape(FrameForm.SYMMETRIC, 3, 0, 0),
          new FrameBasis.Shape(FrameForm.ALTERNATING, 1, 0, 0),
          new FrameBasis.Shape(FrameForm.HOOK, 1, 0, 0),
          new FrameBasis.Shape(FrameForm.SYMMETRIC, 3, 1, 0),
          new FrameBasis.Shape(FrameForm.SYMMETRIC, 3, 0, 1));

  /** Denominators of factors, in bits. */
  public static final int BITS = 30;

  private final double largest;
  private final FrameBasis basis;
  private final FrameRegionSampler sampler;
  private final List<double[]> samples = new ArrayList<>();
  private double[] solution;
  private double violation;

  /**
   * Prepares.
   *
   * @param d the dimension, at least 3
   * @param margin m
   * @param bias b with -1 &lt; b + m &lt; 1
   */
  public FrameProgram(int d, double margin, double bias, long seed) {
    double s = bias + margin;
    this.largest = (1 - s) / (1 + s);
    this.basis = new FrameBasis(d, SHAPES);
    this.sampler = new FrameRegionSampler(bias - margin, largest, seed);
    this.samples.addAll(sampler.points(FIRST));
  }

  /**
   * Solves, as far as the samples tell.
   *
   * @param tolerance how far F may exceed -1 at the end
   * @return A
   */
  public double solve(double tolerance, BooleanSupplier interrupted) {
    int n = basis.variables;
    double value = 0;
    for (int round = 0; round < ROUNDS && !interrupted.getAsBoolean(); round++) {
      ConicProgram program = new ConicProgram(n + 1, basis.blocks, 1);
      for (int i = 0; i < DIAGONAL; i++) {
        double q = (double) i / (DIAGONAL - 1);
        double u = q * q * largest;
        double[] row = Arrays.copyOf(basis.row(new double[] {1, u, 0, 0, u, u}), n + 1);
        row[n] = -1;
        program.add(row, 0);
      }
      for (double[] sample : samples) {
        program.add(Arrays.copyOf(basis.row(sampler.products(sample)), n + 1), -1);
      }
      double[] objective = new double[n + 1];
      objective[n] = 1;
      solution = program.solve(objective, TOLERANCE, interrupted).y();
      value = solution[n];
      CompiledPolynomial function = basis.function(solution);
      List<double[]> from = sampler.points(NEW);
      samples.stream()
          .filter(x -> function.value(sampler.products(x)) > -1 - 0.01)
          .forEach(from::add);
      List<double[]> missing = sampler.maxima(function, from, -1 + tolerance / 10);
      violation = missing.isEmpty() ? 0 : function.value(sampler.products(missing.get(0))) + 1;
      if (violation < tolerance) {
        break;
      }
      samples.removeIf(x -> function.value(sampler.products(x)) < -1 - SLACK);
      samples.addAll(missing);
    }
    return value;
  }

  /** By how much F exceeds -1, as far as it was seen. */
  public double violation() {
    return violation;
  }

  /** The function, its factors over 2^{@value #BITS}. */
  public List<FrameKernel> kernels() {
    return basis.rounded(solution, BITS);
  }
}
