package constellations.solver.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import constellations.solver.dimension.Instances.Instance;
import constellations.solver.dimension.Query;
import constellations.solver.format.WholeFiles;
import constellations.solver.results.Entry;
import constellations.solver.results.NeededCell;
import constellations.solver.results.PublishedCodes;
import constellations.solver.results.ResultIndex;
import constellations.solver.run.Stopped;
import constellations.solver.table.Grid;
import constellations.solver.table.TableFiles;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Parallel;
import constellations.verify.exact.Rationals;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A static site of all results, which needs nothing but its own files: the question with a form,
 * tables, a page for each entry, figures.
 */
public final class Site {
  private static final BigInteger ASKED = BigInteger.TEN.pow(10);
  private static final int MOST_EXPONENT = 12;

  /** Kinds that docs/check_certificate.py checks. */
  private static final Set<String> SECOND = Set.of("spherical-code", "constellation", "lp-bound");

  /** The pages of the head, with their names. */
  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  static {
    PAGES.put("index.html", "Question");
    PAGES.put("bounds.html", "Codes");
    PAGES.put("published.html", "Published");
    PAGES.put("kissing.html", "Kissing numbers");
    PAGES.put("margins.html", "Margins");
    PAGES.put("dimension.html", "Needed dimensions");
    PAGES.put("figures.html", "Figures");
    PAGES.put("training.html", "Training");
    PAGES.put("entries.html", "All entries");
  }

  /** Tables of others that ours are compared with. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "bounds",
          "H. Cohn, https://spherical-codes.org and https://dspace.mit.edu/handle/1721.1/142661;"
              + " N. J. A. Sloane, http://neilsloane.com/packings/",
          "kissing",
          "H. Cohn, https://cohn.mit.edu/kissing-numbers",
          "three-point",
          "Bachoc and Vallentin, arXiv 0608426; de Laat and Leijenhorst, arXiv 2001.00256");

  private final AtomicInteger pages = new AtomicInteger();
  private final ResultIndex index;
  private final List<Instance> models;
  private final PublishedCodes published;
  private final Path whole;
  private final Path out;
  private final BooleanSupplier stop;
  private final Templates templates;

  /**
   * Prepares.
   *
   * @param models marked in the figures
   * @param published the best codes of others
   * @param version of the program
   * @param folder of the site, in which files appear when all of them are made
   * @param stop ends the work between pages
   */
  public Site(
      ResultIndex index,
      List<Instance> models,
      PublishedCodes published,
      String version,
      Path folder,
      BooleanSupplier stop) {
    this.index = index;
    this.models = models;
    this.published = published;
    this.whole = folder.toAbsolutePath();
    this.out = whole.resolve(".making-" + ProcessHandle.current().pid() + ".tmp");
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
    boolean there = Files.exists(whole);
    boolean done = false;
    try {
      make(threads, progress);
      WholeFiles.moveAll(out, whole);
      done = true;
      return pages.get();
    } finally {
      WholeFiles.removeAll(there || done ? out : whole);
    }
  }

  private void make(int threads, IntConsumer progress) {
    for (String name :
        List.of("site.css", "question.js", "sphere.js", "entries.js", "check_certificate.py")) {
      write(name, Templates.resource(name));
    }
    List<Entry> entries = index.entries();
    write("data.js", SiteData.script(entries));
    write("entries-data.js", SiteData.entries(entries));
    // Pages beside those of entries, then these: all are independent.
    List<Runnable> others =
        List.of(
            this::figures,
            this::start,
            this::tables,
            () -> page("published.html", "published", PublishedPage.values(index, published)),
            this::training,
            () -> SiteFiles.copy(index, out, stop),
            () -> page("entries.html", "entries", Map.of("title", "All entries")));
    Parallel.map(
        others.size() + entries.size(),
        threads,
        i -> {
          if (i < others.size()) {
            others.get(i).run();
          } else {
            Entry entry = entries.get(i - others.size());
            Map<String, Object> values = EntryPage.values(index, published, entry);
            values.put("second", SECOND.contains(entry.kind()));
            page("entries/" + entry.id() + ".html", "entry", values);
            progress.accept(i);
          }
          return i;
        });
  }

  private void tables() {
    for (String name :
        List.of("bounds", "three-point", "three-point-sizes", "kissing", "margins", "dimension")) {
      table(name);
    }
  }

  private void write(String name, String text) {
    WholeFiles.write(out.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private void page(String file, String template, Map<String, Object> values) {
    if (stop.getAsBoolean()) {
      throw new Stopped();
    }
    String text;
    Map<String, Object> all = new HashMap<>(values);
    all.put(
        "pages",
        PAGES.entrySet().stream()
            .map(
                p ->
                    Map.of(
                        "file", p.getKey(), "name", p.getValue(), "here", p.getKey().equals(file)))
            .toList());
    synchronized (templates) {
      text = templates.page(template, all);
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
              "heading", "No such table",
              "about", "These results have no table of this name; see: constellation table --help",
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
    Map<String, Object> values = new HashMap<>();
    values.put("title", table.title());
    values.put("heading", SourceText.mathematics(table.title()));
    values.put("about", SourceText.mathematics(table.note()));
    values.put("corner", table.corner());
    values.put("columns", table.columns());
    values.put("rows", rows);
    values.put("files", TableFiles.ENDINGS.stream().map(e -> name + "." + e).toList());
    values.put("map", name.equals("bounds") ? GapMap.of(index).orElse(null) : null);
    values.put("others", OTHERS.containsKey(name) ? SourceText.links(OTHERS.get(name)) : null);
    page(name + ".html", "table", values);
  }

  private void figures() {
    RegionFigure region = new RegionFigure(models);
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
    for (Path file : SiteFiles.list(folder)) {
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
}
