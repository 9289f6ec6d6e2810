package constellations.verify.frame;

import constellations.verify.exact.WorkBudget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Decides whether a polynomial is at least 0 where the inner products of the frames of two pairs
 * can be, by Bernstein coefficients on boxes that are halved. Coefficients are doubles, with a
 * bound on their error; a box is done where they prove that the polynomial is at least a function
 * which is not negative in the region, or that the region does not meet the box.
 *
 * <p>The argument: docs/theory.md T30.
 */
final class FrameRegion {
  private static final int VARIABLES = FramePolynomial.VARIABLES;
  private static final int T = 0;
  private static final int NU = 1;
  private static final int XI = 2;
  private static final int ETA = 3;
  private static final int U = 4;
  private static final int V = 5;

  /** More coefficients on one box are not begun with. */
  private static final int MAX_SIZE = 100_000;

  /** Ends of the first box have so many bits, and it is halved so often at most along one axis. */
  private static final int END_BITS = 24;

  static final int MAX_HALVINGS = 28;

  /** The largest |m|^2 is between these, or nothing is decided. */
  private static final double MIN_RATIO = 0x1p-20;

  private static final double MAX_RATIO = 0x1p40;

  /** The unit roundoff. */
  static final double UNIT = 0x1p-53;

  /**
   * Sums of a dozen products of doubles are wrong by less than this times their absolute values.
   */
  private static final double SUM_ERROR = 64 * UNIT;

  /** So often what is in the way is taken for another function to take off. */
  private static final int ROUNDS = 3;

  /** Relatively, how negative a value is that ends the search for a proof early. */
  private static final double CLEARLY = 1e-9;

  /** Operations on a box for each coefficient, roughly. */
  private static final double WORK = 400;

  private final FramePolynomial polynomial;
  private final double beta;
  private final double largest;
  private final WorkBudget budget;
  private final int[] degrees = new int[VARIABLES];
  private final int[] strides = new int[VARIABLES];
  private final int size;

  /** The polynomial in floating point, to look for points where it is negative. */
  private final List<Term> terms = new ArrayList<>();

  private double scale;
  private long boxes;

  /**
   * Prepares.
   *
   * @param polynomial what is to be at least 0
   * @param beta inner products of different pairs are at most that
   * @param largest |m|^2 is at most that, positive
   * @param budget what the decision may cost
   */
  FrameRegion(
      FramePolynomial polynomial, BigFraction beta, BigFraction largest, WorkBudget budget) {
    this.polynomial = polynomial;
    this.beta = BernsteinTensor.nearly(beta);
    this.largest = roundedUp(BernsteinTensor.nearly(largest));
    this.budget = budget;
    double count = 1;
    for (int i = VARIABLES - 1; i >= 0; i--) {
      // A linear function needs a degree of 1.
      degrees[i] = Math.max(1, polynomial.degree(i));
      strides[i] = (int) Math.min(count, MAX_SIZE);
      count *= degrees[i] + 1;
    }
    this.size = (int) Math.min(count, MAX_SIZE + 1);
    polynomial.forEach((key, c) -> terms.add(Term.of(key, BernsteinTensor.nearly(c))));
  }

  /** A term of the polynomial. */
  private record Term(double coefficient, int[] exponents) {
    static Term of(int key, double coefficient) {
      int[] exponents = new int[VARIABLES];
      for (int i = 0; i < VARIABLES; i++) {
        exponents[i] = FramePolynomial.exponent(key, i);
      }
      return new Term(coefficient, exponents);
    }
  }

  /**
   * The answer.
   *
   * @param holds whether the polynomial was proved to be at least 0
   * @param reason where it is negative, or why the question was given up
   * @param boxes how many boxes were looked at
   */
  record Answer(boolean holds, String reason, long boxes) {}

  /** A point of the region where the polynomial is negative. */
  private static final class Negative extends RuntimeException {
    private static final long serialVersionUID = 1;

    Negative(String point) {
      super(point);
    }
  }

  /** A part of the region, with the Bernstein coefficients on it. */
  private record Box(
      double[] coefficients, double[] low, double[] high, int[] halvings, int averages) {}

