package constellations.verify.dual;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.List;

/**
 * Claims that no vectors for queries and documents have a larger margin. The evidence is a weight
 * for each pair and a bound for each query and document, integers in one unit that drops out.
 *
 * <p>The argument: docs/theory.md T34.
 *
 * @param claim what is claimed, of a matrix that is listed
 * @param weights Y, a row for each query: not negative where relevant, not positive elsewhere
 * @param theta a number for each query, not negative
 * @param phi a number for each document, not negative
 * @param provenance how the evidence was found; never relied upon
 */
public record MarginDualCertificate(
    RetrievalClaim.MarginBound claim,
    List<List<BigInteger>> weights,
    List<BigInteger> theta,
    List<BigInteger> phi,
    Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "margin-dual";

  /** The most pairs of queries and documents. */
  public static final int MOST_PAIRS = 4_000_000;

  /**
   * Checks the shapes.
   *
   * @param claim what is claimed
   * @param weights Y, a row for each query
   * @param theta a number for each query
   * @param phi a number for each document
   * @param provenance how the evidence was found
   * @throws BadInputException if the relevance is not listed or the evidence has another shape
   */
  public MarginDualCertificate {
    weights = weights.stream().map(List::copyOf).toList();
    theta = List.copyOf(theta);
    phi = List.copyOf(phi);
    if (!(claim.relevance() instanceof RelevanceMatrix matrix)) {
      throw BadInputException.argument(
          "claim", claim.relevance().text(), "the relevant documents of each query");
    }
    int queries = matrix.rows().size();
    int documents = matrix.documents();
    boolean fits =
        weights.size() == queries
            && weights.stream().allMatch(row -> row.size() == documents)
            && theta.size() == queries
            && phi.size() == documents;
    if (!fits || (long) queries * documents > MOST_PAIRS) {
      throw BadInputException.argument(
          "evidence",
          weights.size() + " rows of weights",
          "numbers for "
              + queries
              + " queries and "
              + documents
              + " documents, at most "
              + MOST_PAIRS
              + " pairs");
    }
  }

  @Override
  public String kind() {
    return KIND;
  }
}
