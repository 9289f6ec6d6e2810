package constellations.solver.theory;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.Constellation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The modality gap (arXiv 2509.18552, Theorem 3.6 and Propositions 2-5), for pairs with the sign
 * pattern &lt;U_i,V_i&gt; > 0 and &lt;U_i,V_j&gt; < 0 for i != j, which every constellation with m
 * > |b| has:
 *
 * <ul>
 *   <li>Theorem 3.6: for N >= d+2 some h has &lt;h,U_i&gt; > 0 for all i and &lt;h,V_j&gt; < 0 for
 *       at least N - d of the j.
 *   <li>Proposition 2: for N >= d+2 some h has &lt;h,U_i&gt; > 0 for all i.
 *   <li>Proposition 3: h can be taken in the convex hull of the U.
 *   <li>Proposition 4: no U_i lies in the cone of the other U_j.
 *   <li>Proposition 5: for d = 2 there is no such configuration with N >= 4.
 * </ul>
 *
 * The methods check, exactly, what a linear program in floating point has proposed.
 */
public final class ModalityGap {
  private ModalityGap() {}

  /** Whether the first two modalities have the sign pattern. */
  public static boolean hasSignPattern(Constellation constellation) {
    for (int i = 0; i < constellation.size(); i++) {
      for (int j = 0; j < constellation.size(); j++) {
        Cosine cosine = constellation.cosine(0, i, 1, j);
        if (cosine.inner().signum() != (i == j ? 1 : -1)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether &lt;h,x&gt; > 0 for all rows x (Proposition 2 for the rows U_i). */
  public static boolean isPositiveOn(PointSet h, PointSet points) {
    requireOne(h);
    for (int i = 0; i < points.size(); i++) {
      if (h.inner(0, points, i).signum() <= 0) {
        return false;
      }
    }
    return true;
  }

  /** How many rows x have &lt;h,x&gt; >= 0: the exceptions of Theorem 3.6 for the rows V_j. */
  public static int exceptions(PointSet h, PointSet points) {
    requireOne(h);
    int count = 0;
    for (int j = 0; j < points.size(); j++) {
      count += h.inner(0, points, j).signum() >= 0 ? 1 : 0;
    }
    return count;
  }

  private static void requireOne(PointSet h) {
    if (h.size() != 1) {
      throw BadInputException.argument("normal vectors", h.size(), "one");
    }
  }

  /**
   * The vector sum_i c_i U_i (Proposition 3: a positive multiple of a point of the convex hull).
   *
   * @param weights N numbers that are not negative, not all zero
   * @throws BadInputException if a weight is negative or the sum is zero
   */
  public static PointSet inConvexHull(PointSet points, List<BigFraction> weights) {
    List<Quadratic> sum = null;
    for (int i = 0; i < points.size(); i++) {
      BigFraction weight = weights.get(i);
      if (weight.signum() < 0) {
        throw BadInputException.argument("weight " + i, weight, "a number that is not negative");
      }
      List<Quadratic> term = points.row(i).stream().map(x -> x.multiply(weight)).toList();
      sum = sum == null ? term : LinearRepresentation.add(sum, term);
    }
    return PointSet.of(List.of(sum));
  }

  /**
   * For d = 2, whether vectors V_j with the sign pattern exist for these U_i; exact (Proposition 5
   * says no for N >= 4).
   *
   * @param u rational vectors of R^2
   * @throws BadInputException if d is not 2
   */
  public static boolean planarPartnersExist(PointSet u) {
    if (u.dimension() != 2 || !u.radicand().equals(BigInteger.ONE)) {
      throw BadInputException.argument(
          "vectors", "dimension " + u.dimension(), "rational vectors of dimension 2");
    }
    for (int j = 0; j < u.size(); j++) {
      if (!planarPartnerExists(u, j)) {
        return false;
      }
    }
    return true;
  }

  private static boolean planarPartnerExists(PointSet u, int j) {
    // The open cone of partners, if there is one, holds the sum of its two bounding directions,
    // each
    // at a right angle to some U_i, or, when it is a half-plane, U_j itself.
    List<List<Quadratic>> rays = new ArrayList<>();
    for (int i = 0; i < u.size(); i++) {
      List<Quadratic> row = u.row(i);
      rays.add(List.of(row.get(1).negate(), row.get(0)));
      rays.add(List.of(row.get(1), row.get(0).negate()));
    }
    List<List<Quadratic>> candidates = new ArrayList<>(List.of(u.row(j)));
    for (List<Quadratic> a : rays) {
      for (List<Quadratic> b : rays) {
        List<Quadratic> sum = LinearRepresentation.add(a, b);
        if (sum.get(0).signum() != 0 || sum.get(1).signum() != 0) {
          candidates.add(sum);
        }
      }
    }
    PointSet directions = PointSet.of(candidates);
    for (int c = 0; c < directions.size(); c++) {
      boolean fits = true;
      for (int i = 0; i < u.size() && fits; i++) {
        fits = directions.inner(c, u, i).signum() == (i == j ? 1 : -1);
      }
      if (fits) {
        return true;
      }
    }
    return false;
  }
}
