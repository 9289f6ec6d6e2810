package constellations.solver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.WholeFiles;
import constellations.solver.results.PairCell;
import constellations.solver.results.ResultIndex;
import constellations.solver.train.SigmoidTraining;
import constellations.solver.train.SigmoidTraining.Outcome;
import constellations.solver.train.SigmoidTraining.Settings;
import constellations.verify.Verifier;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine;

/** The runs of an instance file, each given by options of {@code train}, as one table. */
final class TrainingExperiment {
  private static final int DIGITS = 15;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String[] HEADER = {
    "run", "gap", "+-", "best", "published", "at least", "at most"
  };

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
      Optional<PairCell> optimum) {
    /** A gap that a certificate proves to exist, rounded down, or empty. */
    String certified() {
      return optimum
          .flatMap(PairCell::lower)
          .map(r -> Rationals.floor(r.margin().multiply(2), DIGITS).toPlainString())
          .orElse("");
    }
  }

  /** Does all runs, prints them and writes them; returns the exit code. */
  int run(BooleanSupplier cancelled) {
    JsonNode content;
    try {
      content = MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "nothing readable", "an experiment in JSON");
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
    String title = content.path("title").asText();
    ObjectNode json = CommonOptions.object();
    json.put("title", title).put("source", content.path("source").asText());
    ArrayNode rows = json.putArray("runs");
    List<String[]> table = new ArrayList<>();
    if (!common.json()) {
      common.say(title);
      print(HEADER);
    }
    boolean whole = true;
    for (Prepared prepared : all) {
      TrainCommand.Runs runs = prepared.command().train(cancelled);
      if (runs.cut()) {
        common.warn("Stopped before " + prepared.name() + " was done.");
        whole = false;
        break;
      }
      String[] row = row(prepared, runs, rows.addObject());
      table.add(row);
      if (!common.json()) {
        print(row);
      }
    }
    if (whole) {
      write(title, content.path("source").asText(), table, json);
    }
    if (common.json()) {
      common.print(json);
    }
    return whole ? Main.DONE : Main.STOPPED;
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

  private String[] row(Prepared prepared, TrainCommand.Runs runs, ObjectNode row) {
    SummaryStatistics gaps = runs.gaps();
    String upper = "";
    if (runs.settings().locked()) {
      // The best second modality for each first one; the mean of these bounds.
      SummaryStatistics optima = new SummaryStatistics();
      for (Outcome outcome : runs.outcomes()) {
        TrainCommand.lockedOptimum(runs.settings(), outcome, () -> false)
            .ifPresent(optima::addValue);
      }
      upper =
          optima.getN() == 0
              ? ""
              : new BigDecimal(optima.getMean()).setScale(4, RoundingMode.CEILING).toPlainString();
    } else if (prepared.optimum().isPresent()) {
      BigFraction most = prepared.optimum().get().upper().multiply(2);
      upper = Rationals.ceiling(most, 4).toPlainString();
    }
    row.put("name", prepared.name()).put("arguments", prepared.arguments());
    row.put("gap", TrainCommand.decimal(gaps.getMean()));
    row.put("deviation", TrainCommand.decimal(gaps.getStandardDeviation()));
    row.put("best", TrainCommand.decimal(gaps.getMax()));
    row.put("repeats", runs.outcomes().size());
    row.put("published", prepared.published());
    row.put("certifiedLower", runs.settings().locked() ? "" : prepared.certified());
    row.put("meanUpper", upper);
    row.put("xi", TrainCommand.decimal(runs.best().last().xi()));
    ArrayNode history = row.putArray("history");
    for (SigmoidTraining.Point point : runs.best().history()) {
      history.addArray().add(point.epoch()).add((float) (2 * point.margin()));
    }
    return new String[] {
      prepared.name(),
      four(gaps.getMean()),
      four(gaps.getStandardDeviation()),
      four(gaps.getMax()),
      prepared.published(),
      runs.settings().locked()
          ? ""
          : prepared.certified().substring(0, Math.min(6, prepared.certified().length())),
      upper
    };
  }

  private static String four(double x) {
    return String.format(Locale.ROOT, "%.4f", x);
  }

  private void print(String[] cells) {
    common.say("%-42s %9s %9s %9s %9s %9s %9s", (Object[]) cells);
  }

  private void write(String title, String source, List<String[]> table, ObjectNode json) {
    StringBuilder text = new StringBuilder("# " + title + "\n\n");
    text.append("Gaps 2m; mean, standard deviation and best of the repeats. Published: ");
    text.append(source).append(". At least: a gap that a certificate proves to exist, rounded ");
    text.append(
        "down. At most: what none exceeds, rounded up; for a locked first modality the mean ");
    text.append("over the repeats of what no second one exceeds.\n\n");
    text.append("| ").append(String.join(" | ", HEADER)).append(" |\n");
    text.append("| --- ".repeat(HEADER.length)).append("|\n");
    for (String[] row : table) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
    }
    String name = file.getFileName().toString().replaceFirst("\\.json$", "");
    Path folder = common.out("out");
    WholeFiles.write(
        folder.resolve(name + ".md"), text.toString().getBytes(StandardCharsets.UTF_8));
    WholeFiles.write(
        folder.resolve(name + ".json"),
        (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    if (!common.json()) {
      common.say("written: " + folder.resolve(name + ".md") + ", .json");
    }
  }
}
