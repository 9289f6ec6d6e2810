package constellations.solver.cli.options;

import constellations.verify.exact.BadInputException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a command reads and writes: injected, so that tests run commands in their own process.
 *
 * @param out answers, lines for people or one JSON object
 * @param err errors and progress
 * @param folder where relative names of files begin; empty for the folder of the process
 * @param home the folder of the program, with the results and instances that come with it
 * @param defaults what the user wants of all commands
 * @param terminal whether progress is shown
 * @param incomplete whether something that was to be written is not where it was wanted
 */
public record Console(
    PrintStream out,
    PrintStream err,
    Path folder,
    Path home,
    Defaults defaults,
    boolean terminal,
    AtomicBoolean incomplete) {
  /** Streams and a folder, which is that of the program too. */
  public Console(PrintStream out, PrintStream err, Path folder, boolean terminal) {
    this(out, err, folder, folder, Defaults.NONE, terminal, new AtomicBoolean());
  }

  /** The command that was given the streams. */
  public interface Holder {
    /** Where commands read and write. */
    Console console();
  }

  /** The folder of the results that are used unless others are named. */
  public Path results() {
    String named = defaults.values().get(Defaults.RESULTS);
    return named == null ? home.resolve("results") : path(named);
  }

  /**
   * The streams of this process, and the defaults of its user.
   *
   * @throws BadInputException if these cannot be read
   */
  public static Console ofProcess() {
    boolean terminal = Boolean.getBoolean("constellation.terminal");
    Path home = Path.of(System.getProperty("constellation.home", ""));
    Defaults defaults = Defaults.of(System.getenv());
    return new Console(
        System.out, System.err, Path.of(""), home, defaults, terminal, new AtomicBoolean());
  }

  /** A file or folder by its name. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  /** A line of an answer; what does not print is shown as an escape. */
  public void say(String line) {
    out.println(BadInputException.printable(line));
  }

  /**
   * A line about something that could not be written; the command goes on, and fails in the end.
   */
  public void lack(String line) {
    incomplete.set(true);
    warn(line);
  }

  /** A line of an error. */
  public void warn(String line) {
    err.println(BadInputException.printable(line));
  }
}
