package constellations.solver.select;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The heaviest independent set by branch and bound on bit sets. A set of vertices is bounded by a
 * greedy partition into cliques, each of which gives one vertex at most (the colouring bound for
 * cliques of Tomita and San Segundo, on the complement and with weights).
 */
final class BranchAndBound {
  private final int n;
  private final int words;
  private final long[][] conflicts;
  private final int[] weights;
  private final int[] names;
  private final BooleanSupplier cancelled;
  private long best;
  private int[] bestSet;
  private int[] stack;
  private boolean cut;
  private long nodes;

  /**
   * What was found.
   *
   * @param vertices the set, in increasing order
   * @param proved whether the search was completed
   */
  record Result(int[] vertices, boolean proved) {}

  private BranchAndBound(WeightedGraph graph, int[] known, BooleanSupplier cancelled) {
    this.n = graph.size();
    this.words = (n + 63) / 64;
    this.cancelled = cancelled;
    best = graph.weight(known);
    bestSet = known;
    int[] degrees = new int[n];
    for (int v = 0; v < n; v++) {
      for (long word : graph.rows()[v]) {
        degrees[v] += Long.bitCount(word);
      }
    }
    // Vertices with many conflicts first: cliques are then found early.
    names =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingInt(v -> -degrees[v]))
            .mapToInt(v -> v)
            .toArray();
    conflicts = new long[n][words];
    weights = new int[n];
    for (int i = 0; i < n; i++) {
      weights[i] = graph.weights()[names[i]];
      for (int j = 0; j < n; j++) {
        if (graph.adjacent(names[i], names[j])) {
          conflicts[i][j >> 6] |= 1L << j;
        }
      }
    }
    stack = new int[n];
  }

  /**
   * Searches.
   *
   * @param known an independent set to be beaten
   */
  static Result run(WeightedGraph graph, int[] known, BooleanSupplier cancelled) {
    BranchAndBound search = new BranchAndBound(graph, known, cancelled);
    long[] all = new long[search.words];
    for (int v = 0; v < search.n; v++) {
      all[v >> 6] |= 1L << v;
    }
    search.expand(all, 0, 0);
    return new Result(search.bestSet, !search.cut);
  }

  private void expand(long[] candidates, int depth, long weight) {
    if ((++nodes & 1023) == 0 && cancelled.getAsBoolean()) {
      cut = true;
    }
    if (cut) {
      return;
    }
    int count = 0;
    for (long word : candidates) {
      count += Long.bitCount(word);
    }
    if (count == 0) {
      if (weight > best) {
        best = weight;
        bestSet = Arrays.stream(stack, 0, depth).map(v -> names[v]).sorted().toArray();
      }
      return;
    }
    int[] order = new int[count];
    long[] bounds = new long[count];
    partition(candidates, order, bounds);
    long[] left = candidates.clone();
    long[] next = new long[words];
    for (int i = count - 1; i >= 0; i--) {
      if (weight + bounds[i] <= best || cut) {
        return;
      }
      int v = order[i];
      for (int w = 0; w < words; w++) {
        next[w] = left[w] & ~conflicts[v][w];
      }
      next[v >> 6] &= ~(1L << v);
      stack[depth] = v;
      expand(next, depth + 1, weight + weights[v]);
      left[v >> 6] &= ~(1L << v);
    }
  }

  /** Orders vertices clique by clique; a bound holds for the vertices up to its place. */
  private void partition(long[] candidates, int[] order, long[] bounds) {
    long[] left = candidates.clone();
    long[] clique = new long[words];
    int at = 0;
    long bound = 0;
    while (at < order.length) {
      System.arraycopy(left, 0, clique, 0, words);
      int heaviest = 0;
      int from = at;
      int first = 0;
      while (first < words) {
        if (clique[first] == 0) {
          first++;
          continue;
        }
        int v = (first << 6) + Long.numberOfTrailingZeros(clique[first]);
        left[v >> 6] &= ~(1L << v);
        for (int w = first; w < words; w++) {
          clique[w] &= conflicts[v][w];
        }
        order[at++] = v;
        heaviest = Math.max(heaviest, weights[v]);
      }
      bound += heaviest;
      for (int i = from; i < at; i++) {
        bounds[i] = bound;
      }
    }
  }
}
