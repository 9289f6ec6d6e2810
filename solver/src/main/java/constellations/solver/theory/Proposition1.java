package constellations.solver.theory;

import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Proposition 1 of arXiv 2509.18552: batches of B distinct indices are drawn uniformly, sqrt(N) < B
 * <= N; if the expected batch loss is at most xi log 2 with xi in [0, 1], nearest-neighbour
 * retrieval succeeds for at least a fraction 1 - N xi / (B (B-1)) of the U_i, and of the V_i.
 */
public final class Proposition1 {
  private Proposition1() {}

  /**
   * The guaranteed fraction; it may be negative, and then says nothing.
   *
   * @throws BadInputException if B is not in (sqrt(N), N] or xi not in [0, 1]
   */
  public static BigFraction guaranteedFraction(long pairs, long batch, BigFraction xi) {
    if (batch > pairs
        || BigInteger.valueOf(batch).pow(2).compareTo(BigInteger.valueOf(pairs)) <= 0) {
      throw BadInputException.argument(
          "batch", batch, "more than the square root of " + pairs + " and at most that");
    }
    if (xi.signum() < 0 || xi.compareTo(BigFraction.ONE) > 0) {
      throw BadInputException.argument("xi", xi, "a number in [0, 1]");
    }
    return BigFraction.ONE.subtract(xi.multiply(pairs).divide(batch).divide(batch - 1));
  }
}
