package constellations.verify.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which documents are relevant to which queries: a matrix of zeros and ones, by the columns of the
 * ones in each row.
 *
 * @param documents the number of columns
 * @param rows for each query its relevant documents, counted from 0, in increasing order
 */
public record RelevanceMatrix(int documents, List<List<Integer>> rows) implements Relevance {
  /** The most numbers of a matrix in a certificate. */
  public static final int MOST_RELEVANT = 4_000_000;

  /**
   * Checks the ranges.
   *
   * @param documents the number of documents, at least 1
   * @param rows the relevant documents of each query
   * @throws BadInputException if there is no query, or a row is not increasing or out of range
   */
  public RelevanceMatrix {
    rows = rows.stream().map(List::copyOf).toList();
    if (documents < 1) {
      throw BadInputException.argument("claim.documents", documents, "at least 1");
    }
    if (rows.isEmpty()) {
      throw BadInputException.argument("claim.relevant", "no query", "at least one");
    }
    for (List<Integer> row : rows) {
      int before = -1;
      for (int document : row) {
        if (document <= before || document >= documents) {
          throw BadInputException.argument(
              "claim.relevant", row, "increasing numbers from 0 to " + (documents - 1));
        }
        before = document;
      }
    }
  }

  /**
   * Reads {@code documents} and {@code relevant}.
   *
   * @param claim the fields of a claim
   * @return the matrix
   * @throws BadInputException if they are none
   */
  public static RelevanceMatrix read(Fields claim) {
    JsonNode list = claim.array("relevant");
    long all = 0;
    List<List<Integer>> rows = new ArrayList<>();
    for (JsonNode row : list) {
      all += row.size();
      if (all > MOST_RELEVANT) {
        throw BadInputException.argument(
            "claim.relevant", "more numbers", "at most " + MOST_RELEVANT);
      }
      rows.add(Fields.integers(row, "claim.relevant"));
    }
    return new RelevanceMatrix(claim.integer("documents"), rows);
  }

  /**
   * {@return whether a document is relevant to a query}
   *
   * @param query from 0
   * @param document from 0
   */
  public boolean isRelevant(int query, int document) {
    return Collections.binarySearch(rows.get(query), document) >= 0;
  }

  @Override
  public RelevanceMatrix listed() {
    return this;
  }

  @Override
  public BigInteger queries() {
    return BigInteger.valueOf(rows.size());
  }

  @Override
  public BigInteger numberOfDocuments() {
    return BigInteger.valueOf(documents);
  }

  /** By order and not by hashes, which a file could make equal. */
  @Override
  public BigInteger distinctRows() {
    return BigInteger.valueOf(distinct(rows));
  }

  /** All columns without a relevant query are one. */
  @Override
  public BigInteger distinctColumns() {
    Map<Integer, List<Integer>> columns = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      for (int document : rows.get(i)) {
        columns.computeIfAbsent(document, d -> new ArrayList<>()).add(i);
      }
    }
    long others = columns.size() < documents ? 1 : 0;
    return BigInteger.valueOf(distinct(columns.values()) + others);
  }

  private static long distinct(Collection<List<Integer>> lists) {
    Set<List<Integer>> different = new TreeSet<>(RelevanceMatrix::compare);
    different.addAll(lists);
    return different.size();
  }

  private static int compare(List<Integer> x, List<Integer> y) {
    for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
      int order = x.get(i).compareTo(y.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(x.size(), y.size());
  }

  @Override
  public void write(ObjectNode claim) {
    claim.put("documents", documents);
    ArrayNode list = claim.putArray("relevant");
    for (List<Integer> row : rows) {
      ArrayNode documentsOfRow = list.addArray();
      row.forEach(documentsOfRow::add);
    }
  }

  /** {@return the number of relevant pairs} */
  public long relevant() {
    return rows.stream().mapToLong(List::size).sum();
  }

  @Override
  public String text() {
    return rows.size()
        + " queries and "
        + documents
        + " documents, "
        + relevant()
        + " relevant pairs";
  }
}
