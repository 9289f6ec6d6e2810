package constellations.solver.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a command ends on Ctrl-C and at its time limit. One that watches ends in order: the flag is
 * raised, and the virtual machine waits until the command has written what it has. Any other one
 * has nothing to show, and ends at once.
 */
public final class Interruption {
  /** The exit code of a command that was interrupted with nothing to show. */
  public static final int INTERRUPTED = 130;

  private static final int PATIENCE_SECONDS = 60;
  private static volatile boolean process;
  private static volatile boolean requested;
  private static final CountDownLatch FINISHED = new CountDownLatch(1);
  private static final AtomicInteger CODE = new AtomicInteger();
  private static final AtomicBoolean WATCHED = new AtomicBoolean();

  private Interruption() {}

  /**
   * This is a process of its own, which a signal may end; without this nothing is watched.
   *
   * @param nothing is run where a command ends with nothing to show
   */
  public static void ofProcess(Runnable nothing) {
    process = true;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(nothing)));
  }

  /** From now on a termination signal raises the flag instead of ending the program at once. */
  public static void watch() {
    WATCHED.set(true);
  }

  /**
   * Ends a process that does not watch after some time.
   *
   * @param seconds from now on
   * @param code its exit code
   * @param nothing is run before
   */
  public static void endAfter(double seconds, int code, Runnable nothing) {
    if (!process || seconds > 1e8) {
      return;
    }
    Thread guard =
        new Thread(
            () -> {
              try {
                boolean over = FINISHED.await((long) (seconds * 1e3), TimeUnit.MILLISECONDS);
                if (!over && !WATCHED.get()) {
                  nothing.run();
                  Runtime.getRuntime().halt(code);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    guard.setDaemon(true);
    guard.start();
  }

  private static void await(Runnable nothing) {
    if (FINISHED.getCount() == 0) {
      return;
    }
    requested = true;
    try {
      if (!WATCHED.get()) {
        nothing.run();
        Runtime.getRuntime().halt(INTERRUPTED);
      } else if (FINISHED.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(CODE.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static boolean requested() {
    return requested;
  }

  /** The command is done, with this exit code. */
  public static void finished(int code) {
    CODE.set(code);
    FINISHED.countDown();
  }
}
