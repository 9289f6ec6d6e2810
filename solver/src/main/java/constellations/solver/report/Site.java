package constellations.solver.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.solver.dimension.Instances.Instance;
import constellations.solver.dimension.Query;
import constellations.solver.format.WholeFiles;
import constellations.solver.results.Entry;
import constellations.solver.results.NeededCell;
import constellations.solver.results.ResultIndex;
import constellations.solver.run.Stopped;
import constellations.solver.table.Grid;
import constellations.solver.table.TableFiles;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Parallel;
import constellations.verify.exact.Rationals;
import constellations.verify.points.ConstellationCertificate;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A static site of all results, which needs nothing but its own files: the question with a form,
 * tables, a page for each entry, figures.
 */
public final class Site {
  private static final BigInteger ASKED = BigInteger.TEN.pow(10);
  private static final int MOST_EXPONENT = 12;

  private final AtomicInteger pages = new AtomicInteger();
  private final ResultIndex index;
  private final List<Instance> models;
  private final Path whole;
  private final Path out;
  private final BooleanSupplier stop;
  private final Templates templates;

  /**
   * Prepares.
   *
   * @param models marked in the figures
   * @param version of the program
   * @param folder of the site, in which files appear when all of them are made
   * @param stop ends the work between pages
   */
  public Site(
      ResultIndex index, List<Instance> models, String version, Path folder, BooleanSupplier stop) {
    this.index = index;
    this.models = models;
    this.whole = folder.toAbsolutePath();
    this.out =
        whole.resolveSibling(
            "." + whole.getFileName() + "-" + ProcessHandle.current().pid() + ".tmp");
    this.stop = stop;
    this.templates =
        new Templates(
            Map.of(
                "root",
                "",
                "count",
                index.entries().size(),
                "version",
                "constellation " + version));
  }

  /**
   * Writes the site.
   *
   * @param progress is told how many entries have their page
   * @return how many pages it has
   * @throws Stopped if it was stopped; the folder is then as it was
   */
  public int write(int threads, IntConsumer progress) {
    try {
      make(threads, progress);
      WholeFiles.moveAll(out, whole);
      return pages.get();
    } finally {
      WholeFiles.removeAll(out);
    }
  }

  private void make(int threads, IntConsumer progress) {
    for (String name : List.of("site.css", "question.js", "sphere.js")) {
      write(name, Templates.resource(name));
    }
    List<Entry> entries = index.entries();
    write("data.js", SiteData.script(entries));
    start();
    for (String name :
        List.of("bounds", "three-point", "three-point-sizes", "kissing", "margins", "dimension")) {
      table(name);
    }
    figures();
    training();
    page("entries.html", "entries", Map.of("title", "All entries", "entries", list(entries)));
    copyData();
    Parallel.map(
        entries.size(),
        threads,
        i -> {
          Entry entry = entries.get(i);
          page("entries/" + entry.id() + ".html", "entry", EntryPage.values(index, entry));
          progress.accept(i);
          return i;
        });
  }

  private void write(String name, String text) {
    WholeFiles.write(out.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private void page(String file, String template, Map<String, Object> values) {
    if (stop.getAsBoolean()) {
      throw new Stopped();
    }
    String text;
    synchronized (templates) {
      text = templates.page(template, values);
    }
    write(file, text);
    pages.incrementAndGet();
  }

  private void start() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Instance model : models) {
      NeededCell.Ends ends =
          NeededCell.ends(index, new Query(ASKED, model.margin(), model.bias(), 2).demand());
      String needed =
          ends.lower().map(NeededCell.End::dimension).orElse("1")
              + " to "
              + ends.upper().map(NeededCell.End::dimension).orElse("unknown");
      rows.add(
          Map.of(
              "name", model.name(),
              "margin", decimal(model.margin()),
              "bias", decimal(model.bias()),
              "needed", needed,
              "used", Optional.ofNullable(model.dimensionUsed()).map(String::valueOf).orElse("")));
    }
    page(
        "index.html",
        "index",
        Map.of("title", "How many dimensions do N pairs need?", "models", rows));
  }

  private static String decimal(BigFraction x) {
    return Rationals.floor(x, 12).stripTrailingZeros().toPlainString();
  }

