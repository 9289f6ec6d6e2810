package constellations.verify.pmi;

import constellations.verify.claim.Certificate;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.ScoreClaim;
import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import java.util.List;

/**
 * Claims that scores of single vectors do not come near pointwise mutual information. The evidence
 * is d + 1 combinations of the rows and as many of the columns of its matrix, integers in units
 * that drop out.
 *
 * <p>The argument: docs/theory.md T42.
 *
 * @param claim what is claimed
 * @param rows d + 1 lists of a number for each x
 * @param columns d + 1 lists of a number for each y
 * @param provenance how the evidence was found; never relied upon
 */
public record PmiBoundCertificate(
    ScoreClaim.Exceeded claim,
    List<List<BigInteger>> rows,
    List<List<BigInteger>> columns,
    Provenance provenance)
    implements Certificate {
  /** The name of this kind. */
  public static final String KIND = "pmi-bound";

  /** The most numbers of all combinations of rows, or of columns. */
  public static final int MOST_NUMBERS = 1_000_000;

  private static final int MOST_BITS = 512;

  /**
   * Checks the shapes.
   *
   * @param claim what is claimed
   * @param rows d + 1 lists of a number for each x
   * @param columns d + 1 lists of a number for each y
   * @param provenance how the evidence was found
   * @throws BadInputException if the evidence has another shape, or a number is too long
   */
  public PmiBoundCertificate {
    rows = rows.stream().map(List::copyOf).toList();
    columns = columns.stream().map(List::copyOf).toList();
    require("evidence.rows", rows, claim.counts().rows().size(), claim.dimension());
    require("evidence.columns", columns, claim.counts().columns(), claim.dimension());
  }

  private static void require(
      String where, List<List<BigInteger>> lists, int length, long dimension) {
    boolean fits =
        lists.size() == dimension + 1
            && lists.stream()
                .allMatch(
                    list ->
                        list.size() == length
                            && list.stream().allMatch(n -> n.bitLength() <= MOST_BITS));
    if (!fits || (long) lists.size() * length > MOST_NUMBERS) {
      throw BadInputException.argument(
          where,
          lists.size() + " lists",
          "d + 1 of "
              + length
              + " integers of at most "
              + MOST_BITS
              + " bits, at most "
              + MOST_NUMBERS);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }
}
