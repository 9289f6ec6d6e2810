package constellations.solver.report;

import constellations.solver.analyse.Analysis;
import constellations.solver.analyse.PairScan;
import constellations.solver.analyse.Retrieval;
import constellations.solver.format.EmbeddingMatrix;
import constellations.verify.exact.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A page about an {@link Analysis}, in one HTML file that needs no other. */
public final class EmbeddingPage {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 48;
  private static final int BOTTOM = 260;
  private static final int TOP = 12;
  private static final int BARS = 200;
  private static final int MOST_POINTS = 4000;
  private static final int TEXT = 160;

  private final Analysis analysis;
  private final String title;
  private final Optional<List<String[]>> texts;
  private final StringBuilder page = new StringBuilder();

  private EmbeddingPage(Analysis analysis, String title, Optional<List<String[]>> texts) {
    this.analysis = analysis;
    this.title = title;
    this.texts = texts;
  }

  /**
   * The page.
   *
   * @param summary lines of text, as on the command line
   * @param texts for each row what U_i and V_i stand for
   */
  public static String of(
      Analysis analysis,
      EmbeddingMatrix u,
      EmbeddingMatrix v,
      String title,
      List<String> summary,
      Optional<List<String[]>> texts) {
    EmbeddingPage made = new EmbeddingPage(analysis, title, texts);
    made.write(u, v, summary);
    return made.page.toString();
  }

