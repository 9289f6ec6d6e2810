package constellations.solver.analyse;

import constellations.solver.format.EmbeddingFiles;
import constellations.verify.exact.BadInputException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which rows match: row i of U with row i of V, or all rows of one label with one another. Row i of
 * U and row i of V have the same label.
 */
public final class Matches implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long MOST_POSITIVES = 100_000_000;

  private final int rows;

  /** For each row the rows of its label, or null when every row has a label of its own. */
  private final int[][] groups;

  private Matches(int rows, int[][] groups) {
    this.rows = rows;
    this.groups = groups;
  }

  /** Row i matches row i alone. */
  public static Matches pairs(int rows) {
    return new Matches(rows, null);
  }

  /**
   * Rows of one label match, by a file of labels.
   *
   * @throws BadInputException if the file has not one label for each row; see {@link #labelled}
   */
  public static Matches read(Path labels, int rows) {
    long[] values = EmbeddingFiles.labels(labels, rows);
    try {
      return labelled(values);
    } catch (BadInputException e) {
      throw e.inFile(labels.toString());
    }
  }

  /**
   * Rows of one label match.
   *
   * @throws BadInputException if all rows have one label, or more than 10^8 pairs match
   */
  public static Matches labelled(long[] labels) {
    Map<Long, List<Integer>> byLabel = new HashMap<>();
    for (int i = 0; i < labels.length; i++) {
      byLabel.computeIfAbsent(labels[i], l -> new ArrayList<>()).add(i);
    }
    int[][] groups = new int[labels.length][];
    long positives = 0;
    for (List<Integer> members : byLabel.values()) {
      int[] group = members.stream().mapToInt(i -> i).toArray();
      positives += (long) group.length * group.length;
      for (int i : group) {
        groups[i] = group;
      }
    }
    if (byLabel.size() < 2 || positives > MOST_POSITIVES) {
      throw BadInputException.argument(
          "labels",
          byLabel.size() + " labels and " + positives + " matching pairs",
          "at least 2 labels and at most " + MOST_POSITIVES + " matching pairs");
    }
    return new Matches(labels.length, groups);
  }

  /** The number N of rows. */
  public int rows() {
    return rows;
  }

  /** The rows that match row i, in order. */
  public int[] partners(int i) {
    return of(i).clone();
  }

  /** The same, not to be changed. */
  int[] of(int i) {
    return groups == null ? new int[] {i} : groups[i];
  }

  /** Whether row i of U and row j of V match. */
  boolean matches(int i, int j) {
    return groups == null ? i == j : groups[i] == groups[j];
  }

  /** The number of labels: so many different pairs of vectors are enough, one for each label. */
  public int labels() {
    return groups == null
        ? rows
        : (int) IntStream.range(0, rows).filter(i -> groups[i][0] == i).count();
  }

  /** The number of matching pairs. */
  public long positives() {
    return groups == null ? rows : IntStream.range(0, rows).mapToLong(i -> groups[i].length).sum();
  }

  /** The number of other pairs. */
  public long negatives() {
    return (long) rows * rows - positives();
  }
}
