package constellations.solver.negatives;

import java.util.List;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * A power law fitted to points by least squares on logarithms.
 *
 * @param slope the exponent
 * @param error half of the interval around it that has a confidence of 95 %
 */
public record Slope(double slope, double error) {
  /**
   * A point of a curve.
   *
   * @param x above 0
   * @param y above 0
   */
  public record Point(double x, double y) {}

  /** Fits at least three points. */
  public static Slope of(List<Point> points) {
    SimpleRegression regression = new SimpleRegression();
    for (Point point : points) {
      regression.addData(Math.log(point.x()), Math.log(point.y()));
    }
    return new Slope(regression.getSlope(), regression.getSlopeConfidenceInterval());
  }
}
