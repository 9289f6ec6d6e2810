package constellations.solver.theory;

import constellations.verify.exact.Cosine;
import constellations.verify.points.Constellation;

/**
 * Corollary 1 of arXiv 2509.18552: with a positive margin the nearest neighbour of U_i among all
 * V_j is V_i, uniquely, and the other way round.
 */
public final class Corollary1 {
  private Corollary1() {}

  /** Exact retrieval of the first two modalities; ties count as failures. */
  public record Retrieval(int uToV, int vToU) {}

  /** How many U_i have V_i as their unique nearest neighbour, and how many V_i have U_i. */
  public static Retrieval retrieval(Constellation constellation) {
    int forward = 0;
    int backward = 0;
    for (int i = 0; i < constellation.size(); i++) {
      Cosine own = constellation.cosine(0, i, 1, i);
      boolean rowWins = true;
      boolean columnWins = true;
      for (int j = 0; j < constellation.size(); j++) {
        if (j != i) {
          rowWins &= constellation.cosine(0, i, 1, j).compareTo(own) < 0;
          columnWins &= constellation.cosine(0, j, 1, i).compareTo(own) < 0;
        }
      }
      forward += rowWins ? 1 : 0;
      backward += columnWins ? 1 : 0;
    }
    return new Retrieval(forward, backward);
  }
}
