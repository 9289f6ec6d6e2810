package constellations.solver.report;

import constellations.solver.bound.MarginBound;
import constellations.solver.dimension.Instances.Instance;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The possible margins and biases: the triangle of Theorem 3.4, inside it our bounds for 10^10
 * pairs in some dimensions, and marks.
 */
final class RegionFigure {
  private static final BigInteger PAIRS = BigInteger.TEN.pow(10);
  private static final int[] DIMENSIONS = {16, 32, 128};
  private static final int STEPS = 100;
  private static final double MOST = 0.55;

  private final Svg svg =
      new Svg(Svg.WIDTH, 340, "Possible margins and biases, with bounds and models");
  private final StringBuilder data = new StringBuilder("what,bias,margin\n");

  RegionFigure(List<Instance> models) {
    axes();
    svg.add(
        "<polygon points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\" fill=\"var(--match)\""
            + " fill-opacity=\"0.08\" stroke=\"var(--match)\" stroke-width=\"2\"/>",
        x(-1), y(0), x(0.5), y(0.5), x(1), y(0));
    svg.words(x(-0.45), y(0.21) - 6, "end", "Theorem 3.4, any dimension");
    for (int d : DIMENSIONS) {
      curve(d);
    }
    for (Instance model : models) {
      double b = model.bias().doubleValue();
      double m = model.margin().doubleValue();
      svg.add(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"var(--other)\"><title>%s</title>"
              + "</circle>",
          x(b), y(m), Svg.escape(model.name()));
      data.append(String.format(Locale.ROOT, "%s,%.9f,%.9f%n", model.name(), b, m));
    }
    svg.words(x(0.0627) - 4, y(0.0142) - 14, "end", "SigLIP");
  }

  private void axes() {
    for (double tick = -1; tick <= 1; tick += 0.5) {
      svg.words(x(tick), y(0) + 18, "middle", String.format(Locale.ROOT, "%.1f", tick));
    }
    for (double tick = 0; tick < MOST; tick += 0.1) {
      svg.add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"var(--line)\"/>",
          Svg.LEFT, Svg.RIGHT, y(tick), y(tick));
      svg.words(Svg.LEFT - 6, y(tick) + 4, "end", String.format(Locale.ROOT, "%.1f", tick));
    }
    svg.words(Svg.RIGHT, y(0) + 36, "end", "relative bias b");
    svg.words(Svg.LEFT - 30, 10, "start", "margin m");
  }

  /** The largest margin of 10^10 pairs in R^d at each bias is below this. */
  private void curve(int dimension) {
    StringBuilder points = new StringBuilder();
    double highest = 0;
    double at = 0;
    for (int i = 1; i < STEPS; i++) {
      BigFraction b = BigFraction.of(2 * i - STEPS, STEPS);
      MarginBound.Question question = new MarginBound.Question(dimension, PAIRS, 2, b);
      double m = Rationals.ceiling(MarginBound.theorem(question).margin(), 9).doubleValue();
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(b.doubleValue()), y(m)));
      data.append(
          String.format(
              Locale.ROOT,
              "at most for 10^10 pairs in R^%d,%.2f,%.9f%n",
              dimension,
              b.doubleValue(),
              m));
      if (m > highest) {
        highest = m;
        at = b.doubleValue();
      }
    }
    svg.add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"var(--ink)\" stroke-dasharray=\"5 3\"/>",
        points);
    svg.words(x(at) - 14, y(highest) - 8, "end", "d = " + dimension);
  }

  private static double x(double b) {
    return Svg.LEFT + (Svg.RIGHT - Svg.LEFT) * (b + 1) / 2;
  }

  private static double y(double m) {
    return 290 - (290 - Svg.TOP) * m / MOST;
  }

  @Override
  public String toString() {
    return svg.toString();
  }

  /** The numbers of the figure. */
  String data() {
    return data.toString();
  }
}
