package constellations.solver.theory;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.Constellation;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A configuration with matching inner products positive and all others negative in which every h
 * with &lt;h,U_i&gt; > 0 for all i has &lt;h,V_j&gt; > 0 for d - 1 of the j (what Construction 3 of
 * arXiv 2509.18552 asks for; the configuration here is our own).
 *
 * <p>The first d - 1 pairs have U_i = V_i = (d e_i - (1, ..., 1), 0) + small last coordinate, at
 * obtuse angles to each other, so V_i lies in the cone of the U. The other pairs sit near -e_d on a
 * convex arc whose outward normals are at obtuse angles to all of the first.
 */
public final class Construction3 {
  private Construction3() {}

  /**
   * Builds the configuration.
   *
   * @param dimension d >= 3
   * @param size N >= d
   * @throws BadInputException if d or N is smaller
   */
  public static Constellation of(int dimension, int size) {
    if (dimension < 3 || size < dimension) {
      throw BadInputException.argument(
          "dimension and size", dimension + " and " + size, "d at least 3 and N at least d");
    }
    int d = dimension;
    int n = d - 1;
    List<List<Quadratic>> u = new ArrayList<>();
    List<List<Quadratic>> v = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      // <U_i,U_j> = -2 d + n + 1 = -d for i != j before the last coordinate 1/d adds 1/d^2.
      BigFraction[] row = new BigFraction[d];
      for (int k = 0; k < n; k++) {
        row[k] = BigFraction.of(k == i ? d - 1 : -1);
      }
      row[n] = BigFraction.of(1, d);
      u.add(exact(row));
      v.add(exact(row));
    }
    // Points -e_d + r (x, y) on a parabola in the plane of f = -(1,...,1) and g = e_1 - e_2 of R^n,
    // x = -c^2, y = c; the functional (f-part 1, g-part 2c) is largest at its own c.
    int rest = size - n;
    for (int j = 0; j < rest; j++) {
      BigFraction c = BigFraction.of(j, 8L * d * rest);
      BigFraction r = BigFraction.of(1, 16L * d * d);
      u.add(
          exact(
              arc(d, c.multiply(c).negate().multiply(r), c.multiply(r), BigFraction.ONE.negate())));
      // <(1, 2c), (-c'^2, c')> = c^2 - (c' - c)^2: above the level only at c' = c.
      BigFraction gap = BigFraction.of(1, 8L * d * rest);
      BigFraction level = c.multiply(c).subtract(gap.multiply(gap).divide(2)).multiply(r);
      v.add(exact(arcNormal(d, c, level)));
    }
    return Constellation.of(PointSet.of(u), PointSet.of(v));
  }

  /** (x f + y g, last) with f = -(1, ..., 1)/n and g = (e_1 - e_2)/2. */
  private static BigFraction[] arc(int d, BigFraction x, BigFraction y, BigFraction last) {
    int n = d - 1;
    BigFraction[] row = new BigFraction[d];
    for (int k = 0; k < n; k++) {
      row[k] = x.divide(n).negate();
    }
    row[0] = row[0].add(y.divide(2));
    row[1] = row[1].subtract(y.divide(2));
    row[n] = last;
    return row;
  }

  /** The functional with value x + 2 c y + level * last on {@link #arc}: (f' + 2 c g', level). */
  private static BigFraction[] arcNormal(int d, BigFraction c, BigFraction level) {
    int n = d - 1;
    BigFraction[] row = new BigFraction[d];
    for (int k = 0; k < n; k++) {
      row[k] = BigFraction.ONE.negate();
    }
    row[0] = row[0].add(c.multiply(2));
    row[1] = row[1].subtract(c.multiply(2));
    row[n] = level;
    return row;
  }

  private static List<Quadratic> exact(BigFraction[] row) {
    List<Quadratic> exact = new ArrayList<>();
    for (BigFraction x : row) {
      exact.add(Quadratic.of(x));
    }
    return exact;
  }
}
