package constellations.solver.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Lines through points in panels below each other, on logarithmic or plain scales, as SVG. */
public final class LinesFigure {
  private static final List<String> COLOURS =
      List.of("#1b6ca8", "#c8553d", "#2a7f62", "#8a5fb0", "#b8860b", "#555f69");
  private static final int PANEL = 300;
  private static final int LEFT = 70;
  private static final int RIGHT = 430;
  private static final int LEGEND = 445;
  private static final int TOP = 30;
  private static final int BOTTOM = 255;

  private LinesFigure() {}

  /** A point. */
  public record Point(double x, double y) {}

  /** A line with its name in the legend. */
  public record Line(String name, boolean dashed, List<Point> points) {}

  /**
   * A panel.
   *
   * @param logarithmic whether the vertical axis is; the horizontal one always is
   */
  public record Panel(
      String title, String xTitle, String yTitle, boolean logarithmic, List<Line> lines) {}

  /** Draws panels, each of lines with points above 0. */
  public static String svg(String label, List<Panel> panels) {
    Svg svg = new Svg(Svg.WIDTH + 80, PANEL * panels.size(), label).standalone();
    int top = 0;
    for (Panel panel : panels) {
      draw(svg, panel, top);
      top += PANEL;
    }
    return svg.toString();
  }

  /** From numbers to places on the paper. */
  private record Scale(boolean logarithmic, double least, double most, double from, double to) {
    static Scale of(Panel panel, boolean log, ToDoubleFunction<Point> of, double from, double to) {
      double least = points(panel).mapToDouble(of).min().orElse(1);
      double most = points(panel).mapToDouble(of).max().orElse(2);
      double room = log ? 1 : Math.max(1e-12, 0.05 * (most - least));
      return new Scale(
          log,
          log ? least / 1.15 : least - room,
          Math.max(log ? most * 1.15 : most + room, least * (1 + 1e-9)),
          from,
          to);
    }

    double place(double value) {
      double share =
          logarithmic
              ? Math.log(value / least) / Math.log(most / least)
              : (value - least) / (most - least);
      return from + (to - from) * share;
    }
  }

  private static Stream<Point> points(Panel panel) {
    return panel.lines().stream().flatMap(line -> line.points().stream());
  }

  private static void draw(Svg svg, Panel panel, int top) {
    Scale x = Scale.of(panel, true, Point::x, LEFT, RIGHT);
    Scale y =
        Scale.of(panel, panel.logarithmic(), Point::y, (double) top + BOTTOM, (double) top + TOP);
    svg.words(LEFT, top + TOP - 10, "start", panel.title());
    svg.words((LEFT + RIGHT) / 2.0, top + BOTTOM + 34, "middle", panel.xTitle());
    for (double value : ticks(x)) {
      svg.add(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#e3e7eb\"/>",
          x.place(value), x.place(value), top + TOP, top + BOTTOM);
      svg.words(x.place(value), top + BOTTOM + 16, "middle", number(value));
    }
    for (double value : ticks(y)) {
      svg.add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#e3e7eb\"/>",
          LEFT, RIGHT, y.place(value), y.place(value));
      svg.words(LEFT - 6, y.place(value) + 4, "end", number(value));
    }
    svg.add(
        "<text transform=\"translate(14 %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>",
        top + (TOP + BOTTOM) / 2.0, Svg.escape(panel.yTitle()));
    for (int i = 0; i < panel.lines().size(); i++) {
      line(svg, panel.lines().get(i), COLOURS.get(i % COLOURS.size()), x, y);
      double at = top + TOP + 12 + 20.0 * i;
      svg.add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"%s/>",
          LEGEND,
          LEGEND + 22,
          at,
          at,
          COLOURS.get(i % COLOURS.size()),
          panel.lines().get(i).dashed() ? " stroke-dasharray=\"5 4\"" : "");
      svg.words(LEGEND + 28, at + 4, "start", panel.lines().get(i).name());
    }
  }

  private static void line(Svg svg, Line line, String colour, Scale x, Scale y) {
    StringBuilder places = new StringBuilder();
    for (Point point : line.points()) {
      places.append(
          String.format(Locale.ROOT, "%.1f,%.1f ", x.place(point.x()), y.place(point.y())));
      if (!line.dashed()) {
        svg.add(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
            x.place(point.x()), y.place(point.y()), colour);
      }
    }
    svg.add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
        places, colour, line.dashed() ? " stroke-dasharray=\"5 4\"" : "");
  }

  /** Powers of ten, with 2 and 5 between them where these are few; or a few steps. */
  private static List<Double> ticks(Scale scale) {
    if (!scale.logarithmic()) {
      double step = Math.pow(10, Math.floor(Math.log10(scale.most() - scale.least())));
      double fine = (scale.most() - scale.least()) / step < 4 ? step / 4 : step;
      return Stream.iterate(
              Math.ceil(scale.least() / fine) * fine, v -> v <= scale.most(), v -> v + fine)
          .toList();
    }
    boolean few = scale.most() / scale.least() < 1000;
    return Stream.iterate(
            Math.pow(10, Math.floor(Math.log10(scale.least()))),
            power -> power <= scale.most(),
            power -> power * 10)
        .flatMap(power -> few ? Stream.of(power, 2 * power, 5 * power) : Stream.of(power))
        .filter(value -> value >= scale.least() && value <= scale.most())
        .toList();
  }

  private static String number(double value) {
    return value >= 1e4 || value < 1e-3
        ? String.format(Locale.ROOT, "%.0e", value)
        : String.format(Locale.ROOT, "%.4g", value)
            .replaceFirst("(\\.\\d*?)0+$", "$1")
            .replaceFirst("\\.$", "");
  }
}
