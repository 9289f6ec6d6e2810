package constellations.verify.threepoint;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.WorkBudget;
import constellations.verify.lp.GegenbauerExpansion;
import constellations.verify.lp.IntegerPolynomial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The function of a three-point bound: sum_k a_k P_k of pairs and T = sum_k &lt;F_k, S_k&gt; of
 * triples, k = 0, ..., d, with a_k &gt;= 0 and F_k = L_k L_k^T. All numbers are integers over
 * 2^bits. Exact and immutable.
 *
 * <p>The argument: docs/theory.md T25.
 *
 * @param dimension n, at least 3
 * @param bits the numbers are divided by 2 to this power
 * @param linear a_1, a_2, ...
 * @param factors L_0, ..., L_d by their rows: row i of L_k has i + 1 numbers, i = 0, ..., d - k
 */
public record TripleFunction(
    int dimension, int bits, List<BigInteger> linear, List<List<List<BigInteger>>> factors) {
  /** The largest d. */
  public static final int MAX_HALF_DEGREE = 20;

  /** The largest dimension. */
  private static final int MAX_DIMENSION = 1000;

  private static final int MAX_BITS = 256;

  /** The most numbers a_k. */
  static final int MAX_LINEAR = 200;

  /** The longest integers of the evidence, in bits. */
  private static final int MAX_LENGTH = 512;

  /**
   * Copies the lists.
   *
   * @param dimension n
   * @param bits the numbers are divided by 2 to this power
   * @param linear a_1, a_2, ...
   * @param factors L_0, ..., L_d by rows
   * @throws BadInputException if a size is out of range or a factor is not triangular
   */
  public TripleFunction {
    if (dimension < 3 || dimension > MAX_DIMENSION) {
      throw BadInputException.argument("claim.dimension", dimension, "from 3 to " + MAX_DIMENSION);
    }
    if (bits < 0 || bits > MAX_BITS) {
      throw BadInputException.argument("evidence.bits", bits, "from 0 to " + MAX_BITS);
    }
    int blocks = factors.size();
    if (blocks < 3 || blocks > MAX_HALF_DEGREE + 1) {
      throw BadInputException.argument(
          "evidence.factors", blocks + " factors", "from 3 to " + (MAX_HALF_DEGREE + 1));
    }
    for (int k = 0; k < blocks; k++) {
      if (factors.get(k).size() != blocks - k) {
        throw BadInputException.argument(
            "evidence.factors[" + k + "]", factors.get(k).size() + " rows", blocks - k + " rows");
      }
      for (int i = 0; i < blocks - k; i++) {
        List<BigInteger> row = factors.get(k).get(i);
        String where = "evidence.factors[" + k + "][" + i + "]";
        if (row.size() != i + 1) {
          throw BadInputException.argument(where, row.size() + " numbers", i + 1 + " numbers");
        }
        row.forEach(x -> requireShort(where, x));
      }
    }
    linear.forEach(x -> requireShort("evidence.linear", x));
    linear = List.copyOf(linear);
    factors = factors.stream().map(l -> l.stream().map(List::copyOf).toList()).toList();
  }

  /** Refuses integers that are too long. */
  static void requireShort(String where, BigInteger x) {
    if (x.bitLength() > MAX_LENGTH) {
      throw BadInputException.argument(
          where, "an integer of " + x.bitLength() + " bits", "at most " + MAX_LENGTH + " bits");
    }
  }

  /** {@return d, the half degree: T has degree d in each variable} */
  public int halfDegree() {
    return factors.size() - 1;
  }

  /** {@return A = sum_k a_k + T(1,1,1), times 4^bits; exact} */
  public BigInteger atOne() {
    BigInteger sum = linear.stream().reduce(BigInteger.ZERO, BigInteger::add).shiftLeft(bits);
    // Only F_0 counts, as Q_k(1,1,1) = 0 for k > 0, and P_i(1) = 1: the squares of column sums.
    for (int r = 0; r <= halfDegree(); r++) {
      BigInteger column = BigInteger.ZERO;
      for (int i = r; i <= halfDegree(); i++) {
        column = column.add(factors.get(0).get(i).get(r));
      }
      sum = sum.add(column.multiply(column));
    }
    return sum;
  }

  /** {@return the positive number by which {@link #triples} is a multiple of T} */
  BigInteger scale() {
    return common().multiply(BigInteger.valueOf(3)).shiftLeft(2 * bits);
  }

  /** A common multiple of the denominators c^2 e of all blocks. */
  private BigInteger common() {
    BigInteger common = BigInteger.ONE;
    for (int k = 0; k <= halfDegree(); k++) {
      BigInteger d = denominator(k);
      common = common.multiply(d.divide(common.gcd(d)));
    }
    return common;
  }

  private BigInteger denominator(int k) {
    BigInteger c = gegenbauerScale(k);
    return c.multiply(c).multiply(kernelScale(k));
  }

  /** c with c P_i of integer coefficients for all i &lt;= d - k, in dimension n + 2k. */
  private BigInteger gegenbauerScale(int k) {
    BigInteger c = BigInteger.ONE;
    for (int i = 1; i <= halfDegree() - k; i++) {
      c = c.multiply(BigInteger.valueOf(dimension + 2L * k - 3 + i));
    }
    return c;
  }

  /** e_k with e_k Q_k of integer coefficients: the product of j + n - 4 for j = 2, ..., k. */
  private BigInteger kernelScale(int k) {
    BigInteger e = BigInteger.ONE;
    for (int j = 2; j <= k; j++) {
      e = e.multiply(BigInteger.valueOf(j + dimension - 4L));
    }
    return e;
  }

  /**
   * {@return {@link #scale} times T, a symmetric polynomial with integer coefficients}
   *
   * @throws WorkBudget.Exhausted if the budget does not suffice
   */
  TrivariatePolynomial triples(WorkBudget budget) {
    int d = halfDegree();
    BigInteger common = common();
    TrivariatePolynomial sum = TrivariatePolynomial.zero(d);
    List<TrivariatePolynomial> kernels = kernels(budget);
    for (int k = 0; k <= d; k++) {
      BigInteger factor = common.divide(denominator(k));
      sum.addProduct(squares(k, budget), kernels.get(k), factor, budget);
    }
    return sum.symmetric();
  }

  /** c^2 4^bits sum_ij (F_k)_ij P_i(u) P_j(v), by the columns of the factor. */
  private BigInteger[][] squares(int k, WorkBudget budget) {
    int n = halfDegree() - k;
    List<IntegerPolynomial> scaled = GegenbauerExpansion.scaled(dimension + 2 * k, n);
    BigInteger[] missing = new BigInteger[n + 1];
    missing[n] = BigInteger.ONE;
    for (int i = n; i > 0; i--) {
      missing[i - 1] = missing[i].multiply(BigInteger.valueOf(dimension + 2L * k - 3 + i));
    }
    double words = 1 + (MAX_LENGTH + missing[0].bitLength()) / 32.0;
    budget.charge(4 * Math.pow(n + 1, 3) * words * words);
    BigInteger[][] sum = new BigInteger[n + 1][n + 1];
    for (BigInteger[] row : sum) {
      Arrays.fill(row, BigInteger.ZERO);
    }
    for (int r = 0; r <= n; r++) {
      IntegerPolynomial q = IntegerPolynomial.ZERO;
      for (int i = r; i <= n; i++) {
        BigInteger factor = factors.get(k).get(i).get(r).multiply(missing[i]);
        q = q.add(scaled.get(i).multiply(factor));
      }
      for (int i = 0; i <= q.degree(); i++) {
        for (int j = 0; j <= q.degree(); j++) {
          sum[i][j] = sum[i][j].add(q.coefficient(i).multiply(q.coefficient(j)));
        }
      }
    }
    return sum;
  }

  /** e_k Q_k for k = 0, ..., d. */
  private List<TrivariatePolynomial> kernels(WorkBudget budget) {
    int d = halfDegree();
    List<TrivariatePolynomial> q = new ArrayList<>();
    q.add(TrivariatePolynomial.one(d));
    for (int k = 1; k <= d; k++) {
      budget.charge(64 * Math.pow(k + 1, 3));
      BigInteger first = BigInteger.valueOf(k == 1 ? 1 : 2L * k + dimension - 5);
      TrivariatePolynomial next = q.get(k - 1).timesDifference(first);
      if (k >= 2) {
        // e_0 = e_1 = 1, and e_(k-1) = (k + n - 5) e_(k-2) from k = 3 on.
        long second = k == 2 ? 1 : (k - 1L) * (k + dimension - 5L);
        next = next.minusWeight(q.get(k - 2), BigInteger.valueOf(second));
      }
      q.add(next);
    }
    return q;
  }

  /**
   * {@return a positive multiple of h + alpha, h = sum_k a_k P_k(u) + 3 T(u,u,1)}
   *
   * @param triples what {@link #triples} gives
   * @param alpha an integer, over 2^bits
   */
  IntegerPolynomial pairs(TrivariatePolynomial triples, BigInteger alpha, WorkBudget budget) {
    int n = linear.size();
    List<IntegerPolynomial> scaled = GegenbauerExpansion.scaled(dimension, n);
    BigInteger common = common();
    IntegerPolynomial sum = IntegerPolynomial.of(alpha);
    BigInteger missing = BigInteger.ONE;
    budget.charge(64.0 * n * n);
    // c_n sum a_k P_k with c_n = (n'-2)(n'-1)...(n'-3+n), n' the dimension.
    IntegerPolynomial expansion = IntegerPolynomial.ZERO;
    for (int k = n; k >= 1; k--) {
      expansion = expansion.add(scaled.get(k).multiply(linear.get(k - 1).multiply(missing)));
      missing = missing.multiply(BigInteger.valueOf(dimension - 3L + k));
    }
    sum = sum.multiply(missing).add(expansion).multiply(common.shiftLeft(bits));
    // 3 T(u,u,1) common 4^bits is what the multiple of T by its scale is at (u,u,1).
    return sum.add(triples.diagonal().multiply(missing));
  }
}
