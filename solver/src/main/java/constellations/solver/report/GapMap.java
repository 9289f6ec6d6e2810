package constellations.solver.report;

import constellations.solver.results.CodeCell;
import constellations.solver.results.ResultIndex;
import java.util.Locale;
import java.util.Optional;

/**
 * A map of the cells of codes: dimensions across, numbers of points down, the darker the wider the
 * gap between the ends on a logarithmic scale, a star where they meet.
 */
final class GapMap {
  private static final int FIRST_DIMENSION = 3;
  private static final int LAST_DIMENSION = 16;
  private static final int LAST_POINTS = 64;
  private static final int WIDTH = 13;
  private static final int HEIGHT = 22;
  private static final int LEFT = 54;
  private static final int TOP = 10;

  /** Gaps from this one on are as dark as can be, and below the other as light. */
  private static final double WIDEST = 0.1;

  private static final double NARROWEST = 1e-4;

  private GapMap() {}

  /** The map of the cells that have both ends, as SVG; nothing if there are none. */
  static Optional<String> of(ResultIndex index) {
    Svg svg =
        new Svg(
            x(LAST_POINTS + 1),
            TOP + HEIGHT * (LAST_DIMENSION - FIRST_DIMENSION + 2),
            "Gaps between the ends of best cosines");
    int cells = 0;
    svg.add("<g class=\"map\">");
    for (int d = FIRST_DIMENSION; d <= LAST_DIMENSION; d++) {
      int y = TOP + HEIGHT * (d - FIRST_DIMENSION);
      svg.words(LEFT - 6, y + 15, "end", "d = " + d);
      for (int n = d + 1; n <= LAST_POINTS; n++) {
        CodeCell cell = CodeCell.of(index, d, n);
        if (cell.upper().isPresent()) {
          cell(svg, cell, x(n), y);
          cells++;
        }
      }
    }
    for (int n = 5; n <= LAST_POINTS; n += 5) {
      int y = TOP + HEIGHT * (LAST_DIMENSION - FIRST_DIMENSION + 1) + 14;
      svg.words(x(n) + WIDTH / 2.0, y, "middle", (n == 5 ? "N = " : "") + n);
    }
    svg.add("</g>");
    return cells == 0
        ? Optional.empty()
        : Optional.of(svg.toString().replaceFirst("role=\"img\"", "role=\"group\""));
  }

  private static int x(int points) {
    return LEFT + WIDTH * (points - FIRST_DIMENSION - 1);
  }

  private static void cell(Svg svg, CodeCell cell, int x, int y) {
    double upper = cell.cosineCeiling(9).orElseThrow().doubleValue();
    double lower = cell.lowerFloor(9).doubleValue();
    double gap = Math.max(NARROWEST, Math.min(WIDEST, upper - lower));
    double shade =
        cell.meets() ? 0 : 0.12 + 0.8 * Math.log(gap / NARROWEST) / Math.log(WIDEST / NARROWEST);
    String title =
        String.format(
            Locale.ROOT,
            "%d points in R^%d: %.6f to %.6f%s",
            cell.points(),
            cell.dimension(),
            lower,
            upper,
            cell.meets() ? ", they meet" : "");
    svg.add(
        "<a href=\"entries/%s.html\" aria-label=\"%s\"><title>%s</title><rect x=\"%d\" y=\"%d\""
            + " width=\"%d\" height=\"%d\" fill=\"var(--match)\" fill-opacity=\"%.2f\"/>%s</a>",
        cell.upper().orElseThrow().id(),
        title,
        title,
        x,
        y,
        WIDTH - 1,
        HEIGHT - 1,
        shade,
        cell.meets()
            ? String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" style=\"font-size:10px\">★</text>",
                x + WIDTH / 2,
                y + 15)
            : "");
  }
}
