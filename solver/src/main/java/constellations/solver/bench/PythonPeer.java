package constellations.solver.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts that benchmarks compare with, where Python and its libraries are there. */
public final class PythonPeer {
  /** The first that gives an answer: libraries may belong to the system's Python alone. */
  private static final List<String> INTERPRETERS = List.of("python3", "/usr/bin/python3");

  private PythonPeer() {}

  /** The number that a script prints, NaN where it cannot be run. */
  public static double number(String script, int threads, String... arguments) {
    for (String interpreter : INTERPRETERS) {
      double answer = number(interpreter, script, threads, arguments);
      if (!Double.isNaN(answer)) {
        return answer;
      }
    }
    return Double.NaN;
  }

  private static double number(
      String interpreter, String script, int threads, String... arguments) {
    try (InputStream in = PythonPeer.class.getResourceAsStream(script)) {
      List<String> command = new ArrayList<>();
      command.add(interpreter);
      command.add("-c");
      command.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command);
      for (String name : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")) {
        builder.environment().put(name, Integer.toString(threads));
      }
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.MINUTES);
      return answer.isBlank() ? Double.NaN : Double.parseDouble(answer.strip());
    } catch (IOException | NumberFormatException e) {
      return Double.NaN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    }
  }
}