  /** The page of a table that the folder of results has. */
  private void table(String name) {
    Optional<Grid> grid = TableFiles.read(index.folder(), name);
    if (grid.isEmpty()) {
      page(
          name + ".html",
          "table",
          Map.of(
              "title", "No such table",
              "note", "These results have no table of this name; see: constellation table --help",
              "corner", ""));
      return;
    }
    Grid table = grid.get();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Grid.Row row : table.rows()) {
      List<Map<String, Object>> cells = new ArrayList<>();
      for (Grid.Cell cell : row.cells()) {
        Map<String, Object> values = new HashMap<>();
        List<Map<String, Object>> texts = new ArrayList<>();
        int length = 0;
        for (Grid.Value value : cell.values()) {
          Map<String, Object> text = new HashMap<>();
          text.put("text", value.text());
          text.put("tier", value.tier() == null ? null : value.tier().toString());
          texts.add(text);
          length += value.text().length();
        }
        values.put("values", texts);
        values.put("meets", cell.meets());
        values.put("long", length > 40);
        values.put(
            "link",
            cell.link() != null && index.find(cell.link()).isPresent() ? cell.link() : null);
        cells.add(values);
      }
      rows.add(Map.of("heading", row.heading(), "cells", cells));
    }
    page(
        name + ".html",
        "table",
        Map.of(
            "title", table.title(),
            "note", table.note(),
            "corner", table.corner(),
            "columns", table.columns(),
            "rows", rows,
            "files", TableFiles.ENDINGS.stream().map(e -> name + "." + e).toList()));
  }

  private void figures() {
    List<Entry> explicit =
        index.entries().stream()
            .filter(
                e ->
                    e.claim() instanceof ConstellationClaim.Exists
                        && e.kind().equals(ConstellationCertificate.KIND))
            .toList();
    RegionFigure region = new RegionFigure(models, explicit);
    List<Map<String, Object>> charts = new ArrayList<>();
    BoundPlots.Chart margin = BoundPlots.rates(BigFraction.of(3, 10), message -> {});
    charts.add(chart("Bounds against the margin", "rates.csv", margin));
    if (!models.isEmpty()) {
      Instance model = models.get(0);
      BoundPlots.Chart pairs =
          BoundPlots.pairs(model.margin(), model.bias(), 3, 24, Optional.empty(), message -> {});
      charts.add(chart("Bounds against the dimension", "pairs.csv", pairs));
      List<BoundPlots.Needed> known = needed(model);
      if (known.stream().anyMatch(point -> point.upper().isPresent())) {
        BoundPlots.Chart needed =
            BoundPlots.needed(
                model.name(),
                model.margin(),
                model.bias(),
                Optional.ofNullable(model.dimensionUsed()),
                known);
        charts.add(chart("Needed dimension against the number of pairs", "needed.csv", needed));
      }
    }
    page(
        "figures.html",
        "figures",
        Map.of(
            "title",
            "Figures",
            "region",
            region.toString(),
            "regionData",
            region.data(),
            "charts",
            charts));
  }

  /** What the results say of 10^2 to 10^12 pairs. */
  private List<BoundPlots.Needed> needed(Instance model) {
    List<BoundPlots.Needed> points = new ArrayList<>();
    for (int exponent = 2; exponent <= MOST_EXPONENT; exponent++) {
      Query query = new Query(BigInteger.TEN.pow(exponent), model.margin(), model.bias(), 2);
      NeededCell.Ends ends = NeededCell.ends(index, query.demand());
      points.add(new BoundPlots.Needed(exponent, number(ends.lower()), number(ends.upper())));
    }
    return points;
  }

  private static OptionalLong number(Optional<NeededCell.End> end) {
    return end.map(e -> OptionalLong.of(Long.parseLong(e.dimension())))
        .orElse(OptionalLong.empty());
  }

  private Map<String, Object> chart(String heading, String file, BoundPlots.Chart chart) {
    write("data/" + file, chart.csv());
    return Map.of("heading", heading, "svg", chart.svg(), "file", file);
  }

  private void training() {
    Path folder = index.folder().resolve("training");
    List<Map<String, Object>> experiments = new ArrayList<>();
    for (Path file : list(folder)) {
      if (!file.toString().endsWith(".json")) {
        continue;
      }
      try {
        JsonNode json = new JsonMapper().readTree(Files.readAllBytes(file));
        String name = file.getFileName().toString();
        write("data/" + name, json.toPrettyString());
        Map<String, Object> values = new HashMap<>();
        values.put("name", json.path("title").asText(name));
        values.put("file", name);
        Path picture = folder.resolve(name.replaceFirst("\\.json$", ".svg"));
        boolean runs = json.has("runs") || !Files.exists(picture);
        values.put(
            "chart", runs ? TrainingFigures.gaps(json.path("runs")) : Files.readString(picture));
        values.put("runs", runs);
        values.put("about", runs ? "" : json.path("source").asText());
        values.put("curves", runs ? TrainingFigures.curves(json.path("runs")) : null);
        experiments.add(values);
      } catch (IOException e) {
        throw BadInputException.file(file.toString(), e.getMessage(), "results of training");
      }
    }
    page("training.html", "training", Map.of("title", "Training", "experiments", experiments));
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw BadInputException.file(folder.toString(), e.getMessage(), "a readable folder");
    }
  }

  private List<Map<String, Object>> list(List<Entry> entries) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Entry entry : entries) {
      rows.add(
          Map.of(
              "id", entry.id(),
              "text", entry.text(),
              "method", entry.provenance().method(),
              "date", entry.provenance().date()));
    }
    return rows;
  }

  /** Index, schema, tables and certificates. */
  private void copyData() {
    try {
      for (Path file : list(index.folder())) {
        if (Files.isRegularFile(file) && !Files.isHidden(file)) {
          WholeFiles.write(
              out.resolve("data").resolve(file.getFileName()), Files.readAllBytes(file));
        }
      }
      for (Path file : list(index.certificates())) {
        if (Files.isRegularFile(file)) {
          WholeFiles.write(
              out.resolve(ResultIndex.CERTIFICATES).resolve(file.getFileName()),
              Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw BadInputException.file(index.folder().toString(), e.getMessage(), "readable results");
    }
  }
}