  /** A number of at most {@value #END_BITS} bits that is above a double by an ulp or more. */
  static double roundedUp(double x) {
    double above = Math.nextUp(x);
    double unit = Math.scalb(1.0, Math.getExponent(above) - END_BITS + 1);
    return Math.ceil(above / unit) * unit;
  }

  /** {@return whether pairs of so large a |m|^2 can be decided} */
  static boolean isInRange(BigFraction largest) {
    double x = BernsteinTensor.nearly(largest);
    return x > MIN_RATIO && x < MAX_RATIO;
  }

  Answer decide() {
    if (size > MAX_SIZE) {
      return new Answer(false, "undecided: the polynomial is too large", 0);
    }
    try {
      return decided();
    } catch (Negative e) {
      return new Answer(false, "negative near " + e.getMessage(), boxes);
    } catch (WorkBudget.Exhausted e) {
      return new Answer(false, String.valueOf(e.getMessage()), boxes);
    }
  }

  private Answer decided() {
    double root = roundedUp(Math.sqrt(largest));
    double[] low = {-1, -largest, -root, -root, 0, 0};
    double[] high = {1, largest, root, root, largest, largest};
    budget.charge(size * 100.0 * VARIABLES * (1 + polynomial.bits() / 64.0));
    double[] coefficients = BernsteinTensor.of(polynomial, degrees, low, high);
    for (double c : coefficients) {
      scale = Math.max(scale, Math.abs(c));
    }
    if (!(scale < 0x1p500)) {
      return new Answer(false, "undecided: coefficients of " + scale, 0);
    }
    Deque<Box> open = new ArrayDeque<>();
    open.push(new Box(coefficients, low, high, new int[VARIABLES], 0));
    while (!open.isEmpty()) {
      Box box = open.pop();
      boxes++;
      budget.charge(size * WORK);
      Optional<double[]> variation = undecided(box);
      if (variation.isEmpty()) {
        continue;
      }
      int axis = axis(box, variation.get());
      if (axis < 0) {
        return new Answer(false, "undecided near " + text(centre(box)), boxes);
      }
      open.push(half(box, axis, true));
      open.push(half(box, axis, false));
    }
    return new Answer(true, "", boxes);
  }

  private static double[] centre(Box box) {
    double[] centre = new double[VARIABLES];
    for (int i = 0; i < VARIABLES; i++) {
      centre[i] = (box.low()[i] + box.high()[i]) / 2;
    }
    return centre;
  }

  private static String text(double[] x) {
    return String.format(
        Locale.ROOT,
        "t = %.6f, nu = %.6f, xi = %.6f, eta = %.6f, u = %.6f, v = %.6f",
        x[T],
        x[NU],
        x[XI],
        x[ETA],
        x[U],
        x[V]);
  }

  /** The polynomial at a point, in floating point; only for rejections. */
  private double value(double[] x) {
    double sum = 0;
    for (Term term : terms) {
      double product = term.coefficient();
      for (int i = 0; i < VARIABLES; i++) {
        for (int k = 0; k < term.exponents()[i]; k++) {
          product *= x[i];
        }
      }
      sum += product;
    }
    return sum;
  }

