package constellations.solver.cli;

import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.Console;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.cli.options.Version;
import constellations.solver.format.Exact;
import constellations.solver.format.TemporaryFiles;
import constellations.solver.run.Interruption;
import constellations.solver.run.Stopped;
import constellations.verify.exact.BadInputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code constellation}. */
@Command(
    name = "constellation",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Searches for, certifies and bounds constellations of unit vectors: N pairs (U_i, V_i) in R^d"
            + " with <U_i,V_i> >= b + m and <U_i,V_j> <= b - m for i != j.",
    footer = {
      "",
      "Numbers are decimals, fractions (1/2) or have exponents (1e10), and are read exactly.",
      "Exit codes: 0 done or holds, 1 false or not reached, 2 wrong usage, 3 unreadable input or",
      "unwritable output, 4 stopped by a limit without a result, 70 internal error, 130",
      "interrupted with nothing to show."
    })
public final class Main implements Runnable, Console.Holder {
  private static final String INTERRUPTED = "Interrupted: ";
  private static final String OVER = "Stopped by the time limit: ";
  private static final double MORE = 1.1;

  @Spec private CommandSpec spec;

  private final Console console;

  private Main(Console console) {
    this.console = console;
  }

  @Override
  public Console console() {
    return console;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is missing, such as dimension, search or verify");
  }

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    Console console;
    try {
      console = Console.ofProcess();
    } catch (BadInputException e) {
      System.err.println(e.getMessage());
      System.exit(ExitCode.UNREADABLE);
      return;
    }
    Interruption.ofProcess(() -> nothing(console, INTERRUPTED));
    TemporaryFiles.removeStale();
    int code = execute(console, arguments);
    if (Interruption.requested()) {
      code = code == ExitCode.STOPPED ? Interruption.INTERRUPTED : code;
      if (code == ExitCode.DONE) {
        console.warn(INTERRUPTED + "the answer is what it had.");
      }
    }
    System.out.flush();
    TemporaryFiles.removeAll();
    Interruption.finished(code);
    System.exit(code);
  }

  private static void nothing(Console console, String why) {
    console.warn((console.terminal() ? "\n" : "") + why + new Stopped().getMessage());
    TemporaryFiles.removeAll();
  }

  /** Runs a command under its time limit, a tenth and two seconds more where it does not watch. */
  private static int limited(Console console, CommandLine.ParseResult parsed) {
    CommandLine.ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    Optional<CommonOptions> common =
        last.commandSpec().mixins().values().stream()
            .map(CommandSpec::userObject)
            .filter(CommonOptions.class::isInstance)
            .map(CommonOptions.class::cast)
            .findFirst();
    try {
      common.ifPresent(
          options ->
              Interruption.endAfter(
                  MORE * options.seconds() + 2, ExitCode.STOPPED, () -> nothing(console, OVER)));
    } catch (BadInputException e) {
      return report(console, e);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** The commands that the arguments can need; without arguments all. */
  static CommandLine commandLine(Console console, String... arguments) {
    CommandLine line = new CommandLine(new Main(console));
    Commands.add(line, arguments);
    Commands.group(line);
    HelpTexts.add(line);
    line.setDefaultValueProvider(console.defaults());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Exact.class, text -> new Exact(text));
    line.registerConverter(
        Path.class,
        name -> {
          try {
            return console.path(name);
          } catch (InvalidPathException e) {
            throw new CommandLine.TypeConversionException("'" + name + "' is no name of a file");
          }
        });
    return line;
  }

  /** Runs a command; returns its exit code. */
  static int execute(Console console, String... arguments) {
    CommandLine line = commandLine(console, arguments);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(
        (e, args) -> {
          console.warn(
              e instanceof CommandLine.UnmatchedArgumentException unmatched
                  ? "no such option or command: " + unmatched.getUnmatched().get(0)
                  : oneLine(e.getMessage()));
          List<String> meant =
              e instanceof CommandLine.UnmatchedArgumentException unmatched
                  ? unmatched.getSuggestions()
                  : List.of();
          console.warn(
              meant.isEmpty()
                  ? "Maybe see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help"
                  : "Maybe you meant: " + String.join(", ", meant));
          return ExitCode.USAGE;
        });
    line.setExecutionStrategy(parsed -> limited(console, parsed));
    line.setExecutionExceptionHandler((e, commandLine, result) -> report(console, e));
    try {
      int code = line.execute(arguments);
      if (console.out().checkError()) {
        console.lack("standard output: found no way to write, expected an open file or pipe");
      }
      return code == ExitCode.DONE && console.incomplete().get() ? ExitCode.UNREADABLE : code;
    } catch (OutOfMemoryError e) {
      console.warn("Not enough memory for this input.");
      console.warn("Maybe give Java more: JAVA_OPTS=-Xmx8g");
      return ExitCode.INTERNAL;
    }
  }

  private static int report(Console console, Exception e) {
    if (e instanceof Stopped) {
      console.warn((Interruption.requested() ? INTERRUPTED : OVER) + e.getMessage());
      return ExitCode.STOPPED;
    }
    if (e instanceof BadInputException bad) {
      console.warn(oneLine(bad.getMessage()));
      if (bad.advice() != null) {
        console.warn(bad.advice());
      }
      return bad.source() == BadInputException.Source.FILE ? ExitCode.UNREADABLE : ExitCode.USAGE;
    }
    console.warn("Internal error, please report it: " + oneLine(e.toString()));
    if (System.getenv("CONSTELLATION_DEBUG") != null) {
      e.printStackTrace(console.err());
    }
    return ExitCode.INTERNAL;
  }

  private static String oneLine(String message) {
    return message == null ? "" : message.replaceAll("\\s+", " ");
  }
}
