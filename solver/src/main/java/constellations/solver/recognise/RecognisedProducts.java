package constellations.solver.recognise;

import constellations.solver.numeric.Rows;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Products of points that are near simple numbers. Each point may be scaled by the root of an
 * integer, which makes products rational that are roots of rational numbers.
 */
final class RecognisedProducts implements Products {
  /** Points whose products with all others are looked at to find the field. */
  private static final int SAMPLED = 12;

  private static final int MOST_DIFFERENT = 400;
  private static final double APART = 1e-9;
  private static final double ORTHOGONAL = 1e-7;
  private static final double KEYS = 1e8;

  private final double[][] units;
  private final double tolerance;
  private final SimpleNumbers numbers;
  private final double[] scales;
  private final Map<Long, Optional<Quadratic>> known = new HashMap<>();

  private RecognisedProducts(
      double[][] units, double tolerance, SimpleNumbers numbers, double[] scales) {
    this.units = units;
    this.tolerance = tolerance;
    this.numbers = numbers;
    this.scales = scales;
  }

  /**
   * Finds out what numbers the products are.
   *
   * @param units N unit vectors
   * @param tolerance how far a product may be from a simple number
   * @throws Unrecognised if they are not simple numbers of one field
   */
  static RecognisedProducts of(double[][] units, double tolerance) {
    double[] ones = new double[units.length];
    Arrays.fill(ones, 1);
    TreeMap<Double, int[]> different = different(units);
    Optional<Map.Entry<Double, int[]>> irrational =
        different.entrySet().stream()
            .filter(e -> SimpleNumbers.rational(e.getKey(), tolerance).isEmpty())
            .findFirst();
    if (irrational.isEmpty()) {
      return new RecognisedProducts(units, tolerance, new SimpleNumbers(1, tolerance), ones);
    }
    boolean roots =
        different.keySet().stream()
            .allMatch(x -> SimpleNumbers.rational(x * x, 2 * tolerance).isPresent());
    if (roots) {
      Optional<double[]> scales = scales(units, tolerance);
      if (scales.isPresent()) {
        return new RecognisedProducts(
            units, tolerance, new SimpleNumbers(1, tolerance), scales.get());
      }
    }
    double x = irrational.get().getKey();
    int[] at = irrational.get().getValue();
    SimpleNumbers field =
        SimpleNumbers.fieldOf(x, tolerance).orElseThrow(() -> unknown(at[0], at[1], x));
    return new RecognisedProducts(units, tolerance, field, ones);
  }

  private static Unrecognised unknown(int i, int j, double x) {
    return new Unrecognised(
        "the product "
            + x
            + " of points "
            + i
            + " and "
            + j
            + " is no simple number of a quadratic field");
  }

  /** Different products of some points with all others, and where they are. */
  private static TreeMap<Double, int[]> different(double[][] units) {
    TreeMap<Double, int[]> different = new TreeMap<>();
    int sampled = Math.min(SAMPLED, units.length);
    for (int s = 0; s < sampled; s++) {
      int i = (int) ((long) s * units.length / sampled);
      for (int j = 0; j < units.length; j++) {
        double x = Rows.dot(units[i], units[j]);
        Double below = different.floorKey(x + APART);
        if (below == null || below < x - APART) {
          different.put(x, new int[] {i, j});
        }
      }
    }
    if (different.size() > MOST_DIFFERENT) {
      throw new Unrecognised(
          "points have more than " + MOST_DIFFERENT + " different inner products");
    }
    return different;
  }

  /** Roots of integers that make all products rational, if there are some. */
  private static Optional<double[]> scales(double[][] units, double tolerance) {
    BigInteger[] classes = new BigInteger[units.length];
    for (int first = 0; first < units.length; first++) {
      if (classes[first] != null) {
        continue;
      }
      classes[first] = BigInteger.ONE;
      Deque<Integer> open = new ArrayDeque<>();
      open.add(first);
      while (!open.isEmpty()) {
        int i = open.remove();
        for (int j = 0; j < units.length; j++) {
          double x = Rows.dot(units[i], units[j]);
          if (Math.abs(x) < ORTHOGONAL) {
            continue;
          }
          Optional<BigFraction> square = SimpleNumbers.rational(x * x, 2 * tolerance);
          if (square.isEmpty()) {
            return Optional.empty();
          }
          BigInteger found = Squares.free(square.get().multiply(classes[i]));
          if (classes[j] == null) {
            classes[j] = found;
            open.add(j);
          } else if (!classes[j].equals(found)) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(
        Arrays.stream(classes)
            .flatMapToDouble(c -> DoubleStream.of(Math.sqrt(c.doubleValue())))
            .toArray());
  }

  @Override
  public int size() {
    return units.length;
  }

  @Override
  public BigInteger radicand() {
    return BigInteger.valueOf(numbers.radicand());
  }

  @Override
  public double near(int i, int j) {
    return Rows.dot(units[i], units[j]) * scales[i] * scales[j];
  }

  @Override
  public Quadratic exact(int i, int j) {
    double x = near(i, j);
    // Near a border of two keys the number is found twice.
    Optional<Quadratic> value = known.computeIfAbsent(Math.round(x * KEYS), k -> numbers.near(x));
    if (value.isEmpty()) {
      throw unknown(i, j, x);
    }
    double apart = Math.abs(value.get().enclosure(20).lower().doubleValue() - x);
    if (apart > tolerance * scales[i] * scales[j]) {
      throw new Unrecognised(
          "the product of points "
              + i
              + " and "
              + j
              + " is "
              + (float) apart
              + " away from "
              + value.get());
    }
    return value.get();
  }
}
