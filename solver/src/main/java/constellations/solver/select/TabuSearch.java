package constellations.solver.select;

import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Local search for an independent set of large weight: in each move the vertex that gains most
 * comes in and its neighbours go out and stay out for some moves, whether the weight grows or not.
 */
final class TabuSearch {
  private static final int SHORTEST = 5;

  /** Moves without a new best after which a part of the set is thrown away. */
  private static final int PATIENCE = 20_000;

  private final WeightedGraph graph;
  private final int[][] neighbours;
  private final UniformRandomProvider random;
  private final boolean[] chosen;

  /** For each vertex the weight of its neighbours in the set. */
  private final long[] conflict;

  private final long[] barred;
  private long weight;

  TabuSearch(WeightedGraph graph, int[][] neighbours, long seed, int number) {
    this.graph = graph;
    this.neighbours = neighbours;
    int n = graph.size();
    random = RandomSource.SPLIT_MIX_64.create(seed * 0xD1342543DE82EF95L + number);
    chosen = new boolean[n];
    conflict = new long[n];
    barred = new long[n];
  }

  /** The vertices of the best set found within a number of moves, in increasing order. */
  int[] run(long moves, BooleanSupplier cancelled) {
    int n = graph.size();
    boolean[] best = chosen.clone();
    long bestWeight = 0;
    long last = 0;
    for (long move = 1; move <= moves; move++) {
      if ((move & 255) == 0 && cancelled.getAsBoolean()) {
        break;
      }
      int vertex = choose(move, bestWeight);
      if (vertex < 0) {
        continue;
      }
      insert(vertex, move);
      if (weight > bestWeight) {
        bestWeight = weight;
        best = chosen.clone();
        last = move;
      } else if (move - last > PATIENCE) {
        for (int v = 0; v < n; v++) {
          if (chosen[v] && random.nextInt(3) == 0) {
            remove(v);
          }
        }
        last = move;
      }
    }
    boolean[] found = best;
    return java.util.stream.IntStream.range(0, n).filter(v -> found[v]).toArray();
  }

  /** The vertex outside the set that gains most, ties broken at random; -1 when all are barred. */
  private int choose(long move, long bestWeight) {
    long most = Long.MIN_VALUE;
    int ties = 0;
    int choice = -1;
    for (int v = 0; v < chosen.length; v++) {
      if (!chosen[v]) {
        long gain = graph.weights()[v] - conflict[v];
        if (gain >= most && (barred[v] <= move || weight + gain > bestWeight)) {
          if (gain > most) {
            most = gain;
            ties = 0;
          }
          ties++;
          if (ties == 1 || random.nextInt(ties) == 0) {
            choice = v;
          }
        }
      }
    }
    return choice;
  }

  private void insert(int vertex, long move) {
    int out = 0;
    for (int u : neighbours[vertex]) {
      if (chosen[u]) {
        remove(u);
        barred[u] = move + SHORTEST + random.nextInt(10);
        out++;
      }
    }
    if (out > 1) {
      // What came in at a loss stays, or the same vertices would come back at once.
      barred[vertex] = move + SHORTEST;
    }
    chosen[vertex] = true;
    weight += graph.weights()[vertex];
    for (int u : neighbours[vertex]) {
      conflict[u] += graph.weights()[vertex];
    }
  }

  private void remove(int vertex) {
    chosen[vertex] = false;
    weight -= graph.weights()[vertex];
    for (int u : neighbours[vertex]) {
      conflict[u] -= graph.weights()[vertex];
    }
  }
}
