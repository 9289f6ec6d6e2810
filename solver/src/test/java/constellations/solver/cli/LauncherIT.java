package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher as a process: what only a process has, signals, kills, streams and exit codes. */
class LauncherIT extends CommandRuns {
  private Process start(String line) throws IOException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("constellation").toString()));
    command.addAll(List.of(line.split(" ")));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("stdout").toFile())
        .redirectError(folder.resolve("stderr").toFile())
        .start();
  }

  private Run launch(String line) throws IOException, InterruptedException {
    return ended(start(line));
  }

  private Run ended(Process process) throws IOException, InterruptedException {
    assertTrue(process.waitFor(300, TimeUnit.SECONDS), "still running");
    return new Run(
        process.exitValue(),
        Files.readString(folder.resolve("stdout")),
        Files.readString(folder.resolve("stderr")));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits until something is so, or the process has ended. */
  private static void await(Process process, Condition condition)
      throws IOException, InterruptedException {
    for (int i = 0; i < 6000 && !condition.holds(); i++) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private static void kill(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
  }

  @Test
  void answersErrorsAndExitCodes() throws Exception {
    Run version = launch("--version");
    assertTrue(version.out().startsWith("constellation 0."), version.out());
    assertTrue(launch("--help").out().contains("dimension"));
    launch("dimension --pairs many --margin 0.1 --bias 0").isClearError(2);
    launch("verify nowhere.json").isClearError(3);
    assertEquals(1, launch("bound --dimension 5 --cosine 0.5 --method rankin").code());
    Run bound = launch("bound --dimension 8 --cosine 1/2 --json");
    assertEquals(0, bound.code(), bound.err());
    assertEquals("", bound.err());
    assertEquals("240", bound.json().get("upper").asText());
    String certificate = bound.json().get("certificate").asText();
    assertFalse(Path.of(certificate).isAbsolute(), "names are as they were given");
    assertEquals(0, launch("verify " + certificate).code());
  }

  /** The program of docs/python.md, where python3 and NumPy are there. */
  @Test
  void thePageOnPython() throws Exception {
    Process there = new ProcessBuilder("python3", "-c", "import numpy").start();
    org.junit.jupiter.api.Assumptions.assumeTrue(there.waitFor() == 0, "skipped: no NumPy");
    String page = Files.readString(ROOT.resolve("docs/python.md"));
    String code = page.replaceFirst("(?s).*?```python\n(.*?)```.*", "$1");
    Files.writeString(folder.resolve("page.py"), code);
    ProcessBuilder builder =
        new ProcessBuilder("python3", "page.py")
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile());
    builder.environment().put("CONSTELLATION", ROOT.resolve("constellation").toString());
    Run run = ended(builder.start());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("contacts 30"), run.out());
    assertTrue(run.out().contains("accepted: True"), run.out());
  }

  /** Ctrl-C on a command that has nothing to show yet says so, and ends at once. */
  @Test
  void interruptedWithNothingToShow() throws Exception {
    // A check of all results takes minutes.
    Process check = start("table check");
    Thread.sleep(4000);
    check.destroy();
    Run stopped = ended(check);
    assertEquals(130, stopped.code(), stopped.out() + stopped.err());
    assertTrue(stopped.out().startsWith("stopped after "), stopped.out());
    Path site = folder.resolve("site");
    Process report = start("report --out site");
    await(report, () -> Files.isDirectory(site));
    report.destroy();
    Run interrupted = ended(report);
    assertEquals(130, interrupted.code(), interrupted.out() + interrupted.err());
    assertTrue(interrupted.err().startsWith("Interrupted: "), interrupted.err());
    assertFalse(Files.exists(site), "a site appears whole or not at all");
  }

  /** The command of the README, as a process and in this one: the same answer. */
  @Test
  void theMainJob() throws Exception {
    String question = "dimension --pairs 1e10 --margin 0.0142 --bias 0.0627 --no-results";
    Run process = launch(question);
    assertTrue(process.out().contains("14 to 17"), process.out());
    // Classes that are in no jar have no version, which is in the certificates and so in their
    // names.
    assertEquals(
        process.out().replaceAll("out/|(?<=-)[0-9a-f]{16}", ""),
        line(question).out().replaceAll(folder.resolve("out") + "/|(?<=-)[0-9a-f]{16}", ""));
  }

  @Test
  void interruptingKeepsTheBest() throws Exception {
    Process process =
        start("search --dimension 8 --points 90 --starts 100000 --checkpoint state.json");
    await(process, () -> Files.exists(folder.resolve("state.json")));
    process.destroy();
    Run run = ended(process);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("interrupted"), run.out());
    assertEquals(0, run("verify", only("out").toString()).code());
  }

  private Path only(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.filter(f -> f.toString().endsWith(".json")).findFirst().orElseThrow();
    }
  }

  /** Killed at some moments and started again, a search ends with the certificate of one run. */
  @Test
  void killedSearchesGoOn() throws Exception {
    String line =
        "search --dimension 5 --points 33 --starts 1500 --no-results --checkpoint state.json --json";
    Run undisturbed = line(line + " --out once");
    assertEquals(0, undisturbed.code(), undisturbed.err());
    Path state = folder.resolve("state.json");
    Files.delete(state);
    for (int kill = 0; kill < 4; kill++) {
      String before = Files.exists(state) ? Files.readString(state) : "";
      Process process = start(line + " --out again");
      await(process, () -> Files.exists(state) && !Files.readString(state).equals(before));
      kill(process);
    }
    Run resumed = launch(line + " --out again");
    assertEquals(0, resumed.code(), resumed.err());
    assertEquals(undisturbed.json().get("cosine").asText(), resumed.json().get("cosine").asText());
    assertEquals(
        vectors(undisturbed.json().get("certificate").asText()),
        vectors(resumed.json().get("certificate").asText()));
    line("search --dimension 5 --points 34 --starts 64 --checkpoint state.json").isClearError(3);
  }

  private String vectors(String certificate) throws IOException {
    return MAPPER.readTree(folder.resolve(certificate).toFile()).get("evidence").toString();
  }

  /** Killed, resumed with another number of threads and then finished: the same results. */
  @Test
  void sweepsGoOnToTheSameResults() throws Exception {
    Files.copy(ROOT.resolve("instances/sweeps/small.json"), folder.resolve("small.json"));
    Run whole = launch("sweep small.json --threads 2 --out whole");
    assertEquals(0, whole.code(), whole.err());
    Path journal = folder.resolve("parts/sweep-small/journal.jsonl");
    Process killed = start("sweep small.json --threads 1 --out parts");
    await(killed, () -> Files.exists(journal) && Files.size(journal) >= 2000);
    kill(killed);
    assertTrue(Files.exists(journal));
    // A line that was cut off by the kill.
    Files.writeString(journal, Files.readString(journal) + "{\"cell\":\"sea");
    assertEquals(
        0, launch("sweep small.json --threads 3 --time-limit 2s --out parts --quiet").code());
    Run last = launch("sweep small.json --threads 2 --out parts --json");
    assertEquals("done", last.json().get("stop").asText(), last.out());
    assertEquals(
        Files.readString(folder.resolve("whole/index.jsonl")),
        Files.readString(folder.resolve("parts/index.jsonl")));
    assertEquals(0, line("table diff whole parts").code());
    assertEquals(0, line("table check --out parts").code());
    assertFalse(Files.exists(folder.resolve("parts/sweep-small")));
  }
}
