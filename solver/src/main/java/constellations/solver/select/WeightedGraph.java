package constellations.solver.select;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A graph with weights at its vertices.
 *
 * @param weights positive
 * @param rows for each vertex a bit for each neighbour
 */
public record WeightedGraph(int[] weights, long[][] rows) {
  /** The number of vertices. */
  public int size() {
    return weights.length;
  }

  /** Whether two vertices are neighbours. */
  public boolean adjacent(int u, int v) {
    return (rows[u][v >> 6] >>> v & 1) != 0;
  }

  /** The sum of the weights of some vertices. */
  public long weight(int[] vertices) {
    long sum = 0;
    for (int v : vertices) {
      sum += weights[v];
    }
    return sum;
  }

  /** The neighbours of each vertex, in increasing order. */
  public int[][] neighbours() {
    int n = size();
    int[][] all = new int[n][];
    for (int v = 0; v < n; v++) {
      int vertex = v;
      all[v] = IntStream.range(0, n).filter(u -> adjacent(vertex, u)).toArray();
    }
    return all;
  }

  /** The vertices of the connected components, each in increasing order. */
  public List<int[]> components() {
    int n = size();
    boolean[] seen = new boolean[n];
    List<int[]> components = new ArrayList<>();
    for (int first = 0; first < n; first++) {
      if (!seen[first]) {
        List<Integer> found = new ArrayList<>(List.of(first));
        seen[first] = true;
        for (int at = 0; at < found.size(); at++) {
          long[] row = rows[found.get(at)];
          for (int v = 0; v < n; v++) {
            if (!seen[v] && (row[v >> 6] >>> v & 1) != 0) {
              seen[v] = true;
              found.add(v);
            }
          }
        }
        components.add(found.stream().sorted().mapToInt(v -> v).toArray());
      }
    }
    return components;
  }

  /** The graph on some vertices, in their order. */
  public WeightedGraph induced(int[] vertices) {
    int n = vertices.length;
    int[] some = new int[n];
    long[][] induced = new long[n][(n + 63) / 64];
    for (int i = 0; i < n; i++) {
      some[i] = weights[vertices[i]];
      for (int j = 0; j < n; j++) {
        if (adjacent(vertices[i], vertices[j])) {
          induced[i][j >> 6] |= 1L << j;
        }
      }
    }
    return new WeightedGraph(some, induced);
  }

  /** Cliques, greedily, that together hold every edge. */
  public List<int[]> cliqueCover() {
    int n = size();
    long[][] open = new long[n][];
    for (int v = 0; v < n; v++) {
      open[v] = rows[v].clone();
    }
    List<int[]> cliques = new ArrayList<>();
    for (int u = 0; u < n; u++) {
      for (int word = 0; word < open[u].length; word++) {
        while (open[u][word] != 0) {
          int v = (word << 6) + Long.numberOfTrailingZeros(open[u][word]);
          cliques.add(cover(open, u, v));
        }
      }
    }
    return cliques;
  }

  /** A maximal clique with an edge; its edges are closed. Vertices on open edges come first. */
  private int[] cover(long[][] open, int u, int v) {
    List<Integer> clique = new ArrayList<>(List.of(u, v));
    long[] common = rows[u].clone();
    and(common, rows[v]);
    for (boolean fresh : new boolean[] {true, false}) {
      for (int word = 0; word < common.length; word++) {
        long bits = fresh ? common[word] & open[u][word] : common[word];
        while (bits != 0) {
          int w = (word << 6) + Long.numberOfTrailingZeros(bits);
          bits &= bits - 1;
          if ((common[w >> 6] >>> w & 1) != 0) {
            clique.add(w);
            and(common, rows[w]);
            bits &= common[word];
          }
        }
      }
    }
    for (int a : clique) {
      for (int b : clique) {
        open[a][b >> 6] &= ~(1L << b);
      }
    }
    return clique.stream().mapToInt(w -> w).toArray();
  }

  private static void and(long[] x, long[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] &= y[i];
    }
  }
}
