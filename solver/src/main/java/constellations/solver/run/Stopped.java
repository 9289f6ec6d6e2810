package constellations.solver.run;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Work was stopped by the time limit or by the user before it had an answer. */
public final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Work of which nothing is kept. */
  public Stopped() {
    this("nothing to show.");
  }

  /**
   * Work of which something is kept.
   *
   * @param message what, for people
   */
  public Stopped(String message) {
    super(message);
  }

  /**
   * Takes the messages of steps, and stops the work between two of them.
   *
   * @param kept what is kept then, for people
   */
  public static Consumer<String> between(
      BooleanSupplier stop, Consumer<String> messages, String kept) {
    return message -> {
      if (stop.getAsBoolean()) {
        throw new Stopped(kept);
      }
      messages.accept(message);
    };
  }
}
