package constellations.solver.pmi;

/**
 * Retrieval of y for each x by scores: E = Pr[s(x,y) > s(x,y')] + Pr[=]/2 for x, y of the joint
 * distribution and y' of its marginal (docs/theory.md S8). Numeric.
 *
 * @param success of the scores
 * @param bestSuccess of R, which is the best
 */
public record PmiRetrieval(double success, double bestSuccess) {
  /** Of scores, or what grows with them. */
  public static PmiRetrieval of(JointDistribution joint, double[][] scores) {
    double[][] ratios = joint.ratios();
    return new PmiRetrieval(success(joint, ratios, scores), success(joint, ratios, ratios));
  }

  private static double success(JointDistribution joint, double[][] ratios, double[][] scores) {
    double[] rowShares = joint.rowShares();
    double[] columnShares = joint.columnShares();
    double sum = 0;
    for (int x = 0; x < scores.length; x++) {
      for (int y = 0; y < columnShares.length; y++) {
        double below = 0;
        for (int z = 0; z < columnShares.length; z++) {
          double won = scores[x][y] > scores[x][z] ? 1 : scores[x][y] == scores[x][z] ? 0.5 : 0;
          below += won * columnShares[z];
        }
        sum += rowShares[x] * columnShares[y] * ratios[x][y] * below;
      }
    }
    return sum;
  }
}
