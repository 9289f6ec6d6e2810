package constellations.solver.search.objective;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.UnitSphereSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random points on the sphere and schedules of smoothing, both determined by a seed and a number.
 */
public final class RandomStarts {
  /**
   * Different paths reach different optima: inverse powers find the symmetric ones, sharp starts
   * the irregular ones.
   */
  private static final List<List<Smoothing>> SCHEDULES =
      List.of(
          doubling(Smoothing.Potential.POWER, 1, 64),
          doubling(Smoothing.Potential.POWER, 8, 64),
          doubling(Smoothing.Potential.POWER, 2, 32),
          doubling(Smoothing.Potential.EXPONENTIAL, 50, 100));

  /** The sigmoid loss at growing inverse temperature, for constellations. */
  private static final List<Smoothing> SIGMOID = doubling(Smoothing.Potential.SIGMOID, 10, 160);

  private RandomStarts() {}

  private static List<Smoothing> doubling(
      Smoothing.Potential potential, double first, double last) {
    List<Smoothing> schedule = new ArrayList<>();
    for (double p = first; p <= last; p *= 2) {
      schedule.add(new Smoothing(potential, p));
    }
    return List.copyOf(schedule);
  }

  /** The schedule of a turn. */
  public static List<Smoothing> schedule(int turn) {
    return SCHEDULES.get(Math.floorMod(turn, SCHEDULES.size()));
  }

  /** The schedule of a start of a constellation from random vectors; they take turns. */
  public static List<Smoothing> constellationSchedule(int number) {
    int turn = Math.floorMod(number, SCHEDULES.size() + 1);
    return turn < SCHEDULES.size() ? SCHEDULES.get(turn) : SIGMOID;
  }

  /** The random numbers of a start. */
  public static UniformRandomProvider random(long seed, long number) {
    // Mixed first: neighbouring states of the generator begin with the same numbers.
    UniformRandomProvider mixer =
        RandomSource.SPLIT_MIX_64.create(seed * 0x9E3779B97F4A7C15L + number);
    return RandomSource.XO_SHI_RO_256_PP.create(
        new long[] {mixer.nextLong(), mixer.nextLong(), mixer.nextLong(), mixer.nextLong()});
  }

  /** Uniform unit rows. */
  public static double[] sphere(UniformRandomProvider random, int rows, int dimension) {
    UnitSphereSampler sampler = UnitSphereSampler.of(random, dimension);
    double[] x = new double[rows * dimension];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(sampler.sample(), 0, x, i * dimension, dimension);
    }
    return x;
  }
}
