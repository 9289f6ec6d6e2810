package constellations.solver.recognise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.code.ExistingCode;
import constellations.solver.code.find.NamedCodes;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.Rationals;
import constellations.verify.points.SphericalCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes in general position, with 16 digits: their cosines are theorems. */
class RecognitionTest {
  private static final double TOLERANCE = 1e-12;

  /** Points turned at random and rounded to 16 decimals; perhaps the first one is moved. */
  private static PointSet turned(PointSet points, long seed, double noise) {
    int d = points.dimension();
    Random random = new Random(seed);
    double[][] frame = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < d; k++) {
        frame[i][k] = random.nextGaussian();
      }
      for (int twice = 0; twice < 2; twice++) {
        for (int j = 0; j < i; j++) {
          double product = dot(frame[i], frame[j]);
          for (int k = 0; k < d; k++) {
            frame[i][k] -= product * frame[j][k];
          }
        }
      }
      double norm = Math.sqrt(dot(frame[i], frame[i]));
      for (int k = 0; k < d; k++) {
        frame[i][k] /= norm;
      }
    }
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      double[] unit = points.approximateUnit(i);
      List<Quadratic> row = new ArrayList<>();
      for (int k = 0; k < d; k++) {
        double x = dot(frame[k], unit) + (i == 0 ? noise * random.nextGaussian() : 0);
        row.add(
            Quadratic.of(
                Rationals.of(new BigDecimal(x).setScale(16, java.math.RoundingMode.HALF_EVEN))));
      }
      rows.add(row);
    }
    return PointSet.of(rows);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }

  private static PointSet named(String name) {
    ExistingCode code = NamedCodes.named(name, Map.of());
    return code.listed().orElseThrow().get();
  }

  @ParameterizedTest
  @CsvSource({
    "icosahedron, 3, 1/5*sqrt(5)",
    "d4, 4, 1/2",
    "600-cell, 4, 1/4+1/4*sqrt(5)",
    "e6, 6, 1/2",
    "e7, 7, 1/2",
    "e8, 8, 1/2",
    "e8-27, 6, 1/4",
    "e8-56, 7, 1/3",
    "leech-100, 22, 1/11"
  })
  void knownCodesAreRecognised(String name, int dimension, String cosine) {
    PointSet points = named(name);
    Recognition found = Recognition.of(turned(points, 3, 0), TOLERANCE);
    assertEquals(dimension, found.dimension(), found.reason());
    PointSet exact = found.points().orElseThrow();
    assertEquals(points.size(), exact.size());
    Quadratic expected = Quadratic.parse(cosine, "cosine");
    assertEquals(0, new SphericalCode(exact).largestCosine(1).cosine().compareTo(expected));
    assertTrue(exact.dimension() == dimension || exact.rank() == dimension);
    // One point that is moved by 1e-9 is none of the code.
    assertFalse(Recognition.of(turned(points, 3, 1e-9), TOLERANCE).points().isPresent());
  }

  /** With the digits of 32 bits rational products are recognised, and no others. */
  @Test
  void fewDigitsSufficeForRationalProducts() {
    PointSet points = turned(named("e8"), 9, 0);
    List<List<Quadratic>> rows = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      List<Quadratic> row = new ArrayList<>();
      for (double x : points.approximateUnit(i)) {
        row.add(Quadratic.of(Rationals.of(new BigDecimal((double) (float) x))));
      }
      rows.add(row);
    }
    for (double tolerance : new double[] {1.2e-6, 1e-5}) {
      Recognition found = Recognition.of(PointSet.of(rows), tolerance);
      assertTrue(found.points().isPresent(), found.reason());
    }
  }

  /**
   * The square antiprism has products in Q(sqrt 2) and no coordinates there in three dimensions.
   */
  @Test
  void productsWithoutCoordinatesAreSaidToBe() {
    List<List<Quadratic>> rows = new ArrayList<>();
    // Neighbours of one square and of both have one cosine c = (2 sqrt 2 - 1)/7: h^2 = c.
    double h = Math.sqrt((2 * Math.sqrt(2) - 1) / 7);
    double r = Math.sqrt(1 - h * h);
    for (int i = 0; i < 8; i++) {
      double angle = i * Math.PI / 4;
      double[] point = {r * Math.cos(angle), r * Math.sin(angle), i % 2 == 0 ? h : -h};
      List<Quadratic> row = new ArrayList<>();
      for (double x : point) {
        row.add(Quadratic.of(Rationals.of(new BigDecimal(x))));
      }
      rows.add(row);
    }
    Recognition found = Recognition.of(PointSet.of(rows), TOLERANCE);
    assertFalse(found.points().isPresent());
    assertTrue(found.reason().contains("sqrt(2)"), found.reason());
  }

  /** A random matrix of integers has a Gram matrix with a factor of the same products. */
  @Property(tries = 60)
  void gramMatricesAreFactored(
      @ForAll @IntRange(min = 1, max = 4) int d,
      @ForAll @IntRange(min = 2, max = 9) int n,
      @ForAll long seed) {
    Random random = new Random(seed);
    long[][] x = new long[n][d];
    for (long[] row : x) {
      do {
        for (int k = 0; k < d; k++) {
          row[k] = random.nextInt(7) - 3L;
        }
      } while (java.util.Arrays.stream(row).allMatch(v -> v == 0));
    }
    List<List<Quadratic>> gram = new ArrayList<>();
    for (long[] a : x) {
      List<Quadratic> row = new ArrayList<>();
      for (long[] b : x) {
        long sum = 0;
        for (int k = 0; k < d; k++) {
          sum += a[k] * b[k];
        }
        row.add(Quadratic.of(sum));
      }
      gram.add(row);
    }
    Recognition found = Recognition.ofGram(gram);
    PointSet exact = found.points().orElseThrow(() -> new AssertionError(found.reason()));
    assertTrue(found.dimension() <= d);
    PointSet given =
        PointSet.ofIntegers(
            d, java.util.Arrays.stream(x).flatMapToLong(java.util.Arrays::stream).toArray());
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(0, exact.cosine(i, exact, j).compareTo(given.cosine(i, given, j)));
      }
    }
    // With one product changed it is the matrix of no points, or of others.
    List<List<Quadratic>> other = new ArrayList<>(gram.stream().map(ArrayList::new).toList());
    Quadratic large = gram.get(0).get(0).add(gram.get(1).get(1));
    other.get(0).set(1, large);
    other.get(1).set(0, large);
    assertFalse(Recognition.ofGram(other).points().isPresent());
  }

  @Property(tries = 300)
  void positiveNumbersAreSumsOfFewSquares(
      @ForAll @IntRange(min = 1, max = 5000) int p, @ForAll @IntRange(min = 1, max = 60) int q) {
    BigFraction x = BigFraction.of(p, q);
    List<BigFraction> summands = Squares.summands(x).orElseThrow();
    BigFraction sum = BigFraction.ZERO;
    for (BigFraction a : summands) {
      sum = sum.add(a.multiply(a));
    }
    assertEquals(x, sum);
    assertTrue(summands.size() <= 4);
    assertEquals(Squares.root(x).isPresent(), summands.size() == 1);
  }

  @Property(tries = 300)
  void rootsInFieldsAreFound(
      @ForAll @IntRange(min = -30, max = 30) int a,
      @ForAll @IntRange(min = -30, max = 30) int b,
      @ForAll @IntRange(min = 1, max = 9) int q,
      @ForAll @IntRange(min = 2, max = 11) int d) {
    BigInteger radicand = Squares.free(BigFraction.of(d));
    Quadratic x = Quadratic.of(BigFraction.of(a, q), BigFraction.of(b, q), radicand);
    Optional<Quadratic> root = Squares.root(x.square(), radicand);
    if (x.signum() != 0) {
      assertEquals(0, root.orElseThrow().compareTo(x.signum() > 0 ? x : x.negate()));
    }
  }
}
