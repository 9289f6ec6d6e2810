package constellations.solver.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.format.WholeFiles;
import constellations.solver.loss.Ranking;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** The runs of an experiment beside published numbers and the optimum, as one table. */
public final class ExperimentTable {
  /** The heads of the columns. */
  private static final List<String> HEADER =
      List.of("run", "gap", "+-", "best", "published", "at least", "at most");

  private static final int DIGITS = 15;

  /** The heads of what comes after these where matches are ranked. */
  private static final String RECALL = "recall@1";

  private static final List<String> RANKING = List.of(RECALL, "E(s)");

  private static final String XI = "xi";

  private final String title;
  private final String source;
  private final List<String> more;
  private final List<String[]> table = new ArrayList<>();
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final ArrayNode rows;

  /**
   * An empty table.
   *
   * @param source of the published numbers
   * @param ranked whether the best run's ranking of matches is shown as well
   * @param xi whether xi of the best run is
   */
  public ExperimentTable(String title, String source, boolean ranked, boolean xi) {
    this.more =
        Stream.concat(ranked ? RANKING.stream() : Stream.of(), xi ? Stream.of(XI) : Stream.of())
            .toList();
    this.title = title;
    this.source = source;
    json.put("title", title).put("source", source);
    this.rows = json.putArray("runs");
  }

  /** The heads of the columns of this table. */
  public List<String> header() {
    return Stream.concat(HEADER.stream(), more.stream()).toList();
  }

  /**
   * What is known of the largest margin.
   *
   * @param reached a margin that a certificate proves to exist
   * @param upper a margin that none exceeds
   */
  public record Optimum(Optional<BigFraction> reached, BigFraction upper) {
    /** A gap that exists, rounded down, or empty. */
    private String gap() {
      return reached
          .map(margin -> Rationals.floor(margin.multiply(2), DIGITS).toPlainString())
          .orElse("");
    }
  }

  /**
   * Adds the runs of a setting.
   *
   * @param arguments the options of {@code train}
   * @param published a number from elsewhere, or empty
   * @return the row as it is shown
   */
  public String[] add(
      String name, String arguments, String published, Runs runs, Optional<Optimum> optimum) {
    boolean locked = runs.settings().locked();
    String upper = locked ? meanUpper(runs) : optimum.map(ExperimentTable::upper).orElse("");
    String lower = locked ? "" : optimum.map(Optimum::gap).orElse("");
    double best = 2 * runs.best().last().margin();
    ObjectNode row = rows.addObject();
    row.put("name", name).put("arguments", arguments);
    row.put("gap", decimal(runs.meanGap()));
    row.put("deviation", decimal(runs.gapDeviation()));
    row.put("best", decimal(best));
    row.put("repeats", runs.outcomes().size());
    row.put("published", published);
    row.put("certifiedLower", lower);
    row.put("meanUpper", upper);
    row.put("xi", decimal(runs.best().last().xi()));
    ArrayNode history = row.putArray("history");
    for (Point point : runs.best().history()) {
      history.addArray().add(point.epoch()).add((float) (2 * point.margin()));
    }
    Ranking ranking = runs.best().last().ranking();
    row.put("recallAt1", decimal(ranking.recallAt1())).put("success", decimal(ranking.success()));
    List<String> cells = new ArrayList<>();
    Collections.addAll(
        cells,
        name,
        four(runs.meanGap()),
        four(runs.gapDeviation()),
        four(best),
        published,
        lower.substring(0, Math.min(6, lower.length())),
        upper);
    more.forEach(
        head ->
            cells.add(
                four(
                    switch (head) {
                      case XI -> runs.best().last().xi();
                      case RECALL -> ranking.recallAt1();
                      default -> ranking.success();
                    })));
    String[] shown = cells.toArray(String[]::new);
    table.add(shown);
    return shown;
  }

  private static String upper(Optimum optimum) {
    return Rationals.ceiling(optimum.upper().multiply(2), 4).toPlainString();
  }

  /** The best second modality for each first one: the mean of these bounds, rounded up. */
  private static String meanUpper(Runs runs) {
    OptionalDouble mean =
        runs.outcomes().stream()
            .flatMap(outcome -> runs.lockedOptimum(outcome, () -> false).stream())
            .mapToDouble(x -> x)
            .average();
    return mean.isEmpty()
        ? ""
        : new BigDecimal(mean.getAsDouble()).setScale(4, RoundingMode.CEILING).toPlainString();
  }

  /** A number in double precision with 15 digits. */
  public static String decimal(double x) {
    return Double.isFinite(x)
        ? new BigDecimal(x).round(new MathContext(15)).toPlainString()
        : String.valueOf(x);
  }

  private static String four(double x) {
    return String.format(Locale.ROOT, "%.4f", x);
  }

  /** For programs. */
  public ObjectNode json() {
    return json;
  }

  /** What the columns are. */
  public String legend() {
    return "Gaps 2m; mean, standard deviation and best of the repeats. Published: "
        + source
        + ". At least: a gap that a certificate proves to exist, rounded down. At most: what none"
        + " exceeds, rounded up; for a locked first modality the mean over the repeats of what no"
        + " second one exceeds.";
  }

  /** Writes the table as Markdown and JSON. */
  public void write(Path folder, String name) {
    StringBuilder text = new StringBuilder("# " + title + "\n\n");
    text.append(legend()).append("\n\n");
    text.append("| ").append(String.join(" | ", header())).append(" |\n");
    text.append("| --- ".repeat(header().size())).append("|\n");
    for (String[] row : table) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
    }
    WholeFiles.write(
        folder.resolve(name + ".md"), text.toString().getBytes(StandardCharsets.UTF_8));
    WholeFiles.write(
        folder.resolve(name + ".json"),
        (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
