package constellations.solver.run;

import java.util.function.BooleanSupplier;

/** When work has to end: the time is over, or the user has had enough. */
public final class Deadline {
  private Deadline() {}

  /**
   * Becomes true when the time is over or the program was interrupted.
   *
   * @param seconds from now on; infinite for no limit
   */
  public static BooleanSupplier within(double seconds) {
    return within(seconds, Interruption::requested);
  }

  /** The same with another sign to stop. */
  public static BooleanSupplier within(double seconds, BooleanSupplier interrupted) {
    if (seconds == Double.POSITIVE_INFINITY) {
      return interrupted;
    }
    long deadline = System.nanoTime() + (long) (Math.min(seconds, 1e9) * 1e9);
    return () -> interrupted.getAsBoolean() || System.nanoTime() - deadline >= 0;
  }
}
