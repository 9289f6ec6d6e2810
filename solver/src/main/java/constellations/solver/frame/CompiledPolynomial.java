package constellations.solver.frame;

import constellations.verify.frame.FramePolynomial;
import java.util.Map;
import java.util.TreeMap;

/** A polynomial of frames with coefficients in double precision, quick to evaluate. */
final class CompiledPolynomial {
  static final CompiledPolynomial ZERO = new CompiledPolynomial(new TreeMap<>());

  private static final int VARIABLES = FramePolynomial.VARIABLES;

  private final Map<Integer, Double> terms;
  private final int[] exponents;
  private final double[] coefficients;
  private final int[] degrees = new int[VARIABLES];

  private CompiledPolynomial(Map<Integer, Double> terms) {
    this.terms = terms;
    this.exponents = new int[terms.size() * VARIABLES];
    this.coefficients = new double[terms.size()];
    int at = 0;
    for (Map.Entry<Integer, Double> term : terms.entrySet()) {
      coefficients[at] = term.getValue();
      for (int i = 0; i < VARIABLES; i++) {
        int e = FramePolynomial.exponent(term.getKey(), i);
        exponents[at * VARIABLES + i] = e;
        degrees[i] = Math.max(degrees[i], e);
      }
      at++;
    }
  }

  /** A multiple of an exact polynomial. */
  static CompiledPolynomial of(FramePolynomial polynomial, double factor) {
    Map<Integer, Double> terms = new TreeMap<>();
    polynomial.forEach((key, c) -> terms.put(key, c.doubleValue() * factor));
    return new CompiledPolynomial(terms);
  }

  /** This and a multiple of another. */
  CompiledPolynomial plus(CompiledPolynomial other, double factor) {
    Map<Integer, Double> sum = new TreeMap<>(terms);
    other.terms.forEach((key, c) -> sum.merge(key, c * factor, Double::sum));
    return new CompiledPolynomial(sum);
  }

  /** The value at t, nu, xi, eta, u, v. */
  double value(double[] x) {
    double[][] powers = new double[VARIABLES][];
    for (int i = 0; i < VARIABLES; i++) {
      powers[i] = new double[degrees[i] + 1];
      powers[i][0] = 1;
      for (int e = 1; e <= degrees[i]; e++) {
        powers[i][e] = powers[i][e - 1] * x[i];
      }
    }
    double sum = 0;
    for (int k = 0; k < coefficients.length; k++) {
      double term = coefficients[k];
      for (int i = 0; i < VARIABLES; i++) {
        term *= powers[i][exponents[k * VARIABLES + i]];
      }
      sum += term;
    }
    return sum;
  }
}
