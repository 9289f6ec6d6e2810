package constellations.verify.frame;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A polynomial with rational coefficients in the inner products of two frames (x, m) and (x', m'):
 * t = &lt;x,x'&gt;, nu = &lt;m,m'&gt;, xi = &lt;x,m'&gt;, eta = &lt;m,x'&gt;, u = |m|^2, v =
 * |m'|^2. Immutable, exact.
 *
 * <p>The argument: docs/theory.md T29.
 */
public final class FramePolynomial {
  /** How many variables there are. */
  public static final int VARIABLES = 6;

  /** t = &lt;x,x'&gt;. */
  public static final FramePolynomial T = variable(0);

  /** nu = &lt;m,m'&gt;. */
  public static final FramePolynomial NU = variable(1);

  /** xi = &lt;x,m'&gt;. */
  public static final FramePolynomial XI = variable(2);

  /** eta = &lt;m,x'&gt;. */
  public static final FramePolynomial ETA = variable(3);

  /** u = |m|^2. */
  public static final FramePolynomial U = variable(4);

  /** v = |m'|^2. */
  public static final FramePolynomial V = variable(5);

  /** Bits of an exponent in a key. */
  private static final int BITS = 5;

  private static final int MASK = (1 << BITS) - 1;

  /** Exponents, {@value #BITS} bits each with that of t highest, to coefficients that are not 0. */
  private final Map<Integer, BigFraction> terms;

  private FramePolynomial(Map<Integer, BigFraction> terms) {
    this.terms = terms;
  }

  private static FramePolynomial variable(int index) {
    Map<Integer, BigFraction> terms = new TreeMap<>();
    terms.put(1 << (BITS * (VARIABLES - 1 - index)), BigFraction.ONE);
    return new FramePolynomial(terms);
  }

  /**
   * {@return a constant}
   *
   * @param value the value
   */
  public static FramePolynomial of(BigFraction value) {
    Map<Integer, BigFraction> terms = new TreeMap<>();
    if (value.signum() != 0) {
      terms.put(0, value);
    }
    return new FramePolynomial(terms);
  }

  /**
   * {@return the exponent of a variable in a term}
   *
   * @param key of {@link #forEach}
   * @param index of the variable, 0 for t to 5 for v
   */
  public static int exponent(int key, int index) {
    return (key >> (BITS * (VARIABLES - 1 - index))) & MASK;
  }

  /**
   * {@return the sum}
   *
   * @param other what is added
   */
  public FramePolynomial add(FramePolynomial other) {
    Map<Integer, BigFraction> sum = new TreeMap<>(terms);
    other.terms.forEach((key, value) -> accumulate(sum, key, value));
    return new FramePolynomial(sum);
  }

  private static void accumulate(Map<Integer, BigFraction> sum, int key, BigFraction value) {
    BigFraction total = sum.getOrDefault(key, BigFraction.ZERO).add(value);
    if (total.signum() == 0) {
      sum.remove(key);
    } else {
      sum.put(key, total);
    }
  }

  /**
   * {@return the difference}
   *
   * @param other what is taken off
   */
  public FramePolynomial subtract(FramePolynomial other) {
    return add(other.multiply(BigFraction.ONE.negate()));
  }

  /**
   * {@return a multiple}
   *
   * @param factor a rational number
   */
  public FramePolynomial multiply(BigFraction factor) {
    return multiply(of(factor));
  }

  /**
   * {@return the product}
   *
   * @param other the other factor
   * @throws ArithmeticException if an exponent passes 31
   */
  public FramePolynomial multiply(FramePolynomial other) {
    Map<Integer, BigFraction> product = new TreeMap<>();
    terms.forEach(
        (key, value) ->
            other.terms.forEach(
                (with, factor) -> {
                  for (int i = 0; i < VARIABLES; i++) {
                    if (exponent(key, i) + exponent(with, i) > MASK) {
                      throw new ArithmeticException("an exponent above " + MASK);
                    }
                  }
                  accumulate(product, key + with, value.multiply(factor));
                }));
    return new FramePolynomial(product);
  }

  /**
   * {@return a power}
   *
   * @param exponent at least 0
   * @throws ArithmeticException if an exponent passes 31
   */
  public FramePolynomial power(int exponent) {
    FramePolynomial power = of(BigFraction.ONE);
    for (int k = 0; k < exponent; k++) {
      power = power.multiply(this);
    }
    return power;
  }

  /** {@return whether this is 0} */
  public boolean isZero() {
    return terms.isEmpty();
  }

  /**
   * {@return the highest exponent of a variable}
   *
   * @param index of the variable
   */
  public int degree(int index) {
    return terms.keySet().stream().mapToInt(key -> exponent(key, index)).max().orElse(0);
  }

  /**
   * Gives all terms.
   *
   * @param term takes a key for {@link #exponent}, and the coefficient
   */
  public void forEach(BiConsumer<Integer, BigFraction> term) {
    terms.forEach(term);
  }

  /** {@return the polynomial in u for an item with itself, t = 1, nu = v = u, xi = eta = 0} */
  FramePolynomial diagonal() {
    Map<Integer, BigFraction> sum = new TreeMap<>();
    terms.forEach(
        (key, value) -> {
          if (exponent(key, 2) == 0 && exponent(key, 3) == 0) {
            int degree = exponent(key, 1) + exponent(key, 4) + exponent(key, 5);
            if (degree > MASK) {
              throw new ArithmeticException("an exponent above " + MASK);
            }
            accumulate(sum, degree << BITS, value);
          }
        });
    return new FramePolynomial(sum);
  }

  /** {@return bits of the longest numerator or denominator} */
  int bits() {
    return terms.values().stream()
        .mapToInt(x -> Math.max(x.getNumerator().bitLength(), x.getDenominator().bitLength()))
        .max()
        .orElse(0);
  }

  /**
   * {@return an integer multiple of 1/2^bits}
   *
   * @param numerator the integer
   * @param bits of the denominator
   */
  static BigFraction dyadic(BigInteger numerator, int bits) {
    return BigFraction.of(numerator, BigInteger.ONE.shiftLeft(bits));
  }
}
