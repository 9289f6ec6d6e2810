package constellations.verify.pmi;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.ScoreClaim;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks {@code pmi-bound}: all matrices within the error, combined, are strictly diagonally
 * dominant, so that none has the rank of scores in d dimensions.
 *
 * <p>The argument: docs/theory.md T42.
 */
final class PmiBoundChecker implements Checker<PmiBoundCertificate> {
  private static final int DIGITS = 40;

  /** Operations on words for a logarithm, and for a product of intervals. */
  private static final double LOGARITHM_WORK = 2e6;

  private static final double PRODUCT_WORK = 2000;

  @Override
  public Verdict check(PmiBoundCertificate certificate, Check check) {
    List<List<BigInteger>> left = certificate.rows();
    List<List<BigInteger>> right = certificate.columns();
    boolean rowsVanish = left.stream().allMatch(PmiBoundChecker::vanishes);
    boolean columnsVanish = right.stream().allMatch(PmiBoundChecker::vanishes);
    boolean both = certificate.claim().form() == ScoreClaim.Form.WEIGHTED;
    if (both ? !rowsVanish || !columnsVanish : !rowsVanish && !columnsVanish) {
      return Verdict.rejected(
          certificate,
          "combinations of rows or columns do not have the sum 0, so that constants do not drop out",
          0);
    }
    BigFraction[][] ratios = certificate.claim().counts().ratios();
    boolean[] usedRows = used(left, ratios.length);
    boolean[] usedColumns = used(right, ratios[0].length);
    double entries = count(usedRows) * count(usedColumns);
    check.budget().charge(entries * (LOGARITHM_WORK + PRODUCT_WORK * (left.size() + 1.0)));
    check.budget().charge(PRODUCT_WORK * left.size() * (double) left.size() * ratios[0].length);
    Interval[][] logarithms = new Interval[ratios.length][ratios[0].length];
    for (int x = 0; x < ratios.length; x++) {
      for (int y = 0; y < ratios[x].length; y++) {
        if (!usedRows[x] || !usedColumns[y]) {
          continue;
        }
        BigFraction least = ratios[x][y].subtract(certificate.claim().error());
        if (least.signum() <= 0) {
          return Verdict.rejected(
              certificate,
              "exp(PMI) at x = " + x + ", y = " + y + " is not above the error, so it has no bound",
              0);
        }
        logarithms[x][y] = logarithm(least, ratios[x][y].add(certificate.claim().error()));
      }
    }
    long decided = (long) left.size() * left.size();
    for (int i = 0; i < left.size(); i++) {
      Interval[] row = combined(left.get(i), logarithms);
      if (!dominant(row, i, right)) {
        return Verdict.rejected(
            certificate,
            "row " + i + " of the combined matrix is not diagonally dominant for all scores",
            decided);
      }
    }
    return Verdict.accepted(
        certificate,
        "all matrices within the error have a rank above " + certificate.claim().dimension(),
        decided);
  }

  private static boolean vanishes(List<BigInteger> numbers) {
    return numbers.stream().reduce(BigInteger.ZERO, BigInteger::add).signum() == 0;
  }

  /** Which places have a number that is not 0 in some list. */
  private static boolean[] used(List<List<BigInteger>> lists, int length) {
    boolean[] used = new boolean[length];
    for (List<BigInteger> list : lists) {
      for (int i = 0; i < length; i++) {
        used[i] |= list.get(i).signum() != 0;
      }
    }
    return used;
  }

  private static double count(boolean[] used) {
    double count = 0;
    for (boolean one : used) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** From the logarithm of the one number to that of the other. */
  private static Interval logarithm(BigFraction least, BigFraction greatest) {
    return Interval.of(
        Interval.of(least, DIGITS).log().lower(),
        Interval.of(greatest, DIGITS).log().upper(),
        DIGITS);
  }

  /** The sum of numbers times the logarithms of their rows; null in columns that are not used. */
  private static Interval[] combined(List<BigInteger> numbers, Interval[][] logarithms) {
    Interval[] sums = new Interval[logarithms[0].length];
    for (int x = 0; x < logarithms.length; x++) {
      if (numbers.get(x).signum() == 0) {
        continue;
      }
      BigDecimal factor = new BigDecimal(numbers.get(x));
      for (int y = 0; y < sums.length; y++) {
        if (logarithms[x][y] != null) {
          Interval term = logarithms[x][y].multiply(Interval.of(factor, factor, DIGITS));
          sums[y] = sums[y] == null ? term : sums[y].add(term);
        }
      }
    }
    return sums;
  }

  /** Whether the entry on the diagonal is beyond the sum of all others, for all numbers. */
  private static boolean dominant(Interval[] row, int diagonal, List<List<BigInteger>> right) {
    Interval others = Interval.of(0, DIGITS);
    BigDecimal own = BigDecimal.ZERO;
    for (int j = 0; j < right.size(); j++) {
      Interval entry = Interval.of(0, DIGITS);
      for (int y = 0; y < row.length; y++) {
        if (right.get(j).get(y).signum() != 0 && row[y] != null) {
          BigDecimal factor = new BigDecimal(right.get(j).get(y));
          entry = entry.add(row[y].multiply(Interval.of(factor, factor, DIGITS)));
        }
      }
      if (j == diagonal) {
        own =
            entry.lower().signum() > 0
                ? entry.lower()
                : entry.upper().signum() < 0 ? entry.upper().negate() : BigDecimal.ZERO;
      } else {
        BigDecimal size = entry.lower().abs().max(entry.upper().abs());
        others = others.add(Interval.of(size, size, DIGITS));
      }
    }
    return own.compareTo(others.upper()) > 0;
  }
}
