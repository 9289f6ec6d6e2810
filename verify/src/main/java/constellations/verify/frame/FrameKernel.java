package constellations.verify.frame;

import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A positive semidefinite function of pairs of frames: sum over rows r of the factor of &lt;sum_i
 * r_i w_i, sum_j r_j w'_j&gt;, w_i the tensors of a form, times nu^e.
 *
 * <p>The argument: docs/theory.md T29.
 *
 * @param form which tensors
 * @param degree of the tensors; 1 for hooks
 * @param parity 0 or 1; 0 for powers of x ^ m
 * @param powerOfNu e
 * @param factor rows of integers over 2^bits, as long as there are tensors
 */
public record FrameKernel(
    FrameForm form, int degree, int parity, int powerOfNu, List<List<BigInteger>> factor) {
  /** Higher powers are not needed. */
  public static final int MAX_POWER = 10;

  /** Longer integers are not needed. */
  static final int MAX_BITS = 256;

  /**
   * Checks the shape.
   *
   * @param form which tensors
   * @param degree of the tensors
   * @param parity of the words
   * @param powerOfNu e
   * @param factor rows of integers
   * @throws BadInputException if a number is out of range or a row has another length
   */
  public FrameKernel {
    factor = factor.stream().map(List::copyOf).toList();
    boolean fits = form == FrameForm.HOOK ? degree == 1 : degree >= 1;
    if (!fits || degree > FrameForm.MAX_DEGREE) {
      throw BadInputException.argument(
          "degree of a kernel", degree, "from 1 to " + FrameForm.MAX_DEGREE + ", 1 for a hook");
    }
    if (parity < 0 || parity > (form == FrameForm.ALTERNATING ? 0 : 1)) {
      throw BadInputException.argument("parity of a kernel", parity, "0 or 1");
    }
    if (powerOfNu < 0 || powerOfNu > MAX_POWER) {
      throw BadInputException.argument(
          "power of nu in a kernel", powerOfNu, "from 0 to " + MAX_POWER);
    }
    int order = form.order(degree, parity);
    if (factor.isEmpty() || factor.size() > order) {
      throw BadInputException.argument(
          "factor of a kernel", factor.size() + " rows", "1 to " + order);
    }
    for (List<BigInteger> row : factor) {
      if (row.size() != order) {
        throw BadInputException.argument(
            "factor of a kernel", "a row of " + row.size() + " numbers", order + " numbers");
      }
      for (BigInteger entry : row) {
        if (entry.bitLength() > MAX_BITS) {
          throw BadInputException.argument(
              "factor of a kernel", entry.bitLength() + " bits", "at most " + MAX_BITS);
        }
      }
    }
  }

  /**
   * {@return the function}
   *
   * @param d the dimension, at least 3
   * @param bits the numbers of the factor are over 2^bits
   */
  FramePolynomial polynomial(int d, int bits) {
    FramePolynomial[][] products = form.products(degree, parity, d);
    FramePolynomial sum = FramePolynomial.of(BigFraction.ZERO);
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j < products.length; j++) {
        BigInteger entry = BigInteger.ZERO;
        for (List<BigInteger> row : factor) {
          entry = entry.add(row.get(i).multiply(row.get(j)));
        }
        sum = sum.add(products[i][j].multiply(FramePolynomial.dyadic(entry, 2 * bits)));
      }
    }
    return sum.multiply(FramePolynomial.NU.power(powerOfNu));
  }
}
