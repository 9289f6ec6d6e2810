package constellations.verify.points;

import constellations.verify.exact.Cosine;
import constellations.verify.exact.Interval;
import constellations.verify.exact.Quadratic;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The exact extremes of a constellation: s*, the least cosine of matching vectors, and beta*, the
 * largest of others; m* = (s* - beta*)/2 is the margin and b* = (s* + beta*)/2 the relative bias.
 *
 * <p>The argument: docs/theory.md T1.
 *
 * @param leastPositive s* and where it is attained
 * @param largestNegative beta* and where it is attained
 */
public record Separation(Entry leastPositive, Entry largestNegative) {

  /**
   * A cosine between vector {@code row} of modality {@code a} and vector {@code column} of modality
   * {@code b}, all counted from 0.
   */
  public record Entry(Cosine cosine, int a, int row, int b, int column) {}

  /**
   * {@return whether this is an (m, b)-constellation: s* &gt;= b + m and beta* &lt;= b - m, decided
   * exactly}
   *
   * @param margin the margin m
   * @param bias the relative bias b
   */
  public boolean separates(Quadratic margin, Quadratic bias) {
    return leastPositive.cosine().compareTo(bias.add(margin)) >= 0
        && largestNegative.cosine().compareTo(bias.subtract(margin)) <= 0;
  }

  /**
   * {@return m* rounded down to the given number of decimals, or less by at most one unit there}
   *
   * @param decimals how many decimals to keep, at least 0
   */
  public BigDecimal marginFloor(int decimals) {
    return half(leastPositive.cosine(), largestNegative.cosine(), -1, decimals)
        .lower()
        .setScale(decimals, RoundingMode.FLOOR);
  }

  /**
   * {@return b* rounded down to the given number of decimals, or less by at most one unit there}
   *
   * @param decimals how many decimals to keep, at least 0
   */
  public BigDecimal biasFloor(int decimals) {
    return half(leastPositive.cosine(), largestNegative.cosine(), 1, decimals)
        .lower()
        .setScale(decimals, RoundingMode.FLOOR);
  }

  /** A margin and a bias that hold together. */
  public record Rounded(BigDecimal margin, BigDecimal bias) {}

  /**
   * {@return a margin and a bias such that this is an (m, b)-constellation if m is not negative:
   * from s* rounded down and beta* rounded up to some decimals, with one decimal more; exact}
   *
   * @param decimals how many decimals to keep, at least 0
   */
  public Rounded rounded(int decimals) {
    BigDecimal s = leastPositive.cosine().floor(decimals);
    BigDecimal beta = largestNegative.cosine().ceiling(decimals);
    BigDecimal half = new BigDecimal("0.5");
    return new Rounded(s.subtract(beta).multiply(half), s.add(beta).multiply(half));
  }

  private static Interval half(Cosine s, Cosine beta, int sign, int decimals) {
    int digits = decimals + 30;
    Interval b = beta.enclosure(digits);
    Interval sum = s.enclosure(digits).add(sign > 0 ? b : b.negate());
    return sum.divide(Interval.of(2, digits));
  }

  /**
   * {@return the largest margin at the given bias, min(s* - b, b - beta*), rounded down to the
   * given number of decimals; exact} It is negative when the bias does not lie between beta* and
   * s*.
   *
   * @param bias the relative bias b
   * @param decimals how many decimals to keep, at least 0
   */
  public BigDecimal marginFloor(BigDecimal bias, int decimals) {
    int scale = Math.max(decimals, bias.scale());
    BigDecimal fromPositive = leastPositive.cosine().floor(scale).subtract(bias);
    BigDecimal fromNegative = bias.subtract(largestNegative.cosine().ceiling(scale));
    return fromPositive.min(fromNegative).setScale(decimals, RoundingMode.FLOOR);
  }
}
