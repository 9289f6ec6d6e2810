package constellations.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/theory.md and the classes name each other, and docs/audit.md names tests that exist. */
class TheoryPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern HEADING = Pattern.compile("(?m)^## ([TS]\\d+) ");
  private static final Pattern CITATION =
      Pattern.compile("docs/theory\\.md[\\s*]+((?:[TS]\\d+(?:,[\\s*]+| to |[\\s*]+and[\\s*]+)?)+)");
  private static final Pattern NUMBER = Pattern.compile("[TS]\\d+");

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : new String[] {"verify", "solver"}) {
      try (var files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          sources.merge(
              file.getFileName().toString().replace(".java", ""),
              Files.readString(file),
              String::concat);
        }
      }
    }
    return sources;
  }

  private static Set<String> cited(String source) {
    Set<String> numbers = new TreeSet<>();
    Matcher citations = CITATION.matcher(source);
    while (citations.find()) {
      NUMBER.matcher(citations.group(1)).results().map(MatchResult::group).forEach(numbers::add);
    }
    return numbers;
  }

  @Test
  void itemsAndClassesNameEachOther() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/theory.md"));
    Map<String, String> sources = sources();
    Set<String> items = new TreeSet<>();
    Set<String> wrong = new TreeSet<>();
    for (String section : page.split("(?m)^(?=## )")) {
      Matcher heading = HEADING.matcher(section);
      if (!heading.find()) {
        continue;
      }
      String number = heading.group(1);
      items.add(number);
      int at = section.indexOf("**Used by**: ");
      if (at < 0 || number.startsWith("S")) {
        continue;
      }
      for (String name : section.substring(at + 13).split("\n\n")[0].strip().split("\\s*,\\s*")) {
        String source = sources.get(name.replaceFirst(".*\\.", ""));
        if (source == null || !cited(source).contains(number)) {
          wrong.add(number + " is used by " + name + ", which does not say so");
        }
      }
    }
    sources.forEach(
        (name, source) ->
            cited(source).stream()
                .filter(number -> !items.contains(number))
                .forEach(number -> wrong.add(name + " cites " + number)));
    assertEquals(Set.of(), wrong);
    assertTrue(items.size() > 30, "items: " + items);
  }

  @Test
  void pagesNameTestsThatExist() throws IOException {
    String page =
        Files.readString(ROOT.resolve("docs/audit.md"))
            + Files.readString(ROOT.resolve("docs/papers.md"));
    Map<String, String> sources = sources();
    Set<String> wrong = new TreeSet<>();
    Matcher test = Pattern.compile("\\b(\\w+(?:Test|IT))\\.(\\w+)").matcher(page);
    int tests = 0;
    while (test.find()) {
      tests++;
      String source = sources.getOrDefault(test.group(1), "");
      if (!source.contains("void " + test.group(2) + "(")) {
        wrong.add(test.group());
      }
    }
    assertEquals(Set.of(), wrong);
    assertTrue(tests > 100, tests + " tests");
  }
}