  private void write(EmbeddingMatrix u, EmbeddingMatrix v, List<String> summary) {
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style></head><body><main>
        <h1>%s</h1>
        """
            .formatted(Svg.escape(title), Templates.resource("site.css"), Svg.escape(title)));
    page.append("<h2>Margin and relative bias</h2>\n");
    margins();
    region();
    page.append("<h2>Inner products</h2>\n");
    histogram();
    page.append("<h2>Retrieval</h2>\n");
    retrieval();
    page.append("<h2>What to fix first: matching pairs that are far apart</h2>\n");
    pairs(analysis.scan().worst());
    page.append("<h2>What to fix first: other pairs that are close</h2>\n");
    pairs(analysis.scan().hardestOthers());
    if (analysis.dimension() == 3) {
      page.append("<h2>The vectors</h2>\n");
      sphere(u, v);
    }
    page.append("<h2>All in words</h2>\n<pre>");
    page.append(Svg.escape(String.join("\n", summary))).append("</pre>\n</main></body></html>\n");
  }

  /** A margin and a bias of so many of the pairs. */
  private record Separated(String name, double positive, double negative) {
    double margin() {
      return (positive - negative) / 2;
    }

    double bias() {
      return (positive + negative) / 2;
    }
  }

  private List<Separated> separations() {
    List<Separated> all = new ArrayList<>();
    double m = analysis.rounded(8).margin().doubleValue();
    double b = analysis.rounded(8).bias().doubleValue();
    all.add(new Separated("all pairs", b + m, b - m));
    for (double part : new double[] {0.01, 0.05, 0.25}) {
      all.add(
          new Separated(
              String.format(Locale.ROOT, "all but %.0f %% of each kind", 100 * part),
              analysis.positiveQuantile(part),
              analysis.negativeQuantile(1 - part)));
    }
    all.add(new Separated("means", analysis.positiveMean(), analysis.negativeMean()));
    return all;
  }

  /** What of a real model is separated: all pairs hardly ever, most of them often. */
  private void margins() {
    line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Margins\"><table>");
    line(
        "<thead><tr><th scope=\"col\"></th><th scope=\"col\">of</th><th scope=\"col\">margin m</th>"
            + "<th scope=\"col\">relative bias b</th><th scope=\"col\">matching from</th>"
            + "<th scope=\"col\">others up to</th></tr></thead>");
    int number = 0;
    for (Separated s : separations()) {
      line(
          "<tr><td>%d</td><th scope=\"row\">%s</th><td>%.5f</td><td>%.5f</td><td>%.5f</td>"
              + "<td>%.5f</td></tr>",
          ++number, s.name(), s.margin(), s.bias(), s.positive(), s.negative());
    }
    line("</table></div>");
    line(
        "<p>The first row is exact: it is negative where some pair is closer than a matching one,"
            + " as in most real models. The others leave out so much of the matching products from"
            + " below and of the others from above.</p>");
  }

  private void line(String format, Object... values) {
    page.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Counts in bars of equal width over the range that is taken. */
  private void histogram() {
    long[] negatives = analysis.scan().negatives();
    double[] positives = analysis.scan().positives();
    int low = 0;
    int high = PairScan.BINS - 1;
    while (low < high && negatives[low] == 0) {
      low++;
    }
    while (high > low && negatives[high] == 0) {
      high--;
    }
    double from = Math.min(positives[0], low * 2.0 / PairScan.BINS - 1);
    double to = Math.max(positives[positives.length - 1], (high + 1) * 2.0 / PairScan.BINS - 1);
    double step = Math.max(1e-9, (to - from) / BARS);
    double[] match = new double[BARS];
    double[] other = new double[BARS];
    for (double x : positives) {
      match[bar(x, from, step)]++;
    }
    for (int bin = low; bin <= high; bin++) {
      other[bar((bin + 0.5) * 2 / PairScan.BINS - 1, from, step)] += negatives[bin];
    }
    double most =
        Math.max(Arrays.stream(match).max().orElse(1), Arrays.stream(other).max().orElse(1));
    double top = Math.max(1, Math.log10(most));
    line(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Histogram of matching and other inner"
            + " products, logarithmic counts\">",
        WIDTH, HEIGHT);
    for (int power = 0; power <= top; power++) {
      double y = BOTTOM - (BOTTOM - TOP) * height(power, top);
      line(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"var(--line)\"/>",
          LEFT, WIDTH, y, y);
      String count = power <= 3 ? "1" + "0".repeat(power) : "1e" + power;
      line("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, y + 4, count);
    }
    steps(other, top, "--other");
    steps(match, top, "--match");
    for (int tick = 0; tick <= 4; tick++) {
      line(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.2f</text>",
          LEFT + (WIDTH - LEFT - 20) * tick / 4.0, BOTTOM + 18, from + (to - from) * tick / 4.0);
    }
    line(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">inner product</text>",
        WIDTH - 20, BOTTOM + 34);
    line("</svg>");
    line(
        "<p><span class=\"key match\">matching (%d)</span>, <span class=\"key other\">other"
            + " (%d)</span>; counts in so many bars, on a logarithmic scale.</p>",
        positives.length, Arrays.stream(negatives).sum());
    line("<details><summary>The numbers</summary><pre>from,matching,other");
    for (int b = 0; b < BARS; b++) {
      line("%.5f,%d,%d", from + b * step, (long) match[b], (long) other[b]);
    }
    line("</pre></details>");
  }

  private static int bar(double x, double from, double step) {
    return Math.min(BARS - 1, Math.max(0, (int) ((x - from) / step)));
  }

  /** A count of 1 is seen as well. */
  private static double height(double logarithm, double top) {
    return 0.04 + logarithm / top * 0.96;
  }

  private void steps(double[] counts, double top, String color) {
    StringBuilder path = new StringBuilder();
    path.append(String.format(Locale.ROOT, "M%d %d", LEFT, BOTTOM));
    double width = (WIDTH - LEFT - 20.0) / BARS;
    for (int b = 0; b < BARS; b++) {
      double height = counts[b] <= 0 ? 0 : height(Math.log10(counts[b]), top);
      double y = BOTTOM - (BOTTOM - TOP) * height;
      path.append(String.format(Locale.ROOT, "V%.1f H%.1f", y, LEFT + width * (b + 1)));
    }
    path.append(String.format(Locale.ROOT, "V%d Z", BOTTOM));
    line(
        "<path d=\"%s\" fill=\"var(%s)\" fill-opacity=\"0.35\" stroke=\"var(%s)\"/>",
        path, color, color);
  }

  /** The triangle m + b <= 1, 3m <= 1 + b of Theorem 3.4, and where these embeddings are. */
  private void region() {
    line(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Possible margins and biases\">",
        WIDTH, HEIGHT);
    line(
        "<polygon points=\"%.1f,%d %.1f,%.1f %.1f,%d\" fill=\"var(--match)\" fill-opacity=\"0.12\""
            + " stroke=\"var(--match)\"/>",
        x(-1), BOTTOM, x(0.5), y(0.5), x(1), BOTTOM);
    int number = 0;
    for (Separated s : separations()) {
      mark(Integer.toString(++number), s.bias(), s.margin());
    }
    for (double tick = -1; tick <= 1; tick += 0.5) {
      line(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>",
          x(tick), BOTTOM + 18, tick);
    }
    line("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">relative bias b</text>", WIDTH, BOTTOM + 34);
    line("<text x=\"%.1f\" y=\"%.1f\">m = 0.5</text>", x(0.5) + 6, y(0.5) + 4);
    line("</svg>");
    line(
        "<p>The rows of the table by their numbers. Inside the triangle constellations exist for"
            + " any number of pairs in enough dimensions; a point below its base has a negative"
            + " margin.</p>");
  }

  private static double x(double b) {
    return LEFT + (WIDTH - LEFT - 20) * (b + 1) / 2;
  }

  private static double y(double m) {
    return BOTTOM - (BOTTOM - TOP) * m / 0.55;
  }

  /** A numbered point; of a negative margin it is below the base. */
  private void mark(String name, double b, double m) {
    double height = m < 0 ? BOTTOM + 8 : y(m);
    line(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"var(--other)\"/><text x=\"%.1f\""
            + " y=\"%.1f\" text-anchor=\"middle\">%s</text>",
        x(b), height, x(b), height - 7, name);
  }

  private void retrieval() {
    line("<div class=\"scroll\"><table>");
    line("<tr><th></th><th>at 1</th><th>at 5</th><th>at 10</th><th>mean 1/rank</th></tr>");
    row("U to V", analysis.scan().forwards());
    row("V to U", analysis.scan().backwards());
    line("</table></div><p>Ties count against; decided exactly.</p>");
  }

  private void row(String name, Retrieval r) {
    line(
        "<tr><td>%s</td><td>%.4f</td><td>%.4f</td><td>%.4f</td><td>%.4f</td></tr>",
        name, r.atFloor(1), r.atFloor(5), r.atFloor(10), r.meanReciprocalRank());
  }

  private void pairs(List<PairScan.Product> products) {
    line(
        "<div class=\"scroll\"><table><tr><th>row of U</th><th>row of V</th><th>product</th>%s</tr>",
        texts.isPresent() ? "<th>U</th><th>V</th>" : "");
    for (PairScan.Product product : products) {
      String cells =
          texts
              .map(
                  t ->
                      "<td class=\"wrap\">"
                          + Svg.escape(cut(t.get(product.row())[0]))
                          + "</td><td class=\"wrap\">"
                          + Svg.escape(cut(t.get(product.column())[1]))
                          + "</td>")
              .orElse("");
      line(
          "<tr><td>%d</td><td>%d</td><td>%.5f</td>%s</tr>",
          product.row(), product.column(), product.value(), cells);
    }
    line("</table></div>");
  }

  /**
   * What rows stand for, from a file: with tabs the last two columns, for U and for V.
   *
   * @throws BadInputException if it has not one line for each row
   */
  public static List<String[]> texts(Path texts, int rows) {
    List<String[]> found = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(texts)) {
        String[] columns = line.split("\t", -1);
        found.add(
            new String[] {columns[Math.max(0, columns.length - 2)], columns[columns.length - 1]});
      }
    } catch (IOException e) {
      throw BadInputException.file(texts.toString(), "nothing readable", "lines of text in UTF-8");
    }
    if (found.size() != rows) {
      throw BadInputException.file(
          texts.toString(), found.size() + " lines", rows + ", one for each row");
    }
    return found;
  }

  private static String cut(String text) {
    return text.length() <= TEXT ? text : text.substring(0, TEXT) + "...";
  }

  /** Points on the sphere, turned by pointer or arrow keys. */
  private void sphere(EmbeddingMatrix u, EmbeddingMatrix v) {
    int count = Math.min(MOST_POINTS, u.rows());
    List<double[][]> sides = List.of(new double[count][3], new double[count][3]);
    for (int i = 0; i < count; i++) {
      u.unit(i, sides.get(0)[i]);
      v.unit(i, sides.get(1)[i]);
    }
    line(
        "<canvas id=\"sphere\" width=\"600\" height=\"600\" tabindex=\"0\""
            + " aria-label=\"The vectors on the sphere; turn it with the arrow keys\"></canvas>");
    line(
        "<script type=\"application/json\" id=\"points\">%s</script>", VectorFigures.sphere(sides));
    page.append("<script>\n").append(Templates.resource("sphere.js")).append("</script>\n");
  }
}
