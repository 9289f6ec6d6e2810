package constellations.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five calls of docs/library.md compile as they stand there, and run. */
class LibraryPageTest {
  @TempDir Path folder;

  @Test
  @Tag("long")
  void theCallsOfThePageCompileAndRun() throws Exception {
    String page = Files.readString(Path.of("../docs/library.md"));
    List<String> blocks =
        Pattern.compile("(?s)```java\n(.*?)```")
            .matcher(page)
            .results()
            .map((MatchResult m) -> m.group(1))
            .toList();
    assertEquals(6, blocks.size(), "five calls and their imports");
    StringBuilder source = new StringBuilder(blocks.get(5)).append("public class Guest {\n");
    for (int i = 0; i < 5; i++) {
      // The files of the page lie in the folder of the test.
      String body = blocks.get(i).replace("Path.of(\"", "Path.of(\"" + folder + "/");
      source.append("public static void call" + (i + 1) + "() throws Exception {\n");
      source.append(body).append("}\n");
    }
    Path file = folder.resolve("Guest.java");
    Files.writeString(file, source.append("}\n"));
    compile(file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader())) {
      Class<?> guest = loader.loadClass("Guest");
      for (int i = 1; i <= 5; i++) {
        guest.getMethod("call" + i).invoke(null);
      }
    } finally {
      System.setOut(before);
    }
    String text = out.toString(StandardCharsets.UTF_8);
    for (String expected :
        List.of(
            ": accepted",
            "at least 306 by ",
            "at most 380, certified",
            "[certified]",
            "14 to 17",
            "at most, by lift of the 19590534240 vectors of norm 36")) {
      assertTrue(text.contains(expected), expected + " is missing in:\n" + text);
    }
  }

  private void compile(Path file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  errors,
                  files,
                  null,
                  List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjects(file))
              .call();
      assertTrue(compiled, errors.toString());
    }
  }
}
