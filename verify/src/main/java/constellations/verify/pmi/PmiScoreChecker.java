package constellations.verify.pmi;

import constellations.verify.claim.Check;
import constellations.verify.claim.Checker;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.Interval;
import constellations.verify.exact.Parallel;
import constellations.verify.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks {@code pmi-score}: encloses exp(score) at each x and y and compares it with R, exactly.
 *
 * <p>The argument: docs/theory.md T41.
 */
final class PmiScoreChecker implements Checker<PmiScoreCertificate> {
  private static final int DIGITS = 40;
  private static final int SHOWN = 20;

  /** Operations on words for a kernel of two points, and for each of their coordinates. */
  private static final double KERNEL_WORK = 2e5;

  private static final double COORDINATE_WORK = 200;

  /** Of the comparison of a score with its ratio. */
  private static final double PAIR_WORK = 5e4;

  /** A number that the largest error of a row does not exceed, and where it is. */
  private record Worst(int column, BigDecimal error) {}

  @Override
  public Verdict check(PmiScoreCertificate certificate, Check check) {
    if (!weighed(certificate.rows()) || !weighed(certificate.columns())) {
      return Verdict.rejected(certificate, "the weights of a point set are negative, or all 0", 0);
    }
    BigFraction[][] ratios = certificate.claim().counts().ratios();
    long pairs = (long) ratios.length * ratios[0].length;
    double kernels = (double) pairs * certificate.claim().points() * certificate.claim().points();
    check
        .budget()
        .charge(
            pairs * PAIR_WORK
                + kernels * (KERNEL_WORK + COORDINATE_WORK * certificate.claim().dimension()));
    List<Worst> rows =
        Parallel.map(ratios.length, check.threads(), x -> worst(certificate, x, ratios[x]));
    int at = 0;
    for (int x = 1; x < rows.size(); x++) {
      at = rows.get(x).error().compareTo(rows.get(at).error()) > 0 ? x : at;
    }
    Worst worst = rows.get(at);
    return Verdict.of(
        Rationals.of(worst.error()).compareTo(certificate.claim().error()) <= 0,
        certificate,
        "the largest error is at most "
            + worst.error().round(new MathContext(SHOWN, RoundingMode.CEILING))
            + " at x = "
            + at
            + ", y = "
            + worst.column(),
        pairs);
  }

  /** Whether no weight is negative and each set has one above 0, so that its scores are finite. */
  private static boolean weighed(List<List<List<BigInteger>>> sets) {
    return sets.stream()
        .allMatch(
            set ->
                set.stream().allMatch(point -> point.get(0).signum() >= 0)
                    && set.stream().anyMatch(point -> point.get(0).signum() > 0));
  }

  private static Worst worst(PmiScoreCertificate certificate, int x, BigFraction[] ratios) {
    Worst worst = new Worst(0, BigDecimal.ZERO);
    for (int y = 0; y < ratios.length; y++) {
      Interval off = score(certificate, x, y).subtract(Interval.of(ratios[y], DIGITS));
      BigDecimal error = off.upper().max(off.lower().negate());
      worst = error.compareTo(worst.error()) > 0 ? new Worst(y, error) : worst;
    }
    return worst;
  }

  /** Exp of the score of x and y: the sum over pairs of their points. */
  private static Interval score(PmiScoreCertificate certificate, int x, int y) {
    int scale = certificate.decimals();
    Interval sum = Interval.of(0, DIGITS);
    for (List<BigInteger> u : certificate.rows().get(x)) {
      for (List<BigInteger> v : certificate.columns().get(y)) {
        BigInteger weight = u.get(0).multiply(v.get(0));
        if (weight.signum() == 0) {
          continue;
        }
        BigInteger square = BigInteger.ZERO;
        for (int k = 1; k < u.size(); k++) {
          BigInteger difference = u.get(k).subtract(v.get(k));
          square = square.add(difference.multiply(difference));
        }
        BigDecimal exact = new BigDecimal(weight, 2 * scale);
        sum =
            sum.add(
                certificate
                    .kernel()
                    .of(new BigDecimal(square, 2 * scale), DIGITS)
                    .multiply(Interval.of(exact, exact, DIGITS)));
      }
    }
    return sum;
  }
}
