package constellations.solver.theory;

import constellations.verify.exact.Quadratic;
import constellations.verify.points.Constellation;

/**
 * Observation 4 of arXiv 2509.18552: a constellation of margin m has zero triplet loss, sum over i
 * != j of max(0, |U_i-V_i|^2 - |U_i-V_j|^2 + a), for every a <= 4m.
 */
public final class Observation4 {
  private Observation4() {}

  /**
   * Whether the triplet loss with margin a is exactly zero, for rows of rational norm: 2
   * &lt;U_i,V_i&gt; - 2 &lt;U_i,V_j&gt; >= a for all i != j.
   */
  public static boolean hasZeroTripletLoss(Constellation constellation, Quadratic a) {
    var u = constellation.modality(0).unitRows();
    var v = constellation.modality(1).unitRows();
    for (int i = 0; i < u.size(); i++) {
      Quadratic own = LinearRepresentation.inner(u.get(i), v.get(i));
      for (int j = 0; j < u.size(); j++) {
        Quadratic gap = own.subtract(LinearRepresentation.inner(u.get(i), v.get(j)));
        if (j != i && gap.add(gap).compareTo(a) < 0) {
          return false;
        }
      }
    }
    return true;
  }
}
