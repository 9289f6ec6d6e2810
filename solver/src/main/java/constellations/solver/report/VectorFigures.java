package constellations.solver.report;

import constellations.verify.exact.PointSet;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Pictures of codes and constellations in double precision: the Gram matrix, the histogram of inner
 * products, and which points touch.
 */
final class VectorFigures {
  /** More points are not drawn. */
  static final int MOST_POINTS = 400;

  /** Larger matrices of products, and more contacts, are not drawn. */
  private static final int MOST_CELLS = 160;

  private static final int MOST_CONTACTS = 1000;

  /** Of each colour. */
  private static final int SHADES = 20;

  private static final int BARS = 60;
  private static final double CONTACT = 1e-9;
  private static final int WIDTH = 380;
  private static final int HEIGHT = 260;
  private static final int LEFT = 44;
  private static final int RIGHT = 360;
  private static final int TOP = 12;
  private static final int BOTTOM = 230;

  private final double[][] u;
  private final double[][] v;
  private final boolean pairs;
  private final double[] match = new double[BARS];
  private final double[] other = new double[BARS];
  private double least = 1;
  private double most = -1;

  /**
   * Prepares.
   *
   * @param modalities of a constellation the first two are drawn; a code has one
   */
  VectorFigures(List<PointSet> modalities) {
    this.pairs = modalities.size() > 1;
    this.u = units(modalities.get(0));
    this.v = pairs ? units(modalities.get(1)) : u;
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < v.length; j++) {
        if (pairs || i != j) {
          least = Math.min(least, product(i, j));
          most = Math.max(most, product(i, j));
        }
      }
    }
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < v.length; j++) {
        if (pairs || i < j) {
          (pairs && i == j ? match : other)[bar(product(i, j))]++;
        }
      }
    }
  }

  private static double[][] units(PointSet points) {
    double[][] rows = new double[points.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = points.approximateUnit(i);
    }
    return rows;
  }

  private double product(int i, int j) {
    double sum = 0;
    for (int k = 0; k < u[i].length; k++) {
      sum += u[i][k] * v[j][k];
    }
    return sum;
  }

  private int bar(double x) {
    double step = Math.max(1e-12, (most - least) / BARS);
    return Math.min(BARS - 1, Math.max(0, (int) ((x - least) / step)));
  }

  /** The matrix of inner products as a PNG in Base64, a pixel each: blue below 0, red above. */
  Optional<String> gram() {
    if (u.length > MOST_CELLS) {
      return Optional.empty();
    }
    byte[][] palette = new byte[3][2 * SHADES + 1];
    for (int i = 0; i <= 2 * SHADES; i++) {
      int fade = 255 - 255 * Math.abs(i - SHADES) / SHADES;
      palette[0][i] = (byte) (i > SHADES ? 255 : fade);
      palette[1][i] = (byte) fade;
      palette[2][i] = (byte) (i < SHADES ? 255 : fade);
    }
    BufferedImage image =
        new BufferedImage(
            v.length,
            u.length,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, 2 * SHADES + 1, palette[0], palette[1], palette[2]));
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < v.length; j++) {
        double x = Math.max(-1, Math.min(1, product(i, j)));
        image.getRaster().setSample(j, i, 0, (int) Math.round(SHADES * (1 + x)));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(Base64.getEncoder().encodeToString(bytes.toByteArray()));
  }

  /** Counts of inner products, on a logarithmic scale. */
  String histogram() {
    double top = 1;
    for (int b = 0; b < BARS; b++) {
      top = Math.max(top, Math.log10(Math.max(match[b], other[b]) + 1));
    }
    Svg svg = new Svg(WIDTH, HEIGHT, "Histogram of inner products");
    svg.add(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"var(--line)\"/>",
        LEFT, RIGHT, BOTTOM, BOTTOM);
    double width = (RIGHT - LEFT) / (double) BARS;
    for (int b = 0; b < BARS; b++) {
      bar(svg, b, width, other[b], top, "--other");
      bar(svg, b, width, match[b], top, "--match");
    }
    for (int tick = 0; tick <= 4; tick++) {
      svg.words(
          LEFT + (RIGHT - LEFT) * tick / 4.0,
          BOTTOM + 18,
          "middle",
          String.format(Locale.ROOT, "%.3f", least + (most - least) * tick / 4));
    }
    for (int power = 0; power <= top; power++) {
      double y = BOTTOM - (BOTTOM - TOP) * Math.log10(Math.pow(10, power) + 1) / top;
      if (y >= TOP) {
        svg.words(LEFT - 6, y + 4, "end", "1" + "0".repeat(power));
      }
    }
    return svg.toString();
  }

  private static void bar(Svg svg, int b, double width, double count, double top, String color) {
    if (count > 0) {
      double height = (BOTTOM - TOP) * Math.log10(count + 1) / top;
      svg.add(
          "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" fill=\"var(%s)\"/>",
          LEFT + b * width, BOTTOM - height, Math.max(2, width), height, color);
    }
  }

  /** The numbers of the histogram. */
  String histogramData() {
    StringBuilder text = new StringBuilder(pairs ? "from,matching,other\n" : "from,count\n");
    for (int b = 0; b < BARS; b++) {
      if (match[b] + other[b] > 0) {
        text.append(String.format(Locale.ROOT, "%.6f,", least + (most - least) * b / BARS));
        text.append(pairs ? (long) match[b] + "," : "").append((long) other[b]).append('\n');
      }
    }
    return text.toString();
  }

  /** The points of a code on a circle, a line between those at the largest cosine. */
  Optional<String> contacts() {
    StringBuilder lines = new StringBuilder();
    int n = u.length;
    int[] count = new int[1];
    contacts(
        (i, j) -> {
          if (count[0]++ < MOST_CONTACTS) {
            lines.append(
                String.format(
                    Locale.ROOT, "M%.0f %.0fL%.0f %.0f", x(i, n), y(i, n), x(j, n), y(j, n)));
          }
        });
    if (count[0] > MOST_CONTACTS) {
      return Optional.empty();
    }
    Svg svg = new Svg(420, 420, "Contact graph");
    svg.add("<path d=\"%s\" stroke=\"var(--match)\" stroke-opacity=\"0.45\"/>", lines);
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < n; i++) {
      dots.append(String.format(Locale.ROOT, "M%.0f %.0fh0", x(i, n), y(i, n)));
    }
    svg.add(
        "<path d=\"%s\" stroke=\"var(--other)\" stroke-width=\"%d\" stroke-linecap=\"round\"/>",
        dots, n > 100 ? 4 : 8);
    return Optional.of(svg.toString());
  }

  private interface Contact {
    void between(int i, int j);
  }

  private void contacts(Contact contact) {
    for (int i = 0; i < u.length; i++) {
      for (int j = i + 1; j < u.length; j++) {
        if (product(i, j) > most - CONTACT) {
          contact.between(i, j);
        }
      }
    }
  }

  /** How many pairs touch. */
  String contactCaption() {
    int[] count = new int[1];
    contacts((i, j) -> count[0]++);
    return "Contact graph: " + count[0] + " pairs at the largest cosine (within 1e-9).";
  }

  private static double x(int i, int n) {
    return 210 + 195 * Math.cos(2 * Math.PI * i / n);
  }

  private static double y(int i, int n) {
    return 210 + 195 * Math.sin(2 * Math.PI * i / n);
  }

  /** Points of the sphere with their modality, as JSON; for three dimensions. */
  static String sphere(List<double[][]> modalities) {
    StringBuilder data = new StringBuilder("[");
    for (int side = 0; side < modalities.size(); side++) {
      for (double[] p : modalities.get(side)) {
        data.append(data.length() > 1 ? "," : "");
        data.append(String.format(Locale.ROOT, "[%.4f,%.4f,%.4f,%d]", p[0], p[1], p[2], side));
      }
    }
    return data.append("]").toString();
  }

  /** The same for the vectors here. */
  String sphere() {
    return sphere(pairs ? List.of(u, v) : List.<double[][]>of(u));
  }
}
