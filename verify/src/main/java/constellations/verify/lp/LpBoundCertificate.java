package constellations.verify.lp;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Claims an upper bound for spherical codes in R^{@code dimension}, in one of two forms. The
 * evidence is a polynomial, by its expansion in Gegenbauer polynomials (Delsarte's method).
 *
 * <p>The argument: docs/theory.md T4.
 *
 * @param claimed which form
 * @param points the number of points, at least 1, in the second form at least 2
 * @param cosine an exact number in [-1, 1)
 * @param polynomial f with f_0 &gt; 0 and f_k &gt;= 0
 */
public record LpBoundCertificate(
    int dimension,
    BoundForm claimed,
    BigInteger points,
    Quadratic cosine,
    GegenbauerExpansion polynomial,
    Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "lp-bound";

  /** The largest number of coefficients. */
  public static final int MAX_COEFFICIENTS = 501;

  /** The most bits of the common denominator of the coefficients. */
  private static final int MAX_BITS = 20_000;

  /**
   * Checks that the claim means something, not that it is true.
   *
   * @param dimension the dimension d of the space
   * @param claimed which of the two forms the claim has
   * @param points the number of points
   * @param cosine the cosine
   * @param polynomial the polynomial in its Gegenbauer expansion
   * @param provenance how the evidence was found; never relied upon
   * @throws BadInputException if a number is out of range
   */
  public LpBoundCertificate {
    if (dimension < 3) {
      throw BadInputException.argument("claim.dimension", dimension, "at least 3");
    }
    int least = claimed == BoundForm.COSINE_AT_LEAST ? 2 : 1;
    if (points.compareTo(BigInteger.valueOf(least)) < 0) {
      throw BadInputException.argument("claim.points", points, "at least " + least);
    }
    if (cosine.compareTo(Quadratic.ONE) >= 0 || cosine.compareTo(Quadratic.of(-1)) < 0) {
      throw BadInputException.argument("claim.cosine", cosine, "at least -1 and less than 1");
    }
    if (polynomial.dimension() != dimension) {
      throw new IllegalArgumentException("a polynomial of dimension " + polynomial.dimension());
    }
    if (polynomial.coefficients().size() > MAX_COEFFICIENTS) {
      throw BadInputException.argument(
          "number of coefficients",
          polynomial.coefficients().size(),
          "at most " + MAX_COEFFICIENTS);
    }
    int bits = Rationals.commonDenominator(polynomial.coefficients()).bitLength();
    if (bits > MAX_BITS) {
      throw BadInputException.argument("common denominator", bits + " bits", "at most " + MAX_BITS);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** In both forms a bound for codes; in the second one fewer points than are claimed. */
  @Override
  public Claim claim() {
    return new Claim.CodeBound(dimension, claimed.most(points), cosine);
  }

  @Override
  public String text() {
    return claimed.text(dimension, points, cosine);
  }

  /**
   * {@return the bound that the polynomial gives if it is valid, f(1)/f_0; exact} f_0 must not be
   * 0.
   */
  public BigFraction value() {
    return polynomial.atOne().divide(polynomial.coefficients().get(0));
  }
}
