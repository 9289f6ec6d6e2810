package constellations.verify.frame;

import constellations.verify.exact.WorkBudget;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Decides whether a polynomial in u is positive, for a pair with itself.
 *
 * <p>The argument: docs/theory.md T30.
 */
final class Diagonal {
  private static final int U = 4;

  /** Operations for each coefficient in exact arithmetic, roughly. */
  private static final double POLYNOMIAL_WORK = 1000;

  private Diagonal() {}

  /**
   * {@return whether a polynomial in u was proved to be positive from 0 to a number}
   *
   * @param polynomial in u alone
   * @param largest a positive number
   * @param budget what the decision may cost
   */
  static boolean isPositive(FramePolynomial polynomial, BigFraction largest, WorkBudget budget) {
    int[] degrees = new int[FramePolynomial.VARIABLES];
    degrees[U] = polynomial.degree(U);
    Deque<double[]> open = new ArrayDeque<>();
    open.push(new double[] {0, FrameRegion.roundedUp(BernsteinTensor.nearly(largest))});
    for (int halvings = 0; !open.isEmpty(); halvings++) {
      double[] ends = open.pop();
      double[] low = new double[FramePolynomial.VARIABLES];
      double[] high = new double[FramePolynomial.VARIABLES];
      low[U] = ends[0];
      high[U] = ends[1];
      budget.charge(POLYNOMIAL_WORK * degrees[U] * (1 + polynomial.bits() / 64.0));
      double[] c = BernsteinTensor.of(polynomial, degrees, low, high);
      double size = 0;
      for (double each : c) {
        size = Math.max(size, Math.abs(each));
      }
      // Each coefficient is wrong by an ulp at most.
      if (!(FrameRegion.least(c) > 4 * FrameRegion.UNIT * size)) {
        if (halvings > FrameRegion.MAX_HALVINGS || c[0] <= 0) {
          return false;
        }
        double middle = (ends[0] + ends[1]) / 2;
        open.push(new double[] {middle, ends[1]});
        open.push(new double[] {ends[0], middle});
      }
    }
    return true;
  }
}
