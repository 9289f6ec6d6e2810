package constellations.solver.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Threads that take the next task as they become free. */
final class ThreadWorkers implements Workers {
  private final int threads;

  ThreadWorkers(int threads) {
    this.threads = threads;
  }

  @Override
  public <S extends Serializable, T extends Serializable> void run(
      S shared, int count, Task<S, T> task, Sink<T> sink, BooleanSupplier cancelled) {
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> loops = new ArrayList<>();
      for (int t = 0; t < Math.min(threads, count); t++) {
        loops.add(
            pool.submit(
                () -> {
                  boolean done = false;
                  try {
                    for (int i = next.getAndIncrement();
                        i < count && !cancelled.getAsBoolean() && !failed.get();
                        i = next.getAndIncrement()) {
                      T result = task.run(shared, i);
                      synchronized (sink) {
                        sink.accept(i, result);
                      }
                    }
                    done = true;
                  } finally {
                    failed.compareAndSet(false, !done);
                  }
                }));
      }
      for (Future<?> loop : loops) {
        loop.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tasks were running", e);
    } finally {
      pool.shutdown();
    }
  }
}
