package constellations.solver.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.WholeFiles;
import constellations.solver.results.ResultIndex;
import constellations.solver.run.Workers;
import constellations.verify.CertificateReader;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Computes the cells of a {@link SweepFile} and adds what they find to the results, in the order of
 * the cells, whatever order they are done in. A journal keeps finished cells, so that a sweep that
 * was stopped or killed goes on with the others, to the same results.
 */
public final class Sweep {
  /** Biases of constellations have at most so many decimals. */
  static final int BIAS_DECIMALS = 30;

  /** More would not fit into a certificate. */
  static final int MOST_COORDINATES = 1_000_000;

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String JOURNAL = "journal.jsonl";
  private static final int SAVED_EVERY = 50;

  private final SweepFile file;
  private final ResultIndex index;
  private final Path folder;
  private final String version;
  private final String date;
  private final Map<String, List<String>> done = new HashMap<>();
  private int finished;
  private int added;
  private int improved;

  /** Is told how far a sweep has come. */
  @FunctionalInterface
  public interface Progress {
    /** Reports. */
    void report(int done, int total, int improved);
  }

  /**
   * The outcome.
   *
   * @param cells of the grid
   * @param done of them, in this run or an earlier one
   * @param resumed of these, in an earlier one
   * @param improved how many certificates improved the results
   */
  public record Outcome(int cells, int done, int resumed, int improved) {}

  /**
   * Prepares a sweep, or to go on with one.
   *
   * @param name of the sweep; its journal is in the folder {@code sweep-NAME} of the results
   * @param date for provenance, unless the sweep was begun on another day
   * @throws BadInputException if there is a journal of another grid of this name
   */
  public Sweep(SweepFile file, String name, ResultIndex index, String version, String date) {
    this.file = file;
    this.index = index;
    this.version = version;
    this.folder = index.folder().resolve("sweep-" + name);
    this.date = load(date);
  }

  /** Reads the journal, or begins one. */
  private String load(String today) {
    Path journal = folder.resolve(JOURNAL);
    if (!Files.exists(journal)) {
      ObjectNode head = MAPPER.createObjectNode();
      head.put("grid", file.digest()).put("version", version).put("date", today);
      WholeFiles.write(journal, (head + "\n").getBytes(StandardCharsets.UTF_8));
      return today;
    }
    try {
      String text = Files.readString(journal);
      // What comes after the last line break was cut off by a kill.
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      List<String> lines = whole.lines().toList();
      JsonNode head = MAPPER.readTree(lines.isEmpty() ? "{}" : lines.get(0));
      if (!file.digest().equals(head.path("grid").asText())
          || !version.equals(head.path("version").asText())) {
        throw BadInputException.file(
                journal.toString(), "the journal of another grid or version", "that of this grid")
            .withAdvice("Maybe remove the folder " + folder + " to begin anew.");
      }
      for (String line : lines.subList(1, lines.size())) {
        JsonNode node = MAPPER.readTree(line);
        List<String> names = new ArrayList<>();
        node.path("certificates").forEach(n -> names.add(n.asText()));
        if (names.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)))) {
          done.put(node.path("cell").asText(), names);
        }
      }
      if (whole.length() < text.length()) {
        WholeFiles.write(journal, whole.getBytes(StandardCharsets.UTF_8));
      }
      return head.path("date").asText();
    } catch (JsonProcessingException e) {
      throw BadInputException.file(journal.toString(), e.getOriginalMessage(), "a journal")
          .withAdvice("Maybe remove the folder " + folder + " to begin anew.");
    } catch (IOException e) {
      throw BadInputException.file(journal.toString(), "nothing readable", "a journal");
    }
  }

  /**
   * Computes what is missing and adds all to the results; the index is saved now and then, and at
   * the end. A finished sweep removes its journal.
   *
   * @param verifyThreads for the verification of what was found
   */
  public Outcome run(
      Workers workers, int verifyThreads, Progress progress, BooleanSupplier cancelled) {
    List<SweepCell> cells = file.cells();
    List<SweepCell> missing = cells.stream().filter(c -> !done.containsKey(c.key())).toList();
    int resumed = cells.size() - missing.size();
    finished = resumed;
    progress.report(resumed, cells.size(), 0);
    try {
      addFinished(verifyThreads);
      workers.run(
          new Shared(new ArrayList<>(missing), version, date, cancelled),
          missing.size(),
          Shared::compute,
          (number, result) -> {
            if (cancelled.getAsBoolean()) {
              // A cell that may have been cut short is computed again.
              return;
            }
            keep(missing.get(number), result);
            finished++;
            addFinished(verifyThreads);
            progress.report(finished, cells.size(), improved);
          },
          cancelled);
    } finally {
      index.save();
    }
    if (added == cells.size()) {
      removeJournal();
    }
    return new Outcome(cells.size(), finished, resumed, improved);
  }

  /** Writes the certificates of a cell, then its line of the journal. */
  private void keep(SweepCell cell, CellResult result) {
    result
        .files()
        .forEach(
            (name, text) ->
                WholeFiles.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8)));
    ObjectNode line = MAPPER.createObjectNode().put("cell", cell.key());
    ArrayNode names = line.putArray("certificates");
    result.certificates().forEach(names::add);
    try {
      Files.writeString(
          folder.resolve(JOURNAL), line + "\n", StandardOpenOption.APPEND, StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw BadInputException.file(
          folder.resolve(JOURNAL).toString(), "no way to write", "a place that can be written");
    }
    done.put(cell.key(), result.certificates());
  }

  /** Adds the cells from the first one that has not been added up to the first unfinished one. */
  private void addFinished(int threads) {
    while (added < file.cells().size() && done.containsKey(file.cells().get(added).key())) {
      for (String name : done.get(file.cells().get(added).key())) {
        Path certificate = folder.resolve(name);
        ResultIndex.Added outcome = index.add(CertificateReader.read(certificate), folder, threads);
        if (outcome.change() == ResultIndex.Change.REJECTED) {
          throw BadInputException.file(certificate.toString(), outcome.reason(), "a certificate");
        }
        improved += outcome.isGain() ? 1 : 0;
      }
      added++;
      if (added % SAVED_EVERY == 0) {
        index.save();
      }
    }
  }

  private void removeJournal() {
    try (Stream<Path> files = Files.walk(folder)) {
      // First of all, for without it there is nothing to go on with.
      Files.delete(folder.resolve(JOURNAL));
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw BadInputException.file(folder.toString(), e.getMessage(), "a folder to remove");
    }
  }
}
