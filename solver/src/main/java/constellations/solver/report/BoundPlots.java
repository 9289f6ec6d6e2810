package constellations.solver.report;

import constellations.solver.bound.CertifiedBounds;
import constellations.solver.bound.PointBounds;
import constellations.solver.bound.RateBounds;
import constellations.solver.bound.RateBounds.RateBound;
import constellations.solver.dimension.NeededDimension;
import constellations.solver.dimension.Query;
import constellations.solver.dimension.UpperEnd;
import constellations.solver.theory.Theorem35;
import constellations.verify.composition.Reduction;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.theorem.Levenshtein;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Curves of bounds as SVG: the paper's beside the sharper ones. */
public final class BoundPlots {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final Color GRID = new Color(0xe3e7eb);
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;
  private static final int CURVE_POINTS = 32;
  private static final BigInteger NO_LIMIT = BigInteger.TEN.pow(400);

  /** The names of the curves, in the order of the legend, with colour and dash. */
  private static final Map<String, Style> STYLES = new LinkedHashMap<>();

  private record Style(Color colour, boolean dashed, float width) {}

  static {
    STYLES.put("paper, Theorem 3.5", new Style(new Color(0xc8553d), false, 2));
    STYLES.put("Levenshtein", new Style(new Color(0x1b6ca8), true, 2));
    STYLES.put("certified programs", new Style(new Color(0x1b6ca8), false, 2.5f));
    STYLES.put("Kabatiansky-Levenshtein, localised", new Style(new Color(0x1b6ca8), true, 2));
    STYLES.put("hierarchy of 2026", new Style(new Color(0x1b6ca8), false, 2.5f));
    STYLES.put("no fewer dimensions, certified", new Style(new Color(0x1b6ca8), false, 2.5f));
    STYLES.put("these suffice, certified", new Style(new Color(0x2a7f62), false, 2.5f));
    STYLES.put("exists: lift of a code", new Style(new Color(0x2a7f62), false, 2));
    STYLES.put("exists: Shannon-Wyner, Theorem 3.3", new Style(new Color(0x2a7f62), false, 2));
  }

  private BoundPlots() {}

  /** A chart as SVG and as PNG, and its numbers as CSV. */
  public record Chart(String svg, Supplier<byte[]> png, String csv) {}

  /** A curve: its name among the styles, and its points. */
  private record Curve(String name, List<Double> x, List<Double> y) {
    Curve(String name) {
      this(name, new ArrayList<>(), new ArrayList<>());
    }

    void add(double atX, double atY) {
      x.add(atX);
      y.add(atY);
    }
  }

  /**
   * The rate, log2 N per dimension, against the margin at a bias, for all margins that allow
   * exponentially many pairs (m + b < 1 and 3m < 1 + b).
   *
   * @param bias in (-1, 1)
   * @param progress is told each margin
   */
  public static Chart rates(BigFraction bias, Consumer<String> progress) {
    BigFraction most = Rationals.min(bias.add(1).divide(3), BigFraction.ONE.subtract(bias));
    Curve paper = new Curve("paper, Theorem 3.5");
    Curve classical = new Curve("Kabatiansky-Levenshtein, localised");
    Curve hierarchy = new Curve("hierarchy of 2026");
    Curve lower = new Curve("exists: Shannon-Wyner, Theorem 3.3");
    for (int i = 1; i <= CURVE_POINTS; i++) {
      BigFraction margin = most.multiply(BigFraction.of(i, CURVE_POINTS + 1));
      progress.accept("margin " + margin.doubleValue());
      BigFraction alpha = Reduction.cosine(margin, bias, 2);
      double x = margin.doubleValue();
      double best = Double.POSITIVE_INFINITY;
      for (RateBound bound : RateBounds.uppers(alpha)) {
        double value = bound.value().doubleValue();
        best = Math.min(best, value);
        if (bound.method().equals("Theorem 3.5")) {
          paper.add(x, value);
        } else if (bound.method().equals("Kabatiansky-Levenshtein, localised")) {
          classical.add(x, value);
        }
      }
      hierarchy.add(x, best);
      lower.add(x, RateBounds.lower(alpha).value().doubleValue());
    }
    return svg(
        "Constellations at bias b = " + Rationals.toString(bias) + ", as the dimension grows",
        "margin m",
        0,
        "log2 N / d",
        List.of(paper, classical, hierarchy, lower));
  }

