package constellations.solver.cli;

import constellations.solver.cli.code.BenchCommand;
import constellations.solver.cli.code.BoundCommand;
import constellations.solver.cli.code.ConstructCommand;
import constellations.solver.cli.code.DimensionCommand;
import constellations.solver.cli.code.MarginCommand;
import constellations.solver.cli.code.PairsCommand;
import constellations.solver.cli.code.RateCommand;
import constellations.solver.cli.code.SearchCommand;
import constellations.solver.cli.code.SelectCommand;
import constellations.solver.cli.code.VerifyCommand;
import constellations.solver.cli.contrast.CalibrateCommand;
import constellations.solver.cli.contrast.PmiCommand;
import constellations.solver.cli.model.AnalyseCommand;
import constellations.solver.cli.model.CompareCommand;
import constellations.solver.cli.model.LockCommand;
import constellations.solver.cli.model.TrainCommand;
import constellations.solver.cli.points.CertifyCommand;
import constellations.solver.cli.points.DescribeCommand;
import constellations.solver.cli.points.PolishCommand;
import constellations.solver.cli.results.PictureCommand;
import constellations.solver.cli.results.PlotCommand;
import constellations.solver.cli.results.ReportCommand;
import constellations.solver.cli.results.SweepCommand;
import constellations.solver.cli.results.TableCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands in groups, as the help lists them. */
final class Commands {
  private static final int NAME_WIDTH = 14;

  private static final Map<String, List<Listed>> GROUPS = new LinkedHashMap<>();

  /** A command with what it is for, in a line. */
  private record Listed(Class<?> command, String summary) {
    String name() {
      return command.getAnnotation(Command.class).name();
    }
  }

  static {
    GROUPS.put(
        "Questions",
        List.of(
            new Listed(DimensionCommand.class, "How many dimensions do N pairs need?"),
            new Listed(MarginCommand.class, "How large can the margin of N pairs be?"),
            new Listed(PairsCommand.class, "How many pairs fit into d dimensions?"),
            new Listed(BoundCommand.class, "Bounds on points, pairs, cosines and margins."),
            new Listed(RateCommand.class, "Bits per dimension as the dimension grows.")));
    GROUPS.put(
        "Codes and constellations",
        List.of(
            new Listed(SearchCommand.class, "Search for a code or a constellation."),
            new Listed(ConstructCommand.class, "Named codes, and the best for N and a cosine."),
            new Listed(SelectCommand.class, "The most vectors of a finite set."),
            new Listed(PolishCommand.class, "Take a given code to its local optimum."),
            new Listed(DescribeCommand.class, "What a code is, and whether two are the same."),
            new Listed(CertifyCommand.class, "Make a certificate of points in a file."),
            new Listed(VerifyCommand.class, "Check certificates, exactly.")));
    GROUPS.put(
        "Embedding models",
        List.of(
            new Listed(AnalyseCommand.class, "Margin, retrieval and modality gap of embeddings."),
            new Listed(CompareCommand.class, "Two models on the same items."),
            new Listed(LockCommand.class, "The best second encoder for a fixed first one."),
            new Listed(TrainCommand.class, "The experiments of the papers."),
            new Listed(CalibrateCommand.class, "Retrieval at a contrastive loss."),
            new Listed(PmiCommand.class, "Scores against pointwise mutual information.")));
    GROUPS.put(
        "Results, figures, measurements",
        List.of(
            new Listed(TableCommand.class, "The database of results and its tables."),
            new Listed(SweepCommand.class, "Fill the results over a grid."),
            new Listed(ReportCommand.class, "Write the results as a site."),
            new Listed(PlotCommand.class, "Draw bounds."),
            new Listed(PictureCommand.class, "Draw the question."),
            new Listed(BenchCommand.class, "Measure against a peer.")));
    GROUPS.put(
        "Help",
        List.of(
            new Listed(HelpCommand.class, "Help for a command, or: help concepts."),
            new Listed(
                AutoComplete.GenerateCompletion.class, "A completion script for bash and zsh.")));
  }

  private Commands() {}

  /**
   * Adds the commands that the arguments can need: looking at all of them takes longer than many a
   * question.
   */
  static void add(CommandLine line, String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    if (first.equals("--version") || first.equals("-V")) {
      return;
    }
    List<Listed> all = GROUPS.values().stream().flatMap(List::stream).toList();
    List<Listed> named = all.stream().filter(listed -> listed.name().equals(first)).toList();
    // Help and completion speak of all commands.
    boolean one = named.size() == 1 && !GROUPS.get("Help").contains(named.get(0));
    for (Listed listed : one ? named : all) {
      line.addSubcommand(listed.command());
    }
    line.getSubcommands().values().forEach(Commands::listSubcommands);
  }

  /** What each command is for, by its name. */
  static Map<String, String> summaries() {
    Map<String, String> summaries = new LinkedHashMap<>();
    GROUPS.values().forEach(all -> all.forEach(l -> summaries.put(l.name(), l.summary())));
    return summaries;
  }

  /** Lists the commands by their groups. */
  static void group(CommandLine line) {
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Commands::list);
  }

  private static String list(Help help) {
    StringBuilder text = new StringBuilder();
    GROUPS.forEach(
        (heading, commands) -> {
          TextTable table = table(help);
          commands.forEach(listed -> table.addRowValues(listed.name(), listed.summary()));
          text.append('\n').append(heading).append(":\n").append(table);
        });
    return text.toString();
  }

  /** The commands of a command, each with its first sentence. */
  private static void listSubcommands(CommandLine line) {
    line.getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            help -> {
              TextTable table = table(help);
              line.getSubcommands()
                  .forEach(
                      (name, sub) ->
                          table.addRowValues(
                              name,
                              firstSentence(sub.getCommandSpec().usageMessage().description())));
              return line.getSubcommands().isEmpty() ? "" : table.toString();
            });
  }

  private static TextTable table(Help help) {
    int width = help.commandSpec().usageMessage().width();
    return TextTable.forColumns(
        help.colorScheme(),
        new Column(NAME_WIDTH, 2, Overflow.SPAN),
        new Column(width - NAME_WIDTH, 1, Overflow.WRAP));
  }

  /** Up to the first full stop, colon or question mark. */
  static String firstSentence(String... description) {
    return String.join(" ", description).replaceFirst("([.?:]) .*$", "$1").replaceFirst(":$", ".");
  }
}
