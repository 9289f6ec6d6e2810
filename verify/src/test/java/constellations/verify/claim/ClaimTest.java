package constellations.verify.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * Which claims follow from which, what is in range, and that a file gives back what was written.
 */
class ClaimTest {
  private static Quadratic hundredths(int n) {
    return Quadratic.parse(n + "/100", "number");
  }

  private static BigInteger big(int n) {
    return BigInteger.valueOf(n);
  }

  private static Demand demand(int pairs, int modalities, int margin, int bias) {
    return new Demand(big(pairs), modalities, hundredths(margin), hundredths(bias));
  }

  /** A code with more points, in fewer dimensions, of smaller cosine gives all that are weaker. */
  @Property
  void codesFollow(
      @ForAll @IntRange(min = 3, max = 6) int d,
      @ForAll @IntRange(min = 3, max = 6) int n,
      @ForAll @IntRange(min = 10, max = 13) int c,
      @ForAll @IntRange(min = 3, max = 6) int e,
      @ForAll @IntRange(min = 3, max = 6) int m,
      @ForAll @IntRange(min = 10, max = 13) int a) {
    boolean follows = e >= d && m <= n && a >= c;
    assertEquals(
        follows,
        Weakening.follows(
            new Claim.CodeExists(d, big(n), hundredths(c)),
            new Claim.CodeExists(e, big(m), hundredths(a))));
    // At most n points of cosine c in R^d: at most more points, of less cosine, in fewer
    // dimensions.
    assertEquals(
        e <= d && m >= n && a <= c,
        Weakening.follows(
            new Claim.CodeBound(d, big(n), hundredths(c)),
            new Claim.CodeBound(e, big(m), hundredths(a))));
    assertFalse(
        Weakening.follows(
            new Claim.CodeExists(d, big(n), hundredths(c)),
            new Claim.CodeBound(d, big(n), hundredths(c))));
  }

  @Property
  void constellationsFollow(
      @ForAll @IntRange(min = 3, max = 5) int n,
      @ForAll @IntRange(min = 2, max = 4) int k,
      @ForAll @IntRange(min = 10, max = 12) int margin,
      @ForAll @IntRange(min = 3, max = 5) int d,
      @ForAll @IntRange(min = 3, max = 5) int m,
      @ForAll @IntRange(min = 2, max = 4) int j,
      @ForAll @IntRange(min = 10, max = 12) int less,
      @ForAll @IntRange(min = 3, max = 5) int e) {
    Demand strong = demand(n, k, margin, 20);
    Demand weak = demand(m, j, less, 20);
    boolean covers = m <= n && j <= k && less <= margin;
    assertEquals(covers, strong.covers(weak));
    assertFalse(strong.covers(demand(n, k, margin, 21)), "another bias");
    assertEquals(
        covers && e >= d,
        Weakening.follows(
            new ConstellationClaim.Exists(d, strong), new ConstellationClaim.Exists(e, weak)));
    // What the weaker demand needs, the stronger one needs.
    assertEquals(
        covers && e <= d,
        Weakening.follows(
            new ConstellationClaim.Needs(d, weak), new ConstellationClaim.Needs(e, strong)));
    assertFalse(
        Weakening.follows(
            new ConstellationClaim.Exists(d, strong), new ConstellationClaim.Needs(d, strong)));
  }

  @Test
  void rangesAreChecked() {
    Quadratic half = hundredths(50);
    for (int d : new int[] {0, -1}) {
      assertThrows(BadInputException.class, () -> new Claim.CodeExists(d, big(5), half));
      assertThrows(BadInputException.class, () -> new Claim.CodeBound(d, big(5), half));
      Demand good = demand(5, 2, 10, 20);
      assertThrows(BadInputException.class, () -> new ConstellationClaim.Exists(d, good));
      assertThrows(BadInputException.class, () -> new ConstellationClaim.Needs(d, good));
    }
    for (int cosine : new int[] {-101, 100, 150}) {
      assertThrows(
          BadInputException.class, () -> new Claim.CodeExists(3, big(5), hundredths(cosine)));
    }
    assertEquals(hundredths(-100), new Claim.CodeExists(3, big(2), hundredths(-100)).cosine());
    assertThrows(BadInputException.class, () -> demand(1, 2, 10, 20));
    assertThrows(BadInputException.class, () -> demand(5, 1, 10, 20));
    assertThrows(BadInputException.class, () -> demand(5, 2, -1, 20));
    assertThrows(BadInputException.class, () -> demand(5, 2, 10, 101));
    assertThrows(BadInputException.class, () -> demand(5, 2, 10, -101));
    assertEquals(2, demand(5, 2, 80, 20).modalities());
  }

  @Test
  void whatIsWrittenIsReadBack() {
    List<Claim> claims =
        List.of(
            new Claim.CodeExists(3, big(12), Quadratic.parse("1/5*sqrt(5)", "cosine")),
            new Claim.CodeBound(24, BigInteger.TEN.pow(30), hundredths(50)),
            new ConstellationClaim.Exists(7, demand(100, 3, 10, -20)),
            new ConstellationClaim.Needs(7, demand(100, 2, 10, -20)));
    for (Claim claim : claims) {
      ObjectNode node = new JsonMapper().createObjectNode();
      ClaimCodec.write(node, claim);
      assertEquals(claim, ClaimCodec.read(Fields.of(node, "claim")));
      assertTrue(Weakening.follows(claim, claim));
      assertFalse(claim.text().isBlank());
      node.put("other", 1);
      assertThrows(BadInputException.class, () -> ClaimCodec.read(Fields.of(node, "claim")));
    }
  }
}
