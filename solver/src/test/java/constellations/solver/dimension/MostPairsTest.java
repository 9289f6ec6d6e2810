package constellations.solver.dimension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.bound.PointBounds;
import constellations.solver.modality.Synchronisation;
import constellations.solver.search.SearchLimits;
import constellations.verify.Verifier;
import constellations.verify.claim.Provenance;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The questions for dimension, margin and pairs have one answer. */
class MostPairsTest {
  private static final Provenance BY = new Provenance("test", 1L, "none", "test", "2026-11-27");

  private static UpperEnd.Effort effort(int starts) {
    return new UpperEnd.Effort(Optional.empty(), SearchLimits.of(1, starts, 2), List.of(), BY);
  }

  private static MostPairs pairs(long d, BigFraction m, BigFraction b, int k) {
    return MostPairs.of(new Query(BigInteger.TWO, m, b, k), d, effort(0));
  }

  private static NeededDimension dimension(BigInteger n, BigFraction m, BigFraction b, int k) {
    return NeededDimension.of(new Query(n, m, b, k), effort(0));
  }

  /** By theorems: so many pairs need no more dimensions, and one pair more does. */
  @Property(tries = 12, seed = "1")
  @net.jqwik.api.Tag("long")
  void inverseToTheNeededDimension(
      @ForAll @IntRange(min = 2, max = 30) int d,
      @ForAll @IntRange(min = 2, max = 40) int margin,
      @ForAll @IntRange(min = -50, max = 50) int bias,
      @ForAll @IntRange(min = 2, max = 4) int k) {
    BigFraction m = BigFraction.of(margin, 100);
    BigFraction b = BigFraction.of(bias, 100);
    MostPairs most = pairs(d, m, b, k);
    BigInteger reached = most.lower().pairs().orElseThrow();
    if (reached.compareTo(BigInteger.ONE) > 0 && reached.bitLength() < 59) {
      OptionalLong upper = dimension(reached, m, b, k).upper().dimension();
      assertTrue(upper.isPresent() && upper.getAsLong() <= d, most + ": " + upper);
    }
    BigInteger excluded = most.upper().pairs().orElseThrow().add(BigInteger.ONE);
    assertTrue(excluded.compareTo(reached) > 0);
    if (excluded.bitLength() < 59) {
      OptionalLong lower = dimension(excluded, m, b, k).lower().dimension();
      assertTrue(lower.isEmpty() || lower.getAsLong() > d, most + ": " + lower);
    }
    most.lower()
        .certificate()
        .ifPresent(c -> assertTrue(Verifier.verify(c, 1).accepted(), most.toString()));
    most.upper()
        .certificate()
        .ifPresent(c -> assertTrue(Verifier.verify(c, 1).accepted(), most.toString()));
  }

  /** The other way round, from the needed dimension. */
  @Property(tries = 12, seed = "1")
  @net.jqwik.api.Tag("long")
  void theNeededDimensionIsItsInverse(
      @ForAll @IntRange(min = 2, max = 400) int n,
      @ForAll @IntRange(min = 2, max = 40) int margin,
      @ForAll @IntRange(min = -50, max = 50) int bias,
      @ForAll @IntRange(min = 2, max = 4) int k) {
    BigFraction m = BigFraction.of(margin, 100);
    BigFraction b = BigFraction.of(bias, 100);
    BigInteger wanted = BigInteger.valueOf(n);
    NeededDimension needed = dimension(wanted, m, b, k);
    needed
        .upper()
        .dimension()
        .ifPresent(
            d ->
                assertTrue(
                    pairs(d, m, b, k).lower().pairs().orElseThrow().compareTo(wanted) >= 0,
                    () -> needed + ": " + pairs(d, m, b, k)));
    needed
        .lower()
        .dimension()
        .ifPresent(
            d ->
                assertTrue(
                    d == 1
                        || pairs(d - 1, m, b, k).upper().pairs().orElseThrow().compareTo(wanted)
                            < 0,
                    () -> needed + ": " + pairs(d - 1, m, b, k)));
  }

  /** One pair more has no larger margin. */
  @Property(tries = 12, seed = "1")
  @net.jqwik.api.Tag("long")
  void inverseToTheMargin(
      @ForAll @IntRange(min = 3, max = 20) int d,
      @ForAll @IntRange(min = 2, max = 40) int margin,
      @ForAll @IntRange(min = -50, max = 50) int bias) {
    BigFraction m = BigFraction.of(margin, 100);
    BigFraction b = BigFraction.of(bias, 100);
    MostPairs most = pairs(d, m, b, 2);
    BigInteger excluded = most.upper().pairs().orElseThrow().add(BigInteger.ONE);
    if (excluded.bitLength() < 59 && excluded.compareTo(BigInteger.TWO) > 0) {
      BestMargin best = margin(d, excluded, b);
      assertTrue(best.uppers().get(0).margin().compareTo(m) <= 0, most + ": " + best.uppers());
    }
  }

  private static BestMargin margin(long d, BigInteger n, BigFraction b) {
    return BestMargin.of(
        d,
        n,
        Synchronisation.complete(2),
        Optional.of(b),
        List.of(PointBounds.cosine(d, n)),
        true,
        List.of(),
        BY);
  }

  /** Values of theorems; a search adds the last pair where no family has it. */
  @ParameterizedTest
  @CsvSource({"3, 1/3, 0, 4, 4", "4, 1/3, 0, 6, 6", "5, 1/3, 0, 8, 8", "3, 0.3, -1/2, 3, 3"})
  void knownNumbers(int d, String m, String b, long least, long most) {
    MostPairs answer =
        MostPairs.of(
            new Query(
                BigInteger.TWO,
                constellations.verify.exact.Rationals.parse(m, "m"),
                constellations.verify.exact.Rationals.parse(b, "b"),
                2),
            d,
            effort(2));
    assertEquals(BigInteger.valueOf(least), answer.lower().pairs().orElseThrow());
    assertEquals(BigInteger.valueOf(most), answer.upper().pairs().orElseThrow());
  }
}
