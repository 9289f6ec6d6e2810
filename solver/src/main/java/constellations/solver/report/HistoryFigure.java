package constellations.solver.report;

import constellations.solver.train.Point;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Loss, inverse temperature, bias, margin, xi and ranking of a training run over its epochs. */
public final class HistoryFigure {
  private static final int PANEL = 130;
  private static final int LEFT = 150;

  private HistoryFigure() {}

  private record Panel(String name, boolean logarithmic, ToDoubleFunction<Point> value) {}

  /**
   * Draws a history, its epochs on a logarithmic scale.
   *
   * @param history at least one point
   */
  public static String svg(List<Point> history) {
    List<Panel> panels =
        List.of(
            new Panel("loss (log10)", true, Point::loss),
            new Panel("inverse temperature", false, Point::inverseTemperature),
            new Panel("relative bias", false, Point::bias),
            new Panel("margin", false, Point::margin),
            new Panel("xi", false, Point::xi),
            new Panel("recall@1", false, p -> p.ranking().recallAt1()),
            new Panel("mean 1/rank", false, p -> p.ranking().reciprocalRank()),
            new Panel("E(s) (AUC)", false, p -> p.ranking().success()));
    int height = PANEL * panels.size() + 30;
    Svg svg = new Svg(Svg.WIDTH, height, "History of a training run");
    svg.standalone();
    double last = Math.max(2, history.get(history.size() - 1).epoch());
    int top = 0;
    for (Panel panel : panels) {
      draw(svg, panel, history, top, last);
      top += PANEL;
    }
    for (double epoch = 1; epoch <= last; epoch *= 10) {
      svg.words(x(epoch, last), top + 18, "middle", String.valueOf((int) epoch));
    }
    return svg.toString();
  }

  private static void draw(Svg svg, Panel panel, List<Point> history, int top, double last) {
    ToDoubleFunction<Point> value =
        panel.logarithmic()
            ? p -> Math.log10(Math.max(1e-300, panel.value().applyAsDouble(p)))
            : panel.value();
    double least = history.stream().mapToDouble(value).min().orElse(0);
    double most = Math.max(least + 1e-9, history.stream().mapToDouble(value).max().orElse(1));
    StringBuilder points = new StringBuilder();
    for (Point p : history) {
      double y = top + 10 + (PANEL - 24) * (most - value.applyAsDouble(p)) / (most - least);
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(Math.max(1, p.epoch()), last), y));
    }
    svg.add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#c4ccd4\"/>",
        LEFT, top + 6, Svg.RIGHT - LEFT, PANEL - 16);
    svg.add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"#1b6ca8\" stroke-width=\"1.5\"/>", points);
    svg.words(4, top + PANEL / 2.0, "start", panel.name());
    svg.words(LEFT - 6, top + 16, "end", String.format(Locale.ROOT, "%.4g", most));
    svg.words(LEFT - 6, top + PANEL - 12, "end", String.format(Locale.ROOT, "%.4g", least));
  }

  private static double x(double epoch, double last) {
    return LEFT + (Svg.RIGHT - LEFT) * Math.log(epoch) / Math.log(last);
  }
}
