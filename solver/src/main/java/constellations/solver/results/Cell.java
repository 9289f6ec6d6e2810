package constellations.solver.results;

import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.Comparator;

/**
 * What a claim is about: claims of one cell differ in one number, which makes one of them the best.
 *
 * <ul>
 *   <li>codes: the number of points in R^d; the smallest cosine is best
 *   <li>bounds for codes: the number of points that do not fit in R^d; the largest cosine is best
 *   <li>constellations: dimension, pairs, modalities and bias; the largest margin is best
 *   <li>bounds for constellations: pairs, modalities, margin and bias; the largest dimension is
 *       best
 *   <li>bounds for margins: dimension, pairs, modalities and bias; the smallest margin is best
 * </ul>
 *
 * @param dimension d, or 0 for bounds for constellations
 * @param number of points or pairs
 * @param modalities k, or 1 for codes
 * @param margin of bounds for constellations, else 0
 * @param bias of constellations and their bounds, else 0
 */
public record Cell(
    Type type, long dimension, BigInteger number, int modalities, Quadratic margin, Quadratic bias)
    implements Comparable<Cell> {
  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::type)
          .thenComparingLong(Cell::dimension)
          .thenComparing(Cell::number)
          .thenComparingInt(Cell::modalities)
          .thenComparing(Cell::margin)
          .thenComparing(Cell::bias);

  /** The kinds of claims, by their name in the index. */
  enum Type {
    CODE,
    CODE_BOUND,
    CONSTELLATION,
    CONSTELLATION_BOUND,
    MARGIN_BOUND;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** The cell of a claim. */
  static Cell of(Claim claim) {
    if (claim instanceof Claim.CodeExists code) {
      return code(code.dimension(), code.points());
    }
    if (claim instanceof Claim.CodeBound bound) {
      return codeBound(bound.dimension(), bound.points().add(BigInteger.ONE));
    }
    if (claim instanceof ConstellationClaim.Exists exists) {
      return margin(Type.CONSTELLATION, exists.dimension(), exists.demand());
    }
    if (claim instanceof ConstellationClaim.MarginBound bound) {
      return margin(Type.MARGIN_BOUND, bound.dimension(), bound.demand());
    }
    Demand demand = ((ConstellationClaim.Needs) claim).demand();
    return new Cell(
        Type.CONSTELLATION_BOUND,
        0,
        demand.pairs(),
        demand.modalities(),
        demand.margin(),
        demand.bias());
  }

  /** The cell of the margins of constellations, or of their bounds. */
  private static Cell margin(Type type, long dimension, Demand demand) {
    return new Cell(
        type, dimension, demand.pairs(), demand.modalities(), Quadratic.ZERO, demand.bias());
  }

  /** The cell of codes of N points in R^d. */
  static Cell code(long dimension, BigInteger points) {
    return new Cell(Type.CODE, dimension, points, 1, Quadratic.ZERO, Quadratic.ZERO);
  }

  /** The cell of proofs that N points in R^d have some cosine at least. */
  static Cell codeBound(long dimension, BigInteger points) {
    return new Cell(Type.CODE_BOUND, dimension, points, 1, Quadratic.ZERO, Quadratic.ZERO);
  }

  /** Whether a claim is better than another one of its cell; exact. */
  static boolean better(Claim a, Claim b) {
    return betterBy(Quadratic.ZERO, a, b);
  }

  /** Whether a claim is better than another one of its cell by more than some gain; exact. */
  static boolean betterBy(Quadratic gain, Claim a, Claim b) {
    if (a instanceof ConstellationClaim.Needs needs) {
      return needs.dimension() > ((ConstellationClaim.Needs) b).dimension();
    }
    return value(a).compareTo(value(b).add(gain)) > 0;
  }

  /** The number in which claims of a cell differ, with the sign that makes the largest the best. */
  private static Quadratic value(Claim claim) {
    if (claim instanceof Claim.CodeExists code) {
      return code.cosine().negate();
    }
    if (claim instanceof ConstellationClaim.MarginBound bound) {
      return bound.demand().margin().negate();
    }
    return claim instanceof Claim.CodeBound bound
        ? bound.cosine()
        : ((ConstellationClaim.Exists) claim).demand().margin();
  }

  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }
}
