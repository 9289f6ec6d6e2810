package constellations.solver.dimension;

import constellations.solver.bound.PointBound;
import constellations.solver.bound.PointBounds;
import constellations.verify.BadInputException;
import constellations.verify.check.Tier;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Bounds on the number of items of constellations in R^d: upper bounds for the code that they
 * project to, lower bounds from lift and alignment (THEORY.md section 4).
 *
 * @param cosine the cosine of that code
 * @param uppers all upper bounds that apply
 * @param lower the best lower bound
 */
public record PairBounds(BigFraction cosine, List<PointBound> uppers, PointBound lower) {
  private static final PointBound ONE_PAIR =
      new PointBound(BigInteger.ONE, BigDecimal.ONE, "one pair", Tier.THEOREM);

  /**
   * The bounds for a dimension, margin, bias and number of modalities.
   *
   * @param limit upper bounds that are at least this may be left out
   * @throws BadInputException if a number is out of range or bias - margin is below -1
   */
  public static PairBounds of(
      int d, BigFraction margin, BigFraction bias, int modalities, BigInteger limit) {
    Query query = new Query(BigInteger.TWO, margin, bias, modalities);
    if (query.negative().add(1).signum() < 0) {
      throw BadInputException.argument(
          "bias - margin",
          Rationals.toString(query.negative()),
          "at least -1, the least inner product");
    }
    BigFraction cosine = query.projectedCosine();
    PointBound lower = ONE_PAIR;
    int codeDimension = d - modalities + 1;
    if (query.projected() == modalities && codeDimension >= 1) {
      lower = better(lower, PointBounds.lower(codeDimension, cosine), "lift of ");
    }
    lower = better(lower, PointBounds.lower(d, query.negative()), "aligned, ");
    return new PairBounds(cosine, PointBounds.uppers(d, cosine, limit), lower);
  }

  private static PointBound better(PointBound known, PointBound other, String way) {
    return other.points().compareTo(known.points()) > 0
        ? new PointBound(other.points(), other.value(), way + other.method(), other.tier())
        : known;
  }
}
