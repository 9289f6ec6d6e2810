package constellations.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import constellations.verify.claim.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * How much of the kernel one kind of certificate rests on: all classes that its certificate, codec
 * and checker reach, without what the parts of a composition rest on. A reader can take one kind
 * and read all of that in an evening.
 */
class ClosureTest {
  private static final String ROOT = "constellations.verify";
  private static final Path SOURCES = Path.of("src/main/java");
  private static final int MOST_LINES = 2500;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** The top-level classes that these reach, themselves included. */
  private static Set<String> closure(List<Class<?>> from) {
    Set<String> reached = new TreeSet<>();
    Deque<JavaClass> open = new ArrayDeque<>();
    from.forEach(c -> open.add(CLASSES.get(c)));
    Set<String> seen = new TreeSet<>();
    while (!open.isEmpty()) {
      JavaClass next = open.pop();
      if (!next.getPackageName().startsWith(ROOT) || !seen.add(next.getName())) {
        continue;
      }
      reached.add(next.getName().replaceFirst("\\$.*", ""));
      for (Dependency arrow : next.getDirectDependenciesFromSelf()) {
        open.add(arrow.getTargetClass().getBaseComponentType());
      }
    }
    return reached;
  }

  /** Lines of code, without comments and blank lines. */
  private static int lines(Set<String> classes) throws IOException {
    int lines = 0;
    for (String name : classes) {
      boolean comment = false;
      for (String line : Files.readAllLines(SOURCES.resolve(name.replace('.', '/') + ".java"))) {
        String text = line.strip();
        comment = comment || text.startsWith("/*");
        boolean code = !comment && !text.isEmpty() && !text.startsWith("//");
        lines += code ? 1 : 0;
        comment = comment && !text.endsWith("*/");
      }
    }
    return lines;
  }

  @Test
  void eachKindCanBeReadInAnEvening() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String lacking = "";
    for (Kind<?> kind : Kinds.ALL) {
      Set<String> reached =
          closure(List.of(kind.type(), kind.codec().getClass(), kind.checker().getClass()));
      int lines = lines(reached);
      assertTrue(lines <= MOST_LINES, kind.name() + " rests on " + lines + " lines: " + reached);
      String row = "| `" + kind.name() + "` | " + reached.size() + " | " + lines + " |";
      lacking += readme.contains(row) ? "" : row + "\n";
      assertTrue(
          reached.stream().noneMatch(c -> c.endsWith("CertificateReader")), reached.toString());
    }
    assertEquals("", lacking, "rows that the README lacks");
  }

  /** No class of the kernel or of the solver is longer than 400 lines. */
  @Test
  void noClassIsLong() throws IOException {
    for (Path folder : List.of(SOURCES, Path.of("../solver").resolve(SOURCES))) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          int lines = Files.readAllLines(file).size();
          assertTrue(lines <= 400, file + " has " + lines + " lines");
        }
      }
    }
    Path commands = Path.of("../solver/src/main/java/constellations/solver/cli");
    try (var folders = Files.walk(commands)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        int all = 0;
        try (var files = Files.list(folder)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            all += Files.readAllLines(file).size();
          }
        }
        assertTrue(all <= 2500, folder + " has " + all + " lines of commands");
      }
    }
  }
}
