package constellations.verify.claim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A query for each k of n documents, to which these k are relevant: C(n, k) queries.
 *
 * <p>The argument: docs/theory.md T35.
 *
 * @param documents the number n of documents
 * @param top the number k of documents that each query is to find
 */
public record AllSubsets(long documents, int top) implements Relevance {
  /** The most documents. */
  public static final long MOST_DOCUMENTS = 1_000_000_000_000L;

  /** The most documents that a query finds, so that their subsets can be counted. */
  public static final int MOST_TOP = 2000;

  /** The most queries that are listed. */
  public static final int MOST_LISTED = 100_000;

  /**
   * Checks the ranges.
   *
   * @param documents the number n of documents, at least 2
   * @param top the number k, from 1 to n - 1
   * @throws BadInputException if a number is out of range
   */
  public AllSubsets {
    if (documents < 2 || documents > MOST_DOCUMENTS) {
      throw BadInputException.argument("documents", documents, "from 2 to 10^12");
    }
    if (top < 1 || top >= documents || top > MOST_TOP) {
      throw BadInputException.argument(
          "top",
          top,
          "from 1 to " + Math.min(MOST_TOP, documents - 1) + ", fewer than the documents");
    }
  }

  /** C(n, k). */
  @Override
  public BigInteger queries() {
    BigInteger count = BigInteger.ONE;
    long few = Math.min(top, documents - top);
    for (long i = 1; i <= few; i++) {
      count = count.multiply(BigInteger.valueOf(documents - few + i)).divide(BigInteger.valueOf(i));
    }
    return count;
  }

  @Override
  public BigInteger numberOfDocuments() {
    return BigInteger.valueOf(documents);
  }

  /** All differ. */
  @Override
  public BigInteger distinctRows() {
    return queries();
  }

  /** All differ: for any two documents some query has one of them alone. */
  @Override
  public BigInteger distinctColumns() {
    return numberOfDocuments();
  }

  @Override
  public String text() {
    return "a query for each " + top + " of " + documents + " documents";
  }

  @Override
  public void write(ObjectNode claim) {
    claim.put("documents", documents).put("top", top);
  }

  /** In lexicographic order; few enough to be listed. */
  @Override
  public RelevanceMatrix listed() {
    BigInteger count = queries();
    BigInteger numbers = count.multiply(BigInteger.valueOf(top));
    if (count.compareTo(BigInteger.valueOf(MOST_LISTED)) > 0
        || numbers.compareTo(BigInteger.valueOf(RelevanceMatrix.MOST_RELEVANT)) > 0) {
      throw BadInputException.argument(
          "documents and top",
          count + " queries",
          "at most " + MOST_LISTED + " for a list of them");
    }
    int n = (int) documents;
    int[] row = new int[top];
    Arrays.setAll(row, i -> i);
    List<List<Integer>> rows = new ArrayList<>();
    for (int at = 0; at >= 0; ) {
      rows.add(Arrays.stream(row).boxed().toList());
      at = top - 1;
      while (at >= 0 && row[at] == n - top + at) {
        at--;
      }
      for (int i = at; at >= 0 && i < top; i++) {
        row[i] = i == at ? row[i] + 1 : row[i - 1] + 1;
      }
    }
    return new RelevanceMatrix(n, rows);
  }
}
