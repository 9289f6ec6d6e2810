package constellations.solver.report;

import java.util.Locale;

/** A small drawing as SVG, in the colours of the page around it. */
final class Svg {
  static final int WIDTH = 640;
  static final int HEIGHT = 300;
  static final int LEFT = 48;
  static final int RIGHT = 620;
  static final int TOP = 12;
  static final int BOTTOM = 260;

  private final StringBuilder text = new StringBuilder();

  /**
   * Begins a drawing.
   *
   * @param label what it shows, for those who do not see it
   */
  Svg(int width, int height, String label) {
    text.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " aria-label=\"%s\">%n",
            width,
            height,
            label));
  }

  /** A drawing of the usual size. */
  Svg(String label) {
    this(WIDTH, HEIGHT, label);
  }

  /** A file of its own: it has its own paper and letters. */
  Svg standalone() {
    return add("<style>text { font: 12px sans-serif; }</style>")
        .add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
  }

  /** An element, by a format with its numbers. */
  Svg add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
    return this;
  }

  /** Words at a place; anchor is start, middle or end. */
  Svg words(double x, double y, String anchor, String words) {
    return add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escape(words));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return text + "</svg>";
  }
}
