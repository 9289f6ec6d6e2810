package constellations.verify;

import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.SphericalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.commons.numbers.fraction.BigFraction;

/** Random exact configurations, all of rational unit vectors. */
public final class RandomConfigurations {
  private RandomConfigurations() {}

  /**
   * A rational point of the unit sphere by inverse stereographic projection of y in Q^(d-1): (2y,
   * |y|^2 - 1) / (|y|^2 + 1).
   */
  public static List<Quadratic> unitVector(Random random, int dimension) {
    int range = 4 + random.nextInt(60);
    BigFraction[] y = new BigFraction[dimension - 1];
    for (int k = 0; k < y.length; k++) {
      y[k] = BigFraction.of(random.nextInt(2 * range + 1) - range, 1 + random.nextInt(range));
    }
    return fromPlane(y);
  }

  private static List<Quadratic> fromPlane(BigFraction[] y) {
    BigFraction square = BigFraction.ZERO;
    for (BigFraction coordinate : y) {
      square = square.add(coordinate.multiply(coordinate));
    }
    BigFraction scale = square.add(1).reciprocal();
    List<Quadratic> x = new ArrayList<>();
    for (BigFraction coordinate : y) {
      x.add(Quadratic.of(coordinate.multiply(2).multiply(scale)));
    }
    x.add(Quadratic.of(square.subtract(1).multiply(scale)));
    return x;
  }

  /** N rational unit vectors. */
  public static PointSet unitVectors(Random random, int size, int dimension) {
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(unitVector(random, dimension));
    }
    return PointSet.of(rows);
  }

  /** N distinct rational unit vectors. */
  public static SphericalCode code(Random random, int size, int dimension) {
    List<List<Quadratic>> rows = new ArrayList<>();
    while (rows.size() < size) {
      List<Quadratic> row = unitVector(random, dimension);
      if (!rows.contains(row)) {
        rows.add(row);
      }
    }
    return new SphericalCode(PointSet.of(rows));
  }

  /**
   * s in (-1, 1) close to a wanted value such that lifts of rational unit vectors have rational
   * norms: s = 2 p^2 - 1 with rational p and sqrt(1 - p^2), p = (1 - r^2)/(1 + r^2).
   *
   * @param fineness the denominator of r
   */
  public static BigFraction pythagoreanCosine(double wanted, int fineness) {
    double r = Math.tan(Math.acos(wanted) / 4);
    BigFraction rational = BigFraction.of(Math.round(r * fineness), fineness);
    BigFraction square = rational.multiply(rational);
    BigFraction p = BigFraction.ONE.subtract(square).divide(square.add(1));
    return p.multiply(p).multiply(2).subtract(1);
  }

  /** The rows, each moved by some thousandths, again rational unit vectors. */
  public static PointSet moved(Random random, PointSet points, int thousandths) {
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      List<Quadratic> unit = points.unitRow(i);
      int last = unit.size() - 1;
      BigFraction pole = BigFraction.ONE.subtract(unit.get(last).rational());
      if (pole.signum() == 0) {
        rows.add(unit);
        continue;
      }
      BigFraction[] y = new BigFraction[last];
      for (int k = 0; k < last; k++) {
        BigFraction shift = BigFraction.of(random.nextInt(2 * thousandths + 1) - thousandths, 1000);
        y[k] = unit.get(k).rational().divide(pole).add(shift);
      }
      rows.add(fromPlane(y));
    }
    return PointSet.of(rows);
  }

  /** Rational unit vectors that are near to the directions of these, by some millionths. */
  public static PointSet near(double[][] directions) {
    List<List<Quadratic>> rows = new ArrayList<>();
    for (double[] x : directions) {
      double square = 0;
      for (double coordinate : x) {
        square += coordinate * coordinate;
      }
      double norm = Math.sqrt(square);
      int last = x.length - 1;
      double pole = Math.max(1e-6, 1 - x[last] / norm);
      BigFraction[] y = new BigFraction[last];
      for (int k = 0; k < last; k++) {
        y[k] = BigFraction.of(Math.round(x[k] / norm / pole * 1e6), 1_000_000);
      }
      rows.add(fromPlane(y));
    }
    return PointSet.of(rows);
  }

  /** The size, dimension and seed of a configuration. */
  public record Shape(int size, int dimension, long seed) {}

  /** Random shapes. */
  public static Arbitrary<Shape> shapes(
      int leastSize, int mostSize, int leastDimension, int mostDimension) {
    return Combinators.combine(
            Arbitraries.integers().between(leastSize, mostSize),
            Arbitraries.integers().between(leastDimension, mostDimension),
            Arbitraries.longs().between(0, Integer.MAX_VALUE))
        .as(Shape::new);
  }
}
