package constellations.solver.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IsometriesTest {
  private static final double TOLERANCE = 1e-9;

  private static double[][] units(int[][] rows) {
    return Arrays.stream(rows)
        .map(
            row -> {
              double norm = Math.sqrt(Arrays.stream(row).mapToDouble(x -> x * x).sum());
              return Arrays.stream(row).mapToDouble(x -> x / norm).toArray();
            })
        .toArray(double[][]::new);
  }

  private static Isometries.Symmetry symmetry(double[][] points) {
    return Isometries.symmetry(
        ProductClasses.of(List.<double[][]>of(points), TOLERANCE), points.length, () -> false);
  }

  private static Optional<Boolean> same(double[][] one, double[][] other) {
    return Isometries.same(
        ProductClasses.of(List.of(one, other), TOLERANCE), one.length, () -> false);
  }

  /** All orders of the points that keep all products, one after the other. */
  private static int bruteForce(double[][] points) {
    return count(points, new int[0]);
  }

  private static int count(double[][] points, int[] images) {
    int level = images.length;
    if (level == points.length) {
      return 1;
    }
    int sum = 0;
    int[] longer = Arrays.copyOf(images, level + 1);
    for (int image = 0; image < points.length; image++) {
      longer[level] = image;
      boolean keeps = true;
      for (int i = 0; i < level && keeps; i++) {
        keeps =
            images[i] != image
                && Math.abs(dot(points[i], points[level]) - dot(points[images[i]], points[image]))
                    < TOLERANCE;
      }
      sum += keeps ? count(points, longer) : 0;
    }
    return sum;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** N different vectors of -1, 0, 1 in R^d, with many symmetries as often as few. */
  private static double[][] small(long seed, int points, int dimension) {
    Random random = new Random(seed);
    List<List<Integer>> rows = new ArrayList<>();
    while (rows.size() < points) {
      List<Integer> row = new ArrayList<>();
      for (int k = 0; k < dimension; k++) {
        row.add(random.nextInt(3) - 1);
      }
      boolean zero = row.stream().allMatch(x -> x == 0);
      if (!zero && !rows.contains(row)) {
        rows.add(row);
      }
    }
    return units(
        rows.stream()
            .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  @Property(tries = 300, seed = "5")
  void theOrderIsThatOfBruteForce(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int points) {
    double[][] x = small(seed, points, 3);
    assertEquals(
        Optional.of(BigInteger.valueOf(bruteForce(x))),
        symmetry(x).order(),
        () -> Arrays.deepToString(x));
  }

  @Property(tries = 200, seed = "6")
  void aRotatedShuffledCodeIsTheSameAndAChangedOneIsNot(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 20) int points) {
    double[][] x = small(seed, points, 4);
    Random random = new Random(seed);
    // A reflection and two rotations in coordinate planes.
    double a = random.nextDouble();
    double b = random.nextDouble();
    List<double[]> moved = new ArrayList<>();
    for (double[] row : x) {
      double[] y = {
        -(row[0] * Math.cos(a) - row[1] * Math.sin(a)),
        row[0] * Math.sin(a) + row[1] * Math.cos(a),
        row[2] * Math.cos(b) - row[3] * Math.sin(b),
        row[2] * Math.sin(b) + row[3] * Math.cos(b)
      };
      moved.add(y);
    }
    Collections.shuffle(moved, random);
    double[][] other = moved.toArray(double[][]::new);
    assertEquals(Optional.of(true), same(x, other));
    double[] first = other[0].clone();
    other[0] = units(new int[][] {{3, 5, 7, 11}})[0];
    assertTrue(
        same(x, other).equals(Optional.of(false)) || Arrays.equals(first, other[0]),
        () -> Arrays.deepToString(x));
  }

  /** As many points and equal products of each value, but not the same: two graphs with paths. */
  @Test
  void equalDistributionsAreNotEnough() {
    // Signed roots as edges: a hexagon, and two triangles, as frames e_i + e_j.
    int[][] hexagon = {
      {1, 1, 0, 0, 0, 0}, {0, 1, 1, 0, 0, 0}, {0, 0, 1, 1, 0, 0},
      {0, 0, 0, 1, 1, 0}, {0, 0, 0, 0, 1, 1}, {1, 0, 0, 0, 0, 1}
    };
    int[][] triangles = {
      {1, 1, 0, 0, 0, 0}, {0, 1, 1, 0, 0, 0}, {1, 0, 1, 0, 0, 0},
      {0, 0, 0, 1, 1, 0}, {0, 0, 0, 0, 1, 1}, {0, 0, 0, 1, 0, 1}
    };
    assertEquals(Optional.of(false), same(units(hexagon), units(triangles)));
    assertEquals(Optional.of(BigInteger.valueOf(12)), symmetry(units(hexagon)).order());
    assertEquals(Optional.of(BigInteger.valueOf(72)), symmetry(units(triangles)).order());
  }

  @Test
  void whatIsStoppedIsNotDecided() {
    double[][] x = units(new int[][] {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    ProductClasses one = ProductClasses.of(List.<double[][]>of(x), TOLERANCE);
    assertEquals(Optional.empty(), Isometries.symmetry(one, 4, () -> true).order());
    ProductClasses both = ProductClasses.of(List.of(x, x), TOLERANCE);
    assertEquals(Optional.empty(), Isometries.same(both, 4, () -> true));
  }
}
