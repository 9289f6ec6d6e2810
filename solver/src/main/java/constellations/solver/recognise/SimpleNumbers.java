package constellations.solver.recognise;

import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Numbers (a + b sqrt D) / q of small a, b and q near numbers in double precision. Which of them
 * are tried is limited so that one that is near by chance is unlikely.
 *
 * @param radicand D, free of squares; 1 for rational numbers only
 * @param tolerance how far a number may be away
 */
record SimpleNumbers(long radicand, double tolerance) {
  private static final int MOST_DENOMINATOR = 2000;
  private static final int LEAST_DENOMINATOR = 16;

  /** With a larger tolerance there are too many roots near everything. */
  private static final double LOOSE = 1e-8;

  /** Of all numbers about this part is near a simple one by chance. */
  private static final double CHANCE = 1e-5;

  private static final int MOST_SURD_DENOMINATOR = 240;
  private static final int MOST_SURD = 480;

  /** For finding the field smaller numbers do. */
  private static final int[] FIRST_DENOMINATORS = {2, 12, 60};

  private static final int FIRST_SURD = 60;
  private static final int MOST_RADICAND = 210;

  /** The rational number of the least denominator. */
  static Optional<BigFraction> rational(double x, double tolerance) {
    // About q^2 of the fractions of denominators up to q are different ones.
    double few = Math.sqrt(CHANCE / tolerance);
    double most = Math.min(MOST_DENOMINATOR, Math.max(LEAST_DENOMINATOR, few));
    double rest = x;
    long p = 1;
    long q = 0;
    long lastP = 0;
    long lastQ = 1;
    for (int step = 0; step < 40; step++) {
      long whole = Math.round(Math.floor(rest));
      long nextP = whole * p + lastP;
      long nextQ = whole * q + lastQ;
      if (nextQ > most) {
        return Optional.empty();
      }
      lastP = p;
      lastQ = q;
      p = nextP;
      q = nextQ;
      if (Math.abs(x - (double) p / q) <= tolerance) {
        return Optional.of(BigFraction.of(p, q));
      }
      rest = 1 / (rest - whole);
    }
    return Optional.empty();
  }

  /** A number of the field. */
  Optional<Quadratic> near(double x) {
    Optional<BigFraction> plain = rational(x, tolerance);
    return plain.isPresent() || radicand == 1 || tolerance > LOOSE
        ? plain.map(Quadratic::of)
        : surd(x, MOST_SURD_DENOMINATOR, MOST_SURD);
  }

  private Optional<Quadratic> surd(double x, int denominators, int surds) {
    double root = Math.sqrt((double) radicand);
    for (int q = 1; q <= denominators; q++) {
      for (int b = 1; b <= Math.min(surds, 4 * q); b++) {
        for (int sign = -1; sign <= 1; sign += 2) {
          double a = q * x - sign * b * root;
          long whole = Math.round(a);
          if (Math.abs(a - whole) <= q * tolerance) {
            return Optional.of(
                Quadratic.of(
                    BigFraction.of(whole, q),
                    BigFraction.of(sign * b, q),
                    BigInteger.valueOf(radicand)));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The field with the simplest number near an irrational one, if there is any. */
  static Optional<SimpleNumbers> fieldOf(double x, double tolerance) {
    if (tolerance > LOOSE) {
      return Optional.empty();
    }
    for (int q : FIRST_DENOMINATORS) {
      for (long d = 2; d <= MOST_RADICAND; d++) {
        SimpleNumbers field = new SimpleNumbers(d, tolerance);
        boolean free = Squares.free(BigFraction.of(d)).longValueExact() == d;
        if (free && field.surd(x, q, FIRST_SURD).isPresent()) {
          return Optional.of(field);
        }
      }
    }
    return Optional.empty();
  }
}
