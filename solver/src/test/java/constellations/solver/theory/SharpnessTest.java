package constellations.solver.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.loss.Calibration;
import constellations.solver.loss.OtherLosses;
import constellations.solver.loss.Products;
import constellations.solver.loss.SigmoidLoss;
import constellations.verify.composition.Reduction;
import constellations.verify.exact.Cosine;
import constellations.verify.exact.PointSet;
import constellations.verify.exact.Quadratic;
import constellations.verify.points.Constellation;
import constellations.verify.points.Separation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The configurations at which the inequalities are equalities: each holds there, and would not if
 * its constant were one per cent better.
 */
class SharpnessTest {
  private static final BigFraction BETTER = BigFraction.of(101, 100);

  /** Four pairs (x, h), (x, -h) over the vertices (1,1,1), (1,-1,-1), ... of a simplex. */
  private static Constellation liftedSimplex(int height) {
    int[][] simplex = {{1, 1, 1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}};
    List<List<Quadratic>> u = new ArrayList<>();
    List<List<Quadratic>> v = new ArrayList<>();
    for (int[] x : simplex) {
      List<Quadratic> row = new ArrayList<>();
      for (int each : x) {
        row.add(Quadratic.of(each));
      }
      u.add(new ArrayList<>(row));
      v.add(row);
      u.get(u.size() - 1).add(Quadratic.of(height));
      row.add(Quadratic.of(-height));
    }
    return Constellation.of(PointSet.of(u), PointSet.of(v));
  }

  /** The margin and bias of that, exactly: 2/(3 + h^2) and (1 - h^2)/(3 + h^2). */
  private static BigFraction[] marginAndBias(int height) {
    int square = height * height;
    return new BigFraction[] {
      BigFraction.of(2, 3 + square), BigFraction.of(1 - square, 3 + square)
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void theorem34(int height) {
    BigFraction[] mb = marginAndBias(height);
    Separation separation = liftedSimplex(height).separation(1);
    assertEquals(mb[0].doubleValue(), separation.marginFloor(15).doubleValue(), 1e-14);
    Quadratic bias = Quadratic.of(mb[1]);
    assertTrue(Theorem34.allows(Quadratic.of(mb[0]), bias, 4));
    assertFalse(Theorem34.allows(Quadratic.of(mb[0].multiply(BETTER)), bias, 4));
    // With 3/N in the place of 4/N the simplex would not be allowed.
    BigFraction factor = BigFraction.of(3).subtract(BigFraction.of(3, 4));
    assertTrue(factor.multiply(mb[0]).compareTo(mb[1].add(1)) > 0);
  }

  /** Projected, the cosine is alpha(m, b) itself; of a larger margin it would have to be less. */
  @Test
  void projection() {
    int height = 1;
    BigFraction[] mb = marginAndBias(height);
    BigFraction alpha = Reduction.cosine(mb[0], mb[1], 2);
    assertEquals(BigFraction.of(-1, 3), alpha);
    Cosine cosine = Projection.of(liftedSimplex(height)).largestCosine(1).cosine();
    assertEquals(0, cosine.compareTo(Quadratic.of(alpha)));
    assertTrue(Reduction.cosine(mb[0].multiply(BETTER), mb[1], 2).compareTo(alpha) < 0);
    assertEquals(mb[0], Margins.of(alpha, mb[1], 2));
  }

  /** Triplets are at a distance of four margins, not more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void observation4(int height) {
    Products products = Products.of(liftedSimplex(height), 0, 1);
    double margin = marginAndBias(height)[0].doubleValue();
    assertEquals(0, OtherLosses.triplet(products, 4 * margin * (1 - 1e-12)));
    assertTrue(OtherLosses.triplet(products, 4 * margin * 1.01) > 0);
  }

  /** Rows that fail with the least terms, all other terms nearly 0: the share is attained. */
  @Property(tries = 200)
  void failingRows(
      @ForAll @IntRange(min = 2, max = 30) int pairs,
      @ForAll @IntRange(min = 0, max = 28) int less,
      @ForAll @IntRange(min = 1, max = 30) int some) {
    int batch = Math.max(2, pairs - less);
    int failing = Math.min(some, pairs);
    double x = Math.log((batch - 1.0) / (pairs - 1));
    double[][] values = new double[pairs][pairs];
    for (int i = 0; i < pairs; i++) {
      for (int j = 0; j < pairs; j++) {
        values[i][j] = i == j ? 60 : -60;
      }
    }
    // One other in the row with the same product as the match: x for one, -x for the other.
    for (int i = 0; i < failing; i++) {
      values[i][i] = -x;
      values[i][i == 0 ? pairs - 1 : i - 1] = -x;
    }
    double loss = SigmoidLoss.expectedBatch(new Products(values), batch, 1, 0);
    double share = Proposition1.failingShare(pairs, batch, loss);
    double actual = (double) failing / pairs;
    assertTrue(actual <= share * (1 + 1e-12));
    assertTrue(actual > share * 0.99);
  }

  /** The example of docs/theory.md S3. */
  @Test
  void theExampleOfProposition1() {
    double p = 0.25;
    double q = 30.0 / (24 * 23);
    double h = p * Math.log1p(q / p) + q * Math.log1p(p / q);
    assertEquals(5.0 / 24, Proposition1.failingShare(24, 6, 5 * h), 1e-15);
    // N xi/(B(B-1)), the paper's share, for a loss of xi log 2.
    assertEquals(0.824, 24 * (5 * h / Math.log(2)) / 30, 5e-4);
  }

  /** All others score just above the match: the calibration of N pairs is attained. */
  @Property(tries = 100)
  void calibrationOfPairs(@ForAll @IntRange(min = 2, max = 60) int pairs) {
    double[][] values = new double[pairs][pairs];
    for (int i = 0; i < pairs; i++) {
      values[i][i] = -1e-9;
    }
    Calibration calibration = Calibration.of(new Products(values), 0.5);
    assertTrue(calibration.deficit() <= calibration.pairBound() * (1 + 1e-8));
    assertTrue(calibration.deficit() > calibration.pairBound() * 0.99);
    assertTrue(calibration.pairBound() < calibration.sharpBound());
    assertTrue(calibration.sharpBound() < calibration.deficitBound());
  }
}
