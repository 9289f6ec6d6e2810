package constellations.solver.select;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.Literal;
import constellations.solver.lp.NativeSolver;
import constellations.verify.exact.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The heaviest independent set of a graph: each connected component by local search first, then by
 * CP-SAT raced against a branch and bound of our own; the first proof ends the race.
 */
public final class IndependentSets {
  /** Independent local searches; their number does not depend on the threads. */
  private static final int SEARCHES = 8;

  /** Larger components are left to local search and to a bound by cliques. */
  private static final int LARGEST_FOR_PROOF = 3000;

  private IndependentSets() {}

  /**
   * How much to do.
   *
   * @param moves moves of each local search of a component
   * @param proofSeconds time for a proof of a component, 0 for none
   */
  public record Effort(
      long seed, long moves, double proofSeconds, int threads, BooleanSupplier cancelled) {}

  /**
   * What was found.
   *
   * @param vertices the set, in increasing order
   * @param weight its weight
   * @param bound no set is heavier; equal to the weight for an optimum
   * @param method who proved the bound
   */
  public record Result(int[] vertices, long weight, long bound, String method) {
    /** Whether the set is an optimum. */
    public boolean optimal() {
      return weight == bound;
    }
  }

  /** Searches. */
  public static Result heaviest(WeightedGraph graph, Effort effort) {
    List<Integer> all = new ArrayList<>();
    long weight = 0;
    long bound = 0;
    List<String> methods = new ArrayList<>();
    for (int[] component : graph.components()) {
      Result part = component(graph.induced(component), effort);
      for (int v : part.vertices()) {
        all.add(component[v]);
      }
      weight += part.weight();
      bound += part.bound();
      if (component.length > 1 && !methods.contains(part.method())) {
        methods.add(part.method());
      }
    }
    return new Result(
        all.stream().sorted().mapToInt(v -> v).toArray(),
        weight,
        bound,
        methods.isEmpty() ? "no conflicts" : String.join(", ", methods));
  }

  private static Result component(WeightedGraph graph, Effort effort) {
    if (graph.size() == 1) {
      return new Result(new int[] {0}, graph.weights()[0], graph.weights()[0], "alone");
    }
    int[][] neighbours = graph.neighbours();
    List<int[]> found =
        Parallel.map(
            SEARCHES,
            effort.threads(),
            i ->
                new TabuSearch(graph, neighbours, effort.seed(), i)
                    .run(effort.moves(), effort.cancelled()));
    int[] best = found.get(0);
    for (int[] set : found) {
      if (graph.weight(set) > graph.weight(best)) {
        best = set;
      }
    }
    long weight = graph.weight(best);
    long cliques = cliqueBound(graph);
    if (cliques == weight) {
      return new Result(best, weight, weight, "partition into cliques");
    }
    if (graph.size() > LARGEST_FOR_PROOF
        || effort.proofSeconds() <= 0
        || effort.cancelled().getAsBoolean()) {
      return new Result(best, weight, cliques, "partition into cliques");
    }
    return race(graph, best, cliques, effort);
  }

  /** The sum of the heaviest weights of a greedy partition into cliques. */
  private static long cliqueBound(WeightedGraph graph) {
    int n = graph.size();
    boolean[] used = new boolean[n];
    long bound = 0;
    for (int u = 0; u < n; u++) {
      if (!used[u]) {
        int heaviest = graph.weights()[u];
        List<Integer> clique = new ArrayList<>(List.of(u));
        for (int v = u + 1; v < n; v++) {
          int candidate = v;
          if (!used[v] && clique.stream().allMatch(w -> graph.adjacent(w, candidate))) {
            clique.add(v);
            used[v] = true;
            heaviest = Math.max(heaviest, graph.weights()[v]);
          }
        }
        bound += heaviest;
      }
    }
    return bound;
  }

  private static Result race(WeightedGraph graph, int[] known, long cliques, Effort effort) {
    NativeSolver.load();
    AtomicBoolean over = new AtomicBoolean();
    long deadline = System.nanoTime() + (long) (effort.proofSeconds() * 1e9);
    BooleanSupplier stopped =
        () -> over.get() || effort.cancelled().getAsBoolean() || System.nanoTime() - deadline >= 0;
    CpSolver solver = new CpSolver();
    CompletableFuture<BranchAndBound.Result> branching =
        CompletableFuture.supplyAsync(
            () -> {
              BranchAndBound.Result result = BranchAndBound.run(graph, known, stopped);
              if (result.proved()) {
                over.set(true);
                solver.stopSearch();
              }
              return result;
            });
    CompletableFuture<Result> programming =
        CompletableFuture.supplyAsync(
            () -> {
              Result result = constraintProgram(graph, known, cliques, effort, solver, stopped);
              if (result.optimal()) {
                over.set(true);
              }
              return result;
            });
    BranchAndBound.Result branched = branching.join();
    Result programmed = programming.join();
    if (branched.proved()) {
      long weight = graph.weight(branched.vertices());
      return new Result(branched.vertices(), weight, weight, "branch and bound");
    }
    long weight = graph.weight(branched.vertices());
    return weight > programmed.weight()
        ? new Result(branched.vertices(), weight, programmed.bound(), programmed.method())
        : programmed;
  }

  private static Result constraintProgram(
      WeightedGraph graph,
      int[] known,
      long cliques,
      Effort effort,
      CpSolver solver,
      BooleanSupplier stopped) {
    int n = graph.size();
    long weight = graph.weight(known);
    CpModel model = new CpModel();
    BoolVar[] in = new BoolVar[n];
    boolean[] hinted = new boolean[n];
    for (int v : known) {
      hinted[v] = true;
    }
    long[] weights = new long[n];
    for (int v = 0; v < n; v++) {
      in[v] = model.newBoolVar("v" + v);
      model.addHint(in[v], hinted[v] ? 1 : 0);
      weights[v] = graph.weights()[v];
    }
    for (int[] clique : graph.cliqueCover()) {
      model.addAtMostOne(
          Arrays.stream(clique).mapToObj(v -> (Literal) in[v]).toArray(Literal[]::new));
    }
    LinearExpr objective = LinearExpr.weightedSum(in, weights);
    model.addLinearConstraint(objective, weight, cliques);
    model.maximize(objective);
    solver.getParameters().setNumSearchWorkers(Math.max(1, effort.threads()));
    solver.getParameters().setRandomSeed((int) effort.seed());
    solver.getParameters().setMaxTimeInSeconds(effort.proofSeconds());
    Thread watch =
        new Thread(
            () -> {
              try {
                while (!stopped.getAsBoolean()) {
                  Thread.sleep(50);
                }
                solver.stopSearch();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    watch.setDaemon(true);
    watch.start();
    CpSolverStatus status = stopped.getAsBoolean() ? CpSolverStatus.UNKNOWN : solver.solve(model);
    watch.interrupt();
    if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
      return new Result(known, weight, cliques, "partition into cliques");
    }
    int[] found =
        java.util.stream.IntStream.range(0, n).filter(v -> solver.booleanValue(in[v])).toArray();
    long bound = (long) Math.floor(solver.bestObjectiveBound() + 1e-6);
    return new Result(found, graph.weight(found), Math.min(bound, cliques), "CP-SAT");
  }
}
