package constellations.solver.theory;

import constellations.verify.RandomConfigurations;
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
   * A constellation whose margin is positive: a lifted or aligned code, turned by nothing, in part
   * with each vector a little moved.
   */
  public static Arbitrary<Constellation> positiveMargin() {
    return Combinators.combine(
            RandomConfigurations.shapes(2, 9, 3, 6), Arbitraries.doubles().between(-0.4, 0.95))
        .as(
            (shape, s) -> {
              Random random = new Random(shape.seed());
              SphericalCode code =
                  RandomConfigurations.code(random, shape.size(), shape.dimension() - 1);
              Constellation lifted = Lift.of(code, RandomConfigurations.pythagoreanCosine(s, 64));
              if (random.nextInt(3) > 0) {
                return lifted;
              }
              return Constellation.of(
                  RandomConfigurations.moved(random, lifted.modality(0), 10),
                  RandomConfigurations.moved(random, lifted.modality(1), 10));
            })
        .filter(c -> margin(c) > 0);
  }

  /**
   * Pairs with positive matching and negative other inner products and N >= d + 2: lifts with a low
   * enough s, which is where m > |b| comes from.
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
              return Lift.of(code, RandomConfigurations.pythagoreanCosine(s, 1 << 20));
            })
        .filter(ModalityGap::hasSignPattern);
  }

  /** m* in double precision, for choosing cases. */
  public static double margin(Constellation constellation) {
    return constellation.separation(1).marginFloor(12).doubleValue();
  }
}
