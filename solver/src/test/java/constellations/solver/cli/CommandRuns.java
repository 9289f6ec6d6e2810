package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.solver.cli.options.Console;
import constellations.solver.cli.options.Defaults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
    return run(folder, Defaults.NONE, arguments);
  }

  /** Runs a command of a program in some folder, for a user with defaults. */
  final Run run(Path home, Defaults defaults, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.execute(
            new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder,
                home,
                defaults,
                false,
                new AtomicBoolean()),
            arguments);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The vertices of an icosahedron, a point a line. */
  static List<double[]> icosahedron() {
    double t = (1 + Math.sqrt(5)) / 2;
    double r = Math.sqrt(1 + t * t);
    List<double[]> points = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      for (int a = -1; a <= 1; a += 2) {
        for (int b = -1; b <= 1; b += 2) {
          double[] x = new double[3];
          x[axis] = a / r;
          x[(axis + 1) % 3] = b * t / r;
          points.add(x);
        }
      }
    }
    return points;
  }

  final Run line(String line) {
    return run(line.split(" "));
  }
}
