package constellations.verify.pmi;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.ScoreClaim;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.List;

/**
 * Claims that point sets come near pointwise mutual information. The evidence is the point sets.
 *
 * <p>The argument: docs/theory.md T41.
 *
 * @param claim what is claimed
 * @param kernel how alike two points are
 * @param decimals all numbers are meant over 10^decimals
 * @param rows for each x its points, each a weight and d coordinates
 * @param columns for each y its points, likewise
 * @param provenance how the evidence was found; never relied upon
 */
public record PmiScoreCertificate(
    ScoreClaim.Reached claim,
    PointKernel kernel,
    int decimals,
    List<List<List<BigInteger>>> rows,
    List<List<List<BigInteger>>> columns,
    Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "pmi-score";

  /** The most decimals. */
  public static final int MOST_DECIMALS = 60;

  /** The most numbers of the points of all x, or of all y. */
  public static final int MOST_NUMBERS = 4_000_000;

  private static final int MOST_BITS = 512;

  /**
   * Checks the shapes.
   *
   * @param claim what is claimed
   * @param kernel how alike two points are
   * @param decimals all numbers are meant over 10^decimals
   * @param rows for each x its points
   * @param columns for each y its points
   * @param provenance how the evidence was found
   * @throws BadInputException if the evidence has another shape, or a number is too long
   */
  public PmiScoreCertificate {
    rows = copy(rows);
    columns = copy(columns);
    if (decimals < 0 || decimals > MOST_DECIMALS) {
      throw BadInputException.argument("evidence.decimals", decimals, "from 0 to " + MOST_DECIMALS);
    }
    require("evidence.rows", rows, claim.counts().rows().size(), claim);
    require("evidence.columns", columns, claim.counts().columns(), claim);
  }

  private static List<List<List<BigInteger>>> copy(List<List<List<BigInteger>>> sets) {
    return sets.stream().map(set -> set.stream().map(List::copyOf).toList()).toList();
  }

  private static void require(
      String where, List<List<List<BigInteger>>> sets, int expected, ScoreClaim.Reached claim) {
    boolean fits =
        sets.size() == expected
            && sets.stream()
                .allMatch(
                    set ->
                        set.size() == claim.points()
                            && set.stream()
                                .allMatch(point -> point.size() == claim.dimension() + 1));
    if (!fits) {
      throw BadInputException.argument(
          where,
          sets.size() + " point sets",
          expected + " of " + claim.points() + " points, each a weight and coordinates");
    }
    for (List<List<BigInteger>> set : sets) {
      for (List<BigInteger> point : set) {
        for (BigInteger number : point) {
          if (number.bitLength() > MOST_BITS) {
            throw BadInputException.argument(
                where, "a number of " + number.bitLength() + " bits", "at most " + MOST_BITS);
          }
        }
      }
    }
  }

  @Override
  public String kind() {
    return KIND;
  }
}
