package constellations.solver.theory;

import constellations.solver.format.UnitRows;
import constellations.solver.search.ConstellationSearch;
import constellations.solver.search.SearchLimits;
import constellations.solver.search.Strategy;
import constellations.verify.RandomConfigurations;
import constellations.verify.RandomConfigurations.Shape;
import constellations.verify.exact.PointSet;
import constellations.verify.points.Constellation;
import constellations.verify.points.SphericalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random exact constellations, all of rational unit vectors. */
public final class RandomConstellations {
  private RandomConstellations() {}

  /** A constellation with random pairs; its margin may well be negative. */
  public static Arbitrary<Constellation> anyConstellation() {
    return RandomConfigurations.shapes(2, 9, 2, 5)
        .map(
            shape -> {
              Random random = new Random(shape.seed());
              return Constellation.of(
                  RandomConfigurations.unitVectors(random, shape.size(), shape.dimension()),
                  RandomConfigurations.unitVectors(random, shape.size(), shape.dimension()));
            });
  }

  /** A constellation of k modalities, each a little or far moved from one code. */
  public static Arbitrary<Constellation> anyModalities() {
    return RandomConfigurations.shapes(2, 6, 2, 5)
        .map(
            shape -> {
              Random random = new Random(shape.seed());
              int k = 2 + random.nextInt(3);
              int thousandths = random.nextInt(4) == 0 ? 2000 : 10 + random.nextInt(200);
              PointSet code =
                  RandomConfigurations.code(random, shape.size(), shape.dimension()).points();
              List<PointSet> modalities = new ArrayList<>();
              for (int a = 0; a < k; a++) {
                modalities.add(RandomConfigurations.moved(random, code, thousandths));
              }
              return new Constellation(modalities);
            });
  }

  /**
   * A constellation through two linear maps, U = A X and V = S A^-1 X for diagonal A and S of
   * signs: its products have the signs of those of X and S X, but its vectors are no lift.
   */
  static Constellation mapped(Random random, Constellation constellation) {
    double[][] u = new double[constellation.size()][];
    double[][] v = new double[constellation.size()][];
    double spread = random.nextDouble();
    double[] scale =
        random.doubles(constellation.dimension(), -spread, spread).map(Math::exp).toArray();
    for (int i = 0; i < u.length; i++) {
      u[i] = constellation.modality(0).approximateUnit(i);
      v[i] = constellation.modality(1).approximateUnit(i);
      for (int k = 0; k < scale.length; k++) {
        u[i][k] *= scale[k];
        v[i][k] /= scale[k];
      }
    }
    return Constellation.of(RandomConfigurations.near(u), RandomConfigurations.near(v));
  }

  /** The best of a short search at a bias. */
  private static Constellation found(Shape shape, double bias) {
    int dimension = Math.min(4, shape.dimension());
    SearchLimits limits = SearchLimits.of(shape.seed(), 1, 1).with(Strategy.PLAIN);
    UnitRows x =
        ConstellationSearch.run(dimension, Math.min(7, shape.size()), 2, bias, 2, limits).x();
    double[][] rows = new double[x.rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = x.row(i);
    }
    return Constellation.of(
        RandomConfigurations.near(java.util.Arrays.copyOf(rows, x.items())),
        RandomConfigurations.near(java.util.Arrays.copyOfRange(rows, x.items(), rows.length)));
  }

  /**
   * A constellation whose margin is positive: a lifted code, a lifted code each of whose vectors is
   * moved, a code through two linear maps, or what a search finds.
   */
  public static Arbitrary<Constellation> positiveMargin() {
    return Combinators.combine(
            RandomConfigurations.shapes(2, 9, 3, 6), Arbitraries.doubles().between(-0.4, 0.95))
        .as(
            (shape, s) -> {
              Random random = new Random(shape.seed());
              int kind = random.nextInt(5);
              if (kind == 0) {
                return found(shape, s);
              }
              SphericalCode code =
                  RandomConfigurations.code(random, shape.size(), shape.dimension() - 1);
              Constellation lifted = Lift.of(code, RandomConfigurations.pythagoreanCosine(s, 64));
              if (kind == 1) {
                return mapped(random, lifted);
              }
              return kind == 2 ? moved(random, lifted, 10 + random.nextInt(100)) : lifted;
            })
        .filter(c -> margin(c) > 0);
  }

  /**
   * Pairs with positive matching and negative other inner products and N >= d + 2: lifts with a low
   * enough s, which is where m > |b| comes from, as they are, with each vector moved, or through
   * two linear maps.
   */
  public static Arbitrary<Constellation> signPattern(int leastSize, int mostSize) {
    return RandomConfigurations.shapes(leastSize, mostSize, 3, 5)
        .map(
            shape -> {
              Random random = new Random(shape.seed());
              int size = Math.max(shape.size(), shape.dimension() + 2);
              SphericalCode code = RandomConfigurations.code(random, size, shape.dimension() - 1);
              double alpha = code.largestCosine(1).cosine().enclosure(30).upper().doubleValue();
              // s > 0 and (1+s)/2 alpha < (1-s)/2: s < (1-alpha)/(1+alpha), when alpha > -1
              double most = Math.min(0.9, (1 - alpha) / (1 + alpha));
              double s = most * (0.1 + 0.8 * random.nextDouble());
              Constellation lifted =
                  Lift.of(code, RandomConfigurations.pythagoreanCosine(s, 1 << 20));
              return switch (random.nextInt(3)) {
                case 0 -> lifted;
                case 1 -> moved(random, lifted, 1 + random.nextInt(40));
                default -> mapped(random, lifted);
              };
            })
        .filter(ModalityGap::hasSignPattern);
  }

  private static Constellation moved(Random random, Constellation c, int thousandths) {
    return Constellation.of(
        RandomConfigurations.moved(random, c.modality(0), thousandths),
        RandomConfigurations.moved(random, c.modality(1), thousandths));
  }

  /** m* in double precision, for choosing cases. */
  public static double margin(Constellation constellation) {
    return constellation.separation(1).marginFloor(12).doubleValue();
  }
}
