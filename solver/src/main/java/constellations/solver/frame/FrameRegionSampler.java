package constellations.solver.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Points where the inner products of the frames of two pairs can be, and where a function of them
 * is large. Points are t, mu, xi, eta, q, r with unit vectors in the place of m: |m| = q |m|max.
 */
final class FrameRegionSampler {
  private static final int VARIABLES = 6;
  private static final int CLIMBERS = 300;
  private static final int CLIMBS = 25;
  private static final int TRIES = 8;
  private static final double FIRST_STEP = 0.1;
  private static final double SHRINK = 0.8;

  /** Maxima nearer to one another are one. */
  private static final double APART = 0.02;

  private static final int ALTERNATIONS = 12;

  /** Points that are outside by less count as inside; nothing is proved by them. */
  private static final double NEARLY = 1e-7;

  private final double beta;
  private final double largest;
  private final double root;
  private final UniformRandomProvider random;

  /**
   * Prepares.
   *
   * @param beta inner products of different pairs are at most that
   * @param largest |m|^2 is at most that
   */
  FrameRegionSampler(double beta, double largest, long seed) {
    this.beta = beta;
    this.largest = largest;
    this.root = Math.sqrt(largest);
    this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  /** The inner products t, nu, xi, eta, u, v at a point. */
  double[] products(double[] x) {
    return new double[] {
      x[0],
      x[1] * x[4] * x[5] * largest,
      x[2] * x[5] * root,
      x[3] * x[4] * root,
      x[4] * x[4] * largest,
      x[5] * x[5] * largest
    };
  }

  private double most(double[] x) {
    double[] p = products(x);
    return beta * Math.sqrt((1 + p[4]) * (1 + p[5])) + p[1] - Math.abs(p[2] - p[3]);
  }

  private boolean isInside(double[] x) {
    for (int i = 0; i < VARIABLES; i++) {
      if (Math.abs(x[i]) > 1 || (i >= 4 && x[i] < 0)) {
        return false;
      }
    }
    double sum = Math.hypot(x[0] + x[1], x[3] - x[2]) / 2;
    double difference = Math.hypot(x[0] - x[1], x[3] + x[2]) / 2;
    return sum + difference <= 1 + NEARLY && x[0] <= most(x) + NEARLY;
  }

  /**
   * Brings a point to where t is as large as may be, or only to where the products are those of
   * vectors: there the matrix (t, xi; eta, mu) has singular values up to 1, the sum and the
   * difference of the two lengths below.
   */
  private void bring(double[] x, boolean pushed) {
    for (int step = 0; step < ALTERNATIONS; step++) {
      if (pushed || x[0] > most(x)) {
        x[0] = most(x);
      }
      double sum = Math.hypot(x[0] + x[1], x[3] - x[2]) / 2;
      double difference = Math.hypot(x[0] - x[1], x[3] + x[2]) / 2;
      double over = (sum + difference - 1) / 2;
      if (over <= 0) {
        return;
      }
      double a = Math.max(0, sum - over) / Math.max(sum, 1e-300);
      double b = Math.max(0, difference - over) / Math.max(difference, 1e-300);
      double t = a * (x[0] + x[1]) + b * (x[0] - x[1]);
      double mu = a * (x[0] + x[1]) - b * (x[0] - x[1]);
      double eta = a * (x[3] - x[2]) + b * (x[3] + x[2]);
      double xi = b * (x[3] + x[2]) - a * (x[3] - x[2]);
      x[0] = t / 2;
      x[1] = mu / 2;
      x[2] = xi / 2;
      x[3] = eta / 2;
    }
  }

  /** Random points, half of them with the largest t that is possible. */
  List<double[]> points(int count) {
    List<double[]> points = new ArrayList<>();
    while (points.size() < count) {
      double[] x = new double[VARIABLES];
      for (int i = 0; i < 4; i++) {
        x[i] = 2 * random.nextDouble() - 1;
      }
      boolean full = random.nextInt(4) > 0;
      x[4] = full ? 1 : random.nextDouble();
      x[5] = full ? 1 : random.nextDouble();
      if (random.nextInt(10) < 3) {
        x[1] = 1 - 0.3 * x[1] * x[1];
      }
      double small = random.nextDouble() * random.nextDouble();
      x[2] *= small;
      x[3] = random.nextInt(3) == 0 ? x[2] : x[3] * small;
      bring(x, random.nextBoolean());
      if (isInside(x)) {
        points.add(x);
      }
    }
    return points;
  }

  /** A point and the value there. */
  private record Climber(double[] point, double value) {}

  /**
   * Maxima of a function, by random steps from the best of some points.
   *
   * @param from points to begin at
   * @return the best first, at some distance from one another
   */
  List<double[]> maxima(CompiledPolynomial function, List<double[]> from, double least) {
    List<Climber> climbers = new ArrayList<>();
    from.forEach(x -> climbers.add(new Climber(x, function.value(products(x)))));
    climbers.sort(Comparator.comparingDouble(c -> -c.value()));
    List<Climber> best = new ArrayList<>(climbers.subList(0, Math.min(CLIMBERS, climbers.size())));
    double step = FIRST_STEP;
    for (int climb = 0; climb < CLIMBS; climb++, step *= SHRINK) {
      for (int i = 0; i < best.size(); i++) {
        for (int k = 0; k < TRIES; k++) {
          best.set(i, climbed(function, best.get(i), step, k % 2 == 0));
        }
      }
    }
    best.sort(Comparator.comparingDouble(c -> -c.value()));
    List<double[]> apart = new ArrayList<>();
    for (Climber climber : best) {
      if (climber.value() > least
          && apart.stream().allMatch(x -> distance(x, climber.point()) > APART)) {
        apart.add(climber.point());
      }
    }
    return apart;
  }

  private Climber climbed(
      CompiledPolynomial function, Climber climber, double step, boolean pushed) {
    double[] x = climber.point().clone();
    for (int i = 0; i < VARIABLES; i++) {
      if (random.nextBoolean()) {
        x[i] += step * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
      }
    }
    x[4] = Math.max(0, Math.min(1, x[4]));
    x[5] = Math.max(0, Math.min(1, x[5]));
    bring(x, pushed);
    if (!isInside(x)) {
      return climber;
    }
    double value = function.value(products(x));
    return value > climber.value() ? new Climber(x, value) : climber;
  }

  private static double distance(double[] x, double[] y) {
    double largest = 0;
    for (int i = 0; i < VARIABLES; i++) {
      largest = Math.max(largest, Math.abs(x[i] - y[i]));
    }
    return largest;
  }
}
