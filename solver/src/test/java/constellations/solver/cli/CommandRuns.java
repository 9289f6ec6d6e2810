package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.solver.cli.options.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands in this process, in a folder of their own, with streams of their own. */
abstract class CommandRuns {
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path folder;

  record Run(int code, String out, String err) {
    JsonNode json() {
      try {
        return MAPPER.readTree(out);
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + out, e);
      }
    }

    /** One line, or two with advice, and no stack trace. */
    void isClearError(int expected) {
      assertEquals(expected, code, err);
      List<String> lines = err.lines().filter(line -> !line.isBlank()).toList();
      assertTrue(lines.size() == 1 || lines.size() == 2, err);
      assertTrue(lines.size() == 1 || lines.get(1).startsWith("Maybe "), err);
      assertFalse(err.contains("\tat ") || err.contains("Exception"), err);
    }
  }

  final Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.execute(
            new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder,
                false),
            arguments);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  final Run line(String line) {
    return run(line.split(" "));
  }
}
