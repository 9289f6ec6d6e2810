package constellations.solver.theory;

import constellations.verify.exact.BadInputException;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Proposition 1 of arXiv 2509.18552: batches of B distinct indices are drawn uniformly, sqrt(N) < B
 * <= N; if the expected batch loss is at most xi log 2 with xi in [0, 1], nearest-neighbour
 * retrieval succeeds for at least a fraction 1 - N xi / (B (B-1)) of the U_i, and of the V_i.
 * Beside it the best constant, which is ours.
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

  /**
   * A bound on the share of rows that fail which is attained, for every B from 2 to N: with p = B/N
   * and q = B(B-1)/(N(N-1)) the chances of a matching and of another pair to be in a batch, a
   * failing row holds p softplus(x) + q softplus(y) with x + y &gt;= 0 of the expected loss, at
   * least h = p log(1 + q/p) + q log(1 + p/q), so at most E/(N h) of the rows fail (docs/theory.md
   * S3).
   *
   * @param expectedLoss E, the expected loss of a batch, in nats, a sum over the batch
   * @return the share, in double precision
   */
  public static double failingShare(long pairs, long batch, double expectedLoss) {
    if (batch < 2 || batch > pairs) {
      throw BadInputException.argument("batch", batch, "from 2 to " + pairs);
    }
    double n = pairs;
    double p = batch / n;
    double q = p * (batch - 1) / (n - 1);
    double h = p * Math.log1p(q / p) + q * Math.log1p(p / q);
    return expectedLoss / (n * h);
  }
}
