package constellations.verify.threepoint;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.lp.BoundForm;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Claims an upper bound for spherical codes in R^{@code dimension}, in one of two forms. The
 * evidence is a function of pairs and triples of points that is positive semidefinite (Bachoc and
 * Vallentin), and how small it is where the inner products of a code can be.
 *
 * <p>The argument: docs/theory.md T25.
 *
 * @param claimed which form
 * @param points the number of points, at least 2
 * @param cosine an exact number in (-1, 1)
 * @param function the function of pairs and triples
 * @param alpha the function of pairs is claimed to be at most -alpha / 2^bits
 * @param beta the function of triples is claimed to be at most -beta / 2^bits
 */
public record ThreePointCertificate(
    BoundForm claimed,
    BigInteger points,
    Quadratic cosine,
    TripleFunction function,
    BigInteger alpha,
    BigInteger beta,
    Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "three-point-bound";

  /** How finely the square root in the value is rounded. */
  private static final int ROOT_BITS = 200;

  /**
   * Checks that the claim means something, not that it is true.
   *
   * @param claimed which of the two forms the claim has
   * @param points the number of points
   * @param cosine the cosine
   * @param function the function of pairs and triples
   * @param alpha an integer, over 2^bits
   * @param beta an integer, over 2^bits
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if a number is out of range
   */
  public ThreePointCertificate {
    if (points.compareTo(BigInteger.TWO) < 0) {
      throw BadInputException.argument("claim.points", points, "at least 2");
    }
    if (cosine.compareTo(Quadratic.ONE) >= 0 || cosine.compareTo(Quadratic.of(-1)) <= 0) {
      throw BadInputException.argument("claim.cosine", cosine, "more than -1 and less than 1");
    }
    TripleFunction.requireShort("alpha", alpha);
    TripleFunction.requireShort("beta", beta);
  }

  /** {@return the dimension d of the space} */
  public int dimension() {
    return function.dimension();
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** In both forms a bound for codes; in the second one fewer points than are claimed. */
  @Override
  public Claim claim() {
    return new Claim.CodeBound(dimension(), most(), cosine);
  }

  /** {@return the largest number of points that is not excluded} */
  public BigInteger most() {
    return claimed.most(points);
  }

  @Override
  public String text() {
    return claimed.text(dimension(), points, cosine);
  }

  /**
   * {@return A - K alpha - K (K-1) beta for K = {@link #most}, times 4^bits} If it is negative, K +
   * 1 points are excluded.
   */
  BigInteger sum() {
    BigInteger k = most();
    BigInteger pairs = k.multiply(alpha);
    BigInteger triples = k.multiply(k.subtract(BigInteger.ONE)).multiply(beta);
    return function.atOne().subtract(pairs.add(triples).shiftLeft(function.bits()));
  }

  /**
   * {@return a number of points, rounded up, that no code exceeds if the evidence is valid: 1 + K
   * for the positive root K of A = K alpha + K (K-1) beta; the claimed number where there is none}
   *
   * @param decimals how many decimals to keep
   */
  public BigDecimal value(int decimals) {
    // Everything over 4^bits: beta K^2 + (alpha - beta) K = A, so K = 2A / (alpha - beta + root).
    BigInteger a = function.atOne();
    BigInteger second = beta.shiftLeft(function.bits());
    BigInteger first = alpha.subtract(beta).shiftLeft(function.bits());
    BigInteger inside = first.multiply(first).add(second.multiply(a).shiftLeft(2));
    if (a.signum() <= 0 || inside.signum() < 0) {
      return new BigDecimal(a.signum() <= 0 ? BigInteger.ONE : points);
    }
    // The root rounded down makes the quotient larger.
    BigInteger below = first.shiftLeft(ROOT_BITS).add(inside.shiftLeft(2 * ROOT_BITS).sqrt());
    if (below.signum() <= 0) {
      return new BigDecimal(points);
    }
    BigFraction root = BigFraction.of(a.shiftLeft(ROOT_BITS + 1), below);
    return Rationals.ceiling(root.add(1), decimals);
  }
}
