package constellations.solver.cli.contrast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.solver.cli.options.CommonOptions;
import constellations.solver.cli.options.ExitCode;
import constellations.solver.format.Exact;
import constellations.solver.format.WholeFiles;
import constellations.solver.negatives.ConsistencyCurve;
import constellations.solver.negatives.GapRates;
import constellations.solver.negatives.MixtureExperiment;
import constellations.solver.negatives.Slope;
import constellations.solver.report.LinesFigure;
import constellations.solver.report.LinesFigure.Line;
import constellations.solver.report.LinesFigure.Panel;
import constellations.solver.run.ProgressLine;
import constellations.verify.claim.Fields;
import constellations.verify.exact.BadInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Experiments on how many negatives are worth having, as a table, JSON and a picture. */
public final class NegativesExperiment {
  private static final String RATES = "gap-rates";
  private static final String MIXTURE = "mixture";
  private static final String CONSISTENCY = "consistency";

  /** Of temperatures and noise: exponentials of scores neither overflow nor vanish. */
  private static final double LEAST = 0.01;

  private static final double MOST = 100;

  /** Of a population and its class of scores. */
  private static final double MOST_NUMBERS = 2e8;

  private final Fields fields;
  private final String name;
  private final CommonOptions common;

  /** Of an instance file. */
  public NegativesExperiment(JsonNode content, Path file, CommonOptions common) {
    this.fields = Fields.of(content, "experiment");
    this.name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    this.common = common;
  }

  /** Does it, prints it and writes it; returns the exit code. */
  public int run(BooleanSupplier cancelled) {
    return switch (fields.text("experiment")) {
      case RATES -> rates(cancelled);
      case MIXTURE -> mixture(cancelled);
      case CONSISTENCY -> consistency(cancelled);
      default ->
          throw BadInputException.argument(
              "experiment",
              fields.text("experiment"),
              RATES + ", " + MIXTURE + " or " + CONSISTENCY);
    };
  }

  private int within(String field, int least, int most) {
    int value = fields.integer(field);
    if (value < least || value > most) {
      throw BadInputException.argument(field, value, least + " to " + most);
    }
    return value;
  }

  private double positive(String field) {
    double value = fields.rational(field).doubleValue();
    if (!(value >= LEAST && value <= MOST)) {
      throw BadInputException.argument(field, value, LEAST + " to " + MOST);
    }
    return value;
  }

  private List<Integer> list(String field, int least, int most) {
    List<Integer> values = fields.integers(field);
    if (values.isEmpty()) {
      throw BadInputException.argument(field, "no number", "at least one");
    }
    for (int value : values) {
      if (value < least || value > most) {
        throw BadInputException.argument(field, value, least + " to " + most);
      }
    }
    return values;
  }

  private int rates(BooleanSupplier cancelled) {
    fields.only(
        "experiment", "title", "source", "population", "scores", "temperature", "repeats", "sizes");
    List<Integer> sizes = list("sizes", 1, 100_000);
    if (sizes.stream().distinct().count() < 3) {
      throw BadInputException.argument("sizes", sizes, "at least three, for a slope");
    }
    GapRates.Setting setting =
        new GapRates.Setting(
            within("population", 2, 4000),
            within("scores", 1, 1000),
            positive("temperature"),
            within("repeats", 1, 100_000),
            sizes);
    double numbers = (double) setting.population() * setting.population() * setting.scores();
    if (numbers > MOST_NUMBERS) {
      throw BadInputException.argument(
          "population and scores", numbers, "population^2 scores at most " + MOST_NUMBERS);
    }
    GapRates found;
    try (ProgressLine progress = common.progress(name, 1)) {
      found =
          GapRates.of(
              setting,
              common.seed(),
              common.threads(),
              what -> progress.step(0, sizes.size(), " " + what),
              cancelled);
    }
    if (cancelled.getAsBoolean()) {
      return stopped();
    }
    List<Curve> curves =
        List.of(
            new Curve("L - E L_m, m own negatives", "-1", found.own()),
            new Curve("bound tau Var X/(2 m lo^2)", "-1", found.ownBound()),
            new Curve("sup |L_m - L|, m shared", "-0.5", found.shared()),
            new Curve("sup |L_n - L|, n anchors", "-0.5", found.anchors()));
    List<String> text = new ArrayList<>();
    ObjectNode json = head();
    ArrayNode rows = json.putArray("curves");
    StringBuilder header =
        new StringBuilder("| gap, and its size for m or n of | paper | slope | 95 % |");
    sizes.forEach(size -> header.append(' ').append(size).append(" |"));
    text.add(header.toString());
    text.add("| --- ".repeat(sizes.size() + 4) + "|");
    for (Curve curve : curves) {
      Slope slope = Slope.of(curve.points());
      StringBuilder line = new StringBuilder("| " + curve.name() + " | " + curve.paper());
      line.append(String.format(Locale.ROOT, " | %.3f | +- %.3f |", slope.slope(), slope.error()));
      ObjectNode row = rows.addObject().put("name", curve.name()).put("paper", curve.paper());
      row.put("slope", Exact.plain(slope.slope())).put("error", Exact.plain(slope.error()));
      ArrayNode points = row.putArray("points");
      for (Slope.Point point : curve.points()) {
        line.append(String.format(Locale.ROOT, " %.3g |", point.y()));
        points.addArray().add(point.x()).add((float) point.y());
      }
      text.add(line.toString());
    }
    List<Line> lines =
        curves.stream()
            .map(c -> new Line(c.name(), c.name().startsWith("bound"), c.drawn()))
            .toList();
    Panel panel =
        new Panel(
            "Gap of the contrastive loss", "number of negatives, or anchors", "gap", true, lines);
    return written(json, text, List.of(panel));
  }

