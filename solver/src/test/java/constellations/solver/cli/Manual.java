package constellations.solver.cli;

import constellations.solver.cli.options.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes what an archive has beside the program: a manual page for each command, as AsciiDoc, and a
 * completion script for bash and zsh. No test; the profile {@code dist} runs it.
 */
public final class Manual {
  private static final String PLACE = "constellation";

  private Manual() {}

  /** Writes into the folder that is the first argument; the second is the version. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path pages = folder.resolve("pages");
    Files.createDirectories(pages);
    CommandLine line = Main.commandLine(Console.ofProcess());
    Commands.summaries()
        .forEach(
            (name, summary) ->
                line.getSubcommands().get(name).getCommandSpec().usageMessage().header(summary));
    String completion = AutoComplete.bash(PLACE, line);
    Files.writeString(folder.resolve(PLACE), undated(completion));
    int code =
        ManPageGenerator.generateManPage(
            pages.toFile(), null, new boolean[0], false, line.getCommandSpec());
    if (code != 0) {
      throw new IOException("manual pages: exit code " + code);
    }
    Map<String, String> examples = HelpTexts.all();
    try (Stream<Path> files = Files.list(pages)) {
      for (Path page : files.sorted().toList()) {
        String name =
            page.getFileName().toString().replaceFirst("\\.adoc$", "").replaceFirst("^[^-]*-?", "");
        String text =
            undated(Files.readString(page))
                .replace(
                    ":manmanual:", ":mansource: constellation " + arguments[1] + "\n:manmanual:");
        String shown = examples.get(name.replace('-', ' '));
        if (shown != null) {
          text += "\n== Examples\n\n----\n" + shown + "\n----\n";
        }
        Files.writeString(page, text);
      }
    }
  }

  /** Without the lines that say when it was made. */
  private static String undated(String text) {
    List<String> kept =
        text.lines()
            .filter(
                line -> {
                  String lower = line.toLowerCase(Locale.ROOT);
                  return !lower.startsWith(":revdate:")
                      && !(lower.startsWith("#") && lower.contains("date:"))
                      && !(lower.startsWith("#") && lower.contains(" on "));
                })
            .toList();
    return String.join("\n", kept) + "\n";
  }
}
