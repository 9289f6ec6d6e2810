package constellations.solver.cli.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.solver.cli.contrast.NegativesExperiment;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.Exact;
import constellations.solver.results.PairCell;
import constellations.solver.results.ResultIndex;
import constellations.solver.train.ExperimentTable;
import constellations.solver.train.Runs;
import constellations.solver.train.Settings;
import constellations.verify.Verifier;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine;

/** The runs of an instance file, each given by options of {@code train}, as one table. */
final class TrainingExperiment {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Path file;
  private final CommonOptions common;

  TrainingExperiment(Path file, CommonOptions common) {
    this.file = file;
    this.common = common;
  }

  /**
   * A run.
   *
   * @param published a number from elsewhere, or empty
   * @param optimum what the results say of the largest margin, if they are named
   */
  private record Prepared(
      String name,
      String arguments,
      TrainCommand command,
      String published,
      Optional<PairCell> optimum) {}

  /** Does all runs, prints them and writes them; returns the exit code. */
  int run(BooleanSupplier cancelled) {
    JsonNode content;
    try {
      content = MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "nothing readable", "an experiment in JSON");
    }
    if (content.has("experiment")) {
      try {
        return new NegativesExperiment(content, file, common).run(cancelled);
      } catch (BadInputException e) {
        throw e.inFile(file.toString());
      }
    }
    if (!content.path("runs").isArray() || content.path("runs").isEmpty()) {
      throw BadInputException.file(file.toString(), "no runs", "a list of runs");
    }
    List<Prepared> all = new ArrayList<>();
    ResultIndex results =
        content.hasNonNull("results")
            ? ResultIndex.open(
                file.toAbsolutePath().getParent().resolve(content.path("results").asText()))
            : null;
    content.path("runs").forEach(run -> all.add(prepared(run, results)));
    ExperimentTable table =
        new ExperimentTable(
            content.path("title").asText(),
            content.path("source").asText(),
            all.stream().anyMatch(run -> run.command().settings().negatives().isPresent()),
            content.path("xi").asBoolean());
    if (!common.json()) {
      common.say(content.path("title").asText());
      print(table.header().toArray(String[]::new));
    }
    boolean whole = true;
    for (Prepared prepared : all) {
      Runs runs = prepared.command().train(common, cancelled);
      if (runs.cut()) {
        common.warn("Stopped before " + prepared.name() + " was done.");
        whole = false;
        break;
      }
      String[] row =
          table.add(
              prepared.name(),
              prepared.arguments(),
              prepared.published(),
              runs,
              prepared
                  .optimum()
                  .map(o -> new ExperimentTable.Optimum(reached(o), o.upper().margin())));
      if (!common.json()) {
        print(row);
      }
    }
    if (whole) {
      String name = file.getFileName().toString().replaceFirst("\\.json$", "");
      Path folder = common.certificates();
      table.write(folder, name);
      if (!common.json()) {
        common.say(table.legend());
        common.say("written: " + folder.resolve(name + ".md") + ", .json");
      }
    }
    if (common.json()) {
      common.print(table.json());
    }
    return whole ? ExitCode.DONE : ExitCode.STOPPED;
  }

  private static Optional<BigFraction> reached(PairCell cell) {
    return cell.lower().map(PairCell.Reached::margin);
  }

  private Prepared prepared(JsonNode run, ResultIndex results) {
    TrainCommand command = new TrainCommand();
    String text = run.path("arguments").asText();
    try {
      CommandLine line = new CommandLine(command);
      line.registerConverter(Exact.class, Exact::new);
      line.parseArgs(text.strip().split("\\s+"));
    } catch (CommandLine.ParameterException e) {
      throw BadInputException.file(file.toString(), text, "options of train")
          .withAdvice("Maybe this is wrong: " + e.getMessage().replaceAll("\\s+", " "));
    }
    try {
      command.validate();
    } catch (BadInputException e) {
      throw e.inFile(file.toString());
    }
    return new Prepared(
        run.path("name").asText(),
        text,
        command,
        run.path("published").asText(""),
        results == null ? Optional.empty() : Optional.of(optimum(command, results)));
  }

  /**
   * What the results say of the largest gap. A fixed bias is that of the loss: gaps are those of
   * the vectors, at the bias that suits them best, so that the bounds over all biases apply.
   */
  private PairCell optimum(TrainCommand command, ResultIndex results) {
    Settings settings = command.settings();
    PairCell cell =
        PairCell.of(
            results,
            settings.dimension(),
            settings.pairs(),
            settings.modalities(),
            Optional.empty());
    cell.lower()
        .ifPresent(
            reached -> {
              Verdict verdict =
                  Verifier.verify(results.certificate(reached.entry()), common.threads());
              if (!verdict.accepted()) {
                throw BadInputException.file(
                    reached.entry().file(), "a rejected certificate", "an accepted one");
              }
            });
    return cell;
  }

  private void print(String[] cells) {
    common.say("%-42s" + " %9s".repeat(cells.length - 1), (Object[]) cells);
  }
}
