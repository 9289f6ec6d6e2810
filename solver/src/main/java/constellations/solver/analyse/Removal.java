package constellations.solver.analyse;

import constellations.solver.format.EmbeddingMatrix;
import constellations.solver.numeric.BlockProducts;
import constellations.solver.select.IndependentSets;
import constellations.solver.select.WeightedGraph;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How few items must be removed so that the others have a positive margin; products in single
 * precision, so numeric. If the least matching product that stays is that of item k in ascending
 * order, the k items before it go, and of each pair of the others with a product as large one: a
 * vertex cover. Above by the vertex of largest degree again and again, below by a maximal matching;
 * where few items go, by largest independent sets, with proof.
 *
 * @param lower no fewer items suffice
 * @param rows items that suffice, as few as were found
 */
public record Removal(int lower, int[] rows) {
  /** More items have too many products to keep. */
  public static final int MOST_PAIRS = 3000;

  private static final int SAMPLES = 64;

  /** Where no more items go, each threshold is decided by itself. */
  private static final int FEW = 64;

  private static final IndependentSets.Effort EFFORT =
      new IndependentSets.Effort(1, 2000, 5, 1, () -> false);

  /**
   * Looks at up to 64 thresholds; between two of them the lower bound is that of the graph of the
   * upper one and of the items removed at the lower one.
   */
  static Removal of(EmbeddingMatrix u, EmbeddingMatrix v, double[] own) {
    int n = u.rows();
    float[][] largest = products(u, v);
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> own[i]))
            .mapToInt(i -> i)
            .toArray();
    int step = Math.max(1, n / SAMPLES);
    int lower = n;
    int[] best = Arrays.copyOf(order, n - 1);
    int before = 0;
    for (int k = 0; before < n; k += step) {
      int at = Math.min(k, n - 1);
      boolean[][] edges = edges(largest, order, at, own[order[at]]);
      lower = Math.min(lower, before + matching(edges));
      int[] cover = cover(edges);
      if (at + cover.length < best.length) {
        best = Arrays.copyOf(order, at + cover.length);
        for (int c = 0; c < cover.length; c++) {
          best[at + c] = order[at + cover[c]];
        }
      }
      before = at + 1;
    }
    Removal exact = best.length <= FEW ? decided(largest, order, own, best) : null;
    if (exact != null) {
      lower = Math.max(lower, exact.lower());
      best = exact.rows();
    }
    Arrays.sort(best);
    return new Removal(Math.min(lower, best.length), best);
  }

  /** The thresholds below which fewer items go, one by one. */
  private static Removal decided(float[][] largest, int[] order, double[] own, int[] known) {
    int[] best = known;
    int lower = known.length;
    for (int k = 0; k < best.length; k++) {
      boolean[][] edges = edges(largest, order, k, own[order[k]]);
      if (k + matching(edges) >= best.length) {
        continue;
      }
      int[] ends =
          IntStream.range(0, edges.length)
              .filter(a -> IntStream.range(0, edges.length).anyMatch(b -> edges[a][b]))
              .toArray();
      IndependentSets.Result stay = IndependentSets.heaviest(graph(edges, ends), EFFORT);
      Set<Integer> staying = new HashSet<>();
      Arrays.stream(stay.vertices()).forEach(v -> staying.add(ends[v]));
      int[] go = Arrays.stream(ends).filter(a -> !staying.contains(a)).toArray();
      lower = Math.min(lower, (int) (k + ends.length - stay.bound()));
      if (k + go.length < best.length) {
        best = Arrays.copyOf(order, k + go.length);
        for (int c = 0; c < go.length; c++) {
          best[k + c] = order[k + go[c]];
        }
      }
    }
    return new Removal(Math.min(lower, best.length), best);
  }

  private static WeightedGraph graph(boolean[][] edges, int[] vertices) {
    int n = vertices.length;
    long[][] rows = new long[n][(n + 63) / 64];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        if (edges[vertices[a]][vertices[b]]) {
          rows[a][b >> 6] |= 1L << b;
        }
      }
    }
    int[] weights = new int[n];
    Arrays.fill(weights, 1);
    return new WeightedGraph(weights, rows);
  }

  /** The larger of the two products of each pair of items. */
  private static float[][] products(EmbeddingMatrix u, EmbeddingMatrix v) {
    int n = u.rows();
    float[][] largest = new float[n][n];
    float[] block = new float[BlockProducts.ROWS * BlockProducts.ROWS];
    for (float[] line : largest) {
      Arrays.fill(line, -2);
    }
    try (BlockProducts products = BlockProducts.of(u.columns())) {
      for (int row = 0; row < n; row += BlockProducts.ROWS) {
        float[] left = u.singleUnits(row, n);
        int height = left.length / u.columns();
        products.left(left, height);
        for (int column = 0; column < n; column += BlockProducts.ROWS) {
          float[] right = v.singleUnits(column, n);
          int width = right.length / u.columns();
          products.right(right, width);
          products.multiply(block);
          for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) {
              float x = block[r * width + c];
              int i = row + r;
              int j = column + c;
              largest[i][j] = Math.max(largest[i][j], x);
              largest[j][i] = Math.max(largest[j][i], x);
            }
          }
        }
      }
    }
    return largest;
  }

  /** Which of the items from k on in the order cannot stay together. */
  private static boolean[][] edges(float[][] largest, int[] order, int k, double least) {
    int m = order.length - k;
    boolean[][] edges = new boolean[m][m];
    for (int a = 0; a < m; a++) {
      float[] line = largest[order[k + a]];
      for (int b = 0; b < m; b++) {
        edges[a][b] = a != b && line[order[k + b]] >= least;
      }
    }
    return edges;
  }

  private static int matching(boolean[][] edges) {
    boolean[] used = new boolean[edges.length];
    int count = 0;
    for (int a = 0; a < edges.length; a++) {
      for (int b = a + 1; b < edges.length && !used[a]; b++) {
        if (edges[a][b] && !used[b]) {
          used[a] = true;
          used[b] = true;
          count++;
        }
      }
    }
    return count;
  }

  /** A vertex cover; changes the edges. */
  private static int[] cover(boolean[][] edges) {
    int m = edges.length;
    int[] degrees = new int[m];
    for (int a = 0; a < m; a++) {
      for (boolean edge : edges[a]) {
        degrees[a] += edge ? 1 : 0;
      }
    }
    int[] cover = new int[m];
    int count = 0;
    while (true) {
      int most = 0;
      for (int a = 1; a < m; a++) {
        most = degrees[a] > degrees[most] ? a : most;
      }
      if (degrees[most] == 0) {
        return Arrays.copyOf(cover, count);
      }
      cover[count++] = most;
      degrees[most] = 0;
      for (int b = 0; b < m; b++) {
        if (edges[most][b]) {
          edges[most][b] = false;
          edges[b][most] = false;
          degrees[b]--;
        }
      }
    }
  }
}
