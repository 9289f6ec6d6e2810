package constellations.solver.relevance;

import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.exact.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which of n documents are relevant to each query, and how much, as lists. */
public final class Judgements {
  private static final int MOST_GRADE = 1_000_000;

  private final int documents;
  private final int[][] relevant;
  private final int[][] grades;
  private final long pairs;

  private Judgements(int documents, int[][] relevant, int[][] grades) {
    this.documents = documents;
    this.relevant = relevant;
    this.grades = grades;
    long count = 0;
    for (int[] row : relevant) {
      count += row.length;
    }
    this.pairs = count;
  }

  /** Collects judgements; those that are not positive say that a document is not relevant. */
  public static final class Builder {
    private final int documents;
    private final List<Map<Integer, Integer>> rows = new ArrayList<>();

    /** Nothing is judged yet. */
    public Builder(int queries, int documents) {
      this.documents = documents;
      for (int i = 0; i < queries; i++) {
        rows.add(new TreeMap<>());
      }
    }

    /**
     * Adds a judgement.
     *
     * @param grade more than 0 for a relevant document
     * @throws BadInputException if the pair has been judged otherwise, or is out of range
     */
    public void add(long query, long document, long grade) {
      require("query", query, rows.size());
      require("document", document, documents);
      if (grade > MOST_GRADE) {
        throw BadInputException.argument("grade", grade, "at most " + MOST_GRADE);
      }
      int bounded = (int) Math.max(0, grade);
      Integer before = rows.get((int) query).put((int) document, bounded);
      if (before != null && before != bounded) {
        throw BadInputException.argument(
            "judgement of query " + query + " and document " + document,
            grade,
            before + " as before");
      }
    }

    private static void require(String what, long value, int count) {
      if (value < 0 || value >= count) {
        throw BadInputException.argument(what, value, "a row from 0 to " + (count - 1));
      }
    }

    /**
     * All that was judged.
     *
     * @throws BadInputException if no document is relevant to any query, or all are to all
     */
    public Judgements build() {
      int[][] relevant = new int[rows.size()][];
      int[][] grades = new int[rows.size()][];
      for (int i = 0; i < relevant.length; i++) {
        Map<Integer, Integer> row = rows.get(i);
        row.values().removeIf(grade -> grade == 0);
        relevant[i] = row.keySet().stream().mapToInt(j -> j).toArray();
        grades[i] = row.values().stream().mapToInt(g -> g).toArray();
      }
      Judgements all = new Judgements(documents, relevant, grades);
      if (all.pairs() == 0 || all.others() == 0) {
        throw BadInputException.argument(
            "relevance",
            rows.isEmpty() || documents == 0
                ? "nothing"
                : all.pairs() + " relevant pairs of " + (all.pairs() + all.others()),
            "some that are relevant, and some that are not");
      }
      return all;
    }
  }

  /** The number of queries. */
  public int queries() {
    return relevant.length;
  }

  /** The number n of documents. */
  public int documents() {
    return documents;
  }

  /** The documents that are relevant to a query, in order. */
  public int[] relevant(int query) {
    return relevant[query].clone();
  }

  /** The same, not to be changed. */
  int[] of(int query) {
    return relevant[query];
  }

  /** Their grades, at least 1. */
  int[] grades(int query) {
    return grades[query];
  }

  /** The same without grades, as certificates state it. */
  public RelevanceMatrix matrix() {
    return new RelevanceMatrix(
        documents,
        Arrays.stream(relevant).map(row -> Arrays.stream(row).boxed().toList()).toList());
  }

  /** How many pairs are relevant. */
  public long pairs() {
    return pairs;
  }

  /** How many pairs are not relevant. */
  public long others() {
    return (long) queries() * documents - pairs;
  }

  /** How many queries have a relevant document. */
  public int answered() {
    int count = 0;
    for (int[] row : relevant) {
      count += row.length > 0 ? 1 : 0;
    }
    return count;
  }
}
