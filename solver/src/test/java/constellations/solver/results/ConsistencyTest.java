package constellations.solver.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The results against each other: bounds and codes are found by methods that share nothing. */
class ConsistencyTest {
  private static final ResultIndex RESULTS = ResultIndex.open(Path.of("../results"));

  /** Whatever the method of the bound, by two points, three points or theorems. */
  @Test
  void noBoundExcludesACode() {
    List<Claim.CodeExists> codes = new ArrayList<>();
    List<Claim.CodeBound> bounds = new ArrayList<>();
    for (Entry entry : RESULTS.entries()) {
      if (entry.claim() instanceof Claim.CodeExists code) {
        codes.add(code);
      } else if (entry.claim() instanceof Claim.CodeBound bound) {
        bounds.add(bound);
      }
    }
    assertTrue(codes.size() > 1000 && bounds.size() > 900, codes.size() + ", " + bounds.size());
    List<String> wrong = new ArrayList<>();
    for (Claim.CodeBound bound : bounds) {
      for (Claim.CodeExists code : codes) {
        if (code.dimension() <= bound.dimension()
            && code.points().compareTo(bound.points()) > 0
            && code.cosine().compareTo(bound.cosine()) <= 0) {
          wrong.add(bound + " excludes " + code);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Nor does a bound on margins, by codes, theorems or frames, lie below a constellation. */
  @Test
  void noBoundExcludesAConstellation() {
    List<String> wrong = new ArrayList<>();
    int constellations = 0;
    for (Entry entry : RESULTS.entries()) {
      if (entry.claim() instanceof ConstellationClaim.Exists exists
          && exists.demand().bias().isRational()
          && exists.dimension() >= 2
          && exists.demand().pairs().bitLength() < 12) {
        constellations++;
        Demand demand = exists.demand();
        PairCell cell =
            PairCell.of(
                RESULTS,
                exists.dimension(),
                demand.pairs().longValue(),
                demand.modalities(),
                Optional.of(demand.bias().rational()));
        if (demand.margin().compareTo(Quadratic.of(cell.upper().margin())) > 0) {
          wrong.add(cell.upper().method() + " excludes " + exists.text());
        }
      }
    }
    assertTrue(constellations > 200, constellations + " constellations");
    assertEquals(List.of(), wrong);
  }

  /** A code of more points holds one of fewer: the ends of cells do not go back and forth. */
  @Test
  void cellsAreMonotone() {
    for (int d = 3; d <= 8; d++) {
      for (int n = 100; n < 130; n++) {
        CodeCell cell = CodeCell.of(RESULTS, d, n);
        CodeCell more = CodeCell.of(RESULTS, d, n + 1);
        CodeCell wider = CodeCell.of(RESULTS, d + 1, n);
        assertTrue(cell.lower().compareTo(more.lower()) <= 0, d + " " + n);
        if (more.cosine().isPresent()) {
          assertTrue(cell.cosine().orElseThrow().compareTo(more.cosine().get()) <= 0, d + " " + n);
        }
        if (cell.cosine().isPresent()) {
          assertTrue(wider.cosine().orElseThrow().compareTo(cell.cosine().get()) <= 0);
        }
      }
    }
    assertEquals(
        BigInteger.valueOf(126),
        ((Claim.CodeExists) CodeCell.of(RESULTS, 7, 125).upper().orElseThrow().claim()).points());
  }
}
