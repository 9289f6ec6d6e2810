package constellations.verify.frame;

import constellations.verify.exact.BadInputException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Positive semidefinite functions of pairs of frames (x, m), x a unit vector of R^d and m
 * orthogonal to it: inner products of tensors that are made of x and m and from which traces are
 * taken out.
 *
 * <p>The argument: docs/theory.md T29.
 */
public enum FrameForm {
  /**
   * Harmonic symmetric tensors of degree k: the words x^(k-l) m^l with l even, or odd. The inner
   * products are coefficients of the Gegenbauer polynomial of R^d, made homogeneous.
   */
  SYMMETRIC,
  /** The power k of x ^ m: (t nu - xi eta)^k. */
  ALTERNATING,
  /**
   * x (x ^ m) without trace, t (t nu - xi eta) - nu/(d-1), or for odd parity m (x ^ m), nu (t nu -
   * xi eta) - u v t/(d-1).
   */
  HOOK;

  /** Higher degrees are not needed, and would take long to expand. */
  public static final int MAX_DEGREE = 10;

  private static final FramePolynomial WEDGE =
      FramePolynomial.T.multiply(FramePolynomial.NU)
          .subtract(FramePolynomial.XI.multiply(FramePolynomial.ETA));

  /** The name in a file. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The form of a name.
   *
   * @throws BadInputException if there is none
   */
  static FrameForm named(String name, String where) {
    for (FrameForm form : values()) {
      if (form.toString().equals(name)) {
        return form;
      }
    }
    throw BadInputException.argument(where, name, "symmetric, alternating or hook");
  }

  /**
   * {@return how many tensors there are, the order of the matrix of inner products}
   *
   * @param degree k, from 1 to {@value #MAX_DEGREE}; 1 for hooks
   * @param parity 0 or 1, that of the number of factors m of words
   */
  public int order(int degree, int parity) {
    return this == SYMMETRIC ? (degree - parity) / 2 + 1 : 1;
  }

  /**
   * {@return the inner products of the tensors of two items; entry (i, j) is of the i-th tensor of
   * the first and the j-th of the second}
   *
   * @param degree k
   * @param parity 0 or 1
   * @param d the dimension, at least 3
   */
  public FramePolynomial[][] products(int degree, int parity, int d) {
    return switch (this) {
      case SYMMETRIC -> symmetric(degree, parity, d);
      case ALTERNATING -> new FramePolynomial[][] {{WEDGE.power(degree)}};
      case HOOK -> {
        FramePolynomial factor = parity == 0 ? FramePolynomial.T : FramePolynomial.NU;
        FramePolynomial trace =
            parity == 0
                ? FramePolynomial.NU
                : FramePolynomial.U.multiply(FramePolynomial.V).multiply(FramePolynomial.T);
        yield new FramePolynomial[][] {
          {factor.multiply(WEDGE).subtract(trace.multiply(BigFraction.of(1, d - 1)))}
        };
      }
    };
  }

  /**
   * With y = x + b m, z = &lt;y,y'&gt; and r = |y|^2 |y'|^2, Q_0 = 1, Q_1 = z and (k+d-2) Q_(k+1) =
   * (2k+d-2) z Q_k - k r Q_(k-1); the coefficient of b^l b'^l' belongs to the words with l and l'
   * factors m.
   */
  private static FramePolynomial[][] symmetric(int degree, int parity, int d) {
    FramePolynomial one = FramePolynomial.of(BigFraction.ONE);
    FramePolynomial zero = FramePolynomial.of(BigFraction.ZERO);
    FramePolynomial[][] z = {
      {FramePolynomial.T, FramePolynomial.XI}, {FramePolynomial.ETA, FramePolynomial.NU}
    };
    FramePolynomial[][] r = {
      {one, zero, FramePolynomial.V},
      {zero, zero, zero},
      {FramePolynomial.U, zero, FramePolynomial.U.multiply(FramePolynomial.V)}
    };
    FramePolynomial[][] before = {{one}};
    FramePolynomial[][] last = z;
    for (int k = 1; k < degree; k++) {
      FramePolynomial[][] next =
          sum(
              product(z, last, BigFraction.of(2L * k + d - 2, k + d - 2)),
              product(r, before, BigFraction.of(-k, k + d - 2)));
      before = last;
      last = next;
    }
    int order = SYMMETRIC.order(degree, parity);
    FramePolynomial[][] words = new FramePolynomial[order][order];
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < order; j++) {
        words[i][j] = last[2 * i + parity][2 * j + parity];
      }
    }
    return words;
  }

  private static FramePolynomial[][] product(
      FramePolynomial[][] a, FramePolynomial[][] b, BigFraction factor) {
    int n = a.length + b.length - 1;
    FramePolynomial[][] c = new FramePolynomial[n][n];
    for (FramePolynomial[] row : c) {
      Arrays.fill(row, FramePolynomial.of(BigFraction.ZERO));
    }
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        if (a[i][j].isZero()) {
          continue;
        }
        FramePolynomial scaled = a[i][j].multiply(factor);
        for (int k = 0; k < b.length; k++) {
          for (int l = 0; l < b.length; l++) {
            c[i + k][j + l] = c[i + k][j + l].add(scaled.multiply(b[k][l]));
          }
        }
      }
    }
    return c;
  }

  private static FramePolynomial[][] sum(FramePolynomial[][] a, FramePolynomial[][] b) {
    FramePolynomial[][] c = new FramePolynomial[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        c[i][j] = a[i][j].add(b[i][j]);
      }
    }
    return c;
  }
}
