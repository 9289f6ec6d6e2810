package constellations.solver.recognise;

import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** Square roots in a quadratic field, square classes, and sums of squares of rational numbers. */
final class Squares {
  /** Trial division ends here; what is left counts as free of squares. */
  private static final int MOST_FACTOR = 2000;

  private static final long MOST_SUM = 100_000_000;

  private Squares() {}

  /** The root of a rational number that is not negative, if it is rational. */
  static Optional<BigFraction> root(BigFraction x) {
    if (x.signum() < 0) {
      return Optional.empty();
    }
    BigInteger p = x.getNumerator().sqrt();
    BigInteger q = x.getDenominator().sqrt();
    boolean square =
        p.multiply(p).equals(x.getNumerator()) && q.multiply(q).equals(x.getDenominator());
    return square ? Optional.of(BigFraction.of(p, q)) : Optional.empty();
  }

  /** The positive root of a positive number in the field of a radicand, if it lies there. */
  static Optional<Quadratic> root(Quadratic x, BigInteger radicand) {
    if (x.isRational()) {
      Optional<BigFraction> plain = root(x.rational());
      if (plain.isPresent()) {
        return plain.map(Quadratic::of);
      }
      return root(x.rational().divide(radicand))
          .map(c -> Quadratic.of(BigFraction.ZERO, c, radicand));
    }
    // (p + q sqrt D)^2 = a + b sqrt D: p^2 is one of (a +- sqrt(a^2 - D b^2)) / 2, and q = b / 2p.
    BigFraction a = x.rational();
    BigFraction b = x.coefficient();
    Optional<BigFraction> norm =
        root(a.multiply(a).subtract(b.multiply(b).multiply(BigFraction.of(radicand))));
    for (int sign = -1; sign <= 1 && norm.isPresent(); sign += 2) {
      Optional<BigFraction> p = root(a.add(norm.get().multiply(sign)).divide(2));
      if (p.isPresent() && p.get().signum() > 0) {
        Quadratic found = Quadratic.of(p.get(), b.divide(p.get().multiply(2)), radicand);
        return Optional.of(found.signum() > 0 ? found : found.negate());
      }
    }
    return Optional.empty();
  }

  /** The integer without square factors that a positive rational number is a square times of. */
  static BigInteger free(BigFraction x) {
    BigInteger n = x.getNumerator().multiply(x.getDenominator());
    BigInteger free = BigInteger.ONE;
    for (int p = 2; p < MOST_FACTOR && n.compareTo(BigInteger.ONE) > 0; p++) {
      BigInteger prime = BigInteger.valueOf(p);
      boolean odd = false;
      while (n.mod(prime).signum() == 0) {
        n = n.divide(prime);
        odd = !odd;
      }
      free = odd ? free.multiply(prime) : free;
    }
    BigInteger rest = n.sqrt();
    return rest.multiply(rest).equals(n) ? free : free.multiply(n);
  }

  /** As few rational numbers as can be, at most four, the squares of which have a positive sum. */
  static Optional<List<BigFraction>> summands(BigFraction x) {
    BigInteger free = free(x);
    if (free.bitLength() > 62 || free.longValueExact() > MOST_SUM) {
      return Optional.empty();
    }
    BigFraction factor = root(x.divide(free)).orElseThrow();
    for (int count = 1; count <= 4; count++) {
      List<BigFraction> found = new ArrayList<>();
      if (sum(free.longValueExact(), count, Long.MAX_VALUE, factor, found)) {
        return Optional.of(found);
      }
    }
    throw new IllegalStateException("a number that is not a sum of four squares");
  }

  private static boolean sum(
      long n, int count, long most, BigFraction factor, List<BigFraction> found) {
    long root = (long) Math.sqrt((double) n);
    root += (root + 1) * (root + 1) <= n ? 1 : 0;
    root -= root * root > n ? 1 : 0;
    if (count == 1) {
      if (root * root == n && root <= most) {
        found.add(factor.multiply(BigFraction.of(root)));
      }
      return root * root == n && root <= most;
    }
    for (long a = Math.min(root, most); a > 0 && a * a * count >= n; a--) {
      if (sum(n - a * a, count - 1, a, factor, found)) {
        found.add(factor.multiply(BigFraction.of(a)));
        return true;
      }
    }
    return false;
  }
}
