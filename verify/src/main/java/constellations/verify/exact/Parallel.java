package constellations.verify.exact;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Independent tasks on a given number of threads, with results in the order of the tasks. */
public final class Parallel {
  private Parallel() {}

  /**
   * Runs the tasks 0, ..., count - 1.
   *
   * @param <T> the type of the results
   * @param count how many tasks
   * @param threads at least 1; the result does not depend on it as long as the tasks do not depend
   *     on each other
   * @param task computes the result of a task from its index
   * @return the results, in the order of the indices
   */
  public static <T> List<T> map(int count, int threads, IntFunction<T> task) {
    if (threads == 1 || count <= 1) {
      return IntStream.range(0, count).mapToObj(task).toList();
    }
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> IntStream.range(0, count).parallel().mapToObj(task).toList()).join();
    } finally {
      pool.shutdown();
    }
  }
}
