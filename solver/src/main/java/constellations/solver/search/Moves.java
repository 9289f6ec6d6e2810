package constellations.solver.search;

import constellations.solver.search.objective.PairObjective;
import constellations.solver.search.objective.PairObjective.Term;
import constellations.solver.search.objective.RandomStarts;
import constellations.solver.search.polish.Holes;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Changes of a configuration from which basin hopping starts anew, and the deletion and insertion
 * of points.
 */
final class Moves {
  private static final double CONTACT = 1e-5;
  private static final double[] NOISE = {0.02, 0.05, 0.1, 0.2, 0.4};

  private final PairObjective objective;
  private final int dimension;

  Moves(PairObjective objective) {
    this.objective = objective;
    this.dimension = objective.dimension();
  }

  /** A changed copy of x. */
  double[] hop(double[] x, UniformRandomProvider random) {
    double[] y = x.clone();
    double kind = random.nextDouble();
    if (kind < 0.6) {
      relocate(y, random);
    } else if (kind < 0.8) {
      disturb(y, NOISE[random.nextInt(NOISE.length)], random, false);
    } else if (kind < 0.9) {
      disturb(y, NOISE[random.nextInt(NOISE.length)], random, true);
    } else {
      twist(y, random);
    }
    PairObjective.normalise(y, dimension);
    return y;
  }

  /**
   * Copies the first points of orbits, each but one or two, which stay as they are.
   *
   * @param from what is copied
   * @param to random rows, changed in place
   */
  void hopOrbits(double[] from, double[] to, UniformRandomProvider random) {
    int rows = to.length / dimension;
    int first = random.nextInt(rows);
    int second = random.nextBoolean() ? first : random.nextInt(rows);
    for (int row = 0; row < rows; row++) {
      if (row != first && row != second) {
        System.arraycopy(from, row * dimension, to, row * dimension, dimension);
      }
    }
  }

  /** A copy with each point moved by about this much. */
  double[] disturbed(double[] x, double noise, UniformRandomProvider random) {
    double[] y = x.clone();
    disturb(y, noise, random, false);
    PairObjective.normalise(y, dimension);
    return y;
  }

  /** A copy with few items elsewhere. */
  double[] relocated(double[] x, UniformRandomProvider random) {
    double[] y = x.clone();
    relocate(y, random);
    PairObjective.normalise(y, dimension);
    return y;
  }

  /** Moves items, mostly loaded ones: a point to a deep hole, the vectors of a tuple anywhere. */
  private void relocate(double[] x, UniformRandomProvider random) {
    int items = objective.items();
    int count = 1;
    while (random.nextDouble() < 0.4 && count < items / 3) {
      count++;
    }
    for (int i = 0; i < count; i++) {
      int item = random.nextDouble() < 0.3 ? random.nextInt(items) : loaded(x, random);
      if (objective.modalities() == 1) {
        exchangeWithLast(x, item);
        double[] hole = new Holes(x, items - 1, dimension).deepest(random);
        System.arraycopy(hole, 0, x, (items - 1) * dimension, dimension);
      } else {
        for (int a = 0; a < objective.modalities(); a++) {
          double[] anywhere = RandomStarts.sphere(random, 1, dimension);
          System.arraycopy(anywhere, 0, x, (a * items + item) * dimension, dimension);
        }
      }
    }
  }

  /** Exchanges a row with the last. */
  private void exchangeWithLast(double[] x, int row) {
    int last = (objective.items() - 1) * dimension;
    for (int k = 0; k < dimension; k++) {
      double value = x[row * dimension + k];
      x[row * dimension + k] = x[last + k];
      x[last + k] = value;
    }
  }

  /** An item drawn by the number of its contacts. */
  private int loaded(double[] x, UniformRandomProvider random) {
    List<Term> contacts = objective.workspace().near(x, CONTACT);
    Term term = contacts.get(random.nextInt(contacts.size()));
    return (random.nextBoolean() ? term.p() : term.q()) % objective.items();
  }

