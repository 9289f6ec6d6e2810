package constellations.solver.loss;

/** Losses beside the sigmoid loss (docs/theory.md S2), in double precision. */
public final class OtherLosses {
  private OtherLosses() {}

  /** Triplet loss: sum over i != j of max(0, |U_i-V_i|^2 - |U_i-V_j|^2 + a) for unit vectors. */
  public static double triplet(Products products, double a) {
    double sum = 0;
    for (int i = 0; i < products.size(); i++) {
      double own = products.values()[i][i];
      for (int j = 0; j < products.size(); j++) {
        sum += i == j ? 0 : Math.max(0, 2 * (products.values()[i][j] - own) + a);
      }
    }
    return sum;
  }

  /**
   * InfoNCE (CLIP): softmax cross-entropy of t &lt;U_i,V_j&gt; over rows plus over columns, nats.
   */
  public static double infoNce(Products products, double t) {
    int n = products.size();
    double sum = 0;
    double[] line = new double[n];
    for (int i = 0; i < n; i++) {
      double own = t * products.values()[i][i];
      for (int j = 0; j < n; j++) {
        line[j] = t * products.values()[i][j];
      }
      sum += logSumExp(line) - own;
      for (int j = 0; j < n; j++) {
        line[j] = t * products.values()[j][i];
      }
      sum += logSumExp(line) - own;
    }
    return sum;
  }

  static double logSumExp(double[] x) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double y : x) {
      largest = Math.max(largest, y);
    }
    double sum = 0;
    for (double y : x) {
      sum += Math.exp(y - largest);
    }
    return largest + Math.log(sum);
  }
}
