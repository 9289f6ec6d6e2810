package constellations.solver.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What training reached, run by run: gaps beside published ones and the optimum, and histories. */
final class TrainingFigures {
  private static final int ROW = 24;
  private static final int NAMES = 260;

  private TrainingFigures() {}

  /** A line for each run. */
  static String gaps(JsonNode runs) {
    double most = 0.1;
    for (JsonNode run : runs) {
      for (String name : new String[] {"gap", "best", "published", "certifiedLower", "meanUpper"}) {
        most = Math.max(most, run.path(name).asDouble(0));
      }
    }
    int height = ROW * (runs.size() + 2);
    Svg svg = new Svg(Svg.WIDTH, height, "Gaps of training runs");
    for (int tick = 0; tick <= 4; tick++) {
      double x = x(most * tick / 4, most);
      svg.add(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\" stroke=\"var(--line)\"/>",
          x, x, height - ROW);
      svg.words(x, height - 6, "middle", String.format(Locale.ROOT, "%.2f", most * tick / 4));
    }
    int line = 0;
    for (JsonNode run : runs) {
      double y = ROW * (line + 0.7);
      svg.words(NAMES - 8, y + 4, "end", run.path("name").asText());
      double gap = run.path("gap").asDouble();
      double deviation = run.path("deviation").asDouble();
      if (deviation > 0) {
        svg.add(
            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"var(--match)\""
                + " stroke-width=\"3\"/>",
            x(gap - deviation, most), x(Math.min(most, gap + deviation), most), y, y);
      }
      svg.add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"var(--match)\"/>", x(gap, most), y);
      double published = run.path("published").asDouble(0);
      if (published > 0) {
        svg.add(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"none\" stroke=\"var(--other)\""
                + " stroke-width=\"2\"/>",
            x(published, most), y);
      }
      String optimum = run.path("certifiedLower").asText("");
      if (optimum.isEmpty()) {
        optimum = run.path("meanUpper").asText("");
      }
      if (!optimum.isEmpty()) {
        double at = x(Double.parseDouble(optimum), most);
        svg.add(
            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"var(--good)\""
                + " stroke-width=\"2\"/>",
            at, at, y - 10, y + 10);
      }
      line++;
    }
    return svg.toString();
  }

  private static double x(double gap, double most) {
    return NAMES + (Svg.RIGHT - NAMES) * Math.max(0, gap) / most;
  }

  /** The gap over the epochs of each run, or null if none has a history. */
  static String curves(JsonNode runs) {
    double most = 0.1;
    double last = 1;
    for (JsonNode run : runs) {
      for (JsonNode point : run.path("history")) {
        last = Math.max(last, point.path(0).asDouble());
        most = Math.max(most, point.path(1).asDouble());
      }
    }
    if (last == 1) {
      return null;
    }
    Svg svg = new Svg("Gap over the epochs");
    double least = -most / 2;
    for (int tick = 0; tick <= 4; tick++) {
      double gap = most * tick / 4;
      double y = y(gap, least, most);
      svg.add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"var(--line)\"/>",
          Svg.LEFT, Svg.RIGHT, y, y);
      svg.words(Svg.LEFT - 6, y + 4, "end", String.format(Locale.ROOT, "%.2f", gap));
    }
    for (double epoch = 1; epoch <= last; epoch *= 10) {
      svg.words(across(epoch, last), Svg.BOTTOM + 18, "middle", String.valueOf((int) epoch));
    }
    int number = 0;
    for (JsonNode run : runs) {
      StringBuilder points = new StringBuilder();
      for (JsonNode point : run.path("history")) {
        double gap = Math.max(least, point.path(1).asDouble());
        points.append(
            String.format(
                Locale.ROOT,
                "%.1f,%.1f ",
                across(Math.max(1, point.path(0).asDouble()), last),
                y(gap, least, most)));
      }
      int hue = 360 * number++ / Math.max(1, runs.size());
      svg.add(
          "<polyline points=\"%s\" fill=\"none\" stroke=\"hsl(%d 65%% 50%%)\""
              + " stroke-width=\"1.5\"><title>%s</title></polyline>",
          points, hue, Svg.escape(run.path("name").asText()));
      svg.add(
          "<text x=\"%d\" y=\"%d\" style=\"fill:hsl(%d 65%% 50%%)\">%s</text>",
          Svg.LEFT + 8,
          Svg.TOP + 10 + 15 * (number - 1),
          hue,
          Svg.escape(run.path("name").asText()));
    }
    return svg.toString();
  }

  private static double across(double epoch, double last) {
    return Svg.LEFT + (Svg.RIGHT - Svg.LEFT) * Math.log(epoch) / Math.log(last);
  }

  private static double y(double gap, double least, double most) {
    return Svg.BOTTOM - (Svg.BOTTOM - Svg.TOP) * (gap - least) / (most - least);
  }
}
