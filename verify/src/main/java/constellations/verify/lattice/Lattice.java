package constellations.verify.lattice;

import constellations.verify.exact.BadInputException;
import constellations.verify.exact.WorkBudget;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A lattice given by an integral Gram matrix: the squared norm of the vector with coordinates x is
 * x G x^T. Determinant and least norm are exact. Immutable.
 *
 * <p>The argument: docs/theory.md T9, T10.
 */
public final class Lattice {
  /** The largest dimension. */
  public static final int MAX_DIMENSION = 64;

  /** The largest absolute value of an entry of the Gram matrix. */
  public static final long MAX_ENTRY = 1L << 31;

  /** Work is charged for so many nodes at a time. */
  private static final int CHARGED = 1 << 12;

  /** Half an ulp of 1, with room for the few roundings of an operation. */
  private static final double ROUNDING = 0x1p-50;

  /** A basis that leads to larger coordinates is given up. */
  private static final double MAX_CENTRE = 0x1p40;

  private final long[][] gram;
  private final BigInteger determinant;

  // Q(x) = sum_i diagonal_i (x_i + sum_{j > i} upper_ij x_j)^2, each number within an ulp.
  private final double[] diagonal;
  private final double[][] upper;

  private Lattice(long[][] gram, BigInteger determinant, double[] diagonal, double[][] upper) {
    this.gram = gram;
    this.determinant = determinant;
    this.diagonal = diagonal;
    this.upper = upper;
  }

  /**
   * The lattice with this Gram matrix.
   *
   * @param gram the n x n matrix of the inner products of a basis
   * @return the lattice
   * @throws BadInputException if the matrix is not square, symmetric and positive definite, or too
   *     large
   */
  public static Lattice of(long[][] gram) {
    int n = gram.length;
    if (n < 1 || n > MAX_DIMENSION) {
      throw BadInputException.argument("gram", n + " rows", "from 1 to " + MAX_DIMENSION);
    }
    BigInteger[][] m = new BigInteger[n][n];
    long[][] copy = new long[n][];
    for (int i = 0; i < n; i++) {
      if (gram[i].length != n) {
        throw BadInputException.argument("gram", "a row of " + gram[i].length, n + " numbers");
      }
      copy[i] = gram[i].clone();
      for (int j = 0; j < n; j++) {
        if (gram[i][j] != gram[j][i] || Math.abs(gram[i][j]) > MAX_ENTRY) {
          throw BadInputException.argument(
              "gram[" + i + "][" + j + "]", gram[i][j], "a symmetric matrix of moderate integers");
        }
        m[i][j] = BigInteger.valueOf(gram[i][j]);
      }
    }
    // Fraction-free elimination (Bareiss): the pivots are the leading principal minors.
    double[] diagonal = new double[n];
    double[][] upper = new double[n][n];
    BigInteger previous = BigInteger.ONE;
    for (int k = 0; k < n; k++) {
      BigInteger pivot = m[k][k];
      if (pivot.signum() <= 0) {
        throw BadInputException.argument(
            "gram", "leading minor " + (k + 1) + " = " + pivot, "a positive definite matrix");
      }
      diagonal[k] = BigFraction.of(pivot, previous).doubleValue();
      for (int j = k + 1; j < n; j++) {
        upper[k][j] = BigFraction.of(m[k][j], pivot).doubleValue();
      }
      for (int i = k + 1; i < n; i++) {
        for (int j = k + 1; j < n; j++) {
          m[i][j] = m[i][j].multiply(pivot).subtract(m[i][k].multiply(m[k][j])).divide(previous);
        }
      }
      previous = pivot;
    }
    return new Lattice(copy, previous, diagonal, upper);
  }

  /** {@return the dimension} */
  public int dimension() {
    return gram.length;
  }

  /** {@return the determinant of the Gram matrix, the square of the covolume} */
  public BigInteger determinant() {
    return determinant;
  }

  /**
   * {@return the entry of the Gram matrix}
   *
   * @param i the row, from 0
   * @param j the column, from 0
   */
  public long gram(int i, int j) {
    return gram[i][j];
  }

