package constellations.verify.exact;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The cosine p / sqrt(q) of the angle between two vectors, exact: p is their inner product and q
 * &gt; 0 the product of their squared norms, both in one quadratic field.
 *
 * <p>The order is that of the reals, decided by signs and squares; no square root is taken.
 *
 * <p>The argument: docs/theory.md T1.
 */
public final class Cosine implements Comparable<Cosine> {
  private final Quadratic inner;
  private final Quadratic norms;

  private Cosine(Quadratic inner, Quadratic norms) {
    this.inner = inner;
    this.norms = norms;
  }

  /**
   * {@return the number inner / sqrt(norms)}
   *
   * @param inner the inner product p
   * @param norms the product q of the squared norms, positive
   * @throws IllegalArgumentException if {@code norms} is not positive
   */
  public static Cosine of(Quadratic inner, Quadratic norms) {
    if (norms.signum() <= 0) {
      throw new IllegalArgumentException("product of squared norms " + norms);
    }
    return new Cosine(inner, norms);
  }

  /** {@return the inner product p} */
  public Quadratic inner() {
    return inner;
  }

  /** {@return the product q of the squared norms} */
  public Quadratic norms() {
    return norms;
  }

  /** Compares p / sqrt(q) with p' / sqrt(q'), exactly. */
  @Override
  public int compareTo(Cosine other) {
    int sign = inner.signum();
    int otherSign = other.inner.signum();
    if (sign != otherSign || sign == 0) {
      return Integer.compare(sign, otherSign);
    }
    int squares =
        inner.square().multiply(other.norms).compareTo(other.inner.square().multiply(norms));
    return sign > 0 ? squares : -squares;
  }

  /**
   * Compares p / sqrt(q) with a number of the same field, exactly.
   *
   * @param value the number to compare with
   * @return the sign of p / sqrt(q) less the value
   */
  public int compareTo(Quadratic value) {
    return compareTo(new Cosine(value, Quadratic.ONE));
  }

  /**
   * {@return an enclosure with about the given number of digits}
   *
   * @param digits significant digits to work with, at least 1
   */
  public Interval enclosure(int digits) {
    return inner.enclosure(digits).divide(norms.enclosure(digits).sqrt());
  }

  /**
   * {@return the value rounded down to the given number of decimals; exact}
   *
   * @param decimals how many decimals to keep, at least 0
   */
  public BigDecimal floor(int decimals) {
    Interval value = enclosure(decimals + 30);
    BigDecimal low = value.lower().setScale(decimals, RoundingMode.FLOOR);
    BigDecimal high = value.upper().setScale(decimals, RoundingMode.FLOOR);
    // The enclosure is far narrower than the grid: at most one grid point lies in it.
    boolean reachesHigh = compareTo(Quadratic.of(Rationals.of(high))) >= 0;
    return reachesHigh ? high : low;
  }

  /**
   * {@return the value rounded up to the given number of decimals; exact}
   *
   * @param decimals how many decimals to keep, at least 0
   */
  public BigDecimal ceiling(int decimals) {
    return new Cosine(inner.negate(), norms).floor(decimals).negate();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Cosine other && compareTo(other) == 0;
  }

  @Override
  public int hashCode() {
    return Quadratic.of(inner.square().divide(norms).rational()).hashCode() + inner.signum();
  }

  @Override
  public String toString() {
    return "(" + inner + ") / sqrt(" + norms + ")";
  }
}
