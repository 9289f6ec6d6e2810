package constellations.solver.cli;

import constellations.verify.exact.BadInputException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Where a command reads and writes: injected, so that tests run commands in their own process.
 *
 * @param out answers, lines for people or one JSON object
 * @param err errors and progress
 * @param folder where relative names of files begin; empty for the folder of the process
 * @param terminal whether progress is shown
 */
record Console(PrintStream out, PrintStream err, Path folder, boolean terminal) {
  /** The streams of this process. */
  static Console ofProcess() {
    boolean terminal = Boolean.getBoolean("constellation.terminal");
    return new Console(System.out, System.err, Path.of(""), terminal);
  }

  /** A file or folder by its name. */
  Path path(String name) {
    return folder.resolve(name);
  }

  /** A line of an answer; what does not print is shown as an escape. */
  void say(String line) {
    out.println(BadInputException.printable(line));
  }

  /** A line of an error. */
  void warn(String line) {
    err.println(BadInputException.printable(line));
  }
}
