package constellations.verify.theorem;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Levenshtein's bound for spherical codes (Levenshtein, Universal bounds for codes and designs, in:
 * Handbook of Coding Theory, 1998, section 6), exact for rational cosines.
 *
 * <p>With P_k the Gegenbauer polynomials of R^n, P_k(1) = 1, and t_k^{a,b} the largest zero of the
 * Jacobi polynomial adjacent to P_k:
 *
 * <pre>
 *   L_{2k-1}(s) = C(k+n-3, k-1) [ (2k+n-3)/(n-1) - (P_{k-1}(s) - P_k(s)) / ((1-s) P_k(s)) ]
 *       for t_{k-1}^{1,1} &lt;= s &lt;= t_k^{1,0},
 *   L_{2k}(s) = C(k+n-2, k) [ (2k+n-1)/(n-1)
 *                - (1+s)(P_k(s) - P_{k+1}(s)) / ((1-s)(P_k(s) + P_{k+1}(s))) ]
 *       for t_k^{1,0} &lt;= s &lt;= t_k^{1,1}.
 * </pre>
 *
 * Since P_k^{1,0} is a positive multiple of (P_k - P_{k+1})/(1-s), and P_k^{1,1} of (P_k -
 * P_{k+2})/(1-s^2), and the largest zeros interlace, the right interval is found by exact signs.
 *
 * <p>The argument: docs/theory.md T8.
 */
public final class Levenshtein {
  /** Degrees beyond this are given up; no bound is then returned. */
  private static final int MAX_STEPS = 1000;

  /** So are numbers of this many bits. */
  private static final int MAX_BITS = 1_000_000;

  private Levenshtein() {}

  /**
   * A value of the bound.
   *
   * @param value an upper bound on the number of points, exact
   * @param degree the degree 2k-1 or 2k of the polynomial
   */
  public record Bound(BigFraction value, int degree) {}

  /**
   * {@return the bound for codes of cosine at most s in R^n, if it is below a limit}
   *
   * @param n the dimension, at least 3
   * @param s in [-1, 1)
   * @param limit as soon as the bound is known to be at least this, the search ends with nothing
   */
  public static Optional<Bound> below(long n, BigFraction s, BigInteger limit) {
    if (n < 3 || s.compareTo(BigFraction.ONE) >= 0 || s.add(1).signum() < 0) {
      throw new IllegalArgumentException("Levenshtein's bound for n = " + n + ", s = " + s);
    }
    // R_k = P_k(s) q^k c_0 ... c_{k-1} with s = p/q, c_j = j + n - 2, are integers with
    // R_{k+1} = (2k+n-2) p R_k - k c_{k-1} q^2 R_{k-1}.
    BigInteger p = s.getNumerator();
    BigInteger q = s.getDenominator();
    Sequence sequence = new Sequence(n, p, q);
    BigFraction rest = BigFraction.ONE.subtract(s);
    // C(k+n-3, k-1) for the k of the loop.
    BigInteger choose = BigInteger.ONE;
    for (int k = 1; k <= MAX_STEPS && sequence.bits() <= MAX_BITS; k++) {
      BigInteger current = sequence.scaledCurrent(1);
      BigInteger next = sequence.next(1);
      if (current.compareTo(next) <= 0) {
        // P_k <= P_{k+1}: s <= t_k^{1,0}, where P_k < 0.
        BigFraction quotient = sequence.previousOverCurrent().subtract(1).divide(rest);
        BigFraction value =
            BigFraction.of(2L * k + n - 3, n - 1).subtract(quotient).multiply(choose);
        return bound(value, 2 * k - 1, limit);
      }
      // Above t_k^{1,0} the bound is at least its value there, C(n+k-1, k) + C(n+k-2, k-1).
      BigInteger chooseNext =
          choose.multiply(BigInteger.valueOf(k + n - 2)).divide(BigInteger.valueOf(k));
      BigInteger design =
          chooseNext
              .multiply(BigInteger.valueOf(n + k - 1))
              .add(chooseNext.multiply(BigInteger.valueOf(k)))
              .divide(BigInteger.valueOf(n - 1));
      if (design.compareTo(limit) >= 0) {
        return Optional.empty();
      }
      if (sequence.scaledCurrent(2).compareTo(sequence.next(2)) <= 0) {
        // P_k <= P_{k+2}: s <= t_k^{1,1}.
        BigFraction quotient =
            BigFraction.of(current.subtract(next), current.add(next))
                .multiply(s.add(1))
                .divide(rest);
        BigFraction value =
            BigFraction.of(2L * k + n - 1, n - 1).subtract(quotient).multiply(chooseNext);
        return bound(value, 2 * k, limit);
      }
      choose = chooseNext;
      sequence.advance();
    }
    return Optional.empty();
  }

  private static Optional<Bound> bound(BigFraction value, int degree, BigInteger limit) {
    return value.compareTo(BigFraction.of(limit)) < 0
        ? Optional.of(new Bound(value, degree))
        : Optional.empty();
  }

  /** The integers R_k around the current k, which begins at 1. */
  private static final class Sequence {
    private final long n;
    private final BigInteger p;
    private final BigInteger q;
    private final BigInteger[] r = new BigInteger[4];
    private long k = 1;

    Sequence(long n, BigInteger p, BigInteger q) {
      this.n = n;
      this.p = p;
      this.q = q;
      r[0] = BigInteger.ONE;
      r[1] = p.multiply(BigInteger.valueOf(n - 2));
      r[2] = next(1, r[1], r[0]);
      r[3] = next(2, r[2], r[1]);
    }

    private BigInteger next(long j, BigInteger current, BigInteger previous) {
      BigInteger first = current.multiply(p).multiply(BigInteger.valueOf(2 * j + n - 2));
      BigInteger second =
          previous.multiply(q).multiply(q).multiply(BigInteger.valueOf(j)).multiply(scale(j - 1));
      return first.subtract(second);
    }

    private BigInteger scale(long j) {
      return BigInteger.valueOf(j + n - 2);
    }

    int bits() {
      return r[1].bitLength();
    }

    void advance() {
      k++;
      r[0] = r[1];
      r[1] = r[2];
      r[2] = r[3];
      r[3] = next(k + 1, r[2], r[1]);
    }

    /** P_k in the scale of {@link #next}. */
    BigInteger scaledCurrent(int step) {
      BigInteger scaled = r[1];
      for (int j = 0; j < step; j++) {
        scaled = scaled.multiply(q).multiply(scale(k + j));
      }
      return scaled;
    }

    /** P_{k+step}, times a positive number. */
    BigInteger next(int step) {
      return r[1 + step];
    }

    /** P_{k-1} / P_k. */
    BigFraction previousOverCurrent() {
      return BigFraction.of(r[0].multiply(q).multiply(scale(k - 1)), r[1]);
    }
  }
}
