package constellations.solver.modality;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.Literal;
import constellations.solver.lp.NativeSolver;
import constellations.verify.claim.ModalityGraph;
import constellations.verify.exact.BadInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The largest clique and the fewest colours: bipartite graphs directly, others by CP-SAT. */
final class GraphColouring {
  /** Graphs with an odd cycle have at most so many modalities. */
  static final int MOST_MODALITIES = 60;

  /** For each program; a clique or a colouring that is not the best proves what it proves. */
  private static final double SECONDS = 20;

  private final ModalityGraph graph;
  private final int k;
  private boolean proved = true;

  private GraphColouring(ModalityGraph graph) {
    this.graph = graph;
    this.k = graph.modalities();
  }

  /**
   * A clique and a colouring.
   *
   * @throws BadInputException if the graph has an odd cycle and too many modalities
   */
  static Synchronisation of(ModalityGraph graph) {
    GraphColouring search = new GraphColouring(graph);
    Optional<List<Integer>> two = search.twoColours();
    if (two.isPresent()) {
      ModalityGraph.Edge edge = graph.all().findFirst().orElseThrow();
      return new Synchronisation(graph, List.of(edge.first(), edge.second()), two.get(), true);
    }
    if (search.k > MOST_MODALITIES) {
      throw BadInputException.argument(
          "modalities", search.k, "at most " + MOST_MODALITIES + " in a graph with an odd cycle");
    }
    NativeSolver.load();
    List<Integer> clique = search.clique();
    List<Integer> colouring = search.greedy(clique);
    int colours = colours(colouring);
    while (colours > clique.size()) {
      Optional<List<Integer>> fewer = search.colouring(clique, colours - 1);
      if (fewer.isEmpty()) {
        break;
      }
      colouring = fewer.get();
      colours = colours(colouring);
    }
    return new Synchronisation(graph, clique, colouring, search.proved);
  }

  private static int colours(List<Integer> colouring) {
    return 1 + colouring.stream().mapToInt(c -> c).max().orElseThrow();
  }

  /** The colouring of a bipartite graph. */
  private Optional<List<Integer>> twoColours() {
    Integer[] colour = new Integer[k];
    for (int root = 0; root < k; root++) {
      if (colour[root] != null) {
        continue;
      }
      colour[root] = 0;
      Deque<Integer> open = new ArrayDeque<>(List.of(root));
      while (!open.isEmpty()) {
        int a = open.pop();
        for (int c = 0; c < k; c++) {
          if (graph.joins(a, c) && colour[c] == null) {
            colour[c] = 1 - colour[a];
            open.push(c);
          } else if (graph.joins(a, c) && colour[c].equals(colour[a])) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(Arrays.asList(colour));
  }

  private List<Integer> clique() {
    CpModel model = new CpModel();
    BoolVar[] in = new BoolVar[k];
    Arrays.setAll(in, a -> model.newBoolVar("in" + a));
    for (int a = 0; a < k; a++) {
      for (int c = a + 1; c < k; c++) {
        if (!graph.joins(a, c)) {
          model.addAtMostOne(new Literal[] {in[a], in[c]});
        }
      }
    }
    model.maximize(LinearExpr.sum(in));
    CpSolver solver = solver();
    CpSolverStatus status = solver.solve(model);
    proved = proved && status == CpSolverStatus.OPTIMAL;
    if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
      ModalityGraph.Edge edge = graph.all().findFirst().orElseThrow();
      return List.of(edge.first(), edge.second());
    }
    return IntStream.range(0, k).filter(a -> solver.booleanValue(in[a])).boxed().toList();
  }

  /** Colours of the clique first, then always of a modality that sees the most colours. */
  private List<Integer> greedy(List<Integer> clique) {
    int[] colour = new int[k];
    Arrays.fill(colour, -1);
    for (int i = 0; i < clique.size(); i++) {
      colour[clique.get(i)] = i;
    }
    for (int left = k - clique.size(); left > 0; left--) {
      int next = -1;
      long most = -1;
      for (int a = 0; a < k; a++) {
        long seen = colour[a] < 0 ? seen(a, colour).length : -1;
        if (seen > most) {
          most = seen;
          next = a;
        }
      }
      int[] seen = seen(next, colour);
      int free = 0;
      while (free < seen.length && seen[free] == free) {
        free++;
      }
      colour[next] = free;
    }
    return Arrays.stream(colour).boxed().toList();
  }

  /** The colours of the neighbours of a modality, in order. */
  private int[] seen(int a, int[] colour) {
    return IntStream.range(0, k)
        .filter(c -> graph.joins(a, c) && colour[c] >= 0)
        .map(c -> colour[c])
        .distinct()
        .sorted()
        .toArray();
  }

  /** A colouring with so many colours, if there is one; those of the clique are fixed. */
  private Optional<List<Integer>> colouring(List<Integer> clique, int colours) {
    CpModel model = new CpModel();
    BoolVar[][] has = new BoolVar[k][colours];
    for (int a = 0; a < k; a++) {
      for (int x = 0; x < colours; x++) {
        has[a][x] = model.newBoolVar("has" + a + "," + x);
      }
      model.addExactlyOne(has[a]);
    }
    graph
        .all()
        .forEach(
            edge -> {
              for (int x = 0; x < colours; x++) {
                model.addAtMostOne(new Literal[] {has[edge.first()][x], has[edge.second()][x]});
              }
            });
    for (int i = 0; i < clique.size(); i++) {
      model.addBoolOr(new Literal[] {has[clique.get(i)][i]});
    }
    CpSolver solver = solver();
    CpSolverStatus status = solver.solve(model);
    if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
      proved = proved && status == CpSolverStatus.INFEASIBLE;
      return Optional.empty();
    }
    List<Integer> found = new ArrayList<>();
    for (int a = 0; a < k; a++) {
      int colour = 0;
      while (!solver.booleanValue(has[a][colour])) {
        colour++;
      }
      found.add(colour);
    }
    return Optional.of(found);
  }

  private static CpSolver solver() {
    CpSolver solver = new CpSolver();
    solver.getParameters().setNumWorkers(1).setRandomSeed(1).setMaxTimeInSeconds(SECONDS);
    return solver;
  }
}
