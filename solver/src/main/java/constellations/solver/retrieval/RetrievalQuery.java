package constellations.solver.retrieval;

import constellations.verify.claim.Relevance;
import constellations.verify.composition.Reduction;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The question how many dimensions vectors for queries and documents need.
 *
 * @param relevance which documents are relevant to which queries
 * @param margin m, more than 0
 * @param bias b in [-1, 1], m + b at most 1
 */
public record RetrievalQuery(Relevance relevance, BigFraction margin, BigFraction bias) {
  /**
   * Checks the ranges.
   *
   * @throws BadInputException if a number is out of range
   */
  public RetrievalQuery {
    if (margin.signum() <= 0) {
      throw BadInputException.argument("margin", Rationals.toString(margin), "more than 0");
    }
    Reduction.cosine(margin, bias, 2);
  }

  /** The margin as certificates state it. */
  Quadratic m() {
    return Quadratic.of(margin);
  }

  /** The bias as certificates state it. */
  Quadratic b() {
    return Quadratic.of(bias);
  }
}
