package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher as a process in a folder of its own. */
abstract class LauncherRuns {
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

  final Run run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    assertTrue(process.waitFor(300, TimeUnit.SECONDS), "still running");
    return new Run(
        process.exitValue(),
        Files.readString(folder.resolve("stdout")),
        Files.readString(folder.resolve("stderr")));
  }

  final Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("constellation").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("stdout").toFile())
        .redirectError(folder.resolve("stderr").toFile())
        .start();
  }

  final Run line(String line) throws IOException, InterruptedException {
    return run(line.split(" "));
  }
}
