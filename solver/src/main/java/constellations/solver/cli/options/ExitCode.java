package constellations.solver.cli.options;

/** How commands end. */
public final class ExitCode {
  /** Done, or the claim holds. */
  public static final int DONE = 0;

  /** Verified to be false, or not reached. */
  public static final int NOT_REACHED = 1;

  /** Wrong usage. */
  public static final int USAGE = 2;

  /** Input that cannot be read, or output that cannot be written. */
  public static final int UNREADABLE = 3;

  /** Stopped by a limit without a result. */
  public static final int STOPPED = 4;

  /** A fault of the program. */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
