package constellations.solver.theory;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.Constellation;
import constellations.verify.points.SphericalCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The lift (docs/theory.md T18, one coordinate where Construction 1 of the paper needs two): a code
 * X of cosine alpha(m, b) in R^(d-1) gives the (d, m, b)-constellation U_i = (sqrt((1+s)/2) X_i,
 * sqrt((1-s)/2)), V_i = (the same, minus sign), s = b + m. Matching cosines are exactly s, others
 * (1+s)/2 <X_i,X_j> - (1-s)/2.
 */
public final class Lift {
  private Lift() {}

  /**
   * Lifts a code.
   *
   * @param code rows whose squared norms n are rational; n (1 - s^2) must lie in one quadratic
   *     field with the coordinates
   * @param s the cosine of matching pairs, in (-1, 1]
   * @throws BadInputException if the numbers do not lie in one quadratic field
   */
  public static Constellation of(SphericalCode code, BigFraction s) {
    if (s.compareTo(BigFraction.ONE.negate()) <= 0 || s.compareTo(BigFraction.ONE) > 0) {
      throw BadInputException.argument("cosine of matching pairs", s, "more than -1, at most 1");
    }
    // Scaled by the positive number |X| / sqrt((1+s)/2): last coordinate |X| sqrt((1-s)/(1+s)).
    List<List<Quadratic>> u = new ArrayList<>();
    List<List<Quadratic>> v = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      Quadratic norm = code.points().squaredNorm(i);
      if (!norm.isRational()) {
        throw BadInputException.argument("row " + i, "squared norm " + norm, "a rational number");
      }
      BigFraction radicand =
          norm.rational().multiply(BigFraction.ONE.subtract(s)).divide(BigFraction.ONE.add(s));
      Quadratic height = Quadratic.sqrt(radicand);
      u.add(append(code.points().row(i), height));
      v.add(append(code.points().row(i), height.negate()));
    }
    return Constellation.of(PointSet.of(u), PointSet.of(v));
  }

  static List<Quadratic> append(List<Quadratic> row, Quadratic... more) {
    List<Quadratic> longer = new ArrayList<>(row);
    longer.addAll(List.of(more));
    return longer;
  }
}
