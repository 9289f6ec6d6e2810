package constellations.solver.run;

import constellations.verify.exact.BadInputException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Tasks on the machines of a Spark cluster: what all share is broadcast once, results are handed
 * over as they arrive, and tasks of machines that are lost run again elsewhere.
 */
public final class SparkWorkers implements Workers {
  private static final int POLL_MILLISECONDS = 100;

  private final JavaSparkContext context;
  private final int partitions;

  /**
   * Uses a context, and stops it when it is closed.
   *
   * @param partitions how many tasks Spark sees, or 0 for as many as there are
   */
  public SparkWorkers(JavaSparkContext context, int partitions) {
    this.context = context;
    this.partitions = partitions;
  }

  /**
   * The cluster to which this program was submitted.
   *
   * @param partitions how many tasks Spark sees, or 0 for as many as there are
   * @throws BadInputException if it was not submitted to one
   */
  public static SparkWorkers submitted(int partitions) {
    SparkConf configuration = new SparkConf();
    if (!configuration.contains("spark.master")) {
      throw BadInputException.argument("--spark", "no master", "a program submitted to Spark")
          .withAdvice("Maybe see the README: spark-submit --class ... constellation.jar");
    }
    if (!configuration.contains("spark.app.name")) {
      configuration.setAppName("constellation");
    }
    return new SparkWorkers(new JavaSparkContext(configuration), partitions);
  }

  /** The results of the tasks of a partition. */
  private record Numbered<T extends Serializable>(int number, T result) implements Serializable {}

  /** The tasks of a partition, on the machine that has it. */
  private static final class Partition<S extends Serializable, T extends Serializable>
      extends AbstractFunction1<Iterator<Integer>, ArrayList<Numbered<T>>> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<S> shared;
    private final Task<S, T> task;

    Partition(Broadcast<S> shared, Task<S, T> task) {
      this.shared = shared;
      this.task = task;
    }

    @Override
    public ArrayList<Numbered<T>> apply(Iterator<Integer> numbers) {
      ArrayList<Numbered<T>> results = new ArrayList<>();
      while (numbers.hasNext()) {
        int number = numbers.next();
        results.add(new Numbered<>(number, task.run(shared.value(), number)));
      }
      return results;
    }
  }

  @Override
  public <S extends Serializable, T extends Serializable> void run(
      S shared, int count, Task<S, T> task, Sink<T> sink, BooleanSupplier cancelled) {
    if (count == 0 || cancelled.getAsBoolean()) {
      return;
    }
    Broadcast<S> broadcast = context.broadcast(shared);
    int slices = partitions == 0 ? count : Math.min(count, partitions);
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    JavaRDD<Integer> tasks = context.parallelize(numbers, slices);
    Seq<Object> all =
        CollectionConverters.<Object>asScala(
                IntStream.range(0, slices).<Object>mapToObj(i -> i).toList())
            .toSeq();
    BlockingQueue<ArrayList<Numbered<T>>> arrived = new LinkedBlockingQueue<>();
    SimpleFutureAction<BoxedUnit> job =
        context
            .sc()
            .submitJob(
                tasks.rdd(),
                new Partition<>(broadcast, task),
                all,
                new AbstractFunction2<Object, ArrayList<Numbered<T>>, BoxedUnit>() {
                  @Override
                  public BoxedUnit apply(Object partition, ArrayList<Numbered<T>> results) {
                    arrived.add(results);
                    return BoxedUnit.UNIT;
                  }
                },
                new AbstractFunction0<BoxedUnit>() {
                  @Override
                  public BoxedUnit apply() {
                    return BoxedUnit.UNIT;
                  }
                });
    try {
      boolean over = false;
      while (!over && !cancelled.getAsBoolean()) {
        over = job.isCompleted();
        ArrayList<Numbered<T>> results =
            over ? arrived.poll() : arrived.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
        for (; results != null; results = arrived.poll()) {
          results.forEach(r -> sink.accept(r.number(), r.result()));
        }
      }
      if (!over) {
        job.cancel();
      } else if (job.value().get().isFailure()) {
        throw failure(job.value().get().failed().get());
      }
    } catch (InterruptedException e) {
      job.cancel();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tasks were running", e);
    } finally {
      broadcast.destroy();
    }
  }

  /** What a task has thrown, behind what Spark says of it. */
  private static RuntimeException failure(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadInputException bad) {
        return bad;
      }
    }
    return new IllegalStateException(
        "a task failed on the cluster: " + thrown.getMessage(), thrown);
  }

  @Override
  public void close() {
    context.close();
  }
}