  /**
   * The number of pairs against the dimension at a margin and bias.
   *
   * @param programs the programs, or nothing to do without
   * @param progress is told each dimension
   */
  public static Chart pairs(
      BigFraction margin,
      BigFraction bias,
      int from,
      int to,
      Optional<? extends CertifiedBounds> programs,
      Consumer<String> progress) {
    BigFraction alpha = Reduction.cosine(margin, bias, 2);
    Curve paper = new Curve("paper, Theorem 3.5");
    Curve levenshtein = new Curve("Levenshtein");
    Curve program = new Curve("certified programs");
    Curve lower = new Curve("exists: lift of a code");
    for (int d = from; d <= to; d++) {
      int at = d;
      progress.accept("dimension " + d);
      Theorem35.bestBound(d, margin, bias).ifPresent(n -> paper.add(at, log10(n)));
      if (d >= 3) {
        Levenshtein.below(d, alpha, NO_LIMIT)
            .ifPresent(b -> levenshtein.add(at, log10(Rationals.floor(b.value()))));
        programs
            .flatMap(p -> p.bound(at, Quadratic.of(alpha), null))
            .ifPresent(b -> program.add(at, log10(b.points())));
        lower.add(d, log10(PointBounds.lower(d - 1L, Quadratic.of(alpha)).points()));
      }
    }
    return svg(
        "Pairs at margin "
            + Rationals.toString(margin)
            + " and bias "
            + Rationals.toString(bias)
            + " (code cosine "
            + Rationals.ceiling(alpha, 5).stripTrailingZeros().toPlainString()
            + ")",
        "dimension d",
        from,
        "log10 of the number of pairs N",
        List.of(paper, levenshtein, program, lower));
  }

  /**
   * The needed dimension against the number of pairs, four numbers a decade from 100 to 10^12, both
   * on a logarithmic scale.
   *
   * @param name of what has this margin and bias, or empty
   * @param used the dimension that a model uses, drawn as a line
   * @param progress is told each number
   */
  public static Chart needed(
      String name,
      BigFraction margin,
      BigFraction bias,
      Optional<Integer> used,
      UpperEnd.Effort effort,
      Consumer<String> progress) {
    List<Needed> points = new ArrayList<>();
    for (int quarter = 8; quarter <= 48; quarter++) {
      double exponent = quarter / 4.0;
      BigInteger n = BigInteger.valueOf(Math.round(Math.pow(10, exponent)));
      progress.accept(n + " pairs");
      NeededDimension answer = NeededDimension.of(new Query(n, margin, bias, 2), effort);
      points.add(new Needed(exponent, answer.lower().dimension(), answer.upper().dimension()));
    }
    return needed(name, margin, bias, used, points);
  }

  /**
   * The ends of the needed dimension for a number of pairs.
   *
   * @param exponent log10 of the number
   */
  record Needed(double exponent, OptionalLong lower, OptionalLong upper) {}

  /** The same from ends that are known. */
  static Chart needed(
      String name,
      BigFraction margin,
      BigFraction bias,
      Optional<Integer> used,
      List<Needed> points) {
    Curve lower = new Curve("no fewer dimensions, certified");
    Curve upper = new Curve("these suffice, certified");
    for (Needed point : points) {
      point.lower().ifPresent(d -> lower.add(point.exponent(), d));
      point.upper().ifPresent(d -> upper.add(point.exponent(), d));
    }
    if (upper.x().isEmpty()) {
      throw BadInputException.argument(
          "margin", Rationals.toString(margin), "a margin that 100 pairs can have at this bias");
    }
    return svg(
        "Needed dimension at margin "
            + Rationals.toString(margin)
            + " and bias "
            + Rationals.toString(bias)
            + (name.isEmpty() ? "" : ", " + name),
        "log10 of the number of pairs N",
        2,
        "dimension d",
        List.of(lower, upper),
        Optional.of(used));
  }

  private static double log10(BigInteger n) {
    BigDecimal value = new BigDecimal(n);
    int exponent = value.precision() - 1;
    return exponent
        + Math.log10(value.movePointLeft(exponent).setScale(16, RoundingMode.DOWN).doubleValue());
  }

  private static Chart svg(
      String title, String xTitle, double xMin, String yTitle, List<Curve> curves) {
    return svg(title, xTitle, xMin, yTitle, curves, Optional.empty());
  }

