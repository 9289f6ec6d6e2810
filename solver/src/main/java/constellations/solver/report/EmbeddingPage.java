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
        :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #8a94a0;
          --match: #1f77b4; --other: #d9822b; --line: #d0d7de; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #12161b;
          --soft: #9aa4af; --match: #58a6ff; --other: #f0a04b; --line: #30363d; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
          max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
        table { border-collapse: collapse; width: 100%%; font-variant-numeric: tabular-nums; }
        td, th { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left;
          vertical-align: top; }
        svg { width: 100%%; height: auto; } svg text { fill: var(--ink); font-size: 12px; }
        pre { white-space: pre-wrap; } canvas { width: 100%%; touch-action: none;
          border: 1px solid var(--line); }
        </style></head><body>
        <h1>%s</h1>
        """
            .formatted(Svg.escape(title), Svg.escape(title)));
    page.append("<pre>").append(Svg.escape(String.join("\n", summary))).append("</pre>\n");
    page.append("<h2>Inner products</h2>\n");
    histogram();
    page.append("<h2>Margin and relative bias</h2>\n");
    region();
    page.append("<h2>Retrieval</h2>\n");
    retrieval();
    page.append("<h2>Worst matching pairs</h2>\n");
    pairs(analysis.scan().worst());
    page.append("<h2>Hardest other pairs</h2>\n");
    pairs(analysis.scan().hardestOthers());
    if (analysis.dimension() == 3) {
      page.append("<h2>The vectors</h2>\n");
      sphere(u, v);
    }
    page.append("</body></html>\n");
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
      line("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">10^%d</text>", LEFT - 6, y + 4, power);
    }
    steps(other, top, "--other");
    steps(match, top, "--match");
    for (int tick = 0; tick <= 4; tick++) {
      line(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.2f</text>",
          LEFT + (WIDTH - LEFT - 20) * tick / 4.0 + (tick == 0 ? 10 : 0),
          BOTTOM + 18,
          from + (to - from) * tick / 4.0);
    }
    line("</svg>");
    line(
        "<p><span style=\"color:var(--match)\">&#9632;</span> matching (%d) <span"
            + " style=\"color:var(--other)\">&#9632;</span> other (%d); counts on a logarithmic"
            + " scale.</p>",
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
    double m = analysis.rounded(8).margin().doubleValue();
    double b = analysis.rounded(8).bias().doubleValue();
    double s5 = analysis.positiveQuantile(0.05);
    double n95 = analysis.negativeQuantile(0.95);
    double sm = analysis.positiveMean();
    double nm = analysis.negativeMean();
    mark("all pairs", b, m);
    mark("5 % quantiles", (s5 + n95) / 2, (s5 - n95) / 2);
    mark("means", (sm + nm) / 2, (sm - nm) / 2);
    for (double tick = -1; tick <= 1; tick += 0.5) {
      line(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>",
          x(tick), BOTTOM + 18, tick);
    }
    line("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">relative bias b</text>", WIDTH, BOTTOM + 34);
    line("<text x=\"%.1f\" y=\"%.1f\">m = 0.5</text>", x(0.5) + 6, y(0.5) + 4);
    line("</svg>");
    line(
        "<p>Inside the triangle constellations exist for any number of pairs in enough dimensions."
            + " A point below its base has a negative margin.</p>");
  }

  private static double x(double b) {
    return LEFT + (WIDTH - LEFT - 20) * (b + 1) / 2;
  }

  private static double y(double m) {
    return BOTTOM - (BOTTOM - TOP) * m / 0.55;
  }

  /** A point with its name; points below the base have their names one above the other. */
  private void mark(String name, double b, double m) {
    double height = Math.min(BOTTOM + 6, y(m));
    line(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"var(--other)\"/><text x=\"%.1f\""
            + " y=\"%.1f\">%s: m = %.4f</text>",
        x(b), height, x(b) + 8, height - 4, name, m);
  }

  private void retrieval() {
    line("<table><tr><th></th><th>at 1</th><th>at 5</th><th>at 10</th><th>mean 1/rank</th></tr>");
    row("U to V", analysis.scan().forwards());
    row("V to U", analysis.scan().backwards());
    line("</table><p>Ties count against; decided exactly.</p>");
  }

  private void row(String name, Retrieval r) {
    line(
        "<tr><td>%s</td><td>%.4f</td><td>%.4f</td><td>%.4f</td><td>%.4f</td></tr>",
        name, r.atFloor(1), r.atFloor(5), r.atFloor(10), r.meanReciprocalRank());
  }

  private void pairs(List<PairScan.Product> products) {
    line(
        "<table><tr><th>row of U</th><th>row of V</th><th>product</th>%s</tr>",
        texts.isPresent() ? "<th>U</th><th>V</th>" : "");
    for (PairScan.Product product : products) {
      String cells =
          texts
              .map(
                  t ->
                      "<td>"
                          + Svg.escape(cut(t.get(product.row())[0]))
                          + "</td><td>"
                          + Svg.escape(cut(t.get(product.column())[1]))
                          + "</td>")
              .orElse("");
      line(
          "<tr><td>%d</td><td>%d</td><td>%.5f</td>%s</tr>",
          product.row(), product.column(), product.value(), cells);
    }
    line("</table>");
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
