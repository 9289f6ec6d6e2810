package constellations.solver.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import constellations.solver.dimension.Instances;
import constellations.solver.dimension.Query;
import constellations.solver.results.Entry;
import constellations.solver.results.NeededCell;
import constellations.solver.results.PublishedCodes;
import constellations.solver.results.ResultIndex;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The site of the project's results in a real browser. */
@Tag("long")
class SiteBrowserTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final int SAMPLE = 10;

  @TempDir static Path site;
  private static Browser browser;
  private static ResultIndex index;

  @BeforeAll
  static void begin() throws Exception {
    Optional<Path> binary = Browser.installed();
    assumeTrue(
        binary.isPresent(), "skipped: no Chromium is installed, so the site was not looked at");
    index = ResultIndex.open(ROOT.resolve("results"));
    List<Instances.Instance> models = Instances.read(ROOT.resolve("instances/siglip.json"));
    new Site(
            index,
            models,
            PublishedCodes.of(ROOT.resolve(PublishedCodes.FILE)),
            "test",
            site,
            () -> false)
        .write(2, i -> {});
    browser = new Browser(binary.get());
    browser.show(1200, 900, false);
  }

  @AfterAll
  static void end() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  private static String url(String page) {
    return site.resolve(page).toUri().toString();
  }

  /** Pages load without complaint or network, and their links lead to files that exist. */
  @Test
  void pagesLoadAndLinksResolve() throws Exception {
    List<String> pages = new ArrayList<>();
    try (Stream<Path> files = Files.list(site)) {
      files
          .filter(f -> f.toString().endsWith(".html"))
          .forEach(f -> pages.add(f.getFileName() + ""));
    }
    assertEquals(11, pages.size(), pages.toString());
    int number = 0;
    for (Entry entry : index.entries()) {
      if (number++ % SAMPLE == 0) {
        pages.add("entries/" + entry.id() + ".html");
      }
    }
    for (String page : pages) {
      assertEquals(List.of(), browser.open(url(page)), page);
      JsonNode links =
          browser.evaluate(
              "[...document.querySelectorAll('a[href], link[href], script[src]')]"
                  + ".map(e => new URL(e.getAttribute('href') || e.getAttribute('src'),"
                  + " document.baseURI).href)");
      assertTrue(links.size() > 5, page);
      for (JsonNode link : links) {
        String target = link.asText().replaceAll("[?#].*", "");
        assertTrue(
            target.startsWith("data:")
                || target.startsWith("http")
                || Files.exists(Path.of(java.net.URI.create(target))),
            page + " links to " + target);
      }
      // What is wide scrolls in itself, the page does not.
      assertTrue(
          browser.evaluate("document.documentElement.scrollWidth <= innerWidth + 1").asBoolean(),
          page);
      assertTrue(browser.evaluate("document.title.length > 3").asBoolean(), page);
    }
  }

  /** The first cells of the entries that a filter leaves, in their order. */
  private static List<String> entries(String query) throws Exception {
    assertEquals(List.of(), browser.open(url("entries.html") + query));
    List<String> texts = new ArrayList<>();
    browser
        .evaluate("[...document.querySelectorAll('#entries tbody th')].map(e => e.textContent)")
        .forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Filters and order come from the address, and go there. */
  @Test
  void entriesAreFilteredAndSorted() throws Exception {
    List<String> codes = entries("?type=code&d=3&n=24");
    assertEquals(1, codes.size(), codes.toString());
    assertTrue(codes.get(0).startsWith("24 points in dimension 3, cosine at most 0.72307"));
    List<String> few = entries("?type=code&d=3&n=20..24&sort=3&down=1");
    assertEquals(5, few.size());
    assertTrue(few.get(0).startsWith("24 points"), few.toString());
    assertTrue(few.get(4).startsWith("20 points"), few.toString());
    browser.evaluate("document.querySelectorAll('button.sort')[2].click()");
    assertTrue(
        browser
            .evaluate("document.querySelector('#entries tbody th').textContent")
            .asText()
            .startsWith("20 points"));
    assertTrue(
        browser.evaluate("location.search").asText().endsWith("n=20..24&sort=3"),
        browser.evaluate("location.search").asText());
    assertTrue(entries("?words=nothing+like+this").isEmpty());
  }

  /** A question in the address is answered, with fractions that no decimal is; and goes there. */
  @Test
  void answersHaveAnAddress() throws Exception {
    assertEquals(List.of(), browser.open(url("index.html") + "?pairs=240&margin=1%2F4&bias=3%2F4"));
    String answer = browser.evaluate("document.getElementById('answer').innerText").asText();
    assertTrue(answer.contains("Needed dimension: exactly 8"), answer);
    assertTrue(answer.contains("constellation dimension --pairs=240 --margin=1/4 --bias=3/4"));
    ask("1e6", "1/7", "-1/9");
    assertEquals(
        "?pairs=1e6&margin=1%2F7&bias=-1%2F9", browser.evaluate("location.search").asText());
  }

  /**
   * No serious fault of accessibility, by axe-core: a file of the npm package that the environment
   * variable AXE names; skipped without it.
   */
  @Test
  void pagesAreAccessible() throws Exception {
    String axe = System.getenv("AXE");
    assumeTrue(axe != null, "skipped: AXE names no axe.min.js");
    String script = Files.readString(Path.of(axe));
    String entry = "entries/" + index.code(3, 24).orElseThrow().id() + ".html";
    for (String page :
        List.of(
            "index.html",
            "bounds.html",
            "published.html",
            "kissing.html",
            "figures.html",
            "training.html",
            "entries.html",
            "dimension.html",
            entry)) {
      assertEquals(List.of(), browser.open(url(page)));
      browser.evaluate(script + "; 0");
      JsonNode faults =
          browser.evaluate(
              "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations"
                  + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
                  + ".map(v => v.id + ' ' + v.nodes.slice(0, 3).map(n => n.html).join(' ')))");
      assertEquals(0, faults.size(), page + ": " + faults);
    }
  }

  /** The page that is shown is marked, and the map leads to the codes of its cells. */
  @Test
  void theMapLeadsToCodes() throws Exception {
    assertEquals(List.of(), browser.open(url("bounds.html")));
    assertEquals(
        "Codes",
        browser.evaluate("document.querySelector('[aria-current=page]').textContent").asText());
    assertEquals(
        "entries/" + index.code(3, 24).orElseThrow().id() + ".html",
        browser
            .evaluate(
                "[...document.querySelectorAll('.map a')].find(a =>"
                    + " a.getAttribute('aria-label').startsWith('24 points in R^3:'))"
                    + ".getAttribute('href')")
            .asText());
  }

  private static String ask(String pairs, String margin, String bias) throws Exception {
    return ask(pairs, margin, bias, "");
  }

  private static String ask(String pairs, String margin, String bias, String dimension)
      throws Exception {
    browser.evaluate(
        String.format(
            "(() => { const f = document.getElementById('question').elements;"
                + " f.pairs.value = '%s'; f.margin.value = '%s'; f.bias.value = '%s';"
                + " f.dimension.value = '%s'; document.querySelector('button').click(); })()",
            pairs, margin, bias, dimension));
    return browser.evaluate("document.getElementById('answer').innerText").asText();
  }

  /** The form answers what the results prove, or says what is wrong. */
  @ParameterizedTest
  @CsvSource({
    "1e10, 0.0142, 0.0627, Needed dimension: 14 to 17",
    "10000000000, 142/10000, 6.27e-2, Needed dimension: 14 to 17",
    "8, 0.1581, 0.27, at most 3",
    "6, 0.34, 0, 5 to 6",
    "100, 0.4, 0, No dimension is enough",
    "1, 0.1, 0, expected a whole number",
    "many, 0.1, 0, expected a whole number",
    "100, -0.1, 0, expected a number above 0",
    "100, 0.1, 2, between -1 and 1",
    "100, 0.6, 0.6, more than 1",
    "1e12, 0.33, 0, no constellation among these results"
  })
  void theFormAnswers(String pairs, String margin, String bias, String expected) throws Exception {
    assertEquals(List.of(), browser.open(url("index.html")));
    String answer = ask(pairs, margin, bias);
    assertTrue(answer.contains(expected), answer);
  }

  /** The other unknowns: 240 points of R^8 at cosine 1/2, and the margins of few pairs. */
  @ParameterizedTest
  @CsvSource({
    "'', 0.25, 0.75, 8, Most pairs: exactly 240",
    "'', 0.33, 0, 9, Most pairs: 16 to",
    "240, '', 0.75, 8, Largest margin: 0.25",
    "6, '', 0, 3, Largest margin: ",
    "1e10, 0.0142, 0.0627, 17, Possible",
    "1e10, 0.0142, 0.0627, 13, Impossible",
    "1e10, 0.0142, 0.0627, 15, Open",
    "'', '', 0, 3, One of N",
    "'', 0.1, 0, 2.5, expected a whole number from 1 on"
  })
  void theFormAnswersForOtherUnknowns(
      String pairs, String margin, String bias, String dimension, String expected)
      throws Exception {
    assertEquals(List.of(), browser.open(url("index.html")));
    String answer = ask(pairs, margin, bias, dimension);
    assertTrue(answer.contains(expected), answer);
  }

  /** For every needed dimension of the results the form finds ends that are at least as good. */
  @Test
  void theFormKnowsAllNeededDimensions() throws Exception {
    browser.open(url("index.html"));
    int asked = 0;
    for (Entry entry : index.entries()) {
      if (!(entry.claim() instanceof ConstellationClaim.Needs needs)
          || asked++ % 4 != 0
          || needs.demand().modalities() > 2) {
        continue;
      }
      Demand demand = needs.demand();
      Query query =
          new Query(demand.pairs(), demand.margin().rational(), demand.bias().rational(), 2);
      NeededCell.Ends ends = NeededCell.ends(index, query.demand());
      String answer =
          ask(demand.pairs().toString(), demand.margin().toString(), demand.bias().toString());
      String digits = answer.replaceAll("(?s)^Needed dimension: (at least |exactly )?", "");
      String[] numbers = digits.split("\\D+", 3);
      long lower = Long.parseLong(numbers[0]);
      long known = Long.parseLong(ends.lower().orElseThrow().dimension());
      assertTrue(lower >= known, demand + ": " + answer);
      if (ends.upper().isPresent() && answer.contains(" to ")) {
        long upper = Long.parseLong(numbers[1]);
        assertTrue(upper <= Long.parseLong(ends.upper().get().dimension()), answer);
        assertTrue(lower <= upper, answer);
      }
    }
    assertTrue(asked > 50);
  }

  /** An entry of three dimensions has a sphere, which the arrow keys turn. */
  @Test
  void theSphereTurns() throws Exception {
    Entry entry = index.code(3, 24).orElseThrow();
    assertEquals(List.of(), browser.open(url("entries/" + entry.id() + ".html")));
    String look = "document.getElementById('sphere').toDataURL()";
    browser.evaluate("document.getElementById('sphere').focus()");
    String before = browser.evaluate(look).asText();
    browser.press("ArrowLeft");
    String after = browser.evaluate(look).asText();
    assertNotEquals(before, after);
    browser.press("ArrowRight");
    assertEquals(before, browser.evaluate(look).asText());
  }

  /** Start page, table, entry and region, on a desktop and on a phone, light and dark. */
  @Test
  void picturesAreTaken() throws Exception {
    Path pictures = Path.of("target/pictures");
    Files.createDirectories(pictures);
    String entry = "entries/" + index.code(3, 24).orElseThrow().id() + ".html";
    for (String page : List.of("index.html", "bounds.html", entry, "figures.html")) {
      for (int width : new int[] {1200, 390}) {
        browser.show(width, 900, width == 390);
        assertEquals(List.of(), browser.open(url(page)));
        assertTrue(
            browser.evaluate("document.documentElement.scrollWidth <= innerWidth + 1").asBoolean(),
            page + " at " + width);
        byte[] picture = browser.picture();
        assertTrue(picture.length > 10_000);
        String name = page.replaceAll("entries/.*", "entry").replace(".html", "");
        Files.write(pictures.resolve(name + "-" + width + ".png"), picture);
      }
    }
    browser.show(1200, 900, false);
  }
}