  /**
   * A chart.
   *
   * @param mark if it is there, the vertical axis is logarithmic, perhaps with a line at a height
   */
  private static Chart svg(
      String title,
      String xTitle,
      double xMin,
      String yTitle,
      List<Curve> curves,
      Optional<Optional<Integer>> mark) {
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setLegendLine(new Line2D.Double(-14, 0, 14, 0));
    for (Curve curve : curves) {
      if (curve.x().isEmpty()) {
        continue;
      }
      XYSeries series = new XYSeries(curve.name());
      for (int i = 0; i < curve.x().size(); i++) {
        series.add(curve.x().get(i), curve.y().get(i));
      }
      Style style = STYLES.get(curve.name());
      int index = data.getSeriesCount();
      data.addSeries(series);
      renderer.setSeriesPaint(index, style.colour());
      float[] dash = style.dashed() ? new float[] {7, 5} : null;
      renderer.setSeriesStroke(
          index,
          new BasicStroke(
              style.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0));
    }
    NumberAxis x = axis(xTitle);
    x.setRange(xMin, largestX(curves));
    ValueAxis y = mark.isPresent() ? logarithmic(yTitle, curves, mark.get()) : axis(yTitle);
    XYPlot plot = new XYPlot(data, x, y, renderer);
    mark.flatMap(used -> used).ifPresent(used -> plot.addRangeMarker(line(used)));
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    JFreeChart chart = new JFreeChart(title, new Font("SansSerif", Font.BOLD, 16), plot, true);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(10, 8, 8, 20));
    chart.getLegend().setFrame(BlockBorder.NONE);
    chart.getLegend().setItemLabelPadding(new RectangleInsets(2, 4, 2, 16));
    chart.getLegend().setItemFont(new Font("SansSerif", Font.PLAIN, 13));
    Document document = emptyDocument();
    SVGGraphics2D graphics = new SVGGraphics2D(document);
    graphics.setSVGCanvasSize(new java.awt.Dimension(WIDTH, HEIGHT));
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 " + WIDTH + " " + HEIGHT);
    Element words = document.createElementNS(SVG, "title");
    words.setTextContent(title + ": " + yTitle + " against " + xTitle);
    root.insertBefore(words, root.getFirstChild());
    StringWriter text = new StringWriter();
    try {
      graphics.stream(root, text, true, false);
    } catch (SVGGraphics2DIOException e) {
      throw new IllegalStateException("a picture in memory is always written", e);
    }
    return new Chart(text.toString(), () -> png(chart), csv(xTitle, curves));
  }

  /** Twice as large, for screens with small pixels. */
  private static byte[] png(JFreeChart chart) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedImage twice = chart.createBufferedImage(2 * WIDTH, 2 * HEIGHT, WIDTH, HEIGHT, null);
    try {
      ImageIO.write(twice, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory is always written", e);
    }
    return bytes.toByteArray();
  }

  private static String csv(String xTitle, List<Curve> curves) {
    StringBuilder text = new StringBuilder("curve," + xTitle + ",value\n");
    for (Curve curve : curves) {
      for (int i = 0; i < curve.x().size(); i++) {
        text.append('"').append(curve.name()).append("\",");
        text.append(curve.x().get(i)).append(',').append(curve.y().get(i)).append('\n');
      }
    }
    return text.toString();
  }

  private static ValueAxis logarithmic(String name, List<Curve> curves, Optional<Integer> used) {
    LogAxis axis = new LogAxis(name);
    axis.setLabelFont(new Font("SansSerif", Font.PLAIN, 14));
    axis.setTickLabelFont(new Font("SansSerif", Font.PLAIN, 12));
    axis.setBase(2);
    axis.setTickUnit(new NumberTickUnit(1));
    axis.setNumberFormatOverride(new DecimalFormat("0"));
    double most =
        curves.stream().flatMap(curve -> curve.y().stream()).mapToDouble(y -> y).max().orElse(10);
    axis.setRange(2, 1.5 * Math.max(most, used.orElse(2)));
    return axis;
  }

  private static ValueMarker line(int used) {
    ValueMarker marker = new ValueMarker(used, new Color(0xc8553d), new BasicStroke(2));
    marker.setLabel("the model uses " + used);
    marker.setLabelFont(new Font("SansSerif", Font.PLAIN, 13));
    marker.setLabelBackgroundColor(Color.WHITE);
    marker.setLabelAnchor(RectangleAnchor.BOTTOM_LEFT);
    marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
    return marker;
  }

  private static NumberAxis axis(String name) {
    NumberAxis axis = new NumberAxis(name);
    axis.setAutoRangeIncludesZero(false);
    axis.setLabelFont(new Font("SansSerif", Font.PLAIN, 14));
    axis.setTickLabelFont(new Font("SansSerif", Font.PLAIN, 12));
    return axis;
  }

  private static double largestX(List<Curve> curves) {
    return curves.stream().flatMap(c -> c.x().stream()).mapToDouble(x -> x).max().orElse(1);
  }

  private static Document emptyDocument() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every JDK has an XML parser", e);
    }
  }
}
