package constellations.solver.search.objective;

/**
 * A smooth stand-in for the largest of the terms g: (1/p) log sum exp(p h(g)) with sharpness p. As
 * p grows its minimisers approach those of the largest term.
 *
 * @param potential the increasing function h
 * @param sharpness p > 0; a power of two for {@link Potential#POWER}
 */
public record Smoothing(Potential potential, double sharpness) {
  /** How terms far below the largest count. */
  public enum Potential {
    /** h(g) = g: the smooth maximum. */
    EXPONENTIAL,
    /**
     * h(g) = -log(c - g) with c above all terms: inverse powers, for a code of |X_i - X_j|^2. Finds
     * highly symmetric codes such as the E8 roots from random starts.
     */
    POWER,
    /**
     * h with p h(g) = log log(1 + e^(p g)): the sum is the sigmoid loss at inverse temperature p,
     * for a constellation at its bias. Terms far above 0 pull no more than others.
     */
    SIGMOID
  }

  /** The binary logarithm of the sharpness, which must be a power of two for inverse powers. */
  int squarings() {
    int exponent = Math.getExponent(sharpness);
    if (sharpness != Math.scalb(1.0, exponent) || exponent < 0) {
      throw new IllegalStateException("sharpness " + sharpness + " is no power of two");
    }
    return exponent;
  }

  /** A decrease over ten steps that is not worth going on for. */
  public double tolerance() {
    return (potential == Potential.POWER ? 1e-3 : 1e-2) / sharpness;
  }

  public static Smoothing exponential(double sharpness) {
    return new Smoothing(Potential.EXPONENTIAL, sharpness);
  }
}
