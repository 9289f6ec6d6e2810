package constellations.verify.dual;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.Quadratic;
import constellations.verify.exact.SymmetricMatrix;
import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks {@code margin-dual}: the signs of the weights, the matrix inequality, and the value.
 *
 * <p>The argument: docs/theory.md T33, T34.
 */
final class MarginDualChecker implements Checker<MarginDualCertificate> {
  /** Quotients by theta are exact over a common denominator of at most so many bits. */
  private static final int EXACT_BITS = 256;

  /** Bits that they are computed to where there is none. */
  private static final int GUARD_BITS = 64;

  @Override
  public Verdict check(MarginDualCertificate certificate, Check check) {
    RetrievalClaim.MarginBound claim = certificate.claim();
    if (!(claim.relevance() instanceof RelevanceMatrix relevance)) {
      return Verdict.rejected(certificate, "the relevance is not listed", 0);
    }
    List<List<BigInteger>> weights = certificate.weights();
    long decided = (long) weights.size() * relevance.documents();
    BigInteger total = BigInteger.ZERO;
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < weights.size(); i++) {
      List<Integer> relevant = relevance.rows().get(i);
      int next = 0;
      for (int j = 0; j < relevance.documents(); j++) {
        boolean matches = next < relevant.size() && relevant.get(next) == j;
        next += matches ? 1 : 0;
        BigInteger weight = weights.get(i).get(j);
        if (weight.signum() * (matches ? 1 : -1) < 0) {
          return Verdict.rejected(
              certificate,
              "the weight of query "
                  + i
                  + " and document "
                  + j
                  + (matches ? ", which is relevant, is negative" : " is positive"),
              decided);
        }
        total = total.add(weight.abs());
        sum = sum.add(weight);
      }
    }
    if (total.signum() == 0) {
      return Verdict.rejected(certificate, "all weights are 0", decided);
    }
    if (claim.bias().isEmpty() && sum.signum() != 0) {
      return Verdict.rejected(
          certificate, "the weights have the sum " + sum + ", for any bias it is to be 0", decided);
    }
    if (!dominated(certificate, check.budget())) {
      return Verdict.rejected(certificate, "theta and phi do not dominate the weights", decided);
    }
    BigInteger ends = BigInteger.ZERO;
    for (BigInteger number : certificate.theta()) {
      ends = ends.add(number);
    }
    for (BigInteger number : certificate.phi()) {
      ends = ends.add(number);
    }
    Quadratic value =
        Quadratic.of(BigFraction.of(ends, total.shiftLeft(1)))
            .subtract(claim.bias().orElse(Quadratic.ZERO).multiply(BigFraction.of(sum, total)));
    return Verdict.of(
        claim.margin().compareTo(value) >= 0,
        certificate,
        "the weights bound the margin by " + value.enclosure(20).upper(),
        decided);
  }

  /** Whether [diag theta, -Y; -Y^T, diag phi] is positive semidefinite. */
  private static boolean dominated(MarginDualCertificate certificate, WorkBudget budget) {
    List<List<BigInteger>> rows = certificate.weights();
    return rows.size() >= certificate.phi().size()
        ? dominated(rows, certificate.theta(), certificate.phi(), budget)
        : dominated(transposed(rows), certificate.phi(), certificate.theta(), budget);
  }

  private static List<List<BigInteger>> transposed(List<List<BigInteger>> rows) {
    List<List<BigInteger>> columns = new ArrayList<>();
    for (int j = 0; j < rows.get(0).size(); j++) {
      List<BigInteger> column = new ArrayList<>();
      for (List<BigInteger> row : rows) {
        column.add(row.get(j));
      }
      columns.add(column);
    }
    return columns;
  }

  /**
   * Eliminates the rows: whether w (diag phi - sum of y y^T / theta) is positive semidefinite.
   * Quotients are rounded to 0, so they are less than one off for each that is not whole; the
   * diagonal gives way to that.
   */
  private static boolean dominated(
      List<List<BigInteger>> rows,
      List<BigInteger> theta,
      List<BigInteger> phi,
      WorkBudget budget) {
    int n = phi.size();
    int bits = 1;
    Map<BigInteger, List<List<BigInteger>>> groups = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      List<BigInteger> row = rows.get(i);
      boolean zero = true;
      for (BigInteger weight : row) {
        zero &= weight.signum() == 0;
        bits = Math.max(bits, weight.bitLength());
      }
      if (theta.get(i).signum() < 0 || (theta.get(i).signum() == 0 && !zero)) {
        return false;
      }
      bits = Math.max(bits, theta.get(i).bitLength());
      if (!zero) {
        groups.computeIfAbsent(theta.get(i), t -> new ArrayList<>()).add(row);
      }
    }
    double words = bits / (double) Long.SIZE + 2;
    budget.charge(
        (double) n * n * (rows.size() * (10 + words * words) + 40.0 * groups.size() * words));
    BigInteger scale = denominator(groups.keySet());
    BigInteger[][] matrix = new BigInteger[n][n];
    BigInteger[] inexact = new BigInteger[n];
    for (int j = 0; j < n; j++) {
      inexact[j] = BigInteger.ZERO;
      for (int l = 0; l <= j; l++) {
        matrix[j][l] = j == l ? phi.get(j).multiply(scale) : BigInteger.ZERO;
      }
    }
    for (Map.Entry<BigInteger, List<List<BigInteger>>> group : groups.entrySet()) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l <= j; l++) {
          BigInteger product = BigInteger.ZERO;
          for (List<BigInteger> row : group.getValue()) {
            product = product.add(row.get(j).multiply(row.get(l)));
          }
          BigInteger[] quotient = product.multiply(scale).divideAndRemainder(group.getKey());
          matrix[j][l] = matrix[j][l].subtract(quotient[0]);
          if (quotient[1].signum() != 0) {
            inexact[j] = inexact[j].add(BigInteger.ONE);
            inexact[l] = j == l ? inexact[l] : inexact[l].add(BigInteger.ONE);
          }
        }
      }
    }
    for (int j = 0; j < n; j++) {
      matrix[j][j] = matrix[j][j].subtract(inexact[j]);
    }
    return SymmetricMatrix.isPositiveSemidefinite(matrix, budget);
  }

  /** The least common multiple, or a power of two where that is long. */
  private static BigInteger denominator(Iterable<BigInteger> numbers) {
    BigInteger multiple = BigInteger.ONE;
    for (BigInteger number : numbers) {
      multiple = multiple.divide(multiple.gcd(number)).multiply(number);
      if (multiple.bitLength() > EXACT_BITS) {
        return BigInteger.ONE.shiftLeft(GUARD_BITS);
      }
    }
    return multiple;
  }
}
