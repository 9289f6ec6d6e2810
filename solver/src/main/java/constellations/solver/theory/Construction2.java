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
 * Construction 2 of arXiv 2509.18552, the simplex suffix for k modalities: U_i^a = (delta X_i,
 * sqrt(1 - delta^2) w_a) with w_1, ..., w_k the vertices of a regular simplex in R^(k-1) and X a
 * code in R^(d-k+1). Cosines are delta^2 <X_i,X_j> - (1 - delta^2)/(k-1).
 */
public final class Construction2 {
  private Construction2() {}

  /**
   * Applies the construction.
   *
   * @param code rows of rational norms
   * @param deltaSquared delta^2, in (0, 1]
   * @param simplex k vectors of R^(k-1), as from {@link #simplex}
   * @throws BadInputException if the numbers leave one quadratic field
   */
  public static Constellation of(SphericalCode code, BigFraction deltaSquared, PointSet simplex) {
    List<PointSet> modalities = new ArrayList<>();
    for (int a = 0; a < simplex.size(); a++) {
      List<List<Quadratic>> rows = new ArrayList<>();
      for (int i = 0; i < code.size(); i++) {
        // Scaled by |X_i| / delta: suffix w_a / |w_a| times sqrt(|X_i|^2 (1 - delta^2) / delta^2).
        BigFraction ratio = BigFraction.ONE.subtract(deltaSquared).divide(deltaSquared);
        Quadratic ratioOfNorms = code.points().squaredNorm(i).divide(simplex.squaredNorm(a));
        if (!ratioOfNorms.isRational()) {
          throw BadInputException.argument(
              "row " + i, "squared norm " + code.points().squaredNorm(i), "a rational number");
        }
        BigFraction norms = ratioOfNorms.rational();
        Quadratic scale = Quadratic.sqrt(norms.multiply(ratio));
        Quadratic[] suffix =
            simplex.row(a).stream().map(x -> x.multiply(scale)).toArray(Quadratic[]::new);
        rows.add(Lift.append(code.points().row(i), suffix));
      }
      modalities.add(PointSet.of(rows));
    }
    return new Constellation(modalities);
  }

  /**
   * The k vertices of a regular simplex in R^(k-1) with coordinates in one quadratic field:
   * rational (rows of a Hadamard matrix without the first column) for k a power of two, with
   * sqrt(3) for k = 3.
   *
   * @throws BadInputException for other k
   */
  public static PointSet simplex(int k) {
    if (k == 3) {
      Quadratic root = Quadratic.sqrt(BigFraction.of(3));
      Quadratic one = Quadratic.ONE;
      return PointSet.of(
          List.of(
              List.of(Quadratic.of(-2), Quadratic.ZERO),
              List.of(one, root),
              List.of(one, root.negate())));
    }
    if (k < 2 || Integer.bitCount(k) != 1) {
      throw BadInputException.argument("modalities", k, "3 or a power of two");
    }
    long[] data = new long[k * (k - 1)];
    for (int a = 0; a < k; a++) {
      for (int c = 1; c < k; c++) {
        data[a * (k - 1) + c - 1] = Integer.bitCount(a & c) % 2 == 0 ? 1 : -1;
      }
    }
    return PointSet.ofIntegers(k - 1, data);
  }

  /**
   * The cosine delta^2 x - (1 - delta^2)/(k-1) of suffixed vectors whose code vectors have cosine
   * x.
   */
  public static BigFraction cosine(BigFraction x, BigFraction deltaSquared, int modalities) {
    return deltaSquared
        .multiply(x)
        .subtract(BigFraction.ONE.subtract(deltaSquared).divide(modalities - 1));
  }
}