  /**
   * Nothing if the box is done: the region does not meet it, or the polynomial is at least 0 there.
   * Else how much the polynomial, less what was taken off it, changes along each axis.
   */
  private Optional<double[]> undecided(Box box) {
    double[] low = box.low();
    double[] high = box.high();
    // The two pairs may be swapped, and all U with all V: xi >= eta and u >= v.
    if (high[XI] < low[ETA] || high[U] < low[V]) {
      return Optional.empty();
    }
    double error = (1 + box.averages()) * 2 * UNIT * scale + Double.MIN_NORMAL;
    double[] c = box.coefficients();
    if (least(c) >= error) {
      return Optional.empty();
    }
    refute(centre(box));
    List<Linear> constraints = new ArrayList<>();
    constraints.add(Linear.products(beta, low, high));
    constraints.add(Linear.order(XI, ETA));
    constraints.add(Linear.order(U, V));
    for (double[] z : new GramMatrix(centre(box)).smallest()) {
      constraints.add(Linear.gram(z));
    }
    Grid grid = new Grid(degrees, strides, low, high);
    Multipliers search = new Multipliers(c, grid, scale);
    Linear sum = Linear.sum(List.of(), new double[0]);
    int looked = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Linear constraint : constraints.subList(looked, constraints.size())) {
        if (constraint.most(low, high) < -SUM_ERROR * constraint.size(low, high)) {
          return Optional.empty();
        }
      }
      looked = constraints.size();
      Multipliers.Found found = search.of(constraints);
      if (found.least() > 0 && isAbove(box, constraints, found.multipliers(), error)) {
        return Optional.empty();
      }
      sum = Linear.sum(constraints, found.multipliers());
      // The vertex in the way: outside of the region, it shows another function to take off.
      GramMatrix there = new GramMatrix(grid.vertex(found.at()));
      double[] z = there.smallest()[0];
      if (there.form(z) >= 0) {
        break;
      }
      constraints.add(Linear.gram(z));
    }
    return Optional.of(grid.variation(grid.less(c, sum)));
  }

  /** Whether the polynomial is at least the sum of these multiples of functions, for certain. */
  private boolean isAbove(Box box, List<Linear> functions, double[] multipliers, double error) {
    double[] rest = box.coefficients().clone();
    double taken = scale;
    for (int j = 0; j < multipliers.length; j++) {
      double multiplier = Math.max(0, multipliers[j]);
      taken += multiplier * functions.get(j).size(box.low(), box.high());
      double[] values = functions.get(j).coefficients(degrees, box.low(), box.high(), size);
      for (int i = 0; i < size; i++) {
        rest[i] -= multiplier * values[i];
      }
    }
    return taken < 0x1p1000 && least(rest) >= error + SUM_ERROR * taken;
  }

  /**
   * Rejects if the polynomial is negative at a point of the region, its t as large as may be. That
   * is seen in floating point; nothing is accepted by it, and what is this near would not be
   * proved.
   */
  private void refute(double[] x) {
    x[T] = beta * Math.sqrt((1 + x[U]) * (1 + x[V])) + x[NU] - Math.abs(x[XI] - x[ETA]);
    if (new GramMatrix(x).isPositive() && value(x) < -CLEARLY * scale) {
      throw new Negative(text(x));
    }
  }

  /** The least number; what holds no number, or an infinite one, is below all. */
  static double least(double[] x) {
    double least = Double.MAX_VALUE;
    for (double each : x) {
      if (!Double.isFinite(each)) {
        return Double.NEGATIVE_INFINITY;
      }
      least = Math.min(least, each);
    }
    return least;
  }

  /** The axis of the largest variation along which the box may be halved; -1 if there is none. */
  private static int axis(Box box, double[] variation) {
    int axis = -1;
    for (int i = 0; i < VARIABLES; i++) {
      if (box.halvings()[i] < MAX_HALVINGS && (axis < 0 || variation[i] > variation[axis])) {
        axis = i;
      }
    }
    return axis;
  }

  /** The lower or the upper half of a box. */
  private Box half(Box box, int axis, boolean lower) {
    double middle = (box.low()[axis] + box.high()[axis]) / 2;
    double[] low = box.low().clone();
    double[] high = box.high().clone();
    (lower ? high : low)[axis] = middle;
    int[] halvings = box.halvings().clone();
    halvings[axis]++;
    double[] c = box.coefficients().clone();
    int n = degrees[axis];
    int stride = strides[axis];
    for (int block = 0; block < size; block += stride * (n + 1)) {
      for (int start = block; start < block + stride; start++) {
        for (int level = 1; level <= n; level++) {
          if (lower) {
            for (int k = n; k >= level; k--) {
              c[start + k * stride] = (c[start + k * stride] + c[start + (k - 1) * stride]) * 0.5;
            }
          } else {
            for (int k = 0; k <= n - level; k++) {
              c[start + k * stride] = (c[start + k * stride] + c[start + (k + 1) * stride]) * 0.5;
            }
          }
        }
      }
    }
    return new Box(c, low, high, halvings, box.averages() + n);
  }
}
