package constellations.solver.run;

import java.io.Serializable;
import java.util.function.BooleanSupplier;

/**
 * Runs independent tasks somewhere and hands over their results. What a task returns depends on its
 * number and on what all tasks share, not on where or when it runs.
 */
public interface Workers extends AutoCloseable {
  /**
   * A task, which may have to travel.
   *
   * @param <S> what all tasks share
   * @param <T> the result of one
   */
  @FunctionalInterface
  interface Task<S extends Serializable, T extends Serializable> extends Serializable {
    /** Runs task {@code number}; may be called more than once for it, on several machines. */
    T run(S shared, int number);
  }

  /**
   * Takes results, one at a time and each once, in any order.
   *
   * @param <T> the result of a task
   */
  @FunctionalInterface
  interface Sink<T> {
    /** Takes the result of task {@code number}. */
    void accept(int number, T result);
  }

  /**
   * Runs the tasks 0, ..., count - 1.
   *
   * @param cancelled when it becomes true, no further tasks are begun
   * @throws RuntimeException what a task or the sink has thrown
   */
  <S extends Serializable, T extends Serializable> void run(
      S shared, int count, Task<S, T> task, Sink<T> sink, BooleanSupplier cancelled);

  @Override
  default void close() {
    // Threads end with their tasks.
  }

  /** Threads of this machine. */
  static Workers threads(int threads) {
    return new ThreadWorkers(threads);
  }
}
