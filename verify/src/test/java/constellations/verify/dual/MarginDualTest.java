package constellations.verify.dual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import constellations.verify.CertificateReader;
import constellations.verify.CertificateWriter;
import constellations.verify.Verifier;
import constellations.verify.claim.AllSubsets;
import constellations.verify.claim.Provenance;
import constellations.verify.claim.RelevanceMatrix;
import constellations.verify.claim.RetrievalClaim;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class MarginDualTest {
  private static final Provenance BY = new Provenance("test", 1L, "none", "test", "2026-11-28");

  private static RelevanceMatrix identity(int n) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(List.of(i));
    }
    return new RelevanceMatrix(n, rows);
  }

  /** One weight for relevant pairs, another for all others, the same theta and phi for all. */
  private static MarginDualCertificate uniform(
      RelevanceMatrix matrix,
      long relevant,
      long other,
      long theta,
      long phi,
      String margin,
      String bias) {
    List<List<BigInteger>> weights = new ArrayList<>();
    for (int i = 0; i < matrix.rows().size(); i++) {
      List<BigInteger> row = new ArrayList<>();
      for (int j = 0; j < matrix.documents(); j++) {
        row.add(BigInteger.valueOf(matrix.isRelevant(i, j) ? relevant : -other));
      }
      weights.add(row);
    }
    return new MarginDualCertificate(
        new RetrievalClaim.MarginBound(
            OptionalLong.empty(),
            matrix,
            Quadratic.parse(margin, "margin"),
            Optional.ofNullable(bias).map(b -> Quadratic.parse(b, "bias"))),
        weights,
        Collections.nCopies(matrix.rows().size(), BigInteger.valueOf(theta)),
        Collections.nCopies(matrix.documents(), BigInteger.valueOf(phi)),
        BY);
  }

  private static boolean holds(MarginDualCertificate certificate) {
    return Verifier.verify(certificate, 1).accepted();
  }

  /**
   * N pairs: Y = (N-1) I - (J - I) = N I - J has the largest singular value N, so m <= N/(2N - 2)
   * over all biases (T27). At bias 0 with weights x and y the bound is N max(x + y, |x - (N-1) y|)
   * over N (x + (N-1) y), which is N/(3N - 4) for 2 x = (N-2) y. Both are tight: one unit less is
   * rejected.
   */
  @Test
  void pairs() {
    for (int n = 3; n <= 6; n++) {
      RelevanceMatrix matrix = identity(n);
      String most = n + "/" + (2 * n - 2);
      assertTrue(holds(uniform(matrix, n - 1, 1, n, n, most, null)));
      // Theta or phi lowered by one unit, a sign, a smaller claim.
      assertFalse(holds(uniform(matrix, n - 1, 1, n - 1, n, most, null)));
      assertFalse(holds(uniform(matrix, n - 1, 1, n, n - 1, most, null)));
      assertFalse(holds(uniform(matrix, n - 1, -1, n, n, most, null)));
      assertFalse(holds(uniform(matrix, -(n - 1), 1, n, n, most, null)));
      assertFalse(holds(uniform(matrix, n - 1, 1, n, n, n + "/" + (2 * n - 2) + "0000001", null)));
      assertFalse(holds(uniform(matrix, n, 1, n + 1, n + 1, "1", null)), "the sum is not 0");
      assertTrue(holds(uniform(matrix, n, 1, n + 1, n + 1, "1", "0")));
      // The sum is negative, so a larger bias needs more.
      // 2.
      String zero = n + "/" + (3 * n - 4);
      assertTrue(holds(uniform(matrix, n - 2, 2, n, n, zero, "0")));
      assertFalse(holds(uniform(matrix, n - 2, 2, n - 1, n, zero, "0")));
      assertFalse(holds(uniform(matrix, n - 2, 2, n, n, zero, "1/1000")));
      assertTrue(holds(uniform(matrix, n - 2, 2, n, n, zero, "-1/1000")));
    }
  }

  /**
   * Quotients a/p and b/q of numbers that have no short common denominator, of sum 1 + 1/(pq): phi
   * = 1 is too small, by less than the quotients are rounded.
   */
  @Test
  void quotientsAreRoundedAgainstTheClaim() {
    Random random = new Random(1);
    BigInteger p = BigInteger.probablePrime(150, random);
    BigInteger q = BigInteger.probablePrime(150, random);
    // a q + b p = pq + 1.
    BigInteger a = q.modInverse(p);
    BigInteger b = p.multiply(q).add(BigInteger.ONE).subtract(a.multiply(q)).divide(p);
    assertEquals(p.multiply(q).add(BigInteger.ONE), a.multiply(q).add(b.multiply(p)));
    RelevanceMatrix both = new RelevanceMatrix(1, List.of(List.of(0), List.of(0)));
    RetrievalClaim.MarginBound claim =
        new RetrievalClaim.MarginBound(
            OptionalLong.empty(),
            both,
            Quadratic.of(BigFraction.of(p.multiply(q))),
            Optional.of(Quadratic.ZERO));
    List<List<BigInteger>> weights = List.of(List.of(a), List.of(b));
    List<BigInteger> theta = List.of(a.multiply(p), b.multiply(q));
    assertFalse(
        holds(new MarginDualCertificate(claim, weights, theta, List.of(BigInteger.ONE), BY)));
    assertTrue(
        holds(new MarginDualCertificate(claim, weights, theta, List.of(BigInteger.TWO), BY)));
  }

  @Test
  void shapesAreChecked() {
    MarginDualCertificate good = uniform(identity(3), 2, 1, 3, 3, "3/4", null);
    assertThrows(
        BadInputException.class,
        () ->
            new MarginDualCertificate(
                good.claim(), good.weights().subList(0, 2), good.theta(), good.phi(), BY));
    assertThrows(
        BadInputException.class,
        () ->
            new MarginDualCertificate(
                good.claim(), good.weights(), good.theta().subList(0, 2), good.phi(), BY));
    RetrievalClaim.MarginBound subsets =
        new RetrievalClaim.MarginBound(
            OptionalLong.empty(), new AllSubsets(3, 1), good.claim().margin(), Optional.empty());
    assertThrows(
        BadInputException.class,
        () -> new MarginDualCertificate(subsets, good.weights(), good.theta(), good.phi(), BY));
    assertEquals(
        good, CertificateReader.parse(CertificateWriter.bytes(good), Path.of(".")), "read back");
    // All weights 0 prove nothing, and a row of weight 0 needs no theta.
    assertFalse(holds(uniform(identity(3), 0, 0, 3, 3, "1", "0")));
  }

  /**
   * Whatever is accepted is at least the margin of any vectors: of small integers as weights, with
   * theta and phi from their row sums, changed at random.
   */
  @Property(tries = 1000)
  void boundsEveryMargin(@ForAll long seed) {
    Random random = new Random(seed);
    int queries = 2 + random.nextInt(3);
    int documents = 2 + random.nextInt(3);
    List<List<Integer>> rows = new ArrayList<>();
    List<List<BigInteger>> weights = new ArrayList<>();
    BigInteger[] theta = new BigInteger[queries];
    BigInteger[] phi = new BigInteger[documents];
    java.util.Arrays.fill(phi, BigInteger.ZERO);
    BigInteger total = BigInteger.ZERO;
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < queries; i++) {
      List<Integer> row = new ArrayList<>();
      List<BigInteger> numbers = new ArrayList<>();
      theta[i] = BigInteger.ZERO;
      for (int j = 0; j < documents; j++) {
        boolean relevant = random.nextBoolean();
        if (relevant) {
          row.add(j);
        }
        BigInteger size = BigInteger.valueOf(random.nextInt(5));
        numbers.add(relevant ? size : size.negate());
        theta[i] = theta[i].add(size);
        phi[j] = phi[j].add(size);
        total = total.add(size);
        sum = sum.add(relevant ? size : size.negate());
      }
      rows.add(row);
      weights.add(numbers);
    }
    if (total.signum() == 0) {
      return;
    }
    int less = random.nextInt(4);
    List<BigInteger> lowered = new ArrayList<>();
    BigInteger ends = BigInteger.ZERO;
    for (BigInteger number : theta) {
      lowered.add(number.subtract(BigInteger.valueOf(less)).max(BigInteger.ZERO));
      ends = ends.add(lowered.get(lowered.size() - 1));
    }
    for (BigInteger number : phi) {
      ends = ends.add(number);
    }
    BigFraction bias = BigFraction.of(random.nextInt(21) - 10, 10);
    BigFraction value =
        BigFraction.of(ends, total.shiftLeft(1))
            .subtract(bias.multiply(BigFraction.of(sum, total)));
    if (value.signum() < 0) {
      return;
    }
    RelevanceMatrix matrix = new RelevanceMatrix(documents, rows);
    boolean accepted =
        holds(
            new MarginDualCertificate(
                new RetrievalClaim.MarginBound(
                    OptionalLong.empty(),
                    matrix,
                    Quadratic.of(value),
                    Optional.of(Quadratic.of(bias))),
                weights,
                lowered,
                List.of(phi),
                BY));
    Statistics.label("accepted").collect(accepted);
    Statistics.label("accepted").coverage(seen -> seen.check(true).percentage(p -> p > 20));
    assertTrue(less > 0 || accepted, "row sums dominate");
    if (accepted) {
      double reached = best(random, matrix, bias.doubleValue());
      assertTrue(reached <= value.doubleValue() + 1e-12, reached + " exceeds " + value);
    }
  }

  /** The largest margin of some random vectors that are turned to where they should be. */
  private static double best(Random random, RelevanceMatrix matrix, double bias) {
    double best = -2;
    int d = matrix.rows().size() + matrix.documents();
    for (int start = 0; start < 3; start++) {
      double[][] u = random(random, matrix.rows().size(), d);
      double[][] v = random(random, matrix.documents(), d);
      for (int step = 0; step < 60; step++) {
        int[] worst = {0, 0};
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < u.length; i++) {
          for (int j = 0; j < v.length; j++) {
            double product = 0;
            for (int k = 0; k < d; k++) {
              product += u[i][k] * v[j][k];
            }
            double margin = matrix.isRelevant(i, j) ? product - bias : bias - product;
            if (margin < least) {
              least = margin;
              worst = new int[] {i, j};
            }
          }
        }
        best = Math.max(best, least);
        double step0 = (matrix.isRelevant(worst[0], worst[1]) ? 0.5 : -0.5) / (1 + step / 5.0);
        double[] old = u[worst[0]].clone();
        for (int k = 0; k < d; k++) {
          u[worst[0]][k] += step0 * v[worst[1]][k];
          v[worst[1]][k] += step0 * old[k];
        }
        normalise(u[worst[0]]);
        normalise(v[worst[1]]);
      }
    }
    return best;
  }

  private static double[][] random(Random random, int n, int d) {
    double[][] x = new double[n][d];
    for (double[] row : x) {
      for (int k = 0; k < d; k++) {
        row[k] = random.nextGaussian();
      }
      normalise(row);
    }
    return x;
  }

  private static void normalise(double[] x) {
    double square = 0;
    for (double entry : x) {
      square += entry * entry;
    }
    for (int k = 0; k < x.length; k++) {
      x[k] /= Math.sqrt(square);
    }
  }
}
