package constellations.solver.retrieval;

import constellations.verify.claim.RelevanceMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A relevance whose equal rows and columns are one: those that are left, and where each of the
 * whole went.
 *
 * @param whole the matrix as it was given
 * @param matrix its different rows and columns
 * @param rows for each row of the whole the row of the matrix that it equals
 * @param columns the same of columns
 * @param firstRows for each row of the matrix the first of the whole that equals it
 * @param firstColumns the same of columns
 */
record DistinctMatrix(
    RelevanceMatrix whole,
    RelevanceMatrix matrix,
    List<Integer> rows,
    List<Integer> columns,
    List<Integer> firstRows,
    List<Integer> firstColumns) {
  /** Leaves each row and each column once. */
  static DistinctMatrix of(RelevanceMatrix whole) {
    Classes columns = Classes.of(columns(whole));
    List<List<Integer>> shortened = new ArrayList<>();
    for (List<Integer> row : whole.rows()) {
      Set<Integer> kept = new TreeSet<>();
      row.forEach(document -> kept.add(columns.at().get(document)));
      shortened.add(List.copyOf(kept));
    }
    Classes rows = Classes.of(shortened);
    return new DistinctMatrix(
        whole,
        new RelevanceMatrix(
            columns.first().size(), rows.first().stream().map(shortened::get).toList()),
        rows.at(),
        columns.at(),
        rows.first(),
        columns.first());
  }

  /** For each document the queries to which it is relevant, in increasing order. */
  static List<List<Integer>> columns(RelevanceMatrix matrix) {
    List<List<Integer>> columns = new ArrayList<>();
    for (int j = 0; j < matrix.documents(); j++) {
      columns.add(new ArrayList<>());
    }
    for (int i = 0; i < matrix.rows().size(); i++) {
      for (int document : matrix.rows().get(i)) {
        columns.get(document).add(i);
      }
    }
    return columns;
  }

  /** Which lists are equal, and the first of each. */
  private record Classes(List<Integer> at, List<Integer> first) {
    static Classes of(List<List<Integer>> lists) {
      Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();
      List<Integer> at = new ArrayList<>();
      List<Integer> first = new ArrayList<>();
      for (int i = 0; i < lists.size(); i++) {
        int next = numbers.size();
        Integer known = numbers.putIfAbsent(lists.get(i), next);
        if (known == null) {
          first.add(i);
          at.add(next);
        } else {
          at.add(known);
        }
      }
      return new Classes(at, first);
    }
  }

  /**
   * Labels under which a query and a document match exactly if they have the same: pairs.
   *
   * @param count how many labels there are
   * @param rows the label of each row of the matrix
   * @param columns the label of each column of the matrix
   */
  record Labels(int count, List<Integer> rows, List<Integer> columns) {}

  /** The labels, if rows have no document in common. */
  Optional<Labels> labels() {
    Map<Integer, Integer> owner = new HashMap<>();
    List<Integer> ofRows = new ArrayList<>();
    int count = 0;
    for (List<Integer> row : matrix.rows()) {
      for (int document : row) {
        if (owner.put(document, count) != null) {
          return Optional.empty();
        }
      }
      ofRows.add(count++);
    }
    List<Integer> ofColumns = new ArrayList<>();
    for (int j = 0; j < matrix.documents(); j++) {
      ofColumns.add(owner.getOrDefault(j, count));
    }
    boolean alone = new HashSet<>(ofColumns).contains(count);
    return Optional.of(new Labels(count + (alone ? 1 : 0), ofRows, ofColumns));
  }

  /** Labels of the whole. */
  Labels spread(Labels labels) {
    return new Labels(
        labels.count(),
        rows.stream().map(labels.rows()::get).toList(),
        columns.stream().map(labels.columns()::get).toList());
  }
}
