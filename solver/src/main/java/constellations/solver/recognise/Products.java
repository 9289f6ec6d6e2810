package constellations.solver.recognise;

import constellations.verify.exact.Quadratic;
import java.math.BigInteger;

/** Inner products of N vectors, exact and in double precision. */
interface Products {
  /** N. */
  int size();

  /**
   * The exact product of vectors i and j.
   *
   * @throws Unrecognised if it is not known
   */
  Quadratic exact(int i, int j);

  /** The same in double precision. */
  double near(int i, int j);

  /** D of the field of the products; 1 when they are rational. */
  BigInteger radicand();

  /** A configuration has no exact form that could be found. */
  final class Unrecognised extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unrecognised(String message) {
      super(message);
    }
  }
}
