package constellations.verify.lp;

import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Decides exactly whether a polynomial is at most 0 on an interval [-1, b].
 *
 * <p>On an interval on which all Bernstein coefficients are at most 0, so is the polynomial; a
 * positive first or last coefficient is a positive value at an end. Otherwise the interval is
 * halved by de Casteljau's rule. Where that does not end soon the polynomial touches zero, or
 * nearly so: then its roots of odd multiplicity are split off, and Descartes' rule decides whether
 * one of them lies inside (Vincent, Collins and Akritas; the bisection ends because that polynomial
 * is squarefree).
 *
 * <p>The argument: docs/theory.md T5.
 */
public final class NonPositivity {
  /** Intervals shorter than 2^-this of the whole are left to the exact multiplicities. */
  private static final int TOUCHING_DEPTH = 90;

  /** Larger polynomials, in bits of all Bernstein coefficients together, are not begun with. */
  private static final double MAX_BITS = 0x1p25;

  private NonPositivity() {}

  /**
   * The answer.
   *
   * @param holds whether the polynomial was proved to be at most 0
   * @param reason where it is positive, or why the question was given up
   */
  public record Answer(boolean holds, String reason) {
    private static final Answer HOLDS = new Answer(true, "");
  }

  /**
   * Decides whether f(t) &lt;= 0 for all t in [-1, b].
   *
   * @param f the polynomial
   * @param b a rational number of at least -1
   * @param budget what the decision may cost
   * @return yes, no, or not decided within the budget
   */
  public static Answer decide(IntegerPolynomial f, BigFraction b, WorkBudget budget) {
    try {
      return decided(f, b, budget);
    } catch (WorkBudget.Exhausted e) {
      return new Answer(false, String.valueOf(e.getMessage()));
    }
  }

  private static Answer decided(IntegerPolynomial f, BigFraction b, WorkBudget budget) {
    if (f.isZero()) {
      return Answer.HOLDS;
    }
    if (b.add(1).signum() == 0) {
      return f.valueAt(b).signum() <= 0 ? Answer.HOLDS : positive(0, b);
    }
    int n = f.degree();
    double grown =
        64 * f.words() + n * (b.add(1).getNumerator().bitLength() + bits(b) + Math.log(n + 1) + 2);
    if (grown * (n + 1) > 2 * MAX_BITS) {
      return new Answer(false, "undecided: the polynomial is too large");
    }
    budget.charge(n * (double) n * grown / 64);
    IntegerPolynomial p = f.onUnitInterval(-1, b);
    Part whole = whole(p);
    if (whole.words() * 64 * (p.degree() + 1) > MAX_BITS) {
      return new Answer(false, "undecided: the polynomial is too large");
    }
    Optional<Answer> quick = byCoefficients(whole, b, budget);
    return quick.isPresent() ? quick.get() : byMultiplicities(p, b, budget);
  }

  private static int bits(BigFraction x) {
    return x.getDenominator().bitLength();
  }

  /** A part of [0, 1] of length 2^-depth with the Bernstein coefficients on it. */
  private record Part(BigInteger[] bernstein, int depth, BigInteger index) {
    double words() {
      return IntegerPolynomial.of(bernstein).words();
    }

    /** Left and right half, times 2^n. */
    Part[] halves(WorkBudget budget) {
      int n = bernstein.length - 1;
      budget.charge(n * (n + 1.0) / 2 * (words() + n / 64.0));
      BigInteger[] row = bernstein.clone();
      BigInteger[] left = new BigInteger[n + 1];
      BigInteger[] right = new BigInteger[n + 1];
      for (int r = 0; r <= n; r++) {
        left[r] = row[0].shiftLeft(n - r);
        right[n - r] = row[n - r].shiftLeft(n - r);
        for (int i = 0; i < n - r; i++) {
          row[i] = row[i].add(row[i + 1]);
        }
      }
      return new Part[] {
        new Part(reduced(left), depth + 1, index.shiftLeft(1)),
        new Part(reduced(right), depth + 1, index.shiftLeft(1).add(BigInteger.ONE))
      };
    }