  private void disturb(double[] x, double noise, UniformRandomProvider random, boolean half) {
    double[] pole = RandomStarts.sphere(random, 1, dimension);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double scale = noise / Math.sqrt(dimension);
    for (int row = 0; row < objective.rows(); row++) {
      if (!half || inner(x, row * dimension, pole) > 0) {
        for (int k = 0; k < dimension; k++) {
          x[row * dimension + k] += scale * gaussian.sample();
        }
      }
    }
  }

  /** Turns one side of the sphere in a plane. */
  private void twist(double[] x, UniformRandomProvider random) {
    double[] pole = RandomStarts.sphere(random, 1, dimension);
    double[] first = orthogonal(RandomStarts.sphere(random, 1, dimension), pole);
    double[] second =
        orthogonal(orthogonal(RandomStarts.sphere(random, 1, dimension), pole), first);
    double angle = 2 * Math.PI * random.nextDouble();
    double height = random.nextDouble() - 0.5;
    for (int row = 0; row < objective.rows(); row++) {
      if (inner(x, row * dimension, pole) > height) {
        double a = inner(x, row * dimension, first);
        double b = inner(x, row * dimension, second);
        double da = Math.cos(angle) * a - Math.sin(angle) * b - a;
        double db = Math.sin(angle) * a + Math.cos(angle) * b - b;
        for (int k = 0; k < dimension; k++) {
          x[row * dimension + k] += da * first[k] + db * second[k];
        }
      }
    }
  }

  private double inner(double[] x, int from, double[] y) {
    double sum = 0;
    for (int k = 0; k < dimension; k++) {
      sum += x[from + k] * y[k];
    }
    return sum;
  }

  /** The unit vector along the part of y orthogonal to a unit vector; zero when d is too small. */
  private double[] orthogonal(double[] y, double[] unit) {
    double inner = inner(y, 0, unit);
    double norm = 0;
    for (int k = 0; k < dimension; k++) {
      y[k] -= inner * unit[k];
      norm += y[k] * y[k];
    }
    for (int k = 0; k < dimension; k++) {
      y[k] = norm > 1e-20 ? y[k] / Math.sqrt(norm) : 0;
    }
    return y;
  }

  /**
   * A code of the objective's number of points from one of more or fewer: points are deleted one by
   * one, any or those with most contacts, or points are put into deep holes.
   */
  double[] resized(double[] code, UniformRandomProvider random) {
    int wanted = objective.items();
    double[] x = code;
    boolean any = random.nextBoolean();
    while (x.length / dimension > wanted) {
      int count = x.length / dimension;
      int worst = any ? random.nextInt(count) : mostLoaded(x, count);
      double[] fewer = new double[x.length - dimension];
      System.arraycopy(x, 0, fewer, 0, worst * dimension);
      System.arraycopy(
          x, (worst + 1) * dimension, fewer, worst * dimension, fewer.length - worst * dimension);
      x = fewer;
    }
    while (x.length / dimension < wanted) {
      double[] hole = new Holes(x, x.length / dimension, dimension).deepest(random);
      double[] more = java.util.Arrays.copyOf(x, x.length + dimension);
      System.arraycopy(hole, 0, more, x.length, dimension);
      x = more;
    }
    return x;
  }

  /** The point that weighs most in the smooth maximum. */
  private int mostLoaded(double[] x, int count) {
    PairObjective.Workspace workspace = PairObjective.code(count, dimension).workspace();
    double[] load = new double[count];
    double largest = workspace.largest(x);
    for (Term term : workspace.near(x, 0.02)) {
      double weight = Math.exp(300 * (term.value() - largest));
      load[term.p()] += weight;
      load[term.q()] += weight;
    }
    int worst = 0;
    for (int i = 1; i < count; i++) {
      if (load[i] > load[worst]) {
        worst = i;
      }
    }
    return worst;
  }
}
