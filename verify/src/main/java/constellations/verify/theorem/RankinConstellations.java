package constellations.verify.theorem;

import constellations.verify.exact.Rationals;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Rankin's range for constellations of N pairs of margin m at relative bias b. With s = b + m, beta
 * = b - m and alpha = (1 + b - 3m)/(1 + b + m),
 *
 * <ul>
 *   <li>alpha &gt;= -1/(N - 1) in any dimension, as for codes;
 *   <li>alpha &lt; 0 in R^d implies N &lt;= d, or N = d + 1 and m &lt;= b + 1/d;
 *   <li>d &gt;= 3, alpha = 0 and s &lt; 1 in R^d imply N &lt;= 2(d - 1).
 * </ul>
 *
 * All is exact. It holds for any number of modalities, two of which are a constellation of pairs.
 *
 * <p>The argument: docs/theory.md T6, T20, T27.
 */
public final class RankinConstellations {
  private RankinConstellations() {}

  /**
   * {@return a margin that constellations of N pairs in R^d do not exceed: the least of 1 - b, of
   * (1 + b)N/(3N - 4), and for N = d + 1 of max((1 + b)/3, b + 1/d), for more pairs of (1 + b)/3}
   *
   * @param d the dimension, at least 1
   * @param pairs the number N of pairs, at least 2
   * @param bias the relative bias b, in [-1, 1]
   */
  public static BigFraction margin(long d, BigInteger pairs, BigFraction bias) {
    BigFraction one = bias.add(1);
    BigFraction third = one.divide(3);
    BigInteger few = pairs.multiply(BigInteger.valueOf(3)).subtract(BigInteger.valueOf(4));
    BigFraction any =
        Rationals.min(one.multiply(BigFraction.of(pairs, few)), BigFraction.ONE.subtract(bias));
    int more = pairs.compareTo(BigInteger.valueOf(d).add(BigInteger.ONE));
    if (more < 0) {
      return any;
    }
    return Rationals.min(
        any, more > 0 ? third : Rationals.max(third, bias.add(BigFraction.of(1, d))));
  }

  /**
   * {@return whether no constellation of N pairs in R^d has this margin: it exceeds {@link
   * #margin}, or alpha = 0, N &gt; 2(d - 1), d &gt;= 3 and s &lt; 1}
   *
   * @param d the dimension, at least 1
   * @param pairs the number N of pairs
   * @param margin the margin m
   * @param bias the relative bias b, in [-1, 1]
   */
  public static boolean excludes(long d, BigInteger pairs, BigFraction margin, BigFraction bias) {
    boolean flat =
        d >= 3
            && margin.signum() > 0
            && margin.equals(bias.add(1).divide(3))
            && margin.add(bias).compareTo(BigFraction.ONE) < 0
            && pairs.compareTo(BigInteger.valueOf(d - 1).shiftLeft(1)) > 0;
    return flat || margin.compareTo(margin(d, pairs, bias)) > 0;
  }
}
