package constellations.solver.loss;

/**
 * The sigmoid loss (docs/theory.md S2; Zhai et al. 2023), in nats: sum over i of log(1 + exp(-t
 * &lt;U_i,V_i&gt; + c)) plus sum over i != j of log(1 + exp(t &lt;U_i,V_j&gt; - c)). Stable for all
 * arguments: no overflow, and small losses keep their relative accuracy.
 */
public final class SigmoidLoss {
  private static final int BISECTIONS = 200;

  private SigmoidLoss() {}

  /** log(1 + exp(x)). */
  public static double softplus(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }

  /** L(U, V; t, c). */
  public static double value(Products products, double t, double c) {
    return positives(products, t, c) + negatives(products, t, c);
  }

  /** The relative-bias form L_RB(U, V; t, b) = L(U, V; t, b t). */
  public static double relative(Products products, double t, double b) {
    return value(products, t, b * t);
  }

  private static double positives(Products products, double t, double c) {
    double sum = 0;
    for (int i = 0; i < products.size(); i++) {
      sum += softplus(c - t * products.values()[i][i]);
    }
    return sum;
  }

  private static double negatives(Products products, double t, double c) {
    double sum = 0;
    for (int i = 0; i < products.size(); i++) {
      for (int j = 0; j < products.size(); j++) {
        sum += i == j ? 0 : softplus(t * products.values()[i][j] - c);
      }
    }
    return sum;
  }

  /** inf over c of L(U, V; t, c); the loss is convex in c, and its derivative is bisected. */
  public static double infimumOverBias(Products products, double t) {
    double reach = t + 2 * Math.log(products.size() + 1.0) + 2;
    double low = -reach;
    double high = reach;
    for (int step = 0; step < BISECTIONS; step++) {
      double middle = (low + high) / 2;
      if (derivative(products, t, middle) > 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Math.min(value(products, t, low), value(products, t, high));
  }

  private static double derivative(Products products, double t, double c) {
    double sum = 0;
    for (int i = 0; i < products.size(); i++) {
      for (int j = 0; j < products.size(); j++) {
        double x = t * products.values()[i][j] - c;
        sum += i == j ? sigmoid(-x) : -sigmoid(x);
      }
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
  }

  /**
   * The expected loss of a batch of B distinct indices drawn uniformly: a matching pair is in it
   * with probability B/N, another with B(B-1)/(N(N-1)).
   */
  public static double expectedBatch(Products products, int batch, double t, double c) {
    double n = products.size();
    return positives(products, t, c) * batch / n
        + negatives(products, t, c) * batch * (batch - 1) / (n * (n - 1));
  }

  /**
   * Theorem 3.1 in finite form: a loss L < log 2 makes every term at most L, so t &lt;U_i,V_i&gt;
   * >= c - log(e^L - 1) and so on: a constellation at bias c/t whose margin is at least -log(e^L -
   * 1)/t.
   *
   * @return that margin, which is positive exactly for L < log 2
   */
  public static double guaranteedMargin(double loss, double t) {
    return -Math.log(Math.expm1(loss)) / t;
  }
}
