package constellations.solver.train;

/**
 * Adam (Kingma and Ba 2015) with the usual constants, for some variables in an array.
 *
 * @param rate the length of a step
 * @param first moments, as long as the variables
 * @param second moments, likewise
 */
record Adam(double rate, double[] first, double[] second) {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** For so many variables. */
  static Adam of(double rate, int length) {
    return new Adam(rate, new double[length], new double[length]);
  }

  /**
   * A step.
   *
   * @param epoch from 1
   * @param from the variables before this one stay
   */
  void step(int epoch, double[] x, double[] gradient, int from) {
    double step = rate / (1 - Math.pow(BETA1, epoch));
    double inverse = 1 / Math.sqrt(1 - Math.pow(BETA2, epoch));
    for (int i = from; i < x.length; i++) {
      first[i] = BETA1 * first[i] + (1 - BETA1) * gradient[i];
      second[i] = BETA2 * second[i] + (1 - BETA2) * gradient[i] * gradient[i];
      x[i] -= step * first[i] / (Math.sqrt(second[i]) * inverse + EPSILON);
    }
  }

  /** Brings rows of length d from a place on to norm 1; the moments stay. */
  static void normalise(double[] x, int from, int d) {
    for (int row = from; row < x.length; row += d) {
      double sum = 0;
      for (int k = row; k < row + d; k++) {
        sum += x[k] * x[k];
      }
      double inverse = 1 / Math.sqrt(sum);
      for (int k = row; k < row + d; k++) {
        x[k] *= inverse;
      }
    }
  }
}
