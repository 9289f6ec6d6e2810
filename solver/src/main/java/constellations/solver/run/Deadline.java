package constellations.solver.run;

import constellations.verify.exact.BadInputException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When work has to end: the time is over, or the user has had enough. */
public final class Deadline {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)([smh])");

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

  /**
   * The seconds of a time such as 90s, 5m or 1h.
   *
   * @throws BadInputException if it is none, or 0
   */
  public static double seconds(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
      throw BadInputException.argument("time-limit", text, "a time such as 90s, 5m or 1h");
    }
    double unit =
        switch (matcher.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          default -> 3600;
        };
    return unit * Double.parseDouble(matcher.group(1));
  }
}
