package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The commands of README.md print what stands there. */
class ReadmeTest extends CommandRuns {
  private static final String PROGRAM = "./constellation ";

  /** Commands of minutes, or of files that others made; tests of their own run the like. */
  private static final List<String> ELSEWHERE =
      List.of(
          "search --dimension 10 --pairs 100",
          "table check",
          "report",
          "sweep instances/sweeps/small.json",
          "verify out/spherical-code-ebc35f84ff624a96.json");

  private record Example(String command, List<String> output) {}

  /** Indented blocks; a line that begins with the program is a command, what follows its output. */
  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    String group = "";
    boolean open = false;
    for (String line : Files.readAllLines(ROOT.resolve("README.md"))) {
      String text = line.strip().replaceFirst("^\\$ ", "");
      if (!line.startsWith("    ") && !line.isBlank()) {
        // The first block of the page has its output in the next one.
        open &= line.startsWith("prints ") || line.startsWith("so400m");
      } else if (text.startsWith("H=")) {
        group = text.substring(2);
      } else if (text.startsWith(PROGRAM)) {
        examples.add(
            new Example(text.substring(PROGRAM.length()).replace("$H", group), new ArrayList<>()));
        open = true;
      } else if (open && !text.isEmpty() && !text.equals("...")) {
        examples.get(examples.size() - 1).output().add(text);
      }
    }
    return examples;
  }

  /** White space is one blank; hashes, which hold the date, are left out. */
  private static String plain(String text) {
    return text.replaceAll("\\s+", " ")
        .replaceAll("(?<=-)[0-9a-f]{16}\\b", "HASH")
        .replaceAll("\\S*out/(?=[a-z-]+HASH)", "out/");
  }

  @Test
  @Tag("long")
  void commandsPrintWhatThePageSays() throws IOException {
    for (String name : List.of("instances", "results")) {
      Files.createSymbolicLink(folder.resolve(name), ROOT.resolve(name));
    }
    List<Example> examples = examples();
    List<String> skipped = new ArrayList<>();
    for (Example example : examples) {
      if (ELSEWHERE.contains(example.command())) {
        skipped.add(example.command());
        continue;
      }
      Run run = run(example.command().replace("\"", "").split(" "));
      assertEquals(0, run.code(), example.command() + ": " + run.err());
      for (String expected : example.output()) {
        assertTrue(
            plain(run.out()).contains(plain(expected)),
            () -> example.command() + " lacks\n" + expected + "\nin\n" + run.out());
      }
    }
    assertEquals(ELSEWHERE, skipped);
    assertTrue(examples.size() > ELSEWHERE.size() + 5, examples.size() + " examples");
  }

  /** Links of the pages lead to files of the project. */
  @Test
  void linksLeadSomewhere() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    pages.add(ROOT.resolve("CONTRIBUTING.md"));
    try (var docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
    }
    Pattern link = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)");
    for (Path page : pages) {
      link.matcher(Files.readString(page))
          .results()
          .map(match -> match.group(1))
          .filter(target -> !Files.exists(page.getParent().resolve(target)))
          .forEach(target -> assertEquals("", target, "a link of " + page + " leads nowhere"));
    }
  }
}
