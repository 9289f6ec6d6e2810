package constellations.solver.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.theory.Construction3;
import constellations.solver.theory.ModalityGap;
import constellations.solver.theory.RandomConstellations;
import constellations.verify.exact.PointSet;
import constellations.verify.points.Constellation;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Theorem 3.6 and Propositions 2 and 3: a linear program finds h, exact arithmetic checks it. */
class SeparatingNormalTest {
  @Provide
  Arbitrary<Constellation> signed() {
    return RandomConstellations.signPattern(5, 14);
  }

  @Property(tries = 80, seed = "1")
  @net.jqwik.api.Tag("long")
  void theorem36(@ForAll("signed") Constellation c) {
    assertTrue(ModalityGap.hasSignPattern(c));
    assertTrue(c.size() >= c.dimension() + 2);
    check(c);
  }

  @Property(tries = 25, seed = "1")
  void theorem36OnForcedExceptions(
      @ForAll @IntRange(min = 3, max = 5) int d, @ForAll @IntRange(min = 3, max = 5) int more) {
    Constellation c = Construction3.of(d, d + more - 1);
    int exceptions = check(c);
    // Construction 3: at least d - 1 of the V_j lie on the side of the U.
    assertTrue(exceptions >= d - 1);
  }

  private static int check(Constellation c) {
    List<BigFraction> weights = SeparatingNormal.weights(c.modality(0)).orElseThrow();
    long positive = weights.stream().filter(w -> w.signum() > 0).count();
    assertTrue(positive <= c.dimension(), "a vertex has at most d weights");
    PointSet h = ModalityGap.inConvexHull(c.modality(0), weights);
    assertTrue(ModalityGap.isPositiveOn(h, c.modality(0)), "Propositions 2 and 3");
    int exceptions = ModalityGap.exceptions(h, c.modality(1));
    Statistics.label("exceptions").collect(exceptions);
    assertTrue(exceptions <= c.dimension(), "Theorem 3.6");
    return exceptions;
  }

  /** Vectors around the origin: no half-space contains them. */
  @Test
  void findsNothingWhereThereIsNothing() {
    PointSet cross = PointSet.ofIntegers(2, new long[] {1, 0, -1, 0, 0, 1, 0, -1});
    assertEquals(true, SeparatingNormal.weights(cross).isEmpty());
  }
}