  /** A curve, and the exponent that the paper's rate has. */
  private record Curve(String name, String paper, List<Slope.Point> points) {
    List<LinesFigure.Point> drawn() {
      return points.stream().map(p -> new LinesFigure.Point(p.x(), p.y())).toList();
    }
  }

  private int mixture(BooleanSupplier cancelled) {
    fields.only(
        "experiment",
        "title",
        "source",
        "labels",
        "features",
        "noise",
        "dimension",
        "temperature",
        "pairs",
        "percent",
        "repeats",
        "fresh");
    MixtureExperiment.Setting setting =
        new MixtureExperiment.Setting(
            within("labels", 2, 1000),
            within("features", 1, 1000),
            positive("noise"),
            within("dimension", 2, 1000),
            positive("temperature"),
            list("pairs", 2, 20_000),
            list("percent", 1, 100),
            within("repeats", 1, 1000),
            within("fresh", 2, 10_000));
    MixtureExperiment found;
    try (ProgressLine progress = common.progress(name, 1)) {
      found =
          MixtureExperiment.of(
              setting,
              common.seed(),
              common.threads(),
              what -> progress.step(0, 1, " " + what),
              cancelled);
    }
    ObjectNode json = head();
    json.put("bestSuccess", Exact.plain(found.bestSuccess()));
    json.put("bestLoss", Exact.plain(found.bestLoss()));
    List<String> text = new ArrayList<>();
    text.add(
        String.format(
            Locale.ROOT,
            "The best score has E* = %.4f and L* = %.4f on the fresh pairs.",
            found.bestSuccess(),
            found.bestLoss()));
    text.add("");
    text.add("| n | m/n | m | negatives | E(s) | +- | mean 1/rank | L | gap | share of the gain |");
    text.add("| --- ".repeat(10) + "|");
    ArrayNode rows = json.putArray("rows");
    for (MixtureExperiment.Row row : found.rows()) {
      double share = found.share(row);
      text.add(
          String.format(
              Locale.ROOT,
              "| %d | %d %% | %d | %s | %.4f | %.4f | %.4f | %.4f | %.4f | %s |",
              row.pairs(),
              row.percent(),
              row.negatives(),
              way(row),
              row.success(),
              row.deviation(),
              row.reciprocalRank(),
              row.loss(),
              row.gap(),
              Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share)));
      rows.addObject()
          .put("pairs", row.pairs())
          .put("negatives", row.negatives())
          .put("way", way(row))
          .put("success", Exact.plain(row.success()))
          .put("deviation", Exact.plain(row.deviation()))
          .put("reciprocalRank", Exact.plain(row.reciprocalRank()))
          .put("loss", Exact.plain(row.loss()))
          .put("gap", Exact.plain(row.gap()))
          .put("shareOfGain", Double.isNaN(share) ? "" : Exact.plain(share));
    }
    if (cancelled.getAsBoolean()) {
      text.forEach(common::say);
      return stopped();
    }
    List<Panel> panels = new ArrayList<>();
    panels.add(
        new Panel(
            "Retrieval of fresh pairs", "m/n in %", "E(s)", false, lines(setting, found, false)));
    panels.add(
        new Panel(
            "Generalisation gap", "m/n in %", "|L - L_m,n|", true, lines(setting, found, true)));
    return written(json, text, panels);
  }

  private int consistency(BooleanSupplier cancelled) {
    fields.only("experiment", "title", "source", "anchors", "items", "temperature");
    ConsistencyCurve found =
        ConsistencyCurve.of(
            within("anchors", 1, 1000),
            within("items", 2, 1000),
            positive("temperature"),
            common.seed(),
            cancelled);
    if (cancelled.getAsBoolean()) {
      return stopped();
    }
    ObjectNode json = head();
    ArrayNode rows = json.putArray("points");
    List<String> text = new ArrayList<>();
    text.add("| L - L* | E* - E(s) | envelope | best constant | paper's bound |");
    text.add("| --- ".repeat(5) + "|");
    for (ConsistencyCurve.Point point : found.points()) {
      text.add(
          String.format(
              Locale.ROOT,
              "| %.3g | %.3g | %.3g | %.3g | %.3g |",
              point.excess(),
              point.deficit(),
              point.envelope(),
              point.sharpBound(),
              point.klBound()));
      rows.addObject()
          .put("excess", Exact.plain(point.excess()))
          .put("deficit", Exact.plain(point.deficit()))
          .put("envelope", Exact.plain(point.envelope()))
          .put("sharpBound", Exact.plain(point.sharpBound()))
          .put("klBound", Exact.plain(point.klBound()));
    }
    List<Line> lines =
        List.of(
            curve("E* - E(s)", false, found, ConsistencyCurve.Point::deficit),
            curve("exact envelope", true, found, ConsistencyCurve.Point::envelope),
            curve("best constant, 2/3", true, found, ConsistencyCurve.Point::sharpBound),
            curve("the paper's, 2", true, found, ConsistencyCurve.Point::klBound));
    Panel panel =
        new Panel(
            "What retrieval lacks along gradient descent", "L(s) - L*", "E* - E(s)", true, lines);
    return written(json, text, List.of(panel));
  }

  private static Line curve(
      String name,
      boolean dashed,
      ConsistencyCurve found,
      ToDoubleFunction<ConsistencyCurve.Point> of) {
    return new Line(
        name,
        dashed,
        found.points().stream()
            .filter(point -> of.applyAsDouble(point) > 0)
            .map(point -> new LinesFigure.Point(point.excess(), of.applyAsDouble(point)))
            .toList());
  }

  private static String way(MixtureExperiment.Row row) {
    return row.negatives() == row.pairs() ? "all" : row.shared() ? "shared" : "own";
  }

  private static List<Line> lines(
      MixtureExperiment.Setting setting, MixtureExperiment found, boolean gap) {
    List<Line> lines = new ArrayList<>();
    for (int n : setting.pairs()) {
      for (boolean shared : new boolean[] {false, true}) {
        Predicate<MixtureExperiment.Row> wanted =
            r -> r.pairs() == n && (r.shared() == shared || r.negatives() == n);
        List<LinesFigure.Point> points =
            found.rows().stream()
                .filter(wanted)
                .map(r -> new LinesFigure.Point(r.percent(), gap ? r.gap() : r.success()))
                .toList();
        lines.add(new Line("n = " + n + (shared ? ", shared" : ", own"), false, points));
      }
    }
    if (!gap) {
      int least = setting.percent().stream().mapToInt(p -> p).min().orElse(1);
      lines.add(
          new Line(
              "the best score",
              true,
              List.of(
                  new LinesFigure.Point(least, found.bestSuccess()),
                  new LinesFigure.Point(100, found.bestSuccess()))));
    }
    return lines;
  }

  private ObjectNode head() {
    return CommonOptions.object()
        .put("title", fields.text("title"))
        .put("source", fields.text("source"));
  }

  private int stopped() {
    common.warn("Stopped before " + name + " was done; nothing is written.");
    return ExitCode.STOPPED;
  }

  private int written(ObjectNode json, List<String> text, List<Panel> panels) {
    Path folder = common.certificates();
    String page =
        "# "
            + fields.text("title")
            + "\n\n"
            + fields.text("source")
            + "\n\n"
            + String.join("\n", text)
            + "\n";
    write(folder.resolve(name + ".md"), page);
    write(folder.resolve(name + ".json"), json.toPrettyString() + "\n");
    write(folder.resolve(name + ".svg"), LinesFigure.svg(fields.text("title"), panels));
    List<String> lines = new ArrayList<>(List.of(fields.text("title"), fields.text("source")));
    lines.addAll(text);
    lines.add("written: " + folder.resolve(name + ".md") + ", .json, .svg");
    return common.answer(json, lines);
  }

  private static void write(Path file, String text) {
    WholeFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
