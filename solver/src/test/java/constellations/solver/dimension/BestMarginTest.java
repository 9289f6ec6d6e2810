package constellations.solver.dimension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.bound.MarginBound;
import constellations.solver.bound.PointBounds;
import constellations.solver.modality.Synchronisation;
import constellations.solver.search.SearchLimits;
import constellations.verify.Verifier;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.Tier;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BestMarginTest {
  private static final Provenance BY = new Provenance("test", 1L, "none", "test", "2026-11-27");

  private static BestMargin best(long d, long n, BigFraction bias) {
    BigInteger pairs = BigInteger.valueOf(n);
    return BestMargin.of(
        d,
        pairs,
        Synchronisation.complete(2),
        Optional.of(bias),
        List.of(PointBounds.cosine(d, pairs)),
        true,
        List.of(),
        BY);
  }

  /** Rankin's range is solved: N = d + 1 at every bias, and up to 2(d - 1). */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 8})
  void rankinsRangeIsSolved(int d) {
    for (int tenths = -9; tenths <= 9; tenths++) {
      BigFraction bias = BigFraction.of(tenths, 10);
      for (int n = 2; n <= 2 * (d - 1); n++) {
        BestMargin best = best(d, n, bias);
        assertTrue(best.attained(), n + " pairs in R^" + d + " at " + bias);
        assertEquals(Tier.CERTIFIED, best.uppers().get(0).tier());
        assertTrue(Verifier.verify(best.lower().orElseThrow().certificate(), 1).accepted());
      }
      BigFraction third = bias.add(1).divide(3);
      for (int n = 2 * d - 1; n <= 2 * d && tenths < 5; n++) {
        Query query = new Query(BigInteger.valueOf(n), third, bias, 2);
        NeededDimension needed =
            NeededDimension.of(
                query,
                new UpperEnd.Effort(Optional.empty(), SearchLimits.of(1, 0, 1), List.of(), BY));
        assertEquals(d + 1, needed.lower().dimension().orElseThrow());
        assertEquals(d + 1, needed.upper().dimension().orElseThrow());
      }
    }
  }

  /** No bound is below what is reached, also near bias -1; each proof is of no smaller margin. */
  @Property(tries = 400)
  void boundsAreAboveWhatIsReached(
      @ForAll @IntRange(min = 3, max = 9) int d,
      @ForAll @IntRange(min = 3, max = 60) int n,
      @ForAll @IntRange(min = -999, max = 999) int thousandths) {
    BigFraction bias = BigFraction.of(thousandths, 1000);
    if (thousandths % 3 == 0) {
      bias = BigFraction.of(thousandths, 10_000).subtract(BigFraction.of(89, 100));
    }
    BestMargin best = best(d, n, bias);
    BigFraction reached = best.lower().map(BestMargin.Lower::margin).orElse(BigFraction.ZERO);
    for (BestMargin.Upper upper : best.uppers()) {
      assertTrue(upper.margin().compareTo(reached) >= 0, upper.method());
      upper
          .proof()
          .ifPresent(
              proof -> {
                ConstellationClaim.MarginBound claim =
                    (ConstellationClaim.MarginBound) proof.claim();
                BigFraction margin = claim.demand().margin().rational();
                assertTrue(margin.compareTo(upper.margin()) >= 0);
              });
    }
  }

  /** 16 points of cosine 1/5 exist in R^5: their lift is what the flat projection comes near to. */
  @ParameterizedTest
  @ValueSource(ints = {-999, -995, -99})
  void theFlatProjectionComesNearToTheLift(int number) {
    BigFraction bias = BigFraction.of(number, number == -99 ? 100 : 1000);
    MarginBound.Question question = new MarginBound.Question(6, BigInteger.valueOf(16), 2, bias);
    BigFraction flat = MarginBound.flat(question).orElseThrow().margin();
    BigFraction lift = bias.add(1).divide(4);
    assertTrue(flat.compareTo(lift) > 0);
    double excess = flat.divide(lift).doubleValue() - 1;
    assertTrue(excess < 4 * (1 + bias.doubleValue()), "excess " + excess);
    BigInteger pairs = BigInteger.valueOf(16);
    BigFraction codes = MarginBound.projected(question, PointBounds.cosine(6, pairs)).margin();
    assertTrue(flat.compareTo(codes) < 0);
    assertFalse(MarginBound.theorem(question).margin().compareTo(flat) > 0);
  }
}
