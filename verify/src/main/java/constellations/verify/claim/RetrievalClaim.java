package constellations.verify.claim;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;

/**
 * Unit vectors for queries and documents exist in R^{@code dimension} such that the inner products
 * of relevant pairs are at least bias + margin and all others at most bias - margin.
 *
 * <p>The argument: docs/theory.md T32.
 *
 * @param dimension the dimension d of the space
 * @param relevance which documents are relevant to which queries
 * @param margin the margin m, not negative
 * @param bias the relative bias b, in [-1, 1]
 */
public record RetrievalClaim(
    long dimension, RelevanceMatrix relevance, Quadratic margin, Quadratic bias) implements Claim {
  /**
   * Checks the ranges.
   *
   * @param dimension the dimension d of the space
   * @param relevance which documents are relevant to which queries
   * @param margin the margin m
   * @param bias the relative bias b
   * @throws BadInputException if a number is out of range
   */
  public RetrievalClaim {
    Claim.requireDimension(dimension);
    if (margin.signum() < 0) {
      throw BadInputException.argument("claim.margin", margin, "at least 0");
    }
    if (bias.compareTo(Quadratic.ONE) > 0 || bias.compareTo(Quadratic.of(-1)) < 0) {
      throw BadInputException.argument("claim.bias", bias, "between -1 and 1");
    }
  }

  @Override
  public String text() {
    return relevance.text()
        + ", margin "
        + margin
        + " at bias "
        + bias
        + ", exist in dimension "
        + dimension;
  }
}
