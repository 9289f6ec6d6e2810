package constellations.solver.recognise;

import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Orthogonal vectors in the space of the points, as far as they go points or sums and differences
 * of two of one norm, then what is left of points by Gram and Schmidt: the simpler the vectors, the
 * simpler the coordinates along them.
 */
final class OrthogonalFrame {
  private static final int POOL_POINTS = 120;
  private static final int TRIED = 40;
  private static final int MOST_AXES = 128;
  private static final double ZERO = 1e-7;

  /** One point, or the sum or difference of two. */
  private record Candidate(int i, int j, int sign) {
    double of(double[] row) {
      return row[i] + (sign == 0 ? 0 : sign * row[j]);
    }

    Quadratic of(Quadratic[] row) {
      return sign == 0 ? row[i] : sign > 0 ? row[i].add(row[j]) : row[i].subtract(row[j]);
    }
  }

  /** A vector by its products with all points, and its squared norm. */
  record Axis(Quadratic[] products, Quadratic norm) {}

  private final Products products;
  private final List<Axis> axes = new ArrayList<>();
  private final double[] left;

  private OrthogonalFrame(Products products) {
    this.products = products;
    this.left = new double[products.size()];
    for (int i = 0; i < left.length; i++) {
      left[i] = products.near(i, i);
    }
  }

  List<Axis> axes() {
    return Collections.unmodifiableList(axes);
  }

  /**
   * A frame; another one for each seed.
   *
   * @throws Products.Unrecognised if the products are not those of points, or not known
   */
  static OrthogonalFrame of(Products products, long seed) {
    OrthogonalFrame frame = new OrthogonalFrame(products);
    List<Candidate> pool = pool(products, seed);
    for (Candidate candidate : orthogonal(products, pool)) {
      frame.add(candidate);
    }
    while (frame.add()) {
      if (frame.axes.size() > MOST_AXES) {
        throw new Products.Unrecognised("the points span more than " + MOST_AXES + " dimensions");
      }
    }
    frame.check();
    return frame;
  }

  /** Points first, so that frames of points are found before others. */
  private static List<Candidate> pool(Products products, long seed) {
    int n = products.size();
    int count = Math.min(POOL_POINTS, n);
    Random random = new Random(seed);
    List<Candidate> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      points.add(new Candidate(i, i, 0));
    }
    List<Candidate> pairs = new ArrayList<>();
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < a; b++) {
        int i = (int) ((long) a * n / count);
        int j = (int) ((long) b * n / count);
        pairs.add(new Candidate(i, j, 1));
        pairs.add(new Candidate(i, j, -1));
      }
    }
    if (seed > 0) {
      Collections.shuffle(points, random);
      Collections.shuffle(pairs, random);
    }
    // Every other frame begins with pairs.
    List<Candidate> pool = new ArrayList<>(seed % 2 == 0 ? points : pairs);
    pool.addAll(seed % 2 == 0 ? pairs : points);
    return pool;
  }

  /** Pairwise orthogonal candidates of one norm, the first one with the first of the pool. */
  private static List<Candidate> orthogonal(Products products, List<Candidate> pool) {
    List<Candidate> chosen = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    double norm = 0;
    for (Candidate c : pool) {
      double own = norm(products, c);
      if (own < ZERO || (norm > 0 && Math.abs(own - norm) > ZERO * norm)) {
        continue;
      }
      if (rows.stream().allMatch(row -> Math.abs(c.of(row)) < ZERO * own)) {
        double[] row = new double[products.size()];
        for (int k = 0; k < row.length; k++) {
          row[k] =
              products.near(c.i(), k) + (c.sign() == 0 ? 0 : c.sign() * products.near(c.j(), k));
        }
        rows.add(row);
        chosen.add(c);
        norm = own;
      }
    }
    return chosen;
  }

  private static double norm(Products products, Candidate c) {
    double i = products.near(c.i(), c.i());
    return c.sign() == 0
        ? i
        : i + products.near(c.j(), c.j()) + 2 * c.sign() * products.near(c.i(), c.j());
  }

  private void add(Candidate c) {
    Quadratic[] row = new Quadratic[products.size()];
    for (int k = 0; k < row.length; k++) {
      Quadratic x = products.exact(c.i(), k);
      Quadratic y = c.sign() == 0 ? Quadratic.ZERO : products.exact(c.j(), k);
      row[k] = c.sign() >= 0 ? x.add(y) : x.subtract(y);
    }
    add(row, c.of(row));
  }

  private void add(Quadratic[] row, Quadratic norm) {
    axes.add(new Axis(row, norm));
    double n = near(norm);
    for (int i = 0; i < left.length; i++) {
      double x = near(row[i]);
      left[i] -= x * x / n;
    }
  }

  private static double near(Quadratic x) {
    return x.isRational()
        ? x.rational().doubleValue()
        : x.rational().doubleValue()
            + x.coefficient().doubleValue() * Math.sqrt(x.radicand().doubleValue());
  }

  /** Adds what is left of the point that leaves the simplest norm; false when nothing is left. */
  private boolean add() {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < left.length && open.size() < TRIED; i++) {
      if (left[i] > ZERO * products.near(i, i)) {
        open.add(i);
      }
    }
    Optional<Integer> best = open.stream().min(Comparator.comparingInt(i -> length(leftNorm(i))));
    best.ifPresent(
        i -> {
          Quadratic[] row = new Quadratic[left.length];
          for (int k = 0; k < row.length; k++) {
            row[k] = products.exact(i, k);
          }
          for (Axis axis : axes) {
            Quadratic factor = axis.products()[i].divide(axis.norm());
            for (int k = 0; k < row.length && factor.signum() != 0; k++) {
              row[k] = row[k].subtract(factor.multiply(axis.products()[k]));
            }
          }
          if (row[i].signum() <= 0) {
            throw new Products.Unrecognised(
                "products that are not positive semidefinite (point " + i + ")");
          }
          add(row, row[i]);
        });
    return best.isPresent();
  }

  private Quadratic leftNorm(int i) {
    Quadratic norm = products.exact(i, i);
    for (Axis axis : axes) {
      norm = norm.subtract(axis.products()[i].square().divide(axis.norm()));
    }
    return norm;
  }

  /** How much a norm costs: the bits of its class of squares first. */
  private int length(Quadratic norm) {
    if (axes.isEmpty()) {
      return 0;
    }
    Quadratic ratio = norm.divide(axes.get(0).norm());
    BigInteger radicand = products.radicand();
    boolean square = ratio.signum() > 0 && Squares.root(ratio, radicand).isPresent();
    BigFraction size = ratio.rational();
    int bits = size.getNumerator().bitLength() + size.getDenominator().bitLength();
    return bits + (square ? 0 : 1000);
  }

  /** All points lie in the space of the axes. */
  private void check() {
    for (int i = 0; i < left.length; i++) {
      int sign = leftNorm(i).signum();
      if (sign != 0) {
        throw new Products.Unrecognised(
            sign < 0
                ? "products that are not positive semidefinite (point " + i + ")"
                : "point " + i + " lies outside the space of the others");
      }
    }
  }
}
