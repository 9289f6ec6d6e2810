package constellations.solver.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a search end in order on Ctrl-C: the flag is raised, and the virtual machine waits until the
 * command has written what it has.
 */
public final class Interruption {
  private static final int PATIENCE_SECONDS = 60;
  private static volatile boolean process;
  private static volatile boolean requested;
  private static final CountDownLatch FINISHED = new CountDownLatch(1);
  private static final AtomicInteger CODE = new AtomicInteger();
  private static final AtomicBoolean WATCHED = new AtomicBoolean();

  private Interruption() {}

  /** This is a process of its own, which a signal may end; without this nothing is watched. */
  public static void ofProcess() {
    process = true;
  }

  /** From now on a termination signal raises the flag instead of ending the program at once. */
  public static void watch() {
    if (!process || WATCHED.getAndSet(true)) {
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(Interruption::await));
  }

  private static void await() {
    requested = true;
    try {
      if (FINISHED.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
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