    /** The coefficients without the powers of two that they have in common. */
    private static BigInteger[] reduced(BigInteger[] coefficients) {
      int common = Integer.MAX_VALUE;
      for (BigInteger c : coefficients) {
        if (c.signum() != 0) {
          common = Math.min(common, c.getLowestSetBit());
        }
      }
      if (common > 0 && common < Integer.MAX_VALUE) {
        for (int i = 0; i < coefficients.length; i++) {
          coefficients[i] = coefficients[i].shiftRight(common);
        }
      }
      return coefficients;
    }

    /** The left end for 0, the right end for 1, rounded. */
    double end(int side) {
      return BigFraction.of(index.add(BigInteger.valueOf(side)), BigInteger.ONE.shiftLeft(depth))
          .doubleValue();
    }

    int variations() {
      int count = 0;
      int last = 0;
      for (BigInteger c : bernstein) {
        int sign = c.signum();
        if (sign != 0) {
          count += last * sign < 0 ? 1 : 0;
          last = sign;
        }
      }
      return count;
    }

    boolean hasNoPositiveCoefficient() {
      for (BigInteger c : bernstein) {
        if (c.signum() > 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** The Bernstein coefficients on [0, 1], times n!: sum over j of C(i, j) c_j j! (n-j)!. */
  private static Part whole(IntegerPolynomial p) {
    int n = p.degree();
    BigInteger[] b = new BigInteger[n + 1];
    BigInteger[] factorial = new BigInteger[n + 1];
    factorial[0] = BigInteger.ONE;
    for (int j = 1; j <= n; j++) {
      factorial[j] = factorial[j - 1].multiply(BigInteger.valueOf(j));
    }
    for (int j = 0; j <= n; j++) {
      b[j] = p.coefficient(j).multiply(factorial[j]).multiply(factorial[n - j]);
    }
    for (int r = 1; r <= n; r++) {
      for (int i = n; i >= r; i--) {
        b[i] = b[i].add(b[i - 1]);
      }
    }
    return new Part(Part.reduced(b), 0, BigInteger.ZERO);
  }

  private static Optional<Answer> byCoefficients(Part whole, BigFraction b, WorkBudget budget) {
    Deque<Part> open = new ArrayDeque<>();
    open.push(whole);
    while (!open.isEmpty()) {
      Part part = open.pop();
      if (part.hasNoPositiveCoefficient()) {
        continue;
      }
      int last = part.bernstein().length - 1;
      if (part.bernstein()[0].signum() > 0) {
        return Optional.of(positive(part.end(0), b));
      }
      if (part.bernstein()[last].signum() > 0) {
        return Optional.of(positive(part.end(1), b));
      }
      if (part.depth() >= TOUCHING_DEPTH) {
        return Optional.empty();
      }
      for (Part half : part.halves(budget)) {
        open.push(half);
      }
    }
    return Optional.of(Answer.HOLDS);
  }

  /**
   * @param x in [0, 1]
   */
  private static Answer positive(double x, BigFraction b) {
    return new Answer(
        false, "the polynomial is positive near t = " + (-1 + x * (b.doubleValue() + 1)));
  }

  private static Answer byMultiplicities(IntegerPolynomial p, BigFraction b, WorkBudget budget) {
    // The sign off the roots; a polynomial of degree n has at most n of them.
    for (int i = 1; ; i++) {
      int sign = p.valueAt(BigFraction.of(i, p.degree() + 2)).signum();
      if (sign > 0) {
        return positive(i / (p.degree() + 2.0), b);
      }
      if (sign < 0) {
        break;
      }
    }
    Deque<Part> open = new ArrayDeque<>();
    open.push(whole(p.signChanges(budget)));
    while (!open.isEmpty()) {
      Part part = open.pop();
      int variations = part.variations();
      if (variations == 0) {
        continue;
      }
      if (variations == 1) {
        return positive((part.end(0) + part.end(1)) / 2, b);
      }
      Part[] halves = part.halves(budget);
      if (halves[1].bernstein()[0].signum() == 0) {
        return positive((part.end(0) + part.end(1)) / 2, b);
      }
      open.push(halves[0]);
      open.push(halves[1]);
    }
    return Answer.HOLDS;
  }
}
