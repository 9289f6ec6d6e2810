package constellations.solver.report;

import constellations.solver.search.ConstellationSearch;
import constellations.solver.search.SearchLimits;
import constellations.solver.search.SearchOutcome;
import java.util.Locale;

/**
 * The picture of the README: a constellation of eight pairs on the sphere, found by the search, and
 * all its inner products on a line, matching ones above b + m, all others below b - m.
 */
public final class QuestionPicture {
  private static final int PAIRS = 8;
  private static final int DIMENSION = 3;
  private static final double BIAS = 0.3;
  private static final int STARTS = 96;
  private static final int THREADS = 2;
  private static final String[] COLOURS = {
    "#1b6ca8", "#c8553d", "#2a7f62", "#8a5a9e", "#b8860b", "#3b3b98", "#7a3e3e", "#4f6d2f"
  };

  private QuestionPicture() {}

  /** Draws the picture. */
  public static String svg(long seed) {
    SearchOutcome outcome =
        ConstellationSearch.run(
            DIMENSION, PAIRS, 2, BIAS, 2, SearchLimits.of(seed, STARTS, THREADS));
    double[] x = outcome.x().data();
    double margin = -outcome.value();
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 340\" role=\"img\" "
            + "aria-label=\"Eight pairs of unit vectors on a sphere, and their inner products on a "
            + "line: matching pairs at b + m and more, all others at b - m and less\" "
            + "font-family=\"sans-serif\" font-size=\"14\">\n"
            + "<rect width=\"760\" height=\"340\" fill=\"#ffffff\"/>\n"
            + "<circle cx=\"170\" cy=\"170\" r=\"140\" fill=\"#f4f6f8\" stroke=\"#9aa5b1\"/>\n"
            + "<ellipse cx=\"170\" cy=\"170\" rx=\"140\" ry=\"42\" fill=\"none\" "
            + "stroke=\"#d5dbe1\"/>\n");
    // Far points first, so that near ones are drawn over them.
    for (boolean front : new boolean[] {false, true}) {
      for (int i = 0; i < PAIRS; i++) {
        pair(svg, x, i, front);
      }
    }
    svg.append(
        "<text x=\"170\" y=\"334\" text-anchor=\"middle\" fill=\"#333\">"
            + "pairs: U filled, V open, one colour each</text>\n");
    products(svg, x, margin);
    return svg.append("</svg>\n").toString();
  }

  private static void pair(StringBuilder svg, double[] x, int i, boolean front) {
    int v = PAIRS + i;
    if (front == (depth(x, i) + depth(x, v) > 0)) {
      line(svg, right(x, i), down(x, i), right(x, v), down(x, v), COLOURS[i], 2);
    }
    for (int row : new int[] {i, v}) {
      if (front == depth(x, row) > 0) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" stroke=\"%s\" "
                    + "stroke-width=\"2\" opacity=\"%.2f\"/>%n",
                right(x, row),
                down(x, row),
                front ? 7.0 : 5.5,
                row < PAIRS ? COLOURS[i] : "#ffffff",
                COLOURS[i],
                front ? 1.0 : 0.45));
      }
    }
  }

  private static double depth(double[] x, int row) {
    return 0.3 * x[row * DIMENSION + 2] + 0.954 * x[row * DIMENSION];
  }

  private static double right(double[] x, int row) {
    return 170 + 140 * x[row * DIMENSION + 1];
  }

  private static double down(double[] x, int row) {
    return 170 - 140 * (0.954 * x[row * DIMENSION + 2] - 0.3 * x[row * DIMENSION]);
  }

  private static void line(
      StringBuilder svg, double x1, double y1, double x2, double y2, String colour, int width) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" "
                + "stroke-width=\"%d\"/>%n",
            x1,
            y1,
            x2,
            y2,
            colour,
            width));
  }

  private static double position(double product) {
    return 380 + 175 * (product + 1);
  }

  private static void products(StringBuilder svg, double[] x, double margin) {
    double low = position(BIAS - margin);
    double high = position(BIAS + margin);
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"60\" width=\"%.1f\" height=\"200\" fill=\"#fdf3d7\"/>%n",
            low,
            high - low));
    for (double edge : new double[] {low, high}) {
      line(svg, edge, 60, edge, 260, "#b8860b", 1);
    }
    line(svg, position(-1), 260, position(1), 260, "#333333", 1);
    for (int tick = -1; tick <= 1; tick++) {
      label(svg, position(tick), 280, Integer.toString(tick).replace("-", "\u2212"));
    }
    for (int i = 0; i < PAIRS; i++) {
      for (int j = 0; j < PAIRS; j++) {
        double product = 0;
        for (int k = 0; k < DIMENSION; k++) {
          product += x[i * DIMENSION + k] * x[(PAIRS + j) * DIMENSION + k];
        }
        boolean match = i == j;
        double height = match ? 84 + 14 * i : 190 + 8 * ((i * PAIRS + j) % 8);
        svg.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n",
                position(product),
                height,
                match ? "#2a7f62" : "#9aa5b1"));
      }
    }
    label(svg, low - 6, 52, "b \u2212 m");
    label(svg, high + 6, 52, "b + m");
    label(svg, 555, 26, "inner products of all 64 pairs (U, V), d = 3, N = 8");
    svg.append(
        "<text x=\"384\" y=\"150\" fill=\"#5b6670\">not matching</text>\n"
            + "<text x=\"728\" y=\"100\" text-anchor=\"end\" fill=\"#2a7f62\">matching</text>\n");
    label(
        svg, 555, 312, String.format(Locale.ROOT, "bias b = %.1f, margin m = %.4f", BIAS, margin));
  }

  private static void label(StringBuilder svg, double x, double y, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#333\">%s</text>%n",
            x,
            y,
            text));
  }
}
