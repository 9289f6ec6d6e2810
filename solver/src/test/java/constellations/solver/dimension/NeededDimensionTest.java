package constellations.solver.dimension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.solver.search.SearchLimits;
import constellations.verify.Accepted;
import constellations.verify.Verifier;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The needed dimension: the worked example, exact cases, and that the ends never cross. */
class NeededDimensionTest {
  private static final Provenance PROVENANCE =
      new Provenance("test", 1L, "none", "test", "2026-11-22");

  private static NeededDimension answer(
      String pairs, String margin, String bias, int k, int starts) {
    Query query =
        new Query(
            new BigInteger(pairs), Rationals.parse(margin, "m"), Rationals.parse(bias, "b"), k);
    return NeededDimension.of(
        query,
        new UpperEnd.Effort(
            Optional.empty(), SearchLimits.of(1, starts, 2), List.of(), PROVENANCE));
  }

  private static void assertInterval(long lower, long upper, NeededDimension answer) {
    assertEquals(lower, answer.lower().dimension().orElseThrow(), answer.lower().method());
    assertEquals(upper, answer.upper().dimension().orElseThrow(), answer.upper().method());
  }

  /** docs/theory.md S7: Levenshtein 14; laminated lattices, with the lift, 17. */
  @Test
  @Tag("long")
  void theWorkedExample() {
    assertInterval(14, 17, answer("10000000000", "0.0142", "0.0627", 2, 0));
  }

  /**
   * m = 0.2, b = 0, N = 10^10: Gilbert-Varshamov gives 347, a BCH code 223 (shortened and punctured
   * alone 237).
   */
  @Test
  @Tag("long")
  void atMarginOneFifth() {
    End upper = answer("10000000000", "0.2", "0", 2, 0).upper();
    assertEquals(223, upper.dimension().orElseThrow());
    assertTrue(upper.method().contains("BCH"));
  }

  /**
   * At m + b = 1 the needed dimension is that of the code: simplex, cross-polytope, sharp codes.
   */
  @ParameterizedTest
  @CsvSource({
    "5,0.625,0.375,4,4", // alpha = -1/4: the simplex of five points
    "8,0.5,0.5,4,4", // alpha = 0: the cross-polytope
    "24,0.25,0.75,4,4", // alpha = 1/2: the 24-cell; Levenshtein allows 26 in R^4, 13 in R^3
    "240,0.25,0.75,8,8", // alpha = 1/2: the roots of E8
    "196560,0.25,0.75,24,24" // alpha = 1/2: the Leech lattice
  })
  @Tag("long")
  void exactWhereMarginAndBiasAddToOne(String n, String m, String b, long lower, long upper) {
    assertInterval(lower, upper, answer(n, m, b, 2, 0));
  }

  @Test
  void smallCasesAreCertified() {
    NeededDimension answer = answer("12", "0.35", "0.6", 2, 16);
    assertTrue(Accepted.of(answer.upper().certificate().orElseThrow(), 1).isPresent());
    assertTrue(Verifier.verify(answer.upper().certificate().orElseThrow(), 1).accepted());
    // No lift or aligned code in R^4 reaches this: docs/theory.md S4 has 0.36 by direct search.
    assertInterval(4, 4, answer);
  }

  /** Cosines barely above 0: the cross-polytope, not existence in astronomic dimensions. */
  @ParameterizedTest
  @CsvSource({"1000,0.333333333,500", "1000000000000,0.333333333333,500000000000"})
  @Tag("long")
  void tinyCosinesNeedNoMoreThanTheCrossPolytope(String pairs, String margin, long code) {
    NeededDimension answer = answer(pairs, margin, "0", 2, 0);
    assertTrue(answer.upper().dimension().orElseThrow() <= code + 1);
  }

  @Test
  void rankinForbidsAllDimensions() {
    NeededDimension answer = answer("100", "0.2", "-0.5", 2, 0);
    assertTrue(answer.lower().dimension().isEmpty());
    assertTrue(answer.upper().dimension().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "1,0.1,0,2",
    "100,0,0,2",
    "100,0.6,0.6,2",
    "100,0.1,1.5,2",
    "100,0.1,0,1",
    "1000000000000000000000,0.1,0,2",
    "100,-0.1,0,2"
  })
  void refusesNonsense(String n, String m, String b, int k) {
    assertThrows(BadInputException.class, () -> answer(n, m, b, k, 0));
  }

  /**
   * The lower end never exceeds the upper end; both grow with N and m; k = 2 needs no more than k.
   */
  @Property(tries = 40, seed = "1")
  @net.jqwik.api.Tag("long")
  void endsNeverCrossAndAreMonotone(
      @ForAll @IntRange(min = 1, max = 40) int exponent,
      @ForAll @IntRange(min = 1, max = 99) int m,
      @ForAll @IntRange(min = -95, max = 95) int b,
      @ForAll @IntRange(min = 2, max = 6) int k) {
    if (m + b > 100) {
      return;
    }
    String pairs = BigInteger.TWO.pow(exponent).toString();
    String margin = m / 100.0 + "";
    String bias = b / 100.0 + "";
    NeededDimension two = answer(pairs, margin, bias, 2, 0);
    NeededDimension many = answer(pairs, margin, bias, k, 0);
    NeededDimension more = answer(pairs + "0", margin, bias, 2, 0);
    Statistics.label("needed dimension")
        .collect(two.lower().dimension().isPresent() ? "finite" : "none");
    Statistics.label("needed dimension")
        .coverage(seen -> seen.check("finite").percentage(p -> p > 20));
    for (NeededDimension each : new NeededDimension[] {two, many, more}) {
      each.gap().ifPresent(gap -> assertTrue(gap >= 0));
    }
    if (two.lower().dimension().isEmpty()) {
      assertTrue(many.lower().dimension().isEmpty());
      assertTrue(more.lower().dimension().isEmpty());
    } else {
      long lower = two.lower().dimension().getAsLong();
      assertTrue(many.lower().dimension().orElse(Long.MAX_VALUE) >= lower);
      assertTrue(more.lower().dimension().orElse(Long.MAX_VALUE) >= lower);
      long upper = two.upper().dimension().getAsLong();
      assertTrue(more.upper().dimension().orElse(Long.MAX_VALUE) >= upper);
      assertTrue(many.upper().dimension().orElse(Long.MAX_VALUE) >= lower);
    }
    if (m > 1) {
      NeededDimension less = answer(pairs, (m - 1) / 100.0 + "", bias, 2, 0);
      assertTrue(
          less.lower().dimension().orElse(Long.MAX_VALUE)
              <= two.lower().dimension().orElse(Long.MAX_VALUE));
      if (two.upper().dimension().isPresent()) {
        assertTrue(less.upper().dimension().orElseThrow() <= two.upper().dimension().getAsLong());
      }
    }
    for (End end : new End[] {two.lower(), two.upper(), many.lower(), many.upper()}) {
      if (end.dimension().isPresent() && end.dimension().getAsLong() > 1) {
        assertTrue(Verifier.verify(end.certificate().orElseThrow(), 2).accepted(), end.method());
      }
    }
  }

  /** Impossible for j of the modalities is impossible for all of them. */
  @ParameterizedTest
  @CsvSource({
    "1000,0.1,-0.5,3,2", // three inner products of at most -0.6 are too few
    "5,0.4,-0.1,5,3"
  })
  void moreModalitiesExcludeNoLess(String n, String m, String b, int k, int most) {
    NeededDimension answer = answer(n, m, b, k, 0);
    assertTrue(answer.lower().dimension().isEmpty());
    assertTrue(answer.lower().method().contains("at most " + most + " items"));
  }
}
