package constellations.solver.cli.options;

import constellations.solver.format.Exact;
import constellations.solver.run.SparkWorkers;
import constellations.solver.run.Workers;
import constellations.verify.exact.BadInputException;
import picocli.CommandLine.Option;

/** Where long work is done. */
public final class MachineOptions {
  @Option(
      names = "--spark",
      description =
          "Do the work on the Apache Spark cluster to which this program was submitted; files have to"
              + " be on a file system that all its machines see.")
  private boolean spark;

  @Option(
      names = "--partitions",
      paramLabel = "P",
      description = "Into how many tasks Spark divides the work (default: as fine as possible).")
  private Exact partitions;

  /** Whether other machines are asked for. */
  public boolean present() {
    return spark || partitions != null;
  }

  public Workers workers(int threads) {
    int count = partitions == null ? 0 : partitions.whole("partitions", 1, 10_000_000);
    if (!spark) {
      return Workers.threads(threads);
    }
    try {
      return SparkWorkers.submitted(count);
    } catch (NoClassDefFoundError e) {
      throw BadInputException.argument("--spark", "no Spark", "a program submitted to Spark")
          .withAdvice("Maybe see the README: spark-submit --class ... constellation.jar");
    }
  }
}
