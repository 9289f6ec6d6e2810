package constellations.verify.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.exact.WorkBudget;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class FrameRegionTest {
  private static final BigFraction LARGEST = BigFraction.of(3, 5);

  private static FrameRegion.Answer decide(FramePolynomial f, BigFraction beta) {
    return new FrameRegion(f, beta, LARGEST, WorkBudget.of(2e9)).decide();
  }

  private static FramePolynomial constant(int numerator, int denominator) {
    return FramePolynomial.of(BigFraction.of(numerator, denominator));
  }

  /** beta (1 + P^2) + P^2 is the largest t: at beta = -1/4 and P^2 = 3/5 it is 1/5. */
  @Test
  void theLargestProductIsAlpha() {
    BigFraction beta = BigFraction.of(-1, 4);
    assertTrue(decide(constant(201, 1000).subtract(FramePolynomial.T), beta).holds());
    assertFalse(decide(constant(199, 1000).subtract(FramePolynomial.T), beta).holds());
    FrameRegion.Answer no = decide(constant(190, 1000).subtract(FramePolynomial.T), beta);
    assertTrue(no.reason().startsWith("negative near t = 0.19"), no.reason());
    BigFraction positive = BigFraction.of(1, 10);
    assertTrue(decide(constant(761, 1000).subtract(FramePolynomial.T), positive).holds());
    assertFalse(decide(constant(758, 1000).subtract(FramePolynomial.T), positive).holds());
  }

  /** xi is at most P, and where it is P the other products are 0. */
  @Test
  void theGramMatrixIsUsed() {
    FramePolynomial squares =
        FramePolynomial.XI
            .multiply(FramePolynomial.XI)
            .add(FramePolynomial.T.multiply(FramePolynomial.T).multiply(FramePolynomial.V));
    BigFraction beta = BigFraction.of(1, 2);
    assertTrue(decide(constant(61, 100).subtract(squares), beta).holds());
    assertFalse(decide(constant(59, 100).subtract(squares), beta).holds());
  }

  @Test
  void whatIsNoNumberIsBelowAll() {
    double nan = Double.NaN;
    double infinity = Double.POSITIVE_INFINITY;
    for (double[] x :
        new double[][] {{-1, nan, 1}, {1, nan}, {nan}, {1, infinity}, {nan, infinity}}) {
      assertEquals(Double.NEGATIVE_INFINITY, FrameRegion.least(x));
    }
    assertEquals(-1, FrameRegion.least(new double[] {3, -1, 2}));
  }

  @Property(tries = 300)
  void linearFunctionsAreNotNegative(
      @ForAll long seed, @ForAll @DoubleRange(min = -0.9, max = 0.9) double beta) {
    Random random = new Random(seed);
    BigFraction[] exact =
        RandomFrames.products(RandomFrames.frame(random, 4), RandomFrames.frame(random, 4));
    double[] x = RandomFrames.doubles(exact);
    double[] low = new double[6];
    double[] high = new double[6];
    for (int i = 0; i < 6; i++) {
      low[i] = x[i] - random.nextDouble() * (i >= 4 ? x[i] : 1);
      high[i] = x[i] + random.nextDouble();
    }
    // With t at its largest value the first function is 0 at best, and never below.
    double[] tight = x.clone();
    tight[0] = beta * Math.sqrt((1 + x[4]) * (1 + x[5])) + x[1] - (x[2] - x[3]);
    Linear products = Linear.products(beta, low, high);
    assertTrue(value(products, tight) >= -1e-14 * products.size(low, high));
    double[] z = {
      random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian()
    };
    Linear gram = Linear.gram(z);
    assertTrue(value(gram, x) >= -1e-14 * gram.size(low, high));
    double most = gram.most(low, high);
    assertTrue(most >= value(gram, x) - 1e-13 * gram.size(low, high));
  }

  /** Not so weak that it would not show: at the centre of a small box it is nearly 0. */
  @Property(tries = 100)
  void theFirstFunctionIsTight(
      @ForAll long seed, @ForAll @DoubleRange(min = -0.9, max = 0.9) double beta) {
    Random random = new Random(seed);
    double u = random.nextDouble();
    double v = random.nextDouble();
    double[] x = {0, 0.1, 0.2, 0.1, u, v};
    x[0] = beta * Math.sqrt((1 + u) * (1 + v)) + x[1] - (x[2] - x[3]);
    double[] low = x.clone();
    double[] high = x.clone();
    for (int i = 4; i < 6; i++) {
      low[i] -= 1e-3;
      high[i] += 1e-3;
    }
    assertEquals(0, value(Linear.products(beta, low, high), x), 1e-6);
  }

  private static double value(Linear linear, double[] x) {
    double sum = linear.constant();
    for (int i = 0; i < x.length; i++) {
      sum += linear.slopes()[i] * x[i];
    }
    return sum;
  }

  /** Every coefficient of a linear function is its value at a point of the grid. */
  @Property(tries = 50)
  void coefficientsOfPolynomialsAndLinearFunctionsAgree(@ForAll long seed) {
    Random random = new Random(seed);
    FramePolynomial[] variables = {
      FramePolynomial.T,
      FramePolynomial.NU,
      FramePolynomial.XI,
      FramePolynomial.ETA,
      FramePolynomial.U,
      FramePolynomial.V
    };
    double[] slopes = new double[6];
    double[] low = new double[6];
    double[] high = new double[6];
    int[] degrees = new int[6];
    FramePolynomial sum = constant(1, 4);
    int size = 1;
    for (int i = 0; i < 6; i++) {
      slopes[i] = (random.nextInt(17) - 8) / 8.0;
      sum = sum.add(variables[i].multiply(BigFraction.from(slopes[i])));
      low[i] = -random.nextInt(5) / 4.0;
      high[i] = (1 + random.nextInt(4)) / 4.0;
      degrees[i] = 1 + random.nextInt(3);
      size *= degrees[i] + 1;
    }
    double[] exact = BernsteinTensor.of(sum, degrees, low, high);
    double[] quick = new Linear(0.25, slopes).coefficients(degrees, low, high, size);
    for (int i = 0; i < size; i++) {
      assertEquals(exact[i], quick[i], 1e-14);
    }
  }
}
