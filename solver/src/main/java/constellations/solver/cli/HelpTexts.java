package constellations.solver.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The longer texts of the help, which are files: examples with their output, and concepts. */
final class HelpTexts {
  private static final String FOLDER = "help/";
  private static final String HEADING = "## ";

  /** Descriptions are broken at this width. */
  private static final int WIDTH = 110;

  private HelpTexts() {}

  /** Adds a section of examples to the help of each command; the file is read when it is shown. */
  static void add(CommandLine line) {
    line.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> help.footer() + examples(line));
    line.getCommandSpec().usageMessage().sortOptions(false).width(WIDTH);
    line.getSubcommands().values().forEach(HelpTexts::add);
  }

  /** The page of concepts. */
  static String concepts() {
    return text("concepts.txt");
  }

  /** All examples by the command, without the name of the program. */
  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String section : text("examples.txt").split("(?m)^(?=" + HEADING + ")")) {
      if (section.startsWith(HEADING)) {
        String[] parts = section.substring(HEADING.length()).split("\\n", 2);
        all.put(parts[0].strip(), parts[1].strip());
      }
    }
    return all;
  }

  private static String examples(CommandLine line) {
    String name =
        line.getCommandSpec().qualifiedName().replaceFirst("^constellation ?", "").strip();
    String examples = all().get(name);
    return examples == null ? "" : "\nExamples:\n\n" + examples.indent(2);
  }

  private static String text(String name) {
    try (InputStream in = HelpTexts.class.getResourceAsStream(FOLDER + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
