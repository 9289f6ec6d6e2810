package constellations.solver.bound;

import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Provenance;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class FrameBoundTest {
  /** From nothing known below: at small margins the program does not converge, and says so. */
  @Test
  void sixteenPairsInSixDimensions() {
    Provenance by = new Provenance("", 1L, "none", "test", "2026-11-27");
    MarginBound.Question question =
        new MarginBound.Question(6, BigInteger.valueOf(16), 2, BigFraction.ZERO);
    ConstellationClaim.MarginBound claim =
        (ConstellationClaim.MarginBound)
            new FrameBound(by, () -> false, message -> {})
                .bound(question, BigFraction.ZERO, MarginBound.theorem(question).margin())
                .orElseThrow()
                .certificate()
                .claim();
    BigFraction margin = claim.demand().margin().rational();
    assertTrue(margin.compareTo(BigFraction.of(1, 4)) >= 0, "the lift has 1/4");
    assertTrue(margin.compareTo(BigFraction.of(2510, 10_000)) <= 0, margin.toString());
  }
}
