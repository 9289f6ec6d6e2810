package constellations.solver.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.search.EnergySpeed;
import constellations.verify.exact.Parallel;
import java.util.Arrays;
import java.util.Locale;

/** Evaluations a second of the smooth maximum and its gradient, beside NumPy. */
public final class EnergyBenchmark {
  private static final int[][] SIZES = {{10, 100}, {16, 90}, {8, 240}, {24, 1000}, {32, 4000}};

  private EnergyBenchmark() {}

  /** Evaluations a second by one thread and by all, here and in NumPy. */
  public record Row(
      int dimension, int points, double one, double all, double peerOne, double peerAll) {
    /** For programs. */
    public ObjectNode json() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("dimension", dimension)
          .put("points", points)
          .put("oneThread", one)
          .put("allThreads", all)
          .put("numpyOneThread", peerOne)
          .put("ratioOneThread", one / peerOne)
          .put("numpyAllThreads", peerAll)
          .put("ratioAllThreads", all / peerAll);
    }

    /** For people. */
    public String line() {
      return String.format(
          Locale.ROOT,
          "%4d %5d  %12.1f  %9.1f  %15.1f  %5.2f  %16.1f  %5.2f",
          dimension,
          points,
          one,
          all,
          peerOne,
          one / peerOne,
          peerAll,
          all / peerAll);
    }
  }

  /** The rows, each measured when it is asked for. */
  public static Iterable<Row> rows(double seconds, int threads) {
    return () -> Arrays.stream(SIZES).map(size -> row(size, seconds, threads)).iterator();
  }

  private static Row row(int[] size, double seconds, int threads) {
    double one = EnergySpeed.evaluationsPerSecond(size[0], size[1], seconds);
    double all =
        Parallel.map(
                threads, threads, i -> EnergySpeed.evaluationsPerSecond(size[0], size[1], seconds))
            .stream()
            .mapToDouble(r -> r)
            .sum();
    return new Row(
        size[0], size[1], one, all, peer(size, seconds, 1), peer(size, seconds, threads));
  }

  private static double peer(int[] size, double seconds, int threads) {
    return PythonPeer.number(
        "energy.py",
        threads,
        Double.toString(seconds),
        Integer.toString(size[0]),
        Integer.toString(size[1]));
  }
}
