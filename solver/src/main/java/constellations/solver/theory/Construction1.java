package constellations.solver.theory;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.Constellation;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Construction 1 of arXiv 2509.18552: from a (d-2, m, b)-constellation and delta^2 + phi^2 <= 1, U'
 * = (delta U, phi, r), V' = (delta V, phi, -r) with r^2 = 1 - delta^2 - phi^2 is a (d, delta^2 m,
 * delta^2 b + phi^2 - r^2)-constellation.
 */
public final class Construction1 {
  private Construction1() {}

  /**
   * Applies the construction.
   *
   * @param constellation two modalities whose rows have rational norms
   * @throws BadInputException if delta^2 + phi^2 > 1 or the numbers leave one quadratic field
   */
  public static Constellation of(Constellation constellation, BigFraction delta, BigFraction phi) {
    Quadratic rest = Quadratic.sqrt(requireRest(delta, phi));
    return Constellation.of(
        extend(constellation.modality(0), delta, phi, rest),
        extend(constellation.modality(1), delta, phi, rest.negate()));
  }

  private static BigFraction requireRest(BigFraction delta, BigFraction phi) {
    BigFraction rest = BigFraction.ONE.subtract(delta.multiply(delta)).subtract(phi.multiply(phi));
    if (rest.signum() < 0) {
      throw BadInputException.argument(
          "delta^2 + phi^2", BigFraction.ONE.subtract(rest), "at most 1");
    }
    return rest;
  }

  private static PointSet extend(
      PointSet points, BigFraction delta, BigFraction phi, Quadratic rest) {
    List<List<Quadratic>> rows = new ArrayList<>();
    for (List<Quadratic> unit : points.unitRows()) {
      List<Quadratic> row = unit.stream().map(x -> x.multiply(delta)).toList();
      rows.add(Lift.append(row, Quadratic.of(phi), rest));
    }
    return PointSet.of(rows);
  }

  /** The margin delta^2 m of the result. */
  public static BigFraction margin(BigFraction margin, BigFraction delta) {
    return margin.multiply(delta).multiply(delta);
  }

  /** The bias delta^2 b + phi^2 - (1 - delta^2 - phi^2) of the result. */
  public static BigFraction bias(BigFraction bias, BigFraction delta, BigFraction phi) {
    return bias.multiply(delta)
        .multiply(delta)
        .add(phi.multiply(phi))
        .subtract(requireRest(delta, phi));
  }
}