  /**
   * {@return the inverse of the Gram matrix times a number, if that is integral: the Gram matrix of
   * the dual lattice, scaled}
   *
   * @param scale the number, positive
   */
  public Optional<BigInteger[][]> scaledDual(BigInteger scale) {
    int n = gram.length;
    BigInteger[][] adjugate = adjugate();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        BigInteger[] quotient = adjugate[i][j].multiply(scale).divideAndRemainder(determinant);
        if (quotient[1].signum() != 0) {
          return Optional.empty();
        }
        adjugate[i][j] = quotient[0];
      }
    }
    return Optional.of(adjugate);
  }

  /** {@return the inverse of the Gram matrix times the determinant} */
  public BigInteger[][] adjugate() {
    int n = gram.length;
    // Fraction-free Gauss-Jordan elimination of (G | I).
    BigInteger[][] m = new BigInteger[n][2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 2 * n; j++) {
        m[i][j] = BigInteger.valueOf(j < n ? gram[i][j] : j - n == i ? 1 : 0);
      }
    }
    BigInteger previous = BigInteger.ONE;
    for (int k = 0; k < n; k++) {
      BigInteger pivot = m[k][k];
      for (int i = 0; i < n; i++) {
        if (i == k) {
          continue;
        }
        BigInteger factor = m[i][k];
        for (int j = 0; j < 2 * n; j++) {
          m[i][j] = m[i][j].multiply(pivot).subtract(factor.multiply(m[k][j])).divide(previous);
        }
      }
      previous = pivot;
    }
    for (int i = 0; i < n; i++) {
      m[i] = java.util.Arrays.copyOfRange(m[i], n, 2 * n);
    }
    return m;
  }

  /**
   * The number of vectors of each squared norm up to a bound, by enumeration; nothing if that takes
   * too long.
   *
   * @param most the largest squared norm
   * @param mostNodes nodes of the search tree, after which it is given up
   * @return the number of vectors of squared norm i at index i
   */
  public Optional<long[]> counts(int most, long mostNodes) {
    return counts(most, mostNodes, WorkBudget.of(Double.POSITIVE_INFINITY));
  }

  /** The same; the budget is charged for the nodes, and may be exhausted. */
  Optional<long[]> counts(int most, long mostNodes, WorkBudget budget) {
    long[] counts = new long[most + 1];
    Enumeration enumeration =
        new Enumeration(
            most,
            mostNodes,
            budget,
            x -> {
              BigInteger norm = norm(x);
              if (norm.bitLength() < 32 && norm.intValue() <= most) {
                counts[norm.intValue()] += 2;
              }
              return false;
            });
    enumeration.visit(gram.length - 1, 0, true);
    counts[0] = 1;
    return enumeration.nodes < mostNodes ? Optional.of(counts) : Optional.empty();
  }

  /**
   * {@return the squared norm of a vector of the lattice}
   *
   * @param x the n coefficients of the vector in the basis
   */
  public BigInteger norm(long[] x) {
    long largest = 0;
    for (long coordinate : x) {
      // -2^63 has no absolute value; ~x is |x| - 1 for negative x.
      largest = Math.max(largest, coordinate < 0 ? ~coordinate : coordinate);
    }
    if (largest < 1 << 9) {
      // At most 64^2 terms of at most 2^(31 + 9 + 9).
      long sum = 0;
      for (int i = 0; i < x.length; i++) {
        long row = 0;
        for (int j = 0; j < x.length; j++) {
          row += gram[i][j] * x[j];
        }
        sum += row * x[i];
      }
      return BigInteger.valueOf(sum);
    }
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        sum =
            sum.add(
                BigInteger.valueOf(x[i])
                    .multiply(BigInteger.valueOf(x[j]))
                    .multiply(BigInteger.valueOf(gram[i][j])));
      }
    }
    return sum;
  }

  /** {@return the largest integer that divides all squared norms} */
  public long normDivisor() {
    long divisor = 0;
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j <= i; j++) {
        long entry = i == j ? gram[i][i] : 2 * gram[i][j];
        divisor = gcd(divisor, Math.abs(entry));
      }
    }
    return divisor;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /**
   * What a search for short vectors found.
   *
   * @param vector a vector of squared norm below the bound that is not zero, if there is one
   * @param complete whether all were looked at, so that no vector means that there is none
   */
  public record Search(Optional<long[]> vector, boolean complete) {}

  /**
   * Looks for a vector of squared norm less than a bound (Fincke and Pohst 1985). Partial norms are
   * computed in double precision and rounded down by more than their error, so that no vector is
   * missed; what is found is confirmed exactly.
   *
   * @param bound mu
   * @param mostNodes nodes of the search tree, after which it is given up
   * @return a vector that is shorter, if one was found, and whether all were looked at
   */
  public Search shorterThan(long bound, long mostNodes) {
    return shorterThan(bound, mostNodes, WorkBudget.of(Double.POSITIVE_INFINITY));
  }

  /** The same; the budget is charged for the nodes, and may be exhausted. */
  Search shorterThan(long bound, long mostNodes, WorkBudget budget) {
    // Norms are multiples of the divisor: less than mu means at most the multiple below it.
    long divisor = normDivisor();
    long limit = (bound - 1) / divisor * divisor;
    BigInteger exactLimit = BigInteger.valueOf(limit);
    Enumeration enumeration =
        new Enumeration(limit, mostNodes, budget, x -> norm(x).compareTo(exactLimit) <= 0);
    enumeration.visit(gram.length - 1, 0, true);
    return new Search(enumeration.found, enumeration.nodes < mostNodes);
  }

  /** One of x and -x for each vector whose norm is not for certain above a limit, but for zero. */
  private final class Enumeration {
    private final double limit;
    private final long mostNodes;
    private final WorkBudget budget;

    /** What is done with a vector; true ends the enumeration. */
    private final Predicate<long[]> visitor;

    private final long[] x = new long[gram.length];
    private long nodes;
    private Optional<long[]> found = Optional.empty();

    Enumeration(long limit, long mostNodes, WorkBudget budget, Predicate<long[]> visitor) {
      this.limit = limit;
      this.mostNodes = mostNodes;
      this.budget = budget;
      this.visitor = visitor;
    }

    private boolean over() {
      return found.isPresent() || nodes >= mostNodes;
    }

    /** Chooses x_k; {@code partial} is at most the norm of what is chosen above. */
    void visit(int k, double partial, boolean zeroAbove) {
      if (k < 0) {
        // A norm takes n times as long as another node.
        nodes += x.length;
        if (!zeroAbove && visitor.test(x)) {
          found = Optional.of(x.clone());
        }
        return;
      }
      double centre = 0;
      double size = 0;
      for (int j = k + 1; j < x.length; j++) {
        double term = upper[k][j] * x[j];
        centre += term;
        size += Math.abs(term);
      }
      if (!(size <= MAX_CENTRE)) {
        // Beyond, rounding says nothing about which coordinates are near.
        nodes = mostNodes;
        return;
      }
      double error = (x.length + 4) * ROUNDING * (size + 1);
      long nearest = Math.round(-centre);
      // Of x and -x one is enough: the first coordinate that is not zero is positive.
      if (!zeroAbove) {
        for (long t = nearest - 1; !over(); t--) {
          if (!choose(k, t, centre, error, partial, false)) {
            break;
          }
        }
      }
      for (long t = zeroAbove ? 0 : nearest; !over(); t++) {
        if (!choose(k, t, centre, error, partial, zeroAbove && t == 0)) {
          break;
        }
      }
      x[k] = 0;
    }

    private boolean choose(
        int k, long t, double centre, double error, double partial, boolean zero) {
      double distance = Math.max(0, Math.abs(t + centre) - error - Math.abs(t) * ROUNDING);
      double norm = (partial + diagonal[k] * distance * distance) * (1 - 8 * ROUNDING);
      if (norm > limit) {
        return false;
      }
      nodes++;
      if (nodes % CHARGED == 0) {
        budget.charge(2.0 * CHARGED * x.length);
      }
      x[k] = t;
      visit(k - 1, norm, zero);
      return true;
    }
  }
}
