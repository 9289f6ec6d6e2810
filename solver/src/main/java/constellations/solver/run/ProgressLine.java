package constellations.solver.run;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress line that shows the best value; closed when the work is done. */
public final class ProgressLine implements AutoCloseable {
  private final String task;
  private final double sign;
  private final boolean visible;
  private long begin;
  private long improved;
  private int first = -1;
  private double least = Double.POSITIVE_INFINITY;
  private ProgressBar bar;

  /**
   * A line for a task.
   *
   * @param sign of the values that {@link #report} is told, so that less is better
   */
  public ProgressLine(String task, double sign, boolean visible) {
    this.task = task;
    this.sign = sign;
    this.visible = visible;
  }

  /** Tells the best value after some of all steps. */
  public void report(int done, int total, double best) {
    long now = System.nanoTime();
    if (first < 0) {
      // The first round warms up, and a search may go on from a checkpoint.
      first = done;
      begin = now;
    }
    if (best < least) {
      least = best;
      improved = now;
    }
    String message =
        String.format(
            Locale.ROOT,
            " best %.9f, %.0f s without gain, %.3g starts/s",
            sign * best,
            (now - improved) / 1e9,
            (done - first) * 1e9 / Math.max(1, now - begin));
    step(done, total == Integer.MAX_VALUE ? -1 : total, message);
  }

  /** Takes the messages of steps, one after the other, of which there are so many or -1. */
  public Consumer<String> counted(int total) {
    AtomicInteger done = new AtomicInteger();
    return message -> step(done.incrementAndGet(), total, message);
  }

  /** Tells how many of all steps are done; of -1 in all it is not known. */
  public void step(int done, int total, String message) {
    if (!visible) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .build();
    }
    bar.stepTo(done);
    bar.setExtraMessage(message);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
