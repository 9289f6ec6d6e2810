package constellations.solver.cli;

import constellations.solver.cli.options.Console;
import constellations.solver.cli.options.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}, {@code help concepts}, {@code help COMMAND [COMMAND]}. */
@Command(
    name = "help",
    description =
        "Show the help of a command, as --help does: help bound, help table query. With no command all of"
            + " them; help concepts: margin, bias, cosine, tiers and modalities in a page.")
final class HelpCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "A command, or concepts.")
  private List<String> names = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = spec.root().commandLine();
    Console console = ((Console.Holder) spec.root().userObject()).console();
    if (names.equals(List.of("concepts"))) {
      HelpTexts.concepts().lines().forEach(console::say);
      return ExitCode.DONE;
    }
    for (String name : names) {
      CommandLine next = line.getSubcommands().get(name);
      if (next == null) {
        throw new CommandLine.UnmatchedArgumentException(line, List.of(name));
      }
      line = next;
    }
    line.usage(console.out());
    return ExitCode.DONE;
  }
}
