package constellations.verify.claim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;

/** Which documents are relevant to which queries: a matrix of zeros and ones. */
public sealed interface Relevance permits RelevanceMatrix, AllSubsets {
  /** {@return the number of queries, the rows} */
  BigInteger queries();

  /** {@return the number n of documents, the columns} */
  BigInteger numberOfDocuments();

  /** {@return how many different rows there are} */
  BigInteger distinctRows();

  /** {@return how many different columns there are} */
  BigInteger distinctColumns();

  /**
   * {@return the same with a row for each query}
   *
   * @throws BadInputException if there are too many
   */
  RelevanceMatrix listed();

  /** {@return the matrix in words} */
  String text();

  /**
   * Writes what {@link #read} reads.
   *
   * @param claim the fields of a claim
   */
  void write(ObjectNode claim);

  /**
   * Reads {@code documents} with {@code relevant} or {@code top}.
   *
   * @param claim the fields of a claim
   * @return the relevance
   * @throws BadInputException if it is none
   */
  static Relevance read(Fields claim) {
    return claim.has("top")
        ? new AllSubsets(claim.wholeLong("documents"), claim.integer("top"))
        : RelevanceMatrix.read(claim);
  }
}
