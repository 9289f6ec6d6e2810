package constellations.verify.claim;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is said of unit vectors for queries and documents such that the inner products of relevant
 * pairs are at least bias + margin and all others at most bias - margin.
 *
 * <p>The argument: docs/theory.md T32.
 */
public sealed interface RetrievalClaim extends Claim {
  /** {@return which documents are relevant to which queries} */
  Relevance relevance();

  /** {@return the margin m} */
  Quadratic margin();

  /**
   * Such vectors exist in R^{@code dimension}.
   *
   * @param dimension the dimension d of the space
   * @param relevance which documents are relevant to which queries
   * @param margin the margin m, not negative
   * @param bias the relative bias b, in [-1, 1]
   */
  record Exists(long dimension, Relevance relevance, Quadratic margin, Quadratic bias)
      implements RetrievalClaim {
    /**
     * Checks the ranges.
     *
     * @param dimension the dimension d of the space
     * @param relevance which documents are relevant to which queries
     * @param margin the margin m
     * @param bias the relative bias b
     * @throws BadInputException if a number is out of range
     */
    public Exists {
      Claim.requireDimension(dimension);
      require(margin, bias);
    }

    @Override
    public String text() {
      return asked(relevance, margin, bias) + ", exist in dimension " + dimension;
    }
  }

  /**
   * Such vectors exist only in R^{@code dimension} and above, if at all.
   *
   * @param dimension the dimension d of the space
   * @param relevance which documents are relevant to which queries
   * @param margin the margin m, not negative
   * @param bias the relative bias b, in [-1, 1]
   */
  record Needs(long dimension, Relevance relevance, Quadratic margin, Quadratic bias)
      implements RetrievalClaim {
    /**
     * Checks the ranges.
     *
     * @param dimension the dimension d of the space
     * @param relevance which documents are relevant to which queries
     * @param margin the margin m
     * @param bias the relative bias b
     * @throws BadInputException if a number is out of range
     */
    public Needs {
      Claim.requireDimension(dimension);
      require(margin, bias);
    }

    @Override
    public String text() {
      return asked(relevance, margin, bias) + ", need at least dimension " + dimension;
    }
  }

  /**
   * Such vectors have at most a margin.
   *
   * @param dimension the dimension d of the space; nothing for all dimensions
   * @param relevance which documents are relevant to which queries
   * @param margin the margin that is not exceeded
   * @param bias the relative bias b, in [-1, 1]; nothing for all biases
   */
  record MarginBound(
      OptionalLong dimension, Relevance relevance, Quadratic margin, Optional<Quadratic> bias)
      implements RetrievalClaim {
    /**
     * Checks the ranges.
     *
     * @param dimension the dimension d of the space, or nothing
     * @param relevance which documents are relevant to which queries
     * @param margin the margin that is not exceeded
     * @param bias the relative bias b, or nothing
     * @throws BadInputException if a number is out of range
     */
    public MarginBound {
      dimension.ifPresent(Claim::requireDimension);
      require(margin, bias.orElse(Quadratic.ZERO));
    }

    @Override
    public String text() {
      return relevance.text()
          + ": no margin above "
          + margin
          + bias.map(b -> " at bias " + b).orElse(" at any bias")
          + (dimension.isPresent() ? " in dimension " + dimension.getAsLong() : "");
    }
  }

  private static void require(Quadratic margin, Quadratic bias) {
    if (margin.signum() < 0) {
      throw BadInputException.argument("claim.margin", margin, "at least 0");
    }
    if (bias.compareTo(Quadratic.ONE) > 0 || bias.compareTo(Quadratic.of(-1)) < 0) {
      throw BadInputException.argument("claim.bias", bias, "between -1 and 1");
    }
  }

  private static String asked(Relevance relevance, Quadratic margin, Quadratic bias) {
    return relevance.text() + ", margin " + margin + " at bias " + bias;
  }
}
